//! Municipalities: those of today, and those merged into another since 2018.

use crate::text::sort_by_key;
use std::sync::LazyLock;

use super::asset_rows::{self, MunicipalityRow};
use super::{MunicipalityCode, Names, RegionCode};

/// A municipality.
///
/// * **Source** — `assets/gazetteer/municipalities.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Municipality {
    /// Statistics Finland's code.
    pub code: MunicipalityCode,
    /// Its names.
    pub names: Names,
    /// The region it lies in, or lay in when it was merged.
    pub region: RegionCode,
    /// The municipality that it is a part of now; `None` if it still exists.
    pub merged_into: Option<MunicipalityCode>,
}

/// The municipalities of the asset, read when they are first needed.
static MUNICIPALITIES: LazyLock<Vec<Municipality>> = LazyLock::new(|| {
    let mut read: Vec<Municipality> = asset_rows::municipalities().filter_map(|row| Municipality::read(&row)).collect();
    sort_by_key(&mut read, |municipality| municipality.code);
    read
});

/// The municipalities, in the order of their codes.
#[must_use]
pub fn municipalities() -> &'static [Municipality] {
    &MUNICIPALITIES
}

/// The municipality of a code.
#[must_use]
pub fn municipality(code: MunicipalityCode) -> &'static Municipality {
    let (Ok(place) | Err(place)) = municipalities().binary_search_by_key(&code, |municipality| municipality.code);
    &municipalities()[place]
}

impl Municipality {
    fn read(row: &MunicipalityRow) -> Option<Self> {
        Some(Self {
            code: MunicipalityCode::of_shape(row.code)?,
            names: Names::first_of(row.spelled),
            region: RegionCode::of_shape(row.region)?,
            merged_into: match row.merged_into {
                Some(whole) => Some(MunicipalityCode::of_shape(whole)?),
                None => None,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_municipality() {
        assert_eq!(municipalities().len(), asset_rows::municipalities().count());
    }
}
