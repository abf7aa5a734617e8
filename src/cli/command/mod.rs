//! The commands.

mod build;
mod check;
mod coverage;
mod dispatch;
mod export;
mod find;
mod map;
mod open;
mod pick;
mod record_format;
mod setup;
mod show;
mod timeline;
mod write_model;

pub(crate) use dispatch::{needs_config, run};
pub(crate) use find::no_match;
pub use pick::Pick;
