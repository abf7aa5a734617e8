//! A directory: a model with its links followed, ready for queries.
//!
//! * `age`: the age of a telephone number.
//! * `counts`: the number of records of each kind, and the slot of each record among all of them.
//! * `coverage`: the positions that are responsible for each of the 19 regions, directly or through an area.
//! * `excerpt`: excerpts of a model that is too large to be loaded and has no index.
//! * `fallback`: finds whom to ask if a record has no number, or a doubtful one, and the regions of a record.
//! * `head`: the part of a model that is always in memory.
//! * `links`: the links among the records, followed both ways, as columns of numbers.
//! * `metadata`: what a directory holds besides its records: the head, areas and warnings.
//! * `part_offsets`: finds where the parts of a model are in its file, without holding the file or reading the records.
//! * `record_places`: where the records of a list are in a model's bytes, and reading them.
//! * `records`: the records of one kind: in memory, or each parsed from the model's file when it is needed.
//! * `relations`: relations among records, and the order of the lists.
//! * `scan`: scans a model without holding all of it: the offsets of its records, and their links.
//! * `sources`: the directories from which the records of a combined one are.

mod age;
mod counts;
mod coverage;
mod excerpt;
mod fallback;
mod head;
mod links;
mod metadata;
mod part_offsets;
mod record_places;
mod records;
mod relations;
mod scan;
mod sources;

pub use age::Age;
pub use coverage::Responsible;
pub use excerpt::{ClauseTexts, ExcerptSource};
pub use fallback::Fallback;
pub use scan::{Scanned, people_in, scan, scan_inspected};
pub use sources::{DirectorySource, SourceFailure};

use std::borrow::Cow;
use std::fs::File;
use std::sync::Arc;

use crate::files::Identity;
use crate::model::check::Known;
use crate::model::{
    Document, DocumentId, DocumentIx, Maintainer, Model, Organisation, OrganisationId, OrganisationIx, Person,
    PersonId, PersonIx, Position, PositionId, PositionIx, Project, ProjectId, ProjectIx, RecordId, RecordRef,
    TitleTranslations, Warning,
};
use crate::store::Sections;
use crate::text::Day;
use counts::Counts;
use coverage::Areas;
use head::Head;
use links::{Documents, Doubts, Gathered, Links, Organisations, People, Positions, Projects};
use records::{ModelFile, RecordList};
use sources::Sources;

/// A model whose links can be followed both ways.
///
/// Records are read by their index in the model's lists. For an index without a record, a placeholder is returned;
/// nothing panics.
#[derive(Clone, Debug)]
pub struct Directory {
    head: Head,
    people: RecordList<Person>,
    positions: RecordList<Position>,
    projects: RecordList<Project>,
    organisations: RecordList<Organisation>,
    documents: RecordList<Document>,
    warnings: RecordList<Warning>,
    links: Links,
    /// The model's file, if the records are in it.
    file: Option<Arc<ModelFile>>,
    /// The maximum number of years for which a number is fresh.
    fresh_years: u16,
    /// The directories from which the records are.
    sources: Arc<Sources>,
}

impl Directory {
    /// Follows the links of a model that [`load()`](crate::model::load()) has accepted. Takes linear time, apart from
    /// sorting.
    #[must_use]
    pub fn new(mut model: Model) -> Self {
        let mut head = Head::of(&mut model);
        let documents = Documents::of(&model.documents);
        head.date = documents.latest.map(|(day, _)| day);
        let links = links_of(&model, &head.areas, documents);
        Self {
            head,
            people: RecordList::Held(model.people),
            positions: RecordList::Held(model.positions),
            projects: RecordList::Held(model.projects),
            organisations: RecordList::Held(model.organisations),
            documents: RecordList::Held(model.documents),
            warnings: RecordList::Held(model.warnings),
            links,
            file: None,
            fresh_years: age::FRESH_YEARS,
            sources: Arc::default(),
        }
    }

    /// A directory whose links are in the sections of a file, and whose records are in the model that the sections were
    /// made for; `identity` is that of the model.
    ///
    /// Returns `None` if a section is missing, or if the sections contradict each other or the model.
    #[must_use]
    pub fn open(model: File, identity: Identity, sections: &Sections) -> Option<Self> {
        let file = ModelFile::new(model, identity, sections.hash());
        Scanned::read(sections, &file).map(|scanned| Self::of_scanned(scanned, file))
    }

    /// A directory of a scanned model, with the records in its file as it was then; `hash` is that of its bytes.
    #[must_use]
    pub fn scanned(scanned: Scanned, model: File, identity: Identity, hash: u64) -> Self {
        Self::of_scanned(scanned, ModelFile::new(model, identity, hash))
    }

    /// A directory of a scanned model, with its bytes in memory, for reading all of its records.
    #[must_use]
    pub fn in_bytes(scanned: Scanned, model: Vec<u8>) -> Self {
        Self::of_scanned(scanned, ModelFile::of_bytes(model))
    }

    fn of_scanned(scanned: Scanned, file: ModelFile) -> Self {
        let file = Arc::new(file);
        let Scanned { head, links, starts, .. } = scanned;
        Self {
            head,
            people: RecordList::Filed(Arc::clone(&file), starts.people),
            positions: RecordList::Filed(Arc::clone(&file), starts.positions),
            projects: RecordList::Filed(Arc::clone(&file), starts.projects),
            organisations: RecordList::Filed(Arc::clone(&file), starts.organisations),
            documents: RecordList::Filed(Arc::clone(&file), starts.documents),
            warnings: RecordList::Filed(Arc::clone(&file), starts.warnings),
            links,
            file: Some(file),
            fresh_years: age::FRESH_YEARS,
            sources: Arc::default(),
        }
    }

    /// Whether the model's file was found to have changed, so that records are missing.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.file.as_ref().is_some_and(|file| file.is_stale())
    }

    /// The title of the directory.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.head.title
    }

    /// The title in other languages.
    #[must_use]
    pub fn title_translations(&self) -> &TitleTranslations {
        &self.head.title_translations
    }

    /// The maintainer of the directory.
    #[must_use]
    pub fn maintainer(&self) -> Option<&Maintainer> {
        self.head.maintainer.as_ref()
    }

    /// The latest day on which a document of the model was published. Returns `None` if none is dated.
    #[must_use]
    pub fn date(&self) -> Option<Day> {
        self.head.date
    }

    /// The number of people.
    #[must_use]
    pub fn people_count(&self) -> usize {
        self.links.counts().people
    }

    /// The number of positions, held or not.
    #[must_use]
    pub fn positions_count(&self) -> usize {
        self.links.counts().positions
    }

    /// The number of projects and parts of projects.
    #[must_use]
    pub fn projects_count(&self) -> usize {
        self.links.counts().projects
    }

    /// The number of organisations.
    #[must_use]
    pub fn organisations_count(&self) -> usize {
        self.links.counts().organisations
    }

    /// The number of documents.
    #[must_use]
    pub fn documents_count(&self) -> usize {
        self.links.counts().documents
    }

    /// The indices of all people.
    pub fn people(&self) -> impl ExactSizeIterator<Item = PersonIx> + use<> {
        (0..self.people_count()).map(PersonIx::of)
    }

    /// A person by index.
    #[must_use]
    pub fn person(&self, index: PersonIx) -> Cow<'_, Person> {
        self.people.get(index.place())
    }

    /// The indices of all positions.
    pub fn positions(&self) -> impl ExactSizeIterator<Item = PositionIx> + use<> {
        (0..self.positions_count()).map(PositionIx::of)
    }

    /// A position by index.
    #[must_use]
    pub fn position(&self, index: PositionIx) -> Cow<'_, Position> {
        self.positions.get(index.place())
    }

    /// The indices of all projects.
    pub fn projects(&self) -> impl ExactSizeIterator<Item = ProjectIx> + use<> {
        (0..self.projects_count()).map(ProjectIx::of)
    }

    /// A project by index.
    #[must_use]
    pub fn project(&self, index: ProjectIx) -> Cow<'_, Project> {
        self.projects.get(index.place())
    }

    /// The indices of all organisations.
    pub fn organisations(&self) -> impl ExactSizeIterator<Item = OrganisationIx> + use<> {
        (0..self.organisations_count()).map(OrganisationIx::of)
    }

    /// An organisation by index.
    #[must_use]
    pub fn organisation(&self, index: OrganisationIx) -> Cow<'_, Organisation> {
        self.organisations.get(index.place())
    }

    /// The indices of all documents.
    pub fn documents(&self) -> impl ExactSizeIterator<Item = DocumentIx> + use<> {
        (0..self.documents_count()).map(DocumentIx::of)
    }

    /// A document by index.
    #[must_use]
    pub fn document(&self, index: DocumentIx) -> Cow<'_, Document> {
        self.documents.get(index.place())
    }

    /// The index of the person with an id.
    #[must_use]
    pub fn person_called(&self, id: &PersonId) -> Option<PersonIx> {
        self.called(id.as_str(), |record| match record {
            RecordRef::Person(index) => (self.person(index).id == *id).then_some(index),
            _ => None,
        })
    }

    /// The index of the position with an id.
    #[must_use]
    pub fn position_called(&self, id: &PositionId) -> Option<PositionIx> {
        self.called(id.as_str(), |record| match record {
            RecordRef::Position(index) => (self.position(index).id == *id).then_some(index),
            _ => None,
        })
    }

    /// The index of the project with an id.
    #[must_use]
    pub fn project_called(&self, id: &ProjectId) -> Option<ProjectIx> {
        self.called(id.as_str(), |record| match record {
            RecordRef::Project(index) => (self.project(index).id == *id).then_some(index),
            _ => None,
        })
    }

    /// The index of the organisation with an id.
    #[must_use]
    pub fn organisation_called(&self, id: &OrganisationId) -> Option<OrganisationIx> {
        self.called(id.as_str(), |record| match record {
            RecordRef::Organisation(index) => (self.organisation(index).id == *id).then_some(index),
            _ => None,
        })
    }

    /// The index of the document with an id.
    #[must_use]
    pub fn document_called(&self, id: &DocumentId) -> Option<DocumentIx> {
        self.called(id.as_str(), |record| match record {
            RecordRef::Document(index) => (self.document(index).id == *id).then_some(index),
            _ => None,
        })
    }

    /// The record with an id, or `None`.
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

    /// The warnings about a record.
    #[must_use]
    pub fn warnings_about(&self, about: RecordRef) -> impl ExactSizeIterator<Item = Cow<'_, Warning>> {
        self.links.doubts_about(about).map(|index| self.warnings.get(index))
    }

    /// The links.
    fn links(&self) -> &Links {
        &self.links
    }

    /// The record of an id, among the candidates.
    fn called<I>(&self, id: &str, is_it: impl Fn(RecordRef) -> Option<I>) -> Option<I> {
        self.links.candidates(id).find_map(is_it)
    }
}

fn links_of(model: &Model, areas: &Areas, documents: Documents) -> Links {
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
    let mut organisations = Organisations::default();
    model.organisations.iter().for_each(|organisation| organisations.take(organisation));
    let mut projects = Projects::default();
    model.projects.iter().for_each(|project| projects.take(project, &known));
    let mut positions = Positions::new(counts.projects);
    model.positions.iter().for_each(|position| positions.take(position, &known, areas));
    let mut doubts = Doubts::default();
    model.warnings.iter().enumerate().for_each(|(index, warning)| doubts.take(index, warning, &known, &counts));
    Links::of(counts, known, Gathered { people, organisations, positions, projects, documents, doubts })
}
