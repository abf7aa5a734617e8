//! The parts of a Word document, unpacked within limits.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::extract::report::ReportKind;
use crate::text::{decode, sort};

/// The maximum number of bytes of all parts together.
const MAX_BYTES: u64 = 64_000_000;

/// The maximum number of bytes for each byte of the file, once there are many.
const MAX_RATIO: u64 = 200;

/// The bytes from which the ratio counts: short parts may repeat themselves.
const RATIO_FROM: u64 = 1_000_000;

/// An open document.
pub(super) struct DocxArchive<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// The bytes that may still be unpacked.
    left: u64,
}

impl<'a> DocxArchive<'a> {
    /// Opens a document.
    ///
    /// # Errors
    ///
    /// [`ReportKind::Encrypted`] for the container of an encrypted document, [`ReportKind::Damaged`] for a file that is
    /// not an archive.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ReportKind> {
        const COMPOUND_FILE: &[u8] = b"\xd0\xcf\x11\xe0";
        if bytes.starts_with(COMPOUND_FILE) {
            return Err(ReportKind::Encrypted);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReportKind::Damaged)?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        Ok(Self { archive, left: MAX_BYTES.min(size.saturating_mul(MAX_RATIO).max(RATIO_FROM)) })
    }

    /// The text of a part, or `None` if the document does not have it.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, ReportKind> {
        let part = match self.archive.by_name(name) {
            Ok(part) if part.encrypted() => return Err(ReportKind::Encrypted),
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(ReportKind::Encrypted),
            Err(_) => return Err(ReportKind::Damaged),
        };
        let mut bytes = Vec::new();
        part.take(self.left + 1).read_to_end(&mut bytes).map_err(|_| ReportKind::Damaged)?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.left = self.left.checked_sub(size).ok_or(ReportKind::Inflated { limit: MAX_BYTES })?;
        let text = decode(&bytes, false).map_err(|_| ReportKind::Damaged)?.text;
        Ok(Some(text.into_owned()))
    }

    /// The names of the parts that begin with `start`, sorted.
    pub(super) fn names(&self, start: &str) -> Vec<String> {
        let names = self.archive.file_names().flatten().filter(|name| name.starts_with(start));
        let mut names: Vec<String> = names.map(Cow::into_owned).collect();
        sort(&mut names);
        names
    }
}
