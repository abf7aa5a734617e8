//! Columns of numbers, little-endian.

use std::ops::Range;

use super::Bytes;

/// A column of 32-bit numbers.
#[derive(Clone, Debug, Default)]
pub struct Numbers(Bytes);

/// A column of 64-bit numbers.
#[derive(Clone, Debug, Default)]
pub struct Longs(Bytes);

impl Numbers {
    /// The column in some bytes. Bytes at the end that do not fill a number are ignored.
    #[must_use]
    pub fn new(bytes: Bytes) -> Self {
        Self(bytes)
    }

    /// The number of numbers.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len() / 4
    }

    /// Returns `true` if there are no numbers.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number at an index. `None` if there is none or it is damaged.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<u32> {
        let bytes = self.0.get(at.checked_mul(4)?..at.checked_mul(4)?.checked_add(4)?);
        bytes.try_into().ok().map(u32::from_le_bytes)
    }

    /// The numbers in a range of indices; fewer, or none, if the range goes beyond the end.
    #[must_use]
    pub fn range(&self, range: Range<usize>) -> impl DoubleEndedIterator<Item = u32> + ExactSizeIterator + Clone + '_ {
        let bytes = self.0.get(range.start.saturating_mul(4)..range.end.saturating_mul(4));
        bytes.as_chunks::<4>().0.iter().map(|bytes| u32::from_le_bytes(*bytes))
    }

    /// All numbers.
    #[must_use]
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = u32> + ExactSizeIterator + Clone + '_ {
        self.range(0..self.len())
    }

    /// The bytes of the column.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.0
    }
}

impl Longs {
    /// The column in some bytes. Bytes at the end that do not fill a number are ignored.
    #[must_use]
    pub fn new(bytes: Bytes) -> Self {
        Self(bytes)
    }

    /// The number of numbers.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len() / 8
    }

    /// Returns `true` if there are no numbers.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number at an index. `None` if there is none or it is damaged.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<u64> {
        let bytes = self.0.get(at.checked_mul(8)?..at.checked_mul(8)?.checked_add(8)?);
        bytes.try_into().ok().map(u64::from_le_bytes)
    }

    /// All numbers.
    #[must_use]
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = u64> + ExactSizeIterator + Clone + '_ {
        self.0.all().as_chunks::<8>().0.iter().map(|bytes| u64::from_le_bytes(*bytes))
    }

    /// All numbers, in chunks of `length`.
    pub fn chunks(&self, length: usize) -> impl Iterator<Item = impl Iterator<Item = u64> + Clone + '_> + '_ {
        let all = self.0.all().as_chunks::<8>().0;
        all.chunks(length.max(1)).map(|chunk| chunk.iter().map(|bytes| u64::from_le_bytes(*bytes)))
    }

    /// The bytes of the column.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.0
    }
}

impl FromIterator<u32> for Numbers {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        Self(numbers.into_iter().flat_map(u32::to_le_bytes).collect::<Vec<u8>>().into())
    }
}

impl FromIterator<u64> for Longs {
    fn from_iter<I: IntoIterator<Item = u64>>(numbers: I) -> Self {
        Self(numbers.into_iter().flat_map(u64::to_le_bytes).collect::<Vec<u8>>().into())
    }
}
