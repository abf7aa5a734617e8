//! The records that have the letters of a word in order, with gaps: inside one word, or across the words of one name,
//! title, project or organisation, or in the name of a place.

use std::rc::Rc;

use crate::gazetteer;
use crate::search::hit::{Field, Tier};
use crate::search::index::WordKind;
use crate::search::index::bits::Bits;
use crate::search::index::record_set::RecordSet;
use crate::search::index::term_dictionary::TermContext;
use crate::search::matching::approximate::alignment::Fuzzy;
use crate::search::matching::approximate::fuzzy_names;
use crate::search::matching::approximate::subsequence::{Fit, Spread, WordPosition, across, inside, part_of, reach};
use crate::search::matching::approximate::typo_automaton::ONE_FROM;
use crate::search::matching::finder::Finder;
use crate::search::matching::matches::{Found, Group, MatchOrigin};
use crate::search::matching::score::{TermScore, weight_of};

/// Cost of a fuzzy match, so that it ranks below a substring of the same field.
const FUZZY: i64 = 5;
/// Extra cost of a match outside a single word of the record's own name: it ranks below a name with one typing error.
const ELSEWHERE: i64 = 200;
/// Extra cost of more than two gaps in a word of the record's own name: it ranks below a name with one typing error.
const LOOSE: i64 = 196;
/// Extra cost of more than two gaps elsewhere: it still ranks above a name with two typing errors.
const LOOSE_ELSEWHERE: i64 = 305;
/// Extra cost if the first letter does not begin a word.
const UNANCHORED: i64 = 400;
/// Extra cost of a name that is not the one shown, such as a translation of a title.
const ALIAS: i64 = 30;
/// The most that gaps cost.
const MOST_COST: i64 = 85;
/// Extra cost of a place, so that a name ranks above a place that fits equally well.
const PLACE: i64 = 20;
/// The minimum number of letters that are looked for in titles, organisations and places, and inside words.
const TITLE_FROM: usize = 3;
const INSIDE_FROM: usize = 4;
/// The maximum number of spare letters by which two matches are distinguished.
const MOST_SPARE: i64 = 60;

impl Finder<'_> {
    /// Keeps the records that have the letters of the term.
    pub(in crate::search) fn fuzzy(&mut self) {
        let folded = self.term().folded.as_str();
        let letters: Vec<char> = folded.chars().collect();
        let fuzzy = Fuzzy::new();
        self.fuzzy_words(&fuzzy, folded, &letters);
        self.fuzzy_names();
        if letters.len() >= TITLE_FROM {
            self.fuzzy_phrases(&fuzzy, folded);
            self.fuzzy_places(&fuzzy, folded, &letters);
        }
    }

    /// Single words of names, titles, projects, organisations and printed areas.
    fn fuzzy_words(&mut self, fuzzy: &Fuzzy, folded: &str, letters: &[char]) {
        let index = self.index;
        let dictionary = index.dictionary(WordKind::Plain);
        let sought: Rc<str> = folded.into();
        let typed = self.term().accented();
        let first: String = letters.iter().take(1).collect();
        let all =
            if letters.len() < INSIDE_FROM { dictionary.words.beginning(&first) } else { 0..dictionary.words.len() };
        let anchored = dictionary.words.beginning(&first);
        // Reading a word takes about one step for each four letters.
        if self.budget.is_overtaken(all.len() / 4) {
            return;
        }
        let is_close = |word: &str, spread: Spread| reach(word, letters, spread) >> letters.len() & 1 == 1;
        for (at, word) in dictionary.words.lines(all).iter() {
            let is_anchored = anchored.contains(&at);
            if !has_in_order(word, folded) || is_slip(word, letters.len()) {
                continue;
            }
            let part = (is_anchored && is_close(word, Spread::NAME)).then(|| part_of(fuzzy, word, folded));
            let inner = if is_anchored { None } else { inside(fuzzy, word, folded) };
            let inner = inner.map(|inner| Fit { is_loose: true, cost: inner.cost, spare: MOST_SPARE });
            let is_title = is_anchored && letters.len() >= TITLE_FROM && is_close(word, Spread::TITLE);
            for (entry, context) in dictionary.contexts(at) {
                _ = self.budget.is_overtaken(1);
                let is_kept = match context.field {
                    Field::Name | Field::Person => true,
                    Field::Role | Field::Project | Field::Organisation | Field::Region | Field::Place => is_title,
                    Field::Phone | Field::Years | Field::Mail => false,
                };
                let is_whole = context.is_whole || context.field != Field::Name;
                let fit = part.map(|part| Fit::of(&[part.at(WordPosition::First, is_whole)])).or(inner);
                let is_kept = is_kept && typed.as_ref().is_none_or(|typed| index.spells(word, context, typed));
                if let Some(fit) = fit.filter(|_| is_kept) {
                    let is_own = context.field == Field::Name;
                    let discount = alias(context) + if is_anchored { discount(fit, is_own) } else { UNANCHORED };
                    let grade = grade(fit, weight_of(context.field), discount);
                    self.keep_word(WordKind::Plain, at, (entry, context), grade, Some(Rc::clone(&sought)));
                }
            }
            if self.budget.is_stopped() {
                return;
            }
        }
    }

    /// Names of people, projects and organisations, across their words.
    fn fuzzy_names(&mut self) {
        let index = self.index;
        let term = self.term();
        if !term.allows(Field::Name) {
            return;
        }
        for (fit, records) in fuzzy_names::records(index, term, self.budget) {
            let records = if RecordSet::are_few(records.len(), index.record_count) {
                RecordSet::Few(records)
            } else {
                let mut bits = Bits::none(index.record_count);
                for record in records {
                    bits.insert(record);
                }
                bits.records()
            };
            let grade = grade(fit, weight_of(Field::Name), discount(fit, false));
            let (origin, records) = (MatchOrigin::Abbreviation, Found::Made(records));
            self.keep(Group { grade, field: Field::Name, is_telling: true, origin, records });
        }
    }

    /// Titles, projects and organisations, across their words.
    fn fuzzy_phrases(&mut self, fuzzy: &Fuzzy, folded: &str) {
        let index = self.index;
        let dictionary = index.dictionary(WordKind::Phrase);
        let sought: Rc<str> = folded.into();
        for (at, phrase) in dictionary.words.lines(0..dictionary.words.len()).iter() {
            if self.budget.is_overtaken(1) {
                return;
            }
            let Some(placed) = across(fuzzy, phrase, folded, Spread::TITLE) else { continue };
            for (entry, context) in dictionary.contexts(at) {
                _ = self.budget.is_overtaken(1);
                let discount = alias(context) + discount(placed.fit, false);
                let grade = grade(placed.fit, weight_of(context.field), discount);
                self.keep_word(WordKind::Phrase, at, (entry, context), grade, Some(Rc::clone(&sought)));
            }
        }
    }

    /// Names of places, as one word: *pohjoissavo*.
    fn fuzzy_places(&mut self, fuzzy: &Fuzzy, folded: &str, letters: &[char]) {
        let mut best: Vec<(gazetteer::Place, Fit, &'static str)> = Vec::new();
        for (key, place, name) in gazetteer::place_names() {
            if self.budget.is_overtaken(1) {
                return;
            }
            if reach(key, letters, Spread::TITLE) >> letters.len() & 1 == 1 && !is_slip(key, letters.len()) {
                best.push((place, Fit::of(&[part_of(fuzzy, key, folded)]), name));
            }
        }
        // Each place once, by the name that fits best.
        best.sort_unstable();
        best.dedup_by_key(|(place, ..)| *place);
        for (place, fit, name) in best {
            let weight = grade(fit, -PLACE, discount(fit, false)).weight;
            self.fuzzy_place(place, name, weight);
        }
    }
}

/// The cost of the place of the letters: in one word of the record's own name, or elsewhere.
fn discount(fit: Fit, is_in_own_word: bool) -> i64 {
    match (fit.is_loose, is_in_own_word) {
        (true, true) => LOOSE,
        (true, false) => LOOSE_ELSEWHERE,
        (false, true) => 0,
        (false, false) => ELSEWHERE,
    }
}

fn alias(context: TermContext) -> i64 {
    if context.is_alias { ALIAS } else { 0 }
}

/// The score of a match in a field of some weight.
fn grade(fit: Fit, weight: i64, discount: i64) -> TermScore {
    let weight = weight - FUZZY - discount - fit.cost.min(MOST_COST);
    TermScore { tier: Tier::Fuzzy, weight, band: -fit.spare.min(MOST_SPARE) }
}

/// Whether a word has one letter more than the term. Then a letter was left out, and the word is found as one with a
/// typing error.
fn is_slip(word: &str, typed: usize) -> bool {
    typed >= ONE_FROM && word.chars().count() == typed + 1
}

/// Whether a word contains all letters in order, compared as bytes.
fn has_in_order(word: &str, letters: &str) -> bool {
    let letters = letters.as_bytes();
    let mut matched = 0;
    for byte in word.bytes() {
        matched += usize::from(letters.get(matched) == Some(&byte));
    }
    matched == letters.len()
}
