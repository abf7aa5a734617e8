//! Commands for those who install allu or set it up.

mod completions;
mod config;
mod man;

pub(super) use completions::completions;
pub(super) use config::config;
pub(super) use man::man;
