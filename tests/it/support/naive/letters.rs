//! Letters in order, with gaps, by exhaustive search.

use allu::search::{Field, Tier};
use allu::text::fold;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::Found;
use super::record::{Record, Text, Word};

/// The penalty of gaps and further words, whether there are more than two gaps, and the number of unused letters of the
/// words.
type Fit = (bool, i64, i64);

/// The letters of a query, and their aligner.
pub(crate) struct Letters<'a> {
    typed: &'a str,
    /// The typed text in lower case, if it has accents.
    accented: Option<Vec<char>>,
    matcher: SkimMatcherV2,
}

/// How well some letters fit a word.
#[derive(Clone, Copy)]
struct Part {
    cost: i64,
    gaps: usize,
    left_over: i64,
    /// 0 for the first word of a text, 2 for those after the last space, 1 for others.
    place: u8,
}

impl<'a> Letters<'a> {
    /// For a folded word and its typed form. `None` for a word that is not searched by its letters.
    pub(crate) fn new(folded: &'a str, typed: &str) -> Option<Self> {
        let count = folded.chars().count();
        let letters: Vec<char> = typed.to_lowercase().chars().collect();
        let accented = (!typed.is_ascii() && letters.len() == count).then_some(letters);
        let is_fit = (2..=16).contains(&count) && folded.chars().all(char::is_alphanumeric);
        is_fit.then(|| Self { typed: folded, accented, matcher: SkimMatcherV2::default().respect_case() })
    }

    /// Whether a word is spelled with some of the letters, including accents.
    fn are_written(&self, word: &Word, is_alias: bool, from: usize, to: usize) -> bool {
        let Some(accented) = &self.accented else { return true };
        let written = if is_alias { &word.folded } else { &word.written };
        let mut wanted = accented[from..to].iter().peekable();
        for letter in written.chars() {
            let is_same = |typed: &&char| {
                **typed == letter || (typed.is_ascii() && fold(&letter.to_string()).starts_with(**typed))
            };
            wanted.next_if(is_same);
        }
        wanted.peek().is_none()
    }

    /// The best match of the letters in a record.
    pub(crate) fn stand_in(&self, record: &Record) -> Option<Found> {
        let mut found = Vec::new();
        for text in &record.texts {
            let words = text.words.iter().filter(|word| !word.has_signs).filter_map(|word| self.in_word(text, word));
            // An alias scores less than the displayed name.
            let other = if text.is_alias { 30 } else { 0 };
            found.extend(words.chain(self.across(text)).map(|found| Found { weight: found.weight - other, ..found }));
        }
        found.into_iter().min_by_key(Found::order)
    }

    fn count(&self) -> usize {
        self.typed.chars().count()
    }

    fn in_word(&self, text: &Text, word: &Word) -> Option<Found> {
        let (own, count) = (word.folded.as_str(), self.count());
        // One letter is missing: a typing error.
        if (count >= 4 && own.chars().count() == count + 1) || !self.are_written(word, text.is_alias, 0, count) {
            return None;
        }
        let is_person = matches!(text.field, Field::Name | Field::Person);
        let is_title =
            matches!(text.field, Field::Role | Field::Project | Field::Organisation | Field::Region | Field::Place);
        if own.starts_with(self.typed.chars().next()?) {
            let part = self.part(own, self.typed, 4)?;
            let is_close = is_person || (is_title && count > 2 && self.part(own, self.typed, 3).is_some());
            let hyphenated = if text.field == Field::Name && !word.is_whole { 2 } else { 0 };
            let fit = (part.gaps > 2, part.cost + hyphenated, part.left_over);
            return is_close.then(|| found(fit, text.field, text.field == Field::Name));
        }
        let (cost, letters) = self.aligned(own, self.typed)?;
        let left_out = letters.last()? + 1 - letters.first()? - letters.len();
        let is_close = count > 3 && 2 * left_out <= 3 * count;
        (is_person && is_close).then(|| found_besides((true, cost, 60), text.field, 400))
    }

    /// In two or three words of a name or title.
    fn across(&self, text: &Text) -> Option<Found> {
        let is_name = text.field == Field::Name && !text.is_alias;
        let is_title = matches!(text.field, Field::Role | Field::Project | Field::Organisation)
            || (text.field == Field::Name && text.is_alias);
        // The name of a place is one name, with any number of words.
        if self.count() < 3 || text.is_place || !(is_name || is_title) {
            return None;
        }
        let spread = if is_name { 4 } else { 3 };
        let words: Vec<&Word> = text.words.iter().filter(|word| !word.has_signs).take(12).collect();
        let mut best: Option<Fit> = None;
        let mut keep = |parts: &[Option<Part>]| {
            let parts: Option<Vec<Part>> = parts.iter().copied().collect();
            let fit = parts.map(|parts| together(&parts));
            best = best.into_iter().chain(fit).min();
        };
        let typed: Vec<char> = self.typed.chars().collect();
        let cut = |from: usize, to: usize| typed[from..to].iter().collect::<String>();
        let end = typed.len();
        let last_word = words.len() - words.len().min(1);
        let placed = |at: usize, from: usize, to: usize| {
            let word = words[at];
            let part = self.part(&word.folded, &cut(from, to), spread)?;
            // In a title, every word counts by itself.
            let is_last = if is_name { word.is_behind_last_space } else { at == last_word };
            let place = match (if is_name { word.is_first } else { at == 0 }, is_last) {
                (true, _) => 0,
                (false, true) => 2,
                (false, false) => 1,
            };
            let hyphenated = if is_name && !word.is_whole { 2 } else { 0 };
            let is_written = !is_name || self.are_written(word, text.is_alias, from, to);
            is_written.then_some(Part { place, cost: part.cost + hyphenated, ..part })
        };
        let is_other = |one: usize, other: usize| words[one].folded != words[other].folded;
        let pairs = (0..words.len()).flat_map(|one| (0..words.len()).map(move |other| (one, other)));
        for (one, other) in pairs.filter(|(one, other)| is_other(*one, *other)) {
            for middle in 1..end {
                keep(&[placed(one, 0, middle), placed(other, middle, end)]);
            }
            for last in (0..words.len()).filter(|last| is_other(one, *last) && is_other(other, *last)) {
                for (first, second) in (1..end).flat_map(|first| (first + 1..end).map(move |second| (first, second))) {
                    keep(&[placed(one, 0, first), placed(other, first, second), placed(last, second, end)]);
                }
            }
        }
        best.map(|fit| found(fit, text.field, false))
    }

    /// How letters match a word that begins with the first of them. The maximum number of letters left out is given in
    /// halves of their number.
    fn part(&self, word: &str, letters: &str, spread: usize) -> Option<Part> {
        let mut left_out = 0;
        let mut wanted = letters.chars().peekable();
        for (at, letter) in word.chars().enumerate() {
            if wanted.peek() == Some(&letter) {
                wanted.next();
            } else if at == 0 {
                return None;
            } else if wanted.peek().is_some() {
                left_out += 1;
            }
        }
        let count = letters.chars().count();
        if wanted.peek().is_some() || 2 * left_out > spread * count {
            return None;
        }
        let left_over = i64::try_from(word.chars().count() - count).unwrap_or(0);
        let (cost, aligned) = self.aligned(word, letters)?;
        let gaps = aligned.windows(2).filter(|pair| pair[1] > pair[0] + 1).count();
        let (cost, gaps) = if word.starts_with(letters) { (0, 0) } else { (cost, gaps) };
        Some(Part { cost, gaps, left_over, place: 0 })
    }

    fn aligned(&self, word: &str, letters: &str) -> Option<(i64, Vec<usize>)> {
        let (score, aligned) = self.matcher.fuzzy_indices(word, letters)?;
        Some(((self.matcher.fuzzy_match(letters, letters)? - score).max(0), aligned))
    }
}

/// Whether each of some words matches a different word of the record's name.
pub(crate) fn has_a_word_for_each(record: &Record, asked: &[&str]) -> bool {
    let name = record.texts.iter().find(|text| text.field == Field::Name && !text.is_alias);
    let words: Vec<&str> = name
        .iter()
        .filter(|text| !text.is_place)
        .flat_map(|text| &text.words)
        .filter(|word| !word.has_signs)
        .map(|word| word.folded.as_str())
        .collect();
    fit_each(&words, asked)
}

fn fit_each(words: &[&str], asked: &[&str]) -> bool {
    let Some((first, rest)) = asked.split_first() else { return true };
    let letters = Letters { typed: first, accented: None, matcher: SkimMatcherV2::default().respect_case() };
    words.iter().any(|word| {
        let others: Vec<&str> = words.iter().copied().filter(|other| other != word).collect();
        letters.part(word, first, 4).is_some() && fit_each(&others, rest)
    })
}

fn together(parts: &[Part]) -> Fit {
    let cost: i64 = parts.iter().map(|part| part.cost).sum();
    let further = 5 * i64::try_from(parts.len() - 1).unwrap_or(0);
    let turned = if parts.windows(2).any(|pair| pair[0].place > pair[1].place) { 6 } else { 0 };
    let gaps: usize = parts.iter().map(|part| part.gaps).sum();
    (gaps > 2, cost + further + turned, parts.iter().map(|part| part.left_over).sum())
}

/// A match in one word of the record's own name, or elsewhere, with few gaps or many.
fn found(fit: Fit, field: Field, is_own: bool) -> Found {
    let discount = match (fit.0, is_own) {
        (false, true) => 0,
        (false, false) => 200,
        (true, true) => 196,
        (true, false) => 305,
    };
    found_besides(fit, field, discount)
}

fn found_besides((_, cost, left_over): Fit, field: Field, discount: i64) -> Found {
    let weight = super::asked::weight_of(field) - discount - 5 - cost.min(85);
    Found {
        tier: Tier::Fuzzy,
        field,
        weight,
        band: -left_over.min(60),
        is_last: true,
        is_rather_a_name: false,
        is_short_inside: false,
    }
}
