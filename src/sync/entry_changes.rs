//! The entries while a server is read: those of the last sync, and the changes since then.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::entry_file::{EntryFile, LineSpan, read_line};
use super::server_message::{Omission, ServerMessage};
use super::{EntryId, SyncError};
use crate::exchange::ServerEntry;
use crate::files::scratch_file;
use crate::session::FailureCause;

/// The most of what a store may hold.
#[derive(Clone, Copy, Debug)]
pub(super) struct EntryLimits {
    /// Entries.
    pub(super) entries: u64,
    /// Bytes of all entries.
    pub(super) bytes: u64,
}

/// How many entries have changed, and in what way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChangeCounts {
    /// Entries that are new.
    pub added: u64,
    /// Entries that have other values.
    pub changed: u64,
    /// Entries that have another name or place.
    pub renamed: u64,
    /// Entries that are gone.
    pub removed: u64,
    /// References to other servers, which are not followed.
    pub references: u64,
    /// Values that are not text, or longer than text is.
    pub values: u64,
    /// Entries without a permanent id.
    pub nameless: u64,
}

/// The entries while a server is read.
pub(super) struct EntryChanges<'a> {
    old: Option<&'a EntryFile>,
    /// The lines of entries that are new or changed.
    spool: BufWriter<File>,
    spooled: u64,
    new: HashMap<EntryId, LineSpan>,
    /// The entries that this server has named.
    named: HashSet<EntryId>,
    gone: HashSet<EntryId>,
    is_reload: bool,
    /// Whether the server named an entry that was never read.
    has_unknown: bool,
    limits: EntryLimits,
    counts: ChangeCounts,
    buffer: Vec<u8>,
}

/// The entries after a sync, by their ids.
pub(super) struct EntrySet<'a> {
    entries: Vec<(EntryId, Place)>,
    old: Option<&'a File>,
    spool: File,
    /// What has changed.
    pub(super) counts: ChangeCounts,
}

/// Where the line of an entry is.
#[derive(Clone, Copy, Debug)]
enum Place {
    Old(LineSpan),
    New(LineSpan),
}

impl<'a> EntryChanges<'a> {
    /// Starts with the entries of the last sync. The changes are stored in a file in a folder.
    pub(super) fn new(old: Option<&'a EntryFile>, folder: &Path, limits: EntryLimits) -> io::Result<Self> {
        Ok(Self {
            old,
            spool: BufWriter::with_capacity(1 << 18, scratch_file(folder)?),
            spooled: 0,
            new: HashMap::new(),
            named: HashSet::new(),
            gone: HashSet::new(),
            is_reload: false,
            has_unknown: false,
            limits,
            counts: ChangeCounts::default(),
            buffer: Vec::new(),
        })
    }

    /// How many entries the server has named.
    pub(super) fn named(&self) -> u64 {
        self.named.len() as u64
    }

    /// Whether the server named an entry that was never read, so that everything has to be.
    pub(super) fn has_unknown(&self) -> bool {
        self.has_unknown
    }

    /// Takes a message of the server.
    ///
    /// Errors: the limits, and those of the file.
    pub(super) fn take(&mut self, message: ServerMessage) -> Result<(), SyncError> {
        match message {
            ServerMessage::Reload => {
                // What came before is sent again.
                self.is_reload = true;
                self.named.clear();
                self.new.clear();
                self.gone.clear();
                self.counts = ChangeCounts::default();
            }
            ServerMessage::Entry(id, entry) => return self.put(id, &entry),
            ServerMessage::Present(ids) => {
                for id in ids {
                    self.has_unknown |= !self.is_known(id);
                    self.name(id)?;
                }
            }
            ServerMessage::PresentEnd => self.end_present(),
            ServerMessage::Gone(ids) => self.gone.extend(ids),
            ServerMessage::Omitted(Omission::Reference) => self.counts.references += 1,
            ServerMessage::Omitted(Omission::Value) => self.counts.values += 1,
            ServerMessage::Omitted(Omission::Entry) => self.counts.nameless += 1,
        }
        Ok(())
    }

    /// The entries after the last message.
    ///
    /// Errors: those of the file.
    pub(super) fn finish(mut self) -> io::Result<EntrySet<'a>> {
        if self.is_reload {
            self.end_present();
        }
        let mut entries: Vec<(EntryId, Place)> = Vec::new();
        for (id, span) in self.old.iter().flat_map(|old| &old.lines) {
            if self.gone.contains(id) {
                self.counts.removed += 1;
            } else if !self.new.contains_key(id) {
                entries.push((*id, Place::Old(*span)));
            }
        }
        let new = self.new.iter().filter(|(id, _)| !self.gone.contains(id));
        entries.extend(new.map(|(id, span)| (*id, Place::New(*span))));
        entries.sort_unstable_by_key(|(id, _)| *id);
        let spool = self.spool.into_inner().map_err(io::IntoInnerError::into_error)?;
        Ok(EntrySet { entries, old: self.old.map(|old| &old.file), spool, counts: self.counts })
    }

    fn is_known(&self, id: EntryId) -> bool {
        self.new.contains_key(&id) || self.old.is_some_and(|old| old.lines.contains_key(&id))
    }

    /// Notes that an entry is there.
    fn name(&mut self, id: EntryId) -> Result<(), SyncError> {
        self.gone.remove(&id);
        self.named.insert(id);
        if self.named() > self.limits.entries {
            return Err(SyncError::new(FailureCause::TooManyEntries, &self.limits.entries));
        }
        Ok(())
    }

    fn put(&mut self, id: EntryId, entry: &ServerEntry) -> Result<(), SyncError> {
        let unwritable = |cause: io::Error| SyncError::new(FailureCause::Unwritable, &cause);
        self.name(id)?;
        let line = serde_json::to_vec(entry).map_err(|cause| unwritable(cause.into()))?;
        let old = self.old.and_then(|old| Some((&old.file, *old.lines.get(&id)?)));
        if let Some((file, span)) = old {
            read_line(file, span, &mut self.buffer).map_err(unwritable)?;
            if self.buffer == line {
                self.new.remove(&id);
                return Ok(());
            }
        }
        let length = u32::try_from(line.len()).map_err(|_| SyncError::from(FailureCause::TooManyBytes))?;
        let span = LineSpan { start: self.spooled, length };
        self.spooled += u64::from(length);
        if self.spooled > self.limits.bytes {
            return Err(SyncError::new(FailureCause::TooManyBytes, &self.limits.bytes));
        }
        self.spool.write_all(&line).map_err(unwritable)?;
        if self.new.insert(id, span).is_none() {
            let before = old.and_then(|_| serde_json::from_slice::<ServerEntry>(&self.buffer).ok());
            match before {
                None => self.counts.added += 1,
                Some(before) if before.dn != entry.dn => self.counts.renamed += 1,
                Some(_) => self.counts.changed += 1,
            }
        }
        Ok(())
    }

    /// Everything that was not named is gone.
    fn end_present(&mut self) {
        let old = self.old.iter().flat_map(|old| old.lines.keys());
        let unnamed = old.chain(self.new.keys()).filter(|id| !self.named.contains(id));
        self.gone.extend(unnamed.copied());
    }
}

impl EntrySet<'_> {
    /// The number of entries.
    pub(super) fn len(&self) -> u64 {
        self.entries.len() as u64
    }

    /// Whether the entries differ from those of the last sync.
    pub(super) fn is_changed(&self) -> bool {
        let ChangeCounts { added, changed, renamed, removed, .. } = self.counts;
        added + changed + renamed + removed > 0
    }

    /// Calls a function with the line of each entry, in the order of the ids.
    pub(super) fn each_line(&self, each: &mut dyn FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
        let mut buffer = Vec::new();
        for (_, place) in &self.entries {
            match (place, self.old) {
                (Place::Old(span), Some(old)) => read_line(old, *span, &mut buffer)?,
                (Place::Old(_), None) => continue,
                (Place::New(span), _) => read_line(&self.spool, *span, &mut buffer)?,
            }
            each(&buffer)?;
        }
        Ok(())
    }
}
