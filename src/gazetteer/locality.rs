//! Former municipalities, villages, areas and nicknames: places that are neither municipalities nor regions today.

use std::fmt;
use std::str::FromStr;
use std::sync::{LazyLock, OnceLock};

use serde::{Deserialize, Serialize};

use super::area::region;
use super::asset_rows::{LocalityRow, localities, villages};
use super::municipality::{municipalities, municipality};
use super::{MunicipalityCode, Names, RegionCode};
use crate::text::{fold, join_key};

/// A place that is neither a municipality nor a region today, in one of them.
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

/// The municipality or the region that a locality is in.
#[derive(Clone, Copy)]
enum Within {
    Municipality(MunicipalityCode),
    Region(RegionCode),
}

struct Table {
    known: Vec<Known>,
    /// Every name, in the order of the files.
    names: Vec<(&'static str, Locality)>,
    /// The sorted keys of the names that begin with each letter from `a` to `z`, and of all others. Each list is made
    /// at the first look-up of a key with its letter, because most processes need only one or two.
    keys: [OnceLock<Vec<(String, Locality)>>; LETTERS],
}

/// The letters from `a` to `z`, and one place for all others.
const LETTERS: usize = 27;

static TABLE: LazyLock<Table> = LazyLock::new(Table::read);

impl Table {
    fn read() -> Self {
        let mut table = Self { known: Vec::new(), names: Vec::new(), keys: [const { OnceLock::new() }; LETTERS] };
        for LocalityRow { within: (_, place), names } in localities() {
            let town = || municipalities().iter().find(|town| town.names.fi == place);
            let region = RegionCode::of_shape(place).map(Within::Region);
            table.add(region.or_else(|| Some(Within::Municipality(town()?.code))), names, false);
        }
        for (region, names) in villages() {
            table.add(RegionCode::of_shape(region).map(Within::Region), names, true);
        }
        table
    }

    fn add(&mut self, within: Option<Within>, names: &'static str, is_village: bool) {
        let Some(within) = within else { return };
        for (at, name) in names.split(',').map(str::trim).enumerate() {
            // A former municipality is shown by the name that was typed, a village by its first name.
            if !is_village || at == 0 {
                self.known.push(Known { name, within, is_village });
            }
            let Ok(number) = u16::try_from(self.known.len() - 1) else { return };
            self.names.push((name, Locality(number)));
        }
    }

    fn keys_with(&self, letter: usize) -> &[(String, Locality)] {
        let begins = |name: &str| {
            let first = name.chars().next().unwrap_or_default();
            if first.is_ascii() {
                return letter_of(first.to_ascii_lowercase().encode_utf8(&mut [0; 4])) == letter;
            }
            letter_of(&fold(first.encode_utf8(&mut [0; 4]))) == letter
        };
        self.keys[letter].get_or_init(|| {
            let names = self.names.iter().filter(|(name, _)| begins(name));
            let mut keys: Vec<_> = names.map(|(name, locality)| (join_key(name), *locality)).collect();
            keys.sort_unstable();
            keys
        })
    }
}

/// The place of the first letter of a key among [`LETTERS`].
fn letter_of(key: &str) -> usize {
    key.bytes().next().filter(u8::is_ascii_lowercase).map_or(LETTERS - 1, |letter| usize::from(letter - b'a'))
}

impl Locality {
    /// The localities with a key: a folded name without spaces and hyphens.
    pub(super) fn of_key(key: &str) -> impl Iterator<Item = Self> + use<'_> {
        let keys = TABLE.keys_with(letter_of(key));
        let first = keys.partition_point(|(own, _)| own.as_str() < key);
        keys[first..].iter().take_while(move |(own, _)| own == key).map(|(_, locality)| *locality)
    }

    /// Whether it is a village or a district, not a former municipality, area or nickname.
    pub(super) fn is_village(self) -> bool {
        self.known().is_village
    }

    /// Its names in every language.
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
