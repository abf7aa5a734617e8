//! Which positions of a person in several models are the same.

use super::groups::{Groups, NamedDirectory, RecordPlace};
use crate::model::{PersonIx, Position, PositionIx, Time};
use crate::text::fold;

/// What distinguishes the positions of one person.
#[derive(PartialEq, Eq)]
struct Task {
    title: String,
    project: Option<RecordPlace>,
    organisation: Option<RecordPlace>,
    time: Time,
}

/// The groups on which the positions of people depend.
pub(super) struct PositionLinks<'a> {
    pub(super) parts: &'a [NamedDirectory<'a>],
    pub(super) people: &'a Groups,
    pub(super) projects: &'a Groups,
    pub(super) organisations: &'a Groups,
}

impl PositionLinks<'_> {
    /// The same positions of the holder in later models. `None` if an earlier model has the same position, with which
    /// this one is written.
    pub(super) fn same(&self, place: RecordPlace, position: &Position) -> Option<Vec<RecordPlace>> {
        let Some(part) = self.parts.get(place.0) else { return Some(Vec::new()) };
        let Some(holder) = part.directory.holder_of(PositionIx::of(place.1)) else { return Some(Vec::new()) };
        let (own, mut later) = (self.task(place, position), Vec::new());
        for (model, index) in self.people.members((place.0, holder.place())).iter().copied() {
            let Some(other) = self.parts.get(model).filter(|_| model != place.0) else { continue };
            for index in other.directory.positions_of(PersonIx::of(index)) {
                let at = (model, index.place());
                if !self.task(at, &other.directory.position(index)).is_same(&own) {
                    continue;
                }
                if model < place.0 {
                    return None;
                }
                later.push(at);
            }
        }
        Some(later)
    }

    fn task(&self, (model, index): RecordPlace, position: &Position) -> Task {
        let directory = self.parts.get(model).map(|part| part.directory);
        let index = PositionIx::of(index);
        let project = directory.and_then(|it| it.project_of(index)).map(|it| self.projects.first((model, it.place())));
        let organisation = directory.and_then(|it| it.organisation_of(index));
        let organisation = organisation.map(|it| self.organisations.first((model, it.place())));
        Task { title: fold(&position.title), project, organisation, time: position.time }
    }
}

impl Task {
    /// Whether two positions are the same. The organisation may be missing in one model.
    fn is_same(&self, other: &Self) -> bool {
        let is_same_organisation = self.organisation.is_none() || other.organisation.is_none();
        (&self.title, self.project, self.time) == (&other.title, other.project, other.time)
            && (is_same_organisation || self.organisation == other.organisation)
    }
}
