//! Posting lists: the records of an entry, as numbers or as bits, whichever is smaller.

use foldhash::HashMap;

use crate::search::index::bits::List;
use crate::store::{Bytes, Numbers, SectionWriter, Sections};

/// The records of each entry of a dictionary or table.
#[derive(Clone, Debug, Default)]
pub(in crate::search) struct Postings {
    /// The total number of records.
    record_count: u32,
    /// The number of entries of a list.
    counts: Numbers,
    /// The offset of each list, in units of four bytes. Identical lists are stored once.
    starts: Numbers,
    lists: Bytes,
}

impl Postings {
    /// Lists of ascending numbers below `record_count`.
    pub(in crate::search) fn of<'a>(record_count: u32, lists: impl IntoIterator<Item = &'a [u32]>) -> Self {
        let (mut counts, mut starts, mut bytes): (Vec<u32>, Vec<u32>, Vec<u8>) = (Vec::new(), Vec::new(), Vec::new());
        // A record with a title is indexed under all its synonyms, so the synonyms share one list.
        let mut known: HashMap<&[u32], u32> = HashMap::default();
        for list in lists {
            let count = u32::try_from(list.len()).unwrap_or(u32::MAX);
            counts.push(count);
            let next = u32::try_from(bytes.len() / 4).unwrap_or(u32::MAX);
            let start = if list.len() < WORTH_SHARING { next } else { *known.entry(list).or_insert(next) };
            starts.push(start);
            if start != next {
                continue;
            }
            if is_dense(count, record_count) {
                let mut words = vec![0_u64; (record_count as usize).div_ceil(64)];
                for record in list {
                    words[*record as usize / 64] |= 1 << (record % 64);
                }
                bytes.extend(words.into_iter().flat_map(u64::to_le_bytes));
            } else {
                bytes.extend(list.iter().flat_map(|record| record.to_le_bytes()));
            }
        }
        let (counts, starts) = (counts.into_iter().collect(), starts.into_iter().collect());
        Self { record_count, counts, starts, lists: bytes.into() }
    }

    /// The records of a list. Empty if there is no such list, or if it is damaged.
    pub(in crate::search) fn list(&self, at: usize) -> List<'_> {
        let (Some(start), Some(count)) = (self.starts.get(at), self.counts.get(at)) else {
            return List::Sparse(&[]);
        };
        // A list takes at most one bit for each record.
        if is_dense(count, self.record_count) {
            List::Dense(self.bytes(start, (self.record_count as usize).div_ceil(64) * 8).as_chunks().0)
        } else {
            List::Sparse(self.bytes(start, count as usize * 4).as_chunks().0)
        }
    }

    fn bytes(&self, start: u32, length: usize) -> &[u8] {
        let start = start as usize * 4;
        self.lists.get(start..start + length)
    }

    /// The number of lists.
    pub(in crate::search) fn len(&self) -> usize {
        self.counts.len()
    }

    /// The size of all lists in units of four bytes: one number, or 32 bits. A list that several words share counts once.
    pub(in crate::search) fn size(&self) -> usize {
        self.lists.len() / 4
    }

    /// Writes the postings to three sections with the given names.
    pub(in crate::search) fn write(&self, [counts, starts, lists]: [&'static str; 3], into: &mut SectionWriter) {
        into.add(counts, self.counts.bytes());
        into.add(starts, self.starts.bytes());
        into.add(lists, &self.lists);
    }

    /// Reads the postings from three sections. Returns `None` if one is missing.
    pub(in crate::search) fn read(
        [counts, starts, lists]: [&str; 3],
        record_count: u32,
        from: &Sections,
    ) -> Option<Self> {
        let (counts, starts) = (Numbers::new(from.get(counts)?), Numbers::new(from.get(starts)?));
        Some(Self { record_count, counts, starts, lists: from.get(lists)? })
    }
}

/// Shorter lists are not compared with the lists before them.
const WORTH_SHARING: usize = 16;

/// Whether one bit for each record takes less space than one number for each record of the list.
fn is_dense(count: u32, record_count: u32) -> bool {
    count > record_count.div_ceil(64) * 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::index::bits::Bits;

    #[test]
    fn a_list_reads_as_it_was_written() {
        let (few, many): (Vec<u32>, Vec<u32>) = (vec![3, 99], (0..100).filter(|number| number % 3 == 0).collect());
        let postings = Postings::of(100, [few.as_slice(), &[], many.as_slice()]);
        let read = |at| {
            let mut bits = Bits::none(100);
            bits.add(&postings.list(at));
            bits.iter().collect::<Vec<_>>()
        };
        assert_eq!((read(0), read(1), read(2), read(3)), (few, vec![], many, vec![]));
        assert!(matches!(postings.list(2), List::Dense(_)));
    }
}
