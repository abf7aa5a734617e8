//! Reads what was typed into clauses: numbers, places, words, and what is asked of each.

use super::answer::Field;
use super::fillers::is_filler;
use super::operator::{Matching, Scope, read_operators};
use crate::gazetteer::{self, Place};
use crate::text::{fold, query_digits};

/// The most words that the name of a place has.
const LONGEST_PLACE: usize = 4;

/// What was typed, understood.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(super) struct Query {
    /// What a record must answer, all of it, in the order typed.
    pub clauses: Vec<Clause>,
    /// Words that only ask, and signs that ask for nothing yet, as typed.
    pub set_aside: Vec<String>,
}

/// Terms of which a record must answer one; or, negated, none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    /// Never empty.
    pub any: Vec<Term>,
    /// Whether answering excludes.
    pub is_negated: bool,
}

/// One thing that a record may answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// As typed, without its operators.
    pub typed: String,
    /// Folded.
    pub folded: String,
    /// What it is.
    pub kind: TermKind,
    /// How exactly it must be met.
    pub matching: Matching,
    /// Where it must be met.
    pub scope: Option<Scope>,
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

impl Term {
    /// Whether a field of a record may answer the term.
    pub(super) fn allows(&self, field: Field) -> bool {
        self.scope.is_none_or(|scope| scope.allows(field))
    }
}

/// Reads any text.
///
/// Words that only ask are set aside when anything else is left; alone, they are words like any other.
pub(super) fn read(text: &str) -> Query {
    let words: Vec<&str> = text.split_whitespace().map(trimmed).filter(|word| !word.is_empty()).collect();
    let mut query = Query::default();
    let mut is_alternative = false;
    let mut is_negated = false;
    let mut at = 0;
    while at < words.len() {
        let word = words[at];
        let has_next = at + 1 < words.len();
        match word {
            "|" | "OR" | "TAI" | "ELLER" => {
                is_alternative = has_next && !query.clauses.is_empty();
                query.set_aside.extend((!is_alternative).then(|| word.to_owned()));
                at += 1;
                continue;
            }
            "NOT" => {
                is_negated = has_next;
                query.set_aside.extend((!has_next).then(|| word.to_owned()));
                at += 1;
                continue;
            }
            _ => {}
        }
        let (read, length) = term_at(&words[at..]);
        at += length;
        match read {
            Read::Nothing(sign) => query.set_aside.push(sign),
            Read::Term(term, bang) => {
                let is_question =
                    term.kind == TermKind::Word && term.matching == Matching::Any && is_filler(&term.folded);
                let is_negated = std::mem::take(&mut is_negated) || bang;
                match query.clauses.last_mut().filter(|_| std::mem::take(&mut is_alternative)) {
                    Some(last) => last.any.push(term),
                    None if is_question && !is_negated && term.scope.is_none() => query.set_aside.push(term.typed),
                    None => query.clauses.push(Clause { any: vec![term], is_negated }),
                }
            }
        }
    }
    if query.clauses.is_empty() {
        let words = std::mem::take(&mut query.set_aside);
        let (asked, signs): (Vec<_>, Vec<_>) = words.into_iter().partition(|word| is_filler(&fold(word)));
        query.clauses = asked.iter().map(|word| Clause { any: vec![word_term(word)], is_negated: false }).collect();
        query.set_aside = signs;
    }
    query
}

/// What stands at the beginning of some words.
enum Read {
    /// A term, and whether a sign negates it.
    Term(Term, bool),
    /// A sign that asks for nothing yet.
    Nothing(String),
}

fn term_at(words: &[&str]) -> (Read, usize) {
    if let Some((term, length)) = number_at(words).or_else(|| place_at(words)) {
        return (Read::Term(term, false), length);
    }
    let asked = read_operators(words[0]);
    let bare = trimmed(asked.word);
    if !bare.contains(char::is_alphanumeric) {
        return (Read::Nothing(words[0].to_owned()), 1);
    }
    // A place or a number behind an operator is still one; the names of places in several words go on behind it.
    let mut rest: Vec<&str> = vec![bare];
    rest.extend(&words[1..]);
    let is_plain = asked.matching == Matching::Any;
    let special = if is_plain { number_at(&rest).or_else(|| place_at(&rest)) } else { None };
    let (term, length) = special.unwrap_or_else(|| (word_term(bare), 1));
    (Read::Term(Term { matching: asked.matching, scope: asked.scope, ..term }, asked.is_negated), length)
}

/// The word without the punctuation of a sentence around it.
fn trimmed(word: &str) -> &str {
    let outside = |letter: char| "?,;:\"”“()[]".contains(letter);
    let inner = word.trim_start_matches(outside).trim_end_matches(|letter| outside(letter) && letter != ':');
    // A field that is only begun ends in a colon, an exclamation in its mark, a sentence in a full stop.
    let inner = if inner.len() > 1 { inner.trim_end_matches('!') } else { inner };
    inner.strip_suffix('.').unwrap_or(inner)
}

/// A run of words that are all digits is one number: `+358 295 020 939`.
fn number_at(words: &[&str]) -> Option<(Term, usize)> {
    let length = words.iter().take_while(|word| query_digits(word).is_some()).count();
    let typed = words[..length].join(" ");
    let national = query_digits(&typed)?;
    let digits = typed.chars().filter(char::is_ascii_digit).collect();
    let kind = TermKind::Digits { national, typed: digits };
    Some((Term { kind, ..word_term(&typed) }, length))
}

/// The longest run of words that names a place.
fn place_at(words: &[&str]) -> Option<(Term, usize)> {
    (1..=LONGEST_PLACE.min(words.len())).rev().find_map(|length| {
        let typed = words[..length].join(" ");
        let mut places: Vec<Place> = gazetteer::places_called(&typed).into_iter().map(|named| named.place).collect();
        places.dedup();
        // The words that only ask are more often meant than the villages that share their letters.
        if places.is_empty() || (length == 1 && is_filler(&fold(&typed))) {
            return None;
        }
        Some((Term { kind: TermKind::Place(places), ..word_term(&typed) }, length))
    })
}

fn word_term(word: &str) -> Term {
    let (typed, folded) = (word.to_owned(), fold(word));
    Term { typed, folded, kind: TermKind::Word, matching: Matching::Any, scope: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clauses(text: &str) -> Vec<String> {
        let term = |term: &Term| {
            let kind = match term.kind {
                TermKind::Place(_) => "place",
                TermKind::Digits { .. } => "digits",
                TermKind::Word => "word",
            };
            let scope = term.scope.map(|scope| format!(" in {scope:?}")).unwrap_or_default();
            let matching = if term.matching == Matching::Any { String::new() } else { format!(" {:?}", term.matching) };
            format!("{kind} {}{matching}{scope}", term.typed)
        };
        let clause = |clause: &Clause| {
            let any = clause.any.iter().map(term).collect::<Vec<_>>().join(" or ");
            if clause.is_negated { format!("not {any}") } else { any }
        };
        read(text).clauses.iter().map(clause).collect()
    }

    #[test]
    fn a_number_may_be_typed_in_groups() {
        assert_eq!(clauses("+358 295 020 939"), ["digits +358 295 020 939"]);
        assert_eq!(clauses("0295 020-939?"), ["digits 0295 020-939"]);
    }

    #[test]
    fn questions_are_set_aside_unless_they_are_all_there_is() {
        assert_eq!(clauses("kuka on Hanna?"), ["word Hanna"]);
        assert_eq!(clauses("kuka on"), ["word kuka", "word on"]);
    }

    #[test]
    fn operators_say_how_and_where() {
        assert_eq!(clauses("=hanna"), ["word hanna Whole"]);
        assert_eq!(clauses("'iltu"), ["word iltu Inside"]);
        assert_eq!(clauses("han*"), ["word han Prefix"]);
        assert_eq!(clauses("^sanna hiltunen$"), ["word sanna FieldStart", "word hiltunen FieldEnd"]);
        assert_eq!(clauses("!hanna poke"), ["not word hanna", "word poke"]);
        assert_eq!(clauses("poke NOT hanna"), ["word poke", "not word hanna"]);
        assert_eq!(clauses("poke | alpo TAI amif"), ["word poke or word alpo or word amif"]);
        assert_eq!(clauses("rooli:allu alue:lappi"), ["word allu in Role", "place lappi in Region"]);
        assert_eq!(clauses("region:norra österbotten"), ["place norra österbotten in Region"]);
    }

    #[test]
    fn half_of_an_operator_asks_for_nothing() {
        for text in [
            "!",
            "role:",
            "|",
            "NOT",
            "=",
            "'",
            "*",
            "^",
            "$",
            "hanna |",
            "hanna !",
            "hanna role:",
            "| hanna",
            "hanna NOT",
        ] {
            let hanna = if text.contains("hanna") { vec!["word hanna".to_owned()] } else { Vec::new() };
            assert_eq!(clauses(text), hanna, "{text}");
        }
    }

    #[test]
    fn a_leading_hyphen_belongs_to_the_word() {
        assert_eq!(clauses("Kotona Suomessa -hanke"), ["word Kotona", "word Suomessa"]);
    }
}
