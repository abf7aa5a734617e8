//! A directory that can be searched.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use super::error::Invalidation;
use super::index_cache::{IndexLocation, OpenWarning, StoredIndex};
use crate::model::{ClauseTexts, Directory, DirectorySource, ExcerptSource};
use crate::search::{Index, clause_texts};
use crate::store::Sections;

/// A directory with its index, which is in memory or in a file.
#[derive(Debug)]
pub struct OpenDirectory {
    /// The records.
    pub directory: Arc<Directory>,
    index: OnceLock<Index>,
    /// The file of the index. `None` if the index is in memory.
    stored: Option<(Sections, IndexLocation)>,
    /// The model, if this is an excerpt of one that is too large to be read and has no index.
    excerpt_source: Option<Arc<ExcerptSource>>,
    /// What an administrator should know about the index.
    pub(super) warnings: Vec<OpenWarning>,
}

impl OpenDirectory {
    /// A directory whose index is built when it is first searched.
    pub(super) fn in_memory(directory: Directory) -> Self {
        Self {
            directory: Arc::new(directory),
            index: OnceLock::new(),
            stored: None,
            excerpt_source: None,
            warnings: Vec::new(),
        }
    }

    /// A directory of a model that is too large to be read and has no index: each query is answered by an
    /// [excerpt](Self::excerpt). Returns `None` if its first records are not sound.
    pub(super) fn unindexed(source: ExcerptSource) -> Option<Self> {
        let first = source.directory(&ClauseTexts::default(), &|| false)?;
        Some(Self { excerpt_source: Some(Arc::new(source)), ..Self::in_memory(first) })
    }

    /// The directory to search for a query, if this one has no index: the records with the words of the query. Reads the
    /// whole model, which takes seconds.
    ///
    /// Returns `None` if this directory can be searched itself, if `is_stopped` returns `true` or if the model cannot be
    /// read any more.
    pub fn excerpt(&self, query: &str, is_stopped: &dyn Fn() -> bool) -> Option<Self> {
        let source = self.excerpt_source.as_ref()?;
        let directory = source.directory(&clause_texts(query, source), is_stopped)?;
        let open = Self::in_memory(directory.with_settings_of(&self.directory));
        Some(Self { excerpt_source: Some(Arc::clone(source)), ..open })
    }

    /// Whether it has no index, so that each query is answered by an [excerpt](Self::excerpt).
    #[must_use]
    pub const fn is_unindexed(&self) -> bool {
        self.excerpt_source.is_some()
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
