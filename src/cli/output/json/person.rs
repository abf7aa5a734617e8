//! A person as JSON.

use serde::Serialize;

use super::parts::{EmailJson, FallbackJson, PhoneJson, WarningJson};
use super::position::HeldPositionJson;
use crate::model::{Directory, PersonIx, RecordRef};

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct PersonJson {
    phones: Vec<PhoneJson>,
    emails: Vec<EmailJson>,
    /// Current positions first, then announced, then former.
    positions: Vec<HeldPositionJson>,
    warnings: Vec<WarningJson>,
    fallback: Option<FallbackJson>,
}

impl PersonJson {
    pub(super) fn new(directory: &Directory, index: PersonIx) -> Self {
        let person = directory.person(index);
        let positions = directory.positions_of(index);
        Self {
            phones: person.phones.iter().map(PhoneJson::new).collect(),
            emails: person.emails.iter().map(EmailJson::new).collect(),
            positions: positions
                .map(|position| HeldPositionJson::new(directory, &directory.position(position)))
                .collect(),
            warnings: WarningJson::about(directory, RecordRef::Person(index)),
            fallback: FallbackJson::of(directory, RecordRef::Person(index)),
        }
    }

    pub(super) fn example() -> Self {
        Self {
            phones: vec![PhoneJson::example()],
            emails: vec![EmailJson::example()],
            positions: vec![HeldPositionJson::example()],
            warnings: WarningJson::examples(),
            fallback: Some(FallbackJson::example()),
        }
    }
}
