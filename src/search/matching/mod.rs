//! The records that match one term, each by its best match.
//!
//! * `alternatives`: alternative readings of a term that matches no record.
//! * `approximate`: words that are near what was typed: by edit distance, by sound, and by letters in order with gaps.
//! * `compound_heads`: finds compounds by their last part.
//! * `digits`: finds records by telephone numbers and years.
//! * `finder`: finds the records that answer one term, each by its best match.
//! * `initials`: names by the beginnings of two or three of their words: `shilt` for Sanna Hiltunen.
//! * `matches`: the best match of each record, grouped by score.
//! * `places`: finds the records that are responsible for a place, are in it or are named after it.
//! * `score`: the score of a match of one term.

pub(in crate::search) mod alternatives;
pub(in crate::search) mod approximate;
pub(in crate::search) mod compound_heads;
pub(in crate::search) mod digits;
pub(in crate::search) mod finder;
pub(in crate::search) mod initials;
pub(in crate::search) mod matches;
pub(in crate::search) mod places;
pub(in crate::search) mod score;
