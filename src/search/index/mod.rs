//! The index: the distinct words of all records, their numbers, places and years; and, for explanations of matches, the
//! texts of single records.
//!
//! * `bits`: sets of records as bits, and a posting list as it is stored in the index.
//! * `builder`: builds the index in one pass over the records of a directory, in their order.
//! * `name_table`: the words of each record's name, so that one name is checked without reading its text.
//! * `number_table`: finds telephone numbers by their beginning, their end, three or more digits inside, or with one
//!   wrong digit.
//! * `periods`: when projects ran, and which records have ended.
//! * `postings`: posting lists: the records of an entry, as numbers or as bits, whichever is smaller.
//! * `record_set`: sets of record numbers, each in its smallest form.
//! * `term_dictionary`: the distinct words of all records, and the contexts in which each occurs.
//! * `tokens`: the words of a text.

pub(in crate::search) mod bits;
pub(in crate::search) mod builder;
pub(in crate::search) mod name_table;
pub(in crate::search) mod number_table;
mod periods;
mod postings;
pub(in crate::search) mod record_set;
pub(in crate::search) mod term_dictionary;
mod tokens;

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::gazetteer::{OfficeKind, Place};
use crate::model::Basis;
use crate::search::hit::{Field, Step};
use crate::search::index::bits::{Bits, List};
use crate::search::index::name_table::NameTable;
use crate::search::index::number_table::NumberTable;
use crate::search::index::periods::{EndTable, SpanTable};
use crate::search::index::postings::Postings;
use crate::search::index::term_dictionary::{Dictionary, TermContext};
use crate::store::{Numbers, SectionWriter, Sections, Words};
use crate::text::{Day, Folded, fold};

/// The index of a directory, in memory or in a file.
///
/// Queries are compared with words, not with records: a word that many records share is compared once, and then its
/// postings are combined. The texts of the records are not in the index: why a record matches is computed when it is
/// shown.
#[derive(Debug, Default)]
pub struct Index {
    /// The number of records.
    pub(in crate::search) record_count: u32,
    /// The words of each kind.
    pub(in crate::search) dictionaries: Dictionaries,
    /// The spellings of words with their accents, in lower case.
    pub(in crate::search) spellings: Words,
    /// The words of each record's name.
    pub(in crate::search) names: NameTable,
    /// National numbers.
    pub(in crate::search) numbers: NumberTable,
    /// The records that are responsible for a place, or in it.
    pub(in crate::search) places: PlaceTable,
    /// The years of every project.
    pub(in crate::search) spans: SpanTable,
    /// The records that have ended.
    pub(in crate::search) ended: EndTable,
    /// The members of the last records, which are projects, regions and organisations: people, and positions without a
    /// named holder.
    pub(in crate::search) members: Postings,
    /// The records that had ended on the day of the first search that needed them.
    pub(in crate::search) over: OnceLock<(Day, Bits)>,
    /// The displayed texts; only in an index for explaining matches.
    pub(in crate::search) details: Details,
}

/// A dictionary for each kind of word.
pub(in crate::search) type Dictionaries = [Dictionary; 4];

/// The kind of a word. Each kind has a dictionary of its own, because most queries read only the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::search) enum WordKind {
    /// Letters and digits only.
    Plain,
    /// Letters and digits with signs between them, such as a hyphenated name; the parts are also indexed as plain
    /// words.
    Signed,
    /// An address; nearly everybody has a different one.
    Address,
    /// A phrase: all words of a title or of the name of a project or an organisation, separated by spaces.
    Phrase,
}

/// The maximum number of times that a search may read all entries for one word. In measurements, once was enough,
/// because most entries are skipped.
const PASSES: usize = 16;
/// The maximum number of place names that a search may examine for one word: a few thousand for each possible inflected
/// form.
const PLACES_LOOKED_AT: usize = 1 << 16;

/// The records that are responsible for each place, or in it.
#[derive(Clone, Debug, Default)]
pub(in crate::search) struct PlaceTable {
    /// The sorted keys: a place and the relation of records to it.
    pub keys: Words,
    pub postings: Postings,
}

/// The relations of records to a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::search) struct PlaceContext {
    /// The relation: `Region` if the record is responsible for the place, `Name` if it is the place, `Place` if it is
    /// in the place.
    pub field: Field,
    /// Whether the record is responsible only for a part of the place.
    pub is_part: bool,
    /// Whether the place itself is printed.
    pub is_stated: bool,
    /// The kind of organisation that is named after the place, if this is the relation.
    pub office: Option<OfficeKind>,
}

/// The displayed texts of a record, for explaining why it matches.
#[derive(Debug, Default)]
pub(in crate::search) struct Details {
    /// Every searchable text.
    pub texts: Vec<Text>,
    /// Every word of the texts, in its context.
    pub words: Vec<Occurrence>,
    /// Every number: its national digits, and the number as printed.
    pub numbers: Vec<(String, String)>,
    /// Every place.
    pub places: Vec<PlaceDetail>,
    /// The years, as shown: `2015–2020`, `?–2020`.
    pub span: String,
}

/// A searchable text of a record.
#[derive(Debug)]
pub(in crate::search) struct Text {
    /// As it is shown.
    pub shown: String,
    /// Whether it is the name of the record.
    pub is_name: bool,
    /// The folded text.
    pub folded: Folded,
}

/// A word of a text.
#[derive(Debug)]
pub(in crate::search) struct Occurrence {
    pub word: String,
    pub context: TermContext,
    /// Index into the texts.
    pub text: usize,
    /// The index of the character of the folded text at which the word begins.
    pub at: u32,
}

/// A place by which a record is found.
#[derive(Clone, Debug)]
pub(in crate::search) struct PlaceDetail {
    pub place: Place,
    pub context: PlaceContext,
    /// The name in the record.
    pub shown: String,
    /// The steps from the place to the text that the record prints.
    pub path: Vec<Step>,
}

/// The names of the sections, for each part of an index.
const WORDS: [&str; 7] =
    ["words", "word-lines", "word-ends", "word-standings", "word-counts", "word-starts", "word-lists"];
const SIGNED: [&str; 7] =
    ["signed", "signed-lines", "signed-ends", "signed-standings", "signed-counts", "signed-starts", "signed-lists"];
const ADDRESSES: [&str; 7] =
    ["mails", "mail-lines", "mail-ends", "mail-standings", "mail-counts", "mail-starts", "mail-lists"];
const PHRASES: [&str; 7] =
    ["phrases", "phrase-lines", "phrase-ends", "phrase-standings", "phrase-counts", "phrase-starts", "phrase-lists"];
const SPELLINGS: [&str; 2] = ["spellings", "spelling-lines"];
const NAMES: [&str; 2] = ["name-ends", "name-words"];
const NUMBERS: [&str; 3] = ["numbers", "number-records", "number-backwards"];
const PLACES: [&str; 5] = ["places", "place-lines", "place-counts", "place-starts", "place-lists"];
const MEMBERS: [&str; 3] = ["member-counts", "member-starts", "member-lists"];
const TABLES: [&str; 5] = ["span-records", "span-firsts", "span-lasts", "end-records", "end-days"];

impl Index {
    /// Writes the index to sections.
    pub fn write(&self, into: &mut SectionWriter) {
        for (dictionary, names) in self.dictionaries.iter().zip([&WORDS, &SIGNED, &ADDRESSES, &PHRASES]) {
            dictionary.write(names, into);
        }
        self.spellings.write(SPELLINGS, into);
        self.names.write(NAMES, into);
        self.numbers.write(NUMBERS, into);
        let [keys, key_ends, counts, list_ends, lists] = PLACES;
        self.places.keys.write([keys, key_ends], into);
        self.places.postings.write([counts, list_ends, lists], into);
        self.members.write(MEMBERS, into);
        let (spans, ended) = (&self.spans, &self.ended);
        let columns = [&spans.records, &spans.firsts, &spans.lasts, &ended.records, &ended.days];
        for (name, column) in TABLES.into_iter().zip(columns) {
            into.add(name, column.bytes());
        }
    }

    /// Reads the index of a directory of `record_count` records from its sections. Returns `None` if a section is missing.
    #[must_use]
    pub fn read(from: &Sections, record_count: u32) -> Option<Self> {
        let [keys, key_ends, counts, list_ends, lists] = PLACES;
        let postings = Postings::read([counts, list_ends, lists], record_count, from)?;
        let column = |name: &str| from.get(name).map(Numbers::new);
        let [span_records, firsts, lasts, end_records, days] = TABLES;
        Some(Self {
            record_count,
            dictionaries: [
                Dictionary::read(&WORDS, record_count, from)?,
                Dictionary::read(&SIGNED, record_count, from)?,
                Dictionary::read(&ADDRESSES, record_count, from)?,
                Dictionary::read(&PHRASES, record_count, from)?,
            ],
            spellings: Words::read(SPELLINGS, from)?,
            names: NameTable::read(NAMES, from)?,
            numbers: NumberTable::read(NUMBERS, from)?,
            places: PlaceTable { keys: Words::read([keys, key_ends], from)?, postings },
            spans: SpanTable { records: column(span_records)?, firsts: column(firsts)?, lasts: column(lasts)? },
            ended: EndTable { records: column(end_records)?, days: column(days)? },
            members: Postings::read(MEMBERS, record_count, from)?,
            over: OnceLock::new(),
            details: Details::default(),
        })
    }

    /// An upper bound for the number of steps of a search for `words` words, unless the index is forged.
    pub(in crate::search) fn most_steps(&self, words: usize) -> usize {
        let dictionaries: usize = self.dictionaries.iter().map(Dictionary::size).sum();
        let numbers = self.numbers.len() + self.spans.records.len() + self.ended.records.len();
        let all = dictionaries + self.members.size() + self.places.keys.len() + self.places.postings.size() + numbers;
        let records = (self.record_count as usize).div_ceil(64);
        (words + 1).saturating_mul(PASSES * (all + records) + PLACES_LOOKED_AT)
    }

    /// The members of a project, a region or an organisation. Empty for other records.
    pub(in crate::search) fn members(&self, record: u32) -> List<'_> {
        self.members.list(record.checked_sub(self.first_collective()).map_or(usize::MAX, |at| at as usize))
    }

    /// The first record that may have members: a project, a region or an organisation. All people come before it.
    fn first_collective(&self) -> u32 {
        self.record_count.saturating_sub(u32::try_from(self.members.len()).unwrap_or(u32::MAX))
    }

    /// Whether a record contains a folded word exactly.
    pub(in crate::search) fn has_word(&self, word: &str) -> bool {
        self.dictionary(WordKind::of(word)).words.find(word).is_ok()
    }

    /// Whether a folded word is a whole word of the name of a person.
    pub(in crate::search) fn is_persons_name(&self, word: &str) -> bool {
        let dictionary = self.dictionary(WordKind::of(word));
        let Ok(at) = dictionary.words.find(word) else { return false };
        let mut names = dictionary.contexts(at).filter(|(_, context)| context.is_whole && !context.is_alias);
        let people = self.first_collective();
        names.any(|(entry, _)| dictionary.records(entry).first().is_some_and(|record| record < people))
    }

    /// The words of a kind.
    pub(in crate::search) fn dictionary(&self, kind: WordKind) -> &Dictionary {
        &self.dictionaries[kind as usize]
    }

    /// Whether a word in a context is written as typed, including accents.
    pub(in crate::search) fn is_spelt(&self, word: &str, context: TermContext, typed: &str) -> bool {
        !context.is_alias && self.spelling(word, context).contains(typed)
    }

    /// Whether a word in a context contains the typed letters in order, possibly with others between them. Accents that
    /// were typed must match exactly.
    pub(in crate::search) fn spells(&self, word: &str, context: TermContext, typed: &[char]) -> bool {
        let mut wanted = typed.iter().peekable();
        for letter in self.spelling(word, context).chars() {
            let is_same = |typed: &&char| {
                **typed == letter || (typed.is_ascii() && fold(letter.encode_utf8(&mut [0; 4])).starts_with(**typed))
            };
            wanted.next_if(is_same);
        }
        wanted.peek().is_none()
    }

    fn spelling<'a>(&'a self, word: &'a str, context: TermContext) -> Cow<'a, str> {
        match context.spelling.checked_sub(1) {
            Some(number) => self.spellings.get(number as usize),
            None => word.into(),
        }
    }
}

impl PlaceTable {
    /// The records of a place, by their relation to it.
    pub(in crate::search) fn of(&self, place: Place) -> impl Iterator<Item = (PlaceContext, List<'_>)> {
        let keys = place_key(place).map_or(0..0, |key| self.keys.beginning(&key));
        keys.filter_map(|at| Some((context_of(&self.keys.get(at))?, self.postings.list(at))))
    }
}

/// The prefix of all keys of a place. `None` for places that have records only through their parts.
pub(in crate::search) fn place_key(place: Place) -> Option<String> {
    match place {
        Place::Region(code) => Some(format!("region {code} ")),
        Place::Municipality(code) => Some(format!("municipality {code} ")),
        Place::Ely(_) | Place::Wider(_) | Place::Locality(_) => None,
    }
}

impl PlaceContext {
    /// The context of a record that is, or belongs to, an organisation that is named after a place.
    pub(in crate::search) fn of_office(field: Field, kind: OfficeKind) -> Self {
        Self { field, is_part: true, is_stated: false, office: Some(kind) }
    }

    /// The context of a record with a place in `field`, if the record concerns the whole place.
    pub(in crate::search) fn of(field: Field, basis: Basis) -> Self {
        Self { field, is_part: false, is_stated: basis == Basis::Stated, office: None }
    }

    /// The last part of a key of a place.
    pub(in crate::search) fn key(self) -> String {
        let field = match self.field {
            Field::Region => 'r',
            Field::Name => 'n',
            Field::Person => 'h',
            Field::Organisation => 'o',
            _ => 'p',
        };
        let office = self.office.map_or('-', OfficeKind::letter);
        format!("{field}{}{}{office}", u8::from(self.is_part), u8::from(self.is_stated))
    }
}

fn context_of(key: &str) -> Option<PlaceContext> {
    let (_, context) = key.rsplit_once(' ')?;
    let mut letters = context.chars();
    let field = match letters.next()? {
        'r' => Field::Region,
        'n' => Field::Name,
        'h' => Field::Person,
        'o' => Field::Organisation,
        _ => Field::Place,
    };
    let (is_part, is_stated) = (letters.next()? == '1', letters.next()? == '1');
    Some(PlaceContext { field, is_part, is_stated, office: OfficeKind::of_letter(letters.next()?) })
}

/// A day as a number. The numbers have the same order as the days.
pub(in crate::search) fn digits_of(day: Day) -> u32 {
    u32::from(day.year()) * 10_000 + u32::from(day.month()) * 100 + u32::from(day.day())
}

impl WordKind {
    /// The kind of a single word.
    pub(in crate::search) fn of(word: &str) -> Self {
        if word.contains('@') {
            Self::Address
        } else if word.chars().all(char::is_alphanumeric) {
            Self::Plain
        } else {
            Self::Signed
        }
    }

    /// The kinds of words that may contain a word. The plain parts of words with signs are also indexed as plain words.
    pub(in crate::search) fn holding(word: &str) -> &'static [Self] {
        match Self::of(word) {
            Self::Plain => &[Self::Plain],
            Self::Signed => &[Self::Signed, Self::Address],
            Self::Address | Self::Phrase => &[Self::Address],
        }
    }
}
