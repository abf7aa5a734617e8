//! The lines of the documents whose text a model carries, for checking quotations.

use std::collections::HashMap;

use super::ProblemKind;
use crate::model::{Document, DocumentId, Evidence};

/// Documents with their lines, each split once.
pub(in crate::model) struct DocumentLines<'a>(HashMap<&'a DocumentId, Vec<&'a str>>);

impl<'a> DocumentLines<'a> {
    /// Those of the documents that have their text.
    pub(in crate::model) fn new(documents: impl Iterator<Item = &'a Document>) -> Self {
        Self(documents.filter_map(|it| Some((&it.id, it.text.as_ref()?.lines().collect()))).collect())
    }

    /// The problem of a passage, and its key.
    pub(in crate::model) fn problem(&self, passage: &Evidence) -> Option<(&'static str, ProblemKind)> {
        let lines = self.0.get(&passage.document)?;
        let line = usize::try_from(passage.line).ok()?;
        match lines.get(line.checked_sub(1)?) {
            Some(text) if holds(text, &passage.text) => None,
            Some(_) => Some(("text", ProblemKind::Misquoted { text: passage.text.clone(), line })),
            None => Some(("line", ProblemKind::LineBeyond { line, lines: lines.len() })),
        }
    }
}

/// Whether a line contains a quotation, with any space between its words.
fn holds(line: &str, quotation: &str) -> bool {
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.contains(quotation) || folded(line).contains(&folded(quotation))
}
