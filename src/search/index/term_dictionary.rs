//! The term dictionary: the distinct words of all records, and the contexts in which each occurs.

use crate::search::hit::Field;
use crate::search::index::bits::List;
use crate::search::index::postings::Postings;
use crate::store::{Numbers, SectionWriter, Sections, Words};

/// Every field, in the order of their numbers in an index.
const FIELDS: [Field; 10] = [
    Field::Region,
    Field::Name,
    Field::Phone,
    Field::Years,
    Field::Mail,
    Field::Role,
    Field::Project,
    Field::Organisation,
    Field::Place,
    Field::Person,
];

/// Distinct folded words, sorted; each has an entry for each of its contexts.
#[derive(Clone, Debug, Default)]
pub(in crate::search) struct Dictionary {
    pub words: Words,
    /// The end of the entries of each word.
    ends: Numbers,
    /// The packed [`TermContext`] of each entry.
    contexts: Numbers,
    /// The records of each entry.
    postings: Postings,
}

/// The context of a word in the texts of some records.
#[expect(clippy::struct_excessive_bools, reason = "any of them may hold with any other")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::search) struct TermContext {
    pub field: Field,
    /// Whether the text is another word for what is shown.
    pub is_alias: bool,
    /// Whether the text begins with it.
    pub is_first: bool,
    /// Whether it is in the last run of letters of the text, as a surname is.
    pub is_last: bool,
    /// Whether the text ends with it: no letter and no digit follows.
    pub is_end: bool,
    /// Whether the word is a complete name: neither part of Laitinen-Sainio is. Used for names only.
    pub is_whole: bool,
    /// Whether the text is the name of a place and the word is not its first word.
    pub is_part_of_place: bool,
    /// The number of its spelling in lower case, with accents; 0 if it is equal to the folded form.
    pub spelling: u32,
}

/// A word with its context, for building.
pub(in crate::search) type Entry<'a> = (&'a str, TermContext, &'a [u32]);

impl TermContext {
    /// Whether the word is in the record's own name, except for later words of the names of places.
    pub(in crate::search) fn is_in_name(&self) -> bool {
        self.field == Field::Name && !self.is_alias && !self.is_part_of_place
    }

    fn pack(self) -> u32 {
        let field = FIELDS.iter().position(|field| *field == self.field).unwrap_or(0);
        let flags = [self.is_alias, self.is_first, self.is_last, self.is_part_of_place, self.is_end, self.is_whole];
        let flags = flags.iter().enumerate().fold(0, |all, (bit, is_set)| all | u32::from(*is_set) << bit);
        self.spelling << 10 | flags << 4 | u32::try_from(field).unwrap_or(0)
    }

    fn unpack(packed: u32) -> Self {
        let is_set = |bit: u32| packed >> (4 + bit) & 1 == 1;
        Self {
            field: FIELDS[packed as usize % 16 % FIELDS.len()],
            is_alias: is_set(0),
            is_first: is_set(1),
            is_last: is_set(2),
            is_part_of_place: is_set(3),
            is_end: is_set(4),
            is_whole: is_set(5),
            spelling: packed >> 10,
        }
    }
}

impl Dictionary {
    /// Builds the dictionary from distinct entries, sorted by word and context.
    pub(in crate::search) fn of(record_count: u32, entries: &[Entry<'_>]) -> Self {
        let mut words: Vec<&str> = Vec::new();
        let mut ends: Vec<u32> = Vec::new();
        for (end, (word, ..)) in (1_u32..).zip(entries) {
            if words.last() != Some(word) {
                words.push(word);
                ends.push(end);
            }
            if let Some(last) = ends.last_mut() {
                *last = end;
            }
        }
        Self {
            words: Words::of_sorted(words),
            ends: ends.into_iter().collect(),
            contexts: entries.iter().map(|(_, context, _)| context.pack()).collect(),
            postings: Postings::of(record_count, entries.iter().map(|(.., records)| *records)),
        }
    }

    /// The contexts of a word, each with the number of its entry, in no particular order.
    pub(in crate::search) fn contexts(&self, word: usize) -> impl Iterator<Item = (u32, TermContext)> + '_ {
        let start = word.checked_sub(1).map_or(Some(0), |before| self.ends.get(before));
        // The end of a damaged list is limited to the existing entries.
        let count = u32::try_from(self.contexts.len()).unwrap_or(u32::MAX);
        let entries = start.zip(self.ends.get(word)).map_or(0..0, |(start, end)| start..end.min(count));
        entries.filter_map(|entry| Some((entry, TermContext::unpack(self.contexts.get(entry as usize)?))))
    }

    /// The size of the words, contexts and postings together.
    pub(in crate::search) fn size(&self) -> usize {
        self.words.len() + self.contexts.len() + self.postings.size()
    }

    /// The records of an entry.
    pub(in crate::search) fn records(&self, entry: u32) -> List<'_> {
        self.postings.list(entry as usize)
    }

    /// Writes it to seven sections with the given names.
    pub(in crate::search) fn write(&self, names: &[&'static str; 7], into: &mut SectionWriter) {
        let [lines, line_ends, ends, contexts, counts, list_ends, lists] = *names;
        self.words.write([lines, line_ends], into);
        into.add(ends, self.ends.bytes());
        into.add(contexts, self.contexts.bytes());
        self.postings.write([counts, list_ends, lists], into);
    }

    /// Reads a dictionary from seven sections. Returns `None` if one is missing.
    pub(in crate::search) fn read(names: &[&'static str; 7], record_count: u32, from: &Sections) -> Option<Self> {
        let [lines, line_ends, ends, contexts, counts, list_ends, lists] = *names;
        Some(Self {
            words: Words::read([lines, line_ends], from)?,
            ends: Numbers::new(from.get(ends)?),
            contexts: Numbers::new(from.get(contexts)?),
            postings: Postings::read([counts, list_ends, lists], record_count, from)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_no_more_entries_than_there_are() {
        let context = TermContext::unpack(0);
        let sound = Dictionary::of(1, &[("ala", context, &[0]), ("hanna", context, &[0])]);
        let damaged = Dictionary { ends: [u32::MAX, 1].into_iter().collect(), ..sound };
        assert_eq!((damaged.contexts(0).count(), damaged.contexts(1).count()), (2, 0));
    }

    #[test]
    fn a_context_survives_being_packed() {
        for (number, field) in (0_u32..).zip(FIELDS) {
            let is_set = |bit: u32| number >> bit & 1 == 1;
            let context = TermContext {
                field,
                is_alias: is_set(0),
                is_first: is_set(1),
                is_last: is_set(2),
                is_end: is_set(0),
                is_whole: is_set(3),
                is_part_of_place: is_set(3),
                spelling: number * 1_000,
            };
            assert_eq!(TermContext::unpack(context.pack()), context);
        }
    }
}
