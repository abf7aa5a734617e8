//! The model of one source among several.

use std::fs::File;
use std::io;
use std::path::Path;

use super::file::OpenOptions;
use super::stamp::Stamp;
use crate::files::{Identity, hash_of, hash_of_file, open_regular};
use crate::model::{Directory, scan_inspected};
use crate::session::error::Error;
use crate::session::index_builder::MIN_BYTES;
use crate::session::index_cache::{index_locations, open_index};
use crate::session::load::{load_model, read_model};
use crate::session::model_source::ModelSource;
use crate::session::source::Source;

/// The model of a source, with its records in memory if they are few, else in its file.
pub(super) struct PartOfDirectory {
    pub name: String,
    pub directory: Directory,
    pub stamp: Stamp,
}

/// The state of a model that cannot be used, and the reason. The state is `None` if there is no file.
pub(super) struct Unusable {
    pub stamp: Option<Stamp>,
    pub error: Box<Error>,
}

/// Opens the model of a source.
///
/// Errors: [`Unusable`].
pub(super) fn open_part(source: &Source, options: &OpenOptions<'_>) -> Result<PartOfDirectory, Unusable> {
    let path = source.model.as_path();
    let there = path.metadata().ok();
    let identity = there.as_ref().map(Identity::from_metadata);
    let is_file = there.as_ref().is_some_and(std::fs::Metadata::is_file);
    let large = open_regular(path).ok().filter(|_| is_file && identity.is_some_and(|it| it.size >= MIN_BYTES));
    let opened = match &large {
        Some(file) => large_part(path, file, options),
        None => small_part(path, options),
    };
    match opened {
        Ok((directory, hash)) => {
            let stamp = Stamp::new(&source.name, identity.unwrap_or_default(), Some(hash), directory.date());
            Ok(PartOfDirectory { name: source.name.clone(), directory, stamp })
        }
        Err(error) => {
            let stamp = identity.filter(|_| is_file).map(|identity| Stamp::new(&source.name, identity, None, None));
            Err(Unusable { stamp, error: Box::new(error) })
        }
    }
}

fn small_part(path: &Path, options: &OpenOptions<'_>) -> Result<(Directory, u64), Error> {
    let source = ModelSource::File(path.to_owned());
    let bytes = read_model(&source, &mut io::empty(), options.env)?;
    Ok((load_model(&source, &bytes)?, hash_of(&bytes)))
}

/// The records of a large model stay in its file. An index has their places; without one, the file is scanned.
fn large_part(path: &Path, file: &File, options: &OpenOptions<'_>) -> Result<(Directory, u64), Error> {
    let unreadable = |cause| Error::Unreadable { source: ModelSource::File(path.to_owned()), cause };
    for location in index_locations(path, options.env) {
        if let Ok(Some(stored)) = open_index(location, file) {
            let hash = stored.sections.hash();
            return Ok((stored.directory, hash));
        }
    }
    let identity = Identity::of(file).map_err(unreadable)?;
    let hash = hash_of_file(file, identity).map_err(unreadable)?;
    let model = file.try_clone().map_err(unreadable)?;
    match scan_inspected(model, identity, hash) {
        Some(scanned) => Ok((Directory::scanned(scanned, file.try_clone().map_err(unreadable)?, identity, hash), hash)),
        // Reading it whole tells the first problem.
        None => small_part(path, options),
    }
}
