//! A place of whatever kind, and how it was named.

use serde::{Deserialize, Serialize};

use super::{ElyCode, MunicipalityCode, Names, RegionCode, WiderArea, ely_area, municipality, region};
use crate::language::PlaceCase;

/// A place of the gazetteer. The order is that of answers: what is larger or more likely meant comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// A region.
    Region(RegionCode),
    /// The area of an ELY centre that is called otherwise than its region, as Häme is.
    Ely(ElyCode),
    /// An area people speak of that no office has, as Savo is.
    Wider(WiderArea),
    /// A municipality.
    Municipality(MunicipalityCode),
}

impl Place {
    /// What the place is called.
    #[must_use]
    pub fn names(self) -> Names {
        match self {
            Self::Region(code) => region(code).names,
            Self::Ely(code) => ely_area(code).area,
            Self::Wider(area) => area.names(),
            Self::Municipality(code) => municipality(code).names,
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
        }
    }
}

/// A place and the form in which it was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceForm {
    /// Which place.
    pub place: Place,
    /// In which form; the earlier of two the word could be (`Iin`).
    pub case: PlaceCase,
}
