//! Rows of CSV (RFC 4180).

use csv::{Terminator, WriterBuilder};

/// The characters that begin a formula in a spreadsheet.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A row. For Excel, fields are separated by semicolons, and an apostrophe precedes what it would treat as a formula.
pub(super) fn row(cells: &[String], is_for_excel: bool) -> String {
    let delimiter = if is_for_excel { b';' } else { b',' };
    let mut writer = WriterBuilder::new().delimiter(delimiter).terminator(Terminator::CRLF).from_writer(Vec::new());
    let shown = |cell: &String| {
        let cell = cell.replace('\0', "");
        if is_for_excel && cell.starts_with(FORMULA) { format!("'{cell}") } else { cell }
    };
    // Writing to memory does not fail.
    _ = writer.write_record(cells.iter().map(shown));
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(cells: &[&str], is_for_excel: bool) -> String {
        row(&cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>(), is_for_excel)
    }

    #[test]
    fn a_field_is_quoted_when_it_must_be() {
        assert_eq!(case(&["a", "b, c", "d \"e\"", "f\ng"], false), "a,\"b, c\",\"d \"\"e\"\"\",\"f\ng\"\r\n");
        assert_eq!(case(&["a", "b, c", "d; e"], true), "a;b, c;\"d; e\"\r\n");
    }

    #[test]
    fn excel_computes_nothing() {
        assert_eq!(case(&["=1+1", "+358 1", "-a", "@b", "c=1"], true), "'=1+1;'+358 1;'-a;'@b;c=1\r\n");
        assert_eq!(case(&["=1+1", "+358 1"], false), "=1+1,+358 1\r\n");
    }
}
