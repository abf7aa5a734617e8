//! Named-entity recognition: the people, roles, organisations, projects, places and times that a text names.
//!
//! * `email`: recognition of e-mail addresses, and of the pattern by which addresses are made of names.
//! * `entity`: what a part of a sentence is.
//! * `name_lookup`: the known names of people, looked up at the beginning of a text.
//! * `organisation`: recognition of organisations: lexicons of their heads, and the names around a head.
//! * `person`: recognition of people's names: capitalised words, with the evidence of the words themselves.
//! * `phone`: recognition of telephone numbers, and of what kind their labels say they are.
//! * `place`: recognition of places, by the names of the gazetteer.
//! * `project`: recognition of projects: the name in front of “-hanke”, and known names.
//! * `recognizer`: named-entity recognition: one sentence as typed spans.
//! * `role`: recognition of roles: lexicons of the last words of titles, and the words that belong to a title.
//! * `temporal`: recognition of dates and ranges of time.
//! * `tokenizer`: the tokens of a line, and where its sentences end.
//! * `vocabulary`: the words of three languages by which documents are read.

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
