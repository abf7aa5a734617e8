//! Builds the index of a large model.

use std::fs::File;
use std::io;
use std::path::Path;

use super::index_cache::{IndexLocation, path_beside};
use crate::files::{Durability, Identity, StagedFile, hash_of, hash_of_file};
use crate::model::{Directory, Scanned, scan, scan_inspected};
use crate::search::Index;
use crate::store::SectionWriter;

/// The minimum number of people of a directory that gets an index in a file: a smaller one is searched as fast without.
pub const MIN_PEOPLE: usize = 5_000;
/// The minimum number of bytes that [`MIN_PEOPLE`] people take. No index is looked for beside a smaller file.
pub(super) const MIN_BYTES: u64 = 1 << 20;

/// Progress of what may take long before a directory can be searched.
#[derive(Clone, Copy, Debug)]
pub enum OpenProgress<'a> {
    /// Combining several models has begun.
    Combining,
    /// Building the index of this model has begun.
    Indexing(&'a Path),
    /// There are this many records.
    Total(u32),
    /// This many more records are combined or indexed.
    Advanced(u32),
    /// What was begun has ended.
    Finished,
}

/// Reports the progress, from any thread.
pub type ReportProgress<'a> = &'a (dyn Fn(OpenProgress<'_>) + Sync);

/// The index of a large model, as it was built.
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

/// A model that was written to a file and has no problem there.
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

    /// Builds the index of the model, for the location beside the path that the model is written for. The records are
    /// read from the file, one at a time. `None` if the model is too small for an index.
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

/// Gives a staged model its name, and writes its index. Returns whether the model is on the disk, and whether the index is
/// written: without one beside it, each reader builds one.
///
/// The index is written first, so that a reader that waits for the model finds both. The old model does not accept the index
/// of the new one. The rename changes the state of the new model, so the index is written once more: readers need not
/// compare the contents.
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

    /// The links of the directory and the terms that are searched.
    pub(crate) fn sections(&self) -> SectionWriter {
        let mut writer = SectionWriter::default();
        self.scanned.write(&mut writer);
        self.index.write(&mut writer);
        writer
    }
}
