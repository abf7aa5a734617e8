//! A directory that can be searched.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use super::error::Invalidation;
use super::index_cache::{IndexLocation, OpenWarning, StoredIndex};
use crate::model::{Directory, DirectorySource};
use crate::search::Index;
use crate::store::Sections;

/// A directory with its index, which is in memory or in a file.
#[derive(Debug)]
pub struct OpenDirectory {
    /// The records.
    pub directory: Arc<Directory>,
    index: OnceLock<Index>,
    /// The file of the index. `None` if the index is in memory.
    stored: Option<(Sections, IndexLocation)>,
    /// What an administrator should know about the index.
    pub(super) warnings: Vec<OpenWarning>,
}

impl OpenDirectory {
    /// A directory whose index is built when it is first searched.
    pub(super) fn in_memory(directory: Directory) -> Self {
        Self { directory: Arc::new(directory), index: OnceLock::new(), stored: None, warnings: Vec::new() }
    }

    /// A directory with an index that is built already and not in a file.
    pub(super) fn with_index(directory: Directory, index: Index) -> Self {
        Self { index: OnceLock::from(index), ..Self::in_memory(directory) }
    }

    /// A directory with an index in a file.
    pub(super) fn stored(stored: StoredIndex) -> Self {
        let StoredIndex { directory, index, sections, location, .. } = stored;
        Self { stored: Some((sections, location)), ..Self::with_index(directory, index) }
    }

    /// A directory of the same title without records.
    #[must_use]
    pub fn without_records(&self) -> Self {
        Self::in_memory(self.directory.without_records())
    }

    /// The directory with the most years for which its numbers are fresh.
    #[must_use]
    pub fn with_fresh_years(mut self, years: u16) -> Self {
        // Nobody else has the directory before it is used.
        if let Some(directory) = Arc::get_mut(&mut self.directory) {
            directory.set_fresh_years(years);
        }
        self
    }

    /// The directory with the sources of its records; `now` is the time in seconds since 1970.
    pub(super) fn with_sources(mut self, sources: Vec<DirectorySource>, now: u64) -> Self {
        // Nobody else has the directory before it is used.
        if let Some(directory) = Arc::get_mut(&mut self.directory) {
            directory.set_sources(sources, now);
        }
        self
    }

    /// What an administrator should know about the directory.
    #[must_use]
    pub fn warnings(&self) -> &[OpenWarning] {
        &self.warnings
    }

    /// The index. It is built at the first call if it is not in a file.
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.directory))
    }

    /// The file of the index. `None` if the index is in memory.
    #[must_use]
    pub fn index_path(&self) -> Option<&Path> {
        self.stored.as_ref().map(|(_, location)| location.path())
    }

    /// Reads ahead what searches will need, for as long as `is_idle` returns `true`.
    pub fn warm(&self, is_idle: &dyn Fn() -> bool) {
        if let Some((sections, _)) = &self.stored {
            sections.check_ahead(is_idle);
        }
    }

    /// Releases the memory that a search touched.
    pub fn release(&self) {
        if let Some((sections, _)) = &self.stored {
            sections.release();
        }
    }

    /// Why nothing that was read from this directory is valid any more: a corrupt index or an overwritten model. `None`
    /// while it is valid.
    ///
    /// Removes a corrupt index from the cache, so that the next run rebuilds it.
    pub fn invalidation(&self) -> Option<Invalidation> {
        if let Some((sections, location)) = self.stored.as_ref().filter(|(sections, _)| sections.is_damaged()) {
            location.remove(sections.inode());
            return Some(Invalidation::CorruptIndex);
        }
        self.directory.is_stale().then_some(Invalidation::ModelOverwritten)
    }
}
