//! The commands.
//!
//! * `build`: `allu build`: documents in, a model out.
//! * `check`: `allu check`: every problem of a model, each with its place.
//! * `coverage`: `allu coverage`: who is responsible for each region, and the number to call.
//! * `dispatch`: runs the command that the arguments name, prints the version, and opens the browser's directory.
//! * `export`: `allu export`: records for other programs.
//! * `find`: `allu find`: the records that answer a query.
//! * `map`: `allu map`: Finland with the regions of a record, as text.
//! * `open`: opens the directory for a command, with a progress bar.
//! * `pick`: `allu pick`: the browser on the terminal, the chosen records on standard output.
//! * `record_format`: what `find` and `pick` print records as.
//! * `setup`: commands for those who install allu, set it up, or keep its models up to date.
//! * `show`: `allu show`: records in full.
//! * `timeline`: `allu timeline`: the projects as bars against the years, as text.
//! * `write_model`: writes a model that was built to a file, with its index, and checks both before a reader sees them.

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
