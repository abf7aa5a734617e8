//! Which model is read, and how its bytes come in.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::World;
use super::failure::Failure;
use crate::files::{ReadError, read_file, read_limited};
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
    // The standard for these variables says to ignore a relative path in them.
    let absolute = |name: &str| says(name).filter(|folder| folder.is_absolute());
    let folder = absolute("XDG_CONFIG_HOME").or_else(|| absolute("HOME").map(|home| home.join(".config")));
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
    let limit = limit(LIMIT, LARGEST, world.env)?;
    let read = match source {
        Source::BuiltIn => return Ok(Cow::Borrowed(BUILT_IN)),
        Source::Input => read_limited(&mut world.input, limit, 0),
        Source::File(path) => read_file(path, limit),
    };
    read.map(Cow::Owned).map_err(|unread| match unread {
        ReadError::NotAFile(kind) => Failure::NotAFile { source: source.clone(), kind },
        ReadError::TooLarge(limit) => Failure::TooLarge { source: source.clone(), limit },
        ReadError::Io(cause) => Failure::Unreadable { source: source.clone(), cause },
    })
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

/// A number of bytes that a variable says, or the usual one.
pub(super) fn limit(variable: &'static str, usual: u64, env: &dyn Fn(&str) -> Option<String>) -> Result<u64, Failure> {
    match env(variable).filter(|value| !value.is_empty()) {
        None => Ok(usual),
        Some(value) => value.parse().map_err(|_| Failure::NotBytes { variable, value }),
    }
}
