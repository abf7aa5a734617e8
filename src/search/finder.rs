//! The records that answer one term, each by its best match.

use super::answer::{Field, Tier, Why};
use super::fuzzy::{Fuzzy, word_starts};
use super::index::{Index, Posting};
use super::matches::{Best, Grade, weight_of};
use super::numbers::{digits_in, number_match};
use super::operator::Matching;
use super::terms::{Term, TermKind};
use super::typos::Meant;
use crate::gazetteer;
use crate::text::{join_key, nominatives};

/// What a step away from what was typed costs: more than any field is worth.
pub(super) const TYPO: i64 = 100;
/// What it costs to have meant a place: of a name and a place that are as near, the name is meant.
const PLACE: i64 = 1;
/// The fewest letters of a compound's last part.
const HEAD_FROM: usize = 6;
/// The fewest letters that are looked for inside words.
const INSIDE_FROM: usize = 2;

/// The best match of a term in each record that has one, letter for letter.
pub(super) fn find(index: &Index, fuzzy: &Fuzzy, term: &Term) -> Best {
    let mut finder = Finder { index, fuzzy, term, best: Best::default() };
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
        TermKind::Word => finder.words(),
    }
    if finder.best.is_empty() && term.kind == TermKind::Word && term.matching == Matching::Any {
        finder.heads();
    }
    if finder.best.is_empty()
        && let Some(parts) = parts_of(term)
    {
        return met(parts.iter().map(|part| find(index, fuzzy, part)));
    }
    finder.best
}

/// The best match in each record that has a word or a place which may have been meant.
pub(super) fn find_meant(index: &Index, fuzzy: &Fuzzy, term: &Term) -> Best {
    if term.kind != TermKind::Word || term.matching != Matching::Any {
        return Best::default();
    }
    let mut finder = Finder { index, fuzzy, term, best: Best::default() };
    finder.typos();
    if finder.best.is_empty()
        && let Some(parts) = parts_of(term)
    {
        return met(parts.iter().map(|part| {
            let mut best = find(index, fuzzy, part);
            best.merge(find_meant(index, fuzzy, part));
            best
        }));
    }
    finder.best
}

/// The records that have, as they stand or in their beginning, a word that only asks.
pub(super) fn find_hint(index: &Index, fuzzy: &Fuzzy, term: &Term) -> Best {
    let mut finder = Finder { index, fuzzy, term, best: Best::default() };
    finder.whole_words();
    finder.beginnings();
    finder.best
}

/// The words of an address or of a hyphenated word, for when nobody has it as a whole; of an address, the part before
/// the `@`, for it is people that differ in it.
fn parts_of(term: &Term) -> Option<Vec<Term>> {
    if term.kind != TermKind::Word || term.matching != Matching::Any {
        return None;
    }
    let local = term.folded.split('@').next().filter(|local| !local.is_empty())?;
    let is_address = local.len() < term.folded.len();
    // A name may stand where the address was asked for.
    let scope = term.scope.filter(|_| !is_address);
    let words = local.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let parts: Vec<Term> = words.map(|word| Term { typed: term.typed.clone(), scope, ..Term::word(word) }).collect();
    (parts.len() > 1 || (is_address && !parts.is_empty())).then_some(parts)
}

/// The records that are in all of several.
fn met(all: impl Iterator<Item = Best>) -> Best {
    let met = all.reduce(|mut met, best| {
        met.meet(best);
        met
    });
    met.unwrap_or_default()
}

pub(super) struct Finder<'a> {
    pub(super) index: &'a Index,
    fuzzy: &'a Fuzzy,
    pub(super) term: &'a Term,
    best: Best,
}

impl<'a> Finder<'a> {
    fn words(&mut self) {
        match self.term.matching {
            Matching::Any => {
                self.whole_words();
                self.beginnings();
                self.begun_places();
                self.word_starts();
                self.insides();
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

    pub(super) fn keep(&mut self, record: u32, field: Field, grade: Grade, why: impl FnOnce(String) -> Why) {
        if self.term.allows(field) {
            self.best.keep(record, grade, || why(self.term.typed.clone()));
        }
    }

    /// Keeps a text in which the characters that `letters` gives were found.
    fn keep_text(&mut self, text: u32, tier: Tier, band: i64, letters: impl FnOnce() -> Vec<u32>) {
        let text = &self.index.texts[text as usize];
        let grade = Grade { tier, weight: weight_of(text.field), band };
        self.keep(text.record, text.field, grade, |word| {
            let letters = if text.is_alias { Vec::new() } else { letters() };
            Why { word, field: text.field, tier, matched: text.shown.clone(), letters, path: Vec::new() }
        });
    }

    /// Texts that begin or end with the word: `at` gives the character that it begins at there.
    fn field_ends(&mut self, at: impl Fn(&str, &str) -> Option<usize>) {
        let (word, texts) = (self.term.folded.as_str(), &self.index.texts);
        for (number, text) in (0_u32..).zip(texts) {
            let Some(first) = at(&text.folded.text, word) else { continue };
            let origins = || text.folded.origins.iter().skip(first).take(word.chars().count()).copied().collect();
            self.keep_text(number, Tier::Prefix, 0, origins);
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
        for entry in self.index.words_with(word) {
            self.keep_postings(entry, Tier::Substring, 0);
        }
    }

    /// Compounds by a form of their last part: `päällikön` of `hankepäällikkö`.
    fn heads(&mut self) {
        for nominative in nominatives(&self.term.folded) {
            if nominative.chars().count() < HEAD_FROM {
                continue;
            }
            for (word, postings) in self.index.words_with(&nominative) {
                if !word.ends_with(&nominative) {
                    continue;
                }
                // The parts of a name are not words: Salomäki is no Mäki.
                let is_word = |posting: &&Posting| {
                    let field = self.index.texts[posting.text as usize].field;
                    matches!(field, Field::Role | Field::Project | Field::Organisation)
                };
                for posting in postings.iter().filter(is_word) {
                    self.keep_text(posting.text, Tier::Exact, 0, Vec::new);
                }
            }
        }
    }

    fn keep_postings(&mut self, (word, postings): &'a (String, Vec<Posting>), tier: Tier, band: i64) {
        let is_wanted = |posting: &Posting| {
            let text = &self.index.texts[posting.text as usize];
            self.best.wants(text.record, tier, weight_of(text.field))
        };
        // Most words that begin or have the typed one are of records which have it better elsewhere.
        if !postings.iter().any(is_wanted) {
            return;
        }
        // Scored once for the word, not for each of the records that share it.
        let (score, letters) =
            self.fuzzy.spell(word, &self.term.folded).unwrap_or_else(|| (0, (0..word.chars().count()).collect()));
        // A whole word is a whole word: a longer one is no better.
        let band = if tier == Tier::Exact { band * 8 } else { (score / 32).clamp(0, 7) };
        for posting in postings {
            let text = &self.index.texts[posting.text as usize];
            let origin = |letter: &usize| text.folded.origins.get(posting.at as usize + letter).copied();
            let is_typed =
                letters.first().and_then(origin).is_some_and(|first| is_spelt(&text.shown, first, &self.term.typed));
            // Pohjanmaa is a place, and not what Etelä-Pohjanmaa is called.
            let is_part_of_place = posting.at > 0 && self.index.is_place_name(text);
            let tier = if is_part_of_place { tier.max(Tier::WordStart) } else { tier };
            let accents = i64::from(is_typed && !text.is_alias);
            self.keep_text(posting.text, tier, band + accents, || letters.iter().filter_map(origin).collect());
        }
    }

    fn word_starts(&mut self) {
        let Some(initial) = self.term.folded.chars().next() else { return };
        let index = self.index;
        for name in index.names.iter().filter(|name| name.initials.contains(initial)) {
            let text = &index.texts[name.text as usize];
            if let Some(letters) = word_starts(&text.folded.text, &self.term.folded) {
                let score = self.fuzzy.spell(&text.folded.text, &self.term.folded).map_or(0, |(score, _)| score);
                let origins =
                    || letters.iter().filter_map(|letter| text.folded.origins.get(*letter).copied()).collect();
                self.keep_text(name.text, Tier::WordStart, (score / 32).clamp(0, 7), origins);
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
        for (meant, price) in Meant::by(word) {
            for (known, postings) in words {
                let Some(cost) = meant.cost(known) else { continue };
                for posting in postings {
                    self.keep_meant(posting.text, cost + price);
                }
            }
        }
        for (meant, price) in Meant::by(&join_key(word)) {
            for (key, place, name) in gazetteer::place_stems() {
                if let Some(cost) = meant.cost(key) {
                    self.meant_place(place, name, cost + price + PLACE);
                }
            }
        }
    }

    /// How far it is from what was typed counts for more than where it stands.
    fn keep_meant(&mut self, text: u32, cost: i64) {
        let text = &self.index.texts[text as usize];
        let grade = Grade { tier: Tier::Typo, weight: weight_of(text.field) - TYPO * cost, band: 0 };
        self.keep_shown(text.record, text.field, &text.shown, grade, Vec::new);
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
            let grade = Grade { tier, weight: weight_of(Field::Years), band: 0 };
            self.keep_shown(span.record, Field::Years, &span.shown, grade, Vec::new);
        }
    }

    fn numbers(&mut self, national: &str, typed: &str) {
        for number in &self.index.numbers {
            let Some((tier, at, length)) = number_match(&number.national, national, typed) else { continue };
            let grade = Grade { tier, weight: weight_of(Field::Phone), band: 0 };
            self.keep_shown(number.record, Field::Phone, &number.printed, grade, || digits_in(number, at, length));
        }
    }

    fn keep_shown(&mut self, record: u32, field: Field, shown: &str, grade: Grade, letters: impl FnOnce() -> Vec<u32>) {
        let tier = grade.tier;
        let why = |word| Why { word, field, tier, matched: shown.to_owned(), letters: letters(), path: Vec::new() };
        self.keep(record, field, grade, why);
    }
}

/// Whether the letters of a text from `first` on are those typed, accents and all.
fn is_spelt(shown: &str, first: u32, typed: &str) -> bool {
    let mut letters = shown.chars().skip(first as usize).flat_map(char::to_lowercase);
    typed.chars().flat_map(char::to_lowercase).all(|letter| letters.next() == Some(letter))
}
