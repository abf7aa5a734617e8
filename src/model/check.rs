//! Whether a model hangs together: first fast on the typed model, then slowly and everywhere.
//!
//! Opening a model asks only for what the program leans on. An inspection also holds quotations against the documents
//! that the model carries, and looks for control characters in names: a directory with such flaws can still be read.

use std::collections::HashMap;
use std::fmt::Display;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::carried::Carried;
use super::known::Known;
use super::load::version_of;
use super::locate::line_of;
use super::problem::Spot;
use super::{
    Evidence, Fact, Holder, Model, NamedPlace, Period, Phone, PlaceId, Problem, ProblemKind, SCHEMA, load, schema,
};
use crate::text::PhoneNumber;

/// Everything that is wrong with a text that should be a model, in the order of its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// Empty when the model is sound.
    pub problems: Vec<Problem>,
}

/// Finds every problem of a model's text, each with its JSON path and line.
///
/// A file of the right types costs one typed read; only another one is walked value by value.
#[must_use]
pub fn inspect(json: &[u8]) -> Inspection {
    let loaded = load(json);
    let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
    let mut problems = match loaded {
        Ok(model) => {
            let parts = Parts::of_model(&model);
            links(&parts, &Known::of_model(&model), Some(parts.carried()))
        }
        Err(error) => of_broken(json, &error),
    };
    for problem in &mut problems {
        problem.line = problem.line.or_else(|| line_of(json, problem.path.steps()));
    }
    problems.sort_by(|a, b| (a.line, &a.path).cmp(&(b.line, &b.path)));
    Inspection { problems }
}

/// The first thing that contradicts itself in a model of the right types.
pub(super) fn first_problem(model: &Model) -> Option<Problem> {
    links(&Parts::of_model(model), &Known::of_model(model), None).into_iter().next()
}

fn of_broken(json: &[u8], error: &super::LoadError) -> Vec<Problem> {
    let mut problems = match serde_json::from_slice::<Value>(json) {
        Err(cause) => vec![syntax(&cause)],
        Ok(value) => match version_of(json) {
            Some(found) if found != u64::from(SCHEMA) => {
                vec![Problem { path: Spot::default().key("schema"), line: None, kind: ProblemKind::Version { found } }]
            }
            _ => walk(&value),
        },
    };
    if problems.is_empty() {
        // Such as a key given twice in one object: the value tree keeps only the last.
        let kind = ProblemKind::Other { message: error.to_string() };
        problems.push(Problem { path: Spot::default(), line: line_in(error), kind });
    }
    problems
}

fn syntax(cause: &serde_json::Error) -> Problem {
    let message = cause.to_string();
    let bare = message.rsplit_once(" at line ").map_or(message.as_str(), |(bare, _)| bare).to_owned();
    let kind = ProblemKind::Syntax { message: bare, column: cause.column(), truncated: cause.is_eof() };
    Problem { path: Spot::default(), line: Some(cause.line()), kind }
}

fn line_in(error: &super::LoadError) -> Option<usize> {
    match error {
        super::LoadError::Json(cause) => Some(cause.line()),
        _ => None,
    }
}

/// The slow pass: types by the schema, then the links among the records, with what is of the wrong type mended.
fn walk(value: &Value) -> Vec<Problem> {
    let mut problems = schema::problems(value);
    let mended = schema::mended(value, &problems);
    let owned = Parts::of_value(&mended);
    let parts = owned.as_refs();
    let contradictions = links(&parts, &Known::of_value(value), Some(parts.carried()));
    // What was put in to mend a value says nothing about the file.
    let wrong: Vec<Spot> = problems.iter().map(|problem| problem.path.clone()).collect();
    let is_in_the_file =
        |problem: &Problem| !wrong.iter().any(|spot| problem.path.is_in(spot) && *spot != Spot::default());
    problems.extend(contradictions.into_iter().filter(is_in_the_file));
    problems
}

/// The records of a model with the places they stand at.
struct Parts<'a> {
    organisations: Vec<(usize, &'a super::Organisation)>,
    projects: Vec<(usize, &'a super::Project)>,
    people: Vec<(usize, &'a super::Person)>,
    positions: Vec<(usize, &'a super::Position)>,
    warnings: Vec<(usize, &'a super::Warning)>,
    documents: Vec<(usize, &'a super::Document)>,
}

/// The records of a broken model that can be read on their own.
struct OwnedParts {
    organisations: Vec<(usize, super::Organisation)>,
    projects: Vec<(usize, super::Project)>,
    people: Vec<(usize, super::Person)>,
    positions: Vec<(usize, super::Position)>,
    warnings: Vec<(usize, super::Warning)>,
    documents: Vec<(usize, super::Document)>,
}

impl<'a> Parts<'a> {
    fn carried(&self) -> Carried<'a> {
        Carried::new(self.documents.iter().map(|(_, document)| *document))
    }

    fn of_model(model: &Model) -> Parts<'_> {
        Parts {
            organisations: model.organisations.iter().enumerate().collect(),
            projects: model.projects.iter().enumerate().collect(),
            people: model.people.iter().enumerate().collect(),
            positions: model.positions.iter().enumerate().collect(),
            warnings: model.warnings.iter().enumerate().collect(),
            documents: model.documents.iter().enumerate().collect(),
        }
    }

    fn of_value(value: &Value) -> OwnedParts {
        OwnedParts {
            organisations: readable(value, "organisations"),
            projects: readable(value, "projects"),
            people: readable(value, "people"),
            positions: readable(value, "positions"),
            warnings: readable(value, "warnings"),
            documents: readable(value, "documents"),
        }
    }
}

impl OwnedParts {
    fn as_refs(&self) -> Parts<'_> {
        fn refs<T>(list: &[(usize, T)]) -> Vec<(usize, &T)> {
            list.iter().map(|(index, record)| (*index, record)).collect()
        }
        Parts {
            organisations: refs(&self.organisations),
            projects: refs(&self.projects),
            people: refs(&self.people),
            positions: refs(&self.positions),
            warnings: refs(&self.warnings),
            documents: refs(&self.documents),
        }
    }
}

fn readable<T: DeserializeOwned>(value: &Value, list: &str) -> Vec<(usize, T)> {
    let records = value.get(list).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let read = |(index, record): (usize, &Value)| Some((index, T::deserialize(record).ok()?));
    records.iter().enumerate().filter_map(read).collect()
}

/// What contradicts itself among records of the right types; with `carried` also what an inspection alone looks for.
fn links(parts: &Parts<'_>, known: &Known<'_>, carried: Option<Carried<'_>>) -> Vec<Problem> {
    let mut check = Links { known, carried, found: Vec::new() };
    for (list, index, id) in &known.twice {
        let kind = ProblemKind::DuplicateId { id: id.clone() };
        check.say(&Spot::default().key(list).index(*index).key("id"), kind);
    }
    let at = |list: &str, index: &usize| Spot::default().key(list).index(*index);
    for (index, document) in &parts.documents {
        check.names(&at("documents", index), &[("id", document.id.as_str())]);
        check.period(&at("documents", index).key("published"), document.published.as_ref());
    }
    for (index, organisation) in &parts.organisations {
        let spot = at("organisations", index);
        check.names(&spot, &[("id", organisation.id.as_str()), ("name", &organisation.name)]);
        check.phones(&spot, &organisation.phones);
        check.evidence(&spot, &organisation.evidence);
    }
    for (index, project) in &parts.projects {
        let spot = at("projects", index);
        check.names(&spot, &[("id", project.id.as_str()), ("name", &project.name)]);
        check.project(&spot, project);
    }
    check.cycles(&parts.projects);
    for (index, person) in &parts.people {
        let spot = at("people", index);
        check.names(&spot, &[("id", person.id.as_str()), ("name", &person.name)]);
        check.phones(&spot, &person.phones);
        for (number, email) in person.emails.iter().enumerate() {
            check.evidence(&spot.key("emails").index(number), &email.evidence);
        }
        check.evidence(&spot, &person.evidence);
    }
    for (index, position) in &parts.positions {
        let spot = at("positions", index);
        check.names(&spot, &[("id", position.id.as_str()), ("title", &position.title)]);
        check.position(&spot, position);
    }
    for (index, warning) in &parts.warnings {
        let spot = at("warnings", index);
        for (number, id) in warning.about.iter().enumerate() {
            if !matches!(id, super::RecordId::Region(_)) {
                check.link(&spot.key("about").index(number), id);
            }
        }
        check.evidence(&spot, &warning.evidence);
    }
    check.found
}

struct Links<'a> {
    known: &'a Known<'a>,
    carried: Option<Carried<'a>>,
    found: Vec<Problem>,
}

impl Links<'_> {
    fn names(&mut self, path: &Spot, names: &[(&str, &str)]) {
        for (key, name) in names.iter().filter(|_| self.carried.is_some()) {
            if let Some(letter) = name.chars().find(|letter| letter.is_control()) {
                self.found.push(Problem { path: path.key(key), line: None, kind: ProblemKind::Control { letter } });
            }
        }
    }

    fn say(&mut self, path: &Spot, kind: ProblemKind) {
        self.found.push(Problem { path: path.clone(), line: None, kind });
    }

    fn link(&mut self, path: &Spot, id: &impl Display) {
        let id = id.to_string();
        if !self.known.has(&id) {
            self.say(path, ProblemKind::Dangling { id });
        }
    }

    fn fact<T: Display>(&mut self, path: &Spot, fact: Option<&Fact<T>>) {
        if let Some(fact) = fact {
            self.link(&path.key("value"), &fact.value);
            self.evidence(path, &fact.evidence);
        }
    }

    fn facts<T: Display>(&mut self, path: &Spot, facts: &[Fact<T>]) {
        for (index, fact) in facts.iter().enumerate() {
            self.fact(&path.index(index), Some(fact));
        }
    }

    fn evidence(&mut self, path: &Spot, evidence: &[Evidence]) {
        let path = path.key("evidence");
        for (index, passage) in evidence.iter().enumerate() {
            self.link(&path.index(index).key("document"), &passage.document);
            let origin_is_zero = passage.origin.as_ref().is_some_and(|origin| origin.line == 0);
            if passage.line == 0 || origin_is_zero {
                self.say(&path.index(index), ProblemKind::LineZero);
            }
            if let Some((key, kind)) = self.carried.as_ref().and_then(|carried| carried.problem(passage)) {
                self.say(&path.index(index).key(key), kind);
            }
        }
    }

    fn period(&mut self, path: &Spot, period: Option<&Period>) {
        let Some(period) = period else { return };
        if let (Some(from), Some(to)) = (period.from, period.to)
            && from > to
        {
            self.say(path, ProblemKind::Backwards { from: from.to_string(), to: to.to_string() });
        }
        self.evidence(path, &period.evidence);
    }

    fn phones(&mut self, path: &Spot, phones: &[Phone]) {
        for (index, phone) in phones.iter().enumerate() {
            let path = path.key("phones").index(index);
            // Only Finnish numbers can be compared; a foreign one has no plan here.
            let printed = phone.printed.parse::<PhoneNumber>().ok();
            if printed.is_some_and(|printed| printed.e164() != phone.e164) {
                let (printed, e164) = (phone.printed.clone(), phone.e164.clone());
                self.say(&path.key("e164"), ProblemKind::NumberMismatch { printed, e164 });
            }
            self.period(&path.key("as_of"), phone.as_of.as_ref());
            self.evidence(&path, &phone.evidence);
        }
    }

    fn place(&mut self, path: &Spot, place: &NamedPlace) {
        if let PlaceId::Area(id) = &place.place {
            self.link(&path.key("place"), id);
        }
        self.evidence(path, &place.evidence);
    }

    fn places(&mut self, path: &Spot, places: &[NamedPlace]) {
        for (index, place) in places.iter().enumerate() {
            self.place(&path.index(index), place);
        }
    }

    fn project(&mut self, spot: &Spot, project: &super::Project) {
        self.fact(&spot.key("parent"), project.parent.as_ref());
        self.period(&spot.key("start"), project.start.as_ref());
        self.period(&spot.key("end"), project.end.as_ref());
        self.facts(&spot.key("funders"), &project.funders);
        self.fact(&spot.key("coordinator"), project.coordinator.as_ref());
        self.facts(&spot.key("partners"), &project.partners);
        self.places(&spot.key("areas"), &project.areas);
        for (index, note) in project.notes.iter().enumerate() {
            self.evidence(&spot.key("notes").index(index), &note.evidence);
        }
        self.evidence(spot, &project.evidence);
    }

    fn position(&mut self, spot: &Spot, position: &super::Position) {
        if let Holder::Person(id) = &position.holder {
            self.link(&spot.key("holder"), id);
        }
        self.fact(&spot.key("project"), position.project.as_ref());
        self.fact(&spot.key("organisation"), position.organisation.as_ref());
        self.places(&spot.key("areas"), &position.areas);
        if let Some(place) = &position.place {
            self.place(&spot.key("place"), place);
        }
        for (name, period) in [("start", &position.start), ("end", &position.end), ("as_of", &position.as_of)] {
            self.period(&spot.key(name), period.as_ref());
        }
        self.evidence(spot, &position.evidence);
    }

    /// Follows parents upwards; a chain longer than the list of projects has met itself.
    fn cycles(&mut self, projects: &[(usize, &super::Project)]) {
        let parents: HashMap<_, _> =
            projects.iter().filter_map(|(_, project)| Some((&project.id, &project.parent.as_ref()?.value))).collect();
        for (index, project) in projects {
            let chain = std::iter::successors(parents.get(&project.id), |parent| parents.get(*parent));
            if chain.take(projects.len() + 1).any(|parent| *parent == &project.id) {
                let spot = Spot::default().key("projects").index(*index).key("parent");
                self.say(&spot, ProblemKind::Cycle { id: project.id.to_string() });
            }
        }
    }
}
