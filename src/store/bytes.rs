//! A run of bytes, in memory or in a mapped file.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

use xxhash_rust::xxh3::xxh3_64;

use super::map::Map;

/// How many bytes one checksum is for: a page, for what is looked up touches pages that lie far apart.
pub(super) const BLOCK: usize = 1 << 12;

/// A run of bytes that is cheap to clone.
#[derive(Clone, Debug)]
pub struct Bytes {
    source: Arc<Source>,
    range: Range<usize>,
}

#[derive(Debug)]
enum Source {
    Memory(Vec<u8>),
    File(Checked),
}

/// A mapped file whose blocks are compared with their checksums when they are first touched.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) map: Map,
    /// Where the blocks are in the file.
    pub(super) blocks: Range<usize>,
    /// A checksum a block.
    pub(super) sums: Vec<u64>,
    /// A flag a block: whether it has been compared.
    pub(super) seen: Vec<AtomicU8>,
    /// Whether any block was not what its checksum says, or was asked for where there is nothing.
    pub(super) is_damaged: Arc<AtomicBool>,
}

impl Bytes {
    pub(super) fn of_file(checked: Checked, range: Range<usize>) -> Self {
        Self { source: Arc::new(Source::File(checked)), range }
    }

    /// Another run of the same source, by its place in it.
    pub(super) fn beside(&self, range: Range<usize>) -> Self {
        Self { source: Arc::clone(&self.source), range }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.range.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.range.is_empty()
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[u8] {
        self.get(0..self.len())
    }

    /// Some of them; none, and damage noted, where there are no such bytes or not the ones that were written.
    #[must_use]
    pub fn get(&self, range: Range<usize>) -> &[u8] {
        let there = self.range.start.checked_add(range.start)..self.range.start.checked_add(range.end);
        let there = match there {
            Range { start: Some(start), end: Some(end) } if start <= end && end <= self.range.end => start..end,
            _ => return self.nothing(),
        };
        match &*self.source {
            Source::Memory(bytes) => bytes.get(there).unwrap_or_default(),
            Source::File(checked) => checked.get(there),
        }
    }

    /// Whether the bytes may change, because they lie in a file that others can write to.
    pub(super) fn may_change(&self) -> bool {
        matches!(&*self.source, Source::File(_))
    }

    /// Whether the file in which they lie was cut or written to since it was opened.
    pub(super) fn is_changed(&self) -> bool {
        matches!(&*self.source, Source::File(checked) if checked.map.is_changed())
    }

    /// All bytes of the file in which they lie, unchecked.
    pub(super) fn file(&self) -> Option<&[u8]> {
        match &*self.source {
            Source::Memory(_) => None,
            Source::File(checked) => Some(&checked.map),
        }
    }

    /// The number that the file in which they lie has on its disk.
    pub(super) fn inode(&self) -> Option<u64> {
        match &*self.source {
            Source::Memory(_) => None,
            Source::File(checked) => Some(checked.map.inode()),
        }
    }

    /// Gives back the memory that was touched, where it can be had again.
    pub(super) fn release(&self) {
        if let Source::File(checked) = &*self.source {
            checked.map.release();
        }
    }

    fn nothing(&self) -> &[u8] {
        if let Source::File(checked) = &*self.source {
            checked.is_damaged.store(true, Ordering::Relaxed);
        }
        &[]
    }
}

impl Checked {
    fn get(&self, range: Range<usize>) -> &[u8] {
        if range.is_empty() {
            return &[];
        }
        let is_sound = range.start >= self.blocks.start && range.end <= self.blocks.end && self.check(&range);
        match self.map.get(range) {
            Some(bytes) if is_sound => bytes,
            _ => {
                self.is_damaged.store(true, Ordering::Relaxed);
                &[]
            }
        }
    }

    /// Whether all blocks of a range are what their checksums say.
    fn check(&self, range: &Range<usize>) -> bool {
        let first = (range.start - self.blocks.start) / BLOCK;
        let last = (range.end - 1 - self.blocks.start) / BLOCK;
        (first..=last).all(|block| {
            let Some(seen) = self.seen.get(block) else { return false };
            if seen.load(Ordering::Relaxed) == 1 {
                return true;
            }
            let start = self.blocks.start + block * BLOCK;
            let bytes = self.map.get(start..self.blocks.end.min(start + BLOCK)).unwrap_or_default();
            let is_sound = self.sums.get(block) == Some(&xxh3_64(bytes));
            if is_sound {
                seen.store(1, Ordering::Relaxed);
            }
            is_sound
        })
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        let range = 0..bytes.len();
        Self { source: Arc::new(Source::Memory(bytes)), range }
    }
}

impl Default for Bytes {
    fn default() -> Self {
        Self::from(Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_reads_as_nothing() {
        let bytes = Bytes::from(vec![1, 2, 3]);
        assert_eq!((bytes.get(1..3), bytes.get(1..4), bytes.get(5..9)), (&[2, 3][..], &[][..], &[][..]));
        assert_eq!(bytes.get(usize::MAX..usize::MAX), &[] as &[u8]);
    }
}
