//! Named-entity recognition: the people, roles, organisations, projects, places and times that a text names.

pub(crate) mod date;
pub(crate) mod email;
pub(crate) mod inflection;
pub(crate) mod name_lookup;
pub(crate) mod organisation;
pub(crate) mod person;
pub(crate) mod phone;
pub(crate) mod place;
pub(crate) mod project;
pub(crate) mod recognizer;
pub(crate) mod role;
pub(crate) mod temporal;
pub(crate) mod tokenizer;
