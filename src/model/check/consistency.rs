//! The contradictions of a whole model, record by record.

use std::collections::HashMap;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::document_lines::DocumentLines;
use super::known::Known;
use super::nesting::{on_cycles, too_deep};
use super::problem::Problem;
use super::record_checks::{MOST_LEVELS, RecordChecks};
use crate::model::{Document, Model, Organisation, Person, Position, Project, ProjectId, Warning};

/// The first contradiction in a model whose values have the right types.
pub(in crate::model) fn first_problem(model: &Model) -> Option<Problem> {
    links(&Parts::of_model(model), &Known::of_model(model), None).into_iter().next()
}

/// The records of a model with their indices.
pub(super) struct Parts<'a> {
    organisations: Vec<(usize, &'a Organisation)>,
    projects: Vec<(usize, &'a Project)>,
    people: Vec<(usize, &'a Person)>,
    positions: Vec<(usize, &'a Position)>,
    warnings: Vec<(usize, &'a Warning)>,
    documents: Vec<(usize, &'a Document)>,
}

/// The records of a broken model that can be read on their own.
pub(super) struct OwnedParts {
    organisations: Vec<(usize, Organisation)>,
    projects: Vec<(usize, Project)>,
    people: Vec<(usize, Person)>,
    positions: Vec<(usize, Position)>,
    warnings: Vec<(usize, Warning)>,
    documents: Vec<(usize, Document)>,
}

impl<'a> Parts<'a> {
    pub(super) fn document_lines(&self) -> DocumentLines<'a> {
        DocumentLines::new(self.documents.iter().map(|(_, document)| *document))
    }

    pub(super) fn of_model(model: &Model) -> Parts<'_> {
        Parts {
            organisations: model.organisations.iter().enumerate().collect(),
            projects: model.projects.iter().enumerate().collect(),
            people: model.people.iter().enumerate().collect(),
            positions: model.positions.iter().enumerate().collect(),
            warnings: model.warnings.iter().enumerate().collect(),
            documents: model.documents.iter().enumerate().collect(),
        }
    }

    pub(super) fn of_value(value: &Value) -> OwnedParts {
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
    pub(super) fn as_refs(&self) -> Parts<'_> {
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

/// The contradictions among records whose values have the right types; with `document_lines`, also those that only an
/// inspection finds.
pub(super) fn links(parts: &Parts<'_>, known: &Known<'_>, document_lines: Option<DocumentLines<'_>>) -> Vec<Problem> {
    let mut check = RecordChecks::new(known, document_lines);
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

fn cycles(projects: &[(usize, &Project)], check: &mut RecordChecks<'_>) {
    let places: HashMap<&ProjectId, usize> =
        projects.iter().enumerate().map(|(place, (_, project))| (&project.id, place)).collect();
    let parent = |(_, project): &(usize, &Project)| places.get(&project.parent.as_ref()?.value).copied();
    let parents: Vec<Option<usize>> = projects.iter().map(parent).collect();
    let is_on = on_cycles(&parents);
    for (index, project) in projects.iter().filter(|(_, project)| is_on[places[&project.id]]) {
        check.cycle(*index, &project.id);
    }
    for (index, _) in too_deep(&parents, MOST_LEVELS).filter_map(|place| projects.get(place)) {
        check.too_deep(*index);
    }
}
