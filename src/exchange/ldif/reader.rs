//! Reads the entries of a file.

use super::attribute_map::AttributeMap;
use super::attributes::contacts_of;
use super::changes::Entries;
use super::record::{LdifRecord, LdifRecords};
use crate::exchange::values::unmarked;
use crate::exchange::{ContactFile, FileProblem, FileProblemKind, Location, MAX_CONTACTS};

/// Reads a file of entries and changes. A change applies to the entries before it.
///
/// Accounts that are disabled are left out, each with a problem that says so. A value at a URL is not opened.
#[must_use]
pub fn read_ldif(bytes: &[u8]) -> ContactFile {
    let bytes = unmarked(bytes);
    let mut file = ContactFile::default();
    let mut entries = Entries::default();
    let mut records = LdifRecords::new(&bytes);
    let mut count = 0;
    while let Some(record) = records.next() {
        let LdifRecord { line, .. } = record;
        add_problems(&mut file, &mut records);
        if count == MAX_CONTACTS {
            problem(&mut file, line, FileProblemKind::TooMany);
            break;
        }
        count += 1;
        if entries.take(record).is_err() {
            problem(&mut file, line, FileProblemKind::BadEntry);
        }
    }
    add_problems(&mut file, &mut records);
    let map = AttributeMap::default();
    for entry in entries.into_entries() {
        if entry.is_disabled() {
            problem(&mut file, entry.line, FileProblemKind::Disabled);
        } else {
            for contact in contacts_of(&entry, &map, &mut file.ignored) {
                if contact.is_empty() {
                    problem(&mut file, entry.line, FileProblemKind::Empty);
                } else {
                    file.add_contact(contact);
                }
            }
        }
    }
    file
}

fn add_problems(file: &mut ContactFile, records: &mut LdifRecords<'_>) {
    for (line, kind) in records.problems.drain(..) {
        problem(file, line, kind);
    }
}

fn problem(file: &mut ContactFile, line: u32, kind: FileProblemKind) {
    file.add_problem(FileProblem { location: Location { line, ..Location::default() }, kind });
}
