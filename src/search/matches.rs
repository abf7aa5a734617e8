//! The records that answer one term, each by its best match.

use std::collections::HashMap;

use super::answer::{Field, Step, Tier, Why};
use super::fuzzy::{Fuzzy, word_starts};
use super::index::{Index, PlacePosting, Posting};
use super::numbers::{digits_in, number_match};
use super::operator::Matching;
use super::query::{Term, TermKind};
use super::typos::Meant;
use crate::gazetteer::{self, Place};
use crate::model::Basis;
use crate::text::{join_key, nominatives};

/// The fewest letters that are looked for inside words.
const INSIDE_FROM: usize = 2;
/// The fewest letters that begin the name of a place.
const PLACE_FROM: usize = 3;

/// How a record answers a term.
#[derive(Clone, Debug)]
pub(super) struct Match {
    /// How well.
    pub tier: Tier,
    /// What the field is worth, and within one field how directly it answers.
    pub weight: i64,
    /// Exact accents and good places in the text, in a few coarse steps.
    pub band: i64,
    /// The reason.
    pub why: Why,
}

impl Match {
    /// Lower is better.
    pub(super) fn order(&self) -> (u8, i64, i64) {
        (rank_of(self.tier), -self.weight, -self.band)
    }
}

/// Exact words and places stand together; the rest follow in order.
pub(super) fn rank_of(tier: Tier) -> u8 {
    match tier {
        Tier::Exact | Tier::Place => 0,
        Tier::Prefix => 1,
        Tier::WordStart => 2,
        Tier::Substring => 3,
        Tier::Typo => 4,
    }
}

/// The best match of a term in each record that has one; words with letters wrong only where they may be.
pub(super) fn find(index: &Index, fuzzy: &Fuzzy, term: &Term, with_typos: bool) -> HashMap<u32, Match> {
    let mut finder = Finder { index, fuzzy, term, best: HashMap::new() };
    match &term.kind {
        TermKind::Place(places) => {
            finder.places(places);
            finder.whole_words();
        }
        TermKind::Digits { national, typed } => {
            finder.numbers(national, typed);
            finder.years(typed);
            finder.whole_words();
            finder.beginnings();
        }
        TermKind::Word => finder.words(with_typos),
    }
    finder.best
}

struct Finder<'a> {
    index: &'a Index,
    fuzzy: &'a Fuzzy,
    term: &'a Term,
    best: HashMap<u32, Match>,
}

impl<'a> Finder<'a> {
    fn words(&mut self, with_typos: bool) {
        match self.term.matching {
            Matching::Any => {
                self.whole_words();
                self.beginnings();
                self.begun_places();
                self.word_starts();
                self.insides();
                if with_typos {
                    self.typos();
                }
            }
            Matching::Whole => self.whole_word(&self.term.folded, 2),
            Matching::Prefix => {
                self.whole_words();
                self.beginnings();
                self.begun_places();
            }
            Matching::Inside => {
                self.whole_word(&self.term.folded, 2);
                self.beginnings();
                self.insides();
            }
            Matching::FieldStart => self.field_ends(|text, word| text.starts_with(word).then_some(0)),
            Matching::FieldEnd => {
                self.field_ends(|text, word| Some(text.strip_suffix(word)?.chars().count()));
            }
        }
    }

    /// Texts that begin or end with the word: `at` gives the character that it begins at there.
    fn field_ends(&mut self, at: impl Fn(&str, &str) -> Option<usize>) {
        let word = self.term.folded.as_str();
        for text in &self.index.texts {
            let Some(first) = at(&text.folded.text, word) else { continue };
            let origins = text.folded.origins.iter().skip(first).take(word.chars().count()).copied();
            let letters = if text.is_alias { Vec::new() } else { origins.collect() };
            self.keep_in_text(text.record, text.field, &text.shown, letters, Tier::Prefix, 0);
        }
    }

    fn keep(&mut self, record: u32, found: Match) {
        if !self.term.allows(found.why.field) {
            return;
        }
        match self.best.get(&record) {
            Some(known) if known.order() <= found.order() => {}
            _ => _ = self.best.insert(record, found),
        }
    }

    fn whole_words(&mut self) {
        self.whole_word(&self.term.folded, 2);
        if self.term.folded.contains(' ') {
            return;
        }
        for nominative in nominatives(&self.term.folded) {
            self.whole_word(&nominative, 1);
        }
    }

    fn whole_word(&mut self, word: &str, band: i64) {
        let words = &self.index.words;
        if let Ok(at) = words.binary_search_by(|(known, _)| known.as_str().cmp(word)) {
            self.keep_postings(&words[at], Tier::Exact, band);
        }
    }

    fn beginnings(&mut self) {
        let word = self.term.folded.as_str();
        let words = &self.index.words;
        let first = words.partition_point(|(known, _)| known.as_str() < word);
        for entry in words[first..].iter().take_while(|(known, _)| known.starts_with(word)) {
            self.keep_postings(entry, Tier::Prefix, 0);
        }
    }

    fn insides(&mut self) {
        let word = self.term.folded.as_str();
        if word.chars().count() < INSIDE_FROM {
            return;
        }
        for entry in self.index.words.iter().filter(|(known, _)| known.contains(word)) {
            self.keep_postings(entry, Tier::Substring, 0);
        }
    }

    fn keep_postings(&mut self, (word, postings): &'a (String, Vec<Posting>), tier: Tier, band: i64) {
        // Scored once for the word, not for each of the records that share it.
        let (score, letters) =
            self.fuzzy.spell(word, &self.term.folded).unwrap_or_else(|| (0, (0..word.chars().count()).collect()));
        // A whole word is a whole word: a longer one is no better.
        let band = if tier == Tier::Exact { band * 8 } else { (score / 32).clamp(0, 7) };
        for posting in postings {
            let text = &self.index.texts[posting.text as usize];
            let origin = |letter: usize| text.folded.origins.get(posting.at as usize + letter).copied();
            let letters: Vec<u32> =
                if text.is_alias { Vec::new() } else { letters.iter().copied().filter_map(origin).collect() };
            let band = band + accent_bonus(&text.shown, &letters, &self.term.typed);
            // Pohjanmaa is a place, and not what Etelä-Pohjanmaa is called.
            let is_part_of_place = posting.at > 0 && self.index.is_place_name(text);
            let tier = if is_part_of_place { tier.max(Tier::WordStart) } else { tier };
            self.keep_in_text(text.record, text.field, &text.shown, letters, tier, band);
        }
    }

    fn keep_in_text(&mut self, record: u32, field: Field, shown: &str, letters: Vec<u32>, tier: Tier, band: i64) {
        let word = self.term.typed.clone();
        let why = Why { word, field, tier, matched: shown.to_owned(), letters, path: Vec::new() };
        self.keep(record, Match { tier, weight: weight_of(field), band, why });
    }

    fn word_starts(&mut self) {
        for name in &self.index.names {
            let text = &self.index.texts[*name as usize];
            if let Some(letters) = word_starts(&text.folded.text, &self.term.folded) {
                let score = self.fuzzy.spell(&text.folded.text, &self.term.folded).map_or(0, |(score, _)| score);
                let origins = letters.iter().filter_map(|letter| text.folded.origins.get(*letter).copied()).collect();
                let letters = if text.is_alias { Vec::new() } else { origins };
                self.keep_in_text(
                    text.record,
                    text.field,
                    &text.shown,
                    letters,
                    Tier::WordStart,
                    (score / 32).clamp(0, 7),
                );
            }
        }
    }

    fn places(&mut self, places: &[Place]) {
        for place in places {
            self.place(*place, &Step::Place(*place), Tier::Place, 0);
            if let Place::Region(region) = place {
                for relative in gazetteer::family(*region).into_iter().map(Place::Region) {
                    self.region(relative, &[Step::Place(relative)], Tier::WordStart, -5);
                }
            }
        }
    }

    /// Words and places that may have been meant; none for a word that stands in the dictionary as it is.
    fn typos(&mut self) {
        let word = self.term.folded.as_str();
        let words = &self.index.words;
        if words.binary_search_by(|(known, _)| known.as_str().cmp(word)).is_ok() {
            return;
        }
        let Some(meant) = Meant::by(word) else { return };
        for (known, postings) in words {
            let Some(cost) = meant.cost(known) else { continue };
            for posting in postings {
                let text = &self.index.texts[posting.text as usize];
                self.keep_in_text(text.record, text.field, &text.shown, Vec::new(), Tier::Typo, -cost);
            }
        }
        for (place, name) in gazetteer::places_beginning("") {
            if let Some(cost) = meant.cost(&join_key(name)) {
                self.place(place, &Step::Printed(name.to_owned()), Tier::Typo, -cost);
            }
        }
    }

    /// Places whose name is only begun.
    fn begun_places(&mut self) {
        let prefix = join_key(&self.term.folded);
        if prefix.chars().count() < PLACE_FROM {
            return;
        }
        for (place, name) in gazetteer::places_beginning(&prefix) {
            let discount = if matches!(place, Place::Municipality(_)) { -65 } else { -35 };
            // The very name that is begun: in the reader's language it may begin otherwise.
            self.place(place, &Step::Printed(name.to_owned()), Tier::Prefix, discount);
        }
    }

    /// The records that a place leads to: those in it or named after it, and those that answer for its regions.
    fn place(&mut self, place: Place, called: &Step, tier: Tier, discount: i64) {
        if let Place::Region(_) = place {
            return self.region(place, &[], tier, discount);
        }
        self.named(place, &[], tier, discount);
        if let Place::Municipality(code) = place
            && let Some(heir) = gazetteer::municipality(code).merged_into
        {
            self.named(
                Place::Municipality(heir),
                &[called.clone(), Step::Place(Place::Municipality(heir))],
                tier,
                discount,
            );
        }
        for region in place.regions().iter().map(|region| Place::Region(*region)) {
            self.region(region, &[called.clone(), Step::Place(region)], tier, discount);
        }
    }

    /// The records that are in a place or named after it.
    fn named(&mut self, place: Place, before: &[Step], tier: Tier, discount: i64) {
        for posting in self.index.places.get(&place).into_iter().flatten() {
            self.keep_place(posting, before.to_vec(), tier, discount);
        }
    }

    /// The records that answer for a region, and the region itself.
    fn region(&mut self, region: Place, before: &[Step], tier: Tier, discount: i64) {
        for posting in self.index.places.get(&region).into_iter().flatten() {
            let itself = Step::Place(region);
            let asked_for = before.first().unwrap_or(&itself);
            let mut path = before.to_vec();
            if posting.path.iter().any(|step| are_same(step, asked_for)) {
                // The record prints the very name that was typed: there is nothing between.
                path.clear();
            } else if !posting.path.is_empty() {
                path.extend((path.last() != Some(&Step::Place(region))).then_some(Step::Place(region)));
                path.extend(posting.path.iter().cloned());
            }
            self.keep_place(posting, path, tier, discount);
        }
    }

    fn keep_place(&mut self, posting: &PlacePosting, path: Vec<Step>, tier: Tier, discount: i64) {
        let weight = weight_of(posting.field) + discount + i64::from(posting.basis == Basis::Stated);
        let (word, matched) = (self.term.typed.clone(), posting.shown.clone());
        let why = Why { word, field: posting.field, tier, matched, letters: Vec::new(), path };
        self.keep(posting.record, Match { tier, weight, band: 0, why });
    }

    /// Projects that ran in a year; those whose beginning nobody stated come after.
    fn years(&mut self, typed: &str) {
        let Some(year) = typed.parse::<u16>().ok().filter(|year| (1900..2100).contains(year) && typed.len() == 4)
        else {
            return;
        };
        for span in &self.index.spans {
            let ended = span.last.is_some_and(|last| last < year);
            let tier = match span.first {
                Some(first) if first <= year && !ended => Tier::Exact,
                None if !ended && span.last.is_some() => Tier::WordStart,
                _ => continue,
            };
            self.keep_in_text(span.record, Field::Years, &span.shown, Vec::new(), tier, 0);
        }
    }

    fn numbers(&mut self, national: &str, typed: &str) {
        for number in &self.index.numbers {
            let Some((tier, at, length)) = number_match(&number.national, national, typed) else { continue };
            let letters = digits_in(number, at, length);
            self.keep_in_text(number.record, Field::Phone, &number.printed, letters, tier, 0);
        }
    }
}

/// Whether two steps go by one name.
fn are_same(step: &Step, other: &Step) -> bool {
    let name = |step: &Step| match step {
        Step::Printed(printed) => join_key(printed),
        Step::Place(place) => join_key(place.names().fi),
    };
    name(step) == name(other)
}

/// What finding a term in a field is worth.
fn weight_of(field: Field) -> i64 {
    match field {
        Field::Region => 90,
        Field::Name => 80,
        Field::Phone | Field::Years => 75,
        Field::Mail => 70,
        Field::Role => 60,
        Field::Project => 50,
        Field::Organisation => 40,
        Field::Place => 30,
        Field::Person => 20,
    }
}

/// One step up when the letters found are those typed, accents and all.
fn accent_bonus(shown: &str, letters: &[u32], typed: &str) -> i64 {
    let Some(first) = letters.first() else { return 0 };
    let found: String =
        shown.chars().skip(*first as usize).take(typed.chars().count()).flat_map(char::to_lowercase).collect();
    i64::from(found == typed.to_lowercase())
}
