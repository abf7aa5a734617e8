//! Joins what the documents say: who is the same person, which mentions are one position.

use std::collections::HashMap;
use std::collections::HashSet;
use std::num::NonZeroU32;

use super::conflicts;
use super::homonyms::{Homonyms, PersonStatements};
use super::ids::IdAllocator;
use super::merge::{add_evidence, add_phone, add_place, as_of, sooner};
use super::organisations::Organisations;
use super::projects::Projects;
use crate::extract::report::Report;
use crate::extract::statement::{DocumentStatements, PersonFact, PersonStatement, PositionStatement, StatedHolder};
use crate::model::{
    Area, Basis, Document, Email, Fact, Holder, Maintainer, Model, NamedPlace, Nameless, OrganisationId, Person,
    PersonId, PhoneKind, Position, PositionId, ProjectId, SCHEMA, Time, Warning, slug,
};
use crate::text::fold;

/// The model of all documents, and what is wrong in how they speak of each other.
pub(crate) fn join(
    title: String,
    maintainer: Option<Maintainer>,
    documents: Vec<DocumentStatements>,
) -> (Model, Vec<Report>) {
    let mut reports: Vec<Report> = documents.iter().flat_map(|found| found.reports.clone()).collect();
    let mut organisations = Organisations::new(&documents);
    let projects = Projects::new(&documents, &mut organisations, &mut reports);
    let mut linker = Linker {
        organisations,
        projects,
        people: Vec::new(),
        person_ids: IdAllocator::default(),
        by_name: HashMap::new(),
        positions: Vec::new(),
        position_ids: IdAllocator::default(),
        by_key: HashMap::new(),
        warnings: Vec::new(),
    };
    for found in &documents {
        linker.document(found);
    }
    let Linker { organisations, projects, people, positions, mut warnings, .. } = linker;
    let mut model = Model {
        schema: SCHEMA,
        title,
        maintainer,
        documents: Vec::new(),
        areas: areas(&documents),
        organisations: organisations.records,
        projects: projects.records,
        people: people.into_iter().map(|known| known.person).collect(),
        positions: positions.into_iter().map(|known| known.position).collect(),
        warnings: Vec::new(),
    };
    for person in &mut model.people {
        person.phones.sort_by_key(|phone| phone.kind != PhoneKind::Direct);
        person.emails.sort_by_key(|email| email.basis);
    }
    let mut found = conflicts::warnings(&model, &documents, &mut reports);
    found.append(&mut warnings);
    found.sort_by_key(|warning| warning.kind.rank());
    model.warnings = found;
    if let (true, Some(first)) = (model.title.is_empty(), documents.first()) {
        model.title.clone_from(&first.document.title);
    }
    model.documents = documents.into_iter().map(|found| found.document).collect();
    (model, reports)
}

/// A person with what joins other mentions to them.
struct LinkedPerson {
    person: Person,
    families: HashSet<ProjectId>,
    organisations: HashSet<OrganisationId>,
}

/// A position with what it was read from.
struct LinkedPosition {
    position: Position,
    organisation: Option<Fact<OrganisationId>>,
}

struct Linker {
    organisations: Organisations,
    projects: Projects,
    people: Vec<LinkedPerson>,
    person_ids: IdAllocator<PersonId>,
    /// The people of each folded name.
    by_name: HashMap<String, Vec<usize>>,
    positions: Vec<LinkedPosition>,
    position_ids: IdAllocator<PositionId>,
    /// The positions that may be one, by what those share.
    by_key: HashMap<PositionKey, Vec<usize>>,
    warnings: Vec<Warning>,
}

/// What two mentions of one position share: the holder, the time, the title; where nobody has a name, where it belongs.
type PositionKey = (Holder, Time, String, Option<(Option<ProjectId>, Option<OrganisationId>, Option<NonZeroU32>)>);

impl Linker {
    fn document(&mut self, found: &DocumentStatements) {
        for named in PersonStatements::all(found) {
            let homonyms = Homonyms::new(&named);
            let mut ids: Vec<PersonId> = Vec::new();
            for share in homonyms.share(&named) {
                ids.push(self.person(found, &named, share, ids.is_empty(), homonyms.people() == 1));
            }
            for placed in &named.positions {
                if let Some(id) = ids.get(homonyms.of(&placed.evidence)) {
                    self.position(&found.document, placed, Holder::Person(id.clone()));
                }
            }
        }
        for placed in &found.positions {
            if let StatedHolder::Nameless(nameless) = placed.holder {
                self.position(&found.document, placed, Holder::Nameless(nameless));
            }
        }
    }

    /// The person of this name in one document: an old record that something joins, or a new one.
    fn person(
        &mut self,
        found: &DocumentStatements,
        named: &PersonStatements<'_>,
        (said, held): (Vec<&PersonStatement>, Vec<&PositionStatement>),
        is_first: bool,
        is_only: bool,
    ) -> PersonId {
        let families: Vec<ProjectId> = held
            .iter()
            .filter_map(|it| self.projects.id(&it.project.as_ref()?.value))
            .filter_map(|id| self.projects.line_of(&id).pop())
            .collect();
        let organisations: Vec<OrganisationId> = held
            .iter()
            .filter_map(|it| it.organisation.as_ref())
            .map(|fact| self.organisations.id(&fact.value, &fact.evidence))
            .collect();
        let agrees = |known: &LinkedPerson| {
            let reached = said.iter().any(|about| match &about.says {
                PersonFact::Phone(phone) => {
                    phone.kind == PhoneKind::Direct && known.person.phones.iter().any(|it| it.e164 == phone.e164)
                }
                PersonFact::Email(email) => known.person.emails.iter().any(|it| it.address == email.address),
                PersonFact::Named => false,
            });
            reached
                || families.iter().any(|id| known.families.contains(id))
                || organisations.iter().any(|id| known.organisations.contains(id))
        };
        let namesakes = self.by_name.get(&named.key).cloned().unwrap_or_default();
        // A second one on the same page was told apart from the first; their house and project tell nothing more.
        let same = namesakes.iter().copied().find(|at| is_first && self.people.get(*at).is_some_and(agrees));
        let index = same.unwrap_or_else(|| {
            let context = organisations.first().map(OrganisationId::stem).or(families.first().map(ProjectId::stem));
            self.new_person(named, context, !namesakes.is_empty())
        });
        let Some(known) = self.people.get_mut(index) else { return PersonId::from_name(named.name) };
        // A pattern cannot tell two people of one name apart.
        let derived =
            |it: &&PersonStatement| matches!(&it.says, PersonFact::Email(email) if email.basis == Basis::Derived);
        for about in said.into_iter().filter(|it| is_only || !derived(it)) {
            add_statement(&mut known.person, about, &found.document);
        }
        known.families.extend(families);
        known.organisations.extend(organisations);
        let id = known.person.id.clone();
        if same.is_none() && !namesakes.is_empty() {
            let others = namesakes.iter().filter_map(|at| self.people.get(*at)).map(|it| &it.person);
            let both: Vec<&Person> = others.chain(self.people.get(index).map(|it| &it.person)).collect();
            self.warnings.push(conflicts::homonyms(&both));
        }
        id
    }

    fn new_person(&mut self, named: &PersonStatements<'_>, context: Option<&str>, is_namesake: bool) -> usize {
        let name = named.name;
        let readable = match context {
            Some(context) if is_namesake => format!("{name} {context}"),
            _ => name.to_owned(),
        };
        let id = self.person_ids.allocate(&readable, PersonId::from_name);
        let person = Person { id, name: name.to_owned(), phones: Vec::new(), emails: Vec::new(), evidence: Vec::new() };
        self.people.push(LinkedPerson { person, families: HashSet::new(), organisations: HashSet::new() });
        self.by_name.entry(named.key.clone()).or_default().push(self.people.len() - 1);
        self.people.len() - 1
    }

    fn position(&mut self, document: &Document, placed: &PositionStatement, holder: Holder) {
        let project = placed.project.as_ref().and_then(|fact| {
            let value = self.projects.id(&fact.value)?;
            Some(Fact { value, basis: fact.basis, evidence: fact.evidence.clone() })
        });
        let organisation = placed.organisation.as_ref().map(|fact| {
            let value = self.organisations.id(&fact.value, &fact.evidence);
            Fact { value, basis: fact.basis, evidence: fact.evidence.clone() }
        });
        let mut position = Position {
            id: PositionId::from_name(&placed.title),
            holder,
            count: placed.count,
            title: placed.title.clone(),
            project,
            organisation: organisation.clone(),
            areas: Vec::new(),
            place: placed.place.clone(),
            start: placed.start.clone(),
            end: placed.end.clone(),
            time: placed.time,
            as_of: as_of(document),
            basis: placed.basis,
            evidence: placed.evidence.clone(),
        };
        for place in &placed.areas {
            add_place(&mut position.areas, place);
        }
        let kind = key_of(&position);
        let alike = self.by_key.get(&kind).map_or(&[][..], Vec::as_slice);
        let is_one = |at: &&usize| self.positions.get(**at).is_some_and(|held| self.is_one(&held.position, &position));
        if let Some(index) = alike.iter().find(is_one).copied() {
            self.merge(index, &position, organisation);
        } else {
            position.id = self.position_id(&position);
            self.by_key.entry(kind).or_default().push(self.positions.len());
            self.positions.push(LinkedPosition { position, organisation });
        }
    }

    /// Whether two mentions of one kind are one position: a project of the one lies inside that of the other.
    fn is_one(&self, a: &Position, b: &Position) -> bool {
        match (a.person(), &a.project, &b.project) {
            (Some(_), Some(a), Some(b)) => {
                self.projects.line_of(&a.value).contains(&b.value) || self.projects.line_of(&b.value).contains(&a.value)
            }
            _ => true,
        }
    }

    fn merge(&mut self, index: usize, more: &Position, organisation: Option<Fact<OrganisationId>>) {
        let deeper =
            |position: &Position| position.project.as_ref().map_or(0, |fact| self.projects.line_of(&fact.value).len());
        let Some(held) = self.positions.get(index) else { return };
        let more_specific = deeper(more) > deeper(&held.position);
        let same = |a: &Option<Fact<ProjectId>>, b: &Option<Fact<ProjectId>>| {
            a.as_ref().map(|fact| &fact.value) == b.as_ref().map(|fact| &fact.value)
        };
        let same_project = same(&held.position.project, &more.project);
        let Some(held) = self.positions.get_mut(index) else { return };
        let old = &mut held.position;
        if more_specific {
            old.project.clone_from(&more.project);
        } else if let (true, Some(kept), Some(other)) = (same_project, &mut old.project, &more.project) {
            kept.basis = kept.basis.min(other.basis);
            add_evidence(&mut kept.evidence, &other.evidence);
        }
        let mut conflicts = Vec::new();
        match (&mut held.organisation, organisation) {
            (Some(kept), Some(other)) if kept.value == other.value => {
                kept.basis = kept.basis.min(other.basis);
                add_evidence(&mut kept.evidence, &other.evidence);
            }
            (Some(kept), Some(mut other)) => {
                if other.basis < kept.basis {
                    std::mem::swap(kept, &mut other);
                }
                conflicts.push(conflicts::organisation_conflict(&old.holder, kept, &other, |id| {
                    let record = self.organisations.records.iter().find(|it| it.id == *id);
                    record.map_or_else(|| id.to_string(), |it| it.name.clone())
                }));
            }
            (kept @ None, other) => *kept = other,
            (Some(_), None) => {}
        }
        old.organisation.clone_from(&held.organisation);
        if let Some(conflict) = conflicts::area_conflict(&old.holder, &old.areas, &more.areas) {
            conflicts.push(conflict);
        }
        add_areas(&mut old.areas, &more.areas);
        old.place = old.place.take().or_else(|| more.place.clone());
        for (kept, other) in [(&mut old.start, &more.start), (&mut old.end, &more.end)] {
            if let Some(other) = other {
                sooner(kept, other);
            }
        }
        let from = |position: &Position| position.as_of.as_ref().and_then(|period| period.from);
        if from(more) > from(old) {
            old.as_of.clone_from(&more.as_of);
        }
        old.basis = old.basis.min(more.basis);
        add_evidence(&mut old.evidence, &more.evidence);
        self.warnings.extend(conflicts);
    }

    /// Holder or project, then the title; what tells two such apart, then a number.
    fn position_id(&mut self, position: &Position) -> PositionId {
        let project = position.project.as_ref().map(|fact| fact.value.stem().to_owned());
        let organisation = position.organisation.as_ref().map(|fact| fact.value.stem().to_owned());
        let (front, told) = match &position.holder {
            Holder::Person(id) => (id.stem().to_owned(), project.or(organisation)),
            Holder::Nameless(_) => match project {
                Some(project) => (project, organisation),
                None => (organisation.unwrap_or_else(|| nameless(&position.holder).to_owned()), None),
            },
        };
        let ids = &mut self.position_ids;
        let title = slug(&position.title);
        let id = |text: &str| format!("{}{text}", PositionId::PREFIX).parse().ok();
        let plain = format!("{front}/{title}");
        let fuller = told.map(|told| format!("{plain}/{told}"));
        let mut free = |text: &String| id(text).filter(|id| ids.reserve(id));
        free(&plain).or_else(|| fuller.as_ref().and_then(&mut free)).unwrap_or_else(|| {
            let base = fuller.unwrap_or(plain);
            ids.allocate(&base, |text| id(text).unwrap_or_else(|| position.id.clone()))
        })
    }
}

/// What a position shares with all mentions of it.
fn key_of(position: &Position) -> PositionKey {
    let place = || {
        let project = position.project.as_ref().map(|fact| fact.value.clone());
        (project, position.organisation.as_ref().map(|fact| fact.value.clone()), position.count)
    };
    let place = position.person().is_none().then(place);
    (position.holder.clone(), position.time, title_key(&position.title), place)
}

fn nameless(holder: &Holder) -> &'static str {
    match holder {
        Holder::Nameless(Nameless::Vacant) => "vacant",
        _ => "unnamed",
    }
}

/// Titles that mean the same: `hankepäällikkö` is `projektipäällikkö`.
fn title_key(title: &str) -> String {
    let folded = fold(title);
    folded.strip_prefix("hanke").map_or(folded.clone(), |rest| format!("projekti{rest}"))
}

fn add_statement(person: &mut Person, about: &PersonStatement, document: &Document) {
    match &about.says {
        PersonFact::Named => add_evidence(&mut person.evidence, &about.evidence),
        PersonFact::Phone(phone) => add_phone(&mut person.phones, phone, document),
        PersonFact::Email(email) => add_email(&mut person.emails, email),
    }
}

fn add_email(list: &mut Vec<Email>, email: &Email) {
    match list.iter_mut().find(|old| old.address == email.address) {
        Some(old) => {
            old.basis = old.basis.min(email.basis);
            add_evidence(&mut old.evidence, &email.evidence);
        }
        None => list.push(email.clone()),
    }
}

fn add_areas(kept: &mut Vec<NamedPlace>, more: &[NamedPlace]) {
    // The wider list's order is the document's own.
    let (first, second) =
        if more.len() > kept.len() { (more.to_vec(), kept.clone()) } else { (kept.clone(), more.to_vec()) };
    kept.clear();
    first.iter().chain(&second).for_each(|place| add_place(kept, place));
}

/// The areas that places of the documents are tied to, each once, by id.
fn areas(documents: &[DocumentStatements]) -> Vec<Area> {
    let mut areas: Vec<Area> = documents.iter().flat_map(|found| found.areas.clone()).collect();
    areas.sort_by(|a, b| a.id.cmp(&b.id));
    areas.dedup_by(|a, b| a.id == b.id);
    areas
}
