//! Which character stands between the cells.

use std::collections::HashMap;

use super::Rows;
use crate::exchange::sheet::known_columns;

/// The separators, the likeliest last: of several that fit equally well, the last is taken.
const DELIMITERS: [u8; 4] = *b"|,\t;";

/// The maximum number of bytes and rows from which the separator is determined.
const HEAD_BYTES: usize = 256 * 1024;
const HEAD_ROWS: usize = 40;

/// The rows of a text, the separator, and the number of the first line of the rows.
///
/// A first line `sep=;` names the separator. Else it is the one under which a row names the most columns; without such a
/// row the one that gives the most rows of one width.
pub(super) fn delimiter(text: &str) -> (&str, u8, u32) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if let Some([named]) = first.trim_end().strip_prefix("sep=").map(str::as_bytes) {
        return (rest, *named, 2);
    }
    let head = text.get(..text.floor_char_boundary(HEAD_BYTES)).unwrap_or(text);
    let best = DELIMITERS.into_iter().max_by_key(|delimiter| fit(head, *delimiter));
    (text, best.unwrap_or(b';'), 1)
}

/// The fitness of a separator: the columns of the header, then the rows of the usual width and that width.
fn fit(head: &str, delimiter: u8) -> (usize, usize, usize) {
    let mut rows = Rows::new(head, delimiter, 1);
    let mut widths: HashMap<usize, usize> = HashMap::new();
    let mut columns = 0;
    for _ in 0..HEAD_ROWS {
        let Ok(Some((_, record))) = rows.next_row() else { break };
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        columns = columns.max(known_columns(&cells));
        if cells.len() > 1 {
            *widths.entry(cells.len()).or_default() += 1;
        }
    }
    let (width, count) = widths.into_iter().max_by_key(|(width, count)| (*count, *width)).unwrap_or_default();
    (columns, count, width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_that_of_the_header() {
        for (text, separator) in [
            ("Nimi;Puhelin\nMeri, Aino;040 123 4567\n", b';'),
            ("Name,Phone,Area\nAino Meri,040 123 4567,\"Lappi; Kainuu; Häme\"\n", b','),
            ("Väki 2026; luonnos\n\nNamn\tTelefon\nAino Meri\t040 123 4567\n", b'\t'),
            ("Nimi|Puhelin\nAino Meri|040 123 4567\n", b'|'),
            ("Aino Meri,040 1\nOtso Salo,040 2\n", b','),
        ] {
            assert_eq!(delimiter(text).1, separator, "{text}");
        }
        assert_eq!(delimiter("sep=|\na;b|c\n"), ("a;b|c\n", b'|', 2));
    }
}
