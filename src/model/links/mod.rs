//! The links among the records, followed both ways, as columns of numbers.
//!
//! Nothing here is a name or a text, so that it can lie in a file as it lies in memory.

mod follow;
mod gathered;
mod ids;
mod order;

pub(super) use gathered::{Doubts, People, Positions, Projects, latest};

use super::lists::Lists;
use super::record::{Counts, RecordRef, region_number};
use crate::gazetteer::{self, RegionCode};
use crate::text::Day;
use ids::Ids;

/// Stands in a column where there is nobody and nothing.
const NONE: u32 = u32::MAX;

/// Every link of a model, followed both ways, by the places of the records in the model's lists.
#[derive(Clone, Debug, Default)]
pub(super) struct Links {
    counts: Counts,
    ids: Ids,
    /// Of each position: who holds it, what for, where.
    holders: Vec<u32>,
    projects: Vec<u32>,
    organisations: Vec<u32>,
    /// The positions of each person, in each project, at each organisation.
    positions_of: Lists,
    positions_in: Lists,
    positions_at: Lists,
    /// Of each project: what it is a part of, who coordinates it.
    parents: Vec<u32>,
    coordinators: Vec<u32>,
    /// The projects that are part of none, then the parts of each.
    parts: Lists,
    /// The projects that each organisation coordinates, funds, takes part in.
    coordinated: Lists,
    funded: Lists,
    joined: Lists,
    /// Of each project: the first two who lead it and can be reached.
    managers: Lists,
    /// Of each project: the day it ended, by its own end or that of what it is a part of.
    ends: Vec<u32>,
    /// Of each project: the years in which it ran, likewise.
    first_years: Vec<u32>,
    last_years: Vec<u32>,
    /// The positions that answer for each region, the surest first.
    responsible: Lists,
    /// The regions that no position prints.
    unnamed: Vec<u32>,
    /// The project that covers most, when there is one.
    widest: Vec<u32>,
    /// The people, nameless positions and projects in the order of the lists.
    people: Vec<u32>,
    nameless: Vec<u32>,
    tree: Vec<u32>,
    /// Where each person and each project stands in that order.
    numbers_of_people: Vec<u32>,
    numbers_of_projects: Vec<u32>,
    /// The slots of the records that something is doubtful about, sorted; and what.
    doubted: Vec<u32>,
    doubts: Vec<u32>,
}

impl Links {
    pub(super) fn counts(&self) -> &Counts {
        &self.counts
    }

    /// The records that may have an id; some may have another with the same hash.
    pub(super) fn candidates(&self, id: &str) -> impl Iterator<Item = RecordRef> {
        self.ids.candidates(id).filter_map(|slot| self.counts.record_at(slot))
    }

    pub(super) fn holder_of(&self, position: usize) -> Option<usize> {
        at(&self.holders, position)
    }

    pub(super) fn project_of(&self, position: usize) -> Option<usize> {
        at(&self.projects, position)
    }

    pub(super) fn organisation_of(&self, position: usize) -> Option<usize> {
        at(&self.organisations, position)
    }

    pub(super) fn positions_of(&self, person: usize) -> impl ExactSizeIterator<Item = usize> {
        indices(self.positions_of.row(person))
    }

    pub(super) fn positions_in(&self, project: usize) -> impl ExactSizeIterator<Item = usize> {
        indices(self.positions_in.row(project))
    }

    pub(super) fn positions_at(&self, organisation: usize) -> impl ExactSizeIterator<Item = usize> {
        indices(self.positions_at.row(organisation))
    }

    pub(super) fn parent_of(&self, project: usize) -> Option<usize> {
        at(&self.parents, project)
    }

    pub(super) fn coordinator_of(&self, project: usize) -> Option<usize> {
        at(&self.coordinators, project)
    }

    pub(super) fn parts_of(&self, parent: Option<usize>) -> impl ExactSizeIterator<Item = usize> {
        indices(self.parts.row(parent.map_or(0, |parent| parent + 1)))
    }

    pub(super) fn coordinated_by(&self, organisation: usize) -> impl ExactSizeIterator<Item = usize> {
        indices(self.coordinated.row(organisation))
    }

    pub(super) fn funded_by(&self, organisation: usize) -> impl ExactSizeIterator<Item = usize> {
        indices(self.funded.row(organisation))
    }

    pub(super) fn joined_by(&self, organisation: usize) -> impl ExactSizeIterator<Item = usize> {
        indices(self.joined.row(organisation))
    }

    pub(super) fn managers_of(&self, project: usize) -> impl ExactSizeIterator<Item = usize> {
        indices(self.managers.row(project))
    }

    pub(super) fn end_of(&self, project: usize) -> Option<Day> {
        let day = at(&self.ends, project)?;
        let part = |value: usize| u8::try_from(value % 100).ok();
        Day::new(u16::try_from(day / 10_000).ok()?, part(day / 100)?, part(day)?)
    }

    pub(super) fn years_of(&self, project: usize) -> [Option<u16>; 2] {
        [&self.first_years, &self.last_years].map(|years| at(years, project).and_then(|year| year.try_into().ok()))
    }

    pub(super) fn responsible_for(&self, region: RegionCode) -> impl ExactSizeIterator<Item = usize> {
        indices(self.responsible.row(region_number(region)))
    }

    pub(super) fn is_unnamed(&self, region: RegionCode) -> bool {
        let number = region_number(region);
        self.unnamed.iter().any(|unnamed| *unnamed as usize == number)
    }

    pub(super) fn widest(&self) -> Option<usize> {
        at(&self.widest, 0)
    }

    /// The warnings about a record, in the model's order.
    pub(super) fn doubts_about(&self, record: RecordRef) -> impl ExactSizeIterator<Item = usize> {
        let slot = self.counts.slot_of(record);
        let start = self.doubted.partition_point(|doubted| *doubted < slot);
        let end = self.doubted.partition_point(|doubted| *doubted <= slot);
        indices(self.doubts.get(start..end).unwrap_or_default())
    }

    pub(super) fn record_count(&self) -> u32 {
        gathered::number(self.before_organisations() + self.counts.organisations)
    }

    /// The record of a number in the order of the lists; the last region for a number that no record has.
    pub(super) fn record(&self, number: u32) -> RecordRef {
        let number = number as usize;
        let regions = gazetteer::regions();
        let found = if number < self.before_positions() {
            at(&self.people, number).map(RecordRef::Person)
        } else if number < self.before_projects() {
            at(&self.nameless, number - self.before_positions()).map(RecordRef::Position)
        } else if number < self.before_regions() {
            at(&self.tree, number - self.before_projects()).map(RecordRef::Project)
        } else if number < self.before_organisations() {
            regions.get(number - self.before_regions()).map(|region| RecordRef::Region(region.code))
        } else {
            let organisation = number - self.before_organisations();
            (organisation < self.counts.organisations).then_some(RecordRef::Organisation(organisation))
        };
        found.unwrap_or_else(|| RecordRef::Region(regions[regions.len() - 1].code))
    }

    /// The number of a record in the order of the lists; nothing for a held position, a document, and what is not there.
    pub(super) fn number_of(&self, record: RecordRef) -> Option<u32> {
        let number = match record {
            RecordRef::Person(index) => at(&self.numbers_of_people, index)?,
            RecordRef::Position(index) => {
                let place = self.nameless.partition_point(|nameless| (*nameless as usize) < index);
                (at(&self.nameless, place)? == index).then_some(self.before_positions() + place)?
            }
            RecordRef::Project(index) => at(&self.numbers_of_projects, index)?,
            RecordRef::Region(code) => self.before_regions() + region_number(code),
            RecordRef::Organisation(index) => {
                (index < self.counts.organisations).then_some(self.before_organisations() + index)?
            }
            RecordRef::Document(_) => return None,
        };
        u32::try_from(number).ok()
    }

    fn before_positions(&self) -> usize {
        self.people.len()
    }

    fn before_projects(&self) -> usize {
        self.before_positions() + self.nameless.len()
    }

    fn before_regions(&self) -> usize {
        self.before_projects() + self.tree.len()
    }

    fn before_organisations(&self) -> usize {
        self.before_regions() + gazetteer::regions().len()
    }
}

/// What a column holds for a record; nothing where it holds nothing, or no record is.
fn at(column: &[u32], place: usize) -> Option<usize> {
    column.get(place).filter(|value| **value != NONE).map(|value| *value as usize)
}

fn indices(values: &[u32]) -> impl ExactSizeIterator<Item = usize> {
    values.iter().map(|value| *value as usize)
}
