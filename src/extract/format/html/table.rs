//! Tables of a page, with the cells that span rows and columns in each of their places.

use super::inline::{HtmlPage, LineCollector};
use super::shape::ElementLayout;
use super::tree::NodeId;
use crate::extract::document::block::{Cell, Table};

/// What the tables of a page may still repeat: a hostile page spans more cells than there is memory.
pub(super) struct TableBudget {
    cells: usize,
}

impl Default for TableBudget {
    fn default() -> Self {
        Self { cells: 200_000 }
    }
}

/// The most columns of a table.
const MAX_COLUMNS: usize = 100;

/// A cell that reaches into the next rows.
#[derive(Clone)]
struct SpanningCell {
    cell: Cell,
    rows: usize,
}

/// The table of an element, or `None` if it has no row of several cells.
pub(super) fn table_of(page: &HtmlPage, id: NodeId, budget: &mut TableBudget) -> Option<Table> {
    let mut table = Table::default();
    let mut spanning: Vec<Option<SpanningCell>> = Vec::new();
    let mut is_data = false;
    for (index, row) in rows_of(page, id).into_iter().enumerate() {
        let tree = &page.tree;
        let own: Vec<NodeId> = tree.children(row).filter(|cell| matches!(tree.name(*cell), "td" | "th")).collect();
        let own: Vec<NodeId> =
            own.into_iter().filter(|cell| page.shapes.of(*cell).layout != ElementLayout::Dropped).collect();
        is_data |= own.len() > 1;
        let is_in_head = tree.parent(row).is_some_and(|parent| tree.name(parent) == "thead");
        let has_heads_only = !own.is_empty() && own.iter().all(|cell| tree.name(*cell) == "th");
        let cells = row_of(page, &own, &mut spanning, budget);
        if cells.iter().all(|cell| cell.lines.is_empty()) {
            continue;
        }
        let is_header = table.header.is_none() && table.rows.is_empty();
        if is_header && (is_in_head || (index == 0 && has_heads_only && own.len() > 1)) {
            table.header = Some(cells);
        } else {
            table.rows.push(cells);
        }
    }
    is_data.then_some(table)
}

/// The rows of a table, and not those of tables in it.
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
        let span = |key| page.tree.attribute(*id, key).and_then(|count| count.trim().parse().ok()).unwrap_or(1_usize);
        let (columns, rows) = (span("colspan").clamp(1, MAX_COLUMNS), span("rowspan").clamp(1, 1000));
        for column in 0..columns {
            if cells.len() >= MAX_COLUMNS {
                // What has no place in the table is not lost.
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
    // Cells from above behind the last own one.
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
    /// A cell in another of its places; an empty one if there is no room for more, or if it is long.
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
