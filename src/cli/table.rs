//! Rows in columns, for a terminal: aligned, and cut to its width.

use super::row::Row;
use crate::app::{Line, Marks, Role};

/// The most cells of each column but the last, which has what is left.
const WIDEST: [usize; 4] = [32, 18, 30, 36];
/// Cells between columns.
const GAP: usize = 2;

/// How wide each column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Table {
    widths: [usize; 4],
    cells: usize,
}

impl Table {
    /// Columns as wide as their widest field, up to a bound.
    pub(super) fn new(rows: &[Row], cells: usize) -> Self {
        let widest = |column: usize| rows.iter().map(|row| row.fields()[column].width()).max().unwrap_or(0);
        Self { widths: std::array::from_fn(|column| widest(column).min(WIDEST[column])), cells }
    }

    /// A row on one line that fits.
    pub(super) fn line(&self, row: &Row, marks: &Marks) -> Line {
        let mut line = Line::default();
        for (field, width) in row.fields().into_iter().zip(self.widths).filter(|(_, width)| *width > 0) {
            line.spans.extend(field.clone().cut(width, marks).padded(width).spans);
            line.push(" ".repeat(GAP), Role::Plain);
        }
        line.spans.extend(row.note.spans.iter().cloned());
        let mut line = line.cut(self.cells, marks);
        while let Some((words, _)) = line.spans.last_mut() {
            words.truncate(words.trim_end().len());
            if !words.is_empty() {
                break;
            }
            line.spans.pop();
        }
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(fields: [&str; 5]) -> Row {
        let [name, number, role, regions, note] = fields.map(|words| Line::of(words, Role::Plain));
        Row { name, number, role, regions, note }
    }

    #[test]
    fn columns_are_aligned_and_the_line_fits() {
        let rows = [row(["Ia Ås", "029 1", "r", "", "pitkä huomautus"]), row(["Bo", "", "rooli", "", ""])];
        let table = Table::new(&rows, 24);
        let lines: Vec<String> = rows.iter().map(|row| table.line(row, &Marks::UNICODE).text()).collect();
        assert_eq!(lines, ["Ia Ås  029 1  r      pi…", "Bo            rooli"]);
    }
}
