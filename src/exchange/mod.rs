//! Contact files of other programs: spreadsheets, address books and directory servers.
//!
//! One file a format, reading and writing side by side. A reader makes [`ContactFile`]s of [`Contact`]s, in the order of
//! the file; `extract` turns them into statements. A writer takes records of a directory.

#![warn(clippy::indexing_slicing)]

mod contact;
mod entry;
mod export;
mod jscontact;
mod ldif;
mod values;
mod vcard;

pub use contact::{
    Contact, ContactEmail, ContactFile, ContactKind, ContactName, ContactPhone, FileProblem, FileProblemKind, Location,
    MAX_CONTACTS, Visibility,
};
pub use export::{
    ExportFileError, ExportFormat, ExportOptions, ExportSummary, LeftOut, NotABase, export, export_to_file,
};
pub use jscontact::read_jscontact;
pub use ldif::read_ldif;
pub use vcard::read_vcards;
