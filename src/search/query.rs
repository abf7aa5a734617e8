//! Reads what was typed into terms: numbers, places, words.

use super::fillers::is_filler;
use crate::gazetteer::{self, Place};
use crate::text::{fold, query_digits};

/// The most words that the name of a place has.
const LONGEST_PLACE: usize = 4;

/// What was typed, understood.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(super) struct Query {
    /// What a record must answer, all of it, in the order typed.
    pub terms: Vec<Term>,
    /// Words that only ask, as typed.
    pub set_aside: Vec<String>,
}

/// One thing that a record must answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// As typed.
    pub typed: String,
    /// Folded.
    pub folded: String,
    /// What it is.
    pub kind: TermKind,
}

/// What a term is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TermKind {
    /// A name or form of a place: the record is responsible there, works there, or is it; or it has the very word.
    Place(Vec<Place>),
    /// Digits of a number: as national digits, and as typed.
    Digits { national: String, typed: String },
    /// Anything else.
    Word,
}

/// Reads any text.
///
/// Words that only ask are set aside when anything else is left; alone, they are words like any other.
pub(super) fn read(text: &str) -> Query {
    let words: Vec<&str> = text.split_whitespace().map(trimmed).filter(|word| !word.is_empty()).collect();
    let mut query = Query::default();
    let mut at = 0;
    while at < words.len() {
        let (term, length) =
            number_at(&words[at..]).or_else(|| place_at(&words[at..])).unwrap_or_else(|| word_at(words[at]));
        at += length;
        if term.kind == TermKind::Word && is_filler(&term.folded) {
            query.set_aside.push(term.typed);
        } else {
            query.terms.push(term);
        }
    }
    if query.terms.is_empty() {
        query.terms = std::mem::take(&mut query.set_aside).iter().map(|word| word_at(word).0).collect();
    }
    query
}

/// The word without the punctuation of a sentence around it.
fn trimmed(word: &str) -> &str {
    let outside = |letter: char| "?!,;:\"”“()[]".contains(letter);
    let inner = word.trim_matches(outside);
    // A number may begin with a bracket or a plus, and a full stop ends a sentence.
    inner.strip_suffix('.').unwrap_or(inner)
}

/// A run of words that are all digits is one number: `+358 295 020 939`.
fn number_at(words: &[&str]) -> Option<(Term, usize)> {
    let length = words.iter().take_while(|word| query_digits(word).is_some()).count();
    let typed = words[..length].join(" ");
    let national = query_digits(&typed)?;
    let digits = typed.chars().filter(char::is_ascii_digit).collect();
    let kind = TermKind::Digits { national, typed: digits };
    Some((Term { folded: fold(&typed), typed, kind }, length))
}

/// The longest run of words that names a place.
fn place_at(words: &[&str]) -> Option<(Term, usize)> {
    (1..=LONGEST_PLACE.min(words.len())).rev().find_map(|length| {
        let typed = words[..length].join(" ");
        let mut places: Vec<Place> = gazetteer::places_called(&typed).into_iter().map(|named| named.place).collect();
        places.dedup();
        let folded = fold(&typed);
        // The words that only ask are more often meant than the villages that share their letters.
        if places.is_empty() || (length == 1 && is_filler(&folded)) {
            return None;
        }
        Some((Term { folded, typed, kind: TermKind::Place(places) }, length))
    })
}

fn word_at(word: &str) -> (Term, usize) {
    (Term { typed: word.to_owned(), folded: fold(word), kind: TermKind::Word }, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(String, &'static str)> {
        let kind = |term: &Term| match term.kind {
            TermKind::Place(_) => "place",
            TermKind::Digits { .. } => "digits",
            TermKind::Word => "word",
        };
        read(text).terms.iter().map(|term| (term.typed.clone(), kind(term))).collect()
    }

    #[test]
    fn a_number_may_be_typed_in_groups() {
        assert_eq!(kinds("+358 295 020 939"), [("+358 295 020 939".to_owned(), "digits")]);
        assert_eq!(kinds("(0295) 020-939?"), [("0295 020-939".to_owned(), "digits")]);
    }

    #[test]
    fn questions_are_set_aside_unless_they_are_all_there_is() {
        assert_eq!(kinds("kuka on Hanna?"), [("Hanna".to_owned(), "word")]);
        assert_eq!(kinds("kuka on"), [("kuka".to_owned(), "word"), ("on".to_owned(), "word")]);
    }
}
