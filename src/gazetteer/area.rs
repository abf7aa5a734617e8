//! Regions, the areas of the ELY centres of 2018, and wider areas people speak of.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::asset::tables;
use super::{ElyCode, Names, RegionCode};

/// One of the 19 regions (maakunta).
///
/// * **Source** — `assets/gazetteer/areas.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// Statistics Finland's code.
    pub code: RegionCode,
    /// What it is called.
    pub names: Names,
    /// Row and column on a map of tiles, both from 1.
    pub tile: (u8, u8),
    /// The ELY centre it belonged to; Åland had none.
    pub ely: Option<ElyCode>,
    /// The elinvoimakeskus that took the ELY centre's place in 2026, in Finnish.
    pub successor: Option<&'static str>,
}

/// The area of one of the 15 ELY centres of 2018.
///
/// * **Source** — `assets/gazetteer/areas.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ElyArea {
    /// Its number.
    pub code: ElyCode,
    /// What the area is called, as in `Häme`.
    pub area: Names,
    /// What the centre is called, as in `Hämeen ELY-keskus`.
    pub centre: Names,
    /// The regions it covers, in the order of their codes.
    pub regions: &'static [RegionCode],
}

/// An area of several regions, or a part of one, that people speak of though no office has it.
///
/// * **Shape** — its Finnish name, as in `Itä-Suomi`.
/// * **Errors** — [`NotAWiderArea`] for any other text.
/// * **Source** — `assets/gazetteer/areas.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WiderArea(pub(super) u8);

/// The text is not the Finnish name of a wider area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAWiderArea;

/// The line of a wider area.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    pub(super) names: Names,
    pub(super) regions: &'static [RegionCode],
}

/// The regions, in the order of their codes.
#[must_use]
pub fn regions() -> &'static [Region] {
    &tables().regions
}

/// The region of a code.
#[must_use]
pub fn region(code: RegionCode) -> &'static Region {
    let (Ok(place) | Err(place)) = regions().binary_search_by_key(&code, |region| region.code);
    &regions()[place]
}

/// The areas of the ELY centres, in the order of their numbers.
#[must_use]
pub fn ely_areas() -> &'static [ElyArea] {
    &tables().ely_areas
}

/// The area of an ELY centre.
#[must_use]
pub fn ely_area(code: ElyCode) -> &'static ElyArea {
    let (Ok(place) | Err(place)) = ely_areas().binary_search_by_key(&code, |area| area.code);
    &ely_areas()[place]
}

/// The regions whose names end in this region's name: for Pohjanmaa, Etelä-, Keski- and Pohjois-Pohjanmaa.
///
/// Empty for all others. Who asks for the one may mean any of them.
#[must_use]
pub fn family(code: RegionCode) -> Vec<RegionCode> {
    let head = region(code).names.fi;
    let is_kin = |other: &&Region| other.names.fi.strip_suffix(head).is_some_and(|before| before.ends_with('-'));
    regions().iter().filter(is_kin).map(|other| other.code).collect()
}

impl WiderArea {
    /// What it is called.
    #[must_use]
    pub fn names(self) -> Names {
        self.extent().names
    }

    /// The regions it consists of or lies in, in the order of their codes.
    #[must_use]
    pub fn regions(self) -> &'static [RegionCode] {
        self.extent().regions
    }

    fn extent(self) -> &'static Extent {
        &tables().wider_areas[usize::from(self.0)]
    }
}

impl FromStr for WiderArea {
    type Err = NotAWiderArea;

    fn from_str(text: &str) -> Result<Self, NotAWiderArea> {
        let extents = (0_u8..).zip(&tables().wider_areas);
        let mut called_so = extents.filter(|(_, extent)| extent.names.fi == text);
        called_so.next().map(|(place, _)| Self(place)).ok_or(NotAWiderArea)
    }
}

impl TryFrom<String> for WiderArea {
    type Error = NotAWiderArea;

    fn try_from(text: String) -> Result<Self, NotAWiderArea> {
        text.parse()
    }
}

impl From<WiderArea> for String {
    fn from(area: WiderArea) -> Self {
        area.to_string()
    }
}

impl fmt::Display for WiderArea {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.names().fi)
    }
}

impl fmt::Display for NotAWiderArea {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not the Finnish name of a wider area")
    }
}

impl std::error::Error for NotAWiderArea {}
