//! Columns in a file: numbers, lists, sorted words, and the sections that contain them.
//!
//! A column is in memory or in a mapped file; its readers need not know which. Files are not trusted: every access is
//! bounds-checked, and every block of a mapped file is compared with its checksum when it is first read. Damaged data
//! reads as empty, and [`Sections::is_damaged`] reports it. A file that is truncated while it is mapped reads as zeros
//! and is damaged, too.
//!
//! * `bytes`: a run of bytes, in memory or in a mapped file.
//! * `lists`: many short lists of numbers, one after another.
//! * `mapped_file`: a file as memory.
//! * `numbers`: columns of numbers, little-endian.
//! * `sections`: a file of named sections.
//! * `words`: sorted words, one after another.

mod bytes;
mod lists;
mod mapped_file;
mod numbers;
mod sections;
mod words;

pub use bytes::Bytes;
pub use lists::Lists;
pub use numbers::{Longs, Numbers};
pub use sections::{FORMAT, SectionWriter, Sections};
pub use words::{Lines, Words, partition_point};
