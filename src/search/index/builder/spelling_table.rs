//! The spellings of words with their accents, each with a number that contexts refer to.

use foldhash::HashMap;

use crate::search::index::term_dictionary::TermContext;
use crate::store::Words;

/// The distinct spellings of words, numbered from 1 in the order in which they are met.
///
/// Number 0 is the folded form of the word itself, which is not stored.
#[derive(Default)]
pub(super) struct SpellingTable {
    numbers: HashMap<Box<str>, u32>,
}

/// The new number of each spelling by its old one.
pub(super) struct Renumbering {
    becomes: Vec<u32>,
}

impl SpellingTable {
    /// Returns the number of a spelling, which is added if it is new.
    pub(super) fn number_of(&mut self, spelling: Box<str>) -> u32 {
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX - 1) + 1;
        *self.numbers.entry(spelling).or_insert(next)
    }

    /// Adds the spellings of another table, and returns the numbers that they have in this one.
    pub(super) fn absorb(&mut self, other: &Self) -> Renumbering {
        let mut becomes = vec![0; other.numbers.len() + 1];
        for (spelling, number) in &other.numbers {
            becomes[*number as usize] = self.number_of(spelling.clone());
        }
        Renumbering { becomes }
    }

    /// Returns the spellings in order, and the numbers that they have in this order.
    pub(super) fn sorted(&self) -> (Words, Renumbering) {
        let mut spellings: Vec<(&str, u32)> = self.numbers.iter().map(|(text, number)| (&**text, *number)).collect();
        spellings.sort_unstable();
        let mut becomes = vec![0; spellings.len() + 1];
        for ((_, number), place) in spellings.iter().zip(1_u32..) {
            becomes[*number as usize] = place;
        }
        (Words::of_sorted(spellings.iter().map(|(text, _)| *text)), Renumbering { becomes })
    }
}

impl Renumbering {
    /// Returns a context with the new number of its spelling.
    pub(super) fn apply(&self, context: TermContext) -> TermContext {
        TermContext { spelling: self.becomes[context.spelling as usize], ..context }
    }
}
