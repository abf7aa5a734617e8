//! The places and the parts of organisations that the lines of a card consist of.

use super::context::Context;
use super::mentions::PersonMentions;
use super::{card, positions};
use crate::extract::entities::entity::Entity;
use crate::language::PlaceCase;
use crate::model::{Basis, PlaceId};

/// Gives the places of a line to the open card, or to the name that is to come.
pub(super) fn take_places(context: &mut Context<'_>, mentions: &PersonMentions<'_>) {
    let sentence = mentions.sentence;
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
    let card = match card::open_card(context) {
        Some(card) => card,
        None => card::pending(context),
    };
    card.areas.extend(areas);
    card.place = card.place.take().or(place.map(Box::new));
}

/// Gives the part of an organisation that a line consists of to the open card.
pub(super) fn take_unit(context: &mut Context<'_>, mentions: &PersonMentions<'_>) {
    let Some(unit) = positions::unit_of_line(mentions) else { return };
    if let Some(card) = card::open_card(context) {
        card.unit.get_or_insert(unit);
    }
}
