//! Words within one or two edits of a term.

use std::sync::LazyLock;

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};

use crate::gazetteer;
use crate::language::nominatives;
use crate::search::budget::Budget;
use crate::search::hit::{Field, Tier};
use crate::search::index::WordKind;
use crate::search::matching::finder::Finder;
use crate::search::matching::score::{TYPO, TermScore, weight_of};
use crate::search::query::stop_words::is_filler;
use crate::store::Words;
use crate::text::join_key;

/// What it costs to have meant a place: of a name and a place that are as near, the name is meant.
const PLACE: i64 = 1;
/// The fewest letters that may have one wrong.
pub(in crate::search) const ONE_FROM: usize = 4;
/// The fewest letters that may have two wrong.
const TWO_FROM: usize = 8;
/// The most letters, for the automaton grows with them.
const LONGEST: usize = 64;
/// The fewest letters of what a mistyped word may be a form of.
const BENT_FROM: usize = 5;

/// Tables for one and for two edits, a transposition being one; made at the first typo, for making them takes time.
static ONE: LazyLock<LevenshteinAutomatonBuilder> = LazyLock::new(|| LevenshteinAutomatonBuilder::new(1, true));
static TWO: LazyLock<LevenshteinAutomatonBuilder> = LazyLock::new(|| LevenshteinAutomatonBuilder::new(2, true));

/// Knows the words that a mistyped word may have meant.
pub(in crate::search) struct Meant {
    word: String,
    automaton: DFA,
}

impl Meant {
    /// For a folded word and for what it may be a form of, each with what the form costs; none when it is too short to
    /// have letters wrong.
    pub(in crate::search) fn by(word: &str) -> Vec<(Self, i64)> {
        let mut all: Vec<(Self, i64)> = Self::just(word).map(|meant| (meant, 0)).into_iter().collect();
        // An address is in no case.
        let is_bent = word.chars().all(char::is_alphabetic);
        let is_long = |form: &String| is_bent && form.chars().count() >= BENT_FROM;
        all.extend(
            nominatives(word).iter().filter(|form| is_long(form)).filter_map(|form| Some((Self::just(form)?, 1))),
        );
        all
    }

    /// For the letters of a key, as they are.
    pub(in crate::search) fn by_letters(key: &str) -> Option<Self> {
        Self::just(key)
    }

    fn just(word: &str) -> Option<Self> {
        let builder = match word.chars().count() {
            0..ONE_FROM => return None,
            ONE_FROM..TWO_FROM => &*ONE,
            TWO_FROM..=LONGEST => &*TWO,
            _ => return None,
        };
        Some(Self { word: word.to_owned(), automaton: builder.build_dfa(word) })
    }

    /// Gives every word of a dictionary that may have been meant, with what it costs.
    ///
    /// The words are sorted: those that share a beginning which is too far are passed over together.
    pub(in crate::search) fn among(&self, words: &Words, budget: &Budget<'_>, mut each: impl FnMut(usize, i64)) {
        let mut at = 0;
        let mut copied = Vec::new();
        while at < words.len() && !budget.is_overtaken(1) {
            let word = words.copy(at, &mut copied);
            match self.walk(word.chars()) {
                Walk::Ends(cost) => {
                    if let Some(cost) = cost {
                        each(at, cost);
                    }
                    at += 1;
                }
                Walk::TooFar(length) => at = words.after(at, &word.as_bytes()[..length]),
            }
        }
    }

    /// What a word costs as what was meant: the edits, and one more for a wrong first letter. `None` if it is too far.
    pub(in crate::search) fn cost(&self, meant: impl Iterator<Item = char>) -> Option<i64> {
        match self.walk(meant) {
            Walk::Ends(cost) => cost,
            Walk::TooFar(_) => None,
        }
    }

    fn walk(&self, meant: impl Iterator<Item = char>) -> Walk {
        let mut state = self.automaton.initial_state();
        let (mut first, mut length) = (None, 0);
        for letter in meant {
            first = first.or(Some(letter));
            for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
                length += 1;
                state = self.automaton.transition(state, byte);
                // Most words are too far after a few letters.
                if state == SINK_STATE {
                    return Walk::TooFar(length);
                }
            }
        }
        let Distance::Exact(edits) = self.automaton.distance(state) else { return Walk::Ends(None) };
        let is_first_wrong = self.word.chars().next() != first;
        // Two letters wrong, the first among them, is another word.
        let cost = i64::from(edits) * 2 + i64::from(is_first_wrong);
        Walk::Ends((!is_first_wrong || edits < 2).then_some(cost))
    }
}

/// How far into a word it may still be the one that was meant.
enum Walk {
    /// To its end; then this is what it costs, when it is near enough.
    Ends(Option<i64>),
    /// Every word that begins with so many of its bytes is too far.
    TooFar(usize),
}

impl Finder<'_> {
    /// Words and places that may have been meant.
    pub(in crate::search) fn slips(&mut self) {
        let word = self.term().folded.as_str();
        let index = self.index;
        for (meant, price) in Meant::by(word) {
            // An address is looked for by its parts: nearly every one is another word.
            for kind in [WordKind::Plain, WordKind::Signed] {
                let dictionary = index.dictionary(kind);
                meant.among(&dictionary.words, self.budget, |at, cost| {
                    // Nobody means the *and* of a name.
                    if is_filler(&dictionary.words.get(at)) {
                        return;
                    }
                    for (entry, context) in dictionary.contexts(at) {
                        _ = self.budget.is_overtaken(1);
                        // The distance from what was typed counts for more than the field.
                        // Who answers for a place goes before those in whose texts it stands.
                        let is_name = matches!(context.field, Field::Name | Field::Person | Field::Mail);
                        let price = if is_name { price } else { price + PLACE };
                        let weight = weight_of(context.field) - TYPO * (cost + price);
                        let grade = TermScore { tier: Tier::Typo, weight, band: 0 };
                        self.keep_word(kind, at, (entry, context), grade, None);
                    }
                });
            }
        }
        for (meant, price) in Meant::by(&join_key(word)) {
            for (key, place, name) in gazetteer::place_stems() {
                if self.budget.is_overtaken(1) {
                    return;
                }
                if let Some(cost) = meant.cost(key.chars()) {
                    self.meant_place(place, name, cost + price + PLACE);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(typed: &str, meant: &str) -> Option<i64> {
        Meant::just(typed)?.cost(meant.chars())
    }

    #[test]
    fn letters_may_be_swapped_missing_doubled_or_wrong() {
        assert_eq!(cost("hilutnen", "hiltunen"), Some(2));
        assert_eq!(cost("bekiri", "beqiri"), Some(2));
        assert_eq!(cost("walenius", "wallenius"), Some(2));
        assert_eq!(cost("viltunen", "hiltunen"), Some(3));
    }

    #[test]
    fn short_words_are_what_they_are() {
        assert_eq!(cost("esr", "est"), None);
        assert_eq!(cost("hanna", "sauna"), None);
    }

    proptest::proptest! {
        #[test]
        fn costs_agree_with_the_textbook(typed in "[a-e]{4,9}", meant in "[a-e]{2,10}") {
            let edits = strsim::osa_distance(&typed, &meant);
            let allowed = if typed.len() < TWO_FROM { 1 } else { 2 };
            let found = Meant::just(&typed).and_then(|by| by.cost(meant.chars())).map(|cost| cost / 2);
            // The automaton lets letters come between two swapped ones, which the restricted textbook measure does not.
            let is_first_wrong = typed.chars().next() != meant.chars().next();
            if is_first_wrong && edits > 1 {
                proptest::prop_assert!(found.is_none_or(|found| found == 1));
            } else if let Some(found) = found {
                proptest::prop_assert!(found <= allowed && usize::try_from(found).is_ok_and(|found| found <= edits));
            } else {
                proptest::prop_assert!(edits > usize::try_from(allowed).unwrap_or(0));
            }
        }
    }
}
