//! Names by letters shared out among their words, for any number of names at once: `snhlt` for Sanna Hiltunen.
//!
//! The letters are divided into two and into three parts at every place. The sets of records with a word for the rarest
//! parts are intersected; the names of the remaining records are checked one by one.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use foldhash::HashMap;

use crate::search::budget::Budget;
use crate::search::fork_join::fork_join;
use crate::search::index::bits::Bits;
use crate::search::index::name_table::NameWord;
use crate::search::index::term_dictionary::Dictionary;
use crate::search::index::{Index, WordKind};
use crate::search::matching::approximate::alignment::Fuzzy;
use crate::search::matching::approximate::subsequence::{
    Fit, MOST_LETTERS, MOST_WORDS, SHARED_FROM, Spread, WordFit, part_of, reach, shared_out,
};
use crate::search::query::term::Term;

/// The minimum number of names for which a thread is started.
const WORTH_A_THREAD: usize = 1 << 13;
/// Up to this number of records are checked one by one instead of being intersected with a further set.
const FEW: usize = 1_000;

/// The range of a part of the letters.
type Cut = (usize, usize);

/// The words of the dictionary that begin with the first of the letters.
#[derive(Clone, Debug, Default)]
struct Candidates {
    /// The number of the first of them.
    first: usize,
    /// The number of leading letters that each word contains: bit `n` is set if it contains the first `n`. See
    /// [`reach`].
    close: Vec<u64>,
}

/// The records whose name contains the letters of a term, divided among two or three of its words. Records that match
/// equally well are together, the best first, each in ascending order.
pub(in crate::search) fn records(index: &Index, term: &Term, budget: &Budget<'_>) -> Vec<(Fit, Vec<u32>)> {
    let letters: Vec<char> = term.folded.chars().collect();
    let end = letters.len();
    if end < SHARED_FROM {
        return Vec::new();
    }
    let in_two = (1..end).map(|middle| vec![(0, middle), (middle, end)]);
    let pairs = (1..end).flat_map(|first| (first + 1..end).map(move |second| (first, second)));
    let in_three = pairs.map(|(first, second)| vec![(0, first), (first, second), (second, end)]);
    let ways: Vec<Vec<Cut>> = in_two.chain(in_three).collect();
    let mut search = NameSearch::new(index, letters, term.accented(), budget);
    (0..end).for_each(|from| search.collect_candidates(from, end));
    search.fits(&ways, None).into_iter().collect()
}

/// The records in whose name each of two or three words matches a different word.
pub(in crate::search) fn with_a_word_each(index: &Index, words: &[&str], budget: &Budget<'_>) -> Bits {
    let mut end = 0;
    let mut cuts: Vec<Cut> = Vec::new();
    for word in words {
        cuts.push((end, end + word.chars().count()));
        end += word.chars().count();
    }
    // A term with this many letters is not an abbreviation.
    if end > MOST_LETTERS {
        return Bits::none(index.record_count);
    }
    let ends: Vec<usize> = cuts.iter().map(|(_, to)| *to).collect();
    let mut search = NameSearch::new(index, words.concat().chars().collect(), None, budget);
    for (from, to) in &cuts {
        search.collect_candidates(*from, *to);
    }
    let mut found = Bits::none(index.record_count);
    for record in search.fits(&[cuts], Some(&ends)).into_values().flatten() {
        found.insert(record);
    }
    found
}

impl Candidates {
    /// The number of leading letters that a word contains. 0 if it is not one of the candidates.
    fn of(&self, word: usize) -> u64 {
        word.checked_sub(self.first).and_then(|at| self.close.get(at)).copied().unwrap_or(0)
    }
}

/// An abbreviation, and the words that may contain its letters. It has no mutable state, so threads can share it.
struct Abbreviation<'a> {
    index: &'a Index,
    dictionary: &'a Dictionary,
    /// The folded letters that are looked for.
    letters: Vec<char>,
    /// The letters as typed, if there are accents among them.
    accented: Option<Vec<char>>,
    /// For each letter, the words that contain the letters from it on.
    candidates: Vec<Candidates>,
}

struct NameSearch<'a> {
    abbreviation: Abbreviation<'a>,
    budget: &'a Budget<'a>,
    /// The records with a word for each part, computed when they are first needed.
    records: HashMap<Cut, Bits>,
}

impl<'a> NameSearch<'a> {
    fn new(index: &'a Index, letters: Vec<char>, accented: Option<Vec<char>>, budget: &'a Budget<'a>) -> Self {
        let (dictionary, candidates) = (index.dictionary(WordKind::Plain), vec![Candidates::default(); letters.len()]);
        let abbreviation = Abbreviation { index, dictionary, letters, accented, candidates };
        Self { abbreviation, budget, records: HashMap::default() }
    }

    /// Collects the words that begin with a letter, with the number of the letters from it up to another one that they
    /// contain.
    fn collect_candidates(&mut self, from: usize, to: usize) {
        let letters = &self.abbreviation.letters[from..to];
        let first: String = letters.iter().take(1).collect();
        let words = &self.abbreviation.dictionary.words;
        let range = words.beginning(&first);
        if self.budget.is_overtaken(range.len()) {
            return;
        }
        let close = words.lines(range.clone()).iter().map(|(_, text)| reach(text, letters, Spread::NAME)).collect();
        self.abbreviation.candidates[from] = Candidates { first: range.start, close };
    }

    fn records_for(&mut self, cut: Cut) -> &Bits {
        let Abbreviation { index, dictionary, .. } = self.abbreviation;
        if !self.records.contains_key(&cut) {
            let mut bits = Bits::none(index.record_count);
            for word in self.abbreviation.words_for(cut) {
                let in_names = dictionary.contexts(word).filter(|(_, context)| context.is_in_name());
                for (entry, _) in in_names {
                    let list = dictionary.records(entry);
                    if self.budget.is_overtaken(1 + list.work()) {
                        break;
                    }
                    bits.add(&list);
                }
            }
            self.records.insert(cut, bits);
        }
        &self.records[&cut]
    }

    /// A superset of the records that have a word for each of some parts: either small or exact.
    fn met(&mut self, cuts: &[Cut]) -> Option<Bits> {
        // For most divisions of the letters, no word contains one of the parts.
        if self.budget.is_stopped() || cuts.iter().any(|cut| self.abbreviation.words_for(*cut).next().is_none()) {
            return None;
        }
        // The parts in the fewest words come first, because the lists of the others are long.
        let mut rarest: Vec<Cut> = cuts.to_vec();
        rarest.sort_by_cached_key(|cut| self.abbreviation.words_for(*cut).count());
        let mut met: Option<Bits> = None;
        for cut in rarest {
            let bits = self.records_for(cut);
            let count = match &mut met {
                None => met.insert(bits.clone()).count(),
                Some(met) => {
                    met.meet(bits);
                    met.count()
                }
            };
            if count <= FEW {
                break;
            }
        }
        met.filter(|met| !met.is_empty())
    }

    /// The records that have a word for each part of one of some divisions of the letters, grouped by how well they
    /// match. With `ends`, the letters are divided only there.
    fn fits(&mut self, ways: &[Vec<Cut>], ends: Option<&[usize]>) -> BTreeMap<Fit, Vec<u32>> {
        let mut all = Bits::none(self.abbreviation.index.record_count);
        for cuts in ways {
            if let Some(met) = self.met(cuts) {
                all.unite(&met);
            }
            if self.budget.is_overtaken(3 * all.work()) {
                return BTreeMap::new();
            }
        }
        let (abbreviation, budget) = (&self.abbreviation, self.budget);
        let records = all.numbers(all.count());
        if records.len() < WORTH_A_THREAD {
            return abbreviation.fits(&records, ends, |steps| budget.is_overtaken(steps));
        }
        // The thread cannot check for cancellation itself; it reads a flag.
        let (is_stopped, steps) = (AtomicBool::new(false), AtomicUsize::new(0));
        let (ours, theirs) = records.split_at(records.len() / 2);
        let our_fits = || {
            abbreviation.fits(ours, ends, |steps| {
                let is_overtaken = budget.is_overtaken(steps);
                is_stopped.fetch_or(is_overtaken, Ordering::Relaxed);
                is_overtaken
            })
        };
        let their_fits = || {
            abbreviation.fits(theirs, ends, |more| {
                steps.fetch_add(more, Ordering::Relaxed);
                is_stopped.load(Ordering::Relaxed)
            })
        };
        let (mut found, others) = fork_join(our_fits, their_fits);
        _ = budget.is_overtaken(steps.into_inner());
        for (fit, records) in others {
            found.entry(fit).or_default().extend(records);
        }
        found
    }
}

impl Abbreviation<'_> {
    /// The words that have all letters of a part.
    fn words_for(&self, (from, to): Cut) -> impl Iterator<Item = usize> + '_ {
        let Candidates { first, close } = &self.candidates[from];
        close.iter().zip(*first..).filter(move |(close, _)| **close >> (to - from) & 1 == 1).map(|(_, word)| word)
    }

    /// The records, in ascending order, whose names match the letters, grouped by how well they match. `is_stopped`
    /// counts the steps of the search and returns whether it ends.
    fn fits(
        &self,
        records: &[u32],
        ends: Option<&[usize]>,
        is_stopped: impl Fn(usize) -> bool,
    ) -> BTreeMap<Fit, Vec<u32>> {
        let fuzzy = Fuzzy::new();
        let mut known: HashMap<(usize, Cut), WordFit> = HashMap::default();
        let mut found: BTreeMap<Fit, Vec<u32>> = BTreeMap::new();
        let (mut name, mut numbers): (Vec<NameWord>, Vec<usize>) = (Vec::new(), Vec::new());
        for &record in records {
            name.clear();
            name.extend(self.index.names.words(record));
            if is_stopped(1 + name.len()) {
                break;
            }
            // Most records with words for the rarest part of a division have none for the others.
            if !self.can_share(&name, ends, &mut Vec::new(), 0) {
                continue;
            }
            let part = |at: usize, from: usize, to: usize| {
                let word: NameWord = name[at];
                if !self.is_written(record, word.word, from, to) {
                    return None;
                }
                let part = known.entry((word.word, (from, to))).or_insert_with(|| {
                    let letters: String = self.letters[from..to].iter().collect();
                    part_of(&fuzzy, &self.dictionary.words.get(word.word), &letters)
                });
                Some(part.at(word.place(), word.is_whole))
            };
            numbers.clear();
            numbers.extend(name.iter().map(|word| word.word));
            let close = |at: usize, from: usize| self.candidates[from].of(numbers[at]);
            if let Some((fit, _)) = shared_out(&numbers, self.letters.len(), close, ends, part) {
                found.entry(fit).or_default().push(record);
            }
        }
        found
    }

    /// Whether the words of a name that are not `used` contain the letters from one on, divided as in [`shared_out`].
    fn can_share(&self, name: &[NameWord], ends: Option<&[usize]>, used: &mut Vec<usize>, from: usize) -> bool {
        let last = self.letters.len();
        let count = used.len();
        let may_end = |to: usize| ends.is_none_or(|ends| ends.get(count) == Some(&to));
        for (at, word) in name.iter().enumerate() {
            let close = if used.contains(&at) { 0 } else { self.candidates[from].of(word.word) };
            let has = |to: usize| close >> (to - from) & 1 == 1 && may_end(to);
            if close == 0 {
                continue;
            }
            if count > 0 && has(last) {
                return true;
            }
            if count + 1 < MOST_WORDS {
                used.push(at);
                let is_shared = (from + 1..last).any(|to| has(to) && self.can_share(name, ends, used, to));
                used.pop();
                if is_shared {
                    return true;
                }
            }
        }
        false
    }

    /// Whether a word of a record's name is spelled with some of the letters, including their accents.
    fn is_written(&self, record: u32, word: usize, from: usize, to: usize) -> bool {
        let Some(typed) = self.accented.as_ref().map(|typed| &typed[from..to]) else { return true };
        let text = self.dictionary.words.get(word);
        let mut in_name = self
            .dictionary
            .contexts(word)
            .filter(|(entry, context)| context.is_in_name() && self.dictionary.records(*entry).has(record));
        in_name.any(|(_, context)| self.index.spells(&text, context, typed))
    }
}
