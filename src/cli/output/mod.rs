//! The formats of printed records: lines, a table, JSON, TSV, or a template of the user.
//!
//! * `columns`: the fields of a line of `find`.
//! * `explanation`: why a record is in an answer, and at which rank.
//! * `field`: the fields of templates and of tables with tabs.
//! * `field_path`: paths to the fields of the JSON: `name`, `phone.e164`, `phones.0.e164`, `positions.title`.
//! * `hyperlink`: numbers and addresses as links (OSC 8), on terminals that are known to take them.
//! * `json`: records as JSON: one struct for each kind, the same in every language.
//! * `output_writer`: prints to a standard stream: makes text safe for terminals, and adds colours and links.
//! * `spoken`: lines for `--plain`: words and commas instead of signs and columns, as a screen reader should read them.
//! * `table`: rows in aligned columns, for a terminal.
//! * `template`: `--format`: text with fields of the JSON in it.
//! * `tsv`: `--tsv`: a header, then the fields of the JSON between tabs.

mod columns;
mod explanation;
mod field;
mod field_path;
mod hyperlink;
mod json;
mod output_writer;
mod spoken;
mod table;
mod template;
mod tsv;

pub(crate) use columns::Columns;
pub(crate) use explanation::explanation;
pub(crate) use field::{OutputField, RecordFields};
pub(crate) use hyperlink::takes_links;
pub(crate) use json::{RecordJson, json_line};
pub(crate) use output_writer::OutputWriter;
pub(crate) use spoken::spoken;
pub(crate) use table::TextTable;
pub(crate) use template::Template;
pub(crate) use tsv::{print_header, print_row, tsv_columns};
