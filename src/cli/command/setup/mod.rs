//! Commands for those who install allu, set it up, or keep its models up to date.

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
