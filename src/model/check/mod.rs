//! Whether a text is a sound model: parsing, the schema, contradictions, and the place of each problem.

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
