//! Reads what was typed into clauses of terms.
//!
//! * `clause_texts`: the texts that a search without an index looks for, for each clause.
//! * `compounds`: compounds that were typed as two words: `projekti sihteeri`.
//! * `ignored`: the words of a query that were ignored, in the order typed.
//! * `normalization`: replaces other spellings in a query: digits of other scripts, `(at)` for `@`.
//! * `operator`: operators and field names: how exactly a word must match, and where.
//! * `parser`: parses a query into clauses: what a record must answer, what excludes it, and what is ignored.
//! * `scraps`: repairs what pasting does to a text.
//! * `spoken_digits`: digits that are written as they are spoken: “oh five oh three one one”.
//! * `stop_words`: words that ask rather than name, ignored if anything else is left.
//! * `term`: reads the next term of a query: a number, a place or a word.

pub(in crate::search) mod clause_texts;
pub(in crate::search) mod compounds;
pub(in crate::search) mod ignored;
pub(in crate::search) mod normalization;
pub(in crate::search) mod operator;
pub(in crate::search) mod parser;
mod scraps;
mod spoken_digits;
pub(in crate::search) mod stop_words;
pub(in crate::search) mod term;
