//! Commands for those who install allu or set it up.

mod completions;
mod config;
mod forget;
mod man;
mod shell;

pub(super) use completions::completions;
pub(super) use config::config;
pub(super) use forget::forget;
pub(super) use man::man;
pub(super) use shell::shell;
