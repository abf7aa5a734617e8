//! How bytes lie in a file: columns of numbers, lists, sorted words, and the sections that hold them.
//!
//! The same columns lie in memory or in a mapped file, so whoever reads them need not know which. A file is never
//! trusted: every access is bounds-checked, every block of a mapped file is compared with its checksum when it is first
//! touched, and what is damaged reads as empty and says so in [`Sections::is_damaged`]. A file that is cut while it is
//! mapped reads as zeros and is damaged, too.

mod bytes;
mod lists;
mod map;
mod numbers;
mod sections;
mod words;

pub use bytes::Bytes;
pub use lists::Lists;
pub use numbers::{Longs, Numbers};
pub use sections::{SectionWriter, Sections};
pub use words::{Lines, Words, partition_point};
