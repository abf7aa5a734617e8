//! Named-entity recognition: the people, roles, organisations, projects, places and times that a text names.

pub(super) mod email;
pub(super) mod entity;
pub(super) mod name_lookup;
pub(super) mod organisation;
pub(super) mod person;
pub(super) mod phone;
pub(super) mod place;
pub(super) mod project;
pub(super) mod recognizer;
pub(super) mod role;
pub(super) mod temporal;
pub(super) mod tokenizer;
pub(super) mod vocabulary;
