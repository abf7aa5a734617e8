//! A model of some records and all records that they refer to.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{self, Write};

use super::{ExportSummary, LeftOut};
use crate::model::{
    AreaId, Directory, DocumentId, DocumentIx, Evidence, Model, NamedPlace, OrganisationId, OrganisationIx, PersonIx,
    Phone, PlaceId, PositionIx, ProjectId, ProjectIx, RecordId, RecordRef, SCHEMA, Warning, write,
};
use crate::text::is_dangerous;

/// Writes a valid model of some records.
pub(super) fn write_part(
    directory: &Directory,
    records: &[RecordRef],
    out: &mut dyn Write,
) -> io::Result<ExportSummary> {
    let mut part = Part::new(directory);
    let mut summary = ExportSummary::default();
    for record in records {
        match record {
            RecordRef::Region(_) => *summary.left_out.entry(LeftOut::Region).or_default() += 1,
            record => {
                part.add(*record);
                summary.written += 1;
            }
        }
    }
    if summary.written > 0 {
        let json = write(&part.model())?;
        out.write_all(harmless(&json).as_bytes())?;
    }
    Ok(summary)
}

/// JSON with `\u…` for each character that could control a terminal. Only strings contain such characters.
fn harmless(json: &str) -> Cow<'_, str> {
    let is_harmful = |letter: char| letter != '\n' && is_dangerous(letter);
    if !json.contains(is_harmful) {
        return Cow::Borrowed(json);
    }
    let mut safe = String::with_capacity(json.len());
    for letter in json.chars() {
        if is_harmful(letter) {
            safe.extend(letter.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            safe.push(letter);
        }
    }
    Cow::Owned(safe)
}

/// The records of a part, by their places in the lists of the whole.
struct Part<'a> {
    directory: &'a Directory,
    people: BTreeSet<PersonIx>,
    positions: BTreeSet<PositionIx>,
    projects: BTreeSet<ProjectIx>,
    organisations: BTreeSet<OrganisationIx>,
    documents: BTreeSet<DocumentIx>,
    areas: BTreeSet<AreaId>,
}

impl<'a> Part<'a> {
    fn new(directory: &'a Directory) -> Self {
        Self {
            directory,
            people: BTreeSet::new(),
            positions: BTreeSet::new(),
            projects: BTreeSet::new(),
            organisations: BTreeSet::new(),
            documents: BTreeSet::new(),
            areas: BTreeSet::new(),
        }
    }

    /// Adds a record with its positions and all that it refers to.
    fn add(&mut self, record: RecordRef) {
        match record {
            RecordRef::Person(index) => {
                if !self.people.insert(index) {
                    return;
                }
                for position in self.directory.positions_of(index) {
                    self.add_position(position);
                }
            }
            RecordRef::Position(index) => self.add_position(index),
            RecordRef::Project(index) => self.add_project(index),
            RecordRef::Organisation(index) => _ = self.organisations.insert(index),
            RecordRef::Document(index) => _ = self.documents.insert(index),
            RecordRef::Region(_) => {}
        }
    }

    fn add_position(&mut self, index: PositionIx) {
        if !self.positions.insert(index) {
            return;
        }
        let position = self.directory.position(index);
        if let Some(holder) = self.directory.holder_of(index) {
            self.add(RecordRef::Person(holder));
        }
        self.organisations.extend(self.directory.organisation_of(index));
        if let Some(project) = self.directory.project_of(index) {
            self.add_project(project);
        }
        self.add_areas(position.areas.iter().chain(position.place.as_deref()));
    }

    fn add_project(&mut self, index: ProjectIx) {
        if !self.projects.insert(index) {
            return;
        }
        let project = self.directory.project(index);
        let organisations = project.funders.iter().chain(&project.coordinator).chain(&project.partners);
        let ids: Vec<&OrganisationId> = organisations.map(|fact| &fact.value).collect();
        let found = ids.into_iter().filter_map(|id| self.directory.organisation_called(id));
        self.organisations.extend(found);
        self.add_areas(project.areas.iter());
        if let Some(parent) = project.parent.as_ref().and_then(|parent| self.project(&parent.value)) {
            self.add_project(parent);
        }
    }

    fn project(&self, id: &ProjectId) -> Option<ProjectIx> {
        self.directory.project_called(id)
    }

    fn add_areas<'b>(&mut self, places: impl Iterator<Item = &'b NamedPlace>) {
        let ids = places.filter_map(|place| match &place.place {
            PlaceId::Area(id) => Some(id.clone()),
            _ => None,
        });
        self.areas.extend(ids);
    }

    /// The model, with the documents of its evidence and the warnings about its records, in the order of the whole.
    fn model(mut self) -> Model {
        let directory = self.directory;
        let organisations: Vec<_> =
            self.organisations.iter().map(|it| directory.organisation(*it).into_owned()).collect();
        let projects: Vec<_> = self.projects.iter().map(|it| directory.project(*it).into_owned()).collect();
        let people: Vec<_> = self.people.iter().map(|it| directory.person(*it).into_owned()).collect();
        let positions: Vec<_> = self.positions.iter().map(|it| directory.position(*it).into_owned()).collect();
        let mut model = Model {
            schema: SCHEMA,
            title: directory.title().to_owned(),
            title_translations: directory.title_translations().clone(),
            maintainer: directory.maintainer().cloned(),
            documents: Vec::new(),
            areas: directory.areas().filter(|area| self.areas.contains(&area.id)).cloned().collect(),
            organisations,
            projects,
            people,
            positions,
            warnings: Vec::new(),
        };
        // A warning may have evidence in a document of another fact.
        self.add_documents(&model);
        model.warnings = self.warnings();
        self.add_documents(&model);
        model.documents = self.documents.iter().map(|it| directory.document(*it).into_owned()).collect();
        model
    }

    /// The warnings all of whose records are in the part.
    fn warnings(&self) -> Vec<Warning> {
        let is_there = |id: &RecordId| match self.directory.find(id) {
            Some(RecordRef::Person(index)) => self.people.contains(&index),
            Some(RecordRef::Position(index)) => self.positions.contains(&index),
            Some(RecordRef::Project(index)) => self.projects.contains(&index),
            Some(RecordRef::Organisation(index)) => self.organisations.contains(&index),
            Some(RecordRef::Document(index)) => self.documents.contains(&index),
            Some(RecordRef::Region(_)) => true,
            None => false,
        };
        let whole = self.directory.warnings();
        whole.filter(|warning| warning.about.iter().all(is_there)).map(Cow::into_owned).collect()
    }

    /// Adds the documents of all evidence in a model.
    fn add_documents(&mut self, model: &Model) {
        let mut ids: BTreeSet<&DocumentId> = BTreeSet::new();
        each_passage(model, &mut |passages| ids.extend(passages.iter().map(|passage| &passage.document)));
        self.documents.extend(ids.into_iter().filter_map(|id| self.directory.document_called(id)));
    }
}

/// Shows the evidence of every fact.
fn each_passage<'a>(model: &'a Model, show: &mut impl FnMut(&'a [Evidence])) {
    for person in &model.people {
        show(&person.evidence);
        each_of_phones(&person.phones, show);
        person.emails.iter().for_each(|email| show(&email.evidence));
    }
    for organisation in &model.organisations {
        show(&organisation.evidence);
        organisation.aliases.iter().for_each(|alias| show(&alias.evidence));
        each_of_phones(&organisation.phones, show);
    }
    for position in &model.positions {
        show(&position.evidence);
        position.project.iter().for_each(|fact| show(&fact.evidence));
        position.organisation.iter().for_each(|fact| show(&fact.evidence));
        position.areas.iter().chain(position.place.as_deref()).for_each(|place| show(&place.evidence));
        let periods =
            [position.start.as_deref(), position.end.as_deref(), position.as_of.as_deref()].into_iter().flatten();
        periods.for_each(|period| show(&period.evidence));
    }
    for project in &model.projects {
        show(&project.evidence);
        let texts = project.abbreviation.iter().chain(&project.aliases).chain(&project.kind);
        texts.for_each(|fact| show(&fact.evidence));
        project.parent.iter().for_each(|fact| show(&fact.evidence));
        let organisations = project.funders.iter().chain(&project.coordinator).chain(&project.partners);
        organisations.for_each(|fact| show(&fact.evidence));
        [&project.start, &project.end].into_iter().flatten().for_each(|period| show(&period.evidence));
        project.areas.iter().for_each(|place| show(&place.evidence));
        project.notes.iter().for_each(|note| show(&note.evidence));
    }
    model.warnings.iter().for_each(|warning| show(&warning.evidence));
}

fn each_of_phones<'a>(phones: &'a [Phone], show: &mut impl FnMut(&'a [Evidence])) {
    for phone in phones {
        show(&phone.evidence);
        phone.as_of.iter().for_each(|period| show(&period.evidence));
    }
}
