//! How bytes lie in a file: columns of numbers, lists, sorted words, and the sections that hold them.
//!
//! The same columns lie in memory or in a mapped file, so whoever reads them need not know which. A file is never
//! trusted: every access is bounds-checked, every block of a mapped file is compared with its checksum when it is first
//! touched, and what is damaged reads as empty and says so in [`Sections::is_damaged`]. A file that is cut while it is
//! mapped reads as zeros and is damaged, too.

mod bytes;
mod identity;
mod lists;
mod map;
mod numbers;
mod plain;
mod sections;
mod trust;
mod walk;
mod words;

pub use bytes::Bytes;
pub use identity::Identity;
pub use lists::Lists;
pub use numbers::{Longs, Numbers};
pub use plain::{FileKind, Unread, open_plain, read_limited, read_plain};
pub use sections::{SectionWriter, Sections, hash_of, hash_of_file};
pub use trust::{Untrusted, is_ours, untrusted};
pub use walk::{Arrival, ForeignPath, Way, own_folder, walk};
pub use words::{Lines, Words, partition_point};
