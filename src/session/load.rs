//! Reads a model and checks it.

use std::borrow::Cow;
use std::io::{self, Read};

use super::env::Env;
use super::error::Error;
use super::model_source::ModelSource;
use crate::files::{ReadError, read_file, read_limited};
use crate::model::{Directory, inspect, load};

/// The model that is used if no other is named.
const BUILT_IN: &[u8] = include_bytes!("../../assets/model.json");
/// The maximum number of bytes that are read of a model: 2 GB. Three million people fit.
const DEFAULT_LIMIT: u64 = 2_000_000_000;
/// The variable with another limit.
const LIMIT_VARIABLE: &str = "ALLU_MODEL_LIMIT";

/// All bytes of a model; `input` is standard input.
///
/// # Errors
///
/// [`Error::Unreadable`], [`Error::NotAFile`], [`Error::TooLarge`], [`Error::NotBytes`].
pub(crate) fn read_model(
    source: &ModelSource,
    input: &mut dyn Read,
    env: Env<'_>,
) -> Result<Cow<'static, [u8]>, Error> {
    let limit = byte_limit(LIMIT_VARIABLE, DEFAULT_LIMIT, env)?;
    let read = match source {
        ModelSource::BuiltIn => return Ok(Cow::Borrowed(BUILT_IN)),
        ModelSource::StandardInput => read_limited(input, limit, 0),
        ModelSource::File(path) => read_file(path, limit),
        // Each of them is read by its own path.
        ModelSource::Sources(_) => Err(ReadError::Io(io::ErrorKind::Unsupported.into())),
    };
    read.map(Cow::Owned).map_err(|error| match error {
        ReadError::NotAFile(kind) => Error::NotAFile { source: source.clone(), kind },
        ReadError::TooLarge(limit) => Error::TooLarge { source: source.clone(), limit },
        ReadError::Io(cause) => Error::Unreadable { source: source.clone(), cause },
    })
}

/// The directory in the bytes of a model.
///
/// # Errors
///
/// [`Error::Unsound`].
pub(super) fn load_model(source: &ModelSource, bytes: &[u8]) -> Result<Directory, Error> {
    load(bytes).map(Directory::new).map_err(|_| {
        // Loading stops at the first error and does not know its line; the slower inspection finds all, with lines.
        let mut problems = inspect(bytes).problems;
        let others = problems.len().saturating_sub(1);
        let first = (!problems.is_empty()).then(|| Box::new(problems.remove(0)));
        Error::Unsound { source: source.clone(), first, others }
    })
}

/// The number of bytes in a variable, or the default if the variable is not set.
///
/// # Errors
///
/// [`Error::NotBytes`].
pub(crate) fn byte_limit(variable: &'static str, default: u64, env: Env<'_>) -> Result<u64, Error> {
    match env(variable).filter(|value| !value.is_empty()) {
        None => Ok(default),
        Some(value) => value.parse().map_err(|_| Error::NotBytes { variable, value }),
    }
}
