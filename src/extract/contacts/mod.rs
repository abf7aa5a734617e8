//! Contact files: the statements of each contact.
//!
//! * `name`: the names in contact files: their order, and what stands around them in a cell.
//! * `party`: the organisations of a project.
//! * `quotation`: the passages of a contact that prove its facts.
//! * `remark`: rows of a sheet that state something about the sheet.
//! * `shared_row`: rows that name several people.
//! * `statements`: the statements of one contact.
//! * `term`: when posts and projects in contact files begin and end.
//! * `value`: titles, numbers, addresses and places in contact files, read as those of documents are.

mod name;
mod party;
mod quotation;
mod remark;
mod shared_row;
mod statements;
mod term;
mod value;

use crate::text::sort_by_key;
use std::collections::BTreeMap;

use crate::exchange::{Contact, ContactFile, Location, PlainTable, Visibility};
use crate::extract::document::block::{Block, Cell, Table};
use crate::extract::document::metadata;
use crate::extract::document::source_line::SourceLine;
use crate::extract::document::source_text::SourceText;
use crate::extract::releasing_list::ReleasingList;
use crate::extract::report::{Report, ReportKind};
use crate::extract::statement::DocumentStatements;
use crate::model::PersonId;
pub(crate) use name::NameOrders;
use quotation::passage;
use remark::is_remark;
use shared_row::contacts_of_row;
use statements::ContactWriter;

/// The statements of a contact file.
pub(crate) struct StatedContacts {
    /// The statements.
    pub(crate) statements: DocumentStatements,
    /// Rows without a header, which are read like a document.
    pub(crate) blocks: Vec<Block>,
    /// The text of the lines and rows, for the model.
    pub(crate) text: String,
    /// The number of contacts that the audience may not see.
    pub(crate) withheld: usize,
}

/// The number of contacts between two reports of the progress.
pub(crate) const CONTACTS_A_STEP: usize = 1_000;

/// States the contacts of a file that an audience may see; `statements` are those of the document without them. With
/// `keeps_text`, also returns the text.
pub(crate) fn state(
    file: ContactFile,
    statements: DocumentStatements,
    audience: Visibility,
    keeps_text: bool,
    done: &dyn Fn(),
) -> StatedContacts {
    let ContactFile { title, contacts, ignored, problems, tables, rows_above, guessed_encoding, hidden_sheets } = file;
    let mut statements = DocumentStatements { ignored, is_contact_file: true, ..statements };
    statements.document.title = title.unwrap_or_else(|| title_of(&statements.document.file).to_owned());
    let path = statements.path.clone();
    let report = |line, kind| Report { file: path.clone(), line, kind };
    if let Some(encoding) = guessed_encoding {
        statements.reports.push(report(None, ReportKind::Decoded { encoding }));
    }
    statements.reports.extend(hidden_sheets.into_iter().map(|name| report(None, ReportKind::HiddenSheet { name })));
    statements.reports.extend(problems.into_iter().map(|problem| {
        let Location { line, sheet, column } = problem.location;
        report(Some(line), ReportKind::ContactProblem { problem: problem.kind, sheet, column })
    }));
    let orders = NameOrders::of(&contacts);
    let mut lines = Lines::default();
    let mut remarks = Vec::new();
    let mut withheld = 0;
    let mut writer = ContactWriter::new(statements, orders);
    for (index, contact) in ReleasingList::new(contacts).enumerate() {
        if index % CONTACTS_A_STEP == CONTACTS_A_STEP - 1 {
            done();
        }
        if contact.visibility > audience {
            withheld += 1;
            continue;
        }
        if keeps_text {
            lines.add(contact.location.line, &passage(&contact));
        }
        if is_remark(&contact) {
            remarks.push(SourceLine::new(contact.location.line, &passage(&contact), false));
        } else {
            for own in contacts_of_row(contact) {
                writer.state(own);
            }
        }
    }
    let mut statements = writer.finish();
    sort_by_key(&mut statements.reports, |report| report.line);
    let above = rows_above.rows.iter().map(|(line, cells)| SourceLine::new(*line, &on_one_line(cells), false));
    let about = vec![Block::Lines(above.collect()), Block::Lines(remarks.clone())];
    statements.document.published = metadata::published(&SourceText::new(statements.document.id.clone(), None, about));
    let mut blocks: Vec<Block> = tables.into_iter().map(|table| block_of(table, &mut lines)).collect();
    blocks.extend(remarks.into_iter().map(|remark| Block::Lines(vec![remark])));
    let evidence = statements.document.published.iter().flat_map(|published| &published.evidence);
    for dated in evidence.map(|passage| passage.line) {
        let row = rows_above.rows.iter().find(|(line, _)| *line == dated);
        if let Some((line, cells)) = row.filter(|_| !lines.has(dated)) {
            lines.add(*line, &on_one_line(cells));
        }
    }
    StatedContacts { statements, blocks, text: lines.text(), withheld }
}

/// States contacts of a source that gives each an id, as `uid`; `statements` are those of the document without them.
pub(crate) fn state_identified(
    contacts: Vec<Contact>,
    statements: DocumentStatements,
    orders: NameOrders,
) -> DocumentStatements {
    let id = |contact: &Contact| Some((contact.location.line, PersonId::from_name(contact.uid.as_deref()?)));
    let ids = contacts.iter().filter_map(id).collect();
    let statements = DocumentStatements { ids, is_contact_file: true, ..statements };
    let mut writer = ContactWriter::new(statements, orders);
    for contact in contacts {
        writer.state(contact);
    }
    writer.finish()
}

/// The name of a file without its ending.
fn title_of(file: &str) -> &str {
    file.rsplit_once('.').map(|(stem, _)| stem).filter(|stem| !stem.is_empty()).unwrap_or(file)
}

fn block_of(table: PlainTable, lines: &mut Lines) -> Block {
    let cell = |line: u32, text: String| {
        let lines = text.lines().filter(|text| !text.trim().is_empty());
        Cell { lines: lines.map(|text| SourceLine::new(line, text, false)).collect() }
    };
    let mut rows = Vec::new();
    for (line, cells) in table.rows {
        lines.add(line, &on_one_line(&cells));
        rows.push(cells.into_iter().map(|text| cell(line, text)).collect());
    }
    Block::Table(Table { header: None, rows })
}

/// The filled cells of a row on one line.
fn on_one_line(cells: &[String]) -> String {
    let filled: Vec<&str> = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    filled.join(" | ").replace(['\n', '\r'], " ")
}

/// The lines of a file that its evidence quotes.
#[derive(Default)]
struct Lines(BTreeMap<u32, String>);

impl Lines {
    /// Adds a quotation to a line; rows of different sheets may have the same number.
    fn add(&mut self, line: u32, quotation: &str) {
        let text = self.0.entry(line).or_default();
        if !text.is_empty() && !quotation.is_empty() {
            text.push_str(" | ");
        }
        text.push_str(quotation);
    }

    fn has(&self, line: u32) -> bool {
        self.0.contains_key(&line)
    }

    /// The text, with a blank line for each line that nothing quotes.
    fn text(&self) -> String {
        let mut text = String::new();
        let mut next = 1;
        for (line, quotation) in &self.0 {
            for _ in next..*line {
                text.push('\n');
            }
            text.push_str(quotation);
            text.push('\n');
            next = line.saturating_add(1).max(next);
        }
        text
    }
}
