//! Reads what was typed into clauses of terms.

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
