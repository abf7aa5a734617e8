//! Which model is read, and how its bytes come in.

use std::borrow::Cow;
use std::fs::{File, FileType};
use std::io::{self, Read};
use std::os::unix::fs::FileTypeExt;
use std::path::{Path, PathBuf};

use super::World;
use super::failure::{Failure, FileKind};
use crate::model::{Directory, inspect, load as load_model};

/// The model that is read when no other is named.
const BUILT_IN: &[u8] = include_bytes!("../../assets/model.json");
/// The most bytes that are read of a model: 2 GB. Three million people fit.
const LARGEST: u64 = 2_000_000_000;
/// The variable that says otherwise.
const LIMIT: &str = "ALLU_MODEL_LIMIT";
/// Where an administrator puts the directory for everybody.
const OF_THE_SYSTEM: &str = "/etc/allu/model.json";

/// Where a model comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Input,
    /// The program itself.
    BuiltIn,
}

/// The first model there is: the one named, then the variable's, the user's, the system's, the built-in one.
///
/// A named one is taken whether it exists or not: reading it will say what is wrong.
pub(super) fn find(given: Option<&Path>, env: &dyn Fn(&str) -> Option<String>) -> Source {
    let says = |name: &str| env(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(named) = given.map(Path::to_owned).or_else(|| says("ALLU_MODEL")) {
        return if named.as_os_str() == "-" { Source::Input } else { Source::File(named) };
    }
    // The standard for that variable says to ignore a relative path in it.
    let folder = says("XDG_CONFIG_HOME").filter(|folder| folder.is_absolute());
    let folder = folder.or_else(|| says("HOME").map(|home| home.join(".config")));
    let own = folder.map(|folder| folder.join("allu/model.json"));
    // One that is there but cannot be looked at is read all the same, so that the reason is told.
    let is_there = |path: &PathBuf| path.try_exists().unwrap_or(true);
    let found = own.into_iter().chain([PathBuf::from(OF_THE_SYSTEM)]).find(is_there);
    found.map_or(Source::BuiltIn, Source::File)
}

/// All bytes of a model.
///
/// Errors: [`Failure::Unreadable`], [`Failure::NotAFile`], [`Failure::TooLarge`].
pub(super) fn read(source: &Source, world: &mut World<'_>) -> Result<Cow<'static, [u8]>, Failure> {
    let limit = limit(world.env)?;
    let unreadable = |cause| Failure::Unreadable { source: source.clone(), cause };
    let bytes = match source {
        Source::BuiltIn => return Ok(Cow::Borrowed(BUILT_IN)),
        Source::Input => limited(&mut world.input, limit, 0).map_err(unreadable)?,
        Source::File(path) => {
            // Asked before opening: opening a FIFO waits for a writer that may never come.
            let there = path.metadata().map_err(unreadable)?;
            if let Some(kind) = other_than_file(path, there.file_type()) {
                return Err(Failure::NotAFile { path: path.clone(), kind });
            }
            File::open(path).and_then(|mut file| limited(&mut file, limit, there.len())).map_err(unreadable)?
        }
    };
    if bytes.len() as u64 > limit {
        return Err(Failure::TooLarge { source: source.clone(), limit });
    }
    Ok(Cow::Owned(bytes))
}

/// The directory in a model, read and checked.
pub(super) fn load(source: &Source, world: &mut World<'_>) -> Result<Directory, Failure> {
    let bytes = read(source, world)?;
    load_model(&bytes).map(Directory::new).map_err(|_| {
        // The typed read stops at the first error without its line; the slow walk knows all of them and where.
        let mut problems = inspect(&bytes).problems;
        let others = problems.len().saturating_sub(1);
        let first = (!problems.is_empty()).then(|| Box::new(problems.remove(0)));
        Failure::Broken { source: source.clone(), first, others }
    })
}

/// The most bytes that are read of a model: more where a variable says so.
fn limit(env: &dyn Fn(&str) -> Option<String>) -> Result<u64, Failure> {
    match env(LIMIT).filter(|value| !value.is_empty()) {
        None => Ok(LARGEST),
        Some(value) => value.parse().map_err(|_| Failure::NotBytes { variable: LIMIT, value }),
    }
}

/// Reads one byte more than is allowed, so that too many can be told from just enough; there are about `expected`.
fn limited(input: &mut dyn Read, limit: u64, expected: u64) -> io::Result<Vec<u8>> {
    let expected = usize::try_from(expected.min(limit)).unwrap_or(0);
    let mut bytes = Vec::with_capacity(expected.saturating_add(1));
    input.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What stands at a path, when it is no regular file; a pipe that the shell made (`<(…)`) is welcome.
fn other_than_file(path: &Path, kind: FileType) -> Option<FileKind> {
    let is_of_shell =
        path.starts_with("/dev/fd") || path.starts_with("/proc/self/fd") || path == Path::new("/dev/stdin");
    if kind.is_dir() {
        Some(FileKind::Folder)
    } else if kind.is_fifo() {
        (!is_of_shell).then_some(FileKind::Pipe)
    } else if kind.is_socket() {
        Some(FileKind::Socket)
    } else if kind.is_block_device() || kind.is_char_device() {
        Some(FileKind::Device)
    } else {
        None
    }
}
