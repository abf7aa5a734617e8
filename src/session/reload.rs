//! Reloads a model after its file changed.

use std::path::{Path, PathBuf};

use super::env::{Env, Log};
use super::error::Error;
use super::index_builder::MIN_BYTES;
use super::index_cache::path_beside;
use super::model_source::ModelSource;
use super::open_directory::OpenDirectory;
use super::opening::{OpenOptions, open_file};
use super::problem_words::problem_words;
use crate::files::Identity;
use crate::i18n::Lang;

/// The file of a directory, with the state in which it was last read.
#[derive(Clone, Debug)]
pub struct Reloader {
    path: PathBuf,
    /// `None` if there was no file.
    seen: Option<Identity>,
    /// Whether the directory cannot be searched without an index, and there was no usable one.
    lacks_index: bool,
    /// The state of the index beside the file. `None` if there was no index.
    index: Option<Identity>,
    kiosk_log: Option<Log>,
    /// The most years for which numbers are fresh. `None` for the usual ones.
    fresh_years: Option<u16>,
}

/// What reloading a directory led to.
#[derive(Debug)]
pub enum ReloadOutcome {
    /// The directory was opened.
    Opened(Box<OpenDirectory>),
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
    /// A reloader for a directory that is about to be read. `None` if the directory is not in a file.
    #[must_use]
    pub fn of(source: &ModelSource, kiosk_log: Option<Log>) -> Option<Self> {
        let ModelSource::File(path) = source else { return None };
        let seen = identity_at(path);
        Some(Self { path: path.clone(), seen, lacks_index: false, index: None, kiosk_log, fresh_years: None })
    }

    /// The reloader of directories whose numbers are fresh for so many years.
    #[must_use]
    pub fn with_fresh_years(self, years: u16) -> Self {
        Self { fresh_years: Some(years), ..self }
    }

    /// The folders to watch for changes of the file: its own, and that of the file that a link leads to.
    #[must_use]
    pub fn folders(&self) -> Vec<PathBuf> {
        let folder_of = |path: &Path| match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
            _ => PathBuf::from("."),
        };
        let behind_links = self.path.canonicalize().ok().map(|path| folder_of(&path));
        std::iter::once(folder_of(&self.path)).chain(behind_links).collect()
    }

    /// Returns `true` if the file was changed, replaced or removed since it was last read, or if an index was missing and
    /// has changed.
    #[must_use]
    pub fn is_due(&self) -> bool {
        identity_at(&self.path) != self.seen || (self.lacks_index && self.index_now() != self.index)
    }

    fn index_now(&self) -> Option<Identity> {
        identity_at(&path_beside(&self.path)?)
    }

    /// Returns `true` if reading the file takes so long that the user is informed.
    #[must_use]
    pub fn is_long(&self) -> bool {
        identity_at(&self.path).is_some_and(|there| there.size >= MIN_BYTES)
    }

    /// Reads the directory again, without an index that is known to be corrupt. Reports no progress: the screen belongs
    /// to the browser.
    pub fn reload(&mut self, corrupt_index: Option<&Path>, env: Env<'_>) -> ReloadOutcome {
        (self.seen, self.index, self.lacks_index) = (identity_at(&self.path), self.index_now(), false);
        let options = OpenOptions { env, corrupt_index, kiosk_log: self.kiosk_log, progress: &|_| {} };
        let opened = open_file(&self.path, &options);
        if self.is_due() {
            return ReloadOutcome::ChangedMeanwhile;
        }
        match opened {
            Ok(open) => ReloadOutcome::Opened(Box::new(match self.fresh_years {
                Some(years) => open.with_fresh_years(years),
                None => open,
            })),
            Err(error) => {
                self.lacks_index = matches!(error, Error::NoIndex { .. });
                ReloadOutcome::Failed(ReloadError { path: self.path.clone(), error })
            }
        }
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
