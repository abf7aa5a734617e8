//! Contact files of other programs: spreadsheets, address books and directory servers.
//!
//! One file or folder a format, with reading and writing in it. A reader makes [`ContactFile`]s of [`Contact`]s, in the
//! order of the file; `extract` turns them into statements. A writer takes records of a directory. [`read_contacts`]
//! knows which reader a file needs: a format is a row of the table in `format.rs`.
#![warn(clippy::indexing_slicing)]

mod contact;
mod delimited;
mod entry;
mod error;
mod export;
mod format;
mod jscontact;
mod ldif;
mod office;
mod sheet;
mod values;
mod vcard;
mod visibility;

pub use contact::{
    Contact, ContactEmail, ContactFile, ContactKind, ContactName, ContactPhone, FileProblem, FileProblemKind, Location,
    MAX_CONTACTS, PlainTable, StatedTerm, TermBound, TermOf, Visibility,
};
pub use error::ContactFileError;
pub use export::{
    ExportFileError, ExportFormat, ExportOptions, ExportSummary, LeftOut, NotABase, export, export_to_file,
};
pub use format::{has_contact_ending, is_contact_file, read_contacts};
pub use jscontact::read_jscontact;
pub use ldif::{AttributeMap, ContactField, EntryOutcome, ServerEntry, read_ldif};
pub use vcard::read_vcards;
