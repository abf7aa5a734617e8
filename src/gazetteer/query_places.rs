//! The places that a word of a query may mean, beside the names of regions and municipalities.

use super::locality::Locality;
use super::lookup::places_called;
use super::place::{Place, PlaceForm};
use crate::language::{PlaceCase, nominatives};
use crate::text::join_key;

/// The endings of Swedish words for the area around a place: `Vasaregionen`, `Borgånejden`.
const AROUND: [&str; 4] = ["regionen", "regionens", "nejden", "nejdens"];

/// The places that `words`, one or more, name: those of [`places_called`], else the place in a Swedish word for the
/// area around it, else former municipalities, areas and nicknames. Empty if there are none.
#[must_use]
pub fn places_meant(words: &str) -> Vec<Place> {
    let called = |words: &str| {
        let mut places: Vec<Place> = places_called(words).into_iter().map(|named| named.place).collect();
        places.dedup();
        places
    };
    let places = called(words);
    if !places.is_empty() {
        return places;
    }
    let key = join_key(words);
    let around = AROUND.iter().find_map(|ending| {
        let stem = key.strip_suffix(ending).filter(|stem| stem.chars().count() > 2)?;
        Some(called(stem)).filter(|places| !places.is_empty())
    });
    around.unwrap_or_else(|| localities_of(words, false))
}

/// The place that a word for an area names, if it is neither a region nor a municipality, with the case of the word: a
/// sub-region, a former municipality, a nickname, or the municipality of `Borgåregionen`. `None` for other words.
#[must_use]
pub fn area_called(words: &str) -> Option<PlaceForm> {
    let key = join_key(words);
    for ending in AROUND {
        let case = if ending.ends_with('s') { PlaceCase::Genitive } else { PlaceCase::Nominative };
        let stem = key.strip_suffix(ending).filter(|stem| stem.chars().count() > 2);
        let towns = stem.map(places_called).unwrap_or_default();
        let town = towns.into_iter().find(|it| it.case == PlaceCase::Nominative);
        if let Some(town) = town {
            return Some(PlaceForm { case, ..town });
        }
    }
    let place = *localities_of(words, false).first()?;
    let name = place.names().fi;
    let longer = key.chars().count().checked_sub(join_key(name).chars().count());
    let case = match longer {
        _ if key == join_key(name) => PlaceCase::Nominative,
        _ if key.ends_with('s') => PlaceCase::Genitive,
        // The other case with this ending has one more vowel.
        Some(0 | 1) if key.ends_with('n') => PlaceCase::Genitive,
        _ => PlaceCase::Other,
    };
    Some(PlaceForm { place, case, name })
}

/// The villages and districts that a word names; several may have one name.
#[must_use]
pub fn villages_called(word: &str) -> Vec<Place> {
    localities_of(word, true)
}

fn localities_of(words: &str, are_villages: bool) -> Vec<Place> {
    // “Kuusiokuntien”: the names of sub-regions in the plural.
    const PLURAL_FORMS: [&str; 5] = ["kuntien", "kunnissa", "kunnista", "kuntiin", "kunnilla"];
    let key = join_key(words);
    let of = |key: &str| {
        let found = Locality::of_key(key).filter(|locality| locality.is_village() == are_villages);
        found.map(Place::Locality).collect::<Vec<_>>()
    };
    let itself = of(&key);
    if !itself.is_empty() || key.chars().count() < 4 {
        return itself;
    }
    let swedish = key.strip_suffix('s').map(of).unwrap_or_default();
    if !swedish.is_empty() {
        return swedish;
    }
    let plural = PLURAL_FORMS.iter().find_map(|form| Some(format!("{}kunnat", key.strip_suffix(form)?)));
    let bases = plural.into_iter().chain(nominatives(&key));
    bases.map(|nominative| of(&nominative)).find(|found| !found.is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::asset_rows::localities;
    use super::super::municipality;
    use super::*;

    fn meant(words: &str) -> Vec<&'static str> {
        places_meant(words).into_iter().map(|place| place.names().fi).collect()
    }

    #[test]
    fn no_locality_has_the_name_of_a_municipality_or_a_region() {
        for name in localities().flat_map(|row| row.names.split(',')).map(str::trim) {
            assert!(places_called(name).is_empty(), "{name}");
        }
    }

    #[test]
    fn a_former_municipality_or_a_sub_region_is_known_in_its_forms() {
        for (words, name) in [
            ("Kuorevesi", "Kuorevesi"),
            ("Pulkkilassa", "Pulkkila"),
            ("Kuusiokuntien", "Kuusiokunnat"),
            ("Houtskär", "Houtskär"),
            ("Stadissa", "Stadi"),
        ] {
            assert_eq!(meant(words), [name], "{words}");
        }
        let Some(Place::Locality(one)) = places_meant("Kuorevesi").first().copied() else { panic!("a locality") };
        assert_eq!(one.municipality().map(|code| municipality(code).names.fi), Some("Jämsä"));
    }

    #[test]
    fn a_sub_region_of_two_towns_is_in_its_region() {
        for (words, region) in [
            ("Nivala-Haapajärven", "Pohjois-Pohjanmaa"),
            ("Saarijärvi-Viitasaarella", "Keski-Suomi"),
            ("Kotka-Haminassa", "Kymenlaakso"),
            ("Sydösterbotten", "Pohjanmaa"),
        ] {
            let regions: Vec<&str> = places_meant(words)
                .iter()
                .flat_map(|place| {
                    place.regions().iter().map(|code| Place::Region(*code).names().fi).collect::<Vec<_>>()
                })
                .collect();
            assert_eq!(regions, [region], "{words}");
        }
    }

    #[test]
    fn the_area_around_a_place_is_the_place() {
        assert_eq!(meant("Österbottenregionen"), ["Pohjanmaa"]);
        assert_eq!(meant("Nylandsregionen"), ["Uusimaa"]);
        assert_eq!(meant("Vasanejden"), ["Vaasa"]);
        assert_eq!(meant("regionen"), [""; 0]);
    }

    #[test]
    fn an_area_has_the_case_of_its_word() {
        for (words, name, case) in [
            ("Koillismaa", "Koillismaa", PlaceCase::Nominative),
            ("Koillismaan", "Koillismaa", PlaceCase::Genitive),
            ("Koillismaahan", "Koillismaa", PlaceCase::Other),
            ("Vakka-Suomen", "Vakka-Suomi", PlaceCase::Genitive),
            ("Vakka-Suomessa", "Vakka-Suomi", PlaceCase::Other),
            ("Åbolands", "Åboland", PlaceCase::Genitive),
            ("Borgåregionen", "Porvoo", PlaceCase::Nominative),
            ("Jakobstadsregionens", "Jakobstadsregionen", PlaceCase::Genitive),
            ("Karlebynejden", "Kokkola", PlaceCase::Nominative),
            ("Nilsiässä", "Nilsiä", PlaceCase::Other),
        ] {
            let found = area_called(words).map(|it| (it.place.names().fi, it.case));
            assert_eq!(found, Some((name, case)), "{words}");
        }
        assert_eq!(area_called("regionen"), None);
        assert_eq!(area_called("Tikkurila"), None);
    }

    #[test]
    fn a_village_is_no_place_by_itself() {
        assert_eq!(meant("Tikkurila"), [""; 0]);
        assert!(!villages_called("Tikkurilassa").is_empty());
    }
}
