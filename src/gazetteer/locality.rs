//! Former municipalities, villages, areas and nicknames: what is no municipality and no region today.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::area::region;
use super::municipality::{municipalities, municipality};
use super::rows::{LocalityRow, localities, villages};
use super::{MunicipalityCode, Names, RegionCode};
use crate::text::join_key;

/// A place that is no municipality and no region today, in one of them.
///
/// * **Shape** — its name, as in `Kuorevesi`.
/// * **Errors** — [`NotALocality`] for any other text.
/// * **Source** — `assets/gazetteer/localities.txt` and `villages.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Locality(u16);

/// The text is not the name of a locality.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotALocality;

struct Known {
    name: &'static str,
    within: Within,
    is_village: bool,
}

/// What a locality is a part of.
#[derive(Clone, Copy)]
enum Within {
    Municipality(MunicipalityCode),
    Region(RegionCode),
}

struct Table {
    known: Vec<Known>,
    by_key: HashMap<String, Vec<Locality>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::read);

impl Table {
    fn read() -> Self {
        let mut table = Self { known: Vec::new(), by_key: HashMap::new() };
        for LocalityRow { within, names } in localities() {
            let within = match within {
                (_, name) if name.starts_with(|first: char| first.is_ascii_digit()) => {
                    RegionCode::of_shape(name).map(Within::Region)
                }
                (_, name) => municipalities()
                    .iter()
                    .find(|town| town.names.fi == name)
                    .map(|town| Within::Municipality(town.code)),
            };
            table.add(within, names, false);
        }
        for (region, names) in villages() {
            table.add(RegionCode::of_shape(region).map(Within::Region), names, true);
        }
        table
    }

    fn add(&mut self, within: Option<Within>, names: &'static str, is_village: bool) {
        let Some(within) = within else { return };
        for (at, name) in names.split(',').map(str::trim).enumerate() {
            // Each name of a former municipality is shown as it was typed; a village goes by its first.
            let Ok(number) = u16::try_from(self.known.len()) else { return };
            let number = if is_village && at > 0 { number - 1 } else { number };
            if !is_village || at == 0 {
                self.known.push(Known { name, within, is_village });
            }
            self.by_key.entry(join_key(name)).or_default().push(Locality(number));
        }
    }
}

impl Locality {
    /// The localities with a key: a folded name without spaces and hyphens.
    pub(super) fn of_key(key: &str) -> &'static [Self] {
        TABLE.by_key.get(key).map_or(&[], Vec::as_slice)
    }

    /// Whether it is a village or a district, and no former municipality, area or nickname.
    pub(super) fn is_village(self) -> bool {
        self.known().is_village
    }

    /// What it is called, in every language.
    #[must_use]
    pub fn names(self) -> Names {
        let name = self.known().name;
        Names { fi: name, sv: name, en: name }
    }

    /// The municipality that it is a part of, if that is known.
    #[must_use]
    pub fn municipality(self) -> Option<MunicipalityCode> {
        match self.known().within {
            Within::Municipality(code) => Some(code),
            Within::Region(_) => None,
        }
    }

    /// The region that it lies in.
    #[must_use]
    pub fn regions(self) -> &'static [RegionCode] {
        match self.known().within {
            Within::Municipality(code) => std::slice::from_ref(&municipality(code).region),
            Within::Region(code) => std::slice::from_ref(&region(code).code),
        }
    }

    fn known(self) -> &'static Known {
        &TABLE.known[usize::from(self.0)]
    }
}

impl FromStr for Locality {
    type Err = NotALocality;

    fn from_str(text: &str) -> Result<Self, NotALocality> {
        let numbered = (0_u16..).zip(&TABLE.known);
        let mut called_so = numbered.filter(|(_, known)| known.name == text);
        called_so.next().map(|(number, _)| Self(number)).ok_or(NotALocality)
    }
}

impl TryFrom<String> for Locality {
    type Error = NotALocality;

    fn try_from(text: String) -> Result<Self, NotALocality> {
        text.parse()
    }
}

impl From<Locality> for String {
    fn from(locality: Locality) -> Self {
        locality.known().name.to_owned()
    }
}

impl fmt::Display for NotALocality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not the name of a locality")
    }
}

impl std::error::Error for NotALocality {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_place() {
        let towns: Vec<&str> = municipalities().iter().map(|town| town.names.fi).collect();
        for LocalityRow { within: (kind, place), .. } in localities() {
            let is_region = kind == "area" && RegionCode::of_shape(place).is_some();
            assert!(is_region || towns.contains(&place), "{kind} {place}");
        }
        assert!(villages().all(|(region, _)| RegionCode::of_shape(region).is_some()));
    }
}
