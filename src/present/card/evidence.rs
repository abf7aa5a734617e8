//! The passages that prove a record.

use std::collections::HashSet;

use crate::model::{Directory, DocumentId, Evidence, RecordRef};

/// Collects the passages that state the facts of a record: its name, its numbers and its positions, each passage once.
#[must_use]
pub fn evidence_of(directory: &Directory, record: RecordRef) -> Vec<Evidence> {
    some_evidence_of(directory, record, usize::MAX)
}

/// The documents of the passages, for at most `most` of the positions.
pub(in crate::present) fn documents_of(directory: &Directory, record: RecordRef, most: usize) -> Vec<DocumentId> {
    some_evidence_of(directory, record, most).into_iter().map(|passage| passage.document).collect()
}

/// The passages, for at most `most` of the positions that a person holds or that are responsible for a region.
pub(super) fn some_evidence_of(directory: &Directory, record: RecordRef, most: usize) -> Vec<Evidence> {
    let mut once = Once::default();
    match record {
        RecordRef::Person(index) => {
            let person = directory.person(index);
            once.add(person.phones.iter().flat_map(|phone| &phone.evidence));
            once.add(&person.evidence);
            for position in directory.positions_of(index).take(most) {
                once.add(&directory.position(position).evidence);
            }
            once.add(person.emails.iter().flat_map(|email| &email.evidence));
            for warning in directory.warnings_about(record).take(most) {
                once.add(&warning.evidence);
            }
        }
        RecordRef::Position(index) => once.add(&directory.position(index).evidence),
        RecordRef::Project(index) => {
            let project = directory.project(index);
            once.add(&project.evidence);
            once.add(project.start.iter().chain(&project.end).flat_map(|period| &period.evidence));
            let organisations = project.funders.iter().chain(&project.coordinator).chain(&project.partners);
            once.add(organisations.flat_map(|fact| &fact.evidence));
            once.add(project.parent.iter().flat_map(|fact| &fact.evidence));
        }
        RecordRef::Organisation(index) => once.add(&directory.organisation(index).evidence),
        RecordRef::Region(code) => {
            for responsible in directory.responsible_for(code).take(most) {
                once.add(&directory.position(responsible.position).evidence);
            }
        }
        RecordRef::Document(index) => {
            let document = directory.document(index);
            once.add(document.phones.iter().flat_map(|phone| &phone.evidence));
            once.add(document.emails.iter().flat_map(|email| &email.evidence));
        }
    }
    once.found
}

/// Passages, each once.
#[derive(Default)]
struct Once {
    found: Vec<Evidence>,
    /// The document and line of each passage found. A hash set, because a region may have as many passages as a
    /// directory.
    known: HashSet<(DocumentId, u32)>,
}

impl Once {
    fn add<'a>(&mut self, passages: impl IntoIterator<Item = &'a Evidence>) {
        for passage in passages {
            if self.known.insert((passage.document.clone(), passage.line)) {
                self.found.push(passage.clone());
            }
        }
    }
}
