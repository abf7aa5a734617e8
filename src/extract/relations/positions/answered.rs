//! The places that a verb of being responsible gives to somebody: “Imatrasta vastaa neuvoja …”, “Hon ansvarar för Pargas”.

use std::ops::Range;

use crate::extract::document::sentence::Sentence;
use crate::extract::entities::entity::Entity;
use crate::extract::entities::vocabulary::{VOCABULARY, WordList, is_and};
use crate::extract::relations::context::Context;
use crate::extract::relations::mentions::PersonMentions;
use crate::language::PlaceCase;
use crate::model::{Basis, NamedPlace, PlaceId};

/// The places of “Imatrasta ja Rautjärvestä vastaa neuvoja …”, “Hon ansvarar för Pargas”: those beside the verb that has
/// this person.
pub(super) fn answered_places(mentions: &PersonMentions<'_>, index: usize) -> Vec<usize> {
    let sentence = mentions.sentence;
    let person = mentions.people.get(index).map_or(0, |it| it.at);
    let verbs = verbs_of(mentions);
    let Some(verb) = verbs.iter().copied().min_by_key(|verb| verb.abs_diff(person)) else { return Vec::new() };
    let clause = clause_of(mentions, verbs, verb);
    let found = places_of_verb(sentence, verb, clause.clone());
    // “Kajaanista vastaa Ritva Heikkinen, Kuhmosta Jorma Tauriainen”: one verb, and each person has the places in
    // front; “Ritva vastaa Kajaanista, Jorma Kuhmosta”: each has the places after.
    let people: Vec<usize> = mentions.people.iter().map(|it| it.at).filter(|at| clause.contains(at)).collect();
    let between = |from: usize, to: usize| found.iter().copied().filter(|at| (from..to).contains(at)).collect();
    let Some(place) = people.iter().position(|at| *at == person).filter(|_| people.len() > 1) else { return found };
    let before = |place: usize| place.checked_sub(1).and_then(|before| people.get(before)).copied().unwrap_or(0);
    let behind = |place: usize| people.get(place + 1).copied().unwrap_or(clause.end);
    let in_front = |place: usize| -> Vec<usize> { between(before(place), people.get(place).copied().unwrap_or(0)) };
    let following = |place: usize| -> Vec<usize> { between(people.get(place).copied().unwrap_or(0), behind(place)) };
    if (0..people.len()).all(|place| !in_front(place).is_empty()) {
        return in_front(place);
    }
    if (0..people.len()).all(|place| !following(place).is_empty()) {
        return following(place);
    }
    if is_subject_of(&people, verb, person) { found } else { Vec::new() }
}

/// The places that the verbs of a sentence give to anybody.
pub(super) fn places_of_verbs<'m>(mentions: &'m PersonMentions<'_>) -> &'m [usize] {
    mentions.answered_places.get_or_init(|| {
        let verbs = verbs_of(mentions);
        let places = |verb: &usize| places_of_verb(mentions.sentence, *verb, clause_of(mentions, verbs, *verb));
        verbs.iter().flat_map(places).collect()
    })
}

fn verbs_of<'m>(mentions: &'m PersonMentions<'_>) -> &'m [usize] {
    let sentence = mentions.sentence;
    mentions.answering_verbs.get_or_init(|| sentence.indices().filter(|at| is_verb(sentence, *at)).collect())
}

/// The clause of one of the verbs, which another verb ends.
fn clause_of(mentions: &PersonMentions<'_>, verbs: &[usize], verb: usize) -> Range<usize> {
    let after = verbs.partition_point(|other| *other <= verb);
    let before = verbs.partition_point(|other| *other < verb).checked_sub(1).and_then(|before| verbs.get(before));
    let end = verbs.get(after).copied().unwrap_or(mentions.sentence.spans.len());
    clause_around(mentions, verb, before.map_or(0, |other| other + 1)..end)
}

/// Whether a person is on the side of a verb where its subject is: “Patrik Ståhl tar över Nyland efter Mona Grönholm”.
fn is_subject_of(people: &[usize], verb: usize, person: usize) -> bool {
    const NEAR: usize = 2;
    let is_in_front = people.iter().any(|at| *at < verb && verb - at <= NEAR);
    let is_behind = people.iter().any(|at| *at > verb && at - verb <= NEAR);
    match (is_in_front, is_behind) {
        (true, _) => person < verb,
        (false, true) => person > verb,
        (false, false) => true,
    }
}

/// The places of [`answered_places`] in a sentence without people.
pub(crate) fn answered_areas(context: &mut Context<'_>, mentions: &PersonMentions<'_>) -> Vec<NamedPlace> {
    named(context, mentions.sentence, answered_places(mentions, 0))
}

/// The places for which the writer of a sentence is responsible: “jag ansvarar för Österbotten”, “vastaan Kainuusta”;
/// none if nobody speaks of themselves.
pub(crate) fn areas_of_writer(context: &mut Context<'_>, mentions: &PersonMentions<'_>) -> Vec<NamedPlace> {
    let sentence = mentions.sentence;
    let Some(verb) = sentence.indices().find(|at| is_verb_of_writer(sentence, *at)) else { return Vec::new() };
    let clause = clause_around(mentions, verb, sentence.indices());
    let found = places_of_verb(sentence, verb, clause);
    named(context, sentence, found)
}

/// Whether a word for an area is at an index, after the name of a place: “Pietarsaari area”.
pub(super) fn is_area_noun(sentence: Sentence<'_>, at: usize) -> bool {
    sentence.spans.get(at).is_some_and(|span| VOCABULARY.area_nouns.contains(span.word()))
}

/// Whether a place at an index is one of several before a word for an area: “Savonlinnan ja Rantasalmen alueella”.
fn is_before_area_noun(sentence: Sentence<'_>, at: usize) -> bool {
    let is_end = |at: &usize| !(is_place(sentence, *at) || is_link(sentence, *at));
    (at..sentence.spans.len()).find(is_end).is_some_and(|end| is_area_noun(sentence, end))
}

/// Whether a place at an index is beside another in a list, so that they are the areas of the work, and not the place
/// where it is done.
fn is_one_of_several(sentence: Sentence<'_>, at: usize) -> bool {
    let is_pair = |link: usize, other: usize| is_link(sentence, link) && is_place(sentence, other);
    is_pair(at + 1, at + 2) || at >= 2 && is_pair(at - 1, at - 2)
}

fn is_place(sentence: Sentence<'_>, at: usize) -> bool {
    matches!(sentence.entity(at), Some(Entity::Place(_)))
}

/// Whether a comma or a word for “and” is at an index.
fn is_link(sentence: Sentence<'_>, at: usize) -> bool {
    sentence.is_mark(at, ",") || is_and(word(sentence, at))
}

/// Whether a sentence has a word before places that an area does not have.
pub(super) fn has_exceptions(sentence: Sentence<'_>) -> bool {
    sentence.spans.iter().any(|span| VOCABULARY.excepts.contains(span.word()))
        || sentence.find_listed(WordList::Negations).is_some()
}

/// Whether a place at an index is one that an area does not have: “Kainuu (except Puolanka)”, “Lappi lukuun ottamatta Kemiä”.
pub(crate) fn is_excepted(sentence: Sentence<'_>, at: usize) -> bool {
    let ends = |at: &usize| sentence.is_mark(*at, "(") || sentence.is_mark(*at, ")") || sentence.is_mark(*at, ";");
    let start = (0..at).rev().find(ends).map_or(0, |mark| mark + 1);
    (start..at).any(|at| sentence.spans.get(at).is_some_and(|span| VOCABULARY.excepts.contains(span.word())))
        || is_negated(sentence, at)
}

/// Whether a place at an index, or the first of its list, has a negation before it: “vastaa Kainuusta, ei kuitenkaan
/// Kuhmosta ja Sotkamosta”.
fn is_negated(sentence: Sentence<'_>, at: usize) -> bool {
    let is_before = |at: usize| at.checked_sub(1).is_some_and(|at| is_place(sentence, at) || is_link(sentence, at));
    let Some(first) = std::iter::successors(Some(at), |at| at.checked_sub(1)).find(|at| !is_before(*at)) else {
        return false;
    };
    let is_negation =
        |back: usize| first.checked_sub(back).is_some_and(|at| sentence.is_listed(at, WordList::Negations));
    let is_adverb = first.checked_sub(1).is_some_and(|at| matches!(sentence.entity(at), Some(Entity::Word(_))));
    is_negation(1) || is_adverb && is_negation(2)
}

fn named(context: &mut Context<'_>, sentence: Sentence<'_>, places: Vec<usize>) -> Vec<NamedPlace> {
    let mut areas = Vec::new();
    for span in places.into_iter().filter_map(|at| sentence.spans.get(at)) {
        let places = match &span.entity {
            Entity::Place(place) => std::slice::from_ref(place),
            Entity::PlaceList(places) => places.as_slice(),
            _ => continue,
        };
        let evidence = context.evidence(sentence, span.range.clone());
        for place in places {
            context.statements.areas.extend(place.area.clone());
            areas.push(place.named_place(Basis::Stated, &evidence));
        }
    }
    areas
}

/// The places of a verb among the spans of its clause.
fn places_of_verb(sentence: Sentence<'_>, verb: usize, clause: Range<usize>) -> Vec<usize> {
    // The Finnish verbs have their places in a case. A town is the place where somebody works; a region is the area of
    // the work.
    let word = word(sentence, verb);
    let language = VOCABULARY.answers.get(word).or_else(|| VOCABULARY.works.get(word));
    let is_phrase = is_phrase(sentence, verb);
    let is_finnish = !is_passive(sentence, verb) && !is_phrase && language == Some(&"fi");
    let works = VOCABULARY.works.contains_key(word) && !is_phrase;
    // “works in South Savo and the municipality of Savonlinna”
    let is_named = |at: usize| {
        let before = at.checked_sub(2).map_or("", |before| self::word(sentence, before));
        matches!(before, "municipality" | "municipalities")
    };
    let fits = |at: &usize| match sentence.entity(*at) {
        Some(Entity::Place(place)) => {
            (!is_finnish || place.case != PlaceCase::Nominative)
                && (!works
                    || !matches!(place.place, PlaceId::Municipality(_))
                    || is_before_area_noun(sentence, *at)
                    || is_one_of_several(sentence, *at)
                    || is_named(*at))
        }
        Some(Entity::PlaceList(_)) => *at > verb,
        _ => false,
    };
    let has_exceptions = has_exceptions(sentence);
    clause.filter(fits).filter(|at| !(has_exceptions && is_excepted(sentence, *at))).collect()
}

/// The part of a sentence around a verb, up to the commas and people that begin other clauses.
fn clause_around(mentions: &PersonMentions<'_>, verb: usize, within: Range<usize>) -> Range<usize> {
    let sentence = mentions.sentence;
    let is_other_clause = |at: &usize| {
        sentence.is_mark(*at, ",") && ["ja", "och", "and", "mutta", "men", "but"].contains(&word(sentence, at + 1))
    };
    // “…, Patrik Ståhl tar över Nyland”: somebody with a verb of their own.
    let is_subject = |at: &usize| {
        let next = sentence.spans.get(*at + 1);
        matches!(sentence.entity(*at), Some(Entity::Person(_)))
            && next.is_some_and(|next| VOCABULARY.prose_verbs.contains(next.word()))
    };
    let end = (verb + 1..within.end).find(|at| is_other_clause(at) || is_subject(at)).unwrap_or(within.end);
    // “Pyhtäästä Lampi vastaa yksin”: the subject of the verb itself may stand after the places, unless these are those of
    // a verb before it.
    let begins = |at: &usize| is_other_clause(at) || is_subject(at) && (*at + 1 < verb || within.start > 0);
    let start = (within.start..verb).rev().find(begins).unwrap_or(within.start);
    start..end
}

/// Whether a verb of being responsible for a place, or of working there, is at an index.
pub(crate) fn is_verb(sentence: Sentence<'_>, at: usize) -> bool {
    let own = word(sentence, at);
    is_phrase(sentence, at) || is_single_verb(sentence, at, own)
}

/// “is in charge of”, “har hand om”, “vastuulla ovat”
fn is_phrase(sentence: Sentence<'_>, at: usize) -> bool {
    let is_here = |words: &Vec<String>| {
        words.iter().enumerate().all(|(behind, wanted)| word(sentence, at + behind) == wanted.as_str())
    };
    VOCABULARY.answer_phrases.iter().any(is_here)
}

fn is_single_verb(sentence: Sentence<'_>, at: usize, word: &str) -> bool {
    VOCABULARY.answers.contains_key(word)
        || VOCABULARY.works.contains_key(word)
        || is_passive(sentence, at)
        || is_takeover(sentence, at)
        || is_verb_of_writer(sentence, at)
}

/// “Kuusamo and Taivalkoski are covered by Petra Heino”
fn is_passive(sentence: Sentence<'_>, at: usize) -> bool {
    VOCABULARY.answered.contains(word(sentence, at)) && matches!(word(sentence, at + 1), "by" | "av")
}

/// “Patrik Ståhl tar över Nyland”
fn is_takeover(sentence: Sentence<'_>, at: usize) -> bool {
    let is_verb = VOCABULARY.takes_over.contains(word(sentence, at));
    is_verb && (word(sentence, at + 1) == "over" || word(sentence, at).starts_with("over"))
}

/// “jag ansvarar”, “I am responsible”, “vastaan”
fn is_verb_of_writer(sentence: Sentence<'_>, at: usize) -> bool {
    let own = word(sentence, at);
    let is_first_person = |at: usize| {
        let printed = sentence.spans.get(at).and_then(|span| sentence.line.view.get(span.range.clone()));
        printed.is_some_and(|printed| printed == "I" || printed.eq_ignore_ascii_case("jag"))
    };
    let near = at.saturating_sub(2)..at + 2;
    let has_pronoun = near.into_iter().any(is_first_person);
    let is_finnish = own.ends_with('n') && VOCABULARY.writer_answers.contains(own);
    is_finnish || has_pronoun && (VOCABULARY.writer_answers.contains(own) || VOCABULARY.answers.contains_key(own))
}

fn word(sentence: Sentence<'_>, at: usize) -> &str {
    sentence.spans.get(at).map_or("", |span| span.word())
}
