//! Relation extraction: what the sentences of a document state about the entities they name.

pub(in crate::extract) mod contact_points;
pub(in crate::extract) mod context;
pub(in crate::extract) mod defaults;
pub(in crate::extract) mod mentions;
pub(in crate::extract) mod people;
pub(in crate::extract) mod positions;
pub(in crate::extract) mod projects;
pub(in crate::extract) mod scope;
pub(in crate::extract) mod unnamed;
pub(in crate::extract) mod walk;
