//! Commands for those who install allu, set it up, or keep its models up to date.
//!
//! * `completions`: `allu completions`: a script that lets a shell complete command lines.
//! * `config`: `allu config`: the configuration that holds, with where each value comes from.
//! * `forget`: `allu forget`: empties the file of favourites and recent look-ups.
//! * `man`: `allu man`: the manual, a page for each command.
//! * `shell`: `allu shell`: key bindings with which a shell inserts a number at the cursor.
//! * `sync`: `allu sync`: models of directory servers, brought up to date.

mod completions;
mod config;
mod forget;
mod man;
mod shell;
mod sync;

pub(super) use completions::completions;
pub(super) use config::config;
pub(super) use forget::forget;
pub(super) use man::man;
pub(super) use shell::shell;
pub(super) use sync::sync_sources;
