//! The account of `allu build`: how much was found, what is doubtful, and what was seen and not used.

mod closing;
mod counts;
mod json;
mod text;

pub(crate) use closing::closing_words;
pub(crate) use counts::BuildCounts;
pub(crate) use json::print_json;
pub(crate) use text::print_text;
