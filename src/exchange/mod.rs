//! Contact files of other programs: spreadsheets, address books and directory servers.
//!
//! Each format has a file or folder with its reader and writer. A reader returns a [`ContactFile`] of [`Contact`]s, in
//! the order of the file; `extract` turns them into statements. A writer takes records of a directory.
//! [`read_contacts`] chooses the reader of a file: a format is a row of the table in `format.rs`.
//!
//! * `contact`: what the entries of a contact file say, before any of it is believed or merged.
//! * `delimited`: text with a row a line and a separator between cells: CSV and TSV, however they were exported.
//! * `entry`: records of a directory as the entries of an address book: what every format of other programs can hold.
//! * `error`: why a contact file cannot be read.
//! * `export`: records of a directory in the formats of other programs.
//! * `format`: which files are contact files, and which reader reads them.
//! * `jscontact`: `JSContact` (RFC 9553): cards as JSON, in and out.
//! * `ldif`: LDIF, the text form of a directory server's entries (RFC 2849): entries and changes in, inetOrgPerson out.
//! * `office`: workbooks: XLSX and ODS, a sheet at a time.
//! * `sheet`: rows of cells under a header, whatever file they are from.
//! * `values`: values that several formats have: telephone numbers with an extension, e-mail addresses, names, posts.
//! * `vcard`: 2.1, 3 and 4 in; 4, and 3 for old telephones, out.
//! * `visibility`: the words for who may see a record.
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
    MAX_CONTACTS, PartyRole, PlainTable, ProjectParty, StatedTerm, TermBound, TermOf, Visibility,
};
pub use error::ContactFileError;
pub use export::{
    ExportFileError, ExportFormat, ExportOptions, ExportSummary, LeftOut, NotABase, export, export_to_file,
};
pub use format::{has_contact_ending, is_contact_file, read_contacts};
pub use jscontact::read_jscontact;
pub use ldif::{AttributeMap, ContactField, EntryOutcome, ServerEntry, read_ldif};
pub use vcard::read_vcards;
