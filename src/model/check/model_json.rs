//! Parses a model from JSON and checks its consistency; writes it as JSON.

use std::{fmt, io};

use serde::Deserialize;

use super::Problem;
use super::consistency::first_problem;
use crate::model::{Model, SCHEMA};

/// The first reason found why a text is not a valid model. [`super::inspect`] finds every reason.
#[derive(Debug)]
pub enum LoadError {
    /// Not JSON, or not of the types of the schema.
    Json(serde_json::Error),
    /// Written for another version of the program.
    Version(u64),
    /// The values have the right types, but contradict each other.
    Problem(Problem),
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(cause) => cause.fmt(f),
            Self::Version(version) => write!(f, "schema {version}; this program reads {SCHEMA}"),
            Self::Problem(problem) => write!(f, "the value at {} contradicts the rest of the model", problem.path),
        }
    }
}

impl std::error::Error for LoadError {}

/// Reads a model and checks that it is consistent.
///
/// A byte order mark is accepted; unknown fields are ignored.
///
/// # Errors
///
/// [`LoadError`] with the first problem.
///
/// # Examples
///
/// ```
/// use allu::model::{LoadError, load};
///
/// let model = load(br#"{"schema": 1, "title": "Contacts", "documents": []}"#)?;
/// assert_eq!(model.title, "Contacts");
/// assert!(matches!(load(br#"{"schema": 2}"#), Err(LoadError::Version(2))));
/// # Ok::<(), LoadError>(())
/// ```
pub fn load(json: &[u8]) -> Result<Model, LoadError> {
    let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
    let model: Model = serde_json::from_slice(json).map_err(|cause| match version_of(json) {
        // A newer file usually fails at a type first, but its version is the more useful reason.
        Some(version) if version != u64::from(SCHEMA) => LoadError::Version(version),
        _ => LoadError::Json(cause),
    })?;
    if model.schema != SCHEMA {
        return Err(LoadError::Version(model.schema.into()));
    }
    match first_problem(&model) {
        Some(problem) => Err(LoadError::Problem(problem)),
        None => Ok(model),
    }
}

/// The model as it is written to a file: indented by two spaces, with a trailing newline.
///
/// # Errors
///
/// Any error of `serde_json`, which does not occur with a model built by this program.
pub fn write(model: &Model) -> Result<String, serde_json::Error> {
    let mut json = Vec::new();
    serde_json::to_writer_pretty(&mut json as &mut dyn io::Write, model)?;
    json.push(b'\n');
    Ok(String::from_utf8_lossy(&json).into_owned())
}

/// Writes the same piece by piece, so that the text is never in memory as a whole.
///
/// # Errors
///
/// Any error of writing, and those of [`write()`].
pub fn write_to(model: &Model, out: &mut dyn io::Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, model)?;
    out.write_all(b"\n")
}

/// The version that a file has, even if the rest of it does not match the schema.
pub(super) fn version_of(json: &[u8]) -> Option<u64> {
    #[derive(Deserialize)]
    struct Versioned {
        schema: u64,
    }
    serde_json::from_slice::<Versioned>(json).ok().map(|file| file.schema)
}
