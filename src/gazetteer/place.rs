//! Places of any kind.

use serde::{Deserialize, Serialize};

use super::{ElyCode, Locality, MunicipalityCode, Names, RegionCode, WiderArea, ely_area, municipality, region};
use crate::language::PlaceCase;

/// A place of the gazetteer. Larger places, and those that are more likely to be meant, sort first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// A region.
    Region(RegionCode),
    /// The area of an ELY Centre, if no region has its name, such as Häme.
    Ely(ElyCode),
    /// An area without an office, such as Savo.
    Wider(WiderArea),
    /// A municipality.
    Municipality(MunicipalityCode),
    /// A former municipality, a village, an area or a nickname.
    Locality(Locality),
}

impl Place {
    /// The names of the place.
    #[must_use]
    pub fn names(self) -> Names {
        match self {
            Self::Region(code) => region(code).names,
            Self::Ely(code) => ely_area(code).area,
            Self::Wider(area) => area.names(),
            Self::Municipality(code) => municipality(code).names,
            Self::Locality(locality) => locality.names(),
        }
    }

    /// The regions the place lies in or consists of, in the order of their codes; never empty.
    #[must_use]
    pub fn regions(self) -> &'static [RegionCode] {
        match self {
            Self::Region(code) => std::slice::from_ref(&region(code).code),
            Self::Ely(code) => ely_area(code).regions,
            Self::Wider(area) => area.regions(),
            Self::Municipality(code) => std::slice::from_ref(&municipality(code).region),
            Self::Locality(locality) => locality.regions(),
        }
    }
}

/// A place, with the name and the case by which a text mentions it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceForm {
    /// The place.
    pub place: Place,
    /// The case of the word; the first if there are two possible ones (`Iin`).
    pub case: PlaceCase,
    /// The name of the place that was found, as in the gazetteer.
    pub name: &'static str,
}
