//! Whether a text is a sound model: parsing, the schema, contradictions, and the place of each problem.
//!
//! * `consistency`: the contradictions of a whole model, record by record.
//! * `contradictions`: finds contradictions in records of the right types, one record at a time.
//! * `document_lines`: the lines of the documents whose text a model carries, for checking quotations.
//! * `inspection`: finds every problem of a model: first fast on the typed model, then slowly on the JSON values.
//! * `known`: the ids that a model defines.
//! * `load`: reads and writes the model file.
//! * `locate`: finds the lines of values in a JSON text.
//! * `problem`: problems of a model, each with its JSON path.
//! * `schema`: finds every value of a JSON text that does not conform to the schema.
//! * `text_form`: the forms of texts in a model: dates, codes, numbers, addresses and ids.

mod consistency;
mod contradictions;
mod document_lines;
mod inspection;
mod known;
mod load;
mod locate;
mod problem;
mod schema;
mod text_form;

pub(in crate::model) use consistency::first_problem;
pub(in crate::model) use contradictions::{Contradictions, MOST_LEVELS, on_cycles, too_deep};
pub(in crate::model) use document_lines::DocumentLines;
pub use inspection::{Inspection, inspect};
pub(in crate::model) use known::Known;
pub use load::{LoadError, load, write, write_to};
pub use problem::{Problem, ProblemKind, Spot};
