//! Reads the next term of a query: a number, a place or a word.

use std::fmt::{self, Debug, Formatter};
use std::sync::{Arc, OnceLock};

use crate::gazetteer::{self, Office, Place};
use crate::search::hit::Field;
use crate::search::matching::approximate::subsequence::is_abbreviation;
use crate::search::matching::approximate::typo_automaton::Typos;
use crate::search::query::operator::{Matching, Scope, is_scope, read_operators};
use crate::search::query::stop_words::{is_filler, is_noun_filler, is_question};
use crate::text::{fold, query_digits};

/// The maximum number of parts of a word with signs that are searched.
pub(in crate::search) const MOST_PARTS: usize = 8;
/// The minimum number of letters of each of two words that were typed without a space.
const HALF_FROM: usize = 4;
/// The maximum number of bytes of two words that were typed without a space. A longer text is a page, not a query.
pub(in crate::search) const LONGEST_JOINED: usize = 64;
/// The maximum number of words that the name of a place has.
const LONGEST_PLACE: usize = 4;
/// The maximum number of letters of a case ending after the colon of an abbreviation: `POKE:lle`.
const LONGEST_ENDING: usize = 4;

/// A term of a query, which a record may match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::search) struct Term {
    /// As typed, without its operators.
    pub typed: String,
    /// Folded.
    pub folded: String,
    /// Its kind.
    pub kind: TermKind,
    /// The required exactness of a match.
    pub matching: Matching,
    /// The required position of a match.
    pub scope: Option<Scope>,
    /// The words that the folded word may misspell.
    pub typos: Cached<Typos>,
}

/// A value that is derived from other fields, and computed when it is first needed. For comparisons, all are equal.
pub(in crate::search) struct Cached<T>(OnceLock<Arc<T>>);

/// The kind of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::search) enum TermKind {
    /// A name or form of a place: the record is responsible for it, works there, or is it; or it contains the word.
    Place(Vec<Place>),
    /// An organisation that is named after a place: the record is it, belongs to it, or is responsible for the place.
    Office(Office),
    /// Digits of a number: as national digits, and as typed.
    Digits { national: String, typed: String },
    /// Anything else.
    Word,
}

impl<T> Default for Cached<T> {
    fn default() -> Self {
        Self(OnceLock::new())
    }
}

impl<T> Clone for Cached<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Debug for Cached<T> {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        to.write_str("Cached")
    }
}

impl<T> PartialEq for Cached<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T> Eq for Cached<T> {}

impl Term {
    /// A word that may be matched in any way.
    pub(in crate::search) fn word(word: &str) -> Self {
        let (typed, folded) = (word.to_owned(), fold(word));
        Self { typed, folded, kind: TermKind::Word, matching: Matching::Any, scope: None, typos: Cached::default() }
    }

    /// The words that the folded word may misspell. Computed once for a term and its clones.
    pub(in crate::search) fn typos(&self) -> &Typos {
        self.typos.0.get_or_init(|| Arc::new(Typos::of(&self.folded)))
    }

    /// Whether the term may match in a field of a record.
    pub(in crate::search) fn allows(&self, field: Field) -> bool {
        self.scope.is_none_or(|scope| scope.allows(field))
    }

    /// The words of an address or of a hyphenated word, used if no record contains the whole. Of an address, only those
    /// before the `@`, which distinguish people.
    pub(in crate::search) fn parts(&self) -> Option<Vec<Self>> {
        if self.kind != TermKind::Word || self.matching != Matching::Any {
            return None;
        }
        let local = self.folded.split('@').next().filter(|local| !local.is_empty())?;
        let is_address = local.len() < self.folded.len();
        // The name may match although the address was searched.
        let scope = self.scope.filter(|_| !is_address);
        // A longer text is neither an address nor a name. Only its beginning is searched.
        let words = words_of(local).take(MOST_PARTS);
        let mut parts: Vec<Self> = words.map(|word| Self { scope, ..Self::word(word) }).collect();
        let typed: Vec<&str> = words_of(self.typed.split('@').next().unwrap_or_default()).take(MOST_PARTS).collect();
        // If letters fold to nothing or to a sign, the parts differ from those of the folded word, which is shown then.
        if typed.len() == parts.len() {
            parts.iter_mut().zip(typed).for_each(|(part, typed)| typed.clone_into(&mut part.typed));
        }
        // Nearly every record contains single letters, as in `a@b`.
        let is_telling = !is_address || parts.iter().any(|part| part.folded.chars().nth(1).is_some());
        (is_telling && (parts.len() > 1 || (is_address && !parts.is_empty()))).then_some(parts)
    }

    /// The two words into which the typed text can be divided at a byte, each of at least [`HALF_FROM`] letters; one
    /// may be the name of a place.
    pub(in crate::search) fn halves(&self, at: usize) -> Option<[Self; 2]> {
        let (head, tail) = self.typed.split_at_checked(at)?;
        let is_long = |half: &str| half.chars().count() >= HALF_FROM;
        let half = |word: &str| {
            let (term, _) = place_at(&[word]).unwrap_or_else(|| (Self::word(word), 1));
            Self { typed: self.typed.clone(), scope: self.scope, ..term }
        };
        (is_long(head) && is_long(tail) && self.is_word() && self.typed.len() <= LONGEST_JOINED)
            .then(|| [half(head), half(tail)])
    }

    /// Whether its letters may be searched with gaps: not those of a number, a place, an operator or a stop word.
    pub(in crate::search) fn is_fuzzy(&self) -> bool {
        self.is_word() && is_abbreviation(&self.folded) && !is_filler(&self.folded)
    }

    /// The letters as typed, in lower case, if some have accents and each is one folded letter.
    pub(in crate::search) fn accented(&self) -> Option<Vec<char>> {
        let letters: Vec<char> = self.typed.to_lowercase().chars().collect();
        (!self.typed.is_ascii() && letters.len() == self.folded.chars().count()).then_some(letters)
    }

    /// Whether it is a word of letters and digits without operators.
    pub(in crate::search) fn is_word(&self) -> bool {
        self.kind == TermKind::Word && self.matching == Matching::Any && self.folded.chars().all(char::is_alphanumeric)
    }

    /// Whether it names a place, regardless of operators and fields.
    pub(in crate::search) fn is_place(&self) -> bool {
        !self.places().is_empty()
    }

    /// The places that it names, alone or in the name of an organisation.
    pub(in crate::search) fn places(&self) -> &[Place] {
        match &self.kind {
            TermKind::Place(places) => places,
            TermKind::Office(office) => &office.places,
            TermKind::Digits { .. } | TermKind::Word => &[],
        }
    }
}

/// The words between the signs of a text.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The first part of the rest of a query.
pub(in crate::search) enum Read {
    /// A term, and whether a sign negates it.
    Term(Term, bool),
    /// A sign that is not part of a term.
    Nothing(String),
}

/// Reads the term at the beginning of one or more words. Returns it with the number of its words.
pub(in crate::search) fn term_at(words: &[&str]) -> (Read, usize) {
    // An apostrophe requires the exact letters, although the names of places are compared without it; two apostrophes
    // are quotation marks.
    let is_literal = words[0].starts_with('\'') && !words[0].ends_with('\'');
    if !is_literal
        && let Some((term, length)) = number_at(words).or_else(|| organisation_at(words)).or_else(|| place_at(words))
    {
        return (Read::Term(term, false), length);
    }
    let asked = read_operators(words[0]);
    let bare = without_tail(trimmed(asked.word));
    if !bare.contains(char::is_alphanumeric) {
        return (Read::Nothing(words[0].to_owned()), 1);
    }
    // A place or a number may follow an operator; the name of a place may have several words.
    let mut rest: Vec<&str> = vec![bare];
    rest.extend(&words[1..]);
    let is_plain = asked.matching == Matching::Any;
    let special =
        if is_plain { number_at(&rest).or_else(|| organisation_at(&rest)).or_else(|| place_at(&rest)) } else { None };
    let (term, length) = special.unwrap_or_else(|| (Term::word(bare), 1));
    (Read::Term(Term { matching: asked.matching, scope: asked.scope, ..term }, asked.is_negated), length)
}

/// The word without the punctuation of a sentence around it.
pub(in crate::search) fn trimmed(word: &str) -> &str {
    let outside = |letter: char| "?,;:\"”“()[]<>，、；：？（）［］".contains(letter);
    let inner = word.trim_start_matches(outside);
    let bare = inner.trim_end_matches(outside);
    // After the beginning of a field name, a colon is an operator; after any other word, it is punctuation.
    let is_field = inner[bare.len()..].starts_with(':') && is_scope(&fold(bare.trim_start_matches('!')));
    let inner = if is_field { &inner[..=bare.len()] } else { bare };
    // An exclamation mark or a full stop may end a sentence.
    let inner = if inner.len() > 1 { inner.trim_end_matches('!') } else { inner };
    inner.strip_suffix('.').unwrap_or(inner)
}

/// The word without the Finnish suffixes of a name: `POKE-hankkeen` and `POKE:n` are POKE.
fn without_tail(word: &str) -> &str {
    if let Some((name, tail)) = word.rsplit_once('-')
        && !name.is_empty()
        && is_noun_filler(&fold(tail))
    {
        return name;
    }
    match word.split_once(':') {
        Some((name, ending)) if name.chars().count() > 1 && (1..=LONGEST_ENDING).contains(&ending.chars().count()) => {
            name
        }
        _ => word,
    }
}

/// Consecutive words of digits form one number: `+358 295 020 939`.
fn number_at(words: &[&str]) -> Option<(Term, usize)> {
    let length = words.iter().take_while(|word| query_digits(word).is_some()).count();
    let typed = words[..length].join(" ");
    let national = query_digits(&typed)?;
    let digits = typed.chars().filter(char::is_ascii_digit).collect();
    let kind = TermKind::Digits { national, typed: digits };
    Some((Term { kind, ..Term::word(&typed) }, length))
}

/// An organisation that is named after a place.
fn organisation_at(words: &[&str]) -> Option<(Term, usize)> {
    let (office, length) = gazetteer::office_at(words)?;
    Some((Term { kind: TermKind::Office(office), ..Term::word(&words[..length].join(" ")) }, length))
}

/// The longest run of words that names a place.
pub(in crate::search) fn place_at(words: &[&str]) -> Option<(Term, usize)> {
    (1..=LONGEST_PLACE.min(words.len())).rev().find_map(|length| {
        let typed = words[..length].join(" ");
        let places = gazetteer::places_meant(&typed);
        // A stop word is more often meant than a village of the same name.
        if places.is_empty() || (length == 1 && is_question(&fold(&typed))) {
            return None;
        }
        Some((Term { kind: TermKind::Place(places), ..Term::word(&typed) }, length))
    })
}
