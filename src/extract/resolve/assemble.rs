//! Assembles the model from the statements of all documents.

use super::conflicts;
use super::homonyms::{Homonyms, NamedStatements, PeopleStatements};
use super::merge::as_of;
use super::organisations::ResolvedOrganisations;
use super::people::{Affiliations, Merge, ResolvedPeople};
use super::positions::ResolvedPositions;
use super::projects::ResolvedProjects;
use crate::extract::report::Report;
use crate::text::{sort_by, sort_by_key};
use std::collections::HashSet;
use std::sync::Arc;

use crate::extract::statement::{ContactPointStatement, DocumentStatements, PositionStatement, StatedHolder};
use crate::model::{
    Area, Document, Holder, Maintainer, Model, Period, Person, PersonId, Phone, PhoneKind, Position, SCHEMA,
    TitleTranslations, Warning,
};

/// Resolves the statements of all documents into the records of a model.
///
/// Also returns the reports of the documents, with a report for each reference to a record that does not exist, and the
/// mentions that were linked to a person of another name. A
/// directory without a title has that of its first document.
pub(crate) fn assemble(
    title: String,
    maintainer: Option<Maintainer>,
    mut documents: Vec<DocumentStatements>,
) -> (Model, Vec<Report>, Vec<Merge>) {
    let mut reports: Vec<Report> = documents.iter_mut().flat_map(|it| std::mem::take(&mut it.reports)).collect();
    let mut organisations = ResolvedOrganisations::new(&documents);
    for document in &mut documents {
        document.organisations = Vec::new();
    }
    let projects = ResolvedProjects::new(&mut documents, &mut organisations, &mut reports);
    let mut linker = Linker {
        organisations,
        projects,
        people: ResolvedPeople::default(),
        positions: ResolvedPositions::default(),
        warnings: Vec::new(),
    };
    for document in &mut documents {
        linker.add(document);
    }
    linker.warnings.extend(linker.people.namesake_warnings());
    linker.warnings.extend(linker.positions.area_conflicts());
    let merges = std::mem::take(&mut linker.people.merges);
    let mut model = Model {
        schema: SCHEMA,
        title,
        title_translations: TitleTranslations::default(),
        maintainer,
        documents: Vec::new(),
        areas: areas(&documents),
        organisations: linker.organisations.records,
        projects: linker.projects.records,
        people: linker.people.into_records(),
        positions: linker.positions.into_records(),
        warnings: Vec::new(),
    };
    model.people.iter_mut().for_each(sort_contacts);
    let mut warnings = conflicts::warnings(&model, &documents, &mut reports);
    // Models among the inputs may have warned of a conflict already.
    let key = |warning: &Warning| (warning.kind.name(), warning.kind.details(), warning.about.clone());
    let mut stated = HashSet::new();
    warnings.retain(|warning| !warning.kind.is_conflict() || stated.insert(key(warning)));
    warnings.extend(linker.warnings.into_iter().filter(|warning| stated.is_empty() || !stated.contains(&key(warning))));
    sort_by_key(&mut warnings, |warning| warning.kind.rank());
    model.warnings = warnings;
    if let (true, Some(first)) = (model.title.is_empty(), documents.first()) {
        model.title.clone_from(&first.document.title);
    }
    model.documents = documents.into_iter().map(document_record).collect();
    // The list takes the place of the data from which the documents were made.
    model.documents.shrink_to_fit();
    (model, reports, merges)
}

/// Sorts the numbers and addresses of a person: direct numbers first, of these the newest; printed addresses first.
fn sort_contacts(person: &mut Person) {
    let day = |phone: &Phone| phone.as_of.as_ref().and_then(|period| period.from);
    sort_by_key(&mut person.phones, |phone| (phone.kind != PhoneKind::Direct, std::cmp::Reverse(day(phone))));
    sort_by_key(&mut person.emails, |email| email.basis);
}

/// Links the people and positions of a part of a document whose source tells its people apart.
///
/// Returns the people, and their positions.
pub(crate) fn link_identified(
    organisations: &mut ResolvedOrganisations,
    statements: &mut DocumentStatements,
) -> (Vec<Person>, Vec<Position>) {
    let mut linker = Linker {
        organisations: std::mem::take(organisations),
        projects: ResolvedProjects::default(),
        people: ResolvedPeople::default(),
        positions: ResolvedPositions::default(),
        warnings: Vec::new(),
    };
    linker.add(statements);
    *organisations = linker.organisations;
    let mut people = linker.people.into_records();
    people.iter_mut().for_each(sort_contacts);
    (people, linker.positions.into_records())
}

/// The record of a document, with the numbers and addresses in it that belong to nobody.
pub(crate) fn document_record(statements: DocumentStatements) -> Document {
    let mut document = statements.document;
    for contact in statements.contact_points {
        match contact {
            ContactPointStatement::Phone(phone) => document.phones.push(phone),
            ContactPointStatement::Email(email) => document.emails.push(email),
        }
    }
    let mut numbers = HashSet::new();
    document.phones.retain(|phone| numbers.insert(phone.e164.clone()));
    let mut addresses = HashSet::new();
    document.emails.retain(|email| addresses.insert(email.address.clone()));
    document
}

/// The records so far, to which the people and positions of each document are linked.
struct Linker {
    organisations: ResolvedOrganisations,
    projects: ResolvedProjects,
    people: ResolvedPeople,
    positions: ResolvedPositions,
    warnings: Vec<Warning>,
}

impl Linker {
    /// Links the people and the positions of a document, which are taken out of it.
    fn add(&mut self, statements: &mut DocumentStatements) {
        let mut all = PeopleStatements::take(statements);
        let (document, given_ids) = (&statements.document, &statements.ids);
        let as_of = as_of(document);
        for NamedStatements { statements, positions } in all.by_ref() {
            let homonyms = Homonyms::new(&statements, &positions);
            let holders: Vec<usize> = positions.iter().map(|it| homonyms.person_of(&it.evidence)).collect();
            let mut affiliations: Vec<Affiliations> = Vec::new();
            for person in 0..homonyms.people() {
                let own = positions.iter().zip(&holders).filter(|(_, holder)| **holder == person);
                affiliations.push(self.affiliations(own.map(|(position, _)| position)));
            }
            let line = statements.first().and_then(|first| first.evidence.first()).map(|passage| passage.line);
            let given = line.and_then(|line| given_ids.get(&line));
            let mut ids: Vec<PersonId> = Vec::new();
            for (mut share, affiliations) in homonyms.shares(statements).into_iter().zip(affiliations) {
                share.id = given.filter(|_| share.is_first).cloned();
                ids.push(self.people.add(document, as_of.as_ref(), share, affiliations));
            }
            for (position, holder) in positions.into_iter().zip(holders) {
                if let Some(id) = ids.get(holder) {
                    self.add_position(as_of.as_ref(), position, Holder::Person(id.clone()));
                }
            }
        }
        for position in all.other_positions() {
            if let StatedHolder::Nameless(nameless) = position.holder {
                self.add_position(as_of.as_ref(), position, Holder::Nameless(nameless));
            }
        }
    }

    fn add_position(&mut self, as_of: Option<&Arc<Period>>, position: PositionStatement, holder: Holder) {
        let (organisations, projects) = (&mut self.organisations, &self.projects);
        let warnings = self.positions.add(as_of, position, holder, organisations, projects);
        self.warnings.extend(warnings);
    }

    fn affiliations<'a>(&mut self, positions: impl Iterator<Item = &'a PositionStatement>) -> Affiliations {
        let (mut root_projects, mut organisations) = (Vec::new(), Vec::new());
        for position in positions {
            let project = position.project.as_ref().and_then(|it| self.projects.id(&it.value));
            root_projects.extend(project.and_then(|id| self.projects.ancestry(&id).pop()));
            organisations
                .extend(position.organisation.as_ref().map(|it| self.organisations.id(&it.value, &it.evidence)));
        }
        Affiliations { root_projects, organisations }
    }
}

/// The areas that the places of the documents refer to, each once, by id.
fn areas(documents: &[DocumentStatements]) -> Vec<Area> {
    let mut areas: Vec<Area> = documents.iter().flat_map(|document| document.areas.clone()).collect();
    sort_by(&mut areas, |a, b| a.id.cmp(&b.id));
    areas.dedup_by(|a, b| a.id == b.id);
    areas
}
