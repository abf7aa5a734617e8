//! The archive of a workbook, unpacked within limits before it is read.

use std::io::{Cursor, Read, copy, sink};

use zip::ZipArchive;

use super::COMPOUND_FILE;
use crate::exchange::error::ContactFileError;

/// The maximum number of bytes of all parts together.
const MAX_BYTES: u64 = 256_000_000;

/// The maximum number of bytes for each byte of the file, once there are many.
const MAX_RATIO: u64 = 200;

/// The number of bytes from which the ratio is checked, because short parts may be repetitive.
const RATIO_FROM: u64 = 1_000_000;

/// The maximum number of parts of a workbook.
const MAX_PARTS: usize = 10_000;

/// Opens the archive of a workbook, whose parts together are within the limits.
///
/// # Errors
///
/// [`ContactFileError::Encrypted`] for the container of an encrypted workbook, [`ContactFileError::Damaged`] for what is
/// no archive, [`ContactFileError::Inflated`] for one that is larger than the limits.
pub(super) fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, ContactFileError> {
    if bytes.starts_with(COMPOUND_FILE) {
        return Err(ContactFileError::Encrypted);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ContactFileError::Damaged)?;
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let mut left = MAX_BYTES.min(size.saturating_mul(MAX_RATIO).max(RATIO_FROM));
    if archive.len() > MAX_PARTS {
        return Err(ContactFileError::Damaged);
    }
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|_| ContactFileError::Damaged)?;
        if part.encrypted() {
            return Err(ContactFileError::Encrypted);
        }
        drop(part);
        // The size that the archive states may be wrong.
        let part = archive.by_index(index).map_err(|_| ContactFileError::Damaged)?;
        let unpacked = copy(&mut part.take(left + 1), &mut sink()).map_err(|_| ContactFileError::Damaged)?;
        left = left.checked_sub(unpacked).ok_or(ContactFileError::Inflated { limit: MAX_BYTES })?;
    }
    Ok(archive)
}
