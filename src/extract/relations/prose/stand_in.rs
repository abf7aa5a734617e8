//! A line of a card that names another person: the one for whom its holder stands in, or whom they assist.

use super::bounds::stated_bounds;
use super::succession::{last_position_of, object_name, rename};
use crate::extract::entities::entity::Entity;
use crate::extract::entities::vocabulary::{Label, VOCABULARY, WordList};
use crate::extract::relations::context::Context;
use crate::extract::relations::mentions::PersonMentions;
use crate::extract::relations::{card, contact_points};
use crate::extract::statement::{PositionStatement, StatedHolder};
use crate::model::Nameless;
use crate::text::fold;

/// The relation of the holder to the other person.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reference {
    /// The holder of the card stands in for them: “Substitute for Aino Malli”, “Aino Mallin sijainen”.
    StandsIn,
    /// The holder works with them: “Reports to Aino Malli”.
    WorksWith,
}

/// Extracts a line that names another person than the holder of the open card, who stays its holder: numbers below the line
/// are the holder's. Returns `false` if it is about something else.
pub(crate) fn extract(context: &mut Context<'_>, mentions: &PersonMentions<'_>) -> bool {
    let [mention] = mentions.people.as_slice() else { return false };
    let holder = context.card.as_ref().filter(|card| !card.is_behind).and_then(|card| card.name());
    let name = object_name(context, mention.name());
    let Some(holder) = holder.filter(|holder| *holder != name).map(str::to_owned) else { return false };
    let Some(reference) = reference(mentions, mention.at, &name) else { return false };
    let sentence = mentions.sentence;
    let evidence = context.evidence_of(sentence, sentence.indices());
    let printed = sentence.spans.get(mention.at).map(|span| sentence.line.quote(span.range.clone()).to_owned());
    card::state_person(context, mention.person, &printed.unwrap_or_default(), evidence.clone(), false);
    rename(context, mention.name(), &name);
    context.last_person = Some(holder);
    if reference == Reference::StandsIn {
        let position = last_position_of(context, &name);
        let (start, end) = stated_bounds(context, sentence);
        if let Some(card) = context.card.as_mut() {
            card.is_acting = true;
            card.start = card.start.take().or(start);
            card.end = card.end.take().or(end);
            // A substitute has the title of the other person, unless the card has one.
            if let Some(position) = position.filter(|it| card.positions.is_empty() && !it.title.is_empty()) {
                let holder = StatedHolder::Nameless(Nameless::Unnamed);
                card.add(PositionStatement {
                    project: position.project,
                    organisation: position.organisation,
                    areas: position.areas,
                    is_acting: true,
                    ..PositionStatement::new(holder, position.title, evidence)
                });
            }
        }
    }
    contact_points::extract_without_name(context, mentions);
    true
}

/// The acting position of somebody whom a line of the card of another person names as the substitute:
/// “vuorotteluvapaalla 31.8. asti, sijaisena Eetu Kauppinen”.
pub(crate) fn position_of_substitute(
    context: &Context<'_>,
    mentions: &PersonMentions<'_>,
) -> Option<PositionStatement> {
    let [mention] = mentions.people.as_slice() else { return None };
    let sentence = mentions.sentence;
    let is_cue = |at: &usize| match sentence.entity(*at) {
        Some(Entity::Word(word)) => VOCABULARY.lists(WordList::SubstituteWords, word),
        Some(Entity::Label(label)) => *label == Label::Substitute,
        _ => false,
    };
    let cue = (0..mention.at).find(is_cue)?;
    let card =
        context.card.as_ref().filter(|card| !card.is_behind && card.name().is_some_and(|it| it != mention.name()))?;
    let held = card.positions.first().filter(|held| !held.title.is_empty())?.clone();
    let (start, end) = stated_bounds(context, sentence);
    let evidence = context.evidence_of(sentence, [cue, mention.at]);
    let holder = StatedHolder::Nameless(Nameless::Unnamed);
    let position = PositionStatement::new(holder, held.title, evidence);
    Some(PositionStatement {
        organisation: held.organisation,
        areas: held.areas,
        start,
        end,
        is_acting: true,
        ..position
    })
}

/// The relation that the words before the name state, or the word after it if the name is in the genitive.
fn reference(mentions: &PersonMentions<'_>, at: usize, name: &str) -> Option<Reference> {
    let sentence = mentions.sentence;
    let span = sentence.spans.get(at)?;
    let before = fold(sentence.line.view.get(..span.range.start).unwrap_or_default());
    let before: Vec<&str> =
        before.split(|letter: char| !letter.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let before = before.join(" ");
    if VOCABULARY.stands_in_for.contains(&before) || VOCABULARY.substitutes.contains(&before) {
        return Some(Reference::StandsIn);
    }
    if VOCABULARY.works_with.contains(&before) {
        return Some(Reference::WorksWith);
    }
    let printed = sentence.line.quote(span.range.clone());
    let is_genitive = printed != name || printed.ends_with('s');
    let next = sentence.spans.get(at + 1).map(|span| fold(sentence.line.quote(span.range.clone())))?;
    (before.is_empty() && is_genitive && VOCABULARY.stand_ins.contains(&next)).then_some(Reference::StandsIn)
}
