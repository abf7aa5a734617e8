//! The account of `allu build`: how much was found, what is doubtful, and what was seen but not used.
//!
//! * `counts`: how much a build found.
//! * `json`: the account as JSON, one object per line.
//! * `summary_line`: the summary that a build prints on one line.
//! * `text`: the account in words.

mod counts;
mod json;
mod summary_line;
mod text;

pub(crate) use counts::BuildCounts;
pub(crate) use json::print_json;
pub(crate) use summary_line::summary_line;
pub(crate) use text::print_text;
