//! Words that are similar to the typed ones: by edit distance, by sound, and by letters in order with gaps.
//!
//! * `alignment`: scores and highlights: the only file that uses the fuzzy matcher.
//! * `edit_distance`: finds words and places within one or two edits of a term.
//! * `fuzzy`: the records that have the letters of a word in order, with gaps.
//! * `fuzzy_names`: names by letters that their words share: `snhlt` for Sanna Hiltunen.
//! * `phonetic`: names as they sound: letters that stand for one sound are one letter.
//! * `subsequence`: letters of a query that stand in order, with gaps, in a word or in the words of one name.
//! * `typo_automaton`: Levenshtein automata: the words and places within one or two edits of a word.

pub(in crate::search) mod alignment;
pub(in crate::search) mod edit_distance;
pub(in crate::search) mod fuzzy;
pub(in crate::search) mod fuzzy_names;
pub(in crate::search) mod phonetic;
pub(in crate::search) mod subsequence;
pub(in crate::search) mod typo_automaton;
