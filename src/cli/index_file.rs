//! The index of a large model: where it lies, whether it is that of the model, and how it is made.
//!
//! An index decides what is found, so it is only used if nobody but root, the owner of the model and this user can have
//! written it. What is shown comes from the model in any case.

use std::fs::File;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustix::fs::{AtFlags, Mode, OFlags, openat, statat, unlinkat};

use super::failure::cause_words;
use crate::files::{
    Durability, Identity, LinkPolicy, PermissionPolicy, ResolvedPath, Untrusted, hash_of, hash_of_file, open_regular,
    own_folder, resolve, stage, untrusted,
};
use crate::i18n::{Lang, say};
use crate::model::Directory;
use crate::search::Index;
use crate::store::{SectionWriter, Sections};

/// How many times as large as its model an index can be; of people with little more than a name it is half as large.
const MOST_TIMES: u64 = 4;

/// An index that lies in a file, with the directory whose links lie in it too.
pub(super) struct Indexed {
    pub directory: Directory,
    pub index: Index,
    pub sections: Sections,
    pub place: Place,
    /// Whether the model has been touched, copied or renamed since the index was made, but not written to.
    pub is_moved: bool,
}

/// Where an index may lie.
#[derive(Clone, Debug)]
pub(super) enum Place {
    /// In the cache of this user, in a folder that nobody else can write to.
    Cached { folder: Arc<File>, name: String, path: PathBuf },
    /// Beside the model, where its owner puts it.
    Beside(PathBuf),
}

/// Something about an index that is worth a line.
#[derive(Debug)]
pub(super) enum Note {
    /// It could not be kept.
    Unkept(PathBuf, io::Error),
    /// It is not used, because others may have written it.
    Untrusted(PathBuf, Untrusted),
}

/// Where the index of a model may lie: in the user's cache, where one lies only when there was none, or a damaged one,
/// beside the model; then there, where whoever builds the model puts it.
pub(super) fn places(model: &Path, env: &dyn Fn(&str) -> Option<String>) -> Vec<Place> {
    let cached = cached(model, env, false).and_then(Result::ok);
    cached.into_iter().chain(beside(model).map(Place::Beside)).collect()
}

/// `model.json` has its index in `model.json.index`.
pub(super) fn beside(model: &Path) -> Option<PathBuf> {
    let name = model.file_name()?.to_str()?;
    Some(model.with_file_name(format!("{name}.index")))
}

/// The place in the cache, whose folder is made where that is wanted; `None` if the environment names none.
///
/// In the cache, a model is known by the hash of its path: the name of a file tells nothing.
pub(super) fn cached(
    model: &Path,
    env: &dyn Fn(&str) -> Option<String>,
    is_made: bool,
) -> Option<Result<Place, (PathBuf, io::Error)>> {
    let says = |name: &str| env(name).map(PathBuf::from).filter(|folder| folder.is_absolute());
    let folder = says("XDG_CACHE_HOME").or_else(|| says("HOME").map(|home| home.join(".cache")))?.join("allu");
    let whole = model.canonicalize().ok()?;
    let name = format!("{:016x}.index", hash_of(whole.as_os_str().as_encoded_bytes()));
    let path = folder.join(&name);
    Some(match own_folder(&folder, is_made) {
        Ok(folder) => Ok(Place::Cached { folder: Arc::new(folder), name, path }),
        Err(cause) => Err((path, cause)),
    })
}

/// Opens an index, if there is one of just this model; whatever is odd about it is no index.
///
/// Errors: the reason not to trust it.
pub(super) fn open(place: Place, model: &File) -> Result<Option<Indexed>, Untrusted> {
    let Some((file, there)) = place.open() else { return Ok(None) };
    let Ok(known) = model.metadata() else { return Ok(None) };
    if let Some(reason) = untrusted(&there, known.uid()) {
        return Err(reason);
    }
    // A file without end, or of holes, costs nothing.
    let is_too_large = there.len() > known.len().saturating_mul(MOST_TIMES);
    Ok(if is_too_large { None } else { read(place, &file, model, Identity::from_metadata(&known)) })
}

fn read(place: Place, file: &File, model: &File, identity: Identity) -> Option<Indexed> {
    let sections = Sections::open(file).ok().flatten()?;
    let made_for = sections.identity();
    let is_moved = made_for != identity;
    if is_moved && (made_for.size != identity.size || hash_of_file(model, identity).ok()? != sections.hash()) {
        return None;
    }
    let directory = Directory::open(model.try_clone().ok()?, identity, &sections)?;
    let index = Index::read(&sections, directory.record_count())?;
    (!sections.is_damaged()).then_some(Indexed { directory, index, sections, place, is_moved })
}

impl Indexed {
    /// Notes in a moved index of the cache what the model is now, so that its content need not be compared again. One
    /// beside the model is for its owner to write.
    pub(super) fn settle(&self, model: &File) {
        let (true, Ok(identity)) = (self.is_moved && self.place.is_own(), Identity::of(model)) else { return };
        // Where it cannot be written, it is compared again.
        _ = self.place.put(&PermissionPolicy::OwnerOnly, &mut |file| self.sections.write_for(identity, file));
    }
}

impl Place {
    /// The path, for messages.
    pub(super) fn path(&self) -> &Path {
        match self {
            Self::Cached { path, .. } | Self::Beside(path) => path,
        }
    }

    /// Whether it is the user's own, where what is wrong is replaced.
    pub(super) const fn is_own(&self) -> bool {
        matches!(self, Self::Cached { .. })
    }

    /// Opens the file and asks for its metadata. Returns `None` if there is no file.
    pub(super) fn open(&self) -> Option<(File, std::fs::Metadata)> {
        let file = match self {
            Self::Cached { folder, name, .. } => {
                let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
                File::from(openat(folder, name.as_str(), flags, Mode::empty()).ok()?)
            }
            Self::Beside(path) => open_regular(path).ok()?,
        };
        let there = file.metadata().ok()?;
        there.is_file().then_some((file, there))
    }

    /// Takes away an index, if it is the user's own and still the one with that number.
    pub(super) fn remove(&self, inode: Option<u64>) {
        let Self::Cached { folder, name, .. } = self else { return };
        let there = statat(folder, name.as_str(), AtFlags::SYMLINK_NOFOLLOW);
        if there.is_ok_and(|there| Some(there.st_ino) == inode) {
            // Where it cannot be taken away, the next one finds the damage too, and says so too.
            _ = unlinkat(folder, name.as_str(), AtFlags::empty());
        }
    }

    /// Puts an index into the cache, for nobody else; or beside its model, for those who may read that.
    pub(super) fn keep(&self, writer: &SectionWriter, model: &File, hash: u64) -> io::Result<()> {
        let known = model.metadata()?;
        let access = if self.is_own() { PermissionPolicy::OwnerOnly } else { PermissionPolicy::readable_like(&known) };
        self.put(&access, &mut |file| writer.write(Identity::from_metadata(&known), hash, file))
    }

    fn put(
        &self,
        access: &PermissionPolicy,
        write: &mut dyn FnMut(&mut io::BufWriter<&File>) -> io::Result<()>,
    ) -> io::Result<()> {
        let resolved = match self {
            Self::Cached { folder, name, path } => ResolvedPath {
                folder: folder.try_clone()?.into(),
                name: name.into(),
                path: path.parent().unwrap_or(path).to_owned(),
                is_open: false,
            },
            Self::Beside(path) => resolve(path, LinkPolicy::NamedNoFollow)?,
        };
        match stage(&resolved, access, &mut |file| write(file))?.commit()? {
            // An index that the disk loses is made again, so this is no error.
            Durability::Durable | Durability::NotSynced(_) => Ok(()),
        }
    }
}

impl Note {
    /// What there is to say, on one line.
    pub(super) fn words(&self, lang: Lang) -> String {
        match self {
            Self::Unkept(path, cause) => {
                say!(lang, "index.unkept", path = path.display(), cause = cause_words(cause, lang))
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
