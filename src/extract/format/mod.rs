//! Formats of documents, and what a curator writes in front of one.

pub(in crate::extract) mod cited_value;
pub(in crate::extract) mod front_matter;
