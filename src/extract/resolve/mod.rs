//! Entity resolution: the statements of all documents, joined into records.
//!
//! * `assemble`: assembles the model from the statements of all documents.
//! * `conflicts`: warnings: conflicts between sources, and what else is doubtful in the facts.
//! * `hash_index`: finds the elements of a list by keys that are not stored a second time.
//! * `homonyms`: people of one name in one document.
//! * `ids`: unique ids.
//! * `merge`: merging of facts that several documents state.
//! * `organisations`: entity resolution of organisations: one record for all names of an organisation.
//! * `people`: record linkage of people: which mentions in the documents are one person.
//! * `positions`: record linkage of positions: which statements in the documents are about one position.
//! * `projects`: entity resolution of projects: one record for all names of a project.

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
