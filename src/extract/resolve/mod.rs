//! Entity resolution: the statements of all documents, joined into records.

pub(in crate::extract) mod assemble;
pub(in crate::extract) mod conflicts;
pub(in crate::extract) mod homonyms;
pub(in crate::extract) mod ids;
pub(in crate::extract) mod merge;
pub(in crate::extract) mod organisations;
pub(in crate::extract) mod people;
pub(in crate::extract) mod positions;
pub(in crate::extract) mod projects;
