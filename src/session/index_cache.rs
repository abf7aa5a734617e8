//! The file of an index: where it is, and whether it is the index of the model.
//!
//! An index decides what is found, so it is used only if root, the owner of the model or this user must have written it.
//! What is shown comes from the model in any case.

use std::fs::File;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustix::fs::{AtFlags, Mode, OFlags, openat, statat, unlinkat};

use super::env::{Env, xdg_folder};
use super::error::Error;
use super::system_error_text::cause_words;
use crate::files::{
    Durability, Identity, LinkPolicy, PermissionPolicy, ResolvedPath, Untrusted, hash_of, hash_of_file, open_regular,
    own_folder, resolve, stage, untrusted,
};
use crate::i18n::{Lang, say};
use crate::model::Directory;
use crate::search::Index;
use crate::store::{SectionWriter, Sections};

/// The maximum number of times that an index can be as large as its model; for people with little more than a name it
/// is half as large.
const MAX_SIZE_RATIO: u64 = 4;

/// An index in a file, with the directory whose links are in it, too.
pub(crate) struct StoredIndex {
    pub directory: Directory,
    pub index: Index,
    pub sections: Sections,
    pub location: IndexLocation,
    /// Whether the model was touched, copied or renamed since the index was built, but not written to.
    pub is_moved: bool,
}

/// Where an index may be.
#[derive(Clone, Debug)]
pub(crate) enum IndexLocation {
    /// In the cache of this user, in a folder that nobody else can write to.
    Cache { folder: Arc<File>, name: String, path: PathBuf },
    /// Beside the model, written by its owner.
    Beside(PathBuf),
}

/// What an administrator should know about a directory that was opened.
#[derive(Debug)]
pub enum OpenWarning {
    /// The index or the combined model could not be written to this file.
    NotKept(PathBuf, io::Error),
    /// The model is too large to be searched without an index in a kiosk, and has none: each query reads all of it.
    NoIndex(PathBuf),
    /// The index is not used, because other users may have written it.
    Untrusted(PathBuf, Untrusted),
    /// The model of this source cannot be used.
    LeftOut(String, Error),
}

/// Where the index of a model may be: in the user's cache, which has one only if there was none beside the model or a
/// corrupt one; then beside the model, where `allu build` writes it.
pub(crate) fn index_locations(model: &Path, env: Env<'_>) -> Vec<IndexLocation> {
    let cached = cache_location(model, env, false).and_then(Result::ok);
    cached.into_iter().chain(path_beside(model).map(IndexLocation::Beside)).collect()
}

/// `model.json` has its index in `model.json.index`.
pub(super) fn path_beside(model: &Path) -> Option<PathBuf> {
    let name = model.file_name()?.to_str()?;
    Some(model.with_file_name(format!("{name}.index")))
}

/// The location in the cache. With `is_made`, its folder is created. `None` if the environment names no cache.
///
/// In the cache, a model is identified by the hash of its path, so that the name of the file reveals nothing.
///
/// # Errors
///
/// Those of opening the folder, with the path of the index.
pub(super) fn cache_location(
    model: &Path,
    env: Env<'_>,
    is_made: bool,
) -> Option<Result<IndexLocation, (PathBuf, io::Error)>> {
    let folder = xdg_folder("XDG_CACHE_HOME", ".cache", env)?.join("allu");
    let whole = model.canonicalize().ok()?;
    let name = format!("{:016x}.index", hash_of(whole.as_os_str().as_encoded_bytes()));
    let path = folder.join(&name);
    Some(match own_folder(&folder, is_made) {
        Ok(folder) => Ok(IndexLocation::Cache { folder: Arc::new(folder), name, path }),
        Err(cause) => Err((path, cause)),
    })
}

/// Opens the index of a model. `None` if there is no file, or if it is not an index of exactly this model.
///
/// # Errors
///
/// The reason not to trust the file.
pub(crate) fn open_index(location: IndexLocation, model: &File) -> Result<Option<StoredIndex>, Untrusted> {
    let Some((file, there)) = location.open() else { return Ok(None) };
    let Ok(known) = model.metadata() else { return Ok(None) };
    if let Some(reason) = untrusted(&there, known.uid()) {
        return Err(reason);
    }
    // An endless file, or one with holes, is not read.
    let is_too_large = there.len() > known.len().saturating_mul(MAX_SIZE_RATIO);
    Ok(if is_too_large { None } else { read(location, &file, model, Identity::from_metadata(&known)) })
}

fn read(location: IndexLocation, file: &File, model: &File, identity: Identity) -> Option<StoredIndex> {
    let sections = Sections::open(file).ok().flatten()?;
    let made_for = sections.identity();
    let is_moved = made_for != identity;
    if is_moved && (made_for.size != identity.size || hash_of_file(model, identity).ok()? != sections.hash()) {
        return None;
    }
    let directory = Directory::open(model.try_clone().ok()?, identity, &sections)?;
    let index = Index::read(&sections, directory.record_count())?;
    (!sections.is_damaged()).then_some(StoredIndex { directory, index, sections, location, is_moved })
}

impl StoredIndex {
    /// Writes the present state of a moved model into its index in the cache, so that the contents need not be compared
    /// again. An index beside the model is left to its owner.
    pub(super) fn note_model_state(&self, model: &File) {
        let (true, Ok(identity)) = (self.is_moved && self.location.is_own(), Identity::of(model)) else { return };
        // If it cannot be written, the contents are compared again.
        _ = self.location.replace(&PermissionPolicy::OwnerOnly, &mut |file| self.sections.write_for(identity, file));
    }
}

impl IndexLocation {
    /// The path, for messages.
    pub(crate) fn path(&self) -> &Path {
        match self {
            Self::Cache { path, .. } | Self::Beside(path) => path,
        }
    }

    /// Returns `true` in the user's cache, where a wrong index is replaced.
    pub(crate) const fn is_own(&self) -> bool {
        matches!(self, Self::Cache { .. })
    }

    /// Opens the file and reads its metadata. `None` if there is no file.
    pub(crate) fn open(&self) -> Option<(File, std::fs::Metadata)> {
        let file = match self {
            Self::Cache { folder, name, .. } => {
                let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
                File::from(openat(folder, name.as_str(), flags, Mode::empty()).ok()?)
            }
            Self::Beside(path) => open_regular(path).ok()?,
        };
        let there = file.metadata().ok()?;
        there.is_file().then_some((file, there))
    }

    /// Removes an index in the user's cache, if it is still the file with that inode.
    pub(super) fn remove(&self, inode: Option<u64>) {
        let Self::Cache { folder, name, .. } = self else { return };
        let there = statat(folder, name.as_str(), AtFlags::SYMLINK_NOFOLLOW);
        if there.is_ok_and(|there| Some(there.st_ino) == inode) {
            // If it cannot be removed, the next run finds and reports the damage, too.
            _ = unlinkat(folder, name.as_str(), AtFlags::empty());
        }
    }

    /// Writes an index into the cache, readable by this user only; or beside its model, readable like the model.
    pub(super) fn write(&self, writer: &SectionWriter, model: &File, hash: u64) -> io::Result<()> {
        let known = model.metadata()?;
        let access = if self.is_own() { PermissionPolicy::OwnerOnly } else { PermissionPolicy::readable_like(model)? };
        self.replace(&access, &mut |file| writer.write(Identity::from_metadata(&known), hash, file))
    }

    fn replace(
        &self,
        access: &PermissionPolicy,
        write: &mut dyn FnMut(&mut io::BufWriter<&File>) -> io::Result<()>,
    ) -> io::Result<()> {
        let resolved = match self {
            Self::Cache { folder, name, path } => ResolvedPath {
                folder: folder.try_clone()?.into(),
                name: name.into(),
                path: path.parent().unwrap_or(path).to_owned(),
                is_open: false,
            },
            Self::Beside(path) => resolve(path, LinkPolicy::NamedNoFollow)?,
        };
        match stage(&resolved, access, &mut |file| write(file))?.commit()? {
            // An index that the disk loses is built again, so this is not an error.
            Durability::Durable | Durability::NotSynced(_) => Ok(()),
        }
    }
}

impl OpenWarning {
    /// The warning on one line.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::NotKept(path, cause) => {
                say!(lang, "index.unkept", path = path.display(), cause = cause_words(cause, lang))
            }
            Self::NoIndex(path) => say!(lang, "index.missing", path = path.display()),
            Self::LeftOut(name, error) => {
                say!(lang, "source.left_out", name = name, reason = error.words(lang))
            }
            Self::Untrusted(path, reason) => {
                let reason = match reason {
                    Untrusted::Foreign => say!(lang, "index.foreign"),
                    Untrusted::Writable => say!(lang, "index.writable"),
                };
                format!("allu: {}: {}", path.display(), say!(lang, "index.remove", words = reason))
            }
        }
    }
}
