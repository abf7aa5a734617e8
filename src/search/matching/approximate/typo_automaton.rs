//! Levenshtein automata: the words and places within one or two edits of a word.

use std::sync::LazyLock;

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};

use crate::gazetteer::{self, Place};
use crate::language::{Case, LOCAL_ENDINGS, nominatives, without_local_case};
use crate::search::budget::Budget;
use crate::store::Words;
use crate::text::join_key;

/// The minimum number of letters of a word with one wrong letter.
pub(in crate::search) const ONE_FROM: usize = 4;
/// The minimum number of letters of a word with two wrong letters.
const TWO_FROM: usize = 8;
/// The maximum number of letters: the size of the automaton depends on it.
const LONGEST: usize = 64;
/// The cost of one edit after the first letter.
pub(in crate::search) const ONE_EDIT: i64 = 2;
/// The minimum number of letters of the base form of a mistyped word.
const BENT_FROM: usize = 5;

/// Tables for one and for two edits, where a transposition counts as one. They are computed at the first typing error,
/// because this takes time.
static ONE: LazyLock<LevenshteinAutomatonBuilder> = LazyLock::new(|| LevenshteinAutomatonBuilder::new(1, true));
static TWO: LazyLock<LevenshteinAutomatonBuilder> = LazyLock::new(|| LevenshteinAutomatonBuilder::new(2, true));

/// Accepts the words within one or two edits of a word.
pub(in crate::search) struct TypoAutomaton {
    word: String,
    automaton: DFA,
}

/// The words and places that a mistyped word may stand for.
pub(in crate::search) struct Typos {
    /// The word and its possible base forms, each with its penalty.
    pub words: Vec<(TypoAutomaton, i64)>,
    /// Places within one or two edits, with the nearest name and its penalty.
    pub places: Vec<(Place, &'static str, i64)>,
}

impl Typos {
    /// Returns what a folded word may stand for. `None` if it is too short for wrong letters.
    ///
    /// Takes a few hundred thousand steps, because the names of all places are compared.
    pub(in crate::search) fn of(word: &str) -> Self {
        // Words in a local case are usually places and seldom people.
        let is_local = without_local_case(word).1 != Case::Nominative;
        let near = |(automaton, price): (TypoAutomaton, i64)| {
            let price = if is_local { 0 } else { price };
            let places = gazetteer::place_stems();
            places.filter_map(move |(key, place, name)| Some((place, name, automaton.cost(key.chars())? + price)))
        };
        let automata_of_key = automata(&join_key(word));
        // The first automaton is that of the key itself.
        let bent = automata_of_key.first().map(|(automaton, _)| bent_places(automaton)).unwrap_or_default();
        let places = automata_of_key.into_iter().flat_map(near).chain(bent).collect();
        Self { words: automata(word), places }
    }
}

/// Places whose name in a local case is one edit away from a word; the error may be in the ending: *Kajaanisa*.
fn bent_places(typos: &TypoAutomaton) -> Vec<(Place, &'static str, i64)> {
    if typos.word.chars().count() < BENT_FROM {
        return Vec::new();
    }
    let endings = || LOCAL_ENDINGS.iter().map(|(ending, _)| *ending);
    let is_near = |stem: &str| {
        // Most stems are too different even without an ending.
        !matches!(typos.walk(stem.chars()), Walk::TooFar(_))
            && endings().any(|ending| typos.cost(stem.chars().chain(ending.chars())) == Some(ONE_EDIT))
    };
    let near = gazetteer::place_stems().filter(|(stem, ..)| is_near(stem));
    near.map(|(_, place, name)| (place, name, ONE_EDIT)).collect()
}

/// The automata of a folded word and of its possible base forms, each with its penalty.
fn automata(word: &str) -> Vec<(TypoAutomaton, i64)> {
    let mut all: Vec<(TypoAutomaton, i64)> = TypoAutomaton::of(word).map(|typos| (typos, 0)).into_iter().collect();
    // An address is in no case.
    let is_bent = word.chars().all(char::is_alphabetic);
    let is_long = |form: &String| is_bent && form.chars().count() >= BENT_FROM;
    let forms = nominatives(word);
    all.extend(forms.iter().filter(|form| is_long(form)).filter_map(|form| Some((TypoAutomaton::of(form)?, 1))));
    all
}

impl TypoAutomaton {
    /// Returns the automaton of some letters. `None` if there are too few or too many of them.
    pub(in crate::search) fn of(word: &str) -> Option<Self> {
        let builder = match word.chars().count() {
            0..ONE_FROM => return None,
            ONE_FROM..TWO_FROM => &*ONE,
            TWO_FROM..=LONGEST => &*TWO,
            _ => return None,
        };
        Some(Self { word: word.to_owned(), automaton: builder.build_dfa(word) })
    }

    /// Calls a function with each word of a dictionary that may be meant, and its penalty.
    ///
    /// The words are sorted, so words that share a beginning that is too different are skipped together.
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

    /// The penalty of a word: the edits, and one more for a wrong first letter. `None` if it is too different.
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
                // Most words are too different after a few letters.
                if state == SINK_STATE {
                    return Walk::TooFar(length);
                }
            }
        }
        let Distance::Exact(edits) = self.automaton.distance(state) else { return Walk::Ends(None) };
        let is_first_wrong = self.word.chars().next() != first;
        // If two letters are wrong and one is the first, it is a different word.
        let cost = i64::from(edits) * 2 + i64::from(is_first_wrong);
        Walk::Ends((!is_first_wrong || edits < 2).then_some(cost))
    }
}

/// The result of comparing a word: how much of it can still match.
enum Walk {
    /// The whole word was compared; its penalty if it matches.
    Ends(Option<i64>),
    /// All words that begin with this many of its bytes are too different.
    TooFar(usize),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(typed: &str, meant: &str) -> Option<i64> {
        TypoAutomaton::of(typed)?.cost(meant.chars())
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
            let found = TypoAutomaton::of(&typed).and_then(|by| by.cost(meant.chars())).map(|cost| cost / 2);
            // The automaton allows letters between two swapped ones, unlike the restricted edit distance of textbooks.
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
