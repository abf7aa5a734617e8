//! Organisations that are named after a place: a city, an ELY centre, a wellbeing services county.

use std::sync::LazyLock;

use super::asset_rows::{OfficeRow, offices};
use super::lookup::places_called;
use super::query_places::places_meant;
use super::{ElyCode, Place, RegionCode, ely_area, region};
use crate::language::nominatives;
use crate::text::fold;

/// The maximum number of words that the name of a place has.
const LONGEST_PLACE: usize = 4;
/// The maximum number of words of a kind: “wellbeing services county”.
const LONGEST_KIND: usize = 4;
/// Words between a kind and its place: “NTM-centralen i Lappland”, “the city of Turku”.
const PREPOSITIONS: [&str; 5] = ["i", "of", "in", "av", "for"];

/// A kind of organisation and the places that it may be named after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Its kind.
    pub kind: OfficeKind,
    /// The place; several if several have the name.
    pub places: Vec<Place>,
}

/// The kind of an organisation that is named after a place.
///
/// * **Source** — `assets/gazetteer/offices.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OfficeKind {
    /// A city or another municipality.
    City,
    /// An ELY centre, or the elinvoimakeskus after it.
    Ely,
    /// A public employment office.
    Employment,
    /// A wellbeing services county.
    Wellbeing,
    /// A parish.
    Parish,
    /// A vocational college.
    College,
    /// A university.
    University,
    /// A school or an institute of adult education.
    School,
    /// Anything else that has a place in its name.
    Other,
}

impl OfficeKind {
    const NAMED: [(&'static str, Self); 8] = [
        ("city", Self::City),
        ("ely", Self::Ely),
        ("employment", Self::Employment),
        ("wellbeing", Self::Wellbeing),
        ("parish", Self::Parish),
        ("college", Self::College),
        ("university", Self::University),
        ("school", Self::School),
    ];

    /// One letter for each kind.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::City => 'c',
            Self::Ely => 'e',
            Self::Employment => 't',
            Self::Wellbeing => 'w',
            Self::Parish => 'p',
            Self::College => 'v',
            Self::University => 'u',
            Self::School => 's',
            Self::Other => 'o',
        }
    }

    /// The kind of a letter.
    #[must_use]
    pub fn of_letter(letter: char) -> Option<Self> {
        let named = Self::NAMED.iter().map(|(_, kind)| *kind).chain([Self::Other]);
        named.into_iter().find(|kind| kind.letter() == letter)
    }
}

/// The words of each kind, and the short names of single organisations, folded.
struct OfficeWords {
    kinds: Vec<(String, OfficeKind)>,
    short: Vec<(String, Office)>,
}

static WORDS: LazyLock<OfficeWords> = LazyLock::new(|| {
    let (mut kinds, mut short) = (Vec::new(), Vec::new());
    for OfficeRow { kind, names } in offices() {
        let names = names.split(',').map(|name| fold(name.trim()));
        let Some((row, of)) = kind.split_once(' ') else { continue };
        if let Some((_, kind)) = OfficeKind::NAMED.iter().find(|(own, _)| row == "kind" && *own == of) {
            kinds.extend(names.map(|name| (name, *kind)));
        } else if let Some(office) = office_of(row, of) {
            short.extend(names.map(|name| (name, office.clone())));
        }
    }
    OfficeWords { kinds, short }
});

/// The organisation of a row of short names.
fn office_of(row: &str, code: &str) -> Option<Office> {
    let (kind, places) = match row {
        "ely" => (OfficeKind::Ely, ely_area(ElyCode::of_shape(code)?).regions),
        "wellbeing" => (OfficeKind::Wellbeing, std::slice::from_ref(&region(RegionCode::of_shape(code)?).code)),
        _ => return None,
    };
    Some(Office { kind, places: places.iter().map(|code| Place::Region(*code)).collect() })
}

/// The organisation that `words` begin with, by a place and a kind in either order or by a short name, and how many words it
/// takes: `Kokkolan kaupunki`, `NTM-centralen i Lappland`, `PopELY`.
#[must_use]
pub fn office_at(words: &[&str]) -> Option<(Office, usize)> {
    office_with(words, places_meant)
}

/// The organisation with a name, if the name contains a municipality, a region or an area.
#[must_use]
pub fn office_named(name: &str) -> Option<Office> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let known = (0..words.len()).find_map(|at| office_with(&words[at..], places_of_name));
    known.map(|(office, _)| office).or_else(|| {
        let (places, _) = (0..words.len()).find_map(|at| place_at(&words[at..], places_of_name))?;
        Some(Office { kind: OfficeKind::Other, places })
    })
}

/// Finds the places of some words.
type PlaceLookup = fn(&str) -> Vec<Place>;

/// Former municipalities and nicknames, which queries may contain, are not used: no present organisation is named after
/// them.
fn places_of_name(words: &str) -> Vec<Place> {
    let mut places: Vec<Place> = places_called(words).into_iter().map(|named| named.place).collect();
    places.dedup();
    places
}

fn office_with(words: &[&str], lookup: PlaceLookup) -> Option<(Office, usize)> {
    short_name(words).or_else(|| behind_place(words, lookup)).or_else(|| before_place(words, lookup))
}

impl Office {
    /// The places that it serves: of an ELY centre all regions of its area.
    pub fn served(&self) -> impl Iterator<Item = Place> + '_ {
        self.places.iter().flat_map(|place| match (self.kind, place) {
            (OfficeKind::Ely, place) => {
                let ely = place.regions().iter().find_map(|code| region(*code).ely);
                let is_named = |code: &ElyCode| *place == Place::Ely(*code) || ely_area(*code).area == place.names();
                let regions = ely.filter(is_named).map_or(place.regions(), |code| ely_area(code).regions);
                regions.iter().map(|code| Place::Region(*code)).collect::<Vec<_>>()
            }
            (_, Place::Ely(_) | Place::Wider(_)) => place.regions().iter().map(|code| Place::Region(*code)).collect(),
            (_, place) => vec![*place],
        })
    }

    fn of(kind: OfficeKind, mut places: Vec<Place>) -> Option<Self> {
        if kind == OfficeKind::City {
            places.retain(|place| matches!(place, Place::Municipality(_)));
        }
        (!places.is_empty()).then_some(Self { kind, places })
    }
}

fn short_name(words: &[&str]) -> Option<(Office, usize)> {
    (1..=LONGEST_KIND.min(words.len())).rev().find_map(|length| {
        let folded = fold(&words[..length].join(" "));
        let bare = folded.split(':').next().unwrap_or_default();
        let nominatives = if length == 1 { nominatives(&folded) } else { Vec::new() };
        let is_called = |(name, _): &&(String, Office)| name == bare || nominatives.contains(name);
        let (_, office) = WORDS.short.iter().find(is_called)?;
        Some((office.clone(), length))
    })
}

fn behind_place(words: &[&str], lookup: PlaceLookup) -> Option<(Office, usize)> {
    let (places, length) = place_at(words, lookup)?;
    let (kind, of_kind) = kind_at(&words[length..])?;
    Some((Office::of(kind, places)?, length + of_kind))
}

fn before_place(words: &[&str], lookup: PlaceLookup) -> Option<(Office, usize)> {
    let (kind, of_kind) = kind_at(words)?;
    let between = words[of_kind..].first().is_some_and(|word| PREPOSITIONS.contains(&fold(word).as_str()));
    let from = of_kind + usize::from(between);
    let (places, length) = place_at(&words[from..], lookup)?;
    // Of “kaupunki Turku kaupunki” the second kind belongs to the place.
    if kind_at(&words[from + length..]).is_some() {
        return None;
    }
    Some((Office::of(kind, places)?, from + length))
}

fn place_at(words: &[&str], lookup: PlaceLookup) -> Option<(Vec<Place>, usize)> {
    (1..=LONGEST_PLACE.min(words.len())).rev().find_map(|length| {
        let places = lookup(&words[..length].join(" "));
        (!places.is_empty()).then_some((places, length))
    })
}

fn kind_at(words: &[&str]) -> Option<(OfficeKind, usize)> {
    (1..=LONGEST_KIND.min(words.len())).rev().find_map(|length| {
        let folded = fold(&words[..length].join(" "));
        let folded = folded.split(':').next().unwrap_or_default();
        let is_called = |(name, _): &&(String, OfficeKind)| name == folded;
        let kind = WORDS.kinds.iter().find(is_called).or_else(|| {
            let nominatives = if length == 1 { nominatives(folded) } else { Vec::new() };
            WORDS.kinds.iter().find(|(name, _)| nominatives.contains(name))
        });
        kind.map(|(_, kind)| (*kind, length))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(OfficeKind, Vec<&'static str>, usize)> {
        let words: Vec<&str> = text.split(' ').collect();
        let (office, length) = office_at(&words)?;
        Some((office.kind, office.served().map(|place| place.names().fi).collect(), length))
    }

    #[test]
    fn every_row_is_read() {
        let names = offices().map(|row| row.names.split(',').count()).sum::<usize>();
        assert_eq!(WORDS.kinds.len() + WORDS.short.len(), names);
    }

    #[test]
    fn a_place_and_a_kind_are_an_organisation_in_either_order() {
        for text in ["Turun kaupunki", "Åbo stad", "city of Turku", "Turku kaupunki", "Turun kaupungissa", "staden Åbo"]
        {
            let words = text.split(' ').count();
            assert_eq!(read(text), Some((OfficeKind::City, vec!["Turku"], words)), "{text}");
        }
        for text in ["Lapin ELY-keskus", "NTM-centralen i Lappland", "LapELY", "LapELYn", "ELY Lappi", "lapin ely:n"] {
            let words = text.split(' ').count();
            assert_eq!(read(text), Some((OfficeKind::Ely, vec!["Lappi"], words)), "{text}");
        }
    }

    #[test]
    fn an_ely_centre_serves_all_regions_of_its_area() {
        assert_eq!(read("Pohjanmaan ELY"), Some((OfficeKind::Ely, vec!["Pohjanmaa", "Keski-Pohjanmaa"], 2)));
        assert_eq!(read("Kanta-Hämeen ELY"), Some((OfficeKind::Ely, vec!["Kanta-Häme"], 2)));
        assert_eq!(read("Hämeen ELY"), Some((OfficeKind::Ely, vec!["Kanta-Häme", "Päijät-Häme"], 2)));
    }

    #[test]
    fn a_region_is_no_city_and_a_place_alone_no_organisation() {
        assert_eq!(read("Lapin kaupunki"), None);
        assert_eq!(read("Turku neuvoja"), None);
        assert_eq!(office_named("Lapin liitto").map(|office| office.kind), Some(OfficeKind::Other));
    }
}
