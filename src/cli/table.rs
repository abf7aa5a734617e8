//! Rows in columns, for a terminal: aligned, and cut to its width.

use super::row::Row;
use crate::app::{Line, Marks, Role};

/// The most cells of each column; the note follows behind them, as far as the line goes.
const WIDEST: [usize; 3] = [32, 18, 26];
/// The cells that regions are filled up to; longer ones are not cut and push the note.
const REGIONS: usize = 26;
/// Cells between columns.
const GAP: usize = 2;

/// How wide each column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Table {
    widths: [usize; 3],
    regions: usize,
    cells: usize,
}

impl Table {
    /// Columns as wide as their widest field, up to a bound.
    pub(super) fn new<'a>(rows: &(impl Iterator<Item = &'a Row> + Clone), cells: usize) -> Self {
        let widest = |column: usize| rows.clone().map(|row| columns(row)[column].width()).max().unwrap_or(0);
        let regions = rows.clone().map(|row| row.regions.width()).max().unwrap_or(0).min(REGIONS);
        Self { widths: std::array::from_fn(|column| widest(column).min(WIDEST[column])), regions, cells }
    }

    /// A row on one line that fits.
    pub(super) fn line(&self, row: &Row, marks: &Marks) -> Line {
        let mut line = Line::default();
        for (field, width) in columns(row).into_iter().zip(self.widths).filter(|(_, width)| *width > 0) {
            line.spans.extend(field.cut(width, marks).padded(width).spans);
            line.push(" ".repeat(GAP), Role::Plain);
        }
        let missing = self.regions.saturating_sub(row.regions.width());
        line.spans.extend(row.regions.spans.iter().cloned());
        line.push(" ".repeat(missing), Role::Plain);
        if self.regions > 0 {
            line.push(" ".repeat(GAP), Role::Plain);
        }
        line.spans.extend(row.note.spans.iter().cloned());
        trimmed(line).cut(self.cells, marks)
    }
}

/// The fields that are aligned. A doubtful number has a mark here: the note that says so may be cut.
fn columns(row: &Row) -> [Line; 3] {
    let mut number = row.number.clone();
    if row.is_doubtful {
        number.push("!", Role::Warning);
    }
    [row.name.clone(), number, row.role.clone()]
}

/// The line without spaces at its end.
fn trimmed(mut line: Line) -> Line {
    while let Some((words, _)) = line.spans.last_mut() {
        words.truncate(words.trim_end().len());
        if !words.is_empty() {
            break;
        }
        line.spans.pop();
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(fields: [&str; 5]) -> Row {
        let [name, number, role, regions, note] = fields.map(|words| Line::of(words, Role::Plain));
        Row { name, number, role, regions, note, is_doubtful: false }
    }

    #[test]
    fn columns_are_aligned_and_the_line_fits() {
        let rows = [row(["Ia Ås", "029 1", "r", "Lappi", "huomautus"]), row(["Bo", "", "rooli", "", ""])];
        let table = Table::new(&rows.iter(), 28);
        let lines: Vec<String> = rows.iter().map(|row| table.line(row, &Marks::UNICODE).text()).collect();
        assert_eq!(lines, ["Ia Ås  029 1  r      Lappi…", "Bo            rooli"]);
    }

    #[test]
    fn notes_are_aligned_where_regions_are_missing() {
        let rows = [row(["Ia", "", "", "Lappi", "a"]), row(["Bo", "", "", "", "b"])];
        let table = Table::new(&rows.iter(), 40);
        let lines: Vec<String> = rows.iter().map(|row| table.line(row, &Marks::UNICODE).text()).collect();
        assert_eq!(lines, ["Ia  Lappi  a", "Bo         b"]);
    }

    #[test]
    fn a_doubtful_number_is_marked_where_it_stands() {
        let rows = [Row { is_doubtful: true, ..row(["Bo", "029 1", "", "", "huomautus"]) }];
        assert_eq!(Table::new(&rows.iter(), 10).line(&rows[0], &Marks::UNICODE).text(), "Bo  029 1…");
        assert_eq!(Table::new(&rows.iter(), 40).line(&rows[0], &Marks::UNICODE).text(), "Bo  029 1!  huomautus");
    }
}
