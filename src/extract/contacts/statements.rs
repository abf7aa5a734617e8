//! The statements of one contact: a person or a post with its facts, or an organisation with its numbers.

use std::collections::{HashMap, HashSet};
use std::num::NonZeroU32;
use std::sync::Arc;

use super::name::{NameOrders, StatedName, stated_name};
use super::party::party_facts;
use super::quotation::{cite, passage, quote};
use super::term::ReadTerm;
use super::value::{PlaceLookup, ReadPhone, changed_on, emails, phone_of, phones, title_of};
use crate::exchange::{Contact, ContactKind, ContactName, FileProblemKind, Location, TermOf};
use crate::extract::entities::organisation;
use crate::extract::entities::role;
use crate::extract::entities::vocabulary::VOCABULARY;
use crate::extract::report::{Report, ReportKind};
use crate::extract::statement::{
    ContactPointStatement, DocumentStatements, Leftover, LeftoverKind, OrganisationFact, PersonFact, PositionStatement,
    ProjectFact, StatedHolder,
};
use crate::language::given_name;
use crate::model::{Basis, Email, Evidence, Fact, NamedPlace, Nameless, Phone, PhoneKind, Time};
use crate::text::fold;

/// Writes the statements of contacts.
pub(super) struct ContactWriter {
    statements: DocumentStatements,
    orders: NameOrders,
    places: PlaceLookup,
    /// The places of numbers that were completed.
    completed: HashSet<Location>,
    /// The organisations, projects and numbers of organisations that are stated already.
    stated: HashSet<(Stated, String)>,
    /// The positions without a named holder, by the properties that two posts of one kind share.
    posts: HashMap<PostKey, usize>,
}

/// The maximum number of numbers and addresses of a contact whose passages also show to whom they belong.
const MAX_WHOLE_PASSAGES: usize = 8;

/// The kinds of facts that are stated once for a file, however many rows repeat them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Stated {
    Organisation,
    Project,
    Phone,
}

/// The properties that rows of posts of one kind share.
type PostKey = (String, Option<String>, Option<String>, Option<String>, Nameless);

/// Whom a contact is about.
enum Subject {
    Person(StatedName),
    Post(Nameless),
    Project(String),
    Organisation(String),
    /// A number or an address that belongs to nobody.
    Nobody,
}

impl ContactWriter {
    pub(super) fn new(statements: DocumentStatements, orders: NameOrders) -> Self {
        let completed = statements.reports.iter().filter_map(|report| match &report.kind {
            ReportKind::ContactProblem { problem: FileProblemKind::LostZero, sheet, column } => {
                Some(Location { line: report.line?, sheet: sheet.clone(), column: column.clone() })
            }
            _ => None,
        });
        Self {
            completed: completed.collect(),
            statements,
            orders,
            places: PlaceLookup::default(),
            stated: HashSet::new(),
            posts: HashMap::new(),
        }
    }

    pub(super) fn finish(self) -> DocumentStatements {
        self.statements
    }

    /// States what a contact says.
    pub(super) fn state(&mut self, mut contact: Contact) {
        let evidence = self.evidence(&contact);
        let subject = self.subject(&mut contact);
        let line = contact.location.line;
        let employer = match &subject {
            Subject::Organisation(name) => Some(name.clone()),
            _ => contact.organisation.clone(),
        };
        if let Some(name) = &employer {
            self.organisation(name, &quote(&evidence, name));
        }
        match &subject {
            Subject::Person(stated) => self.person(stated, &mut contact, &evidence),
            Subject::Post(nameless) => self.post(*nameless, &contact, &evidence),
            Subject::Project(name) => self.project(name, &contact, &evidence),
            Subject::Organisation(name) => {
                for alias in std::mem::take(&mut contact.aliases) {
                    self.statements.organisation(name, OrganisationFact::Alias(alias), evidence.clone());
                }
            }
            Subject::Nobody => {}
        }
        // The date of the last change of a card takes precedence over that of the file.
        let revised = contact.revised.map(|day| Arc::new(changed_on(day)));
        // If there are many numbers, the passage of each is the number alone.
        let mut whole_passages = MAX_WHOLE_PASSAGES;
        for phone in contact.phones.iter().flat_map(|phone| phones(phone).into_iter().map(move |read| (phone, read))) {
            match phone {
                (stated, ReadPhone::Number(printed, mention)) => {
                    let is_completed = self.completed.contains(&stated.location);
                    let evidence = cite(&evidence, &printed, &mut whole_passages);
                    let mut phone = phone_of(&printed, mention, is_completed, evidence);
                    phone.as_of.clone_from(&revised);
                    self.phone(phone, &subject, employer.as_deref(), line);
                }
                (_, ReadPhone::Digits(printed)) => {
                    self.report(line, ReportKind::UnreadDigits { printed: printed.clone() });
                    self.leave(line, LeftoverKind::Digits, printed);
                }
            }
        }
        for email in &contact.emails {
            let found = emails(email);
            if found.is_empty() && email.address.contains('@') {
                self.report(line, ReportKind::NobodysEmail { printed: email.address.clone() });
                self.leave(line, LeftoverKind::Email, email.address.clone());
            }
            for address in found {
                let evidence = cite(&evidence, &address, &mut whole_passages);
                let is_derived = contact.derived_emails.iter().any(|derived| derived.eq_ignore_ascii_case(&address));
                let basis = if is_derived { Basis::Derived } else { Basis::Stated };
                let email = Email { address, basis, evidence };
                self.email(email, &subject, line);
            }
        }
    }

    /// Determines whom a contact is about. Words about the post in the name cell are moved to the contact.
    fn subject(&self, contact: &mut Contact) -> Subject {
        let nobody = |contact: &Contact| {
            let has_post = contact.title.is_some() || contact.project.is_some() || !contact.areas.is_empty();
            let project = contact.project.clone().filter(|_| contact.title.is_none());
            match &contact.organisation {
                _ if VOCABULARY.says_vacant(&contact.quotation) => Subject::Post(Nameless::Vacant),
                _ if project.is_some() => Subject::Project(project.unwrap_or_default()),
                _ if has_post => Subject::Post(Nameless::Unnamed),
                Some(organisation) => Subject::Organisation(organisation.clone()),
                None => Subject::Nobody,
            }
        };
        let Some(name) = contact.name.take() else { return nobody(contact) };
        let text = match &name {
            ContactName::Full(text) | ContactName::Unordered(text) => text.clone(),
            ContactName::Parts { given, surname } => format!("{given} {surname}"),
        };
        if contact.kind == ContactKind::Organisation {
            return Subject::Organisation(text);
        }
        if VOCABULARY.is_vacancy(&text) || is_placeholder(&text) {
            return nobody(contact);
        }
        let has_given_name = text.split([' ', ',']).any(|word| given_name(word).is_some());
        let has = |is_it: fn(&str) -> bool| text.split([' ', ',']).any(|word| !word.is_empty() && is_it(word));
        if !matches!(name, ContactName::Parts { .. }) && !has_given_name {
            if has(organisation::is_head) {
                contact.organisation = None;
                return Subject::Organisation(text);
            }
            if text.split(' ').next_back().is_some_and(role::is_title) {
                contact.title.get_or_insert(text);
                return nobody(contact);
            }
        }
        match stated_name(&name, contact, &self.orders) {
            Some(stated) => Subject::Person(stated),
            None => nobody(contact),
        }
    }

    fn person(&mut self, stated: &StatedName, contact: &mut Contact, evidence: &[Evidence]) {
        let name = stated.name.as_str();
        self.statements.person(name, PersonFact::Named, evidence.to_vec());
        if let Some(surname) = &stated.former_surname {
            self.statements.person(name, PersonFact::FormerSurname(surname.clone()), evidence.to_vec());
        }
        if contact.title.is_none() {
            contact.title.clone_from(&stated.title);
        }
        let mut position = self.position(StatedHolder::Person(name.to_owned()), contact, evidence);
        position.is_acting |= stated.is_acting;
        let is_bare = position.title.is_empty()
            && position.organisation.is_none()
            && position.unit.is_none()
            && position.project.is_none()
            && position.areas.is_empty()
            && position.place.is_none()
            && position.start.is_none()
            && position.end.is_none();
        if !is_bare {
            self.statements.positions.push(position);
        }
    }

    /// States a post without a named holder; posts of one kind are one position with their number.
    fn post(&mut self, nameless: Nameless, contact: &Contact, evidence: &[Evidence]) {
        let mut position = self.position(StatedHolder::Nameless(nameless), contact, evidence);
        if nameless == Nameless::Vacant {
            position.time = Time::Announced;
        }
        let folded = |text: &Option<String>| text.as_deref().map(fold);
        let key: PostKey = (
            fold(&position.title),
            folded(&contact.organisation),
            folded(&contact.unit),
            folded(&contact.project),
            nameless,
        );
        let same = self.posts.get(&key).and_then(|index| self.statements.positions.get_mut(*index));
        if let Some(same) = same {
            same.count = same.count.and_then(|count| count.checked_add(1));
            same.evidence.extend(position.evidence);
            same.areas.extend(position.areas);
            return;
        }
        position.count = NonZeroU32::new(1);
        self.posts.insert(key, self.statements.positions.len());
        self.statements.positions.push(position);
    }

    fn position(&mut self, holder: StatedHolder, contact: &Contact, evidence: &[Evidence]) -> PositionStatement {
        let (title, is_acting) = contact.title.as_deref().map(title_of).unwrap_or_default();
        let proof = contact.title.as_deref().map_or_else(|| evidence.to_vec(), |title| quote(evidence, title));
        let mut position = PositionStatement::new(holder, title, proof);
        let fact =
            |value: &String| Fact { value: value.clone(), basis: Basis::Stated, evidence: quote(evidence, value) };
        position.is_acting = is_acting;
        position.organisation = contact.organisation.as_ref().map(fact);
        position.project = contact.project.as_ref().map(fact);
        position.unit.clone_from(&contact.unit);
        if let Some(project) = &contact.project {
            self.project_terms(project, contact, evidence);
        }
        for term in self.terms(contact, TermOf::Post, evidence) {
            position.start = position.start.or(term.start.map(Box::new));
            position.end = position.end.or(term.end.map(Box::new));
        }
        for areas in &contact.areas {
            let places = self.named_places(areas, contact.location.line, evidence);
            position.areas.reserve_exact(places.len());
            position.areas.extend(places);
        }
        if let Some(place) = &contact.place {
            position.place = self.named_places(place, contact.location.line, evidence).into_iter().next().map(Box::new);
        }
        position
    }

    /// States a project, with its areas and its period.
    fn project(&mut self, name: &str, contact: &Contact, evidence: &[Evidence]) {
        self.project_terms(name, contact, evidence);
        for areas in &contact.areas {
            for place in self.named_places(areas, contact.location.line, evidence) {
                let passages = place.evidence.clone();
                self.statements.project(name, ProjectFact::Area(place), Basis::Stated, passages);
            }
        }
    }

    /// States a project, with its period.
    fn project_terms(&mut self, name: &str, contact: &Contact, evidence: &[Evidence]) {
        if self.is_new(Stated::Project, name) {
            self.statements.project(name, ProjectFact::Named, Basis::Stated, quote(evidence, name));
        }
        for (organisation, fact) in party_facts(contact) {
            self.statements.project(name, fact, Basis::Stated, quote(evidence, organisation));
        }
        for term in self.terms(contact, TermOf::Project, evidence) {
            for fact in term.start.map(ProjectFact::Start).into_iter().chain(term.end.map(ProjectFact::End)) {
                self.statements.project(name, fact, Basis::Stated, evidence.to_vec());
            }
        }
    }

    /// The times of a contact's post or project. Other texts are left out.
    fn terms(&mut self, contact: &Contact, of: TermOf, evidence: &[Evidence]) -> Vec<ReadTerm> {
        let mut read = Vec::new();
        for term in contact.terms.iter().filter(|term| term.of == of) {
            let time = ReadTerm::of(term, &quote(evidence, &term.printed));
            if time.is_empty() {
                self.leave(contact.location.line, LeftoverKind::Date, term.printed.clone());
            }
            read.push(time);
        }
        read
    }

    fn named_places(&mut self, text: &str, line: u32, evidence: &[Evidence]) -> Vec<NamedPlace> {
        let read = self.places.places(text);
        let evidence = quote(evidence, text);
        let named = read.places.iter().map(|place| place.named_place(Basis::Stated, &evidence)).collect();
        let unknown = read.unknown.clone();
        for area in read.places.iter().filter_map(|place| place.area.as_ref()) {
            if !self.statements.areas.iter().any(|known| known.id == area.id) {
                self.statements.areas.push(area.clone());
            }
        }
        for printed in unknown {
            self.leave(line, LeftoverKind::Place, printed);
        }
        named
    }

    fn organisation(&mut self, name: &str, evidence: &[Evidence]) {
        if self.is_new(Stated::Organisation, name) {
            let kind = organisation::kind_of(name);
            self.statements.organisation(name, OrganisationFact::Listed(kind), evidence.to_vec());
        }
    }

    /// States a number. A switchboard is that of the employer, and of a person without an employer.
    fn phone(&mut self, phone: Phone, subject: &Subject, employer: Option<&str>, line: u32) {
        let is_shared = phone.kind != PhoneKind::Direct;
        let evidence = phone.evidence.clone();
        match (subject, employer) {
            (Subject::Organisation(name), _) => self.organisation_phone(name, phone),
            (Subject::Person(_) | Subject::Post(_), Some(employer)) if is_shared => {
                self.organisation_phone(employer, phone);
            }
            (Subject::Person(stated), _) => {
                self.statements.person(&stated.name, PersonFact::Phone(Box::new(phone)), evidence);
            }
            (Subject::Post(_) | Subject::Project(_) | Subject::Nobody, _) => {
                self.report(line, ReportKind::NobodysNumber { printed: phone.printed.clone() });
                self.leave(line, LeftoverKind::Phone, phone.printed.clone());
                self.statements.contact_points.push(ContactPointStatement::Phone(phone));
            }
        }
    }

    fn organisation_phone(&mut self, name: &str, phone: Phone) {
        if self.is_new(Stated::Phone, &format!("{name} {}", phone.e164)) {
            let evidence = phone.evidence.clone();
            self.statements.organisation(name, OrganisationFact::Phone(phone), evidence);
        }
    }

    fn email(&mut self, email: Email, subject: &Subject, line: u32) {
        let evidence = email.evidence.clone();
        if let Subject::Person(stated) = subject {
            self.statements.person(&stated.name, PersonFact::Email(Box::new(email)), evidence);
            return;
        }
        self.report(line, ReportKind::NobodysEmail { printed: email.address.clone() });
        self.leave(line, LeftoverKind::Email, email.address.clone());
        self.statements.contact_points.push(ContactPointStatement::Email(email));
    }

    fn is_new(&mut self, kind: Stated, name: &str) -> bool {
        self.stated.insert((kind, fold(name)))
    }

    fn evidence(&self, contact: &Contact) -> Vec<Evidence> {
        let document = self.statements.document.id.clone();
        vec![Evidence { document, line: contact.location.line, text: passage(contact).into(), origin: None }]
    }

    fn report(&mut self, line: u32, kind: ReportKind) {
        let file = self.statements.path.clone();
        self.statements.reports.push(Report { file, line: Some(line), kind });
    }

    fn leave(&mut self, line: u32, kind: LeftoverKind, printed: String) {
        self.statements.left.push(Leftover { line, kind, printed });
    }
}

/// Whether a text stands for a name that is not known.
fn is_placeholder(text: &str) -> bool {
    let folded = fold(text.trim());
    matches!(folded.as_str(), "n.n." | "nn" | "n. n." | "n n") || !folded.chars().any(char::is_alphanumeric)
}
