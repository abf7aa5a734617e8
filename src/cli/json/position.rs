//! Positions as JSON: those inside a person, and those that nobody with a name holds.

use serde::Serialize;

use super::parts::{Doubt, Instead, Passage, Period, regions, value};
use crate::model::{Directory, Holder, Nameless, Position, PositionIx, RecordRef, Time};

/// What somebody does, for what, where and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Task {
    title: String,
    #[serde(flatten)]
    scope: Scope,
    evidence: Vec<Passage>,
}

/// A position without a named holder. Its evidence stands with the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct PositionFields {
    title: String,
    holder: Option<Nameless>,
    count: Option<u32>,
    #[serde(flatten)]
    scope: Scope,
    warnings: Vec<Doubt>,
    fallback: Option<Instead>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Scope {
    project: Option<String>,
    organisation: Option<String>,
    /// As printed.
    areas: Vec<String>,
    regions: Vec<String>,
    place: Option<String>,
    start: Option<Period>,
    end: Option<Period>,
    time: Time,
}

impl Task {
    pub(super) fn new(directory: &Directory, position: &Position) -> Self {
        Self {
            title: position.title.clone(),
            scope: Scope::new(directory, position),
            evidence: Passage::all(&position.evidence),
        }
    }

    pub(super) fn example() -> Self {
        Self { title: String::new(), scope: Scope::example(), evidence: vec![Passage::example()] }
    }
}

impl PositionFields {
    pub(super) fn new(directory: &Directory, index: PositionIx) -> Self {
        let position = directory.position(index);
        Self {
            title: position.title.clone(),
            holder: match position.holder {
                Holder::Nameless(nameless) => Some(nameless),
                Holder::Person(_) => None,
            },
            count: position.count.map(u32::from),
            scope: Scope::new(directory, &position),
            warnings: Doubt::about(directory, RecordRef::Position(index)),
            fallback: Instead::of(directory, RecordRef::Position(index)),
        }
    }

    pub(super) fn example() -> Self {
        Self {
            title: String::new(),
            holder: Some(Nameless::Vacant),
            count: Some(1),
            scope: Scope::example(),
            warnings: Doubt::examples(),
            fallback: Some(Instead::example()),
        }
    }
}

impl Scope {
    fn new(directory: &Directory, position: &Position) -> Self {
        Self {
            project: value(position.project.as_ref()),
            organisation: value(position.organisation.as_ref()),
            areas: position.areas.iter().map(|area| area.printed.clone()).collect(),
            regions: regions(directory, &position.areas),
            place: position.place.as_ref().map(|place| place.printed.clone()),
            start: Period::maybe(position.start.as_ref()),
            end: Period::maybe(position.end.as_ref()),
            time: position.time,
        }
    }

    fn example() -> Self {
        Self {
            project: Some(String::new()),
            organisation: Some(String::new()),
            areas: vec![String::new()],
            regions: vec![String::new()],
            place: Some(String::new()),
            start: Some(Period::example()),
            end: Some(Period::example()),
            time: Time::Current,
        }
    }
}
