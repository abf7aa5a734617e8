//! A sentence in its line, with the entities that it names.

use std::ops::Range;

use super::source_text::SourceLine;
use crate::extract::entities::entity::{Entity, Span};

/// A sentence in its line.
#[derive(Clone, Copy)]
pub(crate) struct Sentence<'a> {
    /// The line.
    pub(crate) line: &'a SourceLine,
    /// What is in the sentence.
    pub(crate) spans: &'a [Span],
}

impl Sentence<'_> {
    /// Whether a unit is this punctuation mark.
    pub(crate) fn is_mark(&self, at: usize, mark: &str) -> bool {
        let span = self.spans.get(at);
        span.is_some_and(|it| matches!(it.entity, Entity::Mark) && self.line.view.get(it.range.clone()) == Some(mark))
    }

    /// The bytes from the first to the last of some units.
    pub(crate) fn byte_range(&self, spans: impl IntoIterator<Item = usize>) -> Range<usize> {
        let ranges: Vec<_> = spans.into_iter().filter_map(|at| self.spans.get(at)).map(|it| it.range.clone()).collect();
        let start = ranges.iter().map(|it| it.start).min().unwrap_or(0);
        start..ranges.iter().map(|it| it.end).max().unwrap_or(start)
    }
}
