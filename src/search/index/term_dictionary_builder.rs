//! Builds the term dictionary from the texts of records.

use foldhash::HashMap;

use crate::search::hit::Field;
use crate::search::index::fields::Searchable;
use crate::search::index::name_table::NameTable;
use crate::search::index::term_dictionary::{Dictionary, Entry, TermContext};
use crate::search::index::tokens::words_of;
use crate::search::index::{Details, Dictionaries, Occurrence, Text, WordKind};
use crate::search::matching::approximate::subsequence::plain_words;
use crate::store::Words;
use crate::text::Folded;

/// The words of all records so far, each with its contexts and records.
#[derive(Default)]
pub(in crate::search) struct Vocabulary {
    words: HashMap<Box<str>, usize>,
    phrases: HashMap<Box<str>, usize>,
    /// The entries of each word and phrase.
    entries_of: Vec<Vec<u32>>,
    entries: Vec<Gathered>,
    /// Addresses: nearly every one is another word, and occurs in one record.
    addresses: Vec<(Box<str>, TermContext, u32)>,
    spellings: HashMap<Box<str>, u32>,
}

/// A word or phrase in a context, with its records.
struct Gathered {
    word: usize,
    is_phrase: bool,
    context: TermContext,
    records: Vec<u32>,
}

impl Vocabulary {
    /// The entries of a text's words; its addresses are put with a record at once.
    pub(in crate::search) fn entries_in(
        &mut self,
        number: u32,
        text: &Searchable,
        is_place_name: bool,
        details: Option<&mut Details>,
    ) -> Vec<u32> {
        let searched = text.alias.as_deref().unwrap_or(&text.shown);
        let folded = Folded::new(searched);
        let is_plain = text.alias.is_some() || searched.is_ascii();
        let last = folded.text.trim_end().chars().rev().position(char::is_whitespace);
        let length = folded.text.trim_end().chars().count();
        let last_from = last.map_or(0, |from_end| length - from_end);
        let signs_behind = folded.text.chars().rev().take_while(|letter| !letter.is_alphanumeric()).count();
        let end = folded.text.chars().count() - signs_behind;
        let is_place_name = is_place_name || text.field == Field::Region;
        let mut found = Vec::new();
        let mut occurrences = Vec::new();
        for (at, word) in words_of(&folded.text) {
            let spelling = if is_plain { 0 } else { self.spelling(searched, &folded, at, word) };
            let context = TermContext {
                field: text.field,
                is_alias: text.alias.is_some(),
                is_first: at == 0,
                is_last: at as usize >= last_from,
                is_end: at as usize + word.chars().count() >= end,
                is_whole: text.field == Field::Name && is_whole(&folded.text, at as usize, word),
                // Pohjanmaa is a place, and not what Etelä-Pohjanmaa is called.
                is_part_of_place: is_place_name && at > 0,
                spelling,
            };
            if details.is_some() {
                occurrences.push(Occurrence { word: word.to_owned(), context, text: 0, at });
            }
            if WordKind::of(word) == WordKind::Address {
                self.addresses.push((word.into(), context, number));
            } else {
                found.push(self.entry(false, word, context));
            }
        }
        if !is_place_name && let Some((phrase, context)) = phrase_of(text, &folded.text) {
            found.push(self.entry(true, &phrase, context));
            if details.is_some() {
                occurrences.push(Occurrence { word: phrase, context, text: 0, at: 0 });
            }
        }
        if let Some(details) = details {
            let is_name = text.field == Field::Name && text.alias.is_none();
            details.words.extend(occurrences.into_iter().map(|one| Occurrence { text: details.texts.len(), ..one }));
            details.texts.push(Text { shown: text.shown.clone(), is_name, folded });
        }
        found
    }

    /// The number of how a word is written, where that is not how it is folded.
    fn spelling(&mut self, text: &str, folded: &Folded, at: u32, word: &str) -> u32 {
        let origin = |place: usize| folded.origins.get(place).map(|origin| *origin as usize);
        let (Some(first), Some(last)) = (origin(at as usize), origin(at as usize + word.chars().count() - 1)) else {
            return 0;
        };
        let spelling: String = text.chars().skip(first).take(last + 1 - first).flat_map(char::to_lowercase).collect();
        if spelling == word {
            return 0;
        }
        self.spelt(spelling.into())
    }

    fn spelt(&mut self, spelling: Box<str>) -> u32 {
        let next = u32::try_from(self.spellings.len()).unwrap_or(u32::MAX - 1) + 1;
        *self.spellings.entry(spelling).or_insert(next)
    }

    fn entry(&mut self, is_phrase: bool, word: &str, context: TermContext) -> u32 {
        let known = if is_phrase { &mut self.phrases } else { &mut self.words };
        let number = if let Some(number) = known.get(word) {
            *number
        } else {
            known.insert(word.into(), self.entries_of.len());
            self.entries_of.push(Vec::new());
            self.entries_of.len() - 1
        };
        let known = &mut self.entries_of[number];
        let same = known.iter().find(|entry| self.entries[**entry as usize].context == context);
        if let Some(entry) = same {
            return *entry;
        }
        let entry = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        known.push(entry);
        self.entries.push(Gathered { word: number, is_phrase, context, records: Vec::new() });
        entry
    }

    /// Does what can be done before the words of all records are together.
    pub(in crate::search) fn settle(&mut self) {
        self.addresses.sort_unstable();
    }

    /// Takes the words of the records that follow; what number each entry has from then on.
    pub(in crate::search) fn absorb(&mut self, other: Self) -> Vec<u32> {
        let words = other.texts();
        let mut spellings = vec![0; other.spellings.len() + 1];
        for (spelling, number) in &other.spellings {
            spellings[*number as usize] = self.spelt(spelling.clone());
        }
        let settled = |context: TermContext| TermContext { spelling: spellings[context.spelling as usize], ..context };
        let mut becomes = Vec::with_capacity(other.entries.len());
        for Gathered { word, is_phrase, context, records } in &other.entries {
            let entry = self.entry(*is_phrase, words[*word], settled(*context));
            self.entries[entry as usize].records.extend(records);
            becomes.push(entry);
        }
        let addresses = other.addresses.into_iter();
        self.addresses.extend(addresses.map(|(word, context, record)| (word, settled(context), record)));
        becomes
    }

    /// Every word and phrase by its number.
    fn texts(&self) -> Vec<&str> {
        let mut texts = vec![""; self.entries_of.len()];
        for (text, number) in self.words.iter().chain(&self.phrases) {
            texts[*number] = text;
        }
        texts
    }

    /// Puts a record to an entry; records come in ascending order.
    pub(in crate::search) fn stands(&mut self, entry: u32, number: u32) {
        if let Some(entry) = self.entries.get_mut(entry as usize)
            && entry.records.last() != Some(&number)
        {
            entry.records.push(number);
        }
    }

    /// The dictionaries of the kinds of words, and the spellings; what details say of spellings is put right.
    pub(in crate::search) fn finish(
        mut self,
        record_count: u32,
        details: &mut Details,
    ) -> (Dictionaries, Words, NameTable) {
        let mut addresses_of = std::mem::take(&mut self.addresses);
        let words = self.texts();
        let mut spellings: Vec<(&str, u32)> =
            self.spellings.iter().map(|(spelling, number)| (&**spelling, *number)).collect();
        spellings.sort_unstable();
        // Where each spelling is among the sorted ones, by the number it was given as it came.
        let mut places = vec![0_u32; spellings.len() + 1];
        for ((_, given), place) in spellings.iter().zip(1_u32..) {
            places[*given as usize] = place;
        }
        for occurrence in &mut details.words {
            occurrence.context.spelling = places[occurrence.context.spelling as usize];
        }
        let settled = |context: TermContext| TermContext { spelling: places[context.spelling as usize], ..context };
        let mut plain: Vec<Entry<'_>> = Vec::with_capacity(self.entries.len());
        let (mut signed, mut phrases): (Vec<Entry<'_>>, Vec<Entry<'_>>) = (Vec::new(), Vec::new());
        let mut addresses: Vec<Entry<'_>> = Vec::with_capacity(addresses_of.len());
        for gathered in &self.entries {
            let entry = (words[gathered.word], settled(gathered.context), gathered.records.as_slice());
            match WordKind::of(entry.0) {
                _ if gathered.is_phrase => phrases.push(entry),
                WordKind::Plain => plain.push(entry),
                _ => signed.push(entry),
            }
        }
        for (_, context, _) in &mut addresses_of {
            *context = settled(*context);
        }
        // Those of each thread are sorted already, and a stable sort finds that out.
        addresses_of.sort();
        let numbers: Vec<u32> = addresses_of.iter().map(|(.., number)| *number).collect();
        let same = |(word, context, _): &(Box<str>, TermContext, u32), other: &(Box<str>, TermContext, u32)| {
            (word, context) == (&other.0, &other.1)
        };
        let mut from = 0;
        for alike in addresses_of.chunk_by(same) {
            let (word, context, _) = &alike[0];
            addresses.push((word, *context, &numbers[from..from + alike.len()]));
            from += alike.len();
        }
        for entries in [&mut plain, &mut signed, &mut phrases] {
            entries.sort_unstable();
        }
        let spellings = Words::of_sorted(spellings.iter().map(|(spelling, _)| *spelling));
        let names = NameTable::of(record_count, &plain);
        ([plain, signed, addresses, phrases].map(|entries| Dictionary::of(record_count, &entries)), spellings, names)
    }
}

/// All words of a title or of a project's or an organisation's name, and how they stand; `None` for a single word and for
/// names of people, which are looked for by their words.
fn phrase_of(text: &Searchable, folded: &str) -> Option<(String, TermContext)> {
    let is_looked_for = match text.field {
        Field::Role | Field::Project | Field::Organisation => true,
        Field::Name => text.alias.is_some(),
        _ => false,
    };
    let words: Vec<&str> = plain_words(folded).into_iter().map(|own| own.word).collect();
    let context = TermContext {
        field: text.field,
        is_alias: text.alias.is_some(),
        is_first: true,
        is_last: true,
        is_end: true,
        is_whole: false,
        is_part_of_place: false,
        spelling: 0,
    };
    (is_looked_for && words.len() > 1).then(|| (words.join(" "), context))
}

/// Whether the word that begins at a character of a text is between spaces, or at its ends.
fn is_whole(text: &str, at: usize, word: &str) -> bool {
    let is_apart = |letter: Option<char>| letter.is_none_or(char::is_whitespace);
    let before = at.checked_sub(1).and_then(|before| text.chars().nth(before));
    is_apart(before) && is_apart(text.chars().nth(at + word.chars().count()))
}
