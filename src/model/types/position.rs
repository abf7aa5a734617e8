//! Positions of people in projects and organisations, with a named holder or without.

use std::num::NonZeroU32;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Basis, Evidence, Fact, NamedPlace, OrganisationId, Period, PersonId, PositionId, ProjectId};

/// A task with a title. One person may hold several; some have no named holder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Position {
    /// Its id, which never changes.
    pub id: PositionId,
    /// The holder.
    pub holder: Holder,
    /// The number of such positions, if no holder is named and the document gives a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<NonZeroU32>,
    /// As printed, in the nominative; empty if the documents give none.
    pub title: String,
    /// The most specific project it belongs to.
    pub project: Option<Fact<ProjectId>>,
    /// The organisation of the holder, stated before inferred.
    pub organisation: Option<Fact<OrganisationId>>,
    /// The part of the organisation, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Whether the holder stands in for somebody.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub acting: bool,
    /// What the holder is responsible for, as printed.
    #[serde(default)]
    pub areas: Vec<NamedPlace>,
    /// Where the work is done.
    #[serde(default)]
    pub place: Option<Box<NamedPlace>>,
    /// The start.
    pub start: Option<Box<Period>>,
    /// The end.
    pub end: Option<Box<Period>>,
    /// Whether it was held on the date of the document.
    pub time: Time,
    /// That date.
    pub as_of: Option<Arc<Period>>,
    /// How the position follows from its evidence.
    pub basis: Basis,
    /// The passages that state it.
    pub evidence: Vec<Evidence>,
    /// The names of the directories that it is from, if several were combined and its evidence does not tell.
    #[serde(default, skip_serializing_if = "<[String]>::is_empty")]
    pub directories: Box<[String]>,
}

/// The holder of a position.
///
/// * **Shape** — a person's id, `unnamed` (held, but the document does not name the holder) or `vacant` (not held yet).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Holder {
    /// A named person.
    Person(PersonId),
    /// No named person.
    Nameless(Nameless),
}

/// Why a position has no named holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Nameless {
    /// It is held, but the document does not name the holder.
    Unnamed,
    /// It is not held yet.
    Vacant,
}

/// Whether a position is held on the date of the document.
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
    /// The person who holds it. Returns `None` if no holder is named.
    #[must_use]
    pub fn person(&self) -> Option<&PersonId> {
        match &self.holder {
            Holder::Person(id) => Some(id),
            Holder::Nameless(_) => None,
        }
    }
}
