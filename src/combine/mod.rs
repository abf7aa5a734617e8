//! Several models as one, which is searched like any other.
//!
//! Records are read one at a time and written one at a time; only ids and the evidence that links records are in
//! memory. Organisations and projects of one name are one record. People are one record if they share the evidence by
//! which a build links the mentions of a person; two records of one model stay two.
//!
//! * `combined`: writes the model of all records.
//! * `groups`: which records of several models are the same.
//! * `ids`: the ids of records in the combined model.
//! * `merge`: one record made of several that are the same.
//! * `people`: which people of several models are the same.
//! * `positions`: which positions of a person whom several models have are the same.
#![warn(clippy::indexing_slicing)]

mod combined;
mod groups;
mod ids;
mod merge;
mod people;
mod positions;

pub use combined::{combine, record_count};
pub use groups::NamedDirectory;
