//! The input of the links: a few numbers of every record, collected one record at a time.

use super::{NONE, order};
use crate::gazetteer;
use crate::model::check::Known;
use crate::model::directory::counts::{Counts, DOCUMENT, Kind, ORGANISATION, PERSON, POSITION, PROJECT, region_number};
use crate::model::directory::coverage::{Areas, printed_regions, seats_of};
use crate::model::{
    Basis, Document, Fact, Organisation, OrganisationId, Period, Person, Position, Project, RecordId, RecordRef, Time,
    Warning,
};
use crate::text::{Day, collation_key};

/// The links collected from all records.
#[derive(Debug)]
pub(in crate::model) struct Gathered {
    pub people: People,
    pub organisations: Organisations,
    pub positions: Positions,
    pub projects: Projects,
    pub documents: Documents,
    pub doubts: Doubts,
}

/// The numbers of the people.
#[derive(Debug, Default)]
pub(in crate::model) struct People {
    /// The sort key of each, with the index.
    keys: Vec<(String, u32)>,
    /// Their indices in the order of the lists.
    pub in_order: Vec<u32>,
    /// The people who can be reached by a number.
    pub is_reachable: Vec<bool>,
}

/// The sort keys of the organisations.
#[derive(Debug, Default)]
pub(in crate::model) struct Organisations(Vec<(String, u32)>);

/// The numbers of the positions.
#[derive(Debug)]
pub(in crate::model) struct Positions {
    pub holders: Vec<u32>,
    pub projects: Vec<u32>,
    pub organisations: Vec<u32>,
    pub times: Vec<Time>,
    /// Project and person, for each current position that leads.
    pub managing: Vec<(u32, u32)>,
    /// For each region, the positions that print it, with the basis of each.
    pub printing: Vec<Vec<(Basis, u32)>>,
    /// For each ELY Centre, the positions that print its seat.
    pub seated: Vec<Vec<u32>>,
    /// For each project, the number of its positions with areas, and the first of them.
    pub widths: Vec<(u32, u32)>,
}

/// The numbers of the projects.
#[derive(Debug, Default)]
pub(in crate::model) struct Projects {
    /// The sort key of each.
    pub keys: Vec<String>,
    pub parents: Vec<u32>,
    pub coordinators: Vec<u32>,
    /// Organisation and project.
    pub funded: Vec<(u32, u32)>,
    pub joined: Vec<(u32, u32)>,
    /// The last day, if it is known.
    pub ends: Vec<Option<Day>>,
    /// The first and the last year, if there is a start or an end.
    pub years: Vec<Option<[u32; 2]>>,
}

/// The numbers of the documents.
#[derive(Debug, Default)]
pub(in crate::model) struct Documents {
    /// The latest day on which one of them was published, and which one.
    pub latest: Option<(Day, usize)>,
    /// Those with contact points.
    pub with_contacts: Vec<u32>,
}

/// The slots of the records that have warnings, each with the index of a warning.
#[derive(Debug, Default)]
pub(in crate::model) struct Doubts(pub Vec<(u32, u32)>);

impl People {
    pub(in crate::model) fn take(&mut self, person: &Person) {
        self.keys.push((order::sort_key(&person.name), number(self.keys.len())));
        self.is_reachable.push(person.direct_phone().is_some());
    }

    /// Sorts them in the order of the lists, after all were added.
    pub(in crate::model) fn sort(&mut self) {
        self.in_order = in_order(std::mem::take(&mut self.keys));
    }
}

impl Organisations {
    pub(in crate::model) fn take(&mut self, organisation: &Organisation) {
        self.0.push((collation_key(&organisation.name), number(self.0.len())));
    }

    /// Their indices in the order of the lists.
    pub(super) fn in_order(self) -> Vec<u32> {
        in_order(self.0)
    }
}

/// Indices in the order of their keys.
fn in_order(mut keys: Vec<(String, u32)>) -> Vec<u32> {
    keys.sort_unstable();
    keys.into_iter().map(|(_, index)| index).collect()
}

impl Positions {
    pub(in crate::model) fn new(projects: usize) -> Self {
        Self {
            holders: Vec::new(),
            projects: Vec::new(),
            organisations: Vec::new(),
            times: Vec::new(),
            managing: Vec::new(),
            printing: vec![Vec::new(); gazetteer::regions().len()],
            seated: vec![Vec::new(); gazetteer::ely_areas().len()],
            widths: vec![(0, 0); projects],
        }
    }

    pub(in crate::model) fn take(&mut self, position: &Position, known: &Known<'_>, areas: &Areas) {
        let index = number(self.holders.len());
        let holder = position.person().and_then(|id| known.index_of(id.as_str())).unwrap_or(NONE);
        let project = position.project.as_ref().and_then(|fact| known.index_of(fact.value.as_str())).unwrap_or(NONE);
        self.holders.push(holder);
        self.projects.push(project);
        self.organisations.push(organisation_of(position.organisation.as_ref(), known));
        self.times.push(position.time);
        if holder != NONE && project != NONE && position.time == Time::Current && is_manager(&position.title) {
            self.managing.push((project, holder));
        }
        if let Some(width) = self.widths.get_mut(project as usize).filter(|_| !position.areas.is_empty()) {
            *width = (width.0 + 1, if width.0 == 0 { index } else { width.1 });
        }
        if position.time != Time::Former {
            self.take_areas(index, position, areas);
        }
    }

    fn take_areas(&mut self, index: u32, position: &Position, areas: &Areas) {
        for (region, basis, _) in printed_regions(position, areas) {
            let Some(all) = self.printing.get_mut(region_number(region)) else { continue };
            match all.last_mut().filter(|(_, last)| *last == index) {
                Some(known) => known.0 = known.0.min(basis),
                None => all.push((basis, index)),
            }
        }
        for ely in seats_of(position) {
            let place = gazetteer::ely_areas().iter().position(|other| other.code == ely.code);
            if let Some(all) = place.and_then(|place| self.seated.get_mut(place)) {
                all.push(index);
            }
        }
    }
}

impl Projects {
    pub(in crate::model) fn take(&mut self, project: &Project, known: &Known<'_>) {
        let index = number(self.parents.len());
        let parent = project.parent.as_ref().and_then(|fact| known.index_of(fact.value.as_str()));
        self.parents.push(parent.unwrap_or(NONE));
        self.keys.push(order::project_key(project));
        self.coordinators.push(organisation_of(project.coordinator.as_ref(), known));
        let linked = |facts: &[Fact<OrganisationId>]| -> Vec<(u32, u32)> {
            let all = facts.iter().map(|fact| organisation_of(Some(fact), known));
            let mut all: Vec<(u32, u32)> = all.filter(|found| *found != NONE).map(|found| (found, index)).collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        self.funded.extend(linked(&project.funders));
        self.joined.extend(linked(&project.partners));
        self.ends.push(project.end.as_ref().and_then(|end| end.to));
        let year = |period: &Option<Period>, of: fn(&Period) -> Option<Day>| {
            period.as_ref().and_then(of).map_or(0, |day| u32::from(day.year()))
        };
        let is_dated = project.start.is_some() || project.end.is_some();
        let years = [year(&project.start, |start| start.from), year(&project.end, |end| end.to)];
        self.years.push(is_dated.then_some(years));
    }
}

impl Projects {
    /// The parent of each, by index.
    pub(in crate::model) fn parents(&self) -> Vec<Option<usize>> {
        self.parents.iter().map(|parent| Some(*parent as usize).filter(|_| *parent != NONE)).collect()
    }
}

impl Documents {
    pub(in crate::model) fn of(all: &[Document]) -> Self {
        let mut documents = Self::default();
        all.iter().enumerate().for_each(|(index, document)| documents.take(index, document));
        documents
    }

    pub(in crate::model) fn take(&mut self, index: usize, document: &Document) {
        let published = document.published.as_ref().and_then(|published| published.from);
        if let Some(day) = published.filter(|day| self.latest.is_none_or(|(known, _)| known < *day)) {
            self.latest = Some((day, index));
        }
        if document.has_contact_points() {
            self.with_contacts.push(number(index));
        }
    }
}

impl Doubts {
    pub(in crate::model) fn take(&mut self, index: usize, warning: &Warning, known: &Known<'_>, counts: &Counts) {
        let named = |id: &str, record: Kind| known.index_of(id).map(|index| record(index as usize));
        for id in &warning.about {
            let about = match id {
                RecordId::Person(id) => named(id.as_str(), PERSON),
                RecordId::Position(id) => named(id.as_str(), POSITION),
                RecordId::Project(id) => named(id.as_str(), PROJECT),
                RecordId::Organisation(id) => named(id.as_str(), ORGANISATION),
                RecordId::Document(id) => named(id.as_str(), DOCUMENT),
                RecordId::Region(code) => Some(RecordRef::Region(*code)),
            };
            self.0.extend(about.map(|about| (counts.slot_of(about), number(index))));
        }
    }
}

fn organisation_of(fact: Option<&Fact<OrganisationId>>, known: &Known<'_>) -> u32 {
    fact.and_then(|fact| known.index_of(fact.value.as_str())).unwrap_or(NONE)
}

/// Whether a title means leading a project, in the languages of the documents.
fn is_manager(title: &str) -> bool {
    let title = title.to_lowercase();
    ["hankepäällikkö", "projektipäällikkö", "hankejohtaja", "projektledare", "projektchef", "project manager"]
        .iter()
        .any(|manager| title.contains(manager))
}

/// An index in a column. A model with more records would not fit in memory.
pub(super) fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(NONE)
}
