//! Extraction: documents in, a model with evidence out.
//!
//! [`read`] reads files; [`extract`] is pure. The rooms are the steps of extraction, and each uses only those before
//! it:
//!
//! | room | does |
//! | --- | --- |
//! | `entities` | recognises people, roles, organisations, projects, places, times and contacts in a sentence |
//! | `document` | keeps the blocks and lines of a document, and where each byte of them is in the file |
//! | `format` | reads the front matter, and the blocks of plain text, Markdown, HTML and Word documents |
//! | `relations` | extracts the statements of one document about the entities |
//! | `contacts` | states what the contacts of a contact file say |
//! | `resolve` | links the statements of all documents to records with ids |
//!
//! Extraction does not stop at the first problem: [`Extraction::reports`] has all of them.
//!
//! A document is plain text, Markdown, a web page or a Word document. TOML between two lines of `+++` at the top of a
//! text describes the document and holds what a curator knows; the body after it is read like any other document. If `source` names a raw document that this
//! one retells, a line may end with `[^11,29]`: its facts come from those lines of the raw document.
#![warn(clippy::indexing_slicing)]

mod account;
mod contacts;
mod document;
mod entities;
mod extractor;
mod format;
mod identified;
mod input;
mod model_file;
mod relations;
mod releasing_list;
mod report;
mod resolve;
mod statement;

pub use account::{DocumentAccount, Finding, FindingKind, Rule};
pub use extractor::{
    CarriedTexts, ExtractOptions, ExtractProgress, Extraction, TitleOrigin, Withheld, extract, extract_all,
    extract_with,
};
pub use identified::{IdentifiedContacts, IdentifiedRecords};
pub use input::{Input, MAX_DOCUMENT_BYTES, read, read_except};
pub use report::{Report, ReportKind, Severity};
pub use resolve::people::{Merge, MergeReason};
pub use statement::{Leftover, LeftoverKind};
