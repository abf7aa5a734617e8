//! The lines of the documents whose text a model carries, for checking quotations.

use std::collections::HashMap;

use super::ProblemKind;
use crate::model::{Document, DocumentId, Evidence};
use crate::text::is_invisible;

/// Documents with their lines, each split once.
pub(in crate::model) struct DocumentLines<'a>(HashMap<&'a DocumentId, Vec<&'a str>>);

impl<'a> DocumentLines<'a> {
    /// The lines of all documents whose text the model carries.
    pub(in crate::model) fn new(documents: impl Iterator<Item = &'a Document>) -> Self {
        Self(documents.filter_map(|it| Some((&it.id, it.text.as_ref()?.lines().collect()))).collect())
    }

    /// The problem of a passage, and its key.
    pub(in crate::model) fn problem(&self, passage: &Evidence) -> Option<(&'static str, ProblemKind)> {
        let lines = self.0.get(&passage.document)?;
        let line = usize::try_from(passage.line).ok()?;
        match lines.get(line.checked_sub(1)?..) {
            Some([text, below @ ..]) if holds(text, below, &passage.text) => None,
            Some([_, ..]) => Some(("text", ProblemKind::Misquoted { text: passage.text.to_string(), line })),
            _ => Some(("line", ProblemKind::LineBeyond { line, lines: lines.len() })),
        }
    }
}

/// Whether a line contains a quotation, or its beginning if the lines below contain the rest.
///
/// Only letters, digits and most marks are compared: a margin adds a hyphen, a line end or a control character replaces a
/// space, a message that is quoted begins its lines with `>`, and a soft hyphen is not quoted.
fn holds(line: &str, below: &[&str], quotation: &str) -> bool {
    if line.contains(quotation) {
        return true;
    }
    let is_space = |letter: &char| letter.is_whitespace() || letter.is_control();
    let is_compared =
        |letter: &char| !is_space(letter) && !is_invisible(*letter) && !matches!(letter, '-' | '‐' | '‑' | '>');
    let compared = |text: &str| text.chars().filter(is_compared).collect::<String>();
    let wanted = compared(quotation);
    let mut text = compared(line);
    let first_len = text.len();
    for line in below {
        // Only as many letters as the quotation has are read from the following lines.
        if text.len() >= first_len + wanted.len() {
            break;
        }
        text.push_str(&compared(line));
    }
    text.find(&wanted).is_some_and(|at| at < first_len || wanted.is_empty())
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn a_quotation_begins_on_its_line_and_may_go_on_below() {
        let below = ["naattori Aino", "Merikivi"];
        assert!(holds("Hankkeen koordi-", &below, "koordinaattori Aino Merikivi"));
        assert!(holds("Aino\u{a0}  Merikivi", &[], "Aino Merikivi"));
        assert!(holds("projekti\u{ad}päällikkö", &[], "projektipäällikkö"));
        assert!(!holds("Hankkeen koordi-", &below, "Aino Merikivi"));
        assert!(holds("Aino", &["\u{1}Merikivi"], "Aino Merikivi"));
        assert!(!holds("Aino", &["Otso"], "Aino Merikivi"));
    }
}
