//! Relation extraction: what the sentences of a document state about the entities they name.

pub(crate) mod contact_points;
pub(crate) mod context;
pub(crate) mod defaults;
pub(crate) mod mentions;
pub(crate) mod people;
pub(crate) mod positions;
pub(crate) mod projects;
pub(crate) mod unnamed;
pub(crate) mod walk;
