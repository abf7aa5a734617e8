//! Entity resolution: the statements of all documents, joined into records.

pub(crate) mod conflicts;
pub(crate) mod homonyms;
pub(crate) mod ids;
pub(crate) mod merge;
pub(crate) mod organisations;
pub(crate) mod people;
pub(crate) mod projects;
