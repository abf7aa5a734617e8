//! The same directory again, when its file has changed.

use std::io;
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::index_file::beside;
use super::problem::problem_words;
use super::ready::{LARGE, Ready, open_without};
use super::setting::Setting;
use super::source::Source;
use super::{Env, Log, World};
use crate::files::Identity;
use crate::i18n::Lang;

/// The file that a directory came from, and which state of it was looked at last.
#[derive(Clone, Debug)]
pub struct Renewal {
    path: PathBuf,
    /// Nothing when no file was there.
    seen: Option<Identity>,
    /// Whether nothing can be searched without an index, and there was none that could be used.
    lacks_index: bool,
    /// The state of the index beside the file; `None` if there was no file.
    index: Option<Identity>,
    kiosk: Option<Log>,
}

/// Why a new directory cannot be used.
#[derive(Debug)]
pub struct Refusal {
    path: PathBuf,
    failure: Failure,
}

impl Renewal {
    /// For a directory that is about to be read; nothing when it does not lie in a file.
    pub(super) fn of(source: &Source, kiosk: Option<Log>) -> Option<Self> {
        let Source::File(path) = source else { return None };
        let seen = identity_at(path);
        Some(Self { path: path.clone(), seen, lacks_index: false, index: None, kiosk })
    }

    /// The folders in which something happens when the file changes: its own, and that of the file a link leads to.
    #[must_use]
    pub fn folders(&self) -> Vec<PathBuf> {
        let folder_of = |path: &Path| match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
            _ => PathBuf::from("."),
        };
        let behind_links = self.path.canonicalize().ok().map(|path| folder_of(&path));
        std::iter::once(folder_of(&self.path)).chain(behind_links).collect()
    }

    /// Whether another file stands there than was looked at last, or none any more; or another index, if that is what was
    /// missing.
    #[must_use]
    pub fn is_due(&self) -> bool {
        identity_at(&self.path) != self.seen || (self.lacks_index && self.index_now() != self.index)
    }

    fn index_now(&self) -> Option<Identity> {
        identity_at(&beside(&self.path)?)
    }

    /// Whether reading it takes long enough to be told.
    #[must_use]
    pub fn is_long(&self) -> bool {
        identity_at(&self.path).is_some_and(|there| there.size >= LARGE)
    }

    /// Reads the directory, by another index than the one that is known to be damaged.
    ///
    /// # Errors
    ///
    /// [`Refusal`] when there is none that can be used; nothing when the file changed while it was read: then it is due
    /// once more.
    pub fn read(&mut self, damaged: Option<&Path>, env: Env<'_>) -> Result<Ready, Option<Refusal>> {
        (self.seen, self.index, self.lacks_index) = (identity_at(&self.path), self.index_now(), false);
        // Nobody is asked and nobody told: the screen belongs to the browser.
        let (mut input, mut out, mut err) = (io::empty(), io::sink(), io::sink());
        let mut world = World {
            env,
            input: &mut input,
            out: &mut out,
            err: &mut err,
            out_is_terminal: false,
            err_is_terminal: false,
            width: None,
            kiosk: self.kiosk,
        };
        let ready = open_without(damaged, &Source::File(self.path.clone()), &Setting::unseen(), &mut world);
        if self.is_due() {
            return Err(None);
        }
        self.lacks_index = matches!(ready, Err(Failure::NoIndex { .. }));
        ready.map_err(|failure| Some(Refusal { path: self.path.clone(), failure }))
    }
}

impl Refusal {
    /// The reason, on less than a line where that is possible.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        match &self.failure {
            Failure::Broken { first: Some(problem), .. } => problem_words(&name, problem, lang),
            failure => failure.words(lang).join(" "),
        }
    }
}

/// The state of the file at a path.
fn identity_at(path: &Path) -> Option<Identity> {
    path.metadata().ok().map(|there| Identity::from_metadata(&there))
}
