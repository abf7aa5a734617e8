//! Relation extraction: what the sentences of a document state about the entities they name.

pub(super) mod contact_points;
pub(super) mod context;
pub(super) mod defaults;
pub(super) mod mentions;
pub(super) mod people;
pub(super) mod positions;
pub(super) mod projects;
pub(super) mod scope;
pub(super) mod unnamed;
pub(super) mod walk;
