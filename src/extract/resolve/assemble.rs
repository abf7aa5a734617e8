//! Assembles the model from the statements of all documents.

use super::conflicts;
use super::homonyms::{Homonyms, NamedStatements, PersonShare};
use super::organisations::ResolvedOrganisations;
use super::people::{Affiliations, Merge, ResolvedPeople};
use super::positions::ResolvedPositions;
use super::projects::ResolvedProjects;
use crate::extract::report::Report;
use std::collections::HashSet;

use crate::extract::statement::{ContactPointStatement, DocumentStatements, PositionStatement, StatedHolder};
use crate::model::{
    Area, Document, Holder, Maintainer, Model, PersonId, Phone, PhoneKind, SCHEMA, TitleTranslations, Warning,
};

/// Resolves the statements of all documents into the records of a model.
///
/// Also returns the reports of the documents, with a report for each reference to a record that does not exist, and the
/// mentions that were linked to a person of another name. A
/// directory without a title has that of its first document.
pub(crate) fn assemble(
    title: String,
    maintainer: Option<Maintainer>,
    documents: Vec<DocumentStatements>,
) -> (Model, Vec<Report>, Vec<Merge>) {
    let mut reports: Vec<Report> = documents.iter().flat_map(|document| document.reports.clone()).collect();
    let mut organisations = ResolvedOrganisations::new(&documents);
    let projects = ResolvedProjects::new(&documents, &mut organisations, &mut reports);
    let mut linker = Linker {
        organisations,
        projects,
        people: ResolvedPeople::default(),
        positions: ResolvedPositions::default(),
        warnings: Vec::new(),
    };
    for document in &documents {
        linker.add(document);
    }
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
    for person in &mut model.people {
        // Direct numbers first, of these the newest.
        let day = |phone: &Phone| phone.as_of.as_ref().and_then(|period| period.from);
        person.phones.sort_by_key(|phone| (phone.kind != PhoneKind::Direct, std::cmp::Reverse(day(phone))));
        person.emails.sort_by_key(|email| email.basis);
    }
    let mut warnings = conflicts::warnings(&model, &documents, &mut reports);
    warnings.append(&mut linker.warnings);
    warnings.sort_by_key(|warning| warning.kind.rank());
    model.warnings = warnings;
    if let (true, Some(first)) = (model.title.is_empty(), documents.first()) {
        model.title.clone_from(&first.document.title);
    }
    model.documents = documents.into_iter().map(document_record).collect();
    (model, reports, merges)
}

/// The record of a document, with the numbers and addresses in it that are nobody's.
fn document_record(statements: DocumentStatements) -> Document {
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
    fn add(&mut self, document: &DocumentStatements) {
        for named in NamedStatements::all(document) {
            let homonyms = Homonyms::new(&named);
            let mut ids: Vec<PersonId> = Vec::new();
            for share in homonyms.shares(&named) {
                let affiliations = self.affiliations(&share);
                let (id, warning) = self.people.add(&document.document, &share, affiliations);
                ids.push(id);
                self.warnings.extend(warning);
            }
            for position in &named.positions {
                if let Some(id) = ids.get(homonyms.person_of(&position.evidence)) {
                    let holder = Holder::Person(id.clone());
                    self.add_position(document, position, holder);
                }
            }
        }
        for position in &document.positions {
            if let StatedHolder::Nameless(nameless) = position.holder {
                self.add_position(document, position, Holder::Nameless(nameless));
            }
        }
    }

    fn add_position(&mut self, document: &DocumentStatements, position: &PositionStatement, holder: Holder) {
        let (organisations, projects) = (&mut self.organisations, &self.projects);
        let warnings = self.positions.add(&document.document, position, holder, organisations, projects);
        self.warnings.extend(warnings);
    }

    fn affiliations(&mut self, share: &PersonShare<'_>) -> Affiliations {
        let projects = share.positions.iter().filter_map(|it| self.projects.id(&it.project.as_ref()?.value));
        let organisations = share.positions.iter().filter_map(|it| it.organisation.as_ref());
        Affiliations {
            root_projects: projects.filter_map(|id| self.projects.ancestry(&id).pop()).collect(),
            organisations: organisations.map(|it| self.organisations.id(&it.value, &it.evidence)).collect(),
        }
    }
}

/// The areas that the places of the documents refer to, each once, by id.
fn areas(documents: &[DocumentStatements]) -> Vec<Area> {
    let mut areas: Vec<Area> = documents.iter().flat_map(|document| document.areas.clone()).collect();
    areas.sort_by(|a, b| a.id.cmp(&b.id));
    areas.dedup_by(|a, b| a.id == b.id);
    areas
}
