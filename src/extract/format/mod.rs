//! Formats: the front matter of documents.

pub(super) mod cited_value;
pub(super) mod front_matter;
