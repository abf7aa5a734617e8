//! allu finds the right coordinator's phone number: it builds a model with evidence from documents, and browses it.
//!
//! Folders are layers; each may only use those named after it (`tests/it/architecture.rs` checks this):
//!
//! | layer | is | may use |
//! | --- | --- | --- |
//! | [`text`] | compares and cleans text | |
//! | [`files`] | safe access to files | |
//! | [`store`] | columns of numbers and words in a file | files |
//! | [`i18n`] | messages in three languages | text |
//! | [`language`] | synonyms, cases and inflected forms | text |
//! | [`gazetteer`] | places in Finland and their names | language, text |
//! | [`model`] | the records of a directory, with their evidence | files, gazetteer, store, text |
//! | [`exchange`] | reads and writes the contact files of other programs | files, gazetteer, i18n, language, model, text |
//! | [`extract`] | makes a model from documents | exchange, files, gazetteer, language, model, text |
//! | [`search`] | finds and ranks the records that match a query | gazetteer, language, model, store, text |
//! | [`combine`] | combines several models | files, model, text |
//! | [`session`] | opens a directory and keeps it current | combine, exchange, files, i18n, model, search, store, text |
//! | [`sync`] | makes models from directory servers | exchange, extract, files, i18n, model, session, text |
//! | [`present`] | describes records in words | gazetteer, i18n, language, model, search, text |
//! | [`app`] | the state of the browser, and what each key does | exchange, gazetteer, i18n, model, present, search, text |
//! | [`ui`] | the styles and cells of the screen | app, i18n, present, text |
//! | [`config`] | the settings and habits of the user | app, exchange, files, i18n, model, session, text, ui |
//! | [`cli`] | commands and what they print | app, config, exchange, extract, files, gazetteer, i18n, model, present, search, session, store, sync, text, ui |
//! | [`terminal`] | the terminal and its event loop | app, config, exchange, model, present, search, session, text, ui |
//!
//! `start.rs` brings the command line and the terminal together; neither knows the other.

#[cfg(not(target_os = "linux"))]
compile_error!("allu runs on Linux only: it needs inotify, O_TMPFILE and /proc");

pub mod app;
pub mod cli;
pub mod combine;
pub mod config;
pub mod exchange;
pub mod extract;
pub mod files;
pub mod gazetteer;
pub mod i18n;
pub mod language;
pub mod model;
pub mod present;
pub mod search;
pub mod session;
mod start;
pub mod store;
pub mod sync;
pub mod terminal;
pub mod text;
pub mod ui;

pub use start::start;

rust_i18n::i18n!("assets/words", fallback = "en");
