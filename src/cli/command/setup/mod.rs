//! Commands for those who install allu or set it up.

mod completions;
mod man;

pub(super) use completions::completions;
pub(super) use man::man;
