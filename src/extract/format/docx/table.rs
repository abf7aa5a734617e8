//! Tables of a Word document.

use std::mem;

use crate::extract::document::block::{Block, Cell, Table};
use crate::extract::document::source_line::SourceLine;

/// The maximum number of columns of a table.
const MAX_COLUMNS: usize = 100;

/// A table that is being read.
#[derive(Default)]
pub(super) struct TableBuilder {
    rows: Vec<TableRow>,
    row: TableRow,
    cell: TableCell,
}

#[derive(Default)]
struct TableRow {
    cells: Vec<Cell>,
    is_header: bool,
    is_bold: bool,
}

/// A cell that is being read.
pub(super) struct TableCell {
    /// The lines.
    pub(super) lines: Vec<SourceLine>,
    /// The number of columns.
    pub(super) columns: usize,
    /// Whether the cell is the rest of the one above.
    pub(super) continues_above: bool,
    /// Whether all of its text is bold.
    pub(super) is_bold: bool,
}

impl Default for TableCell {
    fn default() -> Self {
        Self { lines: Vec::new(), columns: 1, continues_above: false, is_bold: true }
    }
}

impl TableBuilder {
    /// The cell that is being read.
    pub(super) fn cell(&mut self) -> &mut TableCell {
        &mut self.cell
    }

    /// Marks the row that is being read as a header.
    pub(super) fn mark_header(&mut self) {
        self.row.is_header = true;
    }

    /// Begins a row.
    pub(super) fn start_row(&mut self) {
        self.row = TableRow { is_bold: true, ..TableRow::default() };
    }

    /// Ends the cell, and puts it into each of its columns, while there are `repeats` left.
    pub(super) fn end_cell(&mut self, repeats: &mut usize) {
        let TableCell { lines, columns, continues_above, is_bold } = mem::take(&mut self.cell);
        self.row.is_bold &= is_bold || lines.is_empty();
        let cell = Cell { lines };
        for column in 0..columns {
            let at = self.row.cells.len();
            if at >= MAX_COLUMNS {
                break;
            }
            let above = self.rows.last().and_then(|row| row.cells.get(at)).filter(|_| continues_above);
            let is_repeated = column > 0 || above.is_some();
            let shown = above.unwrap_or(&cell).clone();
            let is_left_out = is_repeated && (is_long(&shown) || *repeats == 0);
            *repeats = repeats.saturating_sub(usize::from(is_repeated));
            self.row.cells.push(if is_left_out { Cell::default() } else { shown });
        }
    }

    /// Ends the row.
    pub(super) fn end_row(&mut self) {
        let row = mem::take(&mut self.row);
        if row.cells.iter().any(|cell| !cell.lines.is_empty()) {
            self.rows.push(row);
        }
    }

    /// The blocks of the table: groups of lines if it has one column only.
    pub(super) fn finish(self) -> Vec<Block> {
        let mut rows = self.rows;
        if rows.iter().all(|row| row.cells.len() < 2) {
            let cells = rows.into_iter().flat_map(|row| row.cells);
            return cells.filter(|cell| !cell.lines.is_empty()).map(|cell| Block::Lines(cell.lines)).collect();
        }
        let all_bold = rows.iter().all(|row| row.is_bold);
        let is_header = |row: &TableRow| row.is_header || (row.is_bold && !all_bold && row.cells.len() > 1);
        let header = rows.first().is_some_and(is_header).then(|| rows.remove(0).cells);
        vec![Block::Table(Table { header, rows: rows.into_iter().map(|row| row.cells).collect() })]
    }
}

/// Whether a cell is too long to be repeated: many columns of it would fill the memory.
fn is_long(cell: &Cell) -> bool {
    const MAX_BYTES: usize = 500;
    cell.lines.iter().map(|line| line.view.len()).sum::<usize>() > MAX_BYTES
}
