//! Headings that the markup marks.

use super::{extract_card_line, is_card_line};
use crate::extract::document::block::Block;
use crate::extract::document::sentence::Sentence;
use crate::extract::document::source_text::SourceLine;
use crate::extract::entities::entity::Entity;
use crate::extract::entities::recognizer::LineContext;
use crate::extract::entities::vocabulary::{Label, VOCABULARY};
use crate::extract::relations::block::field;
use crate::extract::relations::block::heading::{self};
use crate::extract::relations::context::Context;
use crate::extract::relations::people;
use crate::model::Nameless;

/// A heading that the markup marks. One with the name of a person begins the card of the person.
pub(super) fn extract_marked_heading(context: &mut Context<'_>, level: u8, line: &SourceLine, below: &[Block]) {
    let begins_card = match below.first() {
        Some(Block::Lines(lines)) => lines.iter().take(3).any(is_card_line),
        Some(Block::Heading { level: next, line }) => *next > level && is_card_line(line),
        _ => false,
    };
    // “Regional Coordinator, Pirkanmaa” in a heading below that of the name is a line of the card.
    let is_below_name = context
        .card
        .as_ref()
        .is_some_and(|card| card.is_section && !card.is_behind && !card.has_contact && card.positions.is_empty());
    if is_below_name && is_title(context, line) {
        return extract_card_line(context, line);
    }
    let line_context = LineContext { begins_card, ..LineContext::default() };
    let spans = heading::spans_in(context, line, line_context);
    let mut people = spans.iter().filter(|span| matches!(span.entity, Entity::Person(_)));
    let is_person = people.next().is_some()
        && people.next().is_none()
        && spans.len() <= 6
        && !spans.iter().any(|span| matches!(span.entity, Entity::Project(_)));
    let gives_project = has_project_facts(below) && !names_another_project(line, below);
    let is_vacant = VOCABULARY.is_vacancy(&line.view);
    if (is_person || is_vacant) && !gives_project && !line.view.trim_end().ends_with('?') {
        let facts = context.previous_facts.take();
        heading::enter_person(context, Some(level));
        context.pending.facts = facts;
        if is_vacant {
            field::open_post(context, line, Nameless::Vacant);
        } else {
            people::extract(context, Sentence { line, spans: &spans });
            context.card.iter_mut().for_each(|card| card.is_section = true);
        }
        return;
    }
    heading::enter(context, line, Some(level), gives_project);
    keep_role_of_register(context, below.first());
}

/// Whether a heading is the title of one person, with or without the areas or the organisation of the post.
fn is_title(context: &Context<'_>, line: &SourceLine) -> bool {
    let text = line.view.get(heading::heading_words(&line.view)).unwrap_or_default();
    heading::role_of(text, &heading::spans_of(context, line)).is_some_and(|(_, is_plural)| !is_plural)
}

/// The title of a heading above a register holds for all of its people.
pub(super) fn keep_role_of_register(context: &mut Context<'_>, below: Option<&Block>) {
    let first = match below {
        Some(Block::Lines(lines)) => lines.first(),
        Some(Block::Field { key, .. }) => Some(key),
        _ => None,
    };
    let is_register =
        first.is_some_and(|line| matches!(field::label_of_line(&line.view), Some(Label::Name | Label::Contact)));
    if is_register {
        context.scope.keep_role();
    }
}

/// Whether the blocks up to the next heading have facts of a project after labels.
pub(super) fn has_project_facts(below: &[Block]) -> bool {
    const NEAR: usize = 30;
    let is_part = |block: &&Block| !matches!(block, Block::Heading { .. } | Block::Break);
    below.iter().take(NEAR).take_while(is_part).any(|block| match block {
        Block::Lines(lines) | Block::Item { lines, .. } => lines.iter().any(|line| field::is_of_project(&line.view)),
        Block::Field { key, .. } => field::is_of_project(&format!("{}: x", key.view.trim_end_matches(':'))),
        Block::Table(table) => table.rows.iter().any(|row| {
            row.len() == 2
                && row.first().is_some_and(|cell| {
                    field::is_of_project(&format!("{}: x", cell.joined().view.trim_end_matches(':')))
                })
        }),
        _ => false,
    })
}

/// Whether the blocks up to the next heading name a project that the heading does not begin with: then the facts are
/// about that one.
pub(super) fn names_another_project(heading: &SourceLine, below: &[Block]) -> bool {
    let is_part = |block: &&Block| !matches!(block, Block::Heading { .. } | Block::Break);
    let first = heading.view.split([' ', ':', '-']).next().unwrap_or_default().to_lowercase();
    let lines = below.iter().take_while(is_part).flat_map(Block::lines);
    let mut named = lines
        .filter(|line| line.view.contains("-hank") || line.view.contains("-osahank") || line.view.contains("-projekt"));
    named.any(|line| !line.view.to_lowercase().contains(&first))
}
