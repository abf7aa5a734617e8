//! Entity resolution: the statements of all documents, joined into records.

pub(super) mod assemble;
pub(super) mod conflicts;
pub(super) mod hash_index;
pub(super) mod homonyms;
pub(super) mod ids;
pub(super) mod merge;
pub(super) mod organisations;
pub(super) mod people;
pub(super) mod positions;
pub(super) mod projects;
