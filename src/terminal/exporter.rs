//! Writes the files that the user exports from the browser.

use std::path::{Path, PathBuf};

use crate::app::{ExportFailure, State};
use crate::exchange::{ExportFileError, ExportFormat, ExportOptions, ExportSummary, export_to_file};
use crate::model::RecordRef;
use crate::session::{self, Env, OpenDirectory, cause_words};

/// A file that is to be written.
pub(super) struct ExportRequest<'a> {
    /// The records.
    pub records: &'a [RecordRef],
    /// The format.
    pub format: ExportFormat,
    /// The path, as the user wrote it.
    pub path: &'a str,
    /// Whether a file that exists is replaced.
    pub replaces: bool,
}

/// Writes records to a file, in the language of the screen. Returns how many were written.
pub(super) fn write(
    request: &ExportRequest<'_>,
    state: &State,
    open: &OpenDirectory,
    env: Env<'_>,
) -> Result<usize, ExportFailure> {
    let path = in_home(request.path, env);
    if ExportSummary::of(request.records, request.format).written == 0 {
        return Err(ExportFailure::NoPlace);
    }
    // A link that leads nowhere is something, too.
    if !request.replaces && path.symlink_metadata().is_ok() {
        return Err(ExportFailure::Exists);
    }
    let options = ExportOptions { format: request.format, base: None, lang: state.lang, today: state.today };
    let check = || open.invalidation().map_or(Ok(()), Err);
    match export_to_file(&path, &open.directory, request.records, &options, check) {
        Ok(summary) => Ok(summary.written),
        Err(ExportFileError::Unwritable(cause) | ExportFileError::NotDurable(cause)) => {
            Err(ExportFailure::Unwritable(cause_words(&cause, state.lang)))
        }
        Err(ExportFileError::Invalid(invalidation)) => {
            Err(ExportFailure::Unwritable(session::Error::Invalidated(invalidation).words(state.lang)))
        }
    }
}

/// The path, with the home of the user for the tilde at its beginning.
fn in_home(path: &str, env: Env<'_>) -> PathBuf {
    let home = env("HOME").filter(|home| Path::new(home).is_absolute());
    match (path.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => Path::new(&home).join(rest),
        _ => PathBuf::from(path),
    }
}
