//! Builds the term dictionary from the texts of records.

use foldhash::HashMap;

use crate::search::hit::Field;
use crate::search::index::builder::fields::Searchable;
use crate::search::index::builder::spelling_table::SpellingTable;
use crate::search::index::name_table::NameTable;
use crate::search::index::term_dictionary::{Dictionary, Entry, TermContext};
use crate::search::index::tokens::words_of;
use crate::search::index::{Details, Dictionaries, Occurrence, Text, WordKind};
use crate::search::matching::approximate::subsequence::plain_words;
use crate::store::Words;
use crate::text::Folded;

/// The words and phrases of all records so far, each with its contexts and records.
///
/// A word in one context is an entry. Entries are numbered in the order in which they are first met, as are the
/// spellings that contexts refer to; [`Self::finish`] sorts both.
#[derive(Default)]
pub(in crate::search) struct TermDictionaryBuilder {
    words: HashMap<Box<str>, usize>,
    phrases: HashMap<Box<str>, usize>,
    /// The entries of each word and phrase.
    entries_of: Vec<Vec<u32>>,
    entries: Vec<TermEntry>,
    /// Addresses with their records. Nearly every address is a distinct word in one record, so they have no entries.
    addresses: Vec<(Box<str>, TermContext, u32)>,
    spellings: SpellingTable,
}

/// A word or phrase in a context, with its records.
struct TermEntry {
    word: usize,
    is_phrase: bool,
    context: TermContext,
    records: Vec<u32>,
}

impl TermDictionaryBuilder {
    /// Returns the entries of a text's words and of its phrase, and adds those that are new.
    ///
    /// Addresses are added at once, with the record `number`. `details` receives the text and the places of its words.
    pub(in crate::search) fn entries_in(
        &mut self,
        number: u32,
        text: &Searchable,
        is_place_name: bool,
        details: Option<&mut Details>,
    ) -> Vec<u32> {
        let tokens = TokenizedText::of(text, is_place_name);
        let mut entries = Vec::new();
        let mut occurrences = Vec::new();
        for (at, word) in words_of(&tokens.folded.text) {
            let context = tokens.context(at as usize, word, &mut self.spellings);
            if details.is_some() {
                occurrences.push(Occurrence { word: word.to_owned(), context, text: 0, at });
            }
            if WordKind::of(word) == WordKind::Address {
                self.addresses.push((word.into(), context, number));
            } else {
                entries.push(self.entry(false, word, context));
            }
        }
        if let Some((phrase, context)) = tokens.phrase() {
            entries.push(self.entry(true, &phrase, context));
            if details.is_some() {
                occurrences.push(Occurrence { word: phrase, context, text: 0, at: 0 });
            }
        }
        if let Some(details) = details {
            let is_name = text.field == Field::Name && text.alias.is_none();
            details.words.extend(occurrences.into_iter().map(|one| Occurrence { text: details.texts.len(), ..one }));
            details.texts.push(Text { shown: text.shown.clone(), is_name, folded: tokens.folded });
        }
        entries
    }

    /// Returns the entry of a word or phrase in a context, which is added if it is new.
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
        self.entries.push(TermEntry { word: number, is_phrase, context, records: Vec::new() });
        entry
    }

    /// Sorts the addresses. Each thread does this for its own records; [`Self::finish`] then merges sorted runs.
    pub(in crate::search) fn sort_addresses(&mut self) {
        self.addresses.sort_unstable();
    }

    /// Appends the words of the following records, and returns the new numbers of their entries.
    pub(in crate::search) fn absorb(&mut self, other: Self) -> Vec<u32> {
        let words = other.texts();
        let spellings = self.spellings.absorb(&other.spellings);
        let mut becomes = Vec::with_capacity(other.entries.len());
        for TermEntry { word, is_phrase, context, records } in &other.entries {
            let entry = self.entry(*is_phrase, words[*word], spellings.apply(*context));
            self.entries[entry as usize].records.extend(records);
            becomes.push(entry);
        }
        let addresses = other.addresses.into_iter();
        self.addresses.extend(addresses.map(|(word, context, record)| (word, spellings.apply(context), record)));
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

    /// Adds a record to an entry. Records come in ascending order.
    pub(in crate::search) fn add_record(&mut self, entry: u32, number: u32) {
        if let Some(entry) = self.entries.get_mut(entry as usize)
            && entry.records.last() != Some(&number)
        {
            entry.records.push(number);
        }
    }

    /// Returns a dictionary for each kind of word, the sorted spellings and the words of names.
    ///
    /// The occurrences in `details` are renumbered as the contexts of the dictionaries are.
    pub(in crate::search) fn finish(
        mut self,
        record_count: u32,
        details: &mut Details,
    ) -> (Dictionaries, Words, NameTable) {
        let (spellings, renumbering) = self.spellings.sorted();
        for occurrence in &mut details.words {
            occurrence.context = renumbering.apply(occurrence.context);
        }
        for TermEntry { context, .. } in &mut self.entries {
            *context = renumbering.apply(*context);
        }
        for (_, context, _) in &mut self.addresses {
            *context = renumbering.apply(*context);
        }
        // The addresses consist of sorted runs, which a stable sort detects.
        self.addresses.sort();
        let [plain, signed, phrases] = self.entries_by_kind();
        let names = NameTable::of(record_count, &plain);
        let records: Vec<u32> = self.addresses.iter().map(|(.., number)| *number).collect();
        let addresses = address_entries(&self.addresses, &records);
        let dictionaries = [plain, signed, addresses, phrases].map(|entries| Dictionary::of(record_count, &entries));
        (dictionaries, spellings, names)
    }

    /// The sorted entries of plain words, of words with signs and of phrases.
    fn entries_by_kind(&self) -> [Vec<Entry<'_>>; 3] {
        let words = self.texts();
        let (mut plain, mut signed, mut phrases) = (Vec::with_capacity(self.entries.len()), Vec::new(), Vec::new());
        for entry in &self.entries {
            let word = words[entry.word];
            let kind = match WordKind::of(word) {
                _ if entry.is_phrase => &mut phrases,
                WordKind::Plain => &mut plain,
                _ => &mut signed,
            };
            kind.push((word, entry.context, entry.records.as_slice()));
        }
        let mut kinds = [plain, signed, phrases];
        for entries in &mut kinds {
            entries.sort_unstable();
        }
        kinds
    }
}

/// The entries of sorted addresses, whose records are in `records` in the same order.
fn address_entries<'a>(addresses: &'a [(Box<str>, TermContext, u32)], records: &'a [u32]) -> Vec<Entry<'a>> {
    let mut entries: Vec<Entry<'_>> = Vec::with_capacity(addresses.len());
    let mut from = 0;
    for same in addresses.chunk_by(|one, next| (&one.0, &one.1) == (&next.0, &next.1)) {
        let (word, context, _) = &same[0];
        entries.push((word, *context, &records[from..from + same.len()]));
        from += same.len();
    }
    entries
}

/// A folded text, with the data for the contexts of its words.
struct TokenizedText<'a> {
    text: &'a Searchable,
    /// The searched text: an alias, or the displayed text.
    searched: &'a str,
    folded: Folded,
    is_place_name: bool,
    /// Whether all words are equal to their folded forms.
    is_plain: bool,
    /// The character at which the last word begins.
    last_from: usize,
    /// The character after the last letter or digit.
    end: usize,
}

impl<'a> TokenizedText<'a> {
    fn of(text: &'a Searchable, is_place_name: bool) -> Self {
        let searched = text.alias.as_deref().unwrap_or(&text.shown);
        let folded = Folded::new(searched);
        let trimmed = folded.text.trim_end();
        let last_length = trimmed.chars().rev().position(char::is_whitespace);
        let last_from = last_length.map_or(0, |length| trimmed.chars().count() - length);
        let signs_behind = folded.text.chars().rev().take_while(|letter| !letter.is_alphanumeric()).count();
        let end = folded.text.chars().count() - signs_behind;
        let is_plain = text.alias.is_some() || searched.is_ascii();
        let is_place_name = is_place_name || text.field == Field::Region;
        Self { text, searched, folded, is_place_name, is_plain, last_from, end }
    }

    /// The context of the word that begins at a character.
    fn context(&self, at: usize, word: &str, spellings: &mut SpellingTable) -> TermContext {
        TermContext {
            field: self.text.field,
            is_alias: self.text.alias.is_some(),
            is_first: at == 0,
            is_last: at >= self.last_from,
            is_end: at + word.chars().count() >= self.end,
            is_whole: self.text.field == Field::Name && is_whole(&self.folded.text, at, word),
            // Pohjanmaa is a place of its own, not a part of the name Etelä-Pohjanmaa.
            is_part_of_place: self.is_place_name && at > 0,
            spelling: self.spelling(at, word).map_or(0, |spelling| spellings.number_of(spelling.into())),
        }
    }

    /// Returns the spelling in lower case of the word that begins at a character. `None` if it is equal to the folded
    /// form.
    fn spelling(&self, at: usize, word: &str) -> Option<String> {
        if self.is_plain {
            return None;
        }
        let origin = |place: usize| self.folded.origins.get(place).map(|origin| *origin as usize);
        let (first, last) = (origin(at)?, origin(at + word.chars().count() - 1)?);
        let written = self.searched.chars().skip(first).take(last + 1 - first);
        let spelling: String = written.flat_map(char::to_lowercase).collect();
        (spelling != word).then_some(spelling)
    }

    /// Returns all words of a title or of a project's or an organisation's name with their context.
    ///
    /// `None` for a single word, for places, and for names of people, which are found by their words.
    fn phrase(&self) -> Option<(String, TermContext)> {
        let has_phrase = match self.text.field {
            Field::Role | Field::Project | Field::Organisation => true,
            Field::Name => self.text.alias.is_some(),
            _ => false,
        };
        if !has_phrase || self.is_place_name {
            return None;
        }
        let words: Vec<&str> = plain_words(&self.folded.text).into_iter().map(|own| own.word).collect();
        let context = TermContext {
            field: self.text.field,
            is_alias: self.text.alias.is_some(),
            is_first: true,
            is_last: true,
            is_end: true,
            is_whole: false,
            is_part_of_place: false,
            spelling: 0,
        };
        (words.len() > 1).then(|| (words.join(" "), context))
    }
}

/// Whether the word that begins at a character of a text is between spaces, or at an end of the text.
fn is_whole(text: &str, at: usize, word: &str) -> bool {
    let is_apart = |letter: Option<char>| letter.is_none_or(char::is_whitespace);
    let before = at.checked_sub(1).and_then(|before| text.chars().nth(before));
    is_apart(before) && is_apart(text.chars().nth(at + word.chars().count()))
}
