//! The codes of regions, ELY centres and municipalities; only codes that exist can be parsed.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::asset_rows::{areas, municipalities};

macro_rules! code {
    (
        $(#[$documentation:meta])* $code:ident($number:ty), $digits:literal digits, all in $all:ident;
        $(#[$fault_documentation:meta])* $fault:ident says $message:literal
    ) => {
        $(#[$documentation])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $code($number);

        $(#[$fault_documentation])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $fault;

        impl $code {
            /// Parses a code by its shape only, for the tables that define which codes exist.
            pub(super) fn of_shape(text: &str) -> Option<Self> {
                let well_formed = text.len() == $digits && text.bytes().all(|byte| byte.is_ascii_digit());
                well_formed.then(|| text.parse().ok().map(Self))?
            }
        }

        impl FromStr for $code {
            type Err = $fault;

            fn from_str(text: &str) -> Result<Self, $fault> {
                Self::of_shape(text).filter(|code| $all.binary_search(code).is_ok()).ok_or($fault)
            }
        }

        impl TryFrom<String> for $code {
            type Error = $fault;

            fn try_from(text: String) -> Result<Self, $fault> {
                text.parse()
            }
        }

        impl From<$code> for String {
            fn from(code: $code) -> Self {
                code.to_string()
            }
        }

        impl fmt::Display for $code {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:0width$}", self.0, width = $digits)
            }
        }

        impl fmt::Display for $fault {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str($message)
            }
        }

        impl std::error::Error for $fault {}
    };
}

code! {
    /// A region (maakunta), by Statistics Finland's code.
    ///
    /// * **Shape** — two digits, `01` to `21` with gaps. Not the number of ISO 3166-2: there `FI-18` is Uusimaa.
    /// * **Errors** — [`NotARegion`] for any other text, and for codes no region has.
    /// * **Source** — `assets/gazetteer/areas.txt`.
    RegionCode(u8), 2 digits, all in REGIONS;
    /// The text is not the code of one of the 19 regions.
    NotARegion says "not the two-digit code of a region"
}

code! {
    /// An ELY centre of 2018, numbered in the order of their regions' codes.
    ///
    /// * **Shape** — two digits, `01` to `15`.
    /// * **Errors** — [`NotAnEly`] for any other text.
    /// * **Source** — `assets/gazetteer/areas.txt`.
    ElyCode(u8), 2 digits, all in ELY_CENTRES;
    /// The text is not the number of one of the 15 ELY centres.
    NotAnEly says "not the two-digit number of an ELY centre"
}

code! {
    /// A municipality, by Statistics Finland's code.
    ///
    /// * **Shape** — three digits, as in `698`.
    /// * **Errors** — [`NotAMunicipality`] for any other text, and for codes the gazetteer does not have.
    /// * **Source** — `assets/gazetteer/municipalities.txt`.
    MunicipalityCode(u16), 3 digits, all in MUNICIPALITIES;
    /// The text is not the code of a municipality of the gazetteer.
    NotAMunicipality says "not the three-digit code of a municipality"
}

/// The codes of all regions, in order.
static REGIONS: LazyLock<Vec<RegionCode>> = LazyLock::new(|| {
    sorted(areas().filter(|row| row.kind == "region").filter_map(|row| RegionCode::of_shape(row.code)))
});

/// The numbers of all ELY centres, in order.
static ELY_CENTRES: LazyLock<Vec<ElyCode>> =
    LazyLock::new(|| sorted(areas().filter(|row| row.kind == "ely").filter_map(|row| ElyCode::of_shape(row.code))));

/// The codes of all municipalities, in order.
static MUNICIPALITIES: LazyLock<Vec<MunicipalityCode>> =
    LazyLock::new(|| sorted(municipalities().filter_map(|row| MunicipalityCode::of_shape(row.code))));

fn sorted<T: Ord>(codes: impl Iterator<Item = T>) -> Vec<T> {
    let mut codes: Vec<T> = codes.collect();
    codes.sort_unstable();
    codes
}
