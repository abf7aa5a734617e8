//! The records that answer one term, each by its best match.

pub(in crate::search) mod alignment;
pub(in crate::search) mod alternatives;
pub(in crate::search) mod digits;
pub(in crate::search) mod edit_distance;
pub(in crate::search) mod finder;
pub(in crate::search) mod fuzzy;
pub(in crate::search) mod fuzzy_names;
pub(in crate::search) mod initials;
pub(in crate::search) mod matches;
pub(in crate::search) mod phonetic;
pub(in crate::search) mod places;
pub(in crate::search) mod score;
pub(in crate::search) mod subsequence;
