//! `--format`: text with fields of the JSON in it.

use super::field::{OutputField, RecordFields};
use super::json::example_values;
use super::output_writer::OutputWriter;
use crate::cli::error::Error;
use crate::search::Pane;

/// A text with placeholders for fields.
///
/// * **Shape** — `{name} {phone}`; `{{` and `}}` are braces, `\t` is a tab, `\n` a line end, `\\` a backslash.
/// * **Errors** — [`Error::OpenBrace`] and [`Error::StrayBrace`]; [`Error::UnknownField`] for a field that no record of
///   the searched lists has, and [`Error::ListField`] for a list instead of a text.
#[derive(Debug)]
pub(crate) struct Template(Vec<Piece>);

#[derive(Debug)]
enum Piece {
    Text(String),
    Field(OutputField),
}

impl Template {
    /// Parses a template for the records of some lists.
    pub(crate) fn new(text: &str, panes: &[Pane]) -> Result<Self, Error> {
        let examples = example_values(panes);
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            plain.push_str(&unescaped(&rest[..at]));
            let brace = &rest[at..=at];
            rest = &rest[at + 1..];
            if let Some(behind) = rest.strip_prefix(brace) {
                plain.push_str(brace);
                rest = behind;
            } else if brace == "}" {
                return Err(Error::StrayBrace { template: text.to_owned() });
            } else {
                let open = || Error::OpenBrace { template: text.to_owned() };
                let (path, behind) = rest.split_once('}').ok_or_else(open)?;
                pieces.push(Piece::Text(std::mem::take(&mut plain)));
                pieces.push(Piece::Field(OutputField::new(path.trim(), &examples)?));
                rest = behind;
            }
        }
        plain.push_str(&unescaped(rest));
        pieces.push(Piece::Text(plain));
        Ok(Self(pieces))
    }

    /// Prints a record.
    pub(crate) fn print(&self, record: &RecordFields<'_>, output: &mut OutputWriter<'_>) -> Result<(), Error> {
        for piece in &self.0 {
            match piece {
                // A tab in the user's own text is intended.
                Piece::Text(text) => output.exact(text)?,
                Piece::Field(field) => output.words(&field.value(record))?,
            }
        }
        output.end()
    }
}

/// A text with a tab for `\t`, a line end for `\n` and a backslash for two; any other backslash is itself.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('\\') {
        plain.push_str(before);
        let (letter, used) = match behind.chars().next() {
            Some('t') => ('\t', 1),
            Some('n') => ('\n', 1),
            Some('\\') => ('\\', 1),
            _ => ('\\', 0),
        };
        plain.push(letter);
        rest = &behind[used..];
    }
    plain.push_str(rest);
    plain
}
