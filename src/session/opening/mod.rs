//! Opens directories.

mod file;

pub(super) use file::open_file;
pub use file::{OpenOptions, open};
