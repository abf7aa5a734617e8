//! The records of one kind: in memory, or each parsed from the model's file when it is needed.

use std::borrow::Cow;
use std::fs::File;
use std::io;
use std::ops::Range;
use std::os::unix::fs::{FileExt, MetadataExt};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use serde::de::DeserializeOwned;

use super::record_places::ByteSource;
use crate::files::{Identity, hash_of_file};
use crate::model::{
    Basis, Document, DocumentId, Holder, Nameless, Organisation, OrganisationId, OrganisationKind, Person, PersonId,
    Position, PositionId, Project, ProjectId, Time, Warning, WarningKind,
};
use crate::store::Longs;

/// A record that can be read from JSON, and has a placeholder if it cannot.
pub(super) trait StoredRecord: Clone + DeserializeOwned {
    /// The placeholder: a record of which only the kind is known.
    fn unknown() -> Self;
}

/// The records of one kind.
#[derive(Clone, Debug)]
pub(super) enum RecordList<T> {
    /// All of them.
    Held(Vec<T>),
    /// The offset of each in the file, followed by the end of the last.
    Filed(Arc<ModelFile>, Longs),
}

/// The file of a model, open as long as records are read from it.
#[derive(Debug)]
pub(super) struct ModelFile {
    source: Source,
    /// Its identity when the offsets of its records were noted.
    identity: Identity,
    /// The hash of its bytes.
    hash: u64,
    /// The time of its last change that did not affect the bytes: it was touched, linked, or its mode was changed.
    confirmed: AtomicI64,
    is_stale: AtomicBool,
}

/// Where the bytes of a model are.
#[derive(Debug)]
enum Source {
    /// In the file. It is read and not mapped: somebody may overwrite a model in place, and access to a mapped file
    /// that has shrunk ends the process.
    File(File),
    /// In memory, for reading all records.
    Memory(Vec<u8>),
}

impl<T: StoredRecord> RecordList<T> {
    /// The number of records.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Held(records) => records.len(),
            Self::Filed(_, starts) => starts.len().saturating_sub(1),
        }
    }

    /// A record by index; the placeholder if there is none or it cannot be read.
    pub(super) fn get(&self, index: usize) -> Cow<'_, T> {
        let unknown = || Cow::Owned(T::unknown());
        match self {
            Self::Held(records) => records.get(index).map_or_else(unknown, Cow::Borrowed),
            Self::Filed(file, starts) => {
                let Some(range) = index.checked_add(1).and_then(|next| Some(starts.get(index)?..starts.get(next)?))
                else {
                    return unknown();
                };
                let read = file.read(range.start, range.end).ok();
                // The bytes between the record and the next one are ignored.
                let parsed =
                    read.and_then(|json| T::deserialize(&mut serde_json::Deserializer::from_slice(&json)).ok());
                parsed.map_or_else(
                    || {
                        file.is_stale.store(true, Ordering::Relaxed);
                        unknown()
                    },
                    Cow::Owned,
                )
            }
        }
    }
}

impl ByteSource for ModelFile {
    fn size(&self) -> u64 {
        self.identity.size
    }

    fn part(&self, range: Range<u64>) -> io::Result<Cow<'_, [u8]>> {
        self.read(range.start, range.end)
    }
}

impl ModelFile {
    pub(super) fn new(file: File, identity: Identity, hash: u64) -> Self {
        let confirmed = AtomicI64::new(identity.changed);
        Self { source: Source::File(file), identity, hash, confirmed, is_stale: AtomicBool::new(false) }
    }

    pub(super) fn of_bytes(bytes: Vec<u8>) -> Self {
        let identity = Identity { size: u64::try_from(bytes.len()).unwrap_or(u64::MAX), ..Identity::default() };
        let (confirmed, is_stale) = (AtomicI64::new(0), AtomicBool::new(false));
        Self { source: Source::Memory(bytes), identity, hash: 0, confirmed, is_stale }
    }

    /// Whether the file was found to have changed, so that its records are no longer known.
    pub(super) fn is_stale(&self) -> bool {
        self.is_stale.load(Ordering::Relaxed)
    }

    /// The bytes of the file between two places.
    pub(super) fn read(&self, start: u64, end: u64) -> io::Result<Cow<'_, [u8]>> {
        let length = end.checked_sub(start).filter(|_| end <= self.identity.size);
        let length = length.and_then(|length| usize::try_from(length).ok()).ok_or(io::ErrorKind::UnexpectedEof)?;
        let file = match &self.source {
            Source::File(file) => file,
            Source::Memory(all) => {
                let start = usize::try_from(start).map_err(|_| io::ErrorKind::UnexpectedEof)?;
                let bytes = all.get(start..start + length).ok_or(io::ErrorKind::UnexpectedEof)?;
                return Ok(Cow::Borrowed(bytes));
            }
        };
        let mut bytes = vec![0; length];
        file.read_exact_at(&mut bytes, start)?;
        // Checked after reading, so that a write in between is noticed, too.
        if self.is_same(file)? { Ok(Cow::Owned(bytes)) } else { Err(io::ErrorKind::InvalidData.into()) }
    }

    /// Whether the file still has the same bytes.
    fn is_same(&self, file: &File) -> io::Result<bool> {
        let there = file.metadata()?;
        let now = Identity::from_metadata(&there);
        if now.size != self.identity.size {
            return Ok(false);
        }
        let is_written = now.modified != self.identity.modified;
        // Replacing a file unlinks the old one, which also changes the metadata of the old one.
        if now.changed == self.confirmed.load(Ordering::Relaxed) || (there.nlink() == 0 && !is_written) {
            return Ok(true);
        }
        let is_same = hash_of_file(file, now)? == self.hash;
        if is_same {
            self.confirmed.store(now.changed, Ordering::Relaxed);
        }
        Ok(is_same)
    }
}

impl StoredRecord for Person {
    fn unknown() -> Self {
        let id = PersonId::from_name("");
        Self {
            id,
            name: String::new(),
            phones: Vec::new(),
            emails: Vec::new(),
            evidence: Vec::new(),
            directories: Box::default(),
        }
    }
}

impl StoredRecord for Position {
    fn unknown() -> Self {
        Self {
            id: PositionId::from_name(""),
            holder: Holder::Nameless(Nameless::Unnamed),
            count: None,
            title: String::new(),
            project: None,
            organisation: None,
            unit: None,
            acting: false,
            areas: Vec::new(),
            place: None,
            start: None,
            end: None,
            time: Time::Current,
            as_of: None,
            basis: Basis::Stated,
            evidence: Vec::new(),
            directories: Box::default(),
        }
    }
}

impl StoredRecord for Project {
    fn unknown() -> Self {
        Self {
            id: ProjectId::from_name(""),
            name: String::new(),
            abbreviation: None,
            aliases: Vec::new(),
            kind: None,
            parent: None,
            start: None,
            end: None,
            funders: Vec::new(),
            coordinator: None,
            partners: Vec::new(),
            areas: Vec::new(),
            notes: Vec::new(),
            evidence: Vec::new(),
            directories: Box::default(),
        }
    }
}

impl StoredRecord for Organisation {
    fn unknown() -> Self {
        Self {
            id: OrganisationId::from_name(""),
            name: String::new(),
            kind: OrganisationKind::Other,
            aliases: Vec::new(),
            phones: Vec::new(),
            evidence: Vec::new(),
            directories: Box::default(),
        }
    }
}

impl StoredRecord for Document {
    fn unknown() -> Self {
        Self::new(DocumentId::from_name(""), String::new())
    }
}

impl StoredRecord for Warning {
    fn unknown() -> Self {
        Self { kind: WarningKind::Curated { text: None, sv: None, en: None }, about: Vec::new(), evidence: Vec::new() }
    }
}
