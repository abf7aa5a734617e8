//! The records that answer one term, each by its best match.

pub(in crate::search) mod alternatives;
pub(in crate::search) mod approximate;
pub(in crate::search) mod compound_heads;
pub(in crate::search) mod digits;
pub(in crate::search) mod finder;
pub(in crate::search) mod initials;
pub(in crate::search) mod matches;
pub(in crate::search) mod places;
pub(in crate::search) mod score;
