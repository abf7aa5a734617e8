//! The areas and the place of a position.

use super::genitives_before;
use crate::extract::document::sentence::Sentence;
use crate::extract::entities::entity::Entity;
use crate::extract::entities::place::PlaceMention;
use crate::extract::entities::vocabulary::VOCABULARY;
use crate::extract::relations::context::Context;
use crate::extract::relations::mentions::PersonMentions;
use crate::language::PlaceCase;
use crate::model::{Basis, NamedPlace, PlaceId};

/// The areas of a person's position: lists of places, places of a contact line, and genitives before the title.
pub(super) fn areas(
    context: &mut Context<'_>,
    mentions: &PersonMentions<'_>,
    index: usize,
    title: Option<usize>,
) -> Vec<NamedPlace> {
    let sentence = mentions.sentence;
    // One municipality is where the work is done, several are what it is about.
    let is_municipality = |at: &usize| matches!(sentence.entity(*at), Some(Entity::Place(it)) if matches!(it.place, PlaceId::Municipality(_)) && it.case == PlaceCase::Nominative);
    let has_several = mentions.segment(index).filter(is_municipality).count() > 1;
    let is_area = |place: &PlaceMention| {
        mentions.is_list
            && (has_several || !matches!(place.place, PlaceId::Municipality(_)))
            && place.case == PlaceCase::Nominative
    };
    let spans = |at: usize| sentence.spans.get(at);
    let in_segment = mentions.segment(index).filter_map(spans).flat_map(|span| {
        let places = match &span.entity {
            Entity::PlaceList(places) => places.as_slice(),
            Entity::Place(place) if is_area(place) => std::slice::from_ref(place),
            _ => &[],
        };
        places.iter().map(move |place| (place, span))
    });
    // “Nykarleby: Disa Enholm, Henry Wikblom”: the places in front of the first name are those of all.
    let first = mentions.people.first().map_or(0, |person| person.at);
    let in_front =
        (0..first).filter(|_| mentions.is_list && index > 0).filter_map(spans).find_map(|span| match &span.entity {
            Entity::PlaceList(places) => Some((places.as_slice(), span)),
            _ => None,
        });
    let in_front = in_front.into_iter().flat_map(|(places, span)| places.iter().map(move |place| (place, span)));
    let before_title = genitives_before(sentence, title).filter_map(spans).filter_map(|span| match &span.entity {
        Entity::Place(place) => Some((place, span)),
        _ => None,
    });
    let answered = if mentions.is_list { Vec::new() } else { answered_places(mentions, index) };
    let in_prose = answered.into_iter().filter_map(spans).filter_map(|span| match &span.entity {
        Entity::Place(place) => Some((place, span)),
        _ => None,
    });
    // “Regional Coordinator for North Karelia”
    let behind_title =
        title.and_then(|at| area_behind(sentence, at)).and_then(spans).and_then(|span| match &span.entity {
            Entity::Place(place) => Some((place, span)),
            _ => None,
        });
    let mut areas: Vec<NamedPlace> = Vec::new();
    for (place, span) in in_segment.chain(in_front).chain(before_title).chain(in_prose).chain(behind_title) {
        if areas.iter().any(|area| area.place == place.place) {
            continue;
        }
        context.statements.areas.extend(place.area.clone());
        areas.push(place.named_place(Basis::Stated, &context.evidence(sentence, span.range.clone())));
    }
    areas
}

/// The places of “Imatrasta ja Rautjärvestä vastaa neuvoja …”, “Hon ansvarar för Pargas”: those beside the verb that has
/// this person.
pub(super) fn answered_places(mentions: &PersonMentions<'_>, index: usize) -> Vec<usize> {
    let sentence = mentions.sentence;
    let word = |at: usize| sentence.spans.get(at).map_or("", |span| span.word());
    // “Kuusamo and Taivalkoski are covered by Petra Heino”
    let is_passive = |at: usize| VOCABULARY.answered.contains(word(at)) && matches!(word(at + 1), "by" | "av");
    let works = |at: usize| VOCABULARY.works.contains_key(word(at));
    let is_verb = |at: &usize| VOCABULARY.answers.contains_key(word(*at)) || is_passive(*at) || works(*at);
    let verbs: Vec<usize> = sentence.indices().filter(is_verb).collect();
    let person = mentions.people.get(index).map_or(0, |it| it.at);
    let Some(verb) = verbs.iter().copied().min_by_key(|verb| verb.abs_diff(person)) else { return Vec::new() };
    // Another verb, or a comma before another clause, ends what this one is about.
    let start = verbs.iter().copied().filter(|other| *other < verb).max().map_or(0, |other| other + 1);
    let end = verbs.iter().copied().filter(|other| *other > verb).min().unwrap_or(sentence.spans.len());
    let is_other_clause = |at: &usize| {
        sentence.is_mark(*at, ",")
            && sentence
                .spans
                .get(*at + 1)
                .is_some_and(|next| ["ja", "och", "and", "mutta", "men"].contains(&next.word()))
    };
    let clause_end = (verb..end).find(is_other_clause).unwrap_or(end);
    let clause_start = (start..verb).rev().find(is_other_clause).map_or(start, |at| at + 1);
    // The Finnish verbs have their places in a case. A town is where somebody works, a region is what the work is about.
    let language = VOCABULARY.answers.get(word(verb)).or_else(|| VOCABULARY.works.get(word(verb)));
    let is_finnish = !is_passive(verb) && language == Some(&"fi");
    let fits = |at: &usize| match sentence.entity(*at) {
        Some(Entity::Place(place)) => {
            (!is_finnish || place.case != PlaceCase::Nominative)
                && (!works(verb) || !matches!(place.place, PlaceId::Municipality(_)))
        }
        _ => false,
    };
    let found: Vec<usize> = (clause_start..clause_end).filter(fits).collect();
    // “Kajaanista vastaa Ritva Heikkinen, Kuhmosta Jorma Tauriainen”: one verb, and each has the places in front.
    let previous = index.checked_sub(1).and_then(|before| mentions.people.get(before)).map(|before| before.at);
    let in_front =
        |from: usize, to: usize| found.iter().copied().filter(|at| (from..to).contains(at)).collect::<Vec<_>>();
    let each_has_some = mentions.people.iter().scan(0, |from, it| {
        let places = in_front(*from, it.at).len();
        *from = it.at;
        Some(places > 0)
    });
    if mentions.people.len() > 1 && each_has_some.into_iter().all(|has| has) {
        return in_front(previous.unwrap_or(0), person);
    }
    found
}

/// The places of [`answered_places`] in a sentence without people.
pub(crate) fn answered_areas(context: &mut Context<'_>, mentions: &PersonMentions<'_>) -> Vec<NamedPlace> {
    let sentence = mentions.sentence;
    let mut areas = Vec::new();
    for span in answered_places(mentions, 0).into_iter().filter_map(|at| sentence.spans.get(at)) {
        let Entity::Place(place) = &span.entity else { continue };
        context.statements.areas.extend(place.area.clone());
        areas.push(place.named_place(Basis::Stated, &context.evidence(sentence, span.range.clone())));
    }
    areas
}

/// The place behind a title and a word for “for”.
pub(super) fn area_behind(sentence: Sentence<'_>, title: usize) -> Option<usize> {
    let is_link = sentence.spans.get(title + 1).is_some_and(|span| ["for", "of", "in", "i"].contains(&span.word()));
    let is_place = matches!(sentence.entity(title + 2), Some(Entity::Place(_)));
    (is_link && is_place).then_some(title + 2)
}

/// The municipality where the work is done.
pub(super) fn place(context: &Context<'_>, mentions: &PersonMentions<'_>, index: usize) -> Option<Box<NamedPlace>> {
    let case = if mentions.is_list { PlaceCase::Nominative } else { PlaceCase::Other };
    // A sentence says once where several people work, a list says it of each.
    let own: Vec<usize> =
        if mentions.is_list { mentions.segment(index).collect() } else { mentions.sentence.indices().collect() };
    let spans = own.into_iter().filter_map(|at| mentions.sentence.spans.get(at));
    spans.into_iter().find_map(|span| match &span.entity {
        Entity::Place(place) if matches!(place.place, PlaceId::Municipality(_)) && place.case == case => {
            let evidence = context.evidence(mentions.sentence, span.range.clone());
            Some(Box::new(place.named_place(Basis::Stated, &evidence)))
        }
        _ => None,
    })
}
