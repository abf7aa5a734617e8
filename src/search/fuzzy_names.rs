//! Names by letters shared out among their words, for any number of names at once: `snhlt` for Sanna Hiltunen.
//!
//! The letters are cut in two and in three at every place. The records that have a word for each part are met as sets;
//! only those are scored. It finds for each record what [`across`](super::subsequence::across) finds in its name.

use foldhash::HashMap;

use super::answer::Field;
use super::dictionary::{Dictionary, Standing};
use super::fuzzy::Fuzzy;
use super::index::{Index, WordKind};
use super::pace::Pace;
use super::set::{Bits, Ranked};
use super::terms::Term;
use super::subsequence::{Fit, Part, Place, SHARED_FROM, Spread, part_of, reach};

/// From where to where a part of the letters goes.
type Cut = (usize, usize);

/// A word of a name that begins with the first letter of a part and has the others.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    word: usize,
    /// Bit `n` is set when it has the first `n` letters from there on.
    close: u32,
}

/// A word that a record has for a part, and how well the letters fit it.
type Scored = (Part, usize);

/// The words that each of some records has for a part: those of a record together.
struct Words {
    scored: Vec<Scored>,
    /// Where those of each record end.
    ends: Vec<usize>,
}

/// The records in whose name each of some words, two or three, fits another word than the others do.
pub(super) fn with_a_word_each(index: &Index, words: &[&str], pace: &Pace<'_>) -> Bits {
    let mut ends = vec![0];
    for word in words {
        ends.push(ends[ends.len() - 1] + word.chars().count());
    }
    let cuts: Vec<Cut> = ends.windows(2).map(|pair| (pair[0], pair[1])).collect();
    let mut search = NameSearch::new(index, words.concat().chars().collect(), pace);
    for (from, to) in &cuts {
        search.candidates[*from] = search.candidates_from(*from, *to);
    }
    search.score(&[cuts]);
    let mut found = Bits::none(index.universe);
    for (_, record) in search.best {
        found.insert(record);
    }
    found
}

struct NameSearch<'a> {
    index: &'a Index,
    dictionary: &'a Dictionary,
    pace: &'a Pace<'a>,
    /// What is looked for, folded.
    letters: Vec<char>,
    /// The same as typed, if there are accents in it.
    accented: Option<Vec<char>>,
    /// The words that have letters from each letter on.
    candidates: Vec<Vec<Candidate>>,
    /// The records with a word for each part, made when they are first needed.
    records: HashMap<Cut, Bits>,
    fuzzy: Fuzzy,
    /// The best fit of each record.
    best: Vec<(Fit, u32)>,
}

/// The records in whose name some letters stand, shared out among two or three of its words: those that fit alike together,
/// the best first, each in ascending order.
pub(super) fn records(index: &Index, term: &Term, pace: &Pace<'_>) -> Vec<(Fit, Vec<u32>)> {
    let letters: Vec<char> = term.folded.chars().collect();
    if letters.len() < SHARED_FROM {
        return Vec::new();
    }
    let mut search = NameSearch::new(index, letters, pace);
    search.accented = term.accented();
    search.search();
    search.best.sort_unstable();
    let alike = search.best.chunk_by(|(one, _), (other, _)| one == other);
    alike.map(|alike| (alike[0].0, alike.iter().map(|(_, record)| *record).collect())).collect()
}

impl<'a> NameSearch<'a> {
    fn new(index: &'a Index, letters: Vec<char>, pace: &'a Pace<'a>) -> Self {
        Self {
            index,
            dictionary: index.dictionary(WordKind::Plain),
            pace,
            candidates: vec![Vec::new(); letters.len()],
            letters,
            accented: None,
            records: HashMap::default(),
            fuzzy: Fuzzy::new(),
            best: Vec::new(),
        }
    }

    fn search(&mut self) {
        let end = self.letters.len();
        self.candidates = (0..end).map(|from| self.candidates_from(from, end)).collect();
        let in_two = (1..end).map(|middle| vec![(0, middle), (middle, end)]);
        let pairs = (1..end).flat_map(|first| (first + 1..end).map(move |second| (first, second)));
        let in_three = pairs.map(|(first, second)| vec![(0, first), (first, second), (second, end)]);
        self.score(&in_two.chain(in_three).collect::<Vec<_>>());
    }

    /// The words of names that begin with a letter, and how many of the letters from there on to another they have.
    fn candidates_from(&self, from: usize, to: usize) -> Vec<Candidate> {
        let letters = &self.letters[from..to];
        let first: String = letters.iter().take(1).collect();
        let mut found = Vec::new();
        let range = self.dictionary.words.beginning(&first);
        if self.pace.is_overtaken(range.len()) {
            return found;
        }
        for (word, text) in self.dictionary.words.range(range) {
            let close = reach(text, letters, Spread::NAME);
            if close != 0 && standings_in_names(self.dictionary, word).next().is_some() {
                found.push(Candidate { word, close });
            }
        }
        found
    }

    fn words_for(&self, (from, to): Cut) -> impl Iterator<Item = usize> + '_ {
        let fits = move |candidate: &&Candidate| candidate.close >> (to - from) & 1 == 1;
        self.candidates[from].iter().filter(fits).map(|candidate| candidate.word)
    }

    fn records_for(&mut self, cut: Cut) -> &Bits {
        if !self.records.contains_key(&cut) {
            let mut bits = Bits::none(self.index.universe);
            for word in self.words_for(cut) {
                for (entry, _) in standings_in_names(self.dictionary, word) {
                    let list = self.dictionary.records(entry);
                    if self.pace.is_overtaken(1 + list.work()) {
                        break;
                    }
                    bits.add(&list);
                }
            }
            self.records.insert(cut, bits);
        }
        &self.records[&cut]
    }

    /// The records that have a word for each of some parts.
    fn met(&mut self, cuts: &[Cut]) -> Option<Bits> {
        // Most ways to cut the letters leave a part that no word has.
        if self.pace.is_stopped() || cuts.iter().any(|cut| self.words_for(*cut).next().is_none()) {
            return None;
        }
        // Those that the fewest words have first: often no record has both.
        let mut rarest: Vec<Cut> = cuts.to_vec();
        rarest.sort_by_cached_key(|cut| self.words_for(*cut).count());
        let mut met: Option<Bits> = None;
        for cut in rarest {
            let bits = self.records_for(cut);
            match &mut met {
                None => met = Some(bits.clone()),
                Some(met) => met.meet(bits),
            }
            if met.as_ref().is_some_and(Bits::is_empty) {
                return None;
            }
        }
        met
    }

    /// Scores the records that have a word for each part of any of some ways to cut the letters.
    fn score(&mut self, ways: &[Vec<Cut>]) {
        let mut all = Bits::none(self.index.universe);
        let mut found: Vec<&[Cut]> = Vec::new();
        for cuts in ways {
            if let Some(met) = self.met(cuts) {
                all.unite(&met);
                found.push(cuts);
            }
            if self.pace.is_overtaken(3 * all.work()) {
                return;
            }
        }
        let all = Ranked::new(all);
        let mut words: HashMap<Cut, Words> = HashMap::default();
        for cut in found.iter().flat_map(|cuts| cuts.iter()) {
            if !words.contains_key(cut) {
                words.insert(*cut, self.words_of(&all, *cut));
            }
        }
        for (at, record) in all.bits().iter().enumerate() {
            let fit = |cuts: &&[Cut]| best_of(&cuts.iter().map(|cut| words[cut].of(at)).collect::<Vec<_>>());
            if let Some(fit) = found.iter().filter_map(fit).min() {
                self.best.push((fit, record));
            }
        }
    }

    /// The words that each of some records has for a part.
    fn words_of(&mut self, records: &Ranked, cut: Cut) -> Words {
        let mut found: Vec<(usize, Scored)> = Vec::new();
        let letters: String = self.letters[cut.0..cut.1].iter().collect();
        let typed = self.accented.as_ref().map(|typed| &typed[cut.0..cut.1]);
        for word in self.words_for(cut) {
            let text = self.dictionary.words.get(word);
            let mut part: Option<Part> = None;
            for (entry, standing) in standings_in_names(self.dictionary, word) {
                let list = self.dictionary.records(entry);
                if self.pace.is_overtaken(1 + list.work()) {
                    break;
                }
                if typed.is_some_and(|typed| !self.index.spells(text, standing, typed)) {
                    continue;
                }
                let place = Place::of(standing.is_first, standing.is_last);
                for at in records.places_in(&list) {
                    let part = *part.get_or_insert_with(|| part_of(&self.fuzzy, text, &letters));
                    found.push((at, (part.at(place, standing.is_whole), word)));
                }
            }
        }
        found.sort_by_key(|(at, _)| *at);
        let mut ends = vec![0; records.len()];
        for (at, _) in &found {
            ends[*at] += 1;
        }
        let mut end = 0;
        for count in &mut ends {
            end += *count;
            *count = end;
        }
        Words { scored: found.into_iter().map(|(_, scored)| scored).collect(), ends }
    }
}

impl Words {
    /// Those of a record, by its place.
    fn of(&self, at: usize) -> &[Scored] {
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.scored[from..self.ends[at]]
    }
}

/// The entries of a word in which it is a word of a name, but for a later one of the name of a place.
fn standings_in_names(dictionary: &Dictionary, word: usize) -> impl Iterator<Item = (u32, Standing)> + '_ {
    let is_in_name =
        |standing: &Standing| standing.field == Field::Name && !standing.is_alias && !standing.is_part_of_place;
    dictionary.standings(word).filter(move |(_, standing)| is_in_name(standing))
}

/// The best choice of a different word for each part; `None` if there are not enough words.
fn best_of(ways: &[&[Scored]]) -> Option<Fit> {
    let mut best: Option<Fit> = None;
    let mut try_out = |chosen: &[&Scored]| {
        let are_different = (1..chosen.len()).all(|at| chosen[..at].iter().all(|other| other.1 != chosen[at].1));
        if are_different {
            let fit = Fit::of(&chosen.iter().map(|(part, _)| *part).collect::<Vec<_>>());
            best = Some(best.map_or(fit, |best| best.min(fit)));
        }
    };
    match ways {
        [first, second] => {
            for one in *first {
                second.iter().for_each(|other| try_out(&[one, other]));
            }
        }
        [first, second, third] => {
            for one in *first {
                for other in *second {
                    third.iter().for_each(|last| try_out(&[one, other, last]));
                }
            }
        }
        _ => {}
    }
    best
}
