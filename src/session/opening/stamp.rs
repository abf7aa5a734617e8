//! The state of the models that a combined one was made of.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::files::{Identity, hash_of_file, open_regular};
use crate::model::SCHEMA;
use crate::session::source::Source;
use crate::text::Day;

/// The maximum number of bytes of the first line of a combined model: a thousand sources.
const MAX_LINE: u64 = 1 << 18;

/// The state of the model of a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    /// The name of the source.
    pub name: String,
    size: u64,
    modified: i64,
    changed: i64,
    inode: u64,
    /// The hash of the bytes. `None` if they are no sound model, so that there are no records of it.
    pub hash: Option<u64>,
    /// The latest day on which a document of it was published.
    pub date: Option<Day>,
}

/// The first line of a combined model.
#[derive(Deserialize)]
struct FirstLine {
    schema: u32,
    combined_from: Vec<Stamp>,
}

impl Stamp {
    pub(super) fn new(name: &str, identity: Identity, hash: Option<u64>, date: Option<Day>) -> Self {
        let Identity { size, modified, changed, inode } = identity;
        Self { name: name.to_owned(), size, modified, changed, inode, hash, date }
    }

    fn identity(&self) -> Identity {
        Identity { size: self.size, modified: self.modified, changed: self.changed, inode: self.inode }
    }

    /// The bytes of the model.
    pub(super) const fn size(&self) -> u64 {
        self.size
    }

    /// Whether the model of a source is still the same, in content if not in its times.
    fn is_of(&self, path: &Path, identity: Identity) -> bool {
        let same_content = || {
            let file = open_regular(path).ok()?;
            hash_of_file(&file, identity).ok().filter(|hash| Some(*hash) == self.hash)
        };
        self.identity() == identity || self.size == identity.size && self.hash.is_some() && same_content().is_some()
    }
}

/// The stamps of a combined model. `None` if the file is not one of this version.
pub(super) fn stamps_in(file: &File) -> Option<Vec<Stamp>> {
    let mut line = String::new();
    BufReader::new(file.take(MAX_LINE)).read_line(&mut line).ok()?;
    let object = format!("{}}}", line.trim_end().strip_suffix(',')?);
    let first: FirstLine = serde_json::from_slice(object.as_bytes()).ok()?;
    (first.schema == SCHEMA).then_some(first.combined_from)
}

/// Whether the stamps are those of the models of some sources as they are now; a source without a file has none.
pub(super) fn are_current(stamps: &[Stamp], sources: &[Source]) -> bool {
    let mut rest = stamps.iter();
    for source in sources {
        let Ok(there) = source.model.metadata() else { continue };
        let stamp = rest.next().filter(|stamp| stamp.name == source.name);
        if !there.is_file() || !stamp.is_some_and(|stamp| stamp.is_of(&source.model, Identity::from_metadata(&there))) {
            return false;
        }
    }
    rest.next().is_none()
}
