//! Reloads a directory after one of its files changed.

use std::io;
use std::path::{Path, PathBuf};

use super::env::{Env, Log};
use super::error::Error;
use super::index_builder::MIN_BYTES;
use super::index_cache::path_beside;
use super::model_source::ModelSource;
use super::open_directory::OpenDirectory;
use super::opening::{OpenOptions, open};
use super::problem_text::problem_words;
use crate::files::Identity;
use crate::i18n::Lang;

/// The files of a directory, with the states in which they were last read.
#[derive(Clone, Debug)]
pub struct Reloader {
    source: ModelSource,
    /// The models.
    models: Vec<FileState>,
    /// What tells how new they are.
    states: Vec<FileState>,
    /// Whether the directory cannot be searched without an index, and there was no usable one.
    lacks_index: bool,
    /// The indices beside the models.
    indices: Vec<FileState>,
    kiosk_log: Option<Log>,
    /// The maximum number of years for which numbers are fresh. `None` for the usual ones.
    fresh_years: Option<u16>,
}

/// A file, with the state in which it was last read. `None` if there was no file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct FileState(PathBuf, Option<Identity>);

/// What reloading a directory led to.
#[derive(Debug)]
pub enum ReloadOutcome {
    /// The directory was opened.
    Opened {
        /// The directory.
        open: Box<OpenDirectory>,
        /// Whether it has other records than before, and not only tells more of how new they are.
        is_new: bool,
    },
    /// The file changed while it was read, so it is due again.
    ChangedMeanwhile,
    /// The new file cannot be used.
    Failed(ReloadError),
}

/// Why the new file of a directory cannot be used.
#[derive(Debug)]
pub struct ReloadError {
    path: PathBuf,
    error: Error,
}

impl Reloader {
    /// A reloader for a directory that is about to be read. `None` if the directory is not in files.
    #[must_use]
    pub fn of(source: &ModelSource, kiosk_log: Option<Log>) -> Option<Self> {
        let files = source.files();
        if files.is_empty() {
            return None;
        }
        let models = files.iter().map(|path| FileState::now((*path).to_owned())).collect();
        let states = source.sources().iter().map(|source| FileState::now(source.state_path())).collect();
        let indices = files.iter().filter_map(|path| path_beside(path)).map(FileState::now).collect();
        Some(Self { source: source.clone(), models, states, lacks_index: false, indices, kiosk_log, fresh_years: None })
    }

    /// The same for directories whose numbers are fresh for a number of years.
    #[must_use]
    pub fn with_fresh_years(self, years: u16) -> Self {
        Self { fresh_years: Some(years), ..self }
    }

    /// The reloader of a directory that was opened: if it has no index, one that is made later is due.
    #[must_use]
    pub fn for_opened(self, open: &OpenDirectory) -> Self {
        Self { lacks_index: open.is_unindexed(), ..self }
    }

    /// The folders to watch for changes of the files: their own, and those of the files that links lead to.
    #[must_use]
    pub fn folders(&self) -> Vec<PathBuf> {
        let folder_of = |path: &Path| match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
            _ => PathBuf::from("."),
        };
        let mut folders = Vec::new();
        for FileState(path, _) in self.models.iter().chain(&self.states) {
            let behind_links = path.canonicalize().ok().map(|path| folder_of(&path));
            for folder in std::iter::once(folder_of(path)).chain(behind_links) {
                if !folders.contains(&folder) {
                    folders.push(folder);
                }
            }
        }
        folders
    }

    /// Returns `true` if a file was changed, replaced or removed since it was last read, or if an index was missing and
    /// has changed.
    #[must_use]
    pub fn is_due(&self) -> bool {
        let has_changed = |list: &[FileState]| list.iter().any(FileState::has_changed);
        has_changed(&self.models) || has_changed(&self.states) || self.lacks_index && has_changed(&self.indices)
    }

    /// Returns `true` if reading the files takes so long that the user is informed.
    #[must_use]
    pub fn is_long(&self) -> bool {
        let sizes = self.models.iter().filter_map(|FileState(path, _)| identity_at(path)).map(|there| there.size);
        sizes.sum::<u64>() >= MIN_BYTES && self.models.iter().any(FileState::has_changed)
    }

    /// Reads the directory again, without an index that is known to be corrupt. Reports no progress: the screen belongs
    /// to the browser.
    pub fn reload(&mut self, corrupt_index: Option<&Path>, env: Env<'_>) -> ReloadOutcome {
        let has_changed = |list: &[FileState]| list.iter().any(FileState::has_changed);
        let is_new = corrupt_index.is_some() || has_changed(&self.models) || !has_changed(&self.states);
        let lists = [&mut self.models, &mut self.states, &mut self.indices];
        lists.into_iter().flatten().for_each(FileState::note);
        self.lacks_index = false;
        let options = OpenOptions { env, corrupt_index, kiosk_log: self.kiosk_log, progress: &|_| {} };
        let opened = open(&self.source, &mut io::empty(), &options);
        if self.is_due() {
            return ReloadOutcome::ChangedMeanwhile;
        }
        match opened {
            Ok(open) => {
                self.lacks_index = open.is_unindexed();
                let open = match self.fresh_years {
                    Some(years) => open.with_fresh_years(years),
                    None => open,
                };
                ReloadOutcome::Opened { open: Box::new(open), is_new }
            }
            Err(error) => {
                self.lacks_index = matches!(error, Error::NoIndex { .. });
                let path = self.models.first().map(|FileState(path, _)| path.clone()).unwrap_or_default();
                ReloadOutcome::Failed(ReloadError { path, error })
            }
        }
    }
}

impl FileState {
    /// The file as it is now.
    fn now(path: PathBuf) -> Self {
        let seen = identity_at(&path);
        Self(path, seen)
    }

    fn note(&mut self) {
        self.1 = identity_at(&self.0);
    }

    fn has_changed(&self) -> bool {
        identity_at(&self.0) != self.1
    }
}

impl ReloadError {
    /// The reason, on one line and without the path of the file where possible.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        match &self.error {
            Error::Unsound { first: Some(problem), .. } => problem_words(&name, problem, lang),
            error => error.words(lang),
        }
    }
}

/// The state of the file at a path.
fn identity_at(path: &Path) -> Option<Identity> {
    path.metadata().ok().map(|there| Identity::from_metadata(&there))
}
