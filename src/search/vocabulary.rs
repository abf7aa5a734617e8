//! The words of all records, as they are gathered.

use foldhash::HashMap;

use super::answer::Field;
use super::dictionary::{Dictionary, Entry, Standing};
use super::fields::Searchable;
use super::index::{Details, Occurrence, Text, WordKind, words_of};
use crate::store::Words;
use crate::text::Folded;

/// The words of all records so far, each with how and where it stands.
#[derive(Default)]
pub(super) struct Vocabulary {
    words: HashMap<Box<str>, usize>,
    /// The entries of each word.
    entries_of: Vec<Vec<u32>>,
    entries: Vec<Gathered>,
    /// Addresses: nearly every one is another word, and stands in one record.
    addresses: Vec<(Box<str>, Standing, u32)>,
    spellings: HashMap<Box<str>, u32>,
}

/// A word and how it stands, with the records it stands in so.
struct Gathered {
    word: usize,
    standing: Standing,
    records: Vec<u32>,
}

impl Vocabulary {
    /// The entries of a text's words; its addresses are put with a record at once.
    pub(super) fn entries_in(
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
            let standing = Standing {
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
                occurrences.push(Occurrence { word: word.to_owned(), standing, text: 0, at });
            }
            if WordKind::of(word) == WordKind::Address {
                self.addresses.push((word.into(), standing, number));
            } else {
                found.push(self.entry(word, standing));
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

    fn entry(&mut self, word: &str, standing: Standing) -> u32 {
        let number = if let Some(number) = self.words.get(word) {
            *number
        } else {
            self.words.insert(word.into(), self.entries_of.len());
            self.entries_of.push(Vec::new());
            self.entries_of.len() - 1
        };
        let known = &mut self.entries_of[number];
        let same = known.iter().find(|entry| self.entries[**entry as usize].standing == standing);
        if let Some(entry) = same {
            return *entry;
        }
        let entry = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        known.push(entry);
        self.entries.push(Gathered { word: number, standing, records: Vec::new() });
        entry
    }

    /// Does what can be done before the words of all records are together.
    pub(super) fn settle(&mut self) {
        self.addresses.sort_unstable();
    }

    /// Takes the words of the records that follow; what number each entry has from then on.
    pub(super) fn absorb(&mut self, other: Self) -> Vec<u32> {
        let mut words = vec![""; other.entries_of.len()];
        for (word, number) in &other.words {
            words[*number] = word;
        }
        let mut spellings = vec![0; other.spellings.len() + 1];
        for (spelling, number) in other.spellings {
            spellings[number as usize] = self.spelt(spelling);
        }
        let settled = |standing: Standing| Standing { spelling: spellings[standing.spelling as usize], ..standing };
        let mut becomes = Vec::with_capacity(other.entries.len());
        for Gathered { word, standing, records } in other.entries {
            let entry = self.entry(words[word], settled(standing));
            self.entries[entry as usize].records.extend(records);
            becomes.push(entry);
        }
        let addresses = other.addresses.into_iter();
        self.addresses.extend(addresses.map(|(word, standing, record)| (word, settled(standing), record)));
        becomes
    }

    /// Puts a record to an entry; records come in ascending order.
    pub(super) fn stands(&mut self, entry: u32, number: u32) {
        if let Some(entry) = self.entries.get_mut(entry as usize)
            && entry.records.last() != Some(&number)
        {
            entry.records.push(number);
        }
    }

    /// The dictionaries of the kinds of words, and the spellings; what details say of spellings is put right.
    pub(super) fn finish(mut self, universe: u32, details: &mut Details) -> ([Dictionary; 3], Words) {
        let mut words = vec![""; self.entries_of.len()];
        for (word, number) in &self.words {
            words[*number] = word;
        }
        let mut spellings: Vec<(&str, u32)> =
            self.spellings.iter().map(|(spelling, number)| (&**spelling, *number)).collect();
        spellings.sort_unstable();
        // Where each spelling is among the sorted ones, by the number it was given as it came.
        let mut places = vec![0_u32; spellings.len() + 1];
        for ((_, given), place) in spellings.iter().zip(1_u32..) {
            places[*given as usize] = place;
        }
        for occurrence in &mut details.words {
            occurrence.standing.spelling = places[occurrence.standing.spelling as usize];
        }
        let settled = |standing: Standing| Standing { spelling: places[standing.spelling as usize], ..standing };
        let mut entries: Vec<Entry<'_>> = Vec::with_capacity(self.entries.len());
        entries.extend(self.entries.iter().map(|entry| (words[entry.word], settled(entry.standing), &*entry.records)));
        let mut signed: Vec<Entry<'_>> = Vec::new();
        let mut addresses: Vec<Entry<'_>> = Vec::with_capacity(self.addresses.len());
        entries.retain(|entry| {
            let is_plain = WordKind::of(entry.0) == WordKind::Plain;
            if !is_plain {
                signed.push(*entry);
            }
            is_plain
        });
        for (_, standing, _) in &mut self.addresses {
            *standing = settled(*standing);
        }
        // Those of each thread are sorted already, and a stable sort finds that out.
        self.addresses.sort();
        let numbers: Vec<u32> = self.addresses.iter().map(|(.., number)| *number).collect();
        let same = |(word, standing, _): &(Box<str>, Standing, u32), other: &(Box<str>, Standing, u32)| {
            (word, standing) == (&other.0, &other.1)
        };
        let mut from = 0;
        for alike in self.addresses.chunk_by(same) {
            let (word, standing, _) = &alike[0];
            addresses.push((word, *standing, &numbers[from..from + alike.len()]));
            from += alike.len();
        }
        entries.sort_unstable();
        signed.sort_unstable();
        let spellings = Words::of_sorted(spellings.iter().map(|(spelling, _)| *spelling));
        ([entries, signed, addresses].map(|entries| Dictionary::of(universe, &entries)), spellings)
    }
}

/// Whether the word that begins at a character of a text stands between spaces, or at its ends.
fn is_whole(text: &str, at: usize, word: &str) -> bool {
    let is_apart = |letter: Option<char>| letter.is_none_or(char::is_whitespace);
    let before = at.checked_sub(1).and_then(|before| text.chars().nth(before));
    is_apart(before) && is_apart(text.chars().nth(at + word.chars().count()))
}
