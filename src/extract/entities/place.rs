//! Recognition of places, by the names of the gazetteer.

use std::ops::Range;

use super::vocabulary::{VOCABULARY, WordList};
use crate::gazetteer::{self, Place, PlaceForm};
use crate::language::PlaceCase;
use crate::model::{Area, AreaId, Basis, Evidence, NamedPlace, PlaceId};
use crate::text::{fold, sort_by_key};

/// A place that a text mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PlaceMention {
    /// In the nominative.
    pub(crate) printed: String,
    /// The place in the model.
    pub(crate) place: PlaceId,
    /// Its case in the text.
    pub(crate) case: PlaceCase,
    /// The record that the model needs for it, if it is an area and not a region or municipality.
    pub(crate) area: Option<Area>,
}

impl PlaceMention {
    /// The place as the model holds it.
    pub(crate) fn named_place(&self, basis: Basis, evidence: &[Evidence]) -> NamedPlace {
        NamedPlace { printed: self.printed.clone(), place: self.place.clone(), basis, evidence: evidence.to_vec() }
    }
}

/// The place with a name. If there are several: the region, else the area, else the municipality, else a sub-region or
/// a former municipality.
pub(crate) fn lookup(words: &str) -> Option<PlaceMention> {
    let words = words.trim();
    if VOCABULARY.lists(WordList::Country, &words.to_lowercase()) {
        return Some(PlaceMention {
            printed: words.to_owned(),
            place: PlaceId::Country,
            case: PlaceCase::Nominative,
            area: None,
        });
    }
    let rank = |place: Place| match place {
        Place::Region(_) => 0,
        Place::Ely(_) => 1,
        Place::Wider(_) | Place::Locality(_) => 2,
        Place::Municipality(_) => 3,
    };
    let found = gazetteer::places_called(words)
        .into_iter()
        .min_by_key(|it| (it.case != PlaceCase::Nominative, it.case != PlaceCase::Genitive, rank(it.place)))
        .or_else(|| gazetteer::area_called(words).filter(|_| words.starts_with(char::is_uppercase)))?;
    let printed = if found.case == PlaceCase::Nominative { words } else { found.place.names().fi };
    let (place, area) = match found.place {
        Place::Region(code) => (PlaceId::Region(code), None),
        Place::Municipality(code) => (PlaceId::Municipality(code), None),
        Place::Ely(_) | Place::Wider(_) | Place::Locality(_) => {
            let name = found.place.names().fi.to_owned();
            let id = AreaId::from_name(&name);
            let regions = found.place.regions().to_vec();
            (PlaceId::Area(id.clone()), Some(Area { id, name, regions, basis: Basis::Derived }))
        }
    };
    Some(PlaceMention { printed: printed.to_owned(), place, case: found.case, area })
}

/// The place of a single word in a sentence. A former municipality must be in a local case, because many of them are
/// also surnames.
pub(crate) fn lookup_in_sentence(word: &str) -> Option<PlaceMention> {
    let found = lookup(word).filter(|it| it.place != PlaceId::Country)?;
    let is_former = found.area.is_some()
        && matches!(gazetteer::area_called(word), Some(PlaceForm { place: Place::Locality(it), .. }) if it.municipality().is_some());
    (!is_former || found.case == PlaceCase::Other).then_some(found)
}

/// Whether a word is the name of a place or of the country, in any case.
pub(crate) fn is_place(word: &str) -> bool {
    VOCABULARY.lists(WordList::CountryForms, &word.to_lowercase()) || !gazetteer::places_called(word).is_empty()
}

/// Whether a word is the name of a place in a case other than the nominative.
pub(crate) fn is_inflected_place(word: &str) -> bool {
    let forms = gazetteer::places_called(word);
    !forms.is_empty() && forms.iter().all(|form| form.case != PlaceCase::Nominative)
}

/// The places of a list such as `Kainuu, Pohjois- ja Etelä-Savo`, or `None` if a part of the list is not a place.
pub(crate) fn place_list(text: &str, range: Range<usize>) -> Option<Vec<PlaceMention>> {
    // “Uudenmaan ja Kanta-Hämeen alueet”: the word for an area has genitives in front.
    let whole = text.get(range.clone())?;
    // “Saimaan seutu” is one name.
    if let Some(place) = lookup(whole).filter(|it| it.case == PlaceCase::Nominative) {
        return Some(vec![place]);
    }
    let front = VOCABULARY
        .list(WordList::AreaSuffixes)
        .iter()
        .find_map(|word| whole.strip_suffix(word.as_str())?.strip_suffix(' '));
    let case = if front.is_some() { PlaceCase::Genitive } else { PlaceCase::Nominative };
    let range = range.start..range.start + front.unwrap_or(whole).len();
    let mut found = Vec::new();
    let mut elliptic: Vec<Range<usize>> = Vec::new();
    for part in parts(text, range) {
        let words = text.get(part.clone())?;
        if words.ends_with('-') {
            elliptic.push(part);
            continue;
        }
        let Some(place) = lookup(without_rest(words)).filter(|it| it.case == case) else {
            // “North and South Savo”
            if !is_direction(words) {
                return None;
            }
            elliptic.push(part);
            continue;
        };
        // “Pohjois- ja Etelä-Savo”: the first part shares the end of the second.
        for first in elliptic.drain(..) {
            let first = text.get(first)?;
            let whole = match words.rsplit_once('-') {
                Some((_, tail)) if first.ends_with('-') => format!("{first}{tail}"),
                _ => format!("{first} {}", words.split_once(' ')?.1),
            };
            found.push(lookup(&whole).filter(|it| it.case == case)?);
        }
        found.push(place);
    }
    (!found.is_empty() && elliptic.is_empty()).then_some(found)
}

/// A name without words that exclude the parts of the place on other lines: “muu Uusimaa”, “rest of Lapland”.
fn without_rest(words: &str) -> &str {
    let capital = words.char_indices().skip(1).find(|(_, letter)| letter.is_uppercase());
    match capital.and_then(|(at, _)| words.split_at_checked(at)) {
        Some((front, place)) if VOCABULARY.lists(WordList::Rests, &fold(front.trim_end())) => place,
        _ => words,
    }
}

/// Whether a word is the first of the English and Swedish names of regions.
fn is_direction(word: &str) -> bool {
    VOCABULARY.lists(WordList::Directions, &word.to_lowercase())
}

/// Signs between the places of a list.
const SIGNS: [&str; 4] = [",", "/", "&", ";"];
/// Words between the places of a list.
const LINKS: [&str; 5] = [" ja ", " sekä ", " och ", " samt ", " and "];

/// Whether a token separates the places of a list.
pub(super) fn is_separator(token: &str) -> bool {
    SIGNS.contains(&token) || LINKS.iter().any(|link| link.trim() == token)
}

/// The parts of a list, without the separators.
fn parts(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let Some(list) = text.get(range.clone()) else { return Vec::new() };
    let mut cuts: Vec<Range<usize>> = Vec::new();
    for separator in SIGNS.into_iter().chain(LINKS) {
        cuts.extend(list.match_indices(separator).map(|(at, it)| at..at + it.len()));
    }
    // The list begins and ends at a cut.
    cuts.extend([0..0, list.len()..list.len()]);
    sort_by_key(&mut cuts, |cut| (cut.start, cut.end));
    let between = cuts.windows(2).filter_map(|pair| match pair {
        [left, right] if left.end <= right.start => Some(left.end..right.start),
        _ => None,
    });
    let trimmed = between.filter_map(|part| {
        let words = list.get(part.clone())?;
        let start = range.start + part.start + (words.len() - words.trim_start().len());
        let words = words.trim();
        (!words.is_empty()).then(|| start..start + words.len())
    });
    trimmed.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Vec<String>> {
        Some(place_list(text, 0..text.len())?.into_iter().map(|place| place.printed).collect())
    }

    #[test]
    fn a_list_is_read_whole_or_not_at_all() {
        for (text, places) in [
            ("Uusimaa, Häme ja Kaakkois-Suomi", Some(vec!["Uusimaa", "Häme", "Kaakkois-Suomi"])),
            ("Pohjois- ja Etelä-Savo", Some(vec!["Pohjois-Savo", "Etelä-Savo"])),
            ("North and South Savo", Some(vec!["North Savo", "South Savo"])),
            ("North and Lappi", None),
            ("Lappi", Some(vec!["Lappi"])),
            ("ma-pe 9-15", None),
            ("Lappi ja vaihde", None),
        ] {
            assert_eq!(read(text), places.map(|it| it.into_iter().map(str::to_owned).collect()), "{text}");
        }
    }
}
