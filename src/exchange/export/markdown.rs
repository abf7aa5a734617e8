//! Rows of a table in Markdown.

/// A row.
pub(super) fn row(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| escaped(cell)).collect();
    format!("| {} |\n", cells.join(" | "))
}

/// The row below the headings.
pub(super) fn rule(columns: usize) -> String {
    format!("|{}\n", " --- |".repeat(columns))
}

/// A text that stays in its cell and is not markup.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '|' | '\\' | '`' | '*' | '_' | '<' | '[' | ']' => escaped.extend(['\\', letter]),
            control if control.is_control() => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_keeps_its_text() {
        let cells = ["a|b".to_owned(), "c\nd".to_owned(), "<e> [f] \\".to_owned()];
        assert_eq!(row(&cells), "| a\\|b | c d | \\<e> \\[f\\] \\\\ |\n");
        assert_eq!(rule(2), "| --- | --- |\n");
    }
}
