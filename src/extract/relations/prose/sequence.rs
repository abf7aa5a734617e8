//! Who held a post first, and who after that: “Projektipäällikkönä toimi Aino Malli 31.5.2023 asti ja sen jälkeen Seppo
//! Aalto.”

use super::bounds::time_as_period;
use crate::extract::document::sentence::Sentence;
use crate::extract::entities::entity::Entity;
use crate::extract::entities::temporal::TimeKind;
use crate::extract::entities::vocabulary::{VOCABULARY, WordList};
use crate::extract::relations::context::Context;
use crate::extract::relations::mentions::PersonMentions;
use crate::extract::relations::positions;
use crate::extract::statement::{PositionStatement, StatedHolder};
use crate::model::{Evidence, Time};
use crate::text::fold;

/// Extracts a sentence with one title and two people, of whom the second held it after the first; returns `false` for
/// another sentence. When the second began is not stated: the end of the first may be months before it.
pub(super) fn extract(context: &mut Context<'_>, mentions: &PersonMentions<'_>) -> bool {
    let sentence = mentions.sentence;
    let [first, second] = mentions.people.as_slice() else { return false };
    let mut titles = sentence.indices().filter(|at| sentence.is_predicate_role(*at));
    let (Some(at), None) = (titles.next(), titles.next()) else { return false };
    let Some(title) = sentence.role(at).map(|role| role.title.clone()) else { return false };
    let is_end = |at: &usize| matches!(sentence.entity(*at), Some(Entity::Time(time)) if time.kind == TimeKind::Until);
    let between = first.at + 1..second.at;
    let Some(until) = between.clone().find(is_end).filter(|_| is_followed(sentence, between)) else { return false };
    let end = time_as_period(context, sentence, until);
    let today = context.knowledge.document_date;
    let is_over = end.as_ref().and_then(|end| end.to).zip(today).map(|(to, today)| to < today);
    let held = positions::of_title(context, mentions, at);
    let position = |name: &str, evidence| PositionStatement {
        project: held.project.clone(),
        organisation: held.organisation.clone(),
        areas: held.areas.clone(),
        ..PositionStatement::new(StatedHolder::Person(name.to_owned()), title.clone(), evidence)
    };
    let evidence = context.evidence_of(sentence, [at, first.at, until]);
    let time = if is_over == Some(true) { Time::Former } else { Time::Current };
    context.add_position(PositionStatement { end, time, ..position(first.name(), evidence) });
    let evidence = context.evidence_of(sentence, [at, second.at]);
    let time = if is_over == Some(false) { Time::Announced } else { Time::Current };
    context.add_position(PositionStatement { time, ..position(second.name(), evidence) });
    true
}

/// Whether the words between two names say that the second person held the post after the first.
fn is_followed(sentence: Sentence<'_>, between: std::ops::Range<usize>) -> bool {
    let words = sentence.line.view.get(sentence.byte_range(between)).map(fold).unwrap_or_default();
    VOCABULARY.list(WordList::Afterwards).iter().any(|phrase| words.contains(phrase.as_str()))
}

/// The position of somebody who held it before its holder.
pub(super) fn held_before(position: &PositionStatement, name: String, evidence: Vec<Evidence>) -> PositionStatement {
    PositionStatement {
        project: position.project.clone(),
        organisation: position.organisation.clone(),
        areas: position.areas.clone(),
        time: Time::Former,
        ..PositionStatement::new(StatedHolder::Person(name), position.title.clone(), evidence)
    }
}
