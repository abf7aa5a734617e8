//! Record linkage of people: which mentions in the documents are one person.

use std::collections::{HashMap, HashSet};

use super::conflicts;
use super::homonyms::PersonShare;
use super::ids::IdAllocator;
use super::merge::{add_email, add_evidence, add_phone};
use crate::extract::statement::{PersonFact, PersonStatement};
use crate::model::{Basis, Document, OrganisationId, Person, PersonId, PhoneKind, ProjectId, Warning};

/// The people of all documents.
#[derive(Debug, Default)]
pub(crate) struct ResolvedPeople {
    records: Vec<LinkedPerson>,
    ids: IdAllocator<PersonId>,
    /// The people of each folded name.
    by_name: HashMap<String, Vec<usize>>,
}

/// A person with the affiliations that link further mentions to it.
#[derive(Debug)]
struct LinkedPerson {
    person: Person,
    root_projects: HashSet<ProjectId>,
    organisations: HashSet<OrganisationId>,
}

/// The projects and organisations of a person's positions in one document.
#[derive(Debug)]
pub(crate) struct Affiliations {
    /// The outermost project of each position's project.
    pub(crate) root_projects: Vec<ProjectId>,
    /// The organisation of each position.
    pub(crate) organisations: Vec<OrganisationId>,
}

/// How a mention relates to the people of its name.
#[derive(Clone, Copy, Debug)]
enum Link {
    /// It is the person with this index.
    Same(usize),
    /// It is the first person of the name.
    New,
    /// It is another person of the name.
    Homonym,
}

impl ResolvedPeople {
    /// Links one document's mention of a person to the person it means, a new one if none fits.
    ///
    /// Returns the person's id, and a warning if the new person shares the name with others.
    pub(crate) fn add(
        &mut self,
        document: &Document,
        share: &PersonShare<'_>,
        affiliations: Affiliations,
    ) -> (PersonId, Option<Warning>) {
        let candidates = self.by_name.get(share.key).cloned().unwrap_or_default();
        let link = self.link(&candidates, share, &affiliations);
        let index = match link {
            Link::Same(index) => index,
            Link::New | Link::Homonym => self.create(share, &affiliations, link),
        };
        let Some(linked) = self.records.get_mut(index) else { return (PersonId::from_name(share.name), None) };
        // An address derived from a pattern does not distinguish two people of one name.
        for statement in share.statements.iter().filter(|it| share.is_only || !is_derived_email(it)) {
            add_statement(&mut linked.person, statement, document);
        }
        linked.root_projects.extend(affiliations.root_projects);
        linked.organisations.extend(affiliations.organisations);
        let id = linked.person.id.clone();
        let warning = matches!(link, Link::Homonym).then(|| {
            let people = candidates.iter().chain([&index]).filter_map(|at| self.records.get(*at));
            conflicts::homonyms(&people.map(|it| &it.person).collect::<Vec<_>>())
        });
        (id, warning)
    }

    /// The records, in the order of their first mention.
    pub(crate) fn into_records(self) -> Vec<Person> {
        self.records.into_iter().map(|linked| linked.person).collect()
    }

    fn link(&self, candidates: &[usize], share: &PersonShare<'_>, affiliations: &Affiliations) -> Link {
        let fits = |index: &usize| self.records.get(*index).is_some_and(|it| it.matches(share, affiliations));
        // The document distinguishes a second person of the name from the first; they may well share an organisation
        // or project.
        match candidates.iter().copied().find(|index| share.is_first && fits(index)) {
            Some(index) => Link::Same(index),
            None if candidates.is_empty() => Link::New,
            None => Link::Homonym,
        }
    }

    fn create(&mut self, share: &PersonShare<'_>, affiliations: &Affiliations, link: Link) -> usize {
        let name = share.name;
        let readable = match affiliations.distinguishing_stem() {
            Some(stem) if matches!(link, Link::Homonym) => format!("{name} {stem}"),
            _ => name.to_owned(),
        };
        let id = self.ids.allocate(&readable, PersonId::from_name);
        let person = Person { id, name: name.to_owned(), phones: Vec::new(), emails: Vec::new(), evidence: Vec::new() };
        let index = self.records.len();
        self.records.push(LinkedPerson { person, root_projects: HashSet::new(), organisations: HashSet::new() });
        self.by_name.entry(share.key.to_owned()).or_default().push(index);
        index
    }
}

impl LinkedPerson {
    /// Whether a mention of the name means this person: a common direct number, address, project or organisation.
    fn matches(&self, share: &PersonShare<'_>, affiliations: &Affiliations) -> bool {
        let is_common = |statement: &&PersonStatement| match &statement.fact {
            PersonFact::Phone(phone) => {
                phone.kind == PhoneKind::Direct && self.person.phones.iter().any(|it| it.e164 == phone.e164)
            }
            PersonFact::Email(email) => self.person.emails.iter().any(|it| it.address == email.address),
            PersonFact::Named | PersonFact::FormerSurname(_) => false,
        };
        share.statements.iter().any(is_common)
            || affiliations.root_projects.iter().any(|id| self.root_projects.contains(id))
            || affiliations.organisations.iter().any(|id| self.organisations.contains(id))
    }
}

impl Affiliations {
    /// The part of an id that distinguishes people of one name, or `None` without affiliations.
    fn distinguishing_stem(&self) -> Option<&str> {
        self.organisations.first().map(OrganisationId::stem).or(self.root_projects.first().map(ProjectId::stem))
    }
}

fn is_derived_email(statement: &PersonStatement) -> bool {
    matches!(&statement.fact, PersonFact::Email(email) if email.basis == Basis::Derived)
}

fn add_statement(person: &mut Person, statement: &PersonStatement, document: &Document) {
    match &statement.fact {
        PersonFact::Named | PersonFact::FormerSurname(_) => add_evidence(&mut person.evidence, &statement.evidence),
        PersonFact::Phone(phone) => add_phone(&mut person.phones, phone, document),
        PersonFact::Email(email) => add_email(&mut person.emails, email),
    }
}
