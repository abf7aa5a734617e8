//! A person as JSON.

use serde::Serialize;

use super::parts::{Doubt, Instead, Passage, Phone};
use super::position::Task;
use crate::model::{Basis, Directory, PersonIx, RecordRef};

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct PersonFields {
    phones: Vec<Phone>,
    emails: Vec<Email>,
    /// Held ones first, then announced, then former.
    positions: Vec<Task>,
    warnings: Vec<Doubt>,
    fallback: Option<Instead>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Email {
    address: String,
    basis: Basis,
    evidence: Vec<Passage>,
}

impl PersonFields {
    pub(super) fn new(directory: &Directory, index: PersonIx) -> Self {
        let person = directory.person(index);
        let positions = directory.positions_of(index);
        let emails = person.emails.iter().map(|email| Email {
            address: email.address.clone(),
            basis: email.basis,
            evidence: Passage::all(&email.evidence),
        });
        Self {
            phones: person.phones.iter().map(Phone::new).collect(),
            emails: emails.collect(),
            positions: positions.map(|position| Task::new(directory, &directory.position(position))).collect(),
            warnings: Doubt::about(directory, RecordRef::Person(index)),
            fallback: Instead::of(directory, RecordRef::Person(index)),
        }
    }

    pub(super) fn example() -> Self {
        let email = Email { address: String::new(), basis: Basis::Stated, evidence: vec![Passage::example()] };
        Self {
            phones: vec![Phone::example()],
            emails: vec![email],
            positions: vec![Task::example()],
            warnings: Doubt::examples(),
            fallback: Some(Instead::example()),
        }
    }
}
