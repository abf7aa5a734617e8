//! Contact files of other programs: spreadsheets, address books and directory servers.
//!
//! One file a format, reading and writing side by side. A reader makes [`ContactFile`]s of [`Contact`]s, in the order of
//! the file; `extract` turns them into statements. A writer takes records of a directory.

pub mod contact;

pub use contact::{
    Contact, ContactEmail, ContactFile, ContactKind, ContactName, ContactPhone, FileProblem, FileProblemKind, Location,
    Visibility,
};
