//! Municipalities: those of today, and those merged into another since 2018.

use super::asset::tables;
use super::{MunicipalityCode, Names, RegionCode};

/// A municipality.
///
/// * **Source** — `assets/gazetteer/municipalities.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Municipality {
    /// Statistics Finland's code.
    pub code: MunicipalityCode,
    /// What it is called.
    pub names: Names,
    /// The region it lies in, or lay in when it was merged.
    pub region: RegionCode,
    /// The municipality it is a part of now; none while it stands.
    pub merged_into: Option<MunicipalityCode>,
}

/// The municipalities, in the order of their codes.
#[must_use]
pub fn municipalities() -> &'static [Municipality] {
    &tables().municipalities
}

/// The municipality of a code.
#[must_use]
pub fn municipality(code: MunicipalityCode) -> &'static Municipality {
    let (Ok(place) | Err(place)) = municipalities().binary_search_by_key(&code, |municipality| municipality.code);
    &municipalities()[place]
}
