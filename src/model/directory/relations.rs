//! Relations among records, and the order of the lists, without reading a record.

use super::Directory;
use crate::gazetteer::RegionCode;
use crate::model::{OrganisationIx, PersonIx, PositionIx, ProjectIx, RecordRef, Time};
use crate::text::Day;

impl Directory {
    /// The index of the person who holds a position. Returns `None` if it has no named holder.
    #[must_use]
    pub fn holder_of(&self, position: PositionIx) -> Option<PersonIx> {
        self.links().holder_of(position)
    }

    /// The index of the project that a position belongs to.
    #[must_use]
    pub fn project_of(&self, position: PositionIx) -> Option<ProjectIx> {
        self.links().project_of(position)
    }

    /// The index of the organisation that a position is placed in.
    #[must_use]
    pub fn organisation_of(&self, position: PositionIx) -> Option<OrganisationIx> {
        self.links().organisation_of(position)
    }

    /// Indices of a person's positions: held ones first, then announced, then former.
    #[must_use]
    pub fn positions_of(&self, person: PersonIx) -> impl ExactSizeIterator<Item = PositionIx> {
        self.links().positions_of(person)
    }

    /// Indices of the positions in a project, excluding those in its parts.
    #[must_use]
    pub fn positions_in(&self, project: ProjectIx) -> impl ExactSizeIterator<Item = PositionIx> {
        self.links().positions_in(project)
    }

    /// Indices of the positions placed in an organisation.
    #[must_use]
    pub fn positions_at(&self, organisation: OrganisationIx) -> impl ExactSizeIterator<Item = PositionIx> {
        self.links().positions_at(organisation)
    }

    /// Indices of the parts of a project, or of the projects that are not parts.
    #[must_use]
    pub fn parts_of(&self, parent: Option<ProjectIx>) -> impl ExactSizeIterator<Item = ProjectIx> {
        self.links().parts_of(parent)
    }

    /// Indices of a project and of the projects that contain it, from the inside out.
    #[must_use]
    pub fn family_of(&self, project: ProjectIx) -> Vec<ProjectIx> {
        let there = Some(project).filter(|project| project.place() < self.projects_count());
        // The number of steps is bounded, so that it ends even for an unchecked model with a cycle.
        std::iter::successors(there, |project| self.links().parent_of(*project)).take(self.projects_count()).collect()
    }

    /// Indices of the projects that an organisation coordinates.
    #[must_use]
    pub fn coordinated_by(&self, organisation: OrganisationIx) -> impl ExactSizeIterator<Item = ProjectIx> {
        self.links().coordinated_by(organisation)
    }

    /// Indices of the projects that an organisation pays for.
    #[must_use]
    pub fn funded_by(&self, organisation: OrganisationIx) -> impl ExactSizeIterator<Item = ProjectIx> {
        self.links().funded_by(organisation)
    }

    /// Indices of the projects that an organisation takes part in.
    #[must_use]
    pub fn joined_by(&self, organisation: OrganisationIx) -> impl ExactSizeIterator<Item = ProjectIx> {
        self.links().joined_by(organisation)
    }

    /// The positions that are responsible for a region. None of them is read.
    #[must_use]
    pub fn positions_responsible_for(&self, region: RegionCode) -> impl ExactSizeIterator<Item = PositionIx> {
        self.links().responsible_for(region)
    }

    /// The number of positions that are responsible for a region.
    #[must_use]
    pub fn responsible_count(&self, region: RegionCode) -> usize {
        self.links().responsible_for(region).len()
    }

    /// The first and the last year of a project; if it has neither, those of what it is a part of.
    #[must_use]
    pub fn years_of(&self, project: ProjectIx) -> [Option<u16>; 2] {
        self.links().years_of(project)
    }

    /// The last day of the record's projects. Returns `None` if it is unknown, or if a project is still running.
    #[must_use]
    pub fn ended_on(&self, record: RecordRef) -> Option<Day> {
        match record {
            RecordRef::Person(index) => {
                // After an announced move, the number belongs to the position that the person leaves.
                let is_leaving = self.is_number_doubtful(index);
                let is_ahead = |position: PositionIx| is_leaving && self.position(position).time == Time::Announced;
                let positions = self.positions_of(index).filter(|position| !is_ahead(*position));
                let ends: Option<Vec<Day>> = positions.map(|position| self.position_ended(position)).collect();
                ends?.into_iter().max()
            }
            RecordRef::Position(index) => self.position_ended(index),
            RecordRef::Project(index) => self.links().end_of(index),
            RecordRef::Region(_) | RecordRef::Organisation(_) | RecordRef::Document(_) => None,
        }
    }

    /// Whether a project, or what it is a part of, had ended before `today`. Returns `None` if no end is known.
    #[must_use]
    pub fn is_project_over(&self, project: ProjectIx, today: Day) -> Option<bool> {
        self.links().end_of(project).map(|end| end < today)
    }

    /// The number of positions without a named holder.
    #[must_use]
    pub fn nameless_count(&self) -> usize {
        self.links().nameless_count()
    }

    /// The number of documents with contact points: numbers and addresses that belong to nobody.
    #[must_use]
    pub fn contacts_count(&self) -> usize {
        self.links().contacts_count()
    }

    /// The number of records in all lists.
    #[must_use]
    pub fn record_count(&self) -> u32 {
        self.links().record_count()
    }

    /// The record at a place in the order of the lists; the last region if the place does not exist.
    ///
    /// The order is: people by surname in Finnish order, positions without a named holder, documents with contact points,
    /// projects each followed by its parts, regions, organisations.
    #[must_use]
    pub fn record(&self, number: u32) -> RecordRef {
        self.links().record(number)
    }

    /// The place of a record in the order of the lists. Returns `None` if no list has it.
    #[must_use]
    pub fn number_of(&self, record: RecordRef) -> Option<u32> {
        self.links().number_of(record)
    }

    fn position_ended(&self, position: PositionIx) -> Option<Day> {
        self.links().end_of(self.project_of(position)?)
    }
}
