//! Named-entity recognition: the people, roles, organisations, projects, places and times that a text names.

pub(in crate::extract) mod email;
pub(in crate::extract) mod entity;
pub(in crate::extract) mod inflection;
pub(in crate::extract) mod name_lookup;
pub(in crate::extract) mod organisation;
pub(in crate::extract) mod person;
pub(in crate::extract) mod phone;
pub(in crate::extract) mod place;
pub(in crate::extract) mod project;
pub(in crate::extract) mod recognizer;
pub(in crate::extract) mod role;
pub(in crate::extract) mod temporal;
pub(in crate::extract) mod tokenizer;
