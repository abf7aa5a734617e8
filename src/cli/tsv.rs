//! `--tsv`: a header, then the fields of the JSON between tabs.

use super::failure::Failure;
use super::json::{self, Record};
use super::node::Node;
use super::output::Output;
use super::path::{self, FieldPath};
use crate::search::Pane;

/// The columns of some names; without any, one for every field that a record of the lists can have, so that the header
/// never depends on the answer.
///
/// Errors: those of [`FieldPath::new`].
pub(super) fn columns(names: &[String], panes: &[Pane]) -> Result<Vec<(String, FieldPath)>, Failure> {
    let examples: Vec<Node> = json::examples(panes).iter().map(Node::of).collect();
    if names.is_empty() {
        return Ok(path::all(&examples));
    }
    names.iter().map(|name| Ok((name.clone(), FieldPath::new(name, &examples)?))).collect()
}

/// Prints a header and the records.
pub(super) fn print(
    columns: &[(String, FieldPath)],
    records: impl Iterator<Item = Record>,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
    output.exact(&names.join("\t"))?;
    output.end()?;
    for record in records {
        let node = Node::of(&record);
        let fields: Vec<String> = columns.iter().map(|(_, path)| escaped(&path.value(&node))).collect();
        output.exact(&fields.join("\t"))?;
        output.end()?;
    }
    Ok(())
}

/// A field that holds no tab, no line end and nothing that a terminal would obey.
fn escaped(field: &str) -> String {
    let mut text = String::with_capacity(field.len());
    for letter in field.chars() {
        match letter {
            '\\' => text.push_str(r"\\"),
            '\t' => text.push_str(r"\t"),
            '\n' => text.push_str(r"\n"),
            '\r' => text.push_str(r"\r"),
            other => text.push(other),
        }
    }
    json::harmless(&text)
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn a_field_stays_on_its_line() {
        assert_eq!(escaped("a\tb\nc\\d\u{1b}e"), r"a\tb\nc\\d\u001be");
    }
}
