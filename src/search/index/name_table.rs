//! The words of each record's name, so that one name is checked without reading its text.

use crate::search::index::term_dictionary::{Entry, TermContext};
use crate::search::matching::approximate::subsequence::WordPosition;
use crate::store::{Numbers, SectionWriter, Sections};

/// The maximum number of words of a name that are read.
const LONGEST_NAME: u32 = 12;

/// The words of each record's name.
#[derive(Clone, Debug, Default)]
pub(in crate::search) struct NameTable {
    /// The end of the words of each record.
    ends: Numbers,
    /// Packed [`NameWord`]s.
    words: Numbers,
}

/// A word of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::search) struct NameWord {
    /// Its number in the dictionary of plain words.
    pub word: usize,
    pub is_first: bool,
    pub is_last: bool,
    pub is_whole: bool,
}

impl NameTable {
    /// Builds the table from the entries of a dictionary of plain words, in their order, for `record_count` records.
    pub(in crate::search) fn of(record_count: u32, entries: &[Entry<'_>]) -> Self {
        let mut word = 0;
        let mut in_names: Vec<(u32, &[u32])> = Vec::new();
        for (at, (text, context, records)) in entries.iter().enumerate() {
            word += u32::from(at > 0 && entries[at - 1].0 != *text);
            if context.is_in_name() {
                in_names.push((NameWord::pack(word, context), records));
            }
        }
        let mut ends = vec![0_u32; record_count as usize];
        for record in in_names.iter().flat_map(|(_, records)| *records) {
            ends[*record as usize] += 1;
        }
        // First the beginnings for each record; the ends are known when the words have been added.
        let mut count = 0;
        for end in &mut ends {
            count += *end;
            *end = count - *end;
        }
        let mut words = vec![0_u32; count as usize];
        for (packed, records) in in_names {
            for record in records {
                let next = &mut ends[*record as usize];
                words[*next as usize] = packed;
                *next += 1;
            }
        }
        Self { ends: ends.into_iter().collect(), words: words.into_iter().collect() }
    }

    /// The words of a record's name. Empty for a record without a name.
    pub(in crate::search) fn words(&self, record: u32) -> impl Iterator<Item = NameWord> + '_ {
        let record = record as usize;
        let start = record.checked_sub(1).map_or(Some(0), |before| self.ends.get(before)).unwrap_or(0);
        let end = self.ends.get(record).unwrap_or(0).max(start).min(start.saturating_add(LONGEST_NAME));
        self.words.range(start as usize..end as usize).map(NameWord::unpack)
    }

    /// Writes them to two sections with the given names.
    pub(in crate::search) fn write(&self, [ends, words]: [&'static str; 2], into: &mut SectionWriter) {
        into.add(ends, self.ends.bytes());
        into.add(words, self.words.bytes());
    }

    /// Reads them from two sections. `None` if a section is missing.
    pub(in crate::search) fn read([ends, words]: [&str; 2], from: &Sections) -> Option<Self> {
        Some(Self { ends: Numbers::new(from.get(ends)?), words: Numbers::new(from.get(words)?) })
    }
}

impl NameWord {
    /// Its position in the name.
    pub(in crate::search) fn place(self) -> WordPosition {
        WordPosition::of(self.is_first, self.is_last)
    }

    fn pack(word: u32, context: &TermContext) -> u32 {
        let flags = [context.is_first, context.is_last, context.is_whole];
        flags.iter().enumerate().fold(word << 3, |all, (bit, is_set)| all | u32::from(*is_set) << bit)
    }

    fn unpack(packed: u32) -> Self {
        let is_set = |bit: u32| packed >> bit & 1 == 1;
        Self { word: (packed >> 3) as usize, is_first: is_set(0), is_last: is_set(1), is_whole: is_set(2) }
    }
}
