//! What each record can be found by.

use std::collections::HashSet;

use super::answer::Field;
use super::synonyms;
use crate::gazetteer;
use crate::model::{Directory, Organisation, OrganisationId, Position, Project, ProjectId, RecordRef};
use crate::text::fold;

/// A text that a record can be found by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Searchable {
    /// What it is.
    pub field: Field,
    /// As it is shown.
    pub shown: String,
    /// Another word for it, when that is what is searched.
    pub alias: Option<String>,
}

/// Everything that a record can be found by, numbers and places apart.
pub(super) fn fields_of(directory: &Directory, record: RecordRef) -> Vec<Searchable> {
    let mut fields = Fields { directory, found: Vec::new(), known: HashSet::new() };
    match record {
        RecordRef::Person(index) => fields.person(index),
        RecordRef::Position(index) => fields.position(&directory.position(index)),
        RecordRef::Project(index) => fields.project(index),
        RecordRef::Region(code) => {
            let names = gazetteer::region(code).names;
            fields.add(Field::Name, names.fi);
            fields.alias(Field::Name, names.fi, names.sv);
            fields.alias(Field::Name, names.fi, names.en);
            for responsible in directory.responsible_for(code) {
                fields.holder(responsible.position);
            }
        }
        RecordRef::Organisation(index) => fields.organisation(index),
        RecordRef::Document(_) => {}
    }
    fields.found
}

struct Fields<'a> {
    directory: &'a Directory,
    found: Vec<Searchable>,
    /// The same again, for a project may have as many people as a directory.
    known: HashSet<Searchable>,
}

impl Fields<'_> {
    fn add(&mut self, field: Field, shown: &str) {
        self.push(Searchable { field, shown: shown.to_owned(), alias: None });
    }

    fn alias(&mut self, field: Field, shown: &str, alias: &str) {
        self.push(Searchable { field, shown: shown.to_owned(), alias: Some(alias.to_owned()) });
    }

    fn push(&mut self, text: Searchable) {
        if self.known.insert(text.clone()) {
            self.found.push(text);
        }
    }

    fn person(&mut self, index: usize) {
        let person = self.directory.person(index);
        self.add(Field::Name, &person.name);
        for email in &person.emails {
            self.add(Field::Mail, &email.address);
        }
        for position in self.directory.positions_of(index) {
            self.position(&self.directory.position(position));
        }
    }

    fn position(&mut self, position: &Position) {
        self.add(Field::Role, &position.title);
        for alias in synonyms::of_title(&fold(&position.title)) {
            self.alias(Field::Role, &position.title, alias);
        }
        if let Some(project) = &position.project {
            self.project_names(&project.value);
        }
        if let Some(organisation) = &position.organisation {
            self.organisation_names(&organisation.value);
        }
        if let Some(place) = &position.place {
            self.add(Field::Place, &place.printed);
        }
        for area in &position.areas {
            self.add(Field::Region, &area.printed);
        }
    }

    /// The names of a project and of all it is a part of.
    fn project_names(&mut self, id: &ProjectId) {
        let family = self.directory.project_called(id).map(|index| self.directory.family_of(index));
        for project in family.into_iter().flatten() {
            self.own_names(Field::Project, &self.directory.project(project));
        }
    }

    fn own_names(&mut self, field: Field, project: &Project) {
        self.add(field, &project.name);
        for alias in project.abbreviation.iter().chain(&project.aliases) {
            self.alias(field, &project.name, &alias.value);
        }
    }

    fn project(&mut self, index: usize) {
        let project = self.directory.project(index);
        self.own_names(Field::Name, &project);
        for parent in self.directory.family_of(index).into_iter().skip(1) {
            self.own_names(Field::Project, &self.directory.project(parent));
        }
        let organisations = project.funders.iter().chain(&project.coordinator).chain(&project.partners);
        for organisation in organisations {
            self.organisation_names(&organisation.value);
        }
        for area in &project.areas {
            self.add(Field::Region, &area.printed);
        }
        for position in self.directory.positions_in(index) {
            self.holder(position);
        }
    }

    fn organisation_names(&mut self, id: &OrganisationId) {
        if let Some(organisation) = self.directory.organisation_called(id) {
            self.called(Field::Organisation, &self.directory.organisation(organisation));
        }
    }

    fn called(&mut self, field: Field, organisation: &Organisation) {
        self.add(field, &organisation.name);
        for alias in &organisation.aliases {
            self.alias(field, &organisation.name, &alias.value);
        }
        for alias in synonyms::of_organisation(&fold(&organisation.name)) {
            self.alias(field, &organisation.name, alias);
        }
    }

    fn organisation(&mut self, index: usize) {
        self.called(Field::Name, &self.directory.organisation(index));
        for position in self.directory.positions_at(index) {
            self.holder(position);
        }
    }

    /// Who holds a position, and as what: for finding what belongs to them.
    fn holder(&mut self, index: usize) {
        if let Some(person) = self.directory.holder_of(index) {
            self.add(Field::Person, &self.directory.person(person).name);
        }
        let position = self.directory.position(index);
        self.add(Field::Role, &position.title);
        for alias in synonyms::of_title(&fold(&position.title)) {
            self.alias(Field::Role, &position.title, alias);
        }
    }
}
