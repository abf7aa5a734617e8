//! Whether a model hangs together: first fast on the typed model, then slowly and everywhere.
//!
//! Opening a model asks only for what the program leans on. An inspection also holds quotations against the documents
//! that the model carries, and looks for control characters in names: a directory with such flaws can still be read.

use std::collections::{HashMap, HashSet};

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::carried::Carried;
use super::contradiction::{Contradictions, MOST_LEVELS, on_cycles, too_deep};
use super::known::Known;
use super::load::version_of;
use super::locate::lines_of;
use super::problem::{Spot, Step};
use super::{Model, Problem, ProblemKind, ProjectId, SCHEMA, load, schema};

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
    let unplaced: Vec<&[Step]> = problems.iter().filter(|it| it.line.is_none()).map(|it| it.path.steps()).collect();
    let lines = lines_of(json, &unplaced);
    for (problem, line) in problems.iter_mut().filter(|it| it.line.is_none()).zip(lines) {
        problem.line = Some(line);
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
    let mut contradictions = links(&parts, &Known::of_value(value), Some(parts.carried()));
    // What was put in to mend a value says nothing about the file.
    let wrong: HashSet<&[Step]> = problems.iter().map(|problem| problem.path.steps()).collect();
    contradictions.retain(|problem| !problem.path.steps_down().any(|steps| wrong.contains(steps)));
    problems.append(&mut contradictions);
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
    let mut check = Contradictions::new(known, carried);
    check.twice();
    parts.documents.iter().for_each(|(index, document)| check.document(*index, document));
    parts.organisations.iter().for_each(|(index, organisation)| check.organisation(*index, organisation));
    parts.projects.iter().for_each(|(index, project)| check.project(*index, project));
    cycles(&parts.projects, &mut check);
    parts.people.iter().for_each(|(index, person)| check.person(*index, person));
    parts.positions.iter().for_each(|(index, position)| check.position(*index, position));
    parts.warnings.iter().for_each(|(index, warning)| check.warning(*index, warning));
    check.found
}

fn cycles(projects: &[(usize, &super::Project)], check: &mut Contradictions<'_>) {
    let places: HashMap<&ProjectId, usize> =
        projects.iter().enumerate().map(|(place, (_, project))| (&project.id, place)).collect();
    let parent = |(_, project): &(usize, &super::Project)| places.get(&project.parent.as_ref()?.value).copied();
    let parents: Vec<Option<usize>> = projects.iter().map(parent).collect();
    let is_on = on_cycles(&parents);
    for (index, project) in projects.iter().filter(|(_, project)| is_on[places[&project.id]]) {
        check.cycle(*index, &project.id);
    }
    for (index, _) in too_deep(&parents, MOST_LEVELS).filter_map(|place| projects.get(place)) {
        check.too_deep(*index);
    }
}
