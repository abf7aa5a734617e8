//! Builds the index file of a large model, and publishes a new model together with its index.

use std::fs::File;
use std::io;
use std::path::Path;

use super::index_cache::{IndexLocation, path_beside};
use super::open_progress::{OpenProgress, ReportProgress};
use crate::files::{Durability, Identity, StagedFile, hash_of, hash_of_file};
use crate::model::{Directory, Scanned, scan, scan_inspected};
use crate::search::Index;
use crate::store::SectionWriter;

/// The minimum number of people for which an index file is built; smaller directories are just as fast without one.
pub const MIN_PEOPLE: usize = 5_000;
/// A lower bound of the size of a model with [`MIN_PEOPLE`] people, in bytes. Smaller files are assumed to have no index.
pub(super) const MIN_BYTES: u64 = 1 << 20;

/// A new index of a large model, with the state of the file that it was built from.
pub(crate) struct BuiltIndex {
    pub(super) scanned: Scanned,
    pub(super) index: Index,
    pub(super) identity: Identity,
    pub(super) hash: u64,
}

/// Builds the index of a model from the bytes of its file. `None` if the model is not sound, or if the file was changed or
/// replaced in the meantime.
pub(crate) fn build_index(path: &Path, file: &File, bytes: Vec<u8>, report: ReportProgress<'_>) -> Option<BuiltIndex> {
    let identity = Identity::of(file).ok()?;
    report(OpenProgress::Indexing(path));
    let built = build(file, identity, bytes, report);
    report(OpenProgress::Finished);
    built
}

fn build(file: &File, identity: Identity, bytes: Vec<u8>, report: ReportProgress<'_>) -> Option<BuiltIndex> {
    let scanned = scan(&bytes)?;
    let hash = hash_of(&bytes);
    let directory = Directory::in_bytes(scanned.clone(), bytes);
    report(OpenProgress::Total(directory.record_count()));
    let index = Index::with_progress(&directory, &|done| report(OpenProgress::Advanced(done)));
    (hash_of_file(file, identity).ok()? == hash).then_some(BuiltIndex { scanned, index, identity, hash })
}

/// A model file that passed inspection.
pub(crate) struct InspectedModel {
    file: File,
    identity: Identity,
    hash: u64,
    scanned: Scanned,
}

impl InspectedModel {
    /// Inspects the model in a file, of which only a part is in memory at a time. `None` if it has a problem.
    ///
    /// # Errors
    ///
    /// Those of reading.
    pub(crate) fn in_file(file: &File) -> io::Result<Option<Self>> {
        let identity = Identity::of(file)?;
        let hash = hash_of_file(file, identity)?;
        let scanned = scan_inspected(file.try_clone()?, identity, hash);
        let file = file.try_clone()?;
        Ok(scanned.map(|scanned| Self { file, identity, hash, scanned }))
    }

    /// Builds the index of the model, to be stored beside the model's final path. The records are read from the file, one
    /// at a time. `None` if the model is too small for an index, if the path has no place beside it, or if the file was
    /// changed in the meantime.
    pub(crate) fn index_beside(self, path: &Path, report: ReportProgress<'_>) -> Option<(IndexLocation, BuiltIndex)> {
        let Self { file, identity, hash, scanned } = self;
        let is_small = identity.size < MIN_BYTES || scanned.people_count() < MIN_PEOPLE;
        let location = path_beside(path).filter(|_| !is_small).map(IndexLocation::Beside)?;
        report(OpenProgress::Indexing(path));
        let directory = Directory::scanned(scanned.clone(), file, identity, hash);
        report(OpenProgress::Total(directory.record_count()));
        let index = Index::with_progress(&directory, &|done| report(OpenProgress::Advanced(done)));
        report(OpenProgress::Finished);
        (!directory.is_stale()).then_some((location, BuiltIndex { scanned, index, identity, hash }))
    }
}

/// Renames a staged model into place and writes its index. Returns the durability of the model, and the result of writing
/// the index; if the index is missing, each reader builds its own.
///
/// The index is written first, so that a reader that waits for the model finds both. The old model does not accept the index
/// of the new one. The rename changes the metadata of the new model, so the index is written once more; otherwise readers
/// would have to compare the contents.
///
/// # Errors
///
/// Those of the model; the old one stays.
pub(crate) fn commit_with_index(
    staged: StagedFile<'_>,
    index: Option<(&File, &IndexLocation, &BuiltIndex)>,
) -> io::Result<(Durability, io::Result<()>)> {
    let write_index = || index.map_or(Ok(()), |(file, location, built)| built.write(location, file));
    let written = write_index();
    let durability = staged.commit()?;
    Ok((durability, written.and_then(|()| write_index())))
}

impl BuiltIndex {
    /// Writes the index to a file, for a model.
    ///
    /// # Errors
    ///
    /// Those of writing; `InvalidData` if the model has changed since the index was built.
    pub(crate) fn write(&self, location: &IndexLocation, model: &File) -> io::Result<()> {
        let now = Identity::of(model)?;
        if now != self.identity && hash_of_file(model, now)? != self.hash {
            return Err(io::ErrorKind::InvalidData.into());
        }
        location.write(&self.sections(), model, self.hash)
    }

    /// The sections of the file: the links of the directory and the search index.
    pub(crate) fn sections(&self) -> SectionWriter {
        let mut writer = SectionWriter::default();
        self.scanned.write(&mut writer);
        self.index.write(&mut writer);
        writer
    }
}
