//! The number of records of each kind, and the slot of each record among all of them.

use crate::gazetteer::{self, RegionCode};
use crate::model::{DocumentIx, OrganisationIx, PersonIx, PositionIx, ProjectIx, RecordRef};
use crate::store::{Numbers, SectionWriter, Sections};

/// The section of a file that holds the counts.
const SECTION: &str = "m.counts";

/// The kind of a record, as the constructor that takes its place in its list.
pub(super) type Kind = fn(usize) -> RecordRef;

pub(super) const PERSON: Kind = |place| RecordRef::Person(PersonIx::of(place));
pub(super) const POSITION: Kind = |place| RecordRef::Position(PositionIx::of(place));
pub(super) const PROJECT: Kind = |place| RecordRef::Project(ProjectIx::of(place));
pub(super) const ORGANISATION: Kind = |place| RecordRef::Organisation(OrganisationIx::of(place));
pub(super) const DOCUMENT: Kind = |place| RecordRef::Document(DocumentIx::of(place));

/// The number of records of each kind; together they fit into 32 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Counts {
    /// People.
    pub people: usize,
    /// Positions, held or not.
    pub positions: usize,
    /// Projects and parts of projects.
    pub projects: usize,
    /// Organisations.
    pub organisations: usize,
    /// Documents.
    pub documents: usize,
}

impl Counts {
    /// One number for a record of any kind: the people come first, the regions last.
    pub(super) fn slot_of(&self, record: RecordRef) -> u32 {
        let slot = match record {
            RecordRef::Person(index) => index.place(),
            RecordRef::Position(index) => self.people + index.place(),
            RecordRef::Project(index) => self.people + self.positions + index.place(),
            RecordRef::Organisation(index) => self.people + self.positions + self.projects + index.place(),
            RecordRef::Document(index) => self.all() - self.documents + index.place(),
            RecordRef::Region(code) => self.all() + region_number(code),
        };
        u32::try_from(slot).unwrap_or(u32::MAX)
    }

    /// The record that has a slot, without regions.
    pub(super) fn record_at(&self, slot: u32) -> Option<RecordRef> {
        let mut index = slot as usize;
        let kinds: [(usize, Kind); 5] = [
            (self.people, PERSON),
            (self.positions, POSITION),
            (self.projects, PROJECT),
            (self.organisations, ORGANISATION),
            (self.documents, DOCUMENT),
        ];
        for (count, record) in kinds {
            if index < count {
                return Some(record(index));
            }
            index -= count;
        }
        None
    }

    pub(super) fn write(&self, into: &mut SectionWriter) {
        let counts = [self.people, self.positions, self.projects, self.organisations, self.documents];
        let counts: Numbers = counts.into_iter().map(|count| u32::try_from(count).unwrap_or(u32::MAX)).collect();
        into.add(SECTION, counts.bytes());
    }

    pub(super) fn read(from: &Sections) -> Option<Self> {
        let counts: Vec<usize> = Numbers::new(from.get(SECTION)?).iter().map(|count| count as usize).collect();
        let [people, positions, projects, organisations, documents] = counts.try_into().ok()?;
        Some(Self { people, positions, projects, organisations, documents })
    }

    /// The number of records of all kinds, without regions.
    pub(super) fn all(&self) -> usize {
        self.people + self.positions + self.projects + self.organisations + self.documents
    }
}

/// The index of a region in the gazetteer.
pub(super) fn region_number(code: RegionCode) -> usize {
    let (Ok(number) | Err(number)) = gazetteer::regions().binary_search_by_key(&code, |region| region.code);
    number
}
