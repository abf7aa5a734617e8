//! Formats: the front matter of documents.

pub(in crate::extract) mod cited_value;
pub(in crate::extract) mod front_matter;
