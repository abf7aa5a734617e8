//! Titles: the name of a project, the place of a document.

use std::ops::Range;

use crate::extract::document::source_text::SourceLine;
use crate::extract::entities::entity::{Entity, Span};
use crate::extract::entities::vocabulary::VOCABULARY;
use crate::extract::entities::{organisation, place, recognizer, tokenizer};
use crate::extract::relations::context::Context;
use crate::language::PlaceCase;
use crate::model::{Basis, NamedPlace, PlaceId};

/// The name in the title of a project, its bytes, and the other name in brackets.
pub(super) fn project_title(view: &str, words: Range<usize>) -> (String, Range<usize>, Option<String>) {
    let text = view.get(words.clone()).unwrap_or_default();
    let start = numbering(text);
    let body = text.get(start..).unwrap_or_default();
    let (body, bracket) = match body.rsplit_once(" (") {
        Some((front, inner)) => (front, inner.strip_suffix(')')),
        None => (body, None),
    };
    let cuts = [" – ", " — ", ": ", " - ", "; "];
    let end = cuts.iter().filter_map(|cut| body.find(cut)).min().unwrap_or(body.len());
    let name = body.get(..end).unwrap_or_default().trim_matches(['"', '”', '“', '»', '«', ' ', ':']);
    let name = ["-hanke", "-projekti", "-projektet", " project", " Project"]
        .iter()
        .find_map(|head| name.strip_suffix(head))
        .unwrap_or(name);
    let short = bracket.map(|it| it.trim_end_matches("-hanke").trim_end_matches("-projektet").trim().to_owned());
    let short = short
        .filter(|it| !organisation::is_fund(it) && it.starts_with(char::is_uppercase) && place::lookup(it).is_none());
    let at = words.start + start;
    (name.trim().to_owned(), at..at + end, short)
}

/// The length of a number or letter in front of the title of a list: “1. ”, “2.1 ”, “A. ”, “b) ”.
fn numbering(text: &str) -> usize {
    let first = text.split(' ').next().unwrap_or_default();
    let bare = first.trim_end_matches(['.', ')', ':']);
    let is_number = !bare.is_empty() && bare.chars().all(|it| it.is_ascii_digit() || it == '.');
    let is_letter = bare.chars().count() == 1 && bare.chars().all(char::is_alphabetic) && first.len() > bare.len();
    // A year or a number alone may begin a name.
    let is_mark = is_number && (first.len() > bare.len() || bare.contains('.')) || is_letter;
    if is_mark && text.len() > first.len() { first.len() + 1 } else { 0 }
}

/// The municipality of a title such as “Integration services in Pori”, where the people below it work. A title of an event or a
/// sentence says where something else is.
pub(super) fn place_of_title(context: &Context<'_>, line: &SourceLine, spans: &[Span]) -> Option<NamedPlace> {
    let mut places = spans.iter().enumerate().filter_map(|(at, span)| match &span.entity {
        Entity::Place(place) => Some((at, span, place)),
        _ => None,
    });
    let (at, span, place) = places.next().filter(|_| places.next().is_none())?;
    let is_behind = at.checked_sub(1).and_then(|at| spans.get(at)).is_some_and(|it| matches!(it.word(), "in" | "i"));
    let lower = line.view.to_lowercase();
    let is_event = VOCABULARY.events.iter().any(|event| lower.contains(event.as_str()));
    let is_prose = recognizer::has_prose_verb(&line.view, &tokenizer::tokenize(&line.view));
    let is_other = |span: &Span| {
        matches!(span.entity, Entity::Time(_) | Entity::PlaceList(_) | Entity::Person(_) | Entity::Project(_))
    };
    let is_local = place.case == PlaceCase::Other || place.case == PlaceCase::Nominative && is_behind;
    let fits = matches!(place.place, PlaceId::Municipality(_)) && is_local && at + 1 == spans.len();
    let evidence = context.source.evidence(line, span.range.clone());
    (fits && !is_event && !is_prose && !spans.iter().any(is_other))
        .then(|| place.named_place(Basis::Implied, &evidence))
}
