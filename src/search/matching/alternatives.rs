//! Alternative readings of a term that matches no record.
//!
//! Only a search of all records can tell that none matches, so it notes the alternatives that it used, and an
//! explanation of one record reads the notes.

use std::cell::RefCell;

use crate::search::hit::Pane;
use crate::search::query::term::Term;

/// What a search falls back on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::search) enum Alternative {
    /// Compounds that end in the word.
    Heads,
    /// The words of an address or of a hyphenated word.
    Parts,
    /// The same, where no word may have been meant for the whole.
    PartsMeant,
    /// Letters in order, with gaps, in one of the lists.
    Fuzzy(Pane),
}

/// What was fallen back on, for each term that it was for.
#[derive(Debug)]
pub(in crate::search) enum Alternatives<'a> {
    /// To be noted by a search of all records.
    Noted(RefCell<Vec<(Term, Alternative)>>),
    /// Known from one.
    Known(&'a [(Term, Alternative)]),
}

impl Alternatives<'_> {
    /// For a search of all records.
    pub(in crate::search) fn to_be_noted() -> Self {
        Self::Noted(RefCell::default())
    }

    /// Whether a term falls back on something, given whether nothing else was found for it.
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

    /// Notes that a term was looked for by another way.
    pub(in crate::search) fn note(&self, term: &Term, alternative: Alternative) {
        self.has(term, alternative, true);
    }

    /// What was noted.
    pub(in crate::search) fn noted(self) -> Vec<(Term, Alternative)> {
        match self {
            Self::Noted(noted) => noted.into_inner(),
            Self::Known(known) => known.to_vec(),
        }
    }
}
