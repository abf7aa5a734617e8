//! The value of a label for a title.

use super::{extract_area, is_of_places, sentences};
use crate::extract::document::sentence::Sentence;
use crate::extract::document::source_text::SourceLine;
use crate::extract::entities::entity::Entity;
use crate::extract::relations::context::Context;
use crate::extract::relations::{card, people};
use crate::extract::statement::{PositionStatement, StatedHolder};
use crate::model::Nameless;

/// A title: the one that is recognised, else the words as they stand, because the label says that they are one.
pub(super) fn extract_title(context: &mut Context<'_>, value: &SourceLine) {
    const MAX_WORDS: usize = 6;
    if is_of_places(value) {
        return extract_area(context, value);
    }
    let spans = sentences(context, value, false);
    let titles = || {
        spans.iter().flatten().filter_map(|span| match &span.entity {
            Entity::Role(role) => Some(role),
            _ => None,
        })
    };
    // “Business Advisers” beside two names is the title of each.
    let one_of_several = titles().next().filter(|role| role.is_plural && titles().count() == 1);
    if titles().next().is_some() && one_of_several.is_none() {
        for spans in &spans {
            people::extract(context, Sentence { line: value, spans });
        }
        return;
    }
    let words = value.view.trim();
    let is_title = words.split_whitespace().count() <= MAX_WORDS && !words.contains(|it: char| it.is_ascii_digit());
    if !is_title || words.is_empty() {
        return;
    }
    let evidence = context.source.evidence(value, value.whole());
    let mut letters = words.chars();
    let printed = || letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect();
    let title: String = one_of_several.map_or_else(printed, |role| role.title.clone());
    let position = PositionStatement::new(StatedHolder::Nameless(Nameless::Unnamed), title, evidence);
    match context.card.as_mut() {
        Some(card) => card.add(position),
        None => card::pending(context).add(position),
    }
}
