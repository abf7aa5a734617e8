//! `--tsv`: a header, then the fields of the JSON separated by tabs.

use super::field::{OutputField, RecordFields};
use super::field_path::all_fields;
use super::json::example_values;
use super::output_writer::OutputWriter;
use crate::cli::error::Error;
use crate::search::Pane;
use crate::text::escape_dangerous;

/// The columns with the given names; without names, one for each field that a record of the lists can have, so that the
/// header does not depend on the answer.
///
/// Errors: those of [`OutputField::new`].
pub(crate) fn tsv_columns(names: &[String], panes: &[Pane]) -> Result<Vec<OutputField>, Error> {
    let examples = example_values(panes);
    if names.is_empty() {
        // A single directory has no sources, but the fields can be requested.
        let fields = all_fields(&examples).into_iter().filter(|(name, _)| !name.starts_with("sources."));
        return Ok(fields.map(|(name, path)| OutputField::of_json(name, path)).collect());
    }
    names.iter().map(|name| OutputField::new(name, &examples)).collect()
}

/// Prints the names of the columns.
pub(crate) fn print_header(columns: &[OutputField], output: &mut OutputWriter<'_>) -> Result<(), Error> {
    let names: Vec<&str> = columns.iter().map(OutputField::name).collect();
    output.exact(&names.join("\t"))?;
    output.end()
}

/// Prints the fields of a record.
pub(crate) fn print_row(
    columns: &[OutputField],
    record: &RecordFields<'_>,
    output: &mut OutputWriter<'_>,
) -> Result<(), Error> {
    let fields: Vec<String> = columns.iter().map(|field| escaped(&field.value(record))).collect();
    output.exact(&fields.join("\t"))?;
    output.end()
}

/// A field without tabs, line ends and control characters.
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
    escape_dangerous(&text)
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn a_field_stays_on_its_line() {
        assert_eq!(escaped("a\tb\nc\\d\u{1b}e"), r"a\tb\nc\\d\u001be");
    }
}
