//! The commands.

mod build;
mod check;
mod dispatch;
mod find;
mod open;
mod show;

pub(crate) use dispatch::run;
pub(crate) use find::no_match;
