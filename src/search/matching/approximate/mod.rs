//! Words that are near what was typed: by edit distance, by sound, and by letters in order with gaps.

pub(in crate::search) mod alignment;
pub(in crate::search) mod edit_distance;
pub(in crate::search) mod fuzzy;
pub(in crate::search) mod fuzzy_names;
pub(in crate::search) mod phonetic;
pub(in crate::search) mod subsequence;
pub(in crate::search) mod typo_automaton;
