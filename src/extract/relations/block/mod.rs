//! The blocks of a document, read from top to bottom: headings, lines, fields and tables.

mod field;
mod heading;
mod table;
mod title;
pub(super) mod walk;
