//! What records are printed as: lines, a table, JSON, TSV, or a template of the user.

mod columns;
mod explanation;
mod field;
mod field_path;
mod hyperlink;
mod json;
mod safe_writer;
mod spoken;
mod table;
mod template;
mod tsv;

pub(crate) use columns::Columns;
pub(crate) use explanation::explanation;
pub(crate) use field::{OutputField, RecordFields};
pub(crate) use hyperlink::takes_links;
pub(crate) use json::{RecordJson, json_line};
pub(crate) use safe_writer::OutputWriter;
pub(crate) use spoken::spoken;
pub(crate) use table::TextTable;
pub(crate) use template::Template;
pub(crate) use tsv::{print_header, print_row, tsv_columns};
