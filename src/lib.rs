//! allu finds the right coordinator's phone number: it builds a model with evidence from documents, and browses it.
//!
//! Folders are layers; each may only use those named after it (`tests/it/architecture.rs` checks this):
//!
//! | layer | is | may use |
//! | --- | --- | --- |
//! | [`text`] | how words compare | |
//! | [`files`] | safe access to files | |
//! | [`store`] | columns in a file | files |
//! | [`i18n`] | what we say, in three languages | text |
//! | [`language`] | which words mean the same, and their cases and forms | text |
//! | [`gazetteer`] | where things are | language, text |
//! | [`model`] | what there is | files, gazetteer, store, text |
//! | [`exchange`] | contact files of other programs, in and out | files, gazetteer, i18n, language, model, text |
//! | [`extract`] | documents in, model out | exchange, files, gazetteer, language, model, text |
//! | [`search`] | who answers a query | gazetteer, language, model, store, text |
//! | [`combine`] | several models as one | files, model, text |
//! | [`session`] | which directory, open and fresh | combine, exchange, files, i18n, model, search, store, text |
//! | [`sync`] | directory servers in, models out | exchange, extract, files, i18n, model, session, text |
//! | [`present`] | what a record looks like in words | gazetteer, i18n, language, model, search, text |
//! | [`app`] | what a key does | exchange, gazetteer, i18n, model, present, search, text |
//! | [`ui`] | what a view looks like | app, i18n, present, text |
//! | [`config`] | what the user configured, and their habits | app, exchange, files, i18n, model, session, ui |
//! | [`cli`] | what a command prints | app, config, exchange, extract, files, gazetteer, i18n, model, present, search, session, store, sync, text, ui |
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
