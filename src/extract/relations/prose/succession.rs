//! Who follows whom in a position, and from when: “Hän seuraa tehtävässä Elsa Hongistoa, joka jää eläkkeelle 30.9.2021.”

use super::bounds::{leaving_time, stated_bounds};
use super::sequence::{self, held_before};
use super::{responsibility, successor};
use crate::extract::document::sentence::Sentence;
use crate::extract::entities::entity::Entity;
use crate::extract::entities::person::known::nominative_of_object;
use crate::extract::entities::temporal::TimeKind;
use crate::extract::entities::vocabulary::{VOCABULARY, WordList};
use crate::extract::relations::context::Context;
use crate::extract::relations::mentions::{MentionedPerson, PersonMentions};
use crate::extract::relations::positions;
use crate::extract::statement::{PersonFact, PositionStatement, StatedHolder};
use crate::language::Case;
use crate::model::{Basis, Fact, OrganisationKind, Period, Time};

/// Extracts a sentence in which somebody follows somebody else; returns `false` if it is about something else.
pub(crate) fn extract(context: &mut Context<'_>, mentions: &PersonMentions<'_>) -> bool {
    let sentence = mentions.sentence;
    if extract_substitution(context, mentions) || sequence::extract(context, mentions) {
        return true;
    }
    if extract_predecessor(context, mentions) || successor::extract(context, mentions) {
        return true;
    }
    let succeeds = sentence.spans.iter().position(|span| VOCABULARY.succeeds.contains(span.word()));
    // “Her successor is Noah Lindqvist”: the one after the noun follows, and there is no position to follow in.
    let is_noun = |at: &usize| sentence.spans.get(*at).is_some_and(|span| VOCABULARY.followers.contains(span.word()));
    let has_former = succeeds.is_some_and(|cue| mentions.people.iter().any(|person| person.at < cue));
    let succeeds = succeeds.filter(|at| has_former || !is_noun(at));
    let Some(cue) = succeeds.or_else(|| takes_over(sentence)) else {
        return extract_appointment(context, mentions);
    };
    // The follower stands before the verb, or is a pronoun that means the person of the last position.
    let follower = mentions.people.iter().rposition(|person| person.at < cue);
    let has_pronoun = sentence.spans.iter().take(cue + 1).any(|span| VOCABULARY.pronouns.contains(span.word()));
    let Some(former) = mentions.people.iter().position(|person| person.at > cue) else {
        return extract_appointment(context, mentions);
    };
    let taken = match follower {
        Some(index) => {
            let position = positions::of_mention(context, mentions, index).filter(|it| !it.title.is_empty());
            if let Some(position) = position.clone() {
                context.add_position(without_end(position));
            }
            let known = position.or_else(|| last_position_of(context, mentions.people.get(index)?.name()));
            // “Grace Otieno takes over from Paul Whitby as adviser”: the title is after the name of the other.
            known.or_else(|| {
                let at = sentence.indices().find(|at| sentence.is_predicate_role(*at))?;
                let title = sentence.role(at)?.title.clone();
                let held = positions::of_title(context, mentions, at);
                let person = mentions.people.get(index)?;
                let (holder, evidence) =
                    (StatedHolder::Person(person.name().to_owned()), context.evidence_of(sentence, [person.at, at]));
                let position = PositionStatement { holder, title, evidence, start: None, end: None, ..held };
                context.add_position(position.clone());
                Some(position)
            })
        }
        None if has_pronoun => match context.previous_person.clone() {
            Some(name) => last_position_of(context, &name),
            // A pronoun within a line means somebody whom the line has named.
            None if sentence
                .line
                .view
                .get(..sentence.byte_range([0]).start)
                .is_some_and(|it| !it.trim().is_empty()) =>
            {
                None
            }
            None => context.statements.positions.last().cloned(),
        },
        None => None,
    };
    let Some(position) = taken else { return false };
    if follower.is_none()
        && let (StatedHolder::Person(name), Some(verb)) =
            (&position.holder, sentence.spans.iter().position(|span| begins_post(span.word())))
    {
        let name = name.clone();
        set_bound(context, sentence, &name, verb, false);
    }
    if let Some(person) = follower.and_then(|index| mentions.people.get(index)) {
        let begins = sentence.spans.iter().position(|span| VOCABULARY.appointed.contains(span.word()));
        if let Some(verb) = begins.or_else(|| takes_over(sentence)) {
            set_bound(context, sentence, person.name(), verb, false);
        }
    }
    let Some(person) = mentions.people.get(former) else { return false };
    let name = object_name(context, person.name());
    rename(context, person.name(), &name);
    let evidence = context.evidence_of(sentence, [cue, person.at]);
    let end = leaving_time(context, sentence, person.at);
    context.add_position(PositionStatement { end, ..held_before(&position, name, evidence) });
    true
}

/// The index of the preposition of “takes over from”, “tar över efter”, “börjar 1.4. efter”.
fn takes_over(sentence: Sentence<'_>) -> Option<usize> {
    let word = |at: usize| sentence.spans.get(at).map_or("", |span| span.word());
    let is_over = |at: usize| {
        matches!(
            (word(at), word(at + 1), word(at + 2)),
            ("takes" | "took", "over", "from") | ("tar" | "tog", "over", "efter")
        )
    };
    let begins = sentence.spans.iter().position(|span| VOCABULARY.appointed.contains(span.word()));
    let is_after = |at: &usize| {
        matches!(word(*at), "after" | "efter") && matches!(sentence.entity(at + 1), Some(Entity::Person(_)))
    };
    let after = begins.and_then(|verb| (verb..sentence.spans.len()).find(is_after));
    sentence.indices().find(|at| is_over(*at)).map(|at| at + 2).or(after)
}

/// “Hänen edeltäjänsä Veikko Saari jäi eläkkeelle vuoden 2023 lopussa”: who held the last position before.
fn extract_predecessor(context: &mut Context<'_>, mentions: &PersonMentions<'_>) -> bool {
    let sentence = mentions.sentence;
    let Some(cue) = sentence.find_listed(WordList::Predecessors) else { return false };
    let Some(person) = mentions.people.iter().find(|person| person.at > cue) else { return false };
    let before = mentions.people.iter().rfind(|person| person.at < cue).map(|it| it.name().to_owned());
    let Some(of) = before.or_else(|| context.previous_person.clone()) else { return false };
    let Some(position) = last_position_of(context, &of) else { return false };
    let evidence = context.evidence_of(sentence, [cue, person.at]);
    let end = leaving_time(context, sentence, person.at);
    context.add_position(PositionStatement { end, ..held_before(&position, person.name().to_owned(), evidence) });
    true
}

/// Somebody who stands in: “X vikarierar för Y”, “hänen sijaisenaan toimii X”, “her substitute is X”.
fn extract_substitution(context: &mut Context<'_>, mentions: &PersonMentions<'_>) -> bool {
    let sentence = mentions.sentence;
    let position_of = |words: &dyn Fn(&str) -> bool| sentence.spans.iter().position(|span| words(span.word()));
    // The person who stands in, and the one for whom.
    let (cue, holder, away) = if let Some(verb) = position_of(&|word| VOCABULARY.substitutes.contains(word)) {
        let holder = mentions.people.iter().rposition(|person| person.at < verb);
        (verb, holder, mentions.people.iter().position(|person| person.at > verb))
    } else if let Some(cue) =
        position_of(&|word| VOCABULARY.lists(WordList::SubstituteWords, word) || VOCABULARY.substituted.contains(word))
    {
        let holder = mentions.people.iter().position(|person| person.at > cue);
        (cue, holder, mentions.people.iter().rposition(|person| person.at < cue))
    } else {
        return false;
    };
    let Some(person) = holder.and_then(|index| mentions.people.get(index)).map(|it| (it.at, it.name().to_owned()))
    else {
        return false;
    };
    let before = context.previous_person.clone();
    if let Some(position) =
        away.and_then(|index| positions::of_mention(context, mentions, index)).filter(|it| !it.title.is_empty())
    {
        context.add_position(PositionStatement { start: None, end: None, time: Time::Current, ..position });
    }
    let of = away.and_then(|index| mentions.people.get(index)).map(|it| it.name().to_owned()).or(before);
    let Some(position) = of.and_then(|name| last_position_of(context, &name)) else { return false };
    let (at, name) = person;
    let evidence = context.evidence_of(sentence, [cue, at]);
    let (start, end) = stated_bounds(context, sentence);
    context.add_position(PositionStatement {
        project: position.project.clone(),
        organisation: position.organisation.clone(),
        areas: position.areas.clone(),
        start,
        end,
        is_acting: true,
        ..PositionStatement::new(StatedHolder::Person(name), position.title.clone(), evidence)
    });
    true
}

/// “X on valinnut Arto Hallaperän projektipäälliköksi”: the object of an appointment is in the genitive.
fn extract_appointment(context: &mut Context<'_>, mentions: &PersonMentions<'_>) -> bool {
    let sentence = mentions.sentence;
    let Some(verb) = sentence.spans.iter().position(|span| VOCABULARY.appointed.contains(span.word())) else {
        return extract_leaving(context, mentions);
    };
    if extract_move(context, mentions, verb) {
        return true;
    }
    let has_title = sentence.indices().any(|at| sentence.is_predicate_role(at));
    let mut is_extracted = false;
    for (index, person) in mentions.people.iter().enumerate() {
        let is_object = person.at > verb && is_active(sentence, verb) && has_title;
        let name = if is_object { object_name(context, person.name()) } else { person.name().to_owned() };
        let Some(position) = positions::of_mention(context, mentions, index).filter(|it| !it.title.is_empty()) else {
            continue;
        };
        rename(context, person.name(), &name);
        let employer = || employer(context, mentions, verb);
        let organisation = position.organisation.clone().or_else(employer);
        context.add_position(PositionStatement { holder: StatedHolder::Person(name), organisation, ..position });
        is_extracted = true;
    }
    is_extracted || extract_start(context, mentions, verb)
}

/// “Koordinaattori Aino Malli siirtyy 1.9. alkaen X:n asiantuntijaksi”: the title in front is the present one, the
/// title after the verb the future one.
fn extract_move(context: &mut Context<'_>, mentions: &PersonMentions<'_>, verb: usize) -> bool {
    let sentence = mentions.sentence;
    let [person] = mentions.people.as_slice() else { return false };
    let is_title = |at: &usize| sentence.role(*at).is_some_and(|role| role.case == Case::Nominative);
    let is_next = |at: &usize| sentence.role(*at).is_some_and(|role| role.case == Case::Translative);
    let now = person.at.checked_sub(1).filter(is_title);
    let next = (verb..sentence.spans.len()).find(is_next);
    let (Some(_), Some(next), true) = (now, next, person.at < verb) else { return false };
    let Some(title) = sentence.role(next).map(|role| role.title.clone()) else { return false };
    let Some(held) = positions::of_mention(context, mentions, 0) else { return false };
    context.add_position(PositionStatement { start: None, end: None, time: Time::Current, organisation: None, ..held });
    let facts = positions::of_title(context, mentions, next);
    let evidence = context.evidence_of(sentence, [person.at, verb, next]);
    let holder = StatedHolder::Person(person.name().to_owned());
    let begins = facts.start.as_ref().and_then(|start| start.from).zip(context.knowledge.document_date);
    let time = if begins.is_some_and(|(start, today)| start <= today) { Time::Current } else { Time::Announced };
    context.add_position(PositionStatement {
        time,
        end: None,
        ..PositionStatement { holder, title, evidence, ..facts }
    });
    true
}

/// “Sipola aloittaa tehtävässään 1.1.2021”: the start of the position that an earlier sentence gives.
fn extract_start(context: &mut Context<'_>, mentions: &PersonMentions<'_>, verb: usize) -> bool {
    let [person] = mentions.people.as_slice() else { return false };
    set_bound(context, mentions.sentence, person.name(), verb, false)
}

/// “Emma Wessman slutar den 31 maj 2022”: the end of a position that the sentence or an earlier one gives.
fn extract_leaving(context: &mut Context<'_>, mentions: &PersonMentions<'_>) -> bool {
    let sentence = mentions.sentence;
    let Some(verb) = sentence.spans.iter().position(|span| VOCABULARY.leaves.contains(span.word())) else {
        return false;
    };
    let Some(index) = mentions.people.iter().rposition(|person| person.at < verb) else { return false };
    let Some(person) = mentions.people.get(index) else { return false };
    if let Some(position) = positions::of_mention(context, mentions, index).filter(|it| !it.title.is_empty()) {
        // “… övergår till Kommunförbundet”: the organisation after the verb is the future one.
        let is_next =
            (verb..sentence.spans.len()).any(|at| matches!(sentence.entity(at), Some(Entity::Organisation(_))));
        let organisation = position.organisation.clone().filter(|_| !is_next);
        context.add_position(PositionStatement { start: None, time: Time::Current, organisation, ..position });
    }
    set_bound(context, sentence, person.name(), verb, true) || add_end(context, sentence, person, verb)
}

/// “Anna Virta lopettaa 31.3.”: the end of a position of which nothing else is known.
fn add_end(context: &mut Context<'_>, sentence: Sentence<'_>, person: &MentionedPerson<'_>, verb: usize) -> bool {
    // “Kirsi Partanen is leaving us at the end of January”
    let ends = sentence.is_listed(verb, WordList::EndsPost) || sentence.is_listed(verb + 1, WordList::LeftColleagues);
    let end = leaving_time(context, sentence, person.at).filter(|_| ends);
    let Some(end) = end else { return false };
    let is_over = end.to.zip(context.knowledge.document_date).is_some_and(|(to, today)| to < today);
    let evidence = context.evidence_of(sentence, [person.at, verb]);
    let holder = StatedHolder::Person(person.name().to_owned());
    let time = if is_over { Time::Former } else { Time::Current };
    context.add_position(PositionStatement {
        time,
        end: Some(end),
        ..PositionStatement::new(holder, String::new(), evidence)
    });
    true
}

/// “She takes up the post on 1 April 2023”: a sentence with a pronoun and no name.
pub(crate) fn extract_of_pronoun(context: &mut Context<'_>, mentions: &PersonMentions<'_>) {
    let sentence = mentions.sentence;
    let has_pronoun = sentence.spans.iter().any(|span| VOCABULARY.pronouns.contains(span.word()));
    let Some(name) = context.last_person.clone().filter(|_| has_pronoun) else { return };
    let verb = |words: &dyn Fn(&str) -> bool| sentence.spans.iter().position(|span| words(span.word()));
    add_areas(context, mentions, &name);
    if let Some(at) = verb(&begins_post) {
        set_bound(context, sentence, &name, at, false);
    } else if let Some(at) = verb(&|word| VOCABULARY.leaves.contains(word)) {
        set_bound(context, sentence, &name, at, true);
    }
}

/// Whether a verb says that somebody begins in a position.
fn begins_post(verb: &str) -> bool {
    VOCABULARY.appointed.contains(verb) || VOCABULARY.lists(WordList::TakesUp, verb)
}

/// “Hon ansvarar för Pargas och Kimitoön”: gives the areas of a sentence with a pronoun to the last position of a person.
fn add_areas(context: &mut Context<'_>, mentions: &PersonMentions<'_>, name: &str) {
    let areas = positions::answered_areas(context, mentions);
    // The position of a contact line is stated when its card is closed.
    if let Some(card) = context.card.as_mut().filter(|card| card.name() == Some(name)) {
        card.areas.extend(areas);
        return;
    }
    responsibility::add_to_last_position(context, name, areas);
}

/// Sets the start or end of a person's last position to the time after a verb.
fn set_bound(context: &mut Context<'_>, sentence: Sentence<'_>, name: &str, verb: usize, is_end: bool) -> bool {
    let time = (verb..sentence.spans.len()).chain(0..verb).find_map(|at| match sentence.entity(at)? {
        Entity::Time(time) if time.kind != TimeKind::FromTo => Some((at, *time)),
        _ => None,
    });
    let Some((at, time)) = time else { return false };
    let Some(span) = sentence.spans.get(at) else { return false };
    let evidence = context.evidence(sentence, span.range.clone());
    let period = Period { evidence, ..time.period(sentence.line.quote(span.range.clone())) };
    let today = context.knowledge.document_date;
    let is_of = |it: &&mut PositionStatement| matches!(&it.holder, StatedHolder::Person(holder) if holder == name);
    let Some(position) = context.statements.positions.iter_mut().rev().find(is_of) else { return false };
    if is_end {
        if let (Some(to), Some(today)) = (period.to, today)
            && to < today
        {
            position.time = Time::Former;
        }
        position.end.get_or_insert_with(|| Box::new(period));
    } else {
        if let (Some(from), Some(today)) = (period.from, today)
            && from > today
        {
            position.time = Time::Announced;
        }
        position.start.get_or_insert_with(|| Box::new(period));
    }
    true
}

/// The organisation that appoints somebody: “Karleby stad har anställt Mirja Sandkvist som …”.
fn employer(context: &Context<'_>, mentions: &PersonMentions<'_>, verb: usize) -> Option<Fact<String>> {
    let sentence = mentions.sentence;
    if mentions.people.iter().any(|person| person.at < verb) {
        return None;
    }
    let Some(Entity::Organisation(organisation)) = sentence.entity(0) else { return None };
    let is_subject = organisation.case == Case::Nominative && organisation.kind != OrganisationKind::Fund;
    let evidence = context.evidence_of(sentence, [0, verb]);
    is_subject.then(|| Fact { value: organisation.name.clone(), basis: Basis::Implied, evidence })
}

/// Whether the verb has an object: “on valinnut”, “nimitti”; “on valittu” has none.
fn is_active(sentence: Sentence<'_>, verb: usize) -> bool {
    let word = sentence.spans.get(verb).map_or("", |span| span.word());
    word.ends_with("nut") || word.ends_with("nyt") || ["valitsi", "nimitti", "nimesi"].contains(&word)
}

/// The nominative of a name in the place of an object.
pub(super) fn object_name(context: &Context<'_>, name: &str) -> String {
    let known = context.knowledge.people.base_of(name);
    let is_finnish = context.statements.document.language.as_deref() != Some("sv")
        && context.statements.document.language.as_deref() != Some("en");
    if context.knowledge.people.has_nominative(name) {
        return name.to_owned();
    }
    known.or_else(|| nominative_of_object(name).filter(|_| is_finnish)).unwrap_or_else(|| name.to_owned())
}

/// Gives the statements about a name to the person of another form of it.
pub(super) fn rename(context: &mut Context<'_>, from: &str, to: &str) {
    if from == to {
        return;
    }
    for statement in &mut context.statements.people {
        if statement.person == from && matches!(statement.fact, PersonFact::Named) {
            to.clone_into(&mut statement.person);
        }
    }
    for found in &mut context.names {
        if found.person.name == from {
            to.clone_into(&mut found.person.name);
            found.is_nominative = true;
        }
    }
}

/// The position that was last stated about somebody.
pub(super) fn last_position_of(context: &Context<'_>, name: &str) -> Option<PositionStatement> {
    let is_of = |it: &&PositionStatement| matches!(&it.holder, StatedHolder::Person(holder) if holder == name);
    context.statements.positions.iter().rev().find(is_of).cloned()
}

/// The times of a sentence about two people are not certain to be the end of the follower's position.
fn without_end(position: PositionStatement) -> PositionStatement {
    PositionStatement { end: None, ..position }
}
