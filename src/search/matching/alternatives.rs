//! Alternative readings of a term that matches no record.
//!
//! Only a search of all records can determine that none matches. It stores the alternatives that it used, for the
//! explanation of single records.

use std::cell::RefCell;

use crate::search::hit::Pane;
use crate::search::query::term::Term;

/// The alternatives that a search falls back on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::search) enum Alternative {
    /// Compounds that end in the word.
    Heads,
    /// The words of an address or of a hyphenated word.
    Parts,
    /// The same, if no other word may have been meant for the whole.
    PartsMeant,
    /// Two words without a space between them; the length of the first in bytes.
    Halves(usize),
    /// Villages of the name.
    Villages,
    /// Words and places with letters wrong.
    Slips,
    /// Names that sound alike.
    Ear,
    /// Letters in order, with gaps, in one of the lists.
    Fuzzy(Pane),
}

/// The alternatives that were used, for each term.
#[derive(Debug)]
pub(in crate::search) enum Alternatives<'a> {
    /// Filled by a search of all records.
    Noted(RefCell<Vec<(Term, Alternative)>>),
    /// Known from one.
    Known(&'a [(Term, Alternative)]),
}

impl Alternatives<'_> {
    /// For a search of all records.
    pub(in crate::search) fn to_be_noted() -> Self {
        Self::Noted(RefCell::default())
    }

    /// Whether an alternative is used for a term, given whether anything else was found for it.
    pub(in crate::search) fn has(&self, term: &Term, alternative: Alternative, is_needed: bool) -> bool {
        let is_same = |(known, its): &(Term, Alternative)| *its == alternative && known == term;
        match self {
            Self::Noted(noted) => {
                if is_needed && !noted.borrow().iter().any(is_same) {
                    noted.borrow_mut().push((term.clone(), alternative));
                }
                is_needed
            }
            Self::Known(known) => known.iter().any(is_same),
        }
    }

    /// The place at which a word is divided into two, by a search of all records.
    pub(in crate::search) fn halves(&self, term: &Term) -> Option<usize> {
        let at = |(known, its): &(Term, Alternative)| match its {
            Alternative::Halves(at) if known == term => Some(*at),
            _ => None,
        };
        match self {
            Self::Noted(_) => None,
            Self::Known(known) => known.iter().find_map(at),
        }
    }

    /// Whether a search of all records stores the alternatives.
    pub(in crate::search) fn are_noted(&self) -> bool {
        matches!(self, Self::Noted(_))
    }

    /// Stores that an alternative was used for a term.
    pub(in crate::search) fn note(&self, term: &Term, alternative: Alternative) {
        self.has(term, alternative, true);
    }

    /// The noted alternatives.
    pub(in crate::search) fn noted(self) -> Vec<(Term, Alternative)> {
        match self {
            Self::Noted(noted) => noted.into_inner(),
            Self::Known(known) => known.to_vec(),
        }
    }
}
