//! Finds words and places within one or two edits of a term.

use crate::search::hit::{Field, Tier};
use crate::search::index::WordKind;
use crate::search::matching::approximate::typo_automaton::ONE_EDIT;
use crate::search::matching::finder::Finder;
use crate::search::matching::score::{TYPO, TermScore, weight_of};
use crate::search::query::stop_words::is_filler;

/// Penalty for reading a word as a place: at equal distance, a name ranks higher.
const PLACE: i64 = 1;
/// Penalty for a place with one letter wrong: a little more than for a name with one letter wrong, and less than for
/// letters in order in the words of a name.
const PLACE_WITH_A_SLIP: i64 = 2 * TYPO + 12;
/// A place needs at least this many letters to rank above names that contain the typed letters in order.
const PLACE_FROM: usize = 5;

impl Finder<'_> {
    /// Words and places that may have been meant.
    pub(in crate::search) fn slips(&mut self) {
        let (index, term) = (self.index, self.term());
        let typos = term.typos();
        for (automaton, price) in &typos.words {
            // An address is searched by its parts, because nearly every address is a distinct word.
            for kind in [WordKind::Plain, WordKind::Signed] {
                let dictionary = index.dictionary(kind);
                automaton.among(&dictionary.words, self.budget, |at, cost| {
                    // The *and* of a name is never meant.
                    if is_filler(&dictionary.words.get(at)) {
                        return;
                    }
                    for (entry, context) in dictionary.contexts(at) {
                        _ = self.budget.is_overtaken(1);
                        // The edit distance counts more than the field. A person who is responsible for a place ranks
                        // above those whose texts contain it.
                        let is_name = matches!(context.field, Field::Name | Field::Person | Field::Mail);
                        let price = if is_name { *price } else { price + PLACE };
                        let weight = weight_of(context.field) - TYPO * (cost + price);
                        let grade = TermScore { tier: Tier::Typo, weight, band: 0 };
                        self.keep_word(kind, at, (entry, context), grade, None);
                    }
                });
            }
        }
        for (place, name, cost) in &typos.places {
            if self.budget.is_overtaken(1) {
                return;
            }
            let is_sure = *cost <= ONE_EDIT && name.chars().count() >= PLACE_FROM;
            let discount = if is_sure { PLACE_WITH_A_SLIP } else { TYPO * (cost + PLACE) };
            self.meant_place(*place, name, -discount);
        }
    }
}
