//! Reads the cards of a file.

use super::card_contacts::CardReader;
use super::content_line::{ContentLine, ContentLines};
use crate::exchange::values::unmarked;
use crate::exchange::{Contact, ContactFile, FileProblem, FileProblemKind, Location, MAX_CONTACTS};

/// The maximum number of properties of a card that are read.
const MAX_PROPERTIES: usize = 2000;

/// Reads a file of vCards of any version, one after another.
///
/// A card that breaks the syntax is a problem, and what can be read of it is read.
#[must_use]
pub fn read_vcards(bytes: &[u8]) -> ContactFile {
    let bytes = unmarked(bytes);
    let mut reader = FileReader::default();
    for line in ContentLines::new(&bytes) {
        match line {
            Ok(line) => reader.take(line),
            Err(line) => reader.problem(line, FileProblemKind::BadEntry),
        }
        if reader.is_full() {
            break;
        }
    }
    reader.end()
}

/// The cards so far, and the one that is open.
#[derive(Default)]
struct FileReader {
    file: ContactFile,
    /// The line on which the open card begins.
    begun: Option<u32>,
    lines: Vec<ContentLine>,
    /// The number of open cards inside the open card.
    nested: usize,
    /// Whether the last property lets another card begin inside this one.
    may_nest: bool,
}

impl FileReader {
    fn take(&mut self, line: ContentLine) {
        let is_card = line.text().trim().eq_ignore_ascii_case("VCARD");
        match line.name.as_str() {
            "BEGIN" if is_card && self.may_nest && self.begun.is_some() => self.nested += 1,
            "BEGIN" if is_card => {
                // The card before has no end.
                if let Some(begun) = self.begun {
                    self.problem(begun, FileProblemKind::BadEntry);
                    self.close(begun);
                }
                self.begun = Some(line.line);
            }
            "END" if is_card && self.nested > 0 => self.nested -= 1,
            "END" if is_card => match self.begun {
                Some(begun) => self.close(begun),
                None => self.problem(line.line, FileProblemKind::BadEntry),
            },
            _ if self.nested > 0 => {}
            _ if self.begun.is_none() => self.problem(line.line, FileProblemKind::BadEntry),
            _ if line.is_too_long => self.problem(line.line, FileProblemKind::TooLong),
            _ if self.lines.len() == MAX_PROPERTIES => {
                self.problem(line.line, FileProblemKind::TooMany);
                self.lines.push(line);
            }
            _ if self.lines.len() > MAX_PROPERTIES => {}
            _ => {
                self.may_nest = line.name == "AGENT" && line.is_empty();
                self.lines.push(line);
                return;
            }
        }
        self.may_nest = false;
    }

    /// Reads the properties of the open card, which begins on a line.
    fn close(&mut self, begun: u32) {
        let contacts = CardReader::new(begun, &self.lines).contacts(&mut self.file.ignored);
        if contacts.iter().any(Contact::is_empty) {
            self.problem(begun, FileProblemKind::Empty);
        } else {
            for contact in contacts {
                self.file.add_contact(contact);
            }
        }
        self.lines.clear();
        self.begun = None;
        self.nested = 0;
    }

    fn is_full(&mut self) -> bool {
        let is_full = self.file.contacts.len() >= MAX_CONTACTS;
        if let Some(line) = self.begun.or(self.file.contacts.last().map(|last| last.location.line)).filter(|_| is_full)
        {
            self.problem(line, FileProblemKind::TooMany);
        }
        is_full
    }

    fn end(mut self) -> ContactFile {
        if let Some(begun) = self.begun {
            self.problem(begun, FileProblemKind::BadEntry);
            self.close(begun);
        }
        self.file
    }

    fn problem(&mut self, line: u32, kind: FileProblemKind) {
        self.file.add_problem(FileProblem { location: Location { line, ..Location::default() }, kind });
    }
}
