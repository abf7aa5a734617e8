//! Exported files: written whole or not at all, and readable only by their owner.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::{ExportOptions, ExportSummary, export};
use crate::files::{Durability, LinkPolicy, PermissionPolicy, resolve, stage};
use crate::model::{Directory, RecordRef};

/// Why a file was not exported.
#[derive(Debug)]
pub enum ExportFileError<E> {
    /// It cannot be written; the old file is unchanged.
    Unwritable(io::Error),
    /// It was written, but may not survive a power failure.
    NotDurable(io::Error),
    /// The directory changed while it was read; the old file is unchanged.
    Invalid(E),
}

/// Writes records to a file, whole or not at all. When all are read, `check` returns whether the directory is still
/// valid. As soon as `is_cancelled` returns `true`, reading stops, and no file is left.
///
/// # Errors
///
/// [`ExportFileError`]; nothing is written then, except for [`ExportFileError::NotDurable`].
pub fn export_to_file<E>(
    path: &Path,
    directory: &Directory,
    records: &[RecordRef],
    options: &ExportOptions<'_>,
    check: impl Fn() -> Result<(), E>,
    is_cancelled: &dyn Fn() -> bool,
) -> Result<ExportSummary, ExportFileError<E>> {
    let summary = RefCell::new(ExportSummary::default());
    let mut fill = |file: &mut BufWriter<&File>| {
        let mut out = CancellableWriter { out: file, is_cancelled };
        export(directory, records, options, &mut out).map(|written| _ = summary.replace(written))
    };
    let target = resolve(path, LinkPolicy::Named).map_err(ExportFileError::Unwritable)?;
    let staged = stage(&target, &PermissionPolicy::OwnerOnly, &mut fill).map_err(ExportFileError::Unwritable)?;
    check().map_err(ExportFileError::Invalid)?;
    match staged.commit() {
        Ok(Durability::Durable) => Ok(summary.take()),
        Ok(Durability::NotSynced(cause)) => Err(ExportFileError::NotDurable(cause)),
        Err(cause) => Err(ExportFileError::Unwritable(cause)),
    }
}

/// A writer that fails when it is cancelled.
struct CancellableWriter<'a, W> {
    out: &'a mut W,
    is_cancelled: &'a dyn Fn() -> bool,
}

impl<W: Write> Write for CancellableWriter<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if (self.is_cancelled)() {
            return Err(io::Error::other("cancelled"));
        }
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
