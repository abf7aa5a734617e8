//! A sentence in its line, with the entities that it mentions.

use crate::extract::entities::vocabulary::{VOCABULARY, WordList};
use std::ops::Range;

use super::source_text::SourceLine;
use crate::extract::entities::entity::{Entity, Span};
use crate::extract::entities::role::RoleMention;
use crate::language::Case;

/// A sentence in its line.
///
/// Spans are identified by their index in `spans`.
#[derive(Clone, Copy)]
pub(crate) struct Sentence<'a> {
    /// The line.
    pub(crate) line: &'a SourceLine,
    /// The parts of the sentence, in order.
    pub(crate) spans: &'a [Span],
}

impl<'a> Sentence<'a> {
    /// The indices of all spans.
    pub(crate) fn indices(&self) -> Range<usize> {
        0..self.spans.len()
    }

    /// The entity at an index.
    pub(crate) fn entity(&self, at: usize) -> Option<&'a Entity> {
        self.spans.get(at).map(|span| &span.entity)
    }

    /// The title at an index, or `None` if something else is there.
    pub(crate) fn role(&self, at: usize) -> Option<&'a RoleMention> {
        match self.entity(at)? {
            Entity::Role(role) => Some(role),
            _ => None,
        }
    }

    /// Whether a title at an index is a predicate: “(works) as a planner”, “(is to be) a planner”.
    pub(crate) fn is_predicate_role(&self, at: usize) -> bool {
        self.role(at).is_some_and(|role| matches!(role.case, Case::Essive | Case::Translative))
    }

    /// The index of the first of some folded words.
    pub(crate) fn find_word(&self, words: &[&str]) -> Option<usize> {
        self.spans.iter().position(|span| words.contains(&span.word()))
    }

    /// The index of the first of the words of a list.
    pub(crate) fn find_listed(&self, list: WordList) -> Option<usize> {
        self.spans.iter().position(|span| VOCABULARY.lists(list, span.word()))
    }

    /// Whether the span at an index is a word of a list.
    pub(crate) fn is_listed(&self, at: usize, list: WordList) -> bool {
        self.spans.get(at).is_some_and(|span| VOCABULARY.lists(list, span.word()))
    }

    /// Whether the sentence has one of some folded words.
    pub(crate) fn has_word(&self, words: &[&str]) -> bool {
        self.find_word(words).is_some()
    }

    /// The index of the verb of a sentence about the writer's own position.
    pub(crate) fn first_person_verb(&self) -> Option<usize> {
        self.find_listed(WordList::OwnVerbs)
    }

    /// Whether the sentence has a telephone number or an e-mail address.
    pub(crate) fn has_contact(&self) -> bool {
        self.spans.iter().any(|span| matches!(span.entity, Entity::Phone(_) | Entity::Email(_)))
    }

    /// Whether the span at an index is this punctuation mark.
    pub(crate) fn is_mark(&self, at: usize, mark: &str) -> bool {
        let span = self.spans.get(at);
        span.is_some_and(|it| matches!(it.entity, Entity::Mark) && self.line.view.get(it.range.clone()) == Some(mark))
    }

    /// The bytes from the first to the last of some spans.
    pub(crate) fn byte_range(&self, spans: impl IntoIterator<Item = usize>) -> Range<usize> {
        let ranges: Vec<_> = spans.into_iter().filter_map(|at| self.spans.get(at)).map(|it| it.range.clone()).collect();
        let start = ranges.iter().map(|it| it.start).min().unwrap_or(0);
        start..ranges.iter().map(|it| it.end).max().unwrap_or(start)
    }
}
