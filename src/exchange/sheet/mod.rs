//! Sheets: rows of cells under a header, from any format.
//!
//! * `cell`: what a cell says, whatever a spreadsheet put around it.
//! * `column`: what a column is, by its header.
//! * `header`: the row that says what the columns are.
//! * `name`: the name in a cell.
//! * `number`: telephone numbers that a spreadsheet took for amounts.
//! * `row`: rows under a header: people, posts, organisations, and rows that continue the one above.

mod cell;
mod column;
mod header;
mod name;
mod number;
mod row;

use super::contact::{ContactFile, PlainTable};
use super::error::ContactFileError;
pub(super) use cell::clean_cell;
use column::Column;
use header::Header;
use row::{RowReader, is_header_again};

/// A row of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SheetRow {
    /// The line where it begins, or its number in the sheet, from 1.
    pub(super) line: u32,
    /// The cells, without formulas.
    pub(super) cells: Vec<String>,
}

/// The maximum number of rows of a file.
pub(super) const MAX_ROWS: usize = 500_000;

/// The maximum number of bytes of a cell.
pub(super) const MAX_CELL_BYTES: usize = 64 * 1024;

/// The maximum number of rows in which the header is searched, without blank ones.
const MAX_ROWS_ABOVE: usize = 40;

/// The maximum number of rows of a sheet without a header.
const MAX_PLAIN_ROWS: usize = 5_000;

/// Reads a sheet row by row.
pub(super) struct SheetReader<'a> {
    /// The name of the sheet, if the file has several.
    sheet: Option<String>,
    file: &'a mut ContactFile,
    /// The rows before the header is found.
    above: Vec<SheetRow>,
    rows: Option<RowReader>,
}

/// The number of known columns in the header that a row is; 0 if it is none.
pub(super) fn known_columns(cells: &[String]) -> usize {
    let is_known = |column: &&Column| !matches!(column, Column::Other);
    Header::of(cells).map_or(0, |header| header.columns.iter().filter(is_known).count())
}

impl<'a> SheetReader<'a> {
    pub(super) fn new(sheet: Option<String>, file: &'a mut ContactFile) -> Self {
        Self { sheet, file, above: Vec::new(), rows: None }
    }

    /// Reads the next row.
    ///
    /// # Errors
    ///
    /// [`ContactFileError::NoHeader`] if too many rows have no header for the sheet to be a list of contacts.
    pub(super) fn push(&mut self, row: SheetRow) -> Result<(), ContactFileError> {
        if let Some(rows) = &mut self.rows {
            if is_header_again(&row) {
                let Some(header) = Header::of(&row.cells) else { return Ok(()) };
                let rows = std::mem::replace(rows, RowReader::new(header, self.sheet.clone()));
                rows.finish(self.file);
                return Ok(());
            }
            rows.read(&row, self.file);
            return Ok(());
        }
        if row.cells.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(());
        }
        if self.above.len() < MAX_ROWS_ABOVE
            && let Some(header) = Header::of(&row.cells)
        {
            self.read_above();
            self.rows = Some(RowReader::new(header, self.sheet.clone()));
            return Ok(());
        }
        self.above.push(row);
        if self.above.len() > MAX_PLAIN_ROWS { Err(ContactFileError::NoHeader) } else { Ok(()) }
    }

    /// Ends the sheet.
    pub(super) fn finish(mut self) {
        match self.rows.take() {
            Some(rows) => rows.finish(self.file),
            None => self.keep_plain(),
        }
    }

    /// Reads the rows above the header: the first line of words is the title, and one with a number is not a heading.
    fn read_above(&mut self) {
        let has_contact = |row: &SheetRow| {
            row.cells.iter().any(|cell| cell.contains('@') || cell.chars().filter(char::is_ascii_digit).count() >= 6)
        };
        let title = self.above.first().filter(|row| !has_contact(row)).and_then(|row| {
            let mut filled = row.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
            let first = filled.next()?;
            filled.next().is_none().then(|| clean_cell(first))
        });
        if self.file.title.is_none() {
            self.file.title = title;
        }
        self.file.rows_above.rows.extend(self.above.iter().map(|row| (row.line, row.cells.clone())));
        self.above.retain(has_contact);
        self.keep_plain();
    }

    fn keep_plain(&mut self) {
        let rows: Vec<_> = std::mem::take(&mut self.above).into_iter().map(|row| (row.line, row.cells)).collect();
        if !rows.is_empty() {
            self.file.tables.push(PlainTable { rows });
        }
    }
}
