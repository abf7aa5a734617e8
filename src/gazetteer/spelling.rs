//! Every way to write the name of a place.

use super::asset_rows::{Spelled, areas, listed, municipalities, name_and_genitive};
use super::{ElyCode, MunicipalityCode, Place, RegionCode};

/// One way to write a place's name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spelling {
    pub(super) place: Place,
    pub(super) name: &'static str,
    pub(super) inflection: Inflection,
}

/// The inflection of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inflection {
    /// As in Finnish, from this genitive; from the name and `-n` if there is none.
    Finnish(Option<&'static str>),
    /// With an `-s` at most, as in Swedish and English.
    Foreign,
    /// Not at all.
    Never,
}

/// The spellings of every place, in the order of the files.
pub(super) fn spellings() -> Vec<Spelling> {
    let mut found = Vec::new();
    for row in areas() {
        let place = match row.kind {
            "region" => RegionCode::of_shape(row.code).map(Place::Region),
            // An area with the name of a region is that region.
            "ely" if row.spelled[0].starts_with('=') => None,
            "ely" => ElyCode::of_shape(row.code).map(Place::Ely),
            _ => {
                let name = listed(row.spelled[0]).next().map(|name| name_and_genitive(name).0);
                name.and_then(|name| name.parse().ok()).map(Place::Wider)
            }
        };
        if let Some(place) = place {
            add(place, row.spelled, &mut found);
        }
    }
    for row in municipalities() {
        let Some(place) = MunicipalityCode::of_shape(row.code).map(Place::Municipality) else { continue };
        add(place, row.spelled, &mut found);
        found.extend(listed(row.short).map(|name| Spelling { place, name, inflection: Inflection::Never }));
    }
    found
}

fn add(place: Place, [finnish, swedish, english]: Spelled, found: &mut Vec<Spelling>) {
    for (name, genitive) in listed(finnish).map(name_and_genitive) {
        found.push(Spelling { place, name, inflection: Inflection::Finnish(genitive) });
    }
    for name in listed(swedish).chain(listed(english)) {
        found.push(Spelling { place, name, inflection: Inflection::Foreign });
    }
}

#[cfg(test)]
mod tests {
    use super::super::asset_rows::irregular;
    use super::*;

    #[test]
    fn every_irregular_name_is_a_name() {
        let spellings = spellings();
        for (name, _) in irregular() {
            assert!(spellings.iter().any(|spelling| spelling.name == name), "{name}");
        }
    }
}
