//! Merged cells: the text of the first one applies to all rows of the area.

use crate::text::sort_by_key;
/// An area of merged cells. Rows and columns are counted from 0, and the ends are included.
#[derive(Clone, Debug)]
pub(super) struct MergedArea {
    pub(super) first_row: usize,
    pub(super) last_row: usize,
    pub(super) first_column: usize,
    pub(super) last_column: usize,
}

/// The merged cells of a sheet, for rows that come in order.
#[derive(Debug, Default)]
pub(super) struct MergedCells {
    /// The areas that begin at a later row, the last first.
    coming: Vec<MergedArea>,
    /// The areas of the present row, with the text of each.
    open: Vec<(MergedArea, String)>,
}

/// The maximum number of areas of a row that are filled.
const MAX_OPEN: usize = 256;

impl MergedCells {
    pub(super) fn new(mut areas: Vec<MergedArea>) -> Self {
        sort_by_key(&mut areas, |area| std::cmp::Reverse(area.first_row));
        Self { coming: areas, open: Vec::new() }
    }

    /// Adds an area that begins in the present row.
    pub(super) fn push(&mut self, area: MergedArea) {
        self.coming.push(area);
    }

    /// Fills the merged cells of a row, and returns the number of bytes added. A row without a cell of its own stays
    /// empty, because the text would not belong to anything.
    pub(super) fn fill(&mut self, row: usize, cells: &mut Vec<String>) -> usize {
        self.open.retain(|(area, _)| area.last_row >= row);
        while let Some(area) = self.coming.pop_if(|area| area.first_row <= row) {
            let text = cells.get(area.first_column).cloned().unwrap_or_default();
            if area.first_row == row && !text.is_empty() && self.open.len() < MAX_OPEN {
                self.open.push((area, text));
            }
        }
        let mut added = 0;
        if cells.iter().all(String::is_empty) {
            return added;
        }
        for (area, text) in &self.open {
            for column in area.first_column..=area.last_column.min(area.first_column + MAX_OPEN) {
                if cells.len() <= column {
                    cells.resize(column + 1, String::new());
                }
                if let Some(cell) = cells.get_mut(column).filter(|cell| cell.is_empty()) {
                    cell.clone_from(text);
                    added += text.len();
                }
            }
        }
        added
    }
}
