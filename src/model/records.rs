//! The records of one kind: in memory, or each parsed from the model's file when it is asked for.

use std::borrow::Cow;
use std::fs::File;
use std::io;
use std::os::unix::fs::{FileExt, MetadataExt};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use serde::de::DeserializeOwned;

use super::{
    Basis, Document, DocumentId, Holder, Nameless, Organisation, OrganisationId, OrganisationKind, Person, PersonId,
    Position, PositionId, Project, ProjectId, Time, Warning, WarningKind,
};
use crate::files::{Identity, hash_of_file};
use crate::store::Longs;

/// A record that can be read, and stood for where it cannot.
pub(super) trait Record: Clone + DeserializeOwned {
    /// The record of which nothing is known but its kind.
    fn unknown() -> Self;
}

/// The records of one kind.
#[derive(Clone, Debug)]
pub(super) enum Records<T> {
    /// All of them.
    Held(Vec<T>),
    /// Where each begins in the file, and behind them where the last ends.
    Filed(Arc<ModelFile>, Longs),
}

/// The file of a model, open for as long as records are asked for.
#[derive(Debug)]
pub(super) struct ModelFile {
    source: Source,
    /// What it was when the places of its records were noted.
    identity: Identity,
    /// The hash of its bytes.
    hash: u64,
    /// When it last changed without being another: it was touched, linked or made readable.
    confirmed: AtomicI64,
    is_stale: AtomicBool,
}

/// Where the bytes of a model are.
#[derive(Debug)]
enum Source {
    /// In the file. It is read and never mapped: someone may write over a model in place, and a mapped file that shrinks
    /// ends the process.
    File(File),
    /// In memory, as they were read, for going through all of them.
    Memory(Vec<u8>),
}

impl<T: Record> Records<T> {
    /// A record by index; one of which nothing is known, where there is none or it cannot be read.
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
                // What follows the record, up to where the next begins, is not looked at.
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

    /// Whether the file was found to be another than it was, so that records in it are no longer known.
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
        // Asked after reading, so that what was written in between is noticed too.
        if self.is_same(file)? { Ok(Cow::Owned(bytes)) } else { Err(io::ErrorKind::InvalidData.into()) }
    }

    /// Whether the file has still the bytes that it had.
    fn is_same(&self, file: &File) -> io::Result<bool> {
        let there = file.metadata()?;
        let now = Identity::from_metadata(&there);
        if now.size != self.identity.size {
            return Ok(false);
        }
        let is_written = now.modified != self.identity.modified;
        // A file that was replaced has no name any more, which is a change, too.
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

impl Record for Person {
    fn unknown() -> Self {
        let id = PersonId::from_name("");
        Self { id, name: String::new(), phones: Vec::new(), emails: Vec::new(), evidence: Vec::new() }
    }
}

impl Record for Position {
    fn unknown() -> Self {
        Self {
            id: PositionId::from_name(""),
            holder: Holder::Nameless(Nameless::Unnamed),
            count: None,
            title: String::new(),
            project: None,
            organisation: None,
            areas: Vec::new(),
            place: None,
            start: None,
            end: None,
            time: Time::Current,
            as_of: None,
            basis: Basis::Stated,
            evidence: Vec::new(),
        }
    }
}

impl Record for Project {
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
        }
    }
}

impl Record for Organisation {
    fn unknown() -> Self {
        Self {
            id: OrganisationId::from_name(""),
            name: String::new(),
            kind: OrganisationKind::Other,
            aliases: Vec::new(),
            phones: Vec::new(),
            evidence: Vec::new(),
        }
    }
}

impl Record for Document {
    fn unknown() -> Self {
        Self {
            id: DocumentId::from_name(""),
            title: String::new(),
            file: String::new(),
            source: None,
            kind: None,
            series: None,
            publisher: None,
            authors: Vec::new(),
            published: None,
            language: None,
            text: None,
        }
    }
}

impl Record for Warning {
    fn unknown() -> Self {
        Self { kind: WarningKind::Curated { text: None, sv: None, en: None }, about: Vec::new(), evidence: Vec::new() }
    }
}
