//! Writes the model of some entries, and its index, without holding either in memory.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::path::Path;

use serde::Serialize;

use super::SyncError;
use super::entry_changes::EntrySet;
use crate::exchange::{AttributeMap, Contact, EntryOutcome, ServerEntry};
use crate::extract::{IdentifiedContacts, IdentifiedRecords};
use crate::files::{Durability, LinkPolicy, PermissionPolicy, resolve, scratch_file, stage};
use crate::model::Model;
use crate::session::{FailureCause, InspectedModel, Source, commit_with_index};
use crate::text::{Day, EscapingWriter};

/// The number of contacts that are converted to records at a time.
const CONTACTS_A_STEP: usize = 1000;
/// What is between two records.
const BETWEEN: &[u8] = b",\n";

/// What a model was made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ModelCounts {
    /// People.
    pub(super) people: u64,
    /// Disabled accounts, which are left out.
    pub(super) disabled: u64,
    /// Contacts that nobody may see.
    pub(super) withheld: u64,
    /// Entries that are neither people nor organisations.
    pub(super) others: u64,
}

/// A list of a model, in a file of its own until the model is written.
struct RecordSpool {
    file: BufWriter<File>,
    count: u64,
}

/// Writes the model of some entries to the file of a source, with its index beside it. `report` is called after each
/// thousand entries.
///
/// Errors: those of the files; [`FailureCause::NoContacts`] if the entries have no people. The old model stays.
pub(super) fn write_model(
    source: &Source,
    entries: &EntrySet<'_>,
    map: &AttributeMap,
    day: Day,
    report: &dyn Fn(u64),
) -> Result<ModelCounts, SyncError> {
    let unwritable =
        |cause: io::Error| SyncError::new(FailureCause::Unwritable, &format!("{}: {cause}", source.model.display()));
    let folder = source.model.parent().unwrap_or(Path::new("."));
    let file = source.entries_path().file_name().map(|name| name.to_string_lossy().into_owned());
    let mut contacts = IdentifiedContacts::new(&source.name, file.unwrap_or_default(), day);
    each_contact(entries, map, &mut ModelCounts::default(), &mut |contact| {
        contacts.learn(&contact);
        Ok(())
    })
    .map_err(unwritable)?;
    let mut people = RecordSpool::new(folder).map_err(unwritable)?;
    let mut positions = RecordSpool::new(folder).map_err(unwritable)?;
    let mut counts = ModelCounts::default();
    let mut step: Vec<Contact> = Vec::with_capacity(CONTACTS_A_STEP);
    let mut done = 0;
    let mut keep = |records: IdentifiedRecords| {
        records.people.iter().try_for_each(|person| people.add(person))?;
        records.positions.iter().try_for_each(|position| positions.add(position))
    };
    each_contact(entries, map, &mut counts, &mut |contact| {
        step.push(contact);
        if step.len() < CONTACTS_A_STEP {
            return Ok(());
        }
        done += step.len() as u64;
        report(done);
        keep(contacts.records(std::mem::replace(&mut step, Vec::with_capacity(CONTACTS_A_STEP))))
    })
    .and_then(|()| keep(contacts.records(step)))
    .map_err(unwritable)?;
    counts.withheld = contacts.unused().1 as u64;
    counts.people = people.count;
    let model = contacts.finish(source.name.clone());
    if counts.people == 0 {
        return Err(FailureCause::NoContacts.into());
    }
    store(&source.model, &model, people, positions).map_err(unwritable)?;
    Ok(counts)
}

/// Makes the contact of each entry that is one.
fn each_contact(
    entries: &EntrySet<'_>,
    map: &AttributeMap,
    counts: &mut ModelCounts,
    each: &mut dyn FnMut(Contact) -> io::Result<()>,
) -> io::Result<()> {
    // The first line of the file says what it is.
    let mut line = 1_u32;
    entries.each_line(&mut |text| {
        line = line.saturating_add(1);
        let entry: ServerEntry = serde_json::from_slice(text)?;
        match entry.contact(map, line) {
            EntryOutcome::Contact(contact) => each(*contact)?,
            EntryOutcome::Disabled => counts.disabled += 1,
            EntryOutcome::Other => counts.others += 1,
        }
        Ok(())
    })
}

/// Writes the file and its index.
fn store(path: &Path, model: &Model, people: RecordSpool, positions: RecordSpool) -> io::Result<()> {
    let (mut people, mut positions) = (people.into_file()?, positions.into_file()?);
    let mut fill = |out: &mut BufWriter<&File>| write_json(model, &mut people, &mut positions, out);
    let at = resolve(path, LinkPolicy::Named)?;
    let staged = stage(&at, &PermissionPolicy::PreserveOrOwnerOnly, &mut fill)?;
    let file = staged.file().ok_or(io::ErrorKind::InvalidInput)?.try_clone()?;
    let inspected = InspectedModel::in_file(&file)?.ok_or_else(|| io::Error::other("the model is not sound"))?;
    let built = inspected.index_beside(path, &|_| ());
    let index = built.as_ref().map(|(location, built)| (&file, location, built));
    match commit_with_index(staged, index)? {
        (Durability::Durable, _) => Ok(()),
        (Durability::NotSynced(cause), _) => Err(cause),
    }
}

/// Writes a model with the people and positions of two files, a record on a line.
fn write_json(model: &Model, people: &mut File, positions: &mut File, out: &mut impl Write) -> io::Result<()> {
    let mut json = Vec::new();
    serde_json::to_writer(&mut json as &mut dyn Write, model)?;
    let json = String::from_utf8(json).map_err(|_| io::ErrorKind::InvalidData)?;
    // The empty list of people and the list of the other positions are filled with those of the files.
    let (head, rest) = json.split_once("\"people\":[]").ok_or(io::ErrorKind::InvalidData)?;
    let (between, tail) = rest.split_once("\"positions\":[").ok_or(io::ErrorKind::InvalidData)?;
    let mut out = EscapingWriter(out);
    out.write_all(head.as_bytes())?;
    out.write_all(b"\"people\":[\n")?;
    copy(people, &mut out)?;
    writeln!(out, "]{between}\"positions\":[")?;
    let has_positions = positions.metadata()?.len() > 0;
    copy(positions, &mut out)?;
    if has_positions && !tail.starts_with(']') {
        out.write_all(BETWEEN)?;
    }
    writeln!(out, "{tail}")
}

/// Copies a file that has whole characters in each line.
fn copy(file: &mut File, out: &mut impl Write) -> io::Result<()> {
    file.rewind()?;
    let mut reader = BufReader::with_capacity(1 << 18, file);
    let mut line = Vec::new();
    while io::BufRead::read_until(&mut reader.by_ref(), b'\n', &mut line)? > 0 {
        out.write_all(&line)?;
        line.clear();
    }
    Ok(())
}

impl RecordSpool {
    fn new(folder: &Path) -> io::Result<Self> {
        Ok(Self { file: BufWriter::with_capacity(1 << 18, scratch_file(folder)?), count: 0 })
    }

    fn add(&mut self, record: &impl Serialize) -> io::Result<()> {
        if self.count > 0 {
            self.file.write_all(BETWEEN)?;
        }
        self.count += 1;
        serde_json::to_writer(&mut self.file as &mut dyn Write, record)?;
        Ok(())
    }

    fn into_file(self) -> io::Result<File> {
        self.file.into_inner().map_err(io::IntoInnerError::into_error)
    }
}
