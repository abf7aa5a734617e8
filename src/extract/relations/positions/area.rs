//! The areas and the place of a position.

use super::answered::{answered_places, has_exceptions, is_area_noun, is_excepted, places_of_verbs};
use super::genitives_before;
use crate::extract::document::sentence::Sentence;
use crate::extract::entities::entity::Entity;
use crate::extract::entities::place::PlaceMention;
use crate::extract::entities::vocabulary::{VOCABULARY, WordList};
use crate::extract::relations::context::Context;
use crate::extract::relations::mentions::PersonMentions;
use crate::language::{Case, PlaceCase, without_local_case};
use crate::model::{Basis, NamedPlace, PlaceId};

/// The areas of a person's position: lists of places, places of a contact line, and genitives before the title.
pub(super) fn areas(
    context: &mut Context<'_>,
    mentions: &PersonMentions<'_>,
    index: usize,
    title: Option<usize>,
) -> Vec<NamedPlace> {
    let sentence = mentions.sentence;
    // One municipality is the place where the work is done; several are its areas.
    let is_municipality = |at: &usize| matches!(sentence.entity(*at), Some(Entity::Place(it)) if matches!(it.place, PlaceId::Municipality(_)) && it.case == PlaceCase::Nominative);
    let has_several = mentions.segment(index).filter(is_municipality).count() > 1;
    let is_area = |place: &PlaceMention| {
        mentions.is_list
            && (has_several || !matches!(place.place, PlaceId::Municipality(_)))
            && place.case == PlaceCase::Nominative
    };
    let spans = |at: usize| sentence.spans.get(at);
    let has_exceptions = has_exceptions(sentence);
    let own = mentions.segment(index).filter(|at| !(has_exceptions && is_excepted(sentence, *at)));
    let in_segment = own.filter_map(|at| Some((at, spans(at)?))).flat_map(|(at, span)| {
        let places = match &span.entity {
            Entity::PlaceList(places) => places.as_slice(),
            Entity::Place(place) if is_area(place) || mentions.is_list && is_area_noun(sentence, at + 1) => {
                std::slice::from_ref(place)
            }
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
    let behind = title.map(|at| areas_behind(sentence, at)).unwrap_or_default();
    let behind_title = behind.into_iter().filter_map(spans).filter_map(|span| match &span.entity {
        Entity::Place(place) => Some((place, span)),
        _ => None,
    });
    let at_front = front_regions(mentions, title).into_iter().filter_map(spans).filter_map(|span| match &span.entity {
        Entity::Place(place) => Some((place, span)),
        _ => None,
    });
    let appointed =
        regions_of_post(mentions, title).into_iter().filter_map(spans).filter_map(|span| match &span.entity {
            Entity::Place(place) => Some((place, span)),
            _ => None,
        });
    let behind_title = behind_title.into_iter().chain(at_front).chain(appointed);
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

/// The regions that a sentence about one person and a title begins with: “I Nyland är kontaktpersonen Mikael Forsén”.
fn front_regions(mentions: &PersonMentions<'_>, title: Option<usize>) -> Vec<usize> {
    let sentence = mentions.sentence;
    let begins = sentence.spans.first().is_some_and(|span| VOCABULARY.within.contains(span.word()));
    if !begins || mentions.is_list || mentions.people.len() != 1 || title.is_none() {
        return Vec::new();
    }
    let is_region = |at: usize| matches!(sentence.entity(at), Some(Entity::Place(it)) if !matches!(it.place, PlaceId::Municipality(_)));
    let is_link = |at: usize| {
        sentence.is_mark(at, ",") || sentence.spans.get(at).is_some_and(|span| matches!(span.word(), "and" | "och"))
    };
    let end = (1..sentence.spans.len()).find(|at| !(is_region(*at) || is_link(*at) && is_region(at + 1)));
    (1..end.unwrap_or(1)).filter(|at| is_region(*at)).collect()
}

/// The regions of a post in a sentence about one person, by their position in it: “Lappiin palkattiin
/// aluekoordinaattori Anna Virta”, “aluekoordinaattorina Kainuussa on aloittanut …”, “Lapland coordinator Anna Virta”,
/// “The contact for Lapland is …”, “Yhteyshenkilö Kainuussa: …”. The region from which somebody comes is not one of
/// them.
fn regions_of_post(mentions: &PersonMentions<'_>, title: Option<usize>) -> Vec<usize> {
    let sentence = mentions.sentence;
    let [person] = mentions.people.as_slice() else { return Vec::new() };
    let region = |at: usize| match sentence.entity(at) {
        Some(Entity::Place(it)) if !matches!(it.place, PlaceId::Municipality(_)) => Some(it.case),
        _ => None,
    };
    let is_there = |at: usize| region(at) == Some(PlaceCase::Other) && !is_origin(sentence, at);
    let label = person.at.checked_sub(2).filter(|at| *at > 0 && is_there(*at) && sentence.is_mark(*at + 1, ":"));
    if label.is_some() {
        return label.into_iter().collect();
    }
    if let Some(cue) = sentence.indices().find(|at| sentence.is_listed(*at, WordList::ContactWords)) {
        // “People who live in Lapland can contact Anna Virta”
        let is_inside = |at: &usize| {
            let before = at.checked_sub(1).and_then(|before| sentence.spans.get(before));
            region(*at).is_some() && before.is_some_and(|span| VOCABULARY.within.contains(span.word()))
        };
        let inside = (0..cue).filter(|_| cue + 1 == person.at).filter(is_inside);
        return areas_behind(sentence, cue).into_iter().chain(inside).collect();
    }
    let Some(title) = title else { return Vec::new() };
    let is_appointed = sentence.spans.iter().any(|span| VOCABULARY.appointed.contains(span.word()));
    // “Lapland coordinator Anna Virta”
    let before = title.checked_sub(1);
    let in_front = before.filter(|at| region(*at) == Some(PlaceCase::Nominative) && title + 1 == person.at);
    // “Pohjanmaalla hankkeen yhteyshenkilö on Anna Virta”
    let is_described = title + 2 == person.at && sentence.is_listed(title + 1, WordList::TitleVerbs);
    let first = Some(0).filter(|at| (is_appointed || is_described) && is_there(*at));
    // “Satakunnasta ja Pirkanmaasta vastaava koordinaattori on Anna Virta”
    let participle = title.checked_sub(1).filter(|at| sentence.is_listed(*at, WordList::AnsweringParticiples));
    let is_place = |at: usize| matches!(sentence.entity(at), Some(Entity::Place(it)) if it.case == PlaceCase::Other);
    let is_link = |at: usize| sentence.is_mark(at, ",") || sentence.spans.get(at).is_some_and(|it| it.word() == "ja");
    let answered = participle.into_iter().flat_map(|end| (0..end).rev().take_while(|at| is_place(*at) || is_link(*at)));
    let answered: Vec<usize> = answered.filter(|at| is_place(*at)).collect();
    let beside = before.into_iter().chain([title + 1]).filter(|at| !mentions.is_list && is_there(*at));
    // “Anna Virta is Regional Coordinator, Lapland.”
    let is_end = |at: usize| at >= sentence.spans.len() || sentence.is_mark(at, ".");
    let is_last = |at: &usize| region(*at) == Some(PlaceCase::Nominative) && is_end(*at + 1);
    let last = Some(title + 2).filter(|at| sentence.is_mark(title + 1, ",") && is_last(at));
    let mut found: Vec<usize> = in_front.into_iter().chain(first).chain(beside).chain(last).chain(answered).collect();
    found.dedup();
    found
}

/// Whether a place at an index is one from which somebody comes: “Lapista”.
fn is_origin(sentence: Sentence<'_>, at: usize) -> bool {
    let printed = sentence.spans.get(at).and_then(|span| sentence.line.view.get(span.range.clone()));
    printed.is_some_and(|printed| without_local_case(printed).1 == Case::From)
}

/// The places after a title and a word for “for”: “adviser for the municipalities of Kitee and Tohmajärvi”.
pub(super) fn areas_behind(sentence: Sentence<'_>, title: usize) -> Vec<usize> {
    const MAX_NOUNS: usize = 3;
    let is_word = |at: usize, words: &[&str]| sentence.spans.get(at).is_some_and(|span| words.contains(&span.word()));
    if !is_word(title + 1, &["for", "of", "in", "i"]) {
        return Vec::new();
    }
    let is_place = |at: usize| matches!(sentence.entity(at), Some(Entity::Place(_)));
    let is_noun = |at: &usize| sentence.is_listed(*at, WordList::PlaceNouns);
    let first = title + 2 + (title + 2..sentence.spans.len()).take(MAX_NOUNS).take_while(is_noun).count();
    let is_link = |at: usize| sentence.is_mark(at, ",") || is_word(at, &["and", "och"]);
    let end = (first..sentence.spans.len()).find(|at| !(is_place(*at) || is_link(*at) && is_place(*at + 1)));
    (first..end.unwrap_or(sentence.spans.len())).filter(|at| is_place(*at)).collect()
}

/// The municipality where the work is done.
pub(super) fn place(context: &Context<'_>, mentions: &PersonMentions<'_>, index: usize) -> Option<Box<NamedPlace>> {
    let case = if mentions.is_list { PlaceCase::Nominative } else { PlaceCase::Other };
    // A sentence says once where several people work; a list says it for each.
    let own: Vec<usize> =
        if mentions.is_list { mentions.segment(index).collect() } else { mentions.sentence.indices().collect() };
    let answered = if mentions.is_list { &[] } else { places_of_verbs(mentions) };
    let is_area = |at: &usize| answered.contains(at) || is_area_noun(mentions.sentence, at + 1);
    let spans = own.into_iter().filter(|at| !is_area(at)).filter_map(|at| mentions.sentence.spans.get(at));
    spans.into_iter().find_map(|span| match &span.entity {
        Entity::Place(place) if matches!(place.place, PlaceId::Municipality(_)) && place.case == case => {
            let evidence = context.evidence(mentions.sentence, span.range.clone());
            Some(Box::new(place.named_place(Basis::Stated, &evidence)))
        }
        _ => None,
    })
}
