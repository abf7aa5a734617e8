//! A model with its links followed, ready to be asked.

use std::borrow::Cow;
use std::fs::File;
use std::sync::Arc;

use super::coverage::{Areas, answers_of};
use super::head::Head;
use super::known::Known;
use super::links::{Doubts, Links, People, Positions, Projects, latest};
use super::record::Counts;
use super::records::{ModelFile, Records};
use super::scan::Scanned;
use super::{
    Document, DocumentId, Maintainer, Model, NamedPlace, Organisation, OrganisationId, Person, PersonId, PlaceId,
    Position, PositionId, Project, ProjectId, RecordId, RecordRef, Responsible, SCHEMA, Warning,
};
use crate::files::Identity;
use crate::gazetteer::{self, RegionCode};
use crate::store::Sections;
use crate::text::Day;

/// A model, with every link in it followed both ways.
///
/// Records are asked for by their place in the model's lists. A place that no record has gives one of which nothing is
/// known, never a panic.
#[derive(Clone, Debug)]
pub struct Directory {
    head: Head,
    people: Records<Person>,
    positions: Records<Position>,
    projects: Records<Project>,
    organisations: Records<Organisation>,
    documents: Records<Document>,
    warnings: Records<Warning>,
    links: Links,
    /// The model's file, when the records are in it.
    file: Option<Arc<ModelFile>>,
}

impl Directory {
    /// Follows the links of a model that [`super::load()`] has accepted. Linear in the model, but for sorting.
    #[must_use]
    pub fn new(mut model: Model) -> Self {
        let areas = std::mem::take(&mut model.areas);
        let mut head = Head::new(std::mem::take(&mut model.title), model.maintainer.take(), areas);
        head.date = latest(model.documents.iter());
        let links = links_of(&model, &head.areas);
        Self {
            head,
            people: Records::Held(model.people),
            positions: Records::Held(model.positions),
            projects: Records::Held(model.projects),
            organisations: Records::Held(model.organisations),
            documents: Records::Held(model.documents),
            warnings: Records::Held(model.warnings),
            links,
            file: None,
        }
    }

    /// A directory that says the same of itself, and in which nobody is.
    #[must_use]
    pub fn without_records(&self) -> Self {
        let Head { title, maintainer, .. } = self.head.clone();
        let none = Model {
            schema: SCHEMA,
            title,
            maintainer,
            documents: Vec::new(),
            areas: Vec::new(),
            organisations: Vec::new(),
            projects: Vec::new(),
            people: Vec::new(),
            positions: Vec::new(),
            warnings: Vec::new(),
        };
        Self::new(none)
    }

    /// A directory whose links lie in the sections of a file, and everything that is shown of it in the model that those
    /// were made for; `identity` is that of the model.
    ///
    /// Returns `None` if a section is missing, or if the sections contradict each other or the model.
    #[must_use]
    pub fn open(model: File, identity: Identity, sections: &Sections) -> Option<Self> {
        let file = ModelFile::new(model, identity, sections.hash());
        Scanned::read(sections, &file).map(|scanned| Self::of_scanned(scanned, file))
    }

    /// A directory of what was scanned, and of the records in the model's file as it then was; `hash` is that of its bytes.
    #[must_use]
    pub fn scanned(scanned: Scanned, model: File, identity: Identity, hash: u64) -> Self {
        Self::of_scanned(scanned, ModelFile::new(model, identity, hash))
    }

    /// A directory of what was scanned in the bytes of a model, for going through all of its records.
    #[must_use]
    pub fn in_bytes(scanned: Scanned, model: Vec<u8>) -> Self {
        Self::of_scanned(scanned, ModelFile::of_bytes(model))
    }

    fn of_scanned(scanned: Scanned, file: ModelFile) -> Self {
        let file = Arc::new(file);
        let Scanned { head, links, starts, .. } = scanned;
        Self {
            head,
            people: Records::Filed(Arc::clone(&file), starts.people),
            positions: Records::Filed(Arc::clone(&file), starts.positions),
            projects: Records::Filed(Arc::clone(&file), starts.projects),
            organisations: Records::Filed(Arc::clone(&file), starts.organisations),
            documents: Records::Filed(Arc::clone(&file), starts.documents),
            warnings: Records::Filed(Arc::clone(&file), starts.warnings),
            links,
            file: Some(file),
        }
    }

    /// Whether the model's file was found to be another than it was, so that records are missing.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.file.as_ref().is_some_and(|file| file.is_stale())
    }

    /// What the directory calls itself.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.head.title
    }

    /// Who keeps it.
    #[must_use]
    pub fn maintainer(&self) -> Option<&Maintainer> {
        self.head.maintainer.as_ref()
    }

    /// The latest day on which a document of the model was published; nothing when none is dated.
    #[must_use]
    pub fn date(&self) -> Option<Day> {
        self.head.date
    }

    /// How many people there are.
    #[must_use]
    pub fn people_count(&self) -> usize {
        self.links.counts().people
    }

    /// How many positions there are, held or not.
    #[must_use]
    pub fn positions_count(&self) -> usize {
        self.links.counts().positions
    }

    /// How many projects and parts of projects there are.
    #[must_use]
    pub fn projects_count(&self) -> usize {
        self.links.counts().projects
    }

    /// How many organisations there are.
    #[must_use]
    pub fn organisations_count(&self) -> usize {
        self.links.counts().organisations
    }

    /// How many documents there are.
    #[must_use]
    pub fn documents_count(&self) -> usize {
        self.links.counts().documents
    }

    /// A person by index.
    #[must_use]
    pub fn person(&self, index: usize) -> Cow<'_, Person> {
        self.people.get(index)
    }

    /// A position by index.
    #[must_use]
    pub fn position(&self, index: usize) -> Cow<'_, Position> {
        self.positions.get(index)
    }

    /// A project by index.
    #[must_use]
    pub fn project(&self, index: usize) -> Cow<'_, Project> {
        self.projects.get(index)
    }

    /// An organisation by index.
    #[must_use]
    pub fn organisation(&self, index: usize) -> Cow<'_, Organisation> {
        self.organisations.get(index)
    }

    /// A document by index.
    #[must_use]
    pub fn document(&self, index: usize) -> Cow<'_, Document> {
        self.documents.get(index)
    }

    /// The index of the person with an id.
    #[must_use]
    pub fn person_called(&self, id: &PersonId) -> Option<usize> {
        self.called(id.as_str(), |record| match record {
            RecordRef::Person(index) => (self.person(index).id == *id).then_some(index),
            _ => None,
        })
    }

    /// The index of the position with an id.
    #[must_use]
    pub fn position_called(&self, id: &PositionId) -> Option<usize> {
        self.called(id.as_str(), |record| match record {
            RecordRef::Position(index) => (self.position(index).id == *id).then_some(index),
            _ => None,
        })
    }

    /// The index of the project with an id.
    #[must_use]
    pub fn project_called(&self, id: &ProjectId) -> Option<usize> {
        self.called(id.as_str(), |record| match record {
            RecordRef::Project(index) => (self.project(index).id == *id).then_some(index),
            _ => None,
        })
    }

    /// The index of the organisation with an id.
    #[must_use]
    pub fn organisation_called(&self, id: &OrganisationId) -> Option<usize> {
        self.called(id.as_str(), |record| match record {
            RecordRef::Organisation(index) => (self.organisation(index).id == *id).then_some(index),
            _ => None,
        })
    }

    /// The index of the document with an id.
    #[must_use]
    pub fn document_called(&self, id: &DocumentId) -> Option<usize> {
        self.called(id.as_str(), |record| match record {
            RecordRef::Document(index) => (self.document(index).id == *id).then_some(index),
            _ => None,
        })
    }

    /// The record with an id, or nothing.
    #[must_use]
    pub fn find(&self, id: &RecordId) -> Option<RecordRef> {
        match id {
            RecordId::Person(id) => self.person_called(id).map(RecordRef::Person),
            RecordId::Position(id) => self.position_called(id).map(RecordRef::Position),
            RecordId::Project(id) => self.project_called(id).map(RecordRef::Project),
            RecordId::Region(code) => Some(RecordRef::Region(*code)),
            RecordId::Organisation(id) => self.organisation_called(id).map(RecordRef::Organisation),
            RecordId::Document(id) => self.document_called(id).map(RecordRef::Document),
        }
    }

    /// The id of a record.
    #[must_use]
    pub fn id_of(&self, record: RecordRef) -> RecordId {
        match record {
            RecordRef::Person(index) => RecordId::Person(self.person(index).id.clone()),
            RecordRef::Position(index) => RecordId::Position(self.position(index).id.clone()),
            RecordRef::Project(index) => RecordId::Project(self.project(index).id.clone()),
            RecordRef::Region(code) => RecordId::Region(code),
            RecordRef::Organisation(index) => RecordId::Organisation(self.organisation(index).id.clone()),
            RecordRef::Document(index) => RecordId::Document(self.document(index).id.clone()),
        }
    }

    /// The regions that a printed area means, in order of their codes.
    #[must_use]
    pub fn regions_of(&self, area: &NamedPlace) -> Vec<RegionCode> {
        match &area.place {
            PlaceId::Region(code) => vec![*code],
            PlaceId::Municipality(code) => vec![gazetteer::municipality(*code).region],
            PlaceId::Area(id) => self.head.areas.regions_of(id).to_vec(),
            PlaceId::Country => gazetteer::regions().iter().map(|region| region.code).collect(),
        }
    }

    /// The regions of several printed areas, each once, in order of their codes; the whole country names none of them.
    #[must_use]
    pub fn regions_of_all(&self, areas: &[NamedPlace]) -> Vec<RegionCode> {
        let named = areas.iter().filter(|area| area.place != PlaceId::Country);
        let mut regions: Vec<RegionCode> = named.flat_map(|area| self.regions_of(area)).collect();
        regions.sort_unstable();
        regions.dedup();
        regions
    }

    /// What is doubtful about a record.
    #[must_use]
    pub fn warnings_about(&self, about: RecordRef) -> impl ExactSizeIterator<Item = Cow<'_, Warning>> {
        self.links.doubts_about(about).map(|index| self.warnings.get(index))
    }

    /// Those responsible for a region, the directly named first; empty when nobody is.
    pub fn responsible_for(&self, region: RegionCode) -> impl Iterator<Item = Responsible> {
        self.links.responsible_for(region).filter_map(move |position| {
            answers_of(&self.position(position), position, &self.head.areas, |code| self.links.is_unnamed(code))
                .remove(&region)
        })
    }

    /// The regions that a position answers for, with how.
    pub fn responsibilities_of(&self, position: usize) -> impl Iterator<Item = (RegionCode, Responsible)> {
        self.responsibilities_in(position, &self.position(position))
    }

    /// The same for whoever has the position of that index at hand: it is not read again.
    pub fn responsibilities_in(
        &self,
        index: usize,
        position: &Position,
    ) -> impl Iterator<Item = (RegionCode, Responsible)> + use<> {
        answers_of(position, index, &self.head.areas, |code| self.links.is_unnamed(code)).into_iter()
    }

    /// What follows from the links alone.
    pub(super) fn links(&self) -> &Links {
        &self.links
    }

    /// The record of an id, out of those that may have it.
    fn called(&self, id: &str, is_it: impl Fn(RecordRef) -> Option<usize>) -> Option<usize> {
        self.links.candidates(id).find_map(is_it)
    }
}

fn links_of(model: &Model, areas: &Areas) -> Links {
    let counts = Counts {
        people: model.people.len(),
        positions: model.positions.len(),
        projects: model.projects.len(),
        organisations: model.organisations.len(),
        documents: model.documents.len(),
    };
    let known = Known::of_model(model);
    let mut people = People::default();
    model.people.iter().for_each(|person| people.take(person));
    people.sort();
    let mut projects = Projects::default();
    model.projects.iter().for_each(|project| projects.take(project, &known));
    let mut positions = Positions::new(counts.projects);
    model.positions.iter().for_each(|position| positions.take(position, &known, areas));
    let mut doubts = Doubts::default();
    model.warnings.iter().enumerate().for_each(|(index, warning)| doubts.take(index, warning, &known, &counts));
    Links::of(counts, known, people, positions, projects, doubts)
}
