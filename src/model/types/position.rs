//! Positions: what someone, named or not, does in a project or an organisation.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use super::{Basis, Evidence, Fact, NamedPlace, OrganisationId, Period, PersonId, PositionId, ProjectId};

/// A task with a title. One person may hold several; some have no named holder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Position {
    /// Never changes once given.
    pub id: PositionId,
    /// Who has it.
    pub holder: Holder,
    /// How many there are, when nobody is named and the document says a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<NonZeroU32>,
    /// As printed, in the nominative.
    pub title: String,
    /// The most specific project it belongs to.
    pub project: Option<Fact<ProjectId>>,
    /// Where the holder is placed, stated before inferred.
    pub organisation: Option<Fact<OrganisationId>>,
    /// What the holder is responsible for, as printed.
    #[serde(default)]
    pub areas: Vec<NamedPlace>,
    /// Where the work is done.
    #[serde(default)]
    pub place: Option<NamedPlace>,
    /// When it began, or begins.
    pub start: Option<Period>,
    /// When it ended, or ends.
    pub end: Option<Period>,
    /// As the document said on its date.
    pub time: Time,
    /// When that was.
    pub as_of: Option<Period>,
    /// How the position follows from its evidence.
    pub basis: Basis,
    /// Where it is said.
    pub evidence: Vec<Evidence>,
}

/// Who has a position.
///
/// * **Shape** — a person's id, `unnamed` (somebody, not said who) or `vacant` (nobody yet).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Holder {
    /// A named person.
    Person(PersonId),
    /// Nobody with a name.
    Nameless(Nameless),
}

/// The two ways of having no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Nameless {
    /// Somebody has it; the document does not say who.
    Unnamed,
    /// Nobody has it yet.
    Vacant,
}

/// When a position is held, seen from the document's date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Time {
    /// Held then.
    Current,
    /// No longer held.
    Former,
    /// To be held later.
    Announced,
}

impl Position {
    /// The person who holds it, when one is named.
    #[must_use]
    pub fn person(&self) -> Option<&PersonId> {
        match &self.holder {
            Holder::Person(id) => Some(id),
            Holder::Nameless(_) => None,
        }
    }
}
