//! Opens a directory: a small one in memory, a large one through an index in a file.

use std::fs::File;
use std::io;
use std::path::Path;

use crate::files::{Identity, open_regular};
use crate::i18n::Lang;
use crate::model::{Directory, ExcerptSource, people_in};
use crate::session::ReportProgress;
use crate::session::env::{Env, Log};
use crate::session::error::Error;
use crate::session::index_builder::{MIN_BYTES, MIN_PEOPLE, build_index};
use crate::session::index_cache::{OpenWarning, cache_location, index_locations, open_index};
use crate::session::load::{load_model, read_model};
use crate::session::model_source::ModelSource;
use crate::session::open_directory::OpenDirectory;

/// The maximum number of bytes of a model whose index a kiosk builds, in memory and for one session: about two seconds
/// of work.
pub(super) const MAX_BYTES_OF_KIOSK: u64 = 100_000_000;

/// The options for opening a directory.
#[derive(Clone, Copy)]
pub struct OpenOptions<'a> {
    /// The environment, which names the cache and the limits.
    pub env: Env<'a>,
    /// An index that is known to be corrupt, and so is not used. This user may not be allowed to remove it.
    pub corrupt_index: Option<&'a Path>,
    /// Writes warnings for the administrator of a kiosk. `None` if this is not a kiosk.
    pub kiosk_log: Option<Log>,
    /// Reports the progress of building an index.
    pub progress: ReportProgress<'a>,
}

/// Opens the directory of a model in a file.
///
/// # Errors
///
/// Those of [`open`](super::open).
pub(super) fn open_file(path: &Path, options: &OpenOptions<'_>) -> Result<OpenDirectory, Error> {
    let mut warnings = Vec::new();
    let mut open = if let Some(open) = open_indexed(path, &mut warnings, options)? {
        open
    } else {
        let bytes = read_file_model(path, options)?;
        OpenDirectory::in_memory(load_model(&ModelSource::File(path.to_owned()), &bytes)?)
    };
    open.warnings.splice(0..0, warnings);
    tell_kiosk(&mut open, options);
    Ok(open)
}

/// Writes the warnings to the log of a kiosk: its clients can do nothing about them.
pub(super) fn tell_kiosk(open: &mut OpenDirectory, options: &OpenOptions<'_>) {
    if let Some(log) = options.kiosk_log {
        for warning in open.warnings.drain(..) {
            log(&warning.words(Lang::En));
        }
    }
}

fn read_file_model(path: &Path, options: &OpenOptions<'_>) -> Result<Vec<u8>, Error> {
    read_model(&ModelSource::File(path.to_owned()), &mut io::empty(), options.env).map(std::borrow::Cow::into_owned)
}

/// The directory of a file that is large enough for an index. `None` if it is not.
fn open_indexed(
    path: &Path,
    warnings: &mut Vec<OpenWarning>,
    options: &OpenOptions<'_>,
) -> Result<Option<OpenDirectory>, Error> {
    let Some(file) = open_large(path) else { return Ok(None) };
    for location in index_locations(path, options.env) {
        if Some(location.path()) == options.corrupt_index {
            continue;
        }
        let index_path = location.path().to_owned();
        match open_index(location, &file) {
            Ok(Some(stored)) => {
                stored.note_model_state(&file);
                return Ok(Some(OpenDirectory::stored(stored)));
            }
            Ok(None) => {}
            Err(reason) => warnings.push(OpenWarning::Untrusted(index_path, reason)),
        }
    }
    open_without_index(path, &file, options)
}

/// The file at a path, if it may be large.
fn open_large(path: &Path) -> Option<File> {
    let there = path.metadata().ok().filter(|there| there.is_file() && there.len() >= MIN_BYTES)?;
    let file = open_regular(path).ok()?;
    // The path may lead to another file since its metadata was read.
    (Identity::of(&file).ok()? == Identity::from_metadata(&there)).then_some(file)
}

/// The directory of a large model without an index. The index is built and kept in the cache; in a kiosk, where building it
/// would take more than a few seconds in each session, each query is answered by an excerpt. `None` if the model is too
/// small for an index or not sound.
fn open_without_index(path: &Path, file: &File, options: &OpenOptions<'_>) -> Result<Option<OpenDirectory>, Error> {
    if options.kiosk_log.is_some() && file.metadata().is_ok_and(|there| there.len() > MAX_BYTES_OF_KIOSK) {
        let source = file.try_clone().ok().and_then(ExcerptSource::open);
        let open = source.and_then(OpenDirectory::unindexed);
        return Ok(open.map(|mut open| {
            open.warnings.push(OpenWarning::NoIndex(path.to_owned()));
            open
        }));
    }
    let bytes = read_file_model(path, options)?;
    // A few people with much evidence take as many bytes: for them, counting is the only cost.
    if people_in(&bytes) < MIN_PEOPLE {
        return Ok(None);
    }
    let Some(built) = build_index(path, file, bytes, options.progress) else { return Ok(None) };
    let mut warnings = Vec::new();
    // No warning if there is no cache folder, as in a kiosk: the user cannot do anything about it.
    match cache_location(path, options.env, true) {
        None => {}
        Some(Err((path, cause))) => warnings.push(OpenWarning::NotKept(path, cause)),
        Some(Ok(location)) => match built.write(&location, file) {
            Err(cause) => warnings.push(OpenWarning::NotKept(location.path().to_owned(), cause)),
            // Read from the file, the index takes almost no memory of this process.
            Ok(()) => {
                if let Ok(Some(stored)) = open_index(location, file) {
                    return Ok(Some(OpenDirectory::stored(stored)));
                }
            }
        },
    }
    let Ok(model) = file.try_clone() else { return Ok(None) };
    let directory = Directory::scanned(built.scanned, model, built.identity, built.hash);
    let mut open = OpenDirectory::with_index(directory, built.index);
    open.warnings = warnings;
    Ok(Some(open))
}
