//! Places for which a person is responsible whom the sentence does not name: the holder of the card, or the writer.

use crate::extract::document::sentence::Sentence;
use crate::extract::entities::entity::Entity;
use crate::extract::entities::vocabulary::VOCABULARY;
use crate::extract::relations::context::Context;
use crate::extract::relations::mentions::PersonMentions;
use crate::extract::relations::{card, positions};
use crate::extract::statement::{PositionStatement, StatedHolder};
use crate::language::Case;
use crate::model::NamedPlace;

/// “Covers North Savo and Kainuu.”, “ohjaaja, vastaa Kuopiosta” below a name: gives the places to the holder of the
/// card, or to the next name. Returns the indices of the titles in front of the verb, or `None` if the sentence is
/// about something else.
pub(crate) fn extract_of_holder(context: &mut Context<'_>, mentions: &PersonMentions<'_>) -> Option<Vec<usize>> {
    let sentence = mentions.sentence;
    let verb = sentence.indices().find(|at| positions::is_verb_of_place(sentence, *at))?;
    // A subject in front of the verb is somebody else.
    if !(0..verb).all(|at| has_no_subject(sentence, at)) {
        return None;
    }
    let areas = positions::answered_areas(context, mentions);
    if areas.is_empty() {
        return None;
    }
    let is_open = context.card.as_ref().is_some_and(|card| card.is_section || !card.is_behind);
    if let Some(card) = context.card.as_mut().filter(|_| is_open) {
        add(&mut card.areas, areas);
    } else if context.pending.facts.as_ref().is_some_and(|facts| !facts.positions.is_empty()) {
        add(&mut card::pending(context).areas, areas);
    } else {
        let name = context.last_person.clone()?;
        add_to_last_position(context, &name, areas);
    }
    Some((0..verb).filter(|at| sentence.role(*at).is_some()).collect())
}

/// “Jag ansvarar för Österbotten”, “vastaan Kainuusta”: gives the places to the writer.
pub(crate) fn extract_of_writer(context: &mut Context<'_>, mentions: &PersonMentions<'_>) {
    let Some(writer) = context.speaker.clone().or_else(|| context.author.clone()) else { return };
    let areas = positions::areas_of_writer(context, mentions);
    if areas.is_empty() {
        return;
    }
    if let Some(card) = context.card.as_mut().filter(|card| card.name() == Some(writer.as_str())) {
        return add(&mut card.areas, areas);
    }
    if !add_to_last_position(context, &writer, areas.clone()) {
        let evidence = areas.iter().flat_map(|area| area.evidence.clone()).take(1).collect();
        let position = PositionStatement::new(StatedHolder::Person(writer), String::new(), evidence);
        context.add_position(PositionStatement { areas, ..position });
    }
}

/// Gives areas to the last position of a person; returns `false` if there is none.
pub(super) fn add_to_last_position(context: &mut Context<'_>, name: &str, areas: Vec<NamedPlace>) -> bool {
    let is_of = |it: &&mut PositionStatement| matches!(&it.holder, StatedHolder::Person(holder) if holder == name);
    let Some(position) = context.statements.positions.iter_mut().rev().find(is_of) else { return false };
    add(&mut position.areas, areas);
    true
}

fn add(known: &mut Vec<NamedPlace>, areas: Vec<NamedPlace>) {
    for area in areas {
        if known.iter().all(|it| it.place != area.place) {
            known.push(area);
        }
    }
}

/// Whether the span at an index is not a subject: a title, a mark, or a word for “also”.
fn has_no_subject(sentence: Sentence<'_>, at: usize) -> bool {
    match sentence.entity(at) {
        Some(Entity::Role(role)) => role.case == Case::Nominative && !role.is_plural,
        Some(Entity::Mark | Entity::Time(_)) => true,
        Some(Entity::Word(word)) => VOCABULARY.besides.contains(word.as_str()),
        _ => false,
    }
}
