//! A person as JSON.

use serde::Serialize;

use super::parts::{EvidenceJson, FallbackJson, PhoneJson, WarningJson};
use super::position::HeldPositionJson;
use crate::model::{Basis, Directory, PersonIx, RecordRef};

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct PersonJson {
    phones: Vec<PhoneJson>,
    emails: Vec<EmailJson>,
    /// Held ones first, then announced, then former.
    positions: Vec<HeldPositionJson>,
    warnings: Vec<WarningJson>,
    fallback: Option<FallbackJson>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct EmailJson {
    address: String,
    basis: Basis,
    evidence: Vec<EvidenceJson>,
}

impl PersonJson {
    pub(super) fn new(directory: &Directory, index: PersonIx) -> Self {
        let person = directory.person(index);
        let positions = directory.positions_of(index);
        let emails = person.emails.iter().map(|email| EmailJson {
            address: email.address.clone(),
            basis: email.basis,
            evidence: EvidenceJson::all(&email.evidence),
        });
        Self {
            phones: person.phones.iter().map(PhoneJson::new).collect(),
            emails: emails.collect(),
            positions: positions
                .map(|position| HeldPositionJson::new(directory, &directory.position(position)))
                .collect(),
            warnings: WarningJson::about(directory, RecordRef::Person(index)),
            fallback: FallbackJson::of(directory, RecordRef::Person(index)),
        }
    }

    pub(super) fn example() -> Self {
        let email = EmailJson { address: String::new(), basis: Basis::Stated, evidence: vec![EvidenceJson::example()] };
        Self {
            phones: vec![PhoneJson::example()],
            emails: vec![email],
            positions: vec![HeldPositionJson::example()],
            warnings: WarningJson::examples(),
            fallback: Some(FallbackJson::example()),
        }
    }
}
