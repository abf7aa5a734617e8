//! Positions as JSON: those of a person, and those without a named holder.

use serde::Serialize;

use super::parts::{EvidenceJson, FallbackJson, PeriodJson, WarningJson, regions, value};
use crate::model::{Directory, Holder, Nameless, Position, PositionIx, RecordRef, Time};

/// A position of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct HeldPositionJson {
    /// `null` if the documents give none.
    title: Option<String>,
    #[serde(flatten)]
    scope: ScopeJson,
    evidence: Vec<EvidenceJson>,
}

/// A position without a named holder. Its evidence is part of the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct NamelessPositionJson {
    title: Option<String>,
    holder: Option<Nameless>,
    count: Option<u32>,
    #[serde(flatten)]
    scope: ScopeJson,
    warnings: Vec<WarningJson>,
    fallback: Option<FallbackJson>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct ScopeJson {
    project: Option<String>,
    organisation: Option<String>,
    /// The part of the organisation, as printed.
    unit: Option<String>,
    /// Whether the holder is acting.
    acting: bool,
    /// As printed.
    areas: Vec<String>,
    regions: Vec<String>,
    place: Option<String>,
    start: Option<PeriodJson>,
    end: Option<PeriodJson>,
    time: Time,
}

impl HeldPositionJson {
    pub(super) fn new(directory: &Directory, position: &Position) -> Self {
        Self {
            title: title_of(position),
            scope: ScopeJson::new(directory, position),
            evidence: EvidenceJson::all(&position.evidence),
        }
    }

    pub(super) fn example() -> Self {
        Self { title: Some(String::new()), scope: ScopeJson::example(), evidence: vec![EvidenceJson::example()] }
    }
}

impl NamelessPositionJson {
    pub(super) fn new(directory: &Directory, index: PositionIx) -> Self {
        let position = directory.position(index);
        Self {
            title: title_of(&position),
            holder: match position.holder {
                Holder::Nameless(nameless) => Some(nameless),
                Holder::Person(_) => None,
            },
            count: position.count.map(u32::from),
            scope: ScopeJson::new(directory, &position),
            warnings: WarningJson::about(directory, RecordRef::Position(index)),
            fallback: FallbackJson::of(directory, RecordRef::Position(index)),
        }
    }

    pub(super) fn example() -> Self {
        Self {
            title: Some(String::new()),
            holder: Some(Nameless::Vacant),
            count: Some(1),
            scope: ScopeJson::example(),
            warnings: WarningJson::examples(),
            fallback: Some(FallbackJson::example()),
        }
    }
}

fn title_of(position: &Position) -> Option<String> {
    Some(position.title.clone()).filter(|title| !title.trim().is_empty())
}

impl ScopeJson {
    fn new(directory: &Directory, position: &Position) -> Self {
        Self {
            project: value(position.project.as_ref()),
            organisation: value(position.organisation.as_ref()),
            unit: position.unit.clone(),
            acting: position.acting,
            areas: position.areas.iter().map(|area| area.printed.clone()).collect(),
            regions: regions(directory, &position.areas),
            place: position.place.as_ref().map(|place| place.printed.clone()),
            start: PeriodJson::maybe(position.start.as_deref()),
            end: PeriodJson::maybe(position.end.as_deref()),
            time: position.time,
        }
    }

    fn example() -> Self {
        Self {
            project: Some(String::new()),
            organisation: Some(String::new()),
            unit: Some(String::new()),
            acting: false,
            areas: vec![String::new()],
            regions: vec![String::new()],
            place: Some(String::new()),
            start: Some(PeriodJson::example()),
            end: Some(PeriodJson::example()),
            time: Time::Current,
        }
    }
}
