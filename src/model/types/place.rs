//! Places as documents name them, the ids of places, and the areas that a model defines.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{AreaId, Basis, Evidence, NotAnId};
use crate::gazetteer::{MunicipalityCode, RegionCode};

/// A place of the gazetteer, an area of the model, or the whole country.
///
/// * **Shape** — `region:19`, `municipality:286`, `area:hame`, `country:FI`.
/// * **Errors** — [`NotAnId`] for other shapes and for codes that the gazetteer does not have.
///
/// # Examples
///
/// ```
/// use allu::model::{NotAnId, PlaceId};
///
/// let lapland: PlaceId = "region:19".parse()?;
/// assert_eq!(lapland.to_string(), "region:19");
/// assert_eq!("country:FI".parse(), Ok(PlaceId::Country));
/// assert!("municipality:000".parse::<PlaceId>().is_err());
/// # Ok::<(), NotAnId>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum PlaceId {
    /// One of the 19 regions.
    Region(RegionCode),
    /// A municipality.
    Municipality(MunicipalityCode),
    /// An area that the model defines.
    Area(AreaId),
    /// All of Finland.
    Country,
}

/// A place under the name that a document gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct NamedPlace {
    /// As printed, in the nominative.
    pub printed: String,
    /// The place that it is.
    pub place: PlaceId,
    /// How the place follows from the evidence.
    pub basis: Basis,
    /// The passages that name it.
    pub evidence: Vec<Evidence>,
}

/// An area of several regions under one name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Area {
    /// Its id, which never changes.
    pub id: AreaId,
    /// Its name, as documents print it.
    pub name: String,
    /// The regions inside it, by code, in order.
    pub regions: Vec<RegionCode>,
    /// How the regions are known: `derived` if from the gazetteer.
    pub basis: Basis,
}

impl FromStr for PlaceId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let refused = NotAnId { expected: "region:" };
        match text.split_once(':') {
            Some(("region", code)) => code.parse().map(Self::Region).map_err(|_| refused),
            Some(("municipality", code)) => {
                code.parse().map(Self::Municipality).map_err(|_| NotAnId { expected: "municipality:" })
            }
            Some(("area", _)) => text.parse().map(Self::Area),
            Some(("country", "FI")) => Ok(Self::Country),
            _ => Err(refused),
        }
    }
}

impl TryFrom<String> for PlaceId {
    type Error = NotAnId;

    fn try_from(text: String) -> Result<Self, NotAnId> {
        text.parse()
    }
}

impl From<PlaceId> for String {
    fn from(place: PlaceId) -> Self {
        place.to_string()
    }
}

impl fmt::Display for PlaceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Region(code) => write!(f, "region:{code}"),
            Self::Municipality(code) => write!(f, "municipality:{code}"),
            Self::Area(id) => id.fmt(f),
            Self::Country => f.write_str("country:FI"),
        }
    }
}
