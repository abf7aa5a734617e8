//! The places and the parts of organisations that the lines of a card consist of.

use super::contact_card::ContactCard;
use super::context::Context;
use super::mentions::PersonMentions;
use super::{card, positions};
use crate::extract::entities::entity::{Entity, Span};
use crate::extract::entities::vocabulary::{VOCABULARY, WordList};
use crate::language::PlaceCase;
use crate::model::{Basis, PlaceId};

/// Gives the places of a line to the open card, or to the next name.
pub(super) fn take_places(context: &mut Context<'_>, mentions: &PersonMentions<'_>) {
    let sentence = mentions.sentence;
    // “9.20 Integration in Western Uusimaa” is a part of a programme.
    if sentence.line.begins_with_hour() {
        return;
    }
    let mut areas = Vec::new();
    let mut place = None;
    for (at, span) in sentence.spans.iter().enumerate() {
        if positions::is_excepted(sentence, at) {
            continue;
        }
        let (places, is_list) = match &span.entity {
            Entity::PlaceList(places) => (places.as_slice(), true),
            Entity::Place(it) if it.case == PlaceCase::Nominative => (std::slice::from_ref(it), false),
            _ => continue,
        };
        // A street or a postcode beside a town makes it an address.
        let is_address = sentence.spans.iter().any(|it| matches!(&it.entity, Entity::Word(word) if word.len() == 5 && word.bytes().all(|byte| byte.is_ascii_digit())));
        if is_address {
            return;
        }
        let evidence = context.evidence(sentence, span.range.clone());
        for mention in places {
            let named = mention.named_place(Basis::Stated, &evidence);
            if is_list || !matches!(mention.place, PlaceId::Municipality(_)) {
                context.statements.areas.extend(mention.area.clone());
                areas.push(named);
            } else {
                place.get_or_insert(named);
            }
        }
    }
    if areas.is_empty() && place.is_none() {
        return;
    }
    // “Uusimaa / Aino Malli / Lappi / Tapani Aho”: a line of places after a card that has its own is above the next name.
    let has_all = |card: &ContactCard| card.has_all_places() || context.scope.has_group_areas();
    let is_of_next = is_only_places(mentions) && context.card.as_ref().is_some_and(has_all);
    if is_of_next {
        card::close(context);
    }
    let card = match card::open_card(context) {
        Some(card) => card,
        None => card::pending(context),
    };
    card.areas.extend(areas);
    card.place = card.place.take().or(place.map(Box::new));
}

/// Whether a line has places and nothing else besides links and marks, or a word that a bracket with places explains: “West
/// coast (Satakunta, Ostrobothnia)”.
fn is_only_places(mentions: &PersonMentions<'_>) -> bool {
    let (spans, view) = (mentions.sentence.spans, &mentions.sentence.line.view);
    let front = spans.iter().take_while(|span| matches!(span.entity, Entity::Word(_))).count();
    let is_bracket = |span: &Span| {
        let before = view.get(..span.range.start).unwrap_or_default();
        matches!(span.entity, Entity::PlaceList(_)) && before.ends_with('(')
    };
    let is_explained = spans.get(front).is_some_and(is_bracket);
    spans.iter().skip(if is_explained { front } else { 0 }).all(|span| match &span.entity {
        Entity::PlaceList(_) | Entity::Place(_) | Entity::Mark => true,
        Entity::Word(word) => VOCABULARY.lists(WordList::AreaWords, word),
        _ => false,
    })
}

/// Whether a line that begins with places and a colon goes on with words, after a card that has its own places: “Åland:
/// nobody at the moment”.
pub(super) fn is_about_other_place(context: &Context<'_>, mentions: &PersonMentions<'_>) -> bool {
    let sentence = mentions.sentence;
    let begins = matches!(sentence.entity(0), Some(Entity::PlaceList(_)));
    let has_colon = sentence
        .spans
        .first()
        .and_then(|span| sentence.line.view.get(span.range.end..))
        .is_some_and(|rest| rest.trim_start().starts_with(':'));
    let has_words = sentence.spans.iter().skip(1).any(|span| !span.word().is_empty());
    begins && has_colon && has_words && context.card.as_ref().is_some_and(ContactCard::has_all_places)
}

/// Gives the part of an organisation that a line consists of to the open card.
pub(super) fn take_unit(context: &mut Context<'_>, mentions: &PersonMentions<'_>) {
    let Some(unit) = positions::unit_of_line(mentions) else { return };
    if let Some(card) = card::open_card(context) {
        card.unit.get_or_insert(unit);
    }
}
