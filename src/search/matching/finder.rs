//! Finds the records that match a term, each by its best match.

use std::rc::Rc;

use crate::gazetteer;
use crate::language::nominatives;
use crate::search::budget::Budget;
use crate::search::hit::{Field, Tier};
use crate::search::index::term_dictionary::TermContext;
use crate::search::index::{Index, WordKind};
use crate::search::matching::alternatives::{Alternative, Alternatives};
use crate::search::matching::initials;
use crate::search::matching::matches::{Found, Group, MatchGroups, MatchOrigin, Matches};
use crate::search::matching::score::{TermScore, weight_of};
use crate::search::query::operator::Matching;
use crate::search::query::term::{LONGEST_JOINED, Term, TermKind};

/// The minimum number of letters that are searched inside words.
const INSIDE_FROM: usize = 2;
/// Penalty for an inflected form, outside names, of a word that is also the name of a person: *Salonen* is a person
/// rather than a form of *Salon kaupunki*.
const FORM_OF_A_NAME: i64 = 60;

/// The best exact match of a term in each record.
pub(in crate::search) fn find(
    index: &Index,
    budget: &Budget<'_>,
    alternatives: &Alternatives<'_>,
    term: &Term,
) -> Matches {
    let mut finder = Finder::new(index, budget, term);
    match &term.kind {
        TermKind::Place(places) => {
            finder.places(places);
            finder.whole_words();
        }
        TermKind::Office(office) => {
            finder.office(office);
            finder.places(&office.places);
        }
        TermKind::Digits { national, typed } => {
            finder.numbers(national, typed);
            finder.years(typed);
            finder.whole_words();
            finder.beginnings();
        }
        TermKind::Word => finder.words(),
    }
    let is_any = term.kind == TermKind::Word && term.matching == Matching::Any;
    // A word that is the name of a person is read as that name: Niemi is a surname rather than a village.
    if is_any && alternatives.has(term, Alternative::Villages, !index.has_word(&term.folded)) {
        finder.villages();
    }
    if is_any && alternatives.has(term, Alternative::Heads, finder.groups.is_empty()) {
        finder.heads();
    }
    if let Some(parts) = term.parts()
        && alternatives.has(term, Alternative::Parts, finder.groups.is_empty())
    {
        return met(index, budget, parts.iter().map(|part| find(index, budget, alternatives, part)));
    }
    if is_any && finder.groups.is_empty() {
        return halves(index, budget, alternatives, term);
    }
    finder.best()
}

/// The best match in each record that contains both of two words that were typed without a space: `uraohjaajakajaani`.
fn halves(index: &Index, budget: &Budget<'_>, alternatives: &Alternatives<'_>, term: &Term) -> Matches {
    let of = |at: usize| {
        let [head, tail] = term.halves(at)?;
        let both = [head, tail].into_iter().map(|half| find(index, budget, alternatives, &half));
        Some(met(index, budget, both))
    };
    let none = || Matches::none(index.record_count);
    if !alternatives.are_noted() {
        return alternatives.halves(term).and_then(of).unwrap_or_else(none);
    }
    let is_word = |half: &Term| half.is_place() || index.has_word(&half.folded);
    for at in term.typed.char_indices().map(|(at, _)| at).take_while(|at| *at <= LONGEST_JOINED) {
        if !term.halves(at).is_some_and(|halves| halves.iter().all(is_word)) {
            continue;
        }
        if let Some(found) = of(at).filter(|found| !found.graded.is_empty()) {
            alternatives.note(term, Alternative::Halves(at));
            return found;
        }
    }
    none()
}

/// The best match in each record that contains a word or a place that may be meant. The parts of a known word are not
/// considered.
pub(in crate::search) fn find_meant(
    index: &Index,
    budget: &Budget<'_>,
    alternatives: &Alternatives<'_>,
    term: &Term,
    is_known: bool,
) -> Matches {
    let mut finder = Finder::new(index, budget, term);
    if let TermKind::Digits { national, .. } = &term.kind {
        if alternatives.has(term, Alternative::Slips, !is_known) {
            finder.number_slips(national);
        }
        return finder.best();
    }
    if term.kind != TermKind::Word || term.matching != Matching::Any {
        return Matches::none(index.record_count);
    }
    if alternatives.has(term, Alternative::Slips, is_unknown(index, term)) {
        finder.slips();
    }
    if !is_known
        && let Some(parts) = term.parts()
        && alternatives.has(term, Alternative::PartsMeant, finder.groups.is_empty())
    {
        return met(
            index,
            budget,
            parts.iter().map(|part| {
                let mut best = find(index, budget, alternatives, part);
                best.merge(find_meant(index, budget, alternatives, part, false), index.record_count, budget);
                best
            }),
        );
    }
    finder.best()
}

/// The best match in each record with a name that sounds like a term, even if the term is somebody's name.
pub(in crate::search) fn find_by_ear(
    index: &Index,
    budget: &Budget<'_>,
    alternatives: &Alternatives<'_>,
    term: &Term,
) -> Matches {
    let mut finder = Finder::new(index, budget, term);
    if term.is_word() && alternatives.has(term, Alternative::Ear, true) {
        finder.by_ear(alternatives.has(term, Alternative::Slips, is_unknown(index, term)));
    }
    finder.best()
}

/// Whether the word of a term is neither in a record nor the name of a village. A known word is not a typing error for
/// another one.
fn is_unknown(index: &Index, term: &Term) -> bool {
    !index.has_word(&term.folded) && gazetteer::villages_called(&term.folded).is_empty()
}

/// The best match in each record that contains the letters of a term in order, with gaps, in a word or in one name.
pub(in crate::search) fn find_fuzzy(index: &Index, budget: &Budget<'_>, term: &Term) -> Matches {
    let mut finder = Finder::new(index, budget, term);
    if term.is_fuzzy() {
        finder.fuzzy();
    }
    finder.best()
}

/// The records that contain a stop word: as a whole word or, unless the term must be one, at the beginning of a word.
/// If accents must match exactly, only those with these accents.
pub(in crate::search) fn find_hint(index: &Index, budget: &Budget<'_>, term: &Term, must_be_spelt: bool) -> Matches {
    let mut finder = Finder::new(index, budget, term);
    finder.must_be_spelt = must_be_spelt;
    finder.whole_words();
    if term.matching == Matching::Any {
        finder.beginnings();
    }
    finder.best()
}

/// The records that are in all of several sets.
fn met(index: &Index, budget: &Budget<'_>, all: impl Iterator<Item = Matches>) -> Matches {
    let met = all.reduce(|met, best| met.meet(&best, index.record_count, budget));
    met.unwrap_or_else(|| Matches::none(index.record_count))
}

pub(in crate::search) struct Finder<'a> {
    pub(in crate::search) index: &'a Index,
    pub(in crate::search) budget: &'a Budget<'a>,
    term: &'a Term,
    /// The typed text in lower case, with its accents.
    typed: String,
    /// The folded word.
    sought: Rc<str>,
    must_be_spelt: bool,
    groups: MatchGroups<'a>,
}

impl<'a> Finder<'a> {
    fn new(index: &'a Index, budget: &'a Budget<'a>, term: &'a Term) -> Self {
        let (typed, sought) = (term.typed.to_lowercase(), term.folded.as_str().into());
        Self { index, budget, term, typed, sought, must_be_spelt: false, groups: MatchGroups::default() }
    }

    fn best(self) -> Matches {
        Matches::of(self.groups, self.index.record_count, self.budget)
    }

    pub(in crate::search) fn term(&self) -> &'a Term {
        self.term
    }

    fn words(&mut self) {
        match self.term.matching {
            Matching::Any => {
                self.whole_words();
                self.beginnings();
                self.begun_places();
                self.word_starts();
                self.insides();
            }
            Matching::Whole => self.whole_word(&self.term.folded, 16, 0),
            Matching::Prefix => {
                self.whole_words();
                self.beginnings();
                self.begun_places();
            }
            Matching::Inside => {
                self.whole_word(&self.term.folded, 16, 0);
                self.beginnings();
                self.insides();
            }
            Matching::FieldStart => self.field_starts(),
            Matching::FieldEnd => self.field_ends(),
        }
    }

    /// Adds a match in a field in which the term may match.
    pub(in crate::search) fn keep(&mut self, group: Group<'a>) {
        _ = self.budget.is_overtaken(1);
        if self.term.allows(group.field) {
            self.groups.add(group);
        }
    }

    /// Adds the records of a word in one of its contexts.
    pub(in crate::search) fn keep_word(
        &mut self,
        kind: WordKind,
        word: usize,
        (entry, context): (u32, TermContext),
        grade: TermScore,
        sought: Option<Rc<str>>,
    ) {
        let records = Found::Listed(self.index.dictionary(kind).records(entry));
        let origin = MatchOrigin::Word { kind, word, context, sought };
        self.keep(Group { grade, field: context.field, is_telling: context.is_last, origin, records });
    }

    /// Adds the records of a word in all its contexts.
    fn keep_contexts(&mut self, kind: WordKind, word: usize, tier: Tier, band: i64, discount: i64) {
        let index = self.index;
        let dictionary = index.dictionary(kind);
        let known = dictionary.words.get(word);
        for (entry, context) in dictionary.contexts(word) {
            if self.budget.is_overtaken(1) {
                break;
            }
            let is_spelt = index.is_spelt(&known, context, &self.typed);
            if self.must_be_spelt && !is_spelt {
                continue;
            }
            // A later word of the name of a place scores less than the first.
            let tier = if context.is_part_of_place { tier.max(Tier::WordStart) } else { tier };
            let close = 2 * i64::from(is_spelt) + i64::from(context.is_whole);
            let discount = if context.field == Field::Name { 0 } else { discount };
            let grade = TermScore { tier, weight: weight_of(context.field) - discount, band: band + close };
            self.keep_word(kind, word, (entry, context), grade, Some(Rc::clone(&self.sought)));
        }
    }

    fn whole_words(&mut self) {
        // For whole words, the length does not matter.
        self.whole_word(&self.term.folded, 16, 0);
        if self.term.folded.contains(' ') {
            return;
        }
        let discount = if self.index.is_persons_name(&self.term.folded) { FORM_OF_A_NAME } else { 0 };
        for nominative in nominatives(&self.term.folded) {
            self.whole_word(&nominative, 8, discount);
        }
    }

    /// Adds the records of a whole word. `discount` is subtracted from the weight of all fields but names.
    fn whole_word(&mut self, word: &str, band: i64, discount: i64) {
        let kind = WordKind::of(word);
        _ = self.budget.is_overtaken(1);
        if let Ok(at) = self.index.dictionary(kind).words.find(word) {
            self.keep_contexts(kind, at, Tier::Exact, band, discount);
        }
    }

    /// Words that begin with the typed text. Words with signs that have no entry of their own are found by their parts.
    fn beginnings(&mut self) {
        let word = self.term.folded.as_str();
        for kind in WordKind::holding(word) {
            for at in self.index.dictionary(*kind).words.beginning(word) {
                self.keep_contexts(*kind, at, Tier::Prefix, 0, 0);
                if self.budget.is_overtaken(1) {
                    return;
                }
            }
        }
    }

    fn insides(&mut self) {
        let word = self.term.folded.as_str();
        if word.chars().count() < INSIDE_FROM {
            return;
        }
        for kind in WordKind::holding(word) {
            let words = &self.index.dictionary(*kind).words;
            // One pass over all letters counts as about one step for each eight words.
            _ = self.budget.is_overtaken(words.len() / 8);
            for at in words.containing(word) {
                self.keep_contexts(*kind, at, Tier::Substring, 0, 0);
                if self.budget.is_overtaken(1) {
                    return;
                }
            }
        }
    }

    /// Texts that begin with the word.
    fn field_starts(&mut self) {
        let word = self.term.folded.as_str();
        for kind in WordKind::holding(word) {
            let dictionary = self.index.dictionary(*kind);
            for at in dictionary.words.beginning(word) {
                for context in dictionary.contexts(at).filter(|(_, context)| context.is_first) {
                    _ = self.budget.is_overtaken(1);
                    self.keep_word(*kind, at, context, field_end(context.1), Some(Rc::clone(&self.sought)));
                }
                if self.budget.is_overtaken(1) {
                    return;
                }
            }
        }
    }

    /// Texts that end with the word.
    fn field_ends(&mut self) {
        let word = self.term.folded.as_str();
        for kind in WordKind::holding(word) {
            let dictionary = self.index.dictionary(*kind);
            _ = self.budget.is_overtaken(dictionary.words.len() / 8);
            for at in dictionary.words.containing(word) {
                if self.budget.is_overtaken(1) {
                    return;
                }
                if !dictionary.words.get(at).ends_with(word) {
                    continue;
                }
                for context in dictionary.contexts(at).filter(|(_, context)| context.is_end) {
                    _ = self.budget.is_overtaken(1);
                    self.keep_word(*kind, at, context, field_end(context.1), Some(Rc::clone(&self.sought)));
                }
            }
        }
    }

    fn word_starts(&mut self) {
        let found = initials::records(
            self.index.dictionary(WordKind::Plain),
            &self.term.folded,
            self.index.record_count,
            self.budget,
        );
        for (bits, band) in found.iter().zip([2, 1, 0]) {
            let records = bits.records();
            if records.len() > 0 {
                let grade = TermScore { tier: Tier::WordStart, weight: weight_of(Field::Name), band };
                let origin = MatchOrigin::Beginnings;
                let records = Found::Made(records);
                self.keep(Group { grade, field: Field::Name, is_telling: true, origin, records });
            }
        }
    }
}

fn field_end(context: TermContext) -> TermScore {
    TermScore { tier: Tier::Prefix, weight: weight_of(context.field), band: 0 }
}
