//! Regions, the areas of the ELY centres of 2018, and wider areas without an office.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::asset_rows::{AreaRow, areas};
use super::{ElyCode, Names, RegionCode};

/// One of the 19 regions (maakunta).
///
/// * **Source** — `assets/gazetteer/areas.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// Statistics Finland's code.
    pub code: RegionCode,
    /// Its names.
    pub names: Names,
    /// The ELY centre it belonged to; Åland had none.
    pub ely: Option<ElyCode>,
    /// The elinvoimakeskus that replaced the ELY centre in 2026, in Finnish.
    pub successor: Option<&'static str>,
}

/// The area of one of the 15 ELY centres of 2018.
///
/// * **Source** — `assets/gazetteer/areas.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ElyArea {
    /// Its number.
    pub code: ElyCode,
    /// The name of the area, as in `Häme`.
    pub area: Names,
    /// The name of the centre, as in `Hämeen ELY-keskus`.
    pub centre: Names,
    /// The regions it covers, in the order of their codes.
    pub regions: &'static [RegionCode],
}

/// An area of several regions, or a part of one, that has a name in everyday language but no office.
///
/// * **Shape** — its Finnish name, as in `Itä-Suomi`.
/// * **Errors** — [`NotAWiderArea`] for any other text.
/// * **Source** — `assets/gazetteer/areas.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WiderArea(u8);

/// The text is not the Finnish name of a wider area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAWiderArea;

/// The names and parts of a wider area.
#[derive(Clone, Copy, Debug)]
struct Extent {
    names: Names,
    regions: &'static [RegionCode],
}

/// The areas of the asset, read when they are first needed.
static AREAS: LazyLock<Areas> = LazyLock::new(Areas::read);

#[derive(Debug, Default)]
struct Areas {
    regions: Vec<Region>,
    ely: Vec<ElyArea>,
    wider: Vec<Extent>,
}

/// The regions, in the order of their codes.
#[must_use]
pub fn regions() -> &'static [Region] {
    &AREAS.regions
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
    &AREAS.ely
}

/// The area of an ELY centre.
#[must_use]
pub fn ely_area(code: ElyCode) -> &'static ElyArea {
    let (Ok(place) | Err(place)) = ely_areas().binary_search_by_key(&code, |area| area.code);
    &ely_areas()[place]
}

/// The regions whose names end in this region's name: for Pohjanmaa, Etelä-, Keski- and Pohjois-Pohjanmaa.
///
/// Empty for all other regions. A query for this region may mean any of them.
#[must_use]
pub fn family(code: RegionCode) -> Vec<RegionCode> {
    let head = region(code).names.fi;
    let is_kin = |other: &&Region| other.names.fi.strip_suffix(head).is_some_and(|before| before.ends_with('-'));
    regions().iter().filter(is_kin).map(|other| other.code).collect()
}

impl Areas {
    fn read() -> Self {
        let mut read = Self::default();
        for row in areas() {
            read.add(&row);
        }
        read
    }

    fn add(&mut self, row: &AreaRow) -> Option<()> {
        let names = Names::first_of(row.spelled);
        let mut columns = row.columns.iter().copied();
        match row.kind {
            "region" => {
                let code = RegionCode::of_shape(row.code)?;
                let ely = ElyCode::of_shape(columns.next()?);
                let successor = columns.next().filter(|centre| !centre.is_empty());
                self.regions.push(Region { code, names, ely, successor });
            }
            "ely" => {
                let code = ElyCode::of_shape(row.code)?;
                let namesake = row.spelled[0].strip_prefix('=').and_then(RegionCode::of_shape);
                let namesake = self.regions.iter().find(|region| Some(region.code) == namesake);
                let area = namesake.map_or(names, |region| region.names);
                let regions = region_codes(columns.next()?)?;
                let centre = Names { fi: columns.next()?, sv: columns.next()?, en: columns.next()? };
                self.ely.push(ElyArea { code, area, centre, regions });
            }
            "wider" => self.wider.push(Extent { names, regions: region_codes(columns.next()?)? }),
            _ => return None,
        }
        Some(())
    }
}

fn region_codes(column: &str) -> Option<&'static [RegionCode]> {
    let codes: Option<Vec<RegionCode>> = column.split(' ').map(RegionCode::of_shape).collect();
    // Leaked once: the tables live as long as the program.
    codes.map(|codes| &*codes.leak())
}

impl WiderArea {
    /// Its names.
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
        &AREAS.wider[usize::from(self.0)]
    }
}

impl FromStr for WiderArea {
    type Err = NotAWiderArea;

    fn from_str(text: &str) -> Result<Self, NotAWiderArea> {
        let extents = (0_u8..).zip(&AREAS.wider);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_an_area() {
        assert_eq!(AREAS.regions.len() + AREAS.ely.len() + AREAS.wider.len(), areas().count());
    }

    #[test]
    fn what_is_searched_by_code_is_in_the_order_of_codes() {
        assert!(AREAS.regions.is_sorted_by_key(|region| region.code));
        assert!(AREAS.ely.is_sorted_by_key(|area| area.code));
    }
}
