//! Finds every problem of a model: first fast on the typed model, then slowly on the JSON values.
//!
//! Opening a model checks only what the program relies on. An inspection also compares quotations with the documents
//! that the model carries, and looks for control characters in names: a directory with such flaws can still be read.

use crate::text::sort_by;
use std::collections::HashSet;

use serde_json::Value;

use super::consistency::{Parts, links};
use super::known::Known;
use super::locate::lines_of;
use super::model_json::{LoadError, load, version_of};
use super::problem::{PathStep, Problem, ProblemKind, Spot};
use super::schema;
use crate::model::SCHEMA;

/// All problems of the text of a model, in the order of its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// Empty if the model is sound.
    pub problems: Vec<Problem>,
}

/// Finds every problem of a model's text, each with its JSON path and line.
///
/// If the file parses into the typed model, it is read once; else it is checked value by value.
#[must_use]
pub fn inspect(json: &[u8]) -> Inspection {
    let loaded = load(json);
    let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
    let mut problems = match loaded {
        Ok(model) => {
            let parts = Parts::of_model(&model);
            links(&parts, &Known::of_model(&model), Some(parts.document_lines()))
        }
        Err(error) => of_broken(json, &error),
    };
    let unplaced: Vec<&[PathStep]> = problems.iter().filter(|it| it.line.is_none()).map(|it| it.path.steps()).collect();
    let lines = lines_of(json, &unplaced);
    for (problem, line) in problems.iter_mut().filter(|it| it.line.is_none()).zip(lines) {
        problem.line = Some(line);
    }
    sort_by(&mut problems, |a, b| (a.line, &a.path).cmp(&(b.line, &b.path)));
    Inspection { problems }
}

fn of_broken(json: &[u8], error: &LoadError) -> Vec<Problem> {
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
        // For example, if a key occurs twice in an object, the value tree keeps only the last value.
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

fn line_in(error: &LoadError) -> Option<usize> {
    match error {
        LoadError::Json(cause) => Some(cause.line()),
        _ => None,
    }
}

/// The slow pass: types by the schema, then the links among the records, with values of the wrong type replaced.
fn walk(value: &Value) -> Vec<Problem> {
    let mut problems = schema::problems(value);
    let mended = schema::mended(value, &problems);
    let owned = Parts::of_value(&mended);
    let parts = owned.as_refs();
    let mut contradictions = links(&parts, &Known::of_value(value), Some(parts.document_lines()));
    // Problems of a replaced value are not problems of the file.
    let wrong: HashSet<&[PathStep]> = problems.iter().map(|problem| problem.path.steps()).collect();
    contradictions.retain(|problem| !problem.path.steps_down().any(|steps| wrong.contains(steps)));
    problems.append(&mut contradictions);
    problems
}
