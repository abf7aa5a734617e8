//! The successor of a person that an earlier name or a pronoun refers to: “Hänen seuraajakseen on valittu Aino Malli”,
//! “Aino Malli will replace her”.

use super::bounds::{leaving_time, time_as_period};
use super::sequence::held_before;
use crate::extract::document::sentence::Sentence;
use crate::extract::entities::entity::Entity;
use crate::extract::entities::temporal::TimeKind;
use crate::extract::entities::vocabulary::VOCABULARY;
use crate::extract::relations::context::Context;
use crate::extract::relations::mentions::PersonMentions;
use crate::extract::relations::positions;
use crate::extract::statement::{PositionStatement, StatedHolder};
use crate::model::{Period, Time};

/// Extracts the successor of a person whom this sentence or the one before names. Returns `false` if the sentence names no
/// successor.
pub(super) fn extract(context: &mut Context<'_>, mentions: &PersonMentions<'_>) -> bool {
    let sentence = mentions.sentence;
    let Some(cue) = cue(sentence) else { return false };
    let named = |index: usize| mentions.people.get(index).map(|person| person.name().to_owned());
    let before = mentions.people.iter().rposition(|person| person.at < cue);
    let behind = mentions.people.iter().position(|person| person.at > cue);
    let (leaver, follower) = match (before, behind, mentions.people.len()) {
        // “Alan Birch retires in May, and his successor is Nora Kemp”
        (Some(leaver), Some(follower), 2) if is_noun(sentence, cue) => (named(leaver), follower),
        (Some(follower), None, 1) | (None, Some(follower), 1) => (context.previous_person.clone(), follower),
        _ => return false,
    };
    let (Some(leaver), Some(name)) = (leaver, named(follower)) else { return false };
    if leaver == name {
        return false;
    }
    let leaver_at = before.filter(|_| mentions.people.len() == 2);
    if let Some(position) = leaver_at.and_then(|index| positions::of_mention(context, mentions, index)) {
        let end = leaving_time(context, sentence, 0);
        context.add_position(PositionStatement { start: None, end, time: Time::Current, ..position });
    }
    let own = positions::of_mention(context, mentions, follower).filter(|position| !position.title.is_empty());
    let known = held_position(context, &leaver);
    // “Kirsi Partanen is leaving. Jonas Whitfield replaces her as regional adviser for South Karelia”
    if let (None, Some(own)) = (&known, &own) {
        let later = own.start.as_ref().and_then(|it| it.from).zip(context.knowledge.document_date);
        let time = if later.is_some_and(|(day, today)| day > today) { Time::Current } else { Time::Former };
        let before = held_before(own, leaver.clone(), context.evidence_of(sentence, [cue]));
        // The sentence before may have stated the end.
        let is_bare = |it: &&mut PositionStatement| it.holder == before.holder && it.title.is_empty();
        let bare = context.statements.positions.iter_mut().rev().find(is_bare);
        let end = bare.and_then(|it| it.end.take());
        context.statements.positions.retain(|it| it.holder != before.holder || !it.title.is_empty());
        context.add_position(PositionStatement { end, time, ..before });
    }
    let Some(held) = known.or_else(|| held_position(context, &leaver)) else { return false };
    let at = mentions.people.get(follower).map_or(cue, |person| person.at);
    let start = start(context, sentence, if leaver_at.is_some() { cue } else { 0 });
    let evidence = context.evidence_of(sentence, [cue, at]);
    let today = context.knowledge.document_date;
    let is_later =
        |period: &Option<Box<Period>>| period.as_ref().and_then(|it| it.from).zip(today).map(|(day, now)| day > now);
    let is_announced = is_later(&start).or_else(|| is_later(&held.end)).unwrap_or(false);
    let position = own.unwrap_or_else(|| {
        let holder = StatedHolder::Person(name);
        PositionStatement {
            project: held.project,
            organisation: held.organisation,
            unit: held.unit,
            areas: held.areas,
            ..PositionStatement::new(holder, held.title, evidence)
        }
    });
    let time = if is_announced { Time::Announced } else { Time::Current };
    context.add_position(PositionStatement { start, end: None, time, ..position });
    true
}

/// The index of the word that makes somebody the follower of the person named before: “his successor”, “replaces her”.
fn cue(sentence: Sentence<'_>) -> Option<usize> {
    const NEAR: usize = 3;
    let word = |at: usize| sentence.spans.get(at).map_or("", |span| span.word());
    let is_pronoun = |at: usize| VOCABULARY.pronouns.contains(word(at));
    let near = |at: usize| (at.saturating_sub(NEAR)..at + NEAR).any(is_pronoun);
    let is_noun = |at: &usize| VOCABULARY.followers.contains(word(*at)) && (is_possessive(word(*at)) || near(*at));
    let is_verb = |at: &usize| {
        let takes_over = matches!(word(*at), "over") && matches!(word(at + 1), "from" | "efter");
        (VOCABULARY.succeeds.contains(word(*at)) || takes_over) && (at + 1..at + NEAR).any(is_pronoun)
    };
    sentence.indices().find(is_noun).or_else(|| sentence.indices().find(is_verb))
}

/// Whether a word has a Finnish possessive suffix, which is a pronoun.
fn is_possessive(word: &str) -> bool {
    word.ends_with("een") || word.ends_with("aan") || word.ends_with("nsa")
}

fn is_noun(sentence: Sentence<'_>, at: usize) -> bool {
    sentence.spans.get(at).is_some_and(|span| VOCABULARY.followers.contains(span.word()))
}

/// The position that somebody holds, or held last.
fn held_position(context: &Context<'_>, name: &str) -> Option<PositionStatement> {
    let is_of = |it: &&PositionStatement| {
        matches!(&it.holder, StatedHolder::Person(holder) if holder == name)
            && !it.title.is_empty()
            && it.time != Time::Announced
    };
    context.statements.positions.iter().rev().find(is_of).cloned()
}

/// When the follower begins: the only time of the sentence that is not an end.
fn start(context: &Context<'_>, sentence: Sentence<'_>, from: usize) -> Option<Box<Period>> {
    let is_start = |at: &usize| matches!(sentence.entity(*at), Some(Entity::Time(time)) if matches!(time.kind, TimeKind::At | TimeKind::Since));
    let mut times = (from..sentence.spans.len()).filter(is_start);
    let at = times.next().filter(|_| times.next().is_none())?;
    time_as_period(context, sentence, at)
}
