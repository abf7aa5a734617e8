//! The links among the records, followed both ways, as columns of numbers.
//!
//! There is no text here, so the columns have the same form in a file as in memory.
//!
//! * `columns`: a macro for types made of columns, which are written to the sections of a file and read from them.
//! * `follow`: follows the links among the gathered records.
//! * `gathered`: the input of the links: a few numbers of every record, collected one record at a time.
//! * `ids`: the lookup of records by id.
//! * `order`: the sort keys of people and projects.

mod columns;
mod follow;
mod gathered;
mod ids;
mod order;

pub(super) use gathered::{Documents, Doubts, Gathered, Organisations, People, Positions, Projects};

use super::counts::{Counts, region_number};
use crate::gazetteer::{self, RegionCode};
use crate::model::{DocumentIx, OrganisationIx, PersonIx, PositionIx, ProjectIx, RecordRef};
use crate::store::{Lists, Numbers, SectionWriter, Sections, partition_point};
use crate::text::Day;
use columns::columns;
use ids::Ids;

/// The value of a column for no record.
const NONE: u32 = u32::MAX;

columns! {
    /// Every link of a model, followed both ways, by the indices of the records in the model's lists.
    pub(super) struct Links {
        numbers {
            /// The holder of each position.
            holders,
            /// The project of each position.
            projects,
            /// The organisation of each position.
            organisations,
            /// The parent of each project.
            parents,
            /// The coordinator of each project.
            coordinators,
            /// The last day of each project; if it is unknown, the last day of the project that it is a part of.
            ends,
            /// The first year of each project, found in the same way.
            first_years,
            /// The last year of each project, found in the same way.
            last_years,
            /// The regions that no position names.
            unnamed,
            /// The project that covers the most regions, if there is one.
            widest,
            /// The people in the order of the lists.
            people,
            /// The positions without a named holder, in the model's order.
            nameless,
            /// The documents with contact points, in the model's order.
            contacts,
            /// The projects, each followed by its parts.
            tree,
            /// The place of each person in the order of the lists.
            person_places,
            /// The place of each project in that order.
            project_places,
            /// The organisations in the order of the lists.
            org_order,
            /// The place of each organisation in that order.
            org_places,
            /// The slots of the records with warnings, sorted; a slot occurs once for each warning.
            doubted,
            /// The warning for each of these slots.
            doubts,
        }
        lists {
            /// The positions of each person, held ones first.
            positions_of,
            /// The positions in each project.
            positions_in,
            /// The positions at each organisation.
            positions_at,
            /// The projects that are not parts, followed by the parts of each project.
            parts,
            /// The projects that each organisation coordinates.
            coordinated,
            /// The projects that each organisation pays for.
            funded,
            /// The projects that each organisation takes part in.
            joined,
            /// The first two people who lead each project and can be reached by telephone.
            managers,
            /// The positions that are responsible for each region, the most certain first.
            responsible,
        }
    }
}

impl Links {
    /// Whether every column has the length that the counts give it.
    fn is_consistent(&self) -> bool {
        let counts = &self.counts;
        let columns = |columns: &[&Numbers], count: usize| columns.iter().all(|column| column.len() == count);
        let lists = |lists: &[&Lists], count: usize| lists.iter().all(|list| list.len() == count);
        self.ids.len() == counts.all()
            && columns(&[&self.people, &self.person_places], counts.people)
            && columns(&[&self.holders, &self.projects, &self.organisations], counts.positions)
            && columns(&[&self.parents, &self.coordinators, &self.project_places], counts.projects)
            && columns(&[&self.ends, &self.first_years, &self.last_years], counts.projects)
            && columns(&[&self.org_order, &self.org_places], counts.organisations)
            && columns(&[&self.doubts], self.doubted.len())
            && lists(&[&self.positions_of], counts.people)
            && lists(&[&self.positions_in, &self.managers], counts.projects)
            && lists(&[&self.parts], counts.projects + 1)
            && lists(&[&self.positions_at, &self.coordinated, &self.funded, &self.joined], counts.organisations)
            && lists(&[&self.responsible], gazetteer::regions().len())
    }

    pub(super) fn counts(&self) -> &Counts {
        &self.counts
    }

    /// The records that may have an id; some may only share its hash.
    pub(super) fn candidates(&self, id: &str) -> impl Iterator<Item = RecordRef> {
        self.ids.candidates(id).filter_map(|slot| self.counts.record_at(slot))
    }

    pub(super) fn holder_of(&self, position: PositionIx) -> Option<PersonIx> {
        at(&self.holders, position.place()).map(PersonIx::new)
    }

    pub(super) fn project_of(&self, position: PositionIx) -> Option<ProjectIx> {
        at(&self.projects, position.place()).map(ProjectIx::new)
    }

    pub(super) fn organisation_of(&self, position: PositionIx) -> Option<OrganisationIx> {
        at(&self.organisations, position.place()).map(OrganisationIx::new)
    }

    pub(super) fn positions_of(&self, person: PersonIx) -> impl ExactSizeIterator<Item = PositionIx> {
        self.positions_of.list(person.place()).map(PositionIx::new)
    }

    pub(super) fn positions_in(&self, project: ProjectIx) -> impl ExactSizeIterator<Item = PositionIx> {
        self.positions_in.list(project.place()).map(PositionIx::new)
    }

    pub(super) fn positions_at(&self, organisation: OrganisationIx) -> impl ExactSizeIterator<Item = PositionIx> {
        self.positions_at.list(organisation.place()).map(PositionIx::new)
    }

    pub(super) fn parent_of(&self, project: ProjectIx) -> Option<ProjectIx> {
        at(&self.parents, project.place()).map(ProjectIx::new)
    }

    pub(super) fn coordinator_of(&self, project: ProjectIx) -> Option<OrganisationIx> {
        at(&self.coordinators, project.place()).map(OrganisationIx::new)
    }

    pub(super) fn parts_of(&self, parent: Option<ProjectIx>) -> impl ExactSizeIterator<Item = ProjectIx> {
        self.parts.list(parent.map_or(0, |parent| parent.place() + 1)).map(ProjectIx::new)
    }

    pub(super) fn coordinated_by(&self, organisation: OrganisationIx) -> impl ExactSizeIterator<Item = ProjectIx> {
        self.coordinated.list(organisation.place()).map(ProjectIx::new)
    }

    pub(super) fn funded_by(&self, organisation: OrganisationIx) -> impl ExactSizeIterator<Item = ProjectIx> {
        self.funded.list(organisation.place()).map(ProjectIx::new)
    }

    pub(super) fn joined_by(&self, organisation: OrganisationIx) -> impl ExactSizeIterator<Item = ProjectIx> {
        self.joined.list(organisation.place()).map(ProjectIx::new)
    }

    pub(super) fn managers_of(&self, project: ProjectIx) -> impl ExactSizeIterator<Item = PersonIx> {
        self.managers.list(project.place()).map(PersonIx::new)
    }

    pub(super) fn end_of(&self, project: ProjectIx) -> Option<Day> {
        let day = at(&self.ends, project.place())?;
        let part = |value: u32| u8::try_from(value % 100).ok();
        Day::new(u16::try_from(day / 10_000).ok()?, part(day / 100)?, part(day)?)
    }

    pub(super) fn years_of(&self, project: ProjectIx) -> [Option<u16>; 2] {
        [&self.first_years, &self.last_years]
            .map(|years| at(years, project.place()).and_then(|year| year.try_into().ok()))
    }

    pub(super) fn responsible_for(&self, region: RegionCode) -> impl ExactSizeIterator<Item = PositionIx> {
        self.responsible.list(region_number(region)).map(PositionIx::new)
    }

    pub(super) fn is_unnamed(&self, region: RegionCode) -> bool {
        let number = region_number(region);
        self.unnamed.iter().any(|unnamed| unnamed as usize == number)
    }

    pub(super) fn widest(&self) -> Option<ProjectIx> {
        at(&self.widest, 0).map(ProjectIx::new)
    }

    /// The warnings about a record, in the model's order.
    pub(super) fn doubts_about(&self, record: RecordRef) -> impl ExactSizeIterator<Item = usize> {
        let slot = self.counts.slot_of(record);
        let start = partition_point(self.doubted.len(), |at| self.doubted.get(at).is_some_and(|known| known < slot));
        let end = partition_point(self.doubted.len(), |at| self.doubted.get(at).is_some_and(|known| known <= slot));
        self.doubts.range(start..end.max(start)).map(|warning| warning as usize)
    }

    /// The number of positions without a named holder.
    pub(super) fn nameless_count(&self) -> usize {
        self.nameless.len()
    }

    /// The number of documents with contact points.
    pub(super) fn contacts_count(&self) -> usize {
        self.contacts.len()
    }

    pub(super) fn record_count(&self) -> u32 {
        gathered::number(self.before_organisations() + self.counts.organisations)
    }

    /// The record at a place in the order of the lists; the last region if the place does not exist.
    pub(super) fn record(&self, number: u32) -> RecordRef {
        let number = number as usize;
        let regions = gazetteer::regions();
        let found = if number < self.before_positions() {
            at(&self.people, number).map(|index| RecordRef::Person(PersonIx::new(index)))
        } else if number < self.before_contacts() {
            at(&self.nameless, number - self.before_positions())
                .map(|index| RecordRef::Position(PositionIx::new(index)))
        } else if number < self.before_projects() {
            at(&self.contacts, number - self.before_contacts()).map(|index| RecordRef::Document(DocumentIx::new(index)))
        } else if number < self.before_regions() {
            at(&self.tree, number - self.before_projects()).map(|index| RecordRef::Project(ProjectIx::new(index)))
        } else if number < self.before_organisations() {
            regions.get(number - self.before_regions()).map(|region| RecordRef::Region(region.code))
        } else {
            at(&self.org_order, number - self.before_organisations())
                .map(|index| RecordRef::Organisation(OrganisationIx::new(index)))
        };
        found.unwrap_or_else(|| RecordRef::Region(regions[regions.len() - 1].code))
    }

    /// The number of a record in the order of the lists. Returns `None` for a held position, a document without contact
    /// points, and a record that does not exist.
    pub(super) fn number_of(&self, record: RecordRef) -> Option<u32> {
        let number = match record {
            RecordRef::Person(index) => at(&self.person_places, index.place())? as usize,
            RecordRef::Position(index) => self.before_positions() + place_in(&self.nameless, index.place())?,
            RecordRef::Project(index) => at(&self.project_places, index.place())? as usize,
            RecordRef::Region(code) => self.before_regions() + region_number(code),
            RecordRef::Organisation(index) => {
                self.before_organisations() + at(&self.org_places, index.place())? as usize
            }
            RecordRef::Document(index) => self.before_contacts() + place_in(&self.contacts, index.place())?,
        };
        u32::try_from(number).ok()
    }

    fn before_positions(&self) -> usize {
        self.people.len()
    }

    fn before_contacts(&self) -> usize {
        self.before_positions() + self.nameless.len()
    }

    fn before_projects(&self) -> usize {
        self.before_contacts() + self.contacts.len()
    }

    fn before_regions(&self) -> usize {
        self.before_projects() + self.tree.len()
    }

    fn before_organisations(&self) -> usize {
        self.before_regions() + gazetteer::regions().len()
    }
}

/// The position of an index in an ascending column. Returns `None` if it is not there.
fn place_in(column: &Numbers, index: usize) -> Option<usize> {
    let place = partition_point(column.len(), |at| column.get(at).is_some_and(|known| (known as usize) < index));
    (at(column, place)? as usize == index).then_some(place)
}

/// The value of a column for a record. Returns `None` if it has none, or the record does not exist.
fn at(column: &Numbers, place: usize) -> Option<u32> {
    column.get(place).filter(|value| *value != NONE)
}
