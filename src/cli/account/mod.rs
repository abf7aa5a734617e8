//! The account of `allu build`: how much was found, what is doubtful, and what was seen and not used.
//!
//! * `counts`: how much a build found.
//! * `json`: the account as JSON, one object a line.
//! * `summary_line`: the line with which a build ends.
//! * `text`: the account in words.

mod counts;
mod json;
mod summary_line;
mod text;

pub(crate) use counts::BuildCounts;
pub(crate) use json::print_json;
pub(crate) use summary_line::summary_line;
pub(crate) use text::print_text;
