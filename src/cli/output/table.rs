//! Rows in aligned columns, for a terminal. Fields that do not fit continue on further lines.

use crate::present::{Line, Marks, Role};

/// Cells between columns.
const GAP: usize = 2;
/// The indentation of the further lines of a record, in cells.
const INDENT: usize = 4;

/// The widths of the columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TextTable {
    /// The widths of the columns on the first line of a record.
    widths: Vec<usize>,
    cells: usize,
}

impl TextTable {
    /// Columns as wide as their widest field, up to the bound of each; one with a bound of 0 is not aligned.
    pub(crate) fn new(rows: &[Vec<Line>], bounds: &[usize], cells: usize) -> Self {
        let widest = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(Line::width).max().unwrap_or(0);
        let mut widths = Vec::new();
        let mut taken = 0;
        for (column, bound) in bounds.iter().enumerate().take_while(|(_, bound)| **bound > 0) {
            let width = widest(column).min(*bound);
            let gap = if taken > 0 && width > 0 { GAP } else { 0 };
            // The first column is always shown.
            if column > 0 && taken + gap + width > cells {
                break;
            }
            taken += gap + width;
            widths.push(width.min(cells));
        }
        Self { widths, cells }
    }

    /// The lines of a row: the first in columns, the fields that have no room there on indented ones.
    pub(crate) fn lines(&self, row: &[Line], marks: &Marks) -> Vec<Line> {
        let mut line = Line::default();
        // Only names are cut: a cut number would be another number.
        let is_wide = |(column, field): (usize, &Line)| {
            self.widths.get(column).is_none_or(|width| column > 0 && field.width() > *width)
        };
        let head = row.iter().enumerate().position(is_wide).unwrap_or(row.len());
        let mut end = 0;
        for (field, width) in row[..head].iter().zip(&self.widths).filter(|(_, width)| **width > 0) {
            if end > 0 {
                end += GAP;
                line = line.padded(end);
            }
            line.spans.extend(field.clone().cut(*width, marks).spans);
            end += width;
        }
        let rest = joined(&row[head..], marks);
        if rest.width() == 0 {
            return vec![trimmed(line)];
        }
        // The last field begins after the columns, so that the notes of all records are aligned.
        let begin = self.widths.iter().filter(|width| **width > 0).map(|width| width + GAP).sum::<usize>();
        let begin = if head == self.widths.len() { begin } else { end + GAP };
        if begin + rest.width() <= self.cells {
            line = line.padded(begin);
            line.spans.extend(rest.spans);
            return vec![line];
        }
        let room = self.cells.saturating_sub(INDENT);
        let further = rest.wrapped(room, 0).into_iter().map(|further| {
            let mut indented = Line::of(" ".repeat(INDENT.min(self.cells.saturating_sub(1))), Role::Plain);
            indented.spans.extend(further.spans);
            trimmed(indented)
        });
        std::iter::once(trimmed(line)).chain(further).collect()
    }
}

/// The fields that are not empty, with dots between them.
fn joined(fields: &[Line], marks: &Marks) -> Line {
    let mut line = Line::default();
    for field in fields.iter().filter(|field| field.width() > 0) {
        if !line.spans.is_empty() {
            line.push(format!(" {} ", marks.dot), Role::Plain);
        }
        line.spans.extend(field.spans.iter().cloned());
    }
    line
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

    const BOUNDS: [usize; 5] = [32, usize::MAX, 26, 26, 0];

    fn printed(rows: &[[&str; 5]], cells: usize) -> Vec<String> {
        let rows: Vec<Vec<Line>> =
            rows.iter().map(|row| row.iter().map(|words| Line::of(*words, Role::Plain)).collect()).collect();
        let table = TextTable::new(&rows, &BOUNDS, cells);
        rows.iter().flat_map(|row| table.lines(row, &Marks::UNICODE)).map(|line| line.text()).collect()
    }

    #[test]
    fn columns_are_aligned_and_what_does_not_fit_is_on_a_second_line() {
        let rows = [["Ia Ås", "029 1", "r", "Lappi", "huomautus"], ["Bo", "", "rooli", "", ""]];
        assert_eq!(printed(&rows, 28), ["Ia Ås  029 1  r      Lappi", "    huomautus", "Bo            rooli"]);
        assert_eq!(printed(&rows, 18), ["Ia Ås  029 1", "    r · Lappi ·", "    huomautus", "Bo", "    rooli"]);
    }

    #[test]
    fn notes_are_aligned_where_regions_are_missing() {
        let rows = [["Ia", "", "", "Lappi", "a"], ["Bo", "", "", "", "b"]];
        assert_eq!(printed(&rows, 40), ["Ia  Lappi  a", "Bo         b"]);
    }

    #[test]
    fn a_number_is_never_cut() {
        let rows = [["Bo Berg", "+358 (0)295 037 000 ’18 !", "", "", ""]];
        for cells in 1..40 {
            let lines = printed(&rows, cells).concat();
            assert!(cells < 30 || lines.contains("+358 (0)295 037 000 ’18 !"), "{cells}: {lines}");
            assert!(!lines.contains("+…") && !lines.contains("  …"), "{cells}: {lines}");
        }
    }

    proptest::proptest! {
        #[test]
        fn every_line_fits_and_nothing_but_a_long_name_is_cut(
            rows in proptest::collection::vec(proptest::array::uniform5("[a-zäö ]{0,40}"), 1..6),
            cells in 12..120_usize,
        ) {
            let rows: Vec<Vec<Line>> =
                rows.iter().map(|row| row.iter().map(|words| Line::of(words.trim(), Role::Plain)).collect()).collect();
            let table = TextTable::new(&rows, &BOUNDS, cells);
            for row in &rows {
                let lines = table.lines(row, &Marks::UNICODE);
                let all: String = lines.iter().map(Line::text).collect::<String>().replace([' ', '-'], "");
                for field in &row[1..] {
                    proptest::prop_assert!(all.contains(&field.text().replace(' ', "")), "{lines:?}");
                }
                for line in lines {
                    proptest::prop_assert!(line.width() <= cells, "{line:?}");
                    proptest::prop_assert!(line.text().trim() != "…", "{line:?}");
                }
            }
        }
    }
}
