//! Record linkage of people: which mentions in the documents are one person.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::conflicts;
use super::hash_index::HashIndex;
use super::homonyms::PersonShare;
use super::ids::IdAllocator;
use super::merge::{add_email, add_evidence, add_phone};
use crate::extract::statement::{PersonFact, PersonStatement};
use crate::model::{
    Basis, Document, DocumentId, Email, Evidence, OrganisationId, Period, Person, PersonId, Phone, PhoneKind,
    ProjectId, Warning,
};
use crate::text::{Day, are_initials, fold};

/// The people of all documents.
#[derive(Debug, Default)]
pub(crate) struct ResolvedPeople {
    records: Vec<LinkedPerson>,
    ids: IdAllocator<PersonId>,
    /// The people of each folded name.
    by_name: HashIndex,
    /// The people of each folded surname.
    by_surname: HashIndex,
    /// The people of each direct number and each printed address.
    by_contact: HashIndex,
    /// The people who share a name, by the folded name.
    namesakes: BTreeMap<String, Vec<usize>>,
    /// Why mentions under different names are one person.
    pub(crate) merges: Vec<Merge>,
}

/// A mention that is linked to a person of another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The name of the record before.
    pub name: String,
    /// The name of the mention.
    pub other: String,
    /// The document of the mention.
    pub document: DocumentId,
    /// The evidence.
    pub reason: MergeReason,
}

/// The evidence that two names belong to one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergeReason {
    /// One name has initials of the given names of the other, and they share a number, address, project or organisation.
    Initials,
    /// A document gives the former surname, and they share a number, address, project or organisation.
    FormerSurname,
    /// The given name is the same, and so is a printed address or a direct number that no document gives to both.
    SharedContact,
}

/// A person with the affiliations that link further mentions to it.
#[derive(Debug)]
struct LinkedPerson {
    person: Person,
    /// The folded names of all mentions; few.
    names: Vec<Box<str>>,
    /// The date of the document whose name is kept.
    named_on: Option<Day>,
    /// The last document that names the person.
    document: Option<DocumentId>,
    /// The outermost projects, sorted.
    root_projects: Vec<ProjectId>,
    /// The organisations, sorted.
    organisations: Vec<OrganisationId>,
}

/// The projects and organisations of a person's positions in one document.
#[derive(Debug)]
pub(crate) struct Affiliations {
    /// The outermost project that each position's project is a part of.
    pub(crate) root_projects: Vec<ProjectId>,
    /// The organisation of each position.
    pub(crate) organisations: Vec<OrganisationId>,
}

/// The relation of a mention to the people of its name.
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
    /// Returns the person's id.
    pub(crate) fn add(
        &mut self,
        document: &Document,
        as_of: Option<&Arc<Period>>,
        share: PersonShare,
        affiliations: Affiliations,
    ) -> PersonId {
        if let Some(id) = share.id.clone() {
            return self.add_identified(id, as_of, share);
        }
        let link = match self.link(&share, &affiliations) {
            link @ (Link::New | Link::Homonym) if share.is_first => {
                self.link_by_other_name(document, &share, &affiliations).unwrap_or(link)
            }
            link => link,
        };
        let index = match link {
            Link::Same(index) => index,
            Link::New | Link::Homonym => self.create(&share, &affiliations, link),
        };
        if matches!(link, Link::Homonym) {
            let namesakes = match self.namesakes.remove(&share.key) {
                Some(known) => known,
                None => self.called(&share.key).collect(),
            };
            self.namesakes.entry(share.key.clone()).or_insert(namesakes).push(index);
        }
        self.index(index, &share);
        let Some(linked) = self.records.get_mut(index) else { return PersonId::from_name(&share.name) };
        linked.take_name(&share, document);
        // An address derived from a pattern does not distinguish two people of one name.
        for statement in share.statements.into_iter().filter(|it| share.is_only || !is_derived_email(it)) {
            add_statement(&mut linked.person, statement, as_of);
        }
        linked.document = Some(document.id.clone());
        affiliations.root_projects.into_iter().for_each(|id| insert_sorted(&mut linked.root_projects, id));
        affiliations.organisations.into_iter().for_each(|id| insert_sorted(&mut linked.organisations, id));
        linked.person.id.clone()
    }

    /// A warning for each name that several people share.
    pub(crate) fn namesake_warnings(&self) -> Vec<Warning> {
        let warning = |namesakes: &Vec<usize>| {
            let people = namesakes.iter().filter_map(|index| self.records.get(*index));
            conflicts::homonyms(&people.map(|it| &it.person).collect::<Vec<_>>())
        };
        self.namesakes.values().map(warning).collect()
    }

    /// Adds a person to whom the source gives an id: nobody else is the same person.
    fn add_identified(&mut self, id: PersonId, as_of: Option<&Arc<Period>>, share: PersonShare) -> PersonId {
        let mut person = Person {
            id,
            name: share.name,
            phones: Vec::new(),
            emails: Vec::new(),
            evidence: Vec::new(),
            directories: Box::default(),
        };
        for statement in share.statements {
            add_statement(&mut person, statement, as_of);
        }
        let id = person.id.clone();
        self.records.push(LinkedPerson::new(person));
        id
    }

    /// The records, in the order of their first mention.
    pub(crate) fn into_records(self) -> Vec<Person> {
        let mut people: Vec<Person> = self.records.into_iter().map(|linked| linked.person).collect();
        // The list takes the place of the data by which the people were linked.
        people.shrink_to_fit();
        people
    }

    /// The people of a folded name.
    fn called<'a>(&'a self, key: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.by_name.candidates(key).filter(move |at| self.records.get(*at).is_some_and(|it| it.has_name(key)))
    }

    fn link(&self, share: &PersonShare, affiliations: &Affiliations) -> Link {
        let fits = |index: &usize| self.records.get(*index).is_some_and(|it| it.matches(share, affiliations));
        // The document distinguishes a second person of the name from the first; they may well share an organisation
        // or project.
        let same = if share.is_first { self.called(&share.key).find(fits) } else { None };
        match same {
            Some(index) => Link::Same(index),
            None if self.called(&share.key).next().is_none() => Link::New,
            None => Link::Homonym,
        }
    }

    /// The person whom a mention means under another name, if the evidence is enough.
    fn link_by_other_name(
        &mut self,
        document: &Document,
        share: &PersonShare,
        affiliations: &Affiliations,
    ) -> Option<Link> {
        let (given, surname) = share.key.rsplit_once(' ')?;
        let mut by_name: Vec<(usize, MergeReason)> = Vec::new();
        for index in self.by_surname.candidates(surname) {
            let fits = self.records.get(index).is_some_and(|it| it.has_initials_of(given, surname));
            by_name.extend(fits.then_some((index, MergeReason::Initials)));
        }
        for statement in &share.statements {
            if let PersonFact::FormerSurname(former) = &statement.fact {
                let name = format!("{given} {}", fold(former));
                by_name.extend(self.called(&name).map(|index| (index, MergeReason::FormerSurname)));
            }
        }
        let linked = |index: usize| self.records.get(index).filter(|it| it.document.as_ref() != Some(&document.id));
        let named =
            by_name.into_iter().find(|(index, _)| linked(*index).is_some_and(|it| it.matches(share, affiliations)));
        let found = named.or_else(|| {
            let contacts = share.statements.iter().filter_map(|statement| contact_key(&statement.fact));
            let mut shared = contacts.flat_map(|key| self.by_contact.candidates(key).map(move |index| (key, index)));
            let fits = |(key, index): &(&str, usize)| {
                linked(*index).is_some_and(|it| it.has_contact(key) && it.has_given_name(given))
            };
            let (_, index) = shared.find(fits)?;
            Some((index, MergeReason::SharedContact))
        });
        let (index, reason) = found?;
        let name = self.records.get(index)?.person.name.clone();
        self.merges.push(Merge { name, other: share.name.clone(), document: document.id.clone(), reason });
        Some(Link::Same(index))
    }

    /// Makes a person findable by the name, numbers and addresses of a mention.
    fn index(&mut self, index: usize, share: &PersonShare) {
        self.by_name.add(share.key.as_str(), index);
        if let Some((_, surname)) = share.key.rsplit_once(' ') {
            self.by_surname.add(surname, index);
        }
        for key in share.statements.iter().filter_map(|statement| contact_key(&statement.fact)) {
            self.by_contact.add(key, index);
        }
    }

    fn create(&mut self, share: &PersonShare, affiliations: &Affiliations, link: Link) -> usize {
        let name = &share.name;
        let readable = match affiliations.distinguishing_stem() {
            Some(stem) if matches!(link, Link::Homonym) => format!("{name} {stem}"),
            _ => name.clone(),
        };
        let id = self.ids.allocate(&readable, PersonId::from_name);
        let person = Person {
            id,
            name: name.clone(),
            phones: Vec::new(),
            emails: Vec::new(),
            evidence: Vec::new(),
            directories: Box::default(),
        };
        let index = self.records.len();
        self.records.push(LinkedPerson::new(person));
        index
    }
}

/// The key of a direct number or a printed address.
fn contact_key(fact: &PersonFact) -> Option<&str> {
    match fact {
        PersonFact::Phone(phone) if phone.kind == PhoneKind::Direct => Some(&phone.e164),
        PersonFact::Email(email) if email.basis != Basis::Derived => Some(&email.address),
        _ => None,
    }
}

impl LinkedPerson {
    /// A person who is linked to nothing yet.
    fn new(person: Person) -> Self {
        let (names, root_projects, organisations) = (Vec::new(), Vec::new(), Vec::new());
        Self { person, names, named_on: None, document: None, root_projects, organisations }
    }

    /// Keeps the name of the newest document; if two have the same day, the longer name.
    fn take_name(&mut self, share: &PersonShare, document: &Document) {
        let date = document.published.as_ref().and_then(|published| published.from);
        let is_new = !self.has_name(&share.key);
        if is_new {
            self.names.reserve_exact(1);
            self.names.push(share.key.as_str().into());
        }
        let is_other = is_new && fold(&self.person.name) != share.key;
        let is_longer = share.name.chars().count() > self.person.name.chars().count();
        let has_initials =
            share.key.rsplit_once(' ').is_some_and(|(given, _)| given.split(['-', ' ']).any(|part| part.len() <= 1));
        if is_other && !has_initials && (date > self.named_on || date == self.named_on && is_longer) {
            self.person.name.clone_from(&share.name);
        }
        self.named_on = self.named_on.max(date);
    }

    /// Whether one of the names has the same surname, and given names of which the others are initials.
    fn has_initials_of(&self, given: &str, surname: &str) -> bool {
        self.names
            .iter()
            .filter_map(|name| name.rsplit_once(' '))
            .any(|(own, own_surname)| own_surname == surname && (are_initials(given, own) || are_initials(own, given)))
    }

    fn has_name(&self, key: &str) -> bool {
        self.names.iter().any(|name| **name == *key)
    }

    /// Whether one of the direct numbers or printed addresses is this one.
    fn has_contact(&self, key: &str) -> bool {
        let mut numbers = self.person.phones.iter().filter(|phone| phone.kind == PhoneKind::Direct);
        numbers.any(|phone| phone.e164 == key) || self.person.emails.iter().any(|email| email.address == key)
    }

    fn has_given_name(&self, given: &str) -> bool {
        self.names.iter().filter_map(|name| name.rsplit_once(' ')).any(|(own, _)| own == given)
    }

    /// Whether a mention of the name means this person: a common direct number, address, project or organisation.
    fn matches(&self, share: &PersonShare, affiliations: &Affiliations) -> bool {
        let is_common = |statement: &PersonStatement| match &statement.fact {
            PersonFact::Phone(phone) => {
                phone.kind == PhoneKind::Direct && self.person.phones.iter().any(|it| it.e164 == phone.e164)
            }
            PersonFact::Email(email) => self.person.emails.iter().any(|it| it.address == email.address),
            PersonFact::Named | PersonFact::FormerSurname(_) => false,
        };
        share.statements.iter().any(is_common)
            || affiliations.root_projects.iter().any(|id| self.root_projects.binary_search(id).is_ok())
            || affiliations.organisations.iter().any(|id| self.organisations.binary_search(id).is_ok())
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

/// Inserts an item into a sorted list, unless the list contains it.
fn insert_sorted<T: Ord>(list: &mut Vec<T>, item: T) {
    if let Err(place) = list.binary_search(&item) {
        if list.is_empty() {
            list.reserve_exact(1);
        }
        list.insert(place, item);
    }
}

fn add_statement(person: &mut Person, statement: PersonStatement, as_of: Option<&Arc<Period>>) {
    let own = |evidence: Vec<Evidence>| if evidence.is_empty() { statement.evidence.clone() } else { evidence };
    match statement.fact {
        PersonFact::Named | PersonFact::FormerSurname(_) => add_evidence(&mut person.evidence, &statement.evidence),
        PersonFact::Phone(phone) => {
            let evidence = own(phone.evidence);
            add_phone(&mut person.phones, Phone { evidence, ..*phone }, as_of);
        }
        PersonFact::Email(email) => {
            let evidence = own(email.evidence);
            add_email(&mut person.emails, Email { evidence, ..*email });
        }
    }
}
