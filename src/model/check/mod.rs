//! Whether a text is a sound model: parsing, the schema, contradictions, and the place of each problem.
//!
//! * `consistency`: the contradictions of a whole model, record by record.
//! * `document_lines`: the lines of the documents whose text a model carries, for checking quotations.
//! * `inspection`: finds every problem of a model: first fast on the typed model, then slowly on the JSON values.
//! * `known`: the ids that a model defines.
//! * `model_json`: parses a model from JSON and checks its consistency; writes it as JSON.
//! * `locate`: finds the lines of values in a JSON text.
//! * `nesting`: parts of parts: cycles, and nesting that is too deep.
//! * `problem`: problems of a model, and the JSON paths that locate them.
//! * `record_checks`: checks one record at a time: ids that nothing defines, backwards periods, false quotations.
//! * `schema`: checks a JSON value against `assets/model.schema.json`, and mends it so that the rest can be checked.
//! * `text_form`: the forms of texts in a model: dates, codes, numbers, addresses and ids.

mod consistency;
mod document_lines;
mod inspection;
mod known;
mod locate;
mod model_json;
mod nesting;
mod problem;
mod record_checks;
mod schema;
mod text_form;

pub(in crate::model) use consistency::first_problem;
pub(in crate::model) use document_lines::DocumentLines;
pub use inspection::{Inspection, inspect};
pub(in crate::model) use known::Known;
pub use model_json::{LoadError, load, write, write_to};
pub(in crate::model) use nesting::{on_cycles, too_deep};
pub use problem::{Problem, ProblemKind, Spot};
pub(in crate::model) use record_checks::{MOST_LEVELS, RecordChecks};
