//! Workbooks: XLSX and ODS, a sheet at a time.
//!
//! * `archive`: the archive of a workbook, unpacked within limits before it is read.
//! * `merged`: merged cells: what the first of them says holds for all rows of the area.
//! * `ods`: spreadsheets in the format of the open document standard.
//! * `xlsx`: workbooks of Office Open XML.

mod archive;
mod merged;
mod ods;
mod xlsx;

use super::contact::ContactFile;
use super::error::ContactFileError;
use super::sheet::{MAX_CELL_BYTES, MAX_ROWS, SheetReader, SheetRow};
use merged::MergedCells;
pub(super) use ods::read_ods;
pub(super) use xlsx::read_xlsx;

/// The first bytes of the container of old workbooks and of encrypted ones.
const COMPOUND_FILE: &[u8] = b"\xd0\xcf\x11\xe0";

/// The maximum number of cells of a row that are read.
const MAX_COLUMNS: usize = 1_024;

/// The maximum number of bytes of all cells together: a few bytes of a file may stand for a text in each of many cells.
const MAX_BYTES: usize = 128_000_000;

/// Refuses a workbook of before 2007.
///
/// # Errors
///
/// Always [`ContactFileError::OldWorkbook`].
pub(super) fn refuse_old(_: &[u8]) -> Result<ContactFile, ContactFileError> {
    Err(ContactFileError::OldWorkbook)
}

/// Reads the rows of one sheet after another.
struct WorkbookReader<'a> {
    sheet: SheetReader<'a>,
    merged: MergedCells,
    /// The row that is read, and its number from 0.
    row: Option<(usize, Vec<String>)>,
    /// The number of the last row that was read.
    last: Option<usize>,
    budget: &'a mut Budget,
}

/// The part of a workbook that may still be read.
struct Budget {
    rows: usize,
    bytes: usize,
}

impl Budget {
    fn new() -> Self {
        Self { rows: MAX_ROWS, bytes: MAX_BYTES }
    }
}

impl<'a> WorkbookReader<'a> {
    fn new(name: Option<String>, file: &'a mut ContactFile, merged: MergedCells, budget: &'a mut Budget) -> Self {
        Self { sheet: SheetReader::new(name, file), merged, row: None, last: None, budget }
    }

    /// Adds a cell by its row and column, from 0. Rows come in order.
    fn add(&mut self, row: usize, column: usize, text: String) -> Result<(), ContactFileError> {
        if self.row.as_ref().is_some_and(|(number, _)| *number != row) {
            self.end_row()?;
        }
        let line = u32::try_from(row + 1).unwrap_or(u32::MAX);
        if text.len() > MAX_CELL_BYTES {
            return Err(ContactFileError::LongCell { line, limit: MAX_CELL_BYTES });
        }
        let too_much = ContactFileError::Inflated { limit: u64::try_from(MAX_BYTES).unwrap_or(u64::MAX) };
        self.budget.bytes = self.budget.bytes.checked_sub(text.len()).ok_or(too_much)?;
        let (_, cells) = self.row.get_or_insert((row, Vec::new()));
        if column < MAX_COLUMNS {
            if cells.len() <= column {
                cells.resize(column + 1, String::new());
            }
            if let Some(cell) = cells.get_mut(column) {
                *cell = text;
            }
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), ContactFileError> {
        let Some((number, mut cells)) = self.row.take() else { return Ok(()) };
        self.budget.rows = self.budget.rows.checked_sub(1).ok_or(ContactFileError::TooManyRows { limit: MAX_ROWS })?;
        let filled = self.merged.fill(number, &mut cells);
        let too_much = ContactFileError::Inflated { limit: u64::try_from(MAX_BYTES).unwrap_or(u64::MAX) };
        self.budget.bytes = self.budget.bytes.checked_sub(filled).ok_or(too_much)?;
        if self.last.is_some_and(|last| last + 1 < number) {
            self.sheet.push(SheetRow::default())?;
        }
        self.last = Some(number);
        self.sheet.push(SheetRow { line: u32::try_from(number + 1).unwrap_or(u32::MAX), cells })
    }

    fn finish(mut self) -> Result<(), ContactFileError> {
        self.end_row()?;
        self.sheet.finish();
        Ok(())
    }
}

/// A number as a spreadsheet stores it, without the `.0` of a whole one.
fn number_text(number: f64) -> String {
    const EXACT: f64 = 1e15;
    if number.fract() == 0.0 && number.abs() < EXACT { format!("{number:.0}") } else { number.to_string() }
}
