//! Sets of records as bits, and a posting list as it is stored in an index.

use std::ops::Range;

use crate::search::fork_join::fork_join;

/// The minimum work, in numbers or words of 64 bits, for which a second thread is started: starting it takes as long as
/// adding this much.
const WORTH_SHARING: usize = 1 << 16;

/// A set of records, one bit each. Results are accumulated in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::search) struct Bits {
    words: Vec<u64>,
}

/// Records in ascending order, as they are stored in an index.
#[derive(Clone, Debug)]
pub(in crate::search) enum List<'a> {
    /// A number each.
    Sparse(&'a [[u8; 4]]),
    /// A bit each.
    Dense(&'a [[u8; 8]]),
}

impl Bits {
    /// The empty set, for a directory of `record_count` records.
    pub(in crate::search) fn none(record_count: u32) -> Self {
        Self { words: vec![0; (record_count as usize).div_ceil(64)] }
    }

    /// Every record.
    pub(in crate::search) fn all(record_count: u32) -> Self {
        let mut bits = Self { words: vec![u64::MAX; (record_count as usize).div_ceil(64)] };
        if let (Some(last), rest @ 1..) = (bits.words.last_mut(), record_count % 64) {
            *last = (1 << rest) - 1;
        }
        bits
    }

    /// The work of iterating over it.
    pub(in crate::search) fn work(&self) -> usize {
        self.words.len()
    }

    pub(in crate::search) fn clear(&mut self) {
        self.words.fill(0);
    }

    pub(in crate::search) fn has(&self, record: u32) -> bool {
        self.words.get(record as usize / 64).is_some_and(|word| word >> (record % 64) & 1 == 1)
    }

    /// Adds a record. Returns `true` if it was not in the set. A number beyond the last record is ignored.
    pub(in crate::search) fn insert(&mut self, record: u32) -> bool {
        let Some(word) = self.words.get_mut(record as usize / 64) else { return false };
        let is_new = *word >> (record % 64) & 1 == 0;
        *word |= 1 << (record % 64);
        is_new
    }

    pub(in crate::search) fn add(&mut self, list: &List<'_>) {
        match list {
            List::Sparse(numbers) => numbers.iter().for_each(|number| _ = self.insert(u32::from_le_bytes(*number))),
            List::Dense(words) => {
                self.words.iter_mut().zip(*words).for_each(|(own, word)| *own |= u64::from_le_bytes(*word));
            }
        }
    }

    /// Adds lists, in two threads if there is much to add.
    pub(in crate::search) fn add_all(&mut self, lists: &[&List<'_>]) {
        let work: usize = lists.iter().map(|list| list.work()).sum();
        if work < WORTH_SHARING {
            for list in lists {
                self.add(list);
            }
            return;
        }
        let mut first = 0;
        let half = lists.iter().take_while(|list| {
            first += list.work();
            first <= work / 2
        });
        let (ours, theirs) = lists.split_at(half.count());
        let size = self.words.len();
        let add_theirs = || {
            let mut other = Self { words: vec![0; size] };
            for list in theirs {
                other.add(list);
            }
            other
        };
        let add_ours = || {
            for list in ours {
                self.add(list);
            }
        };
        let ((), other) = fork_join(add_ours, add_theirs);
        self.unite(&other);
    }

    /// Retains only the records that are also in a list.
    pub(in crate::search) fn keep(&mut self, list: &List<'_>) {
        match list {
            List::Sparse(numbers) => {
                let kept: Vec<u32> = numbers
                    .iter()
                    .map(|number| u32::from_le_bytes(*number))
                    .filter(|record| self.has(*record))
                    .collect();
                self.clear();
                for record in kept {
                    self.insert(record);
                }
            }
            List::Dense(words) => {
                self.words.iter_mut().zip(*words).for_each(|(own, word)| *own &= u64::from_le_bytes(*word));
            }
        }
    }

    /// Whether a list has one of the records.
    pub(in crate::search) fn meets(&self, list: &List<'_>) -> bool {
        match list {
            List::Sparse(numbers) => numbers.iter().any(|number| self.has(u32::from_le_bytes(*number))),
            List::Dense(words) => self.words.iter().zip(*words).any(|(own, word)| own & u64::from_le_bytes(*word) != 0),
        }
    }

    pub(in crate::search) fn unite(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(own, word)| *own |= word);
    }

    pub(in crate::search) fn meet(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(own, word)| *own &= word);
    }

    pub(in crate::search) fn subtract(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(own, word)| *own &= !word);
    }

    /// Retains only the records in a range.
    pub(in crate::search) fn clip(&mut self, range: &Range<u32>) {
        let inside = words_in(range, self.words.len());
        self.words[..inside.start].fill(0);
        self.words[inside.end..].fill(0);
        for (at, word) in ends_of(&inside) {
            self.words[at] &= word_of(range, word);
        }
    }

    /// Adds the existing records of a range.
    pub(super) fn add_range(&mut self, range: &Range<u32>) {
        let inside = words_in(range, self.words.len());
        if let Some(between) = self.words.get_mut(inside.start + 1..inside.end.saturating_sub(1)) {
            between.fill(u64::MAX);
        }
        for (at, word) in ends_of(&inside) {
            self.words[at] |= word_of(range, word);
        }
    }

    /// Whether one of the records is in a range.
    pub(in crate::search) fn has_within(&self, range: &Range<u32>) -> bool {
        let inside = words_in(range, self.words.len());
        let is_in_ends = ends_of(&inside).any(|(at, word)| self.words[at] & word_of(range, word) != 0);
        let between = self.words.get(inside.start + 1..inside.end.saturating_sub(1)).unwrap_or_default();
        is_in_ends || between.iter().any(|word| *word != 0)
    }

    pub(in crate::search) fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    pub(in crate::search) fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// The records, in ascending order.
    pub(in crate::search) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.iter_from_word(0)
    }

    /// The records in ascending order, without the first `place` of them.
    pub(super) fn iter_from(&self, place: usize) -> impl Iterator<Item = u32> + '_ {
        // Whole words are skipped by counting their bits.
        let (mut at, mut before) = (0, 0);
        for word in &self.words {
            let here = word.count_ones() as usize;
            if place < before + here {
                break;
            }
            before += here;
            at += 1;
        }
        self.iter_from_word(at).skip(place - before.min(place))
    }

    /// The records, in ascending order, in a list with room for `count`: faster than collecting [`Bits::iter`].
    pub(in crate::search) fn numbers(&self, count: usize) -> Vec<u32> {
        let mut numbers = Vec::with_capacity(count);
        for (first, word) in (0_u32..).step_by(64).zip(&self.words) {
            let mut left = *word;
            while left != 0 {
                numbers.push(first + left.trailing_zeros());
                left &= left - 1;
            }
        }
        numbers
    }

    fn iter_from_word(&self, word: usize) -> impl Iterator<Item = u32> + '_ {
        let first = u32::try_from(word * 64).unwrap_or(u32::MAX);
        let words = self.words.get(word..).unwrap_or_default();
        (first..).step_by(64).zip(words).flat_map(|(at, word)| Ones(*word).map(move |bit| at + bit))
    }

    /// The records that are in `other` too, in ascending order.
    pub(in crate::search) fn iter_in<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = u32> + 'a {
        let words = self.words.iter().zip(&other.words).map(|(own, word)| own & word);
        (0_u32..).step_by(64).zip(words).flat_map(|(at, word)| Ones(word).map(move |bit| at + bit))
    }
}

/// The words, among `count`, that contain records of a range.
fn words_in(range: &Range<u32>, count: usize) -> Range<usize> {
    if range.is_empty() {
        return 0..0;
    }
    let end = (range.end as usize).div_ceil(64).min(count);
    (range.start as usize / 64).min(end)..end
}

/// The first and the last of some words, each with the number of its first record. Only these may contain records
/// outside of a range.
fn ends_of(words: &Range<usize>) -> impl Iterator<Item = (usize, u32)> + use<> {
    let last = words.end.checked_sub(1).filter(|last| *last > words.start);
    let first = (!words.is_empty()).then_some(words.start);
    first.into_iter().chain(last).map(|at| (at, u32::try_from(at * 64).unwrap_or(u32::MAX)))
}

/// The bits of those of the 64 records from `at` on that are in a range.
fn word_of(range: &Range<u32>, at: u32) -> u64 {
    let from = range.start.saturating_sub(at).min(64);
    let to = range.end.saturating_sub(at).min(64);
    let below = |bit: u32| if bit == 64 { u64::MAX } else { (1 << bit) - 1 };
    below(to) & !below(from)
}

/// The positions of the set bits of a word.
struct Ones(u64);

impl Iterator for Ones {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let at = (self.0 != 0).then(|| self.0.trailing_zeros());
        self.0 &= self.0.wrapping_sub(1);
        at
    }
}

impl List<'_> {
    /// The address of the list. Lists with the same address are identical.
    pub(in crate::search) fn place(&self) -> usize {
        match self {
            List::Sparse(numbers) => numbers.as_ptr().addr(),
            List::Dense(words) => words.as_ptr().addr(),
        }
    }

    /// The lowest record in it. `None` if it is empty.
    pub(in crate::search) fn first(&self) -> Option<u32> {
        match self {
            List::Sparse(numbers) => numbers.first().map(|number| u32::from_le_bytes(*number)),
            List::Dense(words) => {
                let mut words = words.iter().map(|word| u64::from_le_bytes(*word)).zip(0_u32..);
                words.find(|(word, _)| *word != 0).map(|(word, at)| 64 * at + word.trailing_zeros())
            }
        }
    }

    /// Whether a record is in it.
    pub(in crate::search) fn has(&self, record: u32) -> bool {
        match self {
            List::Sparse(numbers) => {
                numbers.binary_search_by_key(&record, |number| u32::from_le_bytes(*number)).is_ok()
            }
            List::Dense(words) => {
                let word = words.get(record as usize / 64).map_or(0, |word| u64::from_le_bytes(*word));
                word >> (record % 64) & 1 == 1
            }
        }
    }

    /// The work of iterating over it, in records or words.
    pub(in crate::search) fn work(&self) -> usize {
        match self {
            List::Sparse(numbers) => numbers.len(),
            List::Dense(words) => words.len(),
        }
    }
}
