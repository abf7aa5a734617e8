//! Formats of documents, and what a curator writes in front of one.

pub(crate) mod cited_value;
pub(crate) mod front_matter;
