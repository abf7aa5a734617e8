//! Extraction: documents in, a model with evidence out.
//!
//! [`read`] reads files; [`extract`] is pure. Extraction runs in steps, each of which uses only those before it:
//! `entities`, `document`, `format`, `relations`, `contacts`, `resolve`.
//!
//! * `account`: the account of a document: what was found in it and by which rule, and what was seen and not used.
//! * `contacts`: states what the contacts of a contact file say.
//! * `document`: keeps the blocks and lines of a document, and where each byte of them is in the file.
//! * `entities`: recognises people, roles, organisations, projects, places, times and contacts in a sentence.
//! * `extractor`: runs the steps of extraction over a set of documents.
//! * `format`: reads the front matter, and the blocks of plain text, Markdown, HTML and Word documents.
//! * `identified`: contacts to which their source gives ids, some at a time.
//! * `input`: reads the files and folders that the user gives, in a stable order.
//! * `model_file`: a model among the inputs: its records as statements of the documents that prove them.
//! * `relations`: extracts the statements of one document about the entities.
//! * `releasing_list`: lists whose memory is given back while their items are used up.
//! * `report`: problems of the documents.
//! * `resolve`: links the statements of all documents to records with ids.
//! * `statement`: what one document states, before the statements of all documents are resolved.
//!
//! Extraction does not stop at the first problem: [`Extraction::reports`] has all of them.
//!
//! A document is plain text, Markdown, a web page or a Word document. TOML between two lines of `+++` at the top of a
//! text describes the document and holds what a curator knows; the body after it is read like any other document. If
//! `source` names a raw document that this one retells, a line may end with `[^11,29]`: its facts come from those lines
//! of the raw document.
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
