//! The index of a large model: where it lies, whether it is that of the model, and how it is made.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use super::write_file::{PRIVATE, PUBLIC, Written, write_whole};
use crate::model::Directory;
use crate::search::Index;
use crate::store::{Identity, SectionWriter, Sections, hash_of, open_plain};

/// An index that lies in a file, with the directory whose links lie in it too.
pub(super) struct Indexed {
    pub directory: Directory,
    pub index: Index,
    pub sections: Sections,
    pub path: PathBuf,
}

/// Where the index of a model may lie: in the user's cache, where one lies only when there was none, or a damaged one,
/// beside the model; then there, where whoever builds the model puts it.
pub(super) fn places(model: &Path, env: &dyn Fn(&str) -> Option<String>) -> Vec<PathBuf> {
    in_cache(model, env).into_iter().chain(beside(model)).collect()
}

/// `model.json` has its index in `model.json.index`.
pub(super) fn beside(model: &Path) -> Option<PathBuf> {
    let name = model.file_name()?.to_str()?;
    Some(model.with_file_name(format!("{name}.index")))
}

/// In the cache, a model is known by the hash of its path: the name of a file tells nothing.
pub(super) fn in_cache(model: &Path, env: &dyn Fn(&str) -> Option<String>) -> Option<PathBuf> {
    let says = |name: &str| env(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    // The standard for that variable says to ignore a relative path in it.
    let folder = says("XDG_CACHE_HOME").filter(|folder| folder.is_absolute());
    let folder = folder.or_else(|| says("HOME").map(|home| home.join(".cache")))?;
    let whole = model.canonicalize().ok()?;
    let hash = hash_of(whole.as_os_str().as_encoded_bytes());
    Some(folder.join(format!("allu/{hash:016x}.index")))
}

/// Opens an index, if there is one of just this model; whatever is odd about it is no index.
pub(super) fn open(path: PathBuf, model: &File) -> Option<Indexed> {
    let file = open_plain(&path).ok()?;
    let sections = Sections::open(&file).ok().flatten()?;
    let identity = Identity::of(model).ok()?;
    if sections.identity() != identity {
        return None;
    }
    let directory = Directory::open(model.try_clone().ok()?, &sections)?;
    let index = Index::read(&sections, directory.record_count())?;
    (!sections.is_damaged()).then_some(Indexed { directory, index, sections, path })
}

/// Puts an index beside its model, for everybody who may read that.
pub(super) fn keep_beside(path: &Path, writer: &SectionWriter, identity: Identity, hash: u64) -> io::Result<()> {
    keep(path, PUBLIC, writer, identity, hash)
}

/// Puts an index into the user's cache, for nobody else.
pub(super) fn keep_in_cache(path: &Path, writer: &SectionWriter, identity: Identity, hash: u64) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    keep(path, PRIVATE, writer, identity, hash)
}

fn keep(path: &Path, mode: u32, writer: &SectionWriter, identity: Identity, hash: u64) -> io::Result<()> {
    match write_whole(path, mode, &mut |file| writer.write(identity, hash, file))? {
        // An index that the disk loses is made anew, so nobody need hear of it.
        Written::Settled | Written::Unsettled(_) => Ok(()),
    }
}
