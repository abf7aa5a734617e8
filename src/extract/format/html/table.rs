//! Tables of a page. A cell that spans rows or columns is repeated in each place that it covers.

use super::inline::{HtmlPage, LineCollector};
use super::shape::ElementLayout;
use super::tree::NodeId;
use crate::extract::document::block::{Cell, Table};
use crate::extract::document::source_line::SourceLine;

/// How many more cells the tables of a page may repeat: the spans of a hostile page could need more cells than fit in
/// memory.
pub(super) struct TableBudget {
    cells: usize,
}

impl Default for TableBudget {
    fn default() -> Self {
        Self { cells: 200_000 }
    }
}

/// The maximum number of columns of a table.
const MAX_COLUMNS: usize = 100;

/// A cell that reaches into the next rows.
#[derive(Clone)]
struct SpanningCell {
    cell: Cell,
    rows: usize,
}

/// A part of a table: the lines of a cell that spans all columns, and the rows below it.
#[derive(Default)]
pub(super) struct TablePart {
    /// The lines above the rows.
    pub(super) title: Vec<SourceLine>,
    /// The rows.
    pub(super) table: Table,
}

/// The parts of a table, or `None` if it has no row of several cells.
///
/// A cell that spans all columns begins a part, and so does a row of header cells only.
pub(super) fn parts_of(page: &HtmlPage, id: NodeId, budget: &mut TableBudget) -> Option<Vec<TablePart>> {
    let tree = &page.tree;
    let is_seen = |cell: &NodeId| page.shapes.of(*cell).layout != ElementLayout::Dropped;
    let cells_of =
        |row: NodeId| tree.children(row).filter(|cell| matches!(tree.name(*cell), "td" | "th")).filter(is_seen);
    let rows = rows_of(page, id);
    let width = rows.iter().map(|row| cells_of(*row).map(|cell| columns_of(page, cell)).sum()).max().unwrap_or(0);
    if rows.iter().all(|row| cells_of(*row).nth(1).is_none()) {
        return None;
    }
    let mut parts = vec![TablePart::default()];
    let mut spanning: Vec<Option<SpanningCell>> = Vec::new();
    for row in rows {
        let own: Vec<NodeId> = cells_of(row).collect();
        let is_in_head = tree.parent(row).is_some_and(|parent| tree.name(parent) == "thead");
        let has_heads_only = own.len() > 1 && own.iter().all(|cell| tree.name(*cell) == "th");
        let mut cells = row_of(page, &own, &mut spanning, budget);
        if cells.iter().all(|cell| cell.lines.is_empty()) {
            continue;
        }
        let is_across = matches!(own.as_slice(), [one] if columns_of(page, *one) >= width.min(MAX_COLUMNS));
        let is_empty = parts.last().is_none_or(|part| part.table.header.is_none() && part.table.rows.is_empty());
        let begins_part = is_across || has_heads_only;
        if begins_part && !is_empty {
            parts.push(TablePart::default());
        }
        let Some(part) = parts.last_mut() else { continue };
        if is_across {
            part.title.append(&mut cells.swap_remove(0).lines);
        } else if has_heads_only || (is_in_head && is_empty) {
            part.table.header = Some(cells);
        } else {
            part.table.rows.push(cells);
        }
    }
    Some(parts)
}

/// The number of columns that a cell takes up.
fn columns_of(page: &HtmlPage, cell: NodeId) -> usize {
    let columns = page.tree.attribute(cell, "colspan").and_then(|count| count.trim().parse().ok());
    columns.unwrap_or(1_usize).clamp(1, MAX_COLUMNS)
}

/// The rows of a table, without those of nested tables.
fn rows_of(page: &HtmlPage, id: NodeId) -> Vec<NodeId> {
    let tree = &page.tree;
    let mut rows = Vec::new();
    let mut at = tree.first(id);
    while let Some(part) = at {
        let name = tree.name(part);
        let is_seen = page.shapes.of(part).layout != ElementLayout::Dropped;
        if name == "tr" && is_seen {
            rows.push(part);
        }
        let is_group = matches!(name, "thead" | "tbody" | "tfoot") && is_seen;
        at = if is_group { tree.next(part, id) } else { tree.next_outside(part, id) };
    }
    rows
}

/// The cells of a row, among them those that reach into it from above.
fn row_of(
    page: &HtmlPage,
    own: &[NodeId],
    spanning: &mut Vec<Option<SpanningCell>>,
    budget: &mut TableBudget,
) -> Vec<Cell> {
    let mut cells = Vec::new();
    let mut own = own.iter();
    let from_above = |at: usize, spanning: &mut Vec<Option<SpanningCell>>, budget: &mut TableBudget| {
        let place = spanning.get_mut(at)?;
        let span = place.as_mut()?;
        let cell = budget.repeated(&span.cell);
        span.rows -= 1;
        if span.rows == 0 {
            *place = None;
        }
        Some(cell)
    };
    loop {
        while let Some(cell) = from_above(cells.len(), spanning, budget) {
            cells.push(cell);
        }
        let Some(id) = own.next() else { break };
        let mut lines = LineCollector::default();
        lines.collect(page, *id, &|_| false);
        let cell = Cell { lines: lines.take() };
        let columns = columns_of(page, *id);
        let rows = page.tree.attribute(*id, "rowspan").and_then(|count| count.trim().parse().ok());
        let rows = rows.unwrap_or(1_usize).clamp(1, 1000);
        for column in 0..columns {
            if cells.len() >= MAX_COLUMNS {
                // A cell beyond the last column is appended to the last cell, so that its text is not lost.
                if column == 0
                    && let Some(last) = cells.last_mut()
                {
                    last.lines.extend(cell.lines);
                }
                break;
            }
            if rows > 1 {
                spanning.resize(spanning.len().max(cells.len() + 1), None);
                if let Some(place) = spanning.get_mut(cells.len()) {
                    *place = Some(SpanningCell { cell: budget.repeated(&cell), rows: rows - 1 });
                }
            }
            cells.push(if column == 0 { cell.clone() } else { budget.repeated(&cell) });
        }
    }
    // Then the cells that span into the row from above, to the right of its last own cell.
    for at in cells.len()..spanning.len() {
        let cell = from_above(at, spanning, budget).unwrap_or_default();
        cells.push(cell);
    }
    while cells.last().is_some_and(|cell| cell.lines.is_empty()) && cells.len() > 1 {
        cells.pop();
    }
    cells
}

impl TableBudget {
    /// A copy of a cell for another place that it covers; an empty cell if the budget is used up or the cell is long.
    fn repeated(&mut self, cell: &Cell) -> Cell {
        const MAX_BYTES: usize = 1_000;
        let bytes: usize = cell.lines.iter().map(|line| line.view.len()).sum();
        if self.cells == 0 || bytes > MAX_BYTES {
            return Cell::default();
        }
        self.cells -= 1;
        cell.clone()
    }
}
