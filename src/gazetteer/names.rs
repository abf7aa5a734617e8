//! The names of a place in the three languages.

use super::asset_rows::{Spelled, listed, name_and_genitive};

/// The names of a place in the three languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Names {
    /// In Finnish.
    pub fi: &'static str,
    /// In Swedish; the Finnish name if there is no other.
    pub sv: &'static str,
    /// In English; the Finnish name if none is in use.
    pub en: &'static str,
}

impl Names {
    /// The first name of each column.
    pub(super) fn first_of(spelled: Spelled) -> Self {
        let [fi, sv, en] = spelled.map(|column| listed(column).next().map(|name| name_and_genitive(name).0));
        let fi = fi.unwrap_or_default();
        Self { fi, sv: sv.unwrap_or(fi), en: en.unwrap_or(fi) }
    }
}
