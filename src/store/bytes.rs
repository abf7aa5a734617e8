//! A run of bytes, in memory or in a mapped file.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

use xxhash_rust::xxh3::xxh3_64;

use super::mapped_file::MappedFile;

/// The number of bytes of a checksum: a page, because look-ups read pages that are far apart.
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
    pub(super) map: MappedFile,
    /// The range of the blocks in the file.
    pub(super) blocks: Range<usize>,
    /// The range of the checksums in the file, one for each block, as `u64` in little-endian order.
    pub(super) sums: Range<usize>,
    /// One flag for each block: whether it was compared.
    pub(super) seen: Vec<AtomicU8>,
    /// Whether a block did not match its checksum, or a read was beyond the end.
    pub(super) is_damaged: Arc<AtomicBool>,
}

impl Bytes {
    pub(super) fn of_file(checked: Checked, range: Range<usize>) -> Self {
        Self { source: Arc::new(Source::File(checked)), range }
    }

    /// Another run of the same source, by its range in it.
    pub(super) fn beside(&self, range: Range<usize>) -> Self {
        Self { source: Arc::clone(&self.source), range }
    }

    /// The number of bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.range.len()
    }

    /// Returns `true` if there are no bytes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.range.is_empty()
    }

    /// All bytes.
    #[must_use]
    pub fn all(&self) -> &[u8] {
        self.get(0..self.len())
    }

    /// Some of the bytes. If the range is beyond the end or a checksum does not match, the result is empty and the file
    /// counts as damaged.
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

    /// Returns `true` if the bytes may change, because they are in a file that others can write to.
    pub(super) fn may_change(&self) -> bool {
        matches!(&*self.source, Source::File(_))
    }

    /// Returns `true` if the file of the bytes was cut or written to since it was opened.
    pub(super) fn is_changed(&self) -> bool {
        matches!(&*self.source, Source::File(checked) if checked.map.is_changed())
    }

    /// All bytes of the file, unchecked.
    pub(super) fn file(&self) -> Option<&[u8]> {
        match &*self.source {
            Source::Memory(_) => None,
            Source::File(checked) => Some(&checked.map),
        }
    }

    /// The inode number of the file.
    pub(super) fn inode(&self) -> Option<u64> {
        match &*self.source {
            Source::Memory(_) => None,
            Source::File(checked) => Some(checked.map.inode()),
        }
    }

    /// Releases the memory that was touched, if it can be read again from a file.
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

    /// Returns `true` if all blocks of a range match their checksums.
    fn check(&self, range: &Range<usize>) -> bool {
        let first = (range.start - self.blocks.start) / BLOCK;
        let last = (range.end - 1 - self.blocks.start) / BLOCK;
        let Some(seen) = self.seen.get(first..=last) else { return false };
        let is_seen = |block: &AtomicU8| block.load(Ordering::Relaxed) == 1;
        // A short range is nearly always in one block that has already been compared.
        seen.iter().all(is_seen) || (first..).zip(seen).all(|(block, seen)| is_seen(seen) || self.compare(block, seen))
    }

    /// Compares a block with its checksum. Returns `true` if it matches.
    #[cold]
    fn compare(&self, block: usize, seen: &AtomicU8) -> bool {
        let start = self.blocks.start + block * BLOCK;
        let bytes = self.map.get(start..self.blocks.end.min(start + BLOCK)).unwrap_or_default();
        let sums = self.map.get(self.sums.clone()).unwrap_or_default().as_chunks::<8>().0;
        let is_sound = sums.get(block) == Some(&xxh3_64(bytes).to_le_bytes());
        if is_sound {
            seen.store(1, Ordering::Relaxed);
        }
        is_sound
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
