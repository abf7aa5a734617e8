//! The offsets of the records of a list in a model's bytes. Reads the records at these offsets.

use std::borrow::Cow;
use std::io;
use std::ops::Range;

use serde::de::DeserializeOwned;

use crate::store::Longs;

/// The maximum number of bytes that are read at once, unless a record has more.
pub(super) const BLOCK: u64 = 1 << 18;

/// Bytes that can be read in parts.
pub(super) trait ByteSource: Sync {
    /// The number of bytes.
    fn size(&self) -> u64;

    /// The bytes in a range.
    ///
    /// # Errors
    ///
    /// Any error of reading; `UnexpectedEof` if the range ends beyond the last byte.
    fn part(&self, range: Range<u64>) -> io::Result<Cow<'_, [u8]>>;
}

/// The offset of each record of a list, followed by the end of the last.
#[derive(Clone, Debug)]
pub(super) struct RecordPlaces(Longs);

impl Default for RecordPlaces {
    fn default() -> Self {
        Self(std::iter::once(0).collect())
    }
}

impl RecordPlaces {
    /// Takes a column of offsets: the start of each record, and the end of the last.
    pub(super) const fn new(column: Longs) -> Self {
        Self(column)
    }

    /// The number of records.
    pub(super) fn len(&self) -> usize {
        self.0.len().saturating_sub(1)
    }

    /// The column of the offsets.
    pub(super) fn into_column(self) -> Longs {
        self.0
    }

    /// Calls `take` with each record. Stops and returns `None` if a record cannot be read, is not of the type, or
    /// `take` returns `None`.
    pub(super) fn each<T: DeserializeOwned>(
        &self,
        source: &(impl ByteSource + ?Sized),
        mut take: impl FnMut(usize, T) -> Option<()>,
    ) -> Option<()> {
        self.each_raw(source, |index, record| take(index, serde_json::from_slice(record).ok()?))
    }

    /// Calls `take` with the bytes of each record. Stops and returns `None` if they cannot be read or `take` returns
    /// `None`.
    pub(super) fn each_raw(
        &self,
        source: &(impl ByteSource + ?Sized),
        mut take: impl FnMut(usize, &[u8]) -> Option<()>,
    ) -> Option<()> {
        let mut next = 0;
        while next < self.len() {
            let start = self.0.get(next)?;
            let first = next;
            next += 1;
            while next < self.len() && self.0.get(next + 1)? - start <= BLOCK {
                next += 1;
            }
            let block = source.part(start..self.0.get(next)?).ok()?;
            for index in first..next {
                let place = |at: u64| usize::try_from(at - start).ok();
                let record = block.get(place(self.0.get(index)?)?..place(self.0.get(index + 1)?)?)?;
                take(index, without_comma(record))?;
            }
        }
        Some(())
    }

    /// The bytes of a record. Returns `None` if the record does not exist or cannot be read.
    pub(super) fn raw<'a>(&self, index: usize, source: &'a (impl ByteSource + ?Sized)) -> Option<Cow<'a, [u8]>> {
        let bytes = source.part(self.0.get(index)?..self.0.get(index + 1)?).ok()?;
        let length = without_comma(&bytes).len();
        Some(match bytes {
            Cow::Borrowed(bytes) => Cow::Borrowed(bytes.get(..length)?),
            Cow::Owned(mut bytes) => {
                bytes.truncate(length);
                Cow::Owned(bytes)
            }
        })
    }

    /// The byte range of a record. Returns `None` if the record does not exist or cannot be read.
    pub(super) fn place(&self, index: usize, source: &(impl ByteSource + ?Sized)) -> Option<Range<u64>> {
        let (start, end) = (self.0.get(index)?, self.0.get(index + 1)?);
        let length = without_comma(&source.part(start..end).ok()?).len();
        Some(start..start + length as u64)
    }
}

/// The bytes of a record, without the white space and the comma between it and the next one.
fn without_comma(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.trim_ascii_end();
    bytes.strip_suffix(b",").map_or(bytes, <[u8]>::trim_ascii_end)
}

impl ByteSource for [u8] {
    fn size(&self) -> u64 {
        self.len() as u64
    }

    fn part(&self, range: Range<u64>) -> io::Result<Cow<'_, [u8]>> {
        let [start, end] = [range.start, range.end].map(usize::try_from);
        let bytes = start.ok().zip(end.ok()).and_then(|(start, end)| self.get(start..end));
        bytes.map(Cow::Borrowed).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}
