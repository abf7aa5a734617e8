//! Joins what the documents say: who is the same person, which mentions are one position.

use super::Report;
use super::found::{AboutPerson, Found, HeldBy, PersonFact, Placed};
use super::namesake::Contacts;
use super::registry::{self, Organisations, Projects, add_evidence, add_phone, add_place, as_of, sooner};
use super::warn;
use crate::model::{
    Area, Basis, Document, Email, Fact, Holder, Maintainer, Model, NamedPlace, Nameless, OrganisationId, Person,
    PersonId, PhoneKind, Position, PositionId, ProjectId, SCHEMA, Warning, slug,
};
use crate::text::fold;

/// The model of all documents, and what is wrong in how they speak of each other.
pub(super) fn join(title: String, maintainer: Option<Maintainer>, founds: Vec<Found>) -> (Model, Vec<Report>) {
    let mut reports: Vec<Report> = founds.iter().flat_map(|found| found.reports.clone()).collect();
    let mut organisations = Organisations::new(&founds);
    let projects = Projects::new(&founds, &mut organisations, &mut reports);
    let mut joiner =
        Joiner { organisations, projects, people: Vec::new(), positions: Vec::new(), warnings: Vec::new() };
    for found in &founds {
        joiner.document(found);
    }
    let Joiner { organisations, projects, people, positions, mut warnings } = joiner;
    let mut model = Model {
        schema: SCHEMA,
        title,
        maintainer,
        documents: Vec::new(),
        areas: areas(&founds),
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
    let mut found = warn::warnings(&model, &founds, &mut reports);
    found.append(&mut warnings);
    found.sort_by_key(|warning| warning.kind as u8);
    model.warnings = found;
    if let (true, Some(first)) = (model.title.is_empty(), founds.first()) {
        model.title.clone_from(&first.document.title);
    }
    model.documents = founds.into_iter().map(|found| found.document).collect();
    (model, reports)
}

/// A person with what joins other mentions to them.
struct Known {
    person: Person,
    families: Vec<ProjectId>,
    houses: Vec<OrganisationId>,
}

/// A position with what it was read from.
struct Held {
    position: Position,
    house: Option<Fact<OrganisationId>>,
}

struct Joiner {
    organisations: Organisations,
    projects: Projects,
    people: Vec<Known>,
    positions: Vec<Held>,
    warnings: Vec<Warning>,
}

impl Joiner {
    fn document(&mut self, found: &Found) {
        let mut names: Vec<&str> = Vec::new();
        for about in &found.people {
            if !names.iter().any(|name| fold(name) == fold(&about.person)) {
                names.push(&about.person);
            }
        }
        for name in names {
            let contacts = Contacts::new(found, name);
            let ids: Vec<PersonId> =
                (0..contacts.people()).map(|one| self.person(found, name, &contacts, one)).collect();
            let of_name = |placed: &Placed| matches!(&placed.holder, HeldBy::Person(held) if fold(held) == fold(name));
            for placed in found.positions.iter().filter(|placed| of_name(placed)) {
                if let Some(id) = ids.get(contacts.of(&placed.evidence)) {
                    self.position(&found.document, placed, Holder::Person(id.clone()));
                }
            }
        }
        for placed in &found.positions {
            if let HeldBy::Nameless(nameless) = placed.holder {
                self.position(&found.document, placed, Holder::Nameless(nameless));
            }
        }
    }

    /// The person of this name in one document: an old record that something joins, or a new one.
    fn person(&mut self, found: &Found, name: &str, contacts: &Contacts, one: usize) -> PersonId {
        let key = fold(name);
        let of_name = |about: &&AboutPerson| fold(&about.person) == key && contacts.of(&about.evidence) == one;
        let said: Vec<&AboutPerson> = found.people.iter().filter(of_name).collect();
        let named = |held: &HeldBy| matches!(held, HeldBy::Person(held) if fold(held) == key);
        let of_name = |it: &&Placed| named(&it.holder) && contacts.of(&it.evidence) == one;
        let held: Vec<&Placed> = found.positions.iter().filter(of_name).collect();
        let families: Vec<ProjectId> = held
            .iter()
            .filter_map(|it| self.projects.id(&it.project.as_ref()?.value))
            .filter_map(|id| self.projects.line_of(&id).pop())
            .collect();
        let houses: Vec<OrganisationId> = held
            .iter()
            .filter_map(|it| it.organisation.as_ref())
            .map(|fact| self.organisations.id(&fact.value, &fact.evidence))
            .collect();
        let agrees = |known: &Known| {
            let reached = said.iter().any(|about| match &about.says {
                PersonFact::Phone(phone) => {
                    phone.kind == PhoneKind::Direct && known.person.phones.iter().any(|it| it.e164 == phone.e164)
                }
                PersonFact::Email(email) => known.person.emails.iter().any(|it| it.address == email.address),
                PersonFact::Named => false,
            });
            reached
                || families.iter().any(|id| known.families.contains(id))
                || houses.iter().any(|id| known.houses.contains(id))
        };
        let namesakes: Vec<usize> = (0..self.people.len())
            .filter(|at| self.people.get(*at).is_some_and(|it| fold(&it.person.name) == key))
            .collect();
        // A second one on the same page was told apart from the first; their house and project tell nothing more.
        let same = namesakes.iter().copied().find(|at| one == 0 && self.people.get(*at).is_some_and(agrees));
        let index = same.unwrap_or_else(|| {
            let context = houses.first().map(OrganisationId::stem).or(families.first().map(ProjectId::stem));
            self.new_person(name, context, !namesakes.is_empty())
        });
        let Some(known) = self.people.get_mut(index) else { return PersonId::from_name(name) };
        // A pattern cannot tell two people of one name apart.
        let derived = |it: &&AboutPerson| matches!(&it.says, PersonFact::Email(email) if email.basis == Basis::Derived);
        for about in said.into_iter().filter(|it| contacts.people() == 1 || !derived(it)) {
            tell(&mut known.person, about, &found.document);
        }
        known.families.extend(families);
        known.houses.extend(houses);
        let id = known.person.id.clone();
        if same.is_none() && !namesakes.is_empty() {
            let others = namesakes.iter().filter_map(|at| self.people.get(*at)).map(|it| &it.person);
            let both: Vec<&Person> = others.chain(self.people.get(index).map(|it| &it.person)).collect();
            self.warnings.push(warn::namesakes(&both));
        }
        id
    }

    fn new_person(&mut self, name: &str, context: Option<&str>, is_namesake: bool) -> usize {
        let taken: Vec<_> = self.people.iter().map(|it| it.person.id.clone()).collect();
        let readable = match context {
            Some(context) if is_namesake => format!("{name} {context}"),
            _ => name.to_owned(),
        };
        let id = registry::free(|suffix| PersonId::from_name(&format!("{readable}{suffix}")), &taken);
        let person = Person { id, name: name.to_owned(), phones: Vec::new(), emails: Vec::new(), evidence: Vec::new() };
        self.people.push(Known { person, families: Vec::new(), houses: Vec::new() });
        self.people.len() - 1
    }

    fn position(&mut self, document: &Document, placed: &Placed, holder: Holder) {
        let project = placed.project.as_ref().and_then(|fact| {
            let value = self.projects.id(&fact.value)?;
            Some(Fact { value, basis: fact.basis, evidence: fact.evidence.clone() })
        });
        let house = placed.organisation.as_ref().map(|fact| {
            let value = self.organisations.id(&fact.value, &fact.evidence);
            Fact { value, basis: fact.basis, evidence: fact.evidence.clone() }
        });
        let mut position = Position {
            id: PositionId::from_name(&placed.title),
            holder,
            count: placed.count,
            title: placed.title.clone(),
            project,
            organisation: house.clone(),
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
        if let Some(index) = self.positions.iter().position(|held| self.is_one(&held.position, &position)) {
            self.merge(index, &position, house);
        } else {
            position.id = self.position_id(&position);
            self.positions.push(Held { position, house });
        }
    }

    /// Whether two mentions are one position: the same holder, title, time, and a project inside the other.
    fn is_one(&self, a: &Position, b: &Position) -> bool {
        if a.holder != b.holder || a.time != b.time || title_key(&a.title) != title_key(&b.title) {
            return false;
        }
        let value = |it: &Position| it.project.as_ref().map(|fact| fact.value.clone());
        if let Holder::Nameless(_) = a.holder {
            let house = |it: &Position| it.organisation.as_ref().map(|fact| fact.value.clone());
            return (value(a), house(a), a.count) == (value(b), house(b), b.count);
        }
        match (value(a), value(b)) {
            (Some(a), Some(b)) => self.projects.line_of(&a).contains(&b) || self.projects.line_of(&b).contains(&a),
            _ => true,
        }
    }

    fn merge(&mut self, index: usize, more: &Position, house: Option<Fact<OrganisationId>>) {
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
        match (&mut held.house, house) {
            (Some(kept), Some(other)) if kept.value == other.value => {
                kept.basis = kept.basis.min(other.basis);
                add_evidence(&mut kept.evidence, &other.evidence);
            }
            (Some(kept), Some(mut other)) => {
                if other.basis < kept.basis {
                    std::mem::swap(kept, &mut other);
                }
                conflicts.push(warn::organisations(&old.holder, kept, &other, |id| {
                    let record = self.organisations.records.iter().find(|it| it.id == *id);
                    record.map_or_else(|| id.to_string(), |it| it.name.clone())
                }));
            }
            (kept @ None, other) => *kept = other,
            (Some(_), None) => {}
        }
        old.organisation.clone_from(&held.house);
        if let Some(conflict) = warn::areas(&old.holder, &old.areas, &more.areas) {
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
    fn position_id(&self, position: &Position) -> PositionId {
        let project = position.project.as_ref().map(|fact| fact.value.stem().to_owned());
        let house = position.organisation.as_ref().map(|fact| fact.value.stem().to_owned());
        let (front, told) = match &position.holder {
            Holder::Person(id) => (id.stem().to_owned(), project.or(house)),
            Holder::Nameless(_) => match project {
                Some(project) => (project, house),
                None => (house.unwrap_or_else(|| nameless(&position.holder).to_owned()), None),
            },
        };
        let taken: Vec<_> = self.positions.iter().map(|it| it.position.id.clone()).collect();
        let title = slug(&position.title);
        let id = |text: String| format!("{}{text}", PositionId::PREFIX).parse().ok();
        let plain = format!("{front}/{title}");
        let fuller = told.map(|told| format!("{plain}/{told}"));
        let free = |text: &String| id(text.clone()).filter(|id| !taken.contains(id));
        free(&plain).or_else(|| fuller.as_ref().and_then(free)).unwrap_or_else(|| {
            let base = fuller.unwrap_or(plain);
            registry::free(|suffix| id(format!("{base}{suffix}")).unwrap_or_else(|| position.id.clone()), &taken)
        })
    }
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

fn tell(person: &mut Person, about: &AboutPerson, document: &Document) {
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
fn areas(founds: &[Found]) -> Vec<Area> {
    let mut areas: Vec<Area> = founds.iter().flat_map(|found| found.areas.clone()).collect();
    areas.sort_by(|a, b| a.id.cmp(&b.id));
    areas.dedup_by(|a, b| a.id == b.id);
    areas
}
