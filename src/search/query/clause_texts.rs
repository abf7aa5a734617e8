//! The texts of which a record contains one for each clause of a query, for a search without an index.

use super::parser::{Query, read};
use super::term::{Term, TermKind};
use crate::gazetteer::{Place, municipalities, places_beginning};
use crate::language::nominatives;
use crate::model::{ClauseTexts, ExcerptSource};
use crate::search::query::normalization::plain;
use crate::text::fold;

/// The maximum number of places that begin with a word. If there are more, none of them is searched.
const MOST_BEGUN: usize = 8;

/// The texts by which records are chosen without an index: words as written or inflected, beginnings of words and
/// numbers, and the ids of places.
///
/// Typing errors, abbreviations and translations need an index.
#[must_use]
pub fn clause_texts(query: &str, source: &ExcerptSource) -> ClauseTexts {
    let Query { clauses, .. } = read(&plain(query));
    let asked = clauses.iter().filter(|clause| !clause.is_negated);
    ClauseTexts(asked.map(|clause| clause.any.iter().flat_map(|term| texts_of(term, source)).collect()).collect())
}

fn texts_of(term: &Term, source: &ExcerptSource) -> Vec<String> {
    let mut texts = vec![term.folded.clone()];
    match &term.kind {
        TermKind::Digits { national, typed } => {
            // Numbers are stored in E.164, without a zero before the national digits.
            let bare = national.trim_start_matches('0');
            texts = vec![if bare.is_empty() { typed.clone() } else { bare.to_owned() }];
        }
        TermKind::Place(places) => texts.extend(places.iter().flat_map(|place| place_ids(*place, source))),
        TermKind::Office(office) => texts.extend(office.served().flat_map(|place| place_ids(place, source))),
        TermKind::Word => {
            texts.extend(nominatives(&term.folded));
            texts.extend(term.parts().into_iter().flatten().map(|part| part.folded));
            let begun = places_beginning(&term.folded);
            if begun.len() <= MOST_BEGUN {
                texts.extend(begun.into_iter().flat_map(|(place, _)| place_ids(place, source)));
            }
        }
    }
    texts.retain(|text| !text.is_empty());
    texts
}

/// The ids by which a record of a model names a place, or an area that it is in, as JSON strings.
fn place_ids(place: Place, source: &ExcerptSource) -> Vec<String> {
    let mut ids = Vec::new();
    for region in place.regions() {
        ids.push(format!("\"region:{region}\""));
        ids.extend(source.areas_with(*region).map(|area| format!("\"{}\"", fold(area.id.as_str()))));
        if !matches!(place, Place::Municipality(_)) {
            let inside = municipalities().iter().filter(|municipality| municipality.region == *region);
            ids.extend(inside.map(|municipality| format!("\"municipality:{}\"", municipality.code)));
        }
    }
    if let Place::Municipality(code) = place {
        ids.push(format!("\"municipality:{code}\""));
    }
    ids.push("\"country:fi\"".to_owned());
    ids
}
