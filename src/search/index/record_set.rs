//! Sets of records, by their numbers.

use std::ops::Range;
use std::thread;

/// The fewest records, or 64 of them, that are worth a thread: starting one takes as long as adding so many.
const WORTH_SHARING: usize = 1 << 16;

/// Records, a bit each: what everything is added up in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::search) struct Bits {
    words: Vec<u64>,
}

/// Records in ascending order, as they lie in an index.
#[derive(Clone, Debug)]
pub(in crate::search) enum List<'a> {
    /// A number each.
    Sparse(&'a [[u8; 4]]),
    /// A bit each.
    Dense(&'a [[u8; 8]]),
}

/// Records that are kept: whichever way is smallest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::search) enum Records {
    /// All of a range.
    Range(Range<u32>),
    /// Some, in ascending order.
    Few(Vec<u32>),
    /// Many, and how many.
    Many(Bits, usize),
}

impl Bits {
    /// No record of a directory that has `record_count`.
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

    /// How much work it is to go through it.
    pub(in crate::search) fn work(&self) -> usize {
        self.words.len()
    }

    pub(in crate::search) fn clear(&mut self) {
        self.words.fill(0);
    }

    pub(in crate::search) fn has(&self, record: u32) -> bool {
        self.words.get(record as usize / 64).is_some_and(|word| word >> (record % 64) & 1 == 1)
    }

    /// Puts a record in; whether it was not there. One that there is not is not put in.
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

    /// Adds lists, on two processors where there is much to add.
    pub(in crate::search) fn add_all(&mut self, lists: &[&List<'_>]) {
        let work: usize = lists.iter().map(|list| list.work()).sum();
        let mut first = 0;
        let half = lists.iter().take_while(|list| {
            first += list.work();
            first <= work / 2
        });
        let (ours, theirs) = lists.split_at(if work < WORTH_SHARING { lists.len() } else { half.count() });
        let mut other = Self { words: if theirs.is_empty() { Vec::new() } else { vec![0; self.words.len()] } };
        let is_shared = thread::scope(|scope| {
            let add = || theirs.iter().for_each(|list| other.add(list));
            let thread = (!theirs.is_empty()).then(|| thread::Builder::new().spawn_scoped(scope, add).is_ok());
            for list in ours {
                self.add(list);
            }
            thread.unwrap_or(true)
        });
        if is_shared {
            self.unite(&other);
        } else {
            // If no thread can be spawned, this one does all the work.
            for list in theirs {
                self.add(list);
            }
        }
    }

    /// Keeps what is in a list too.
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

    pub(in crate::search) fn add_records(&mut self, records: &Records) {
        match records {
            Records::Range(range) => self.add_range(range),
            Records::Few(few) => few.iter().for_each(|record| _ = self.insert(*record)),
            Records::Many(bits, _) => self.unite(bits),
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

    /// Keeps what is in a range, nothing else.
    pub(in crate::search) fn clip(&mut self, range: &Range<u32>) {
        for (at, word) in (0_u32..).step_by(64).zip(&mut self.words) {
            *word &= word_of(range, at);
        }
    }

    /// Adds all of a range of records that there are.
    fn add_range(&mut self, range: &Range<u32>) {
        for (at, word) in (0_u32..).step_by(64).zip(&mut self.words) {
            *word |= word_of(range, at);
        }
    }

    pub(in crate::search) fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    pub(in crate::search) fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// The records, in ascending order.
    pub(in crate::search) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.iter_from(0)
    }

    /// The records from a word on, in ascending order.
    fn iter_from(&self, word: usize) -> impl Iterator<Item = u32> + '_ {
        let first = u32::try_from(word * 64).unwrap_or(u32::MAX);
        let words = self.words.get(word..).unwrap_or_default();
        (first..).step_by(64).zip(words).flat_map(|(at, word)| Ones(*word).map(move |bit| at + bit))
    }

    /// The records that are in `other` too, in ascending order.
    pub(in crate::search) fn iter_in<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = u32> + 'a {
        let words = self.words.iter().zip(&other.words).map(|(own, word)| own & word);
        (0_u32..).step_by(64).zip(words).flat_map(|(at, word)| Ones(word).map(move |bit| at + bit))
    }

    /// The same in the smallest form.
    pub(in crate::search) fn records(&self) -> Records {
        let count = self.count();
        if count <= self.words.len() * 2 {
            Records::Few(self.iter().collect())
        } else {
            Records::Many(self.clone(), count)
        }
    }
}

/// The 64 records from `at` on that are in a range, a bit each.
fn word_of(range: &Range<u32>, at: u32) -> u64 {
    let from = range.start.saturating_sub(at).min(64);
    let to = range.end.saturating_sub(at).min(64);
    let below = |bit: u32| if bit == 64 { u64::MAX } else { (1 << bit) - 1 };
    below(to) & !below(from)
}

/// The places of the ones of a word.
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
    /// Where it lies: lists in one place are the same.
    pub(in crate::search) fn place(&self) -> usize {
        match self {
            List::Sparse(numbers) => numbers.as_ptr().addr(),
            List::Dense(words) => words.as_ptr().addr(),
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

    /// How much work it is to go through it, in records or words.
    pub(in crate::search) fn work(&self) -> usize {
        match self {
            List::Sparse(numbers) => numbers.len(),
            List::Dense(words) => words.len(),
        }
    }
}

impl Records {
    /// Whether so many of a directory take less room as numbers: one takes as much as 32 bits.
    pub(in crate::search) fn are_few(count: usize, record_count: u32) -> bool {
        count <= (record_count as usize).div_ceil(64) * 2
    }

    /// How much work it is to go through them, in records or 64 of them.
    pub(in crate::search) fn work(&self) -> usize {
        match self {
            Self::Range(range) => range.len(),
            Self::Few(few) => few.len(),
            Self::Many(bits, _) => bits.work(),
        }
    }

    pub(in crate::search) fn len(&self) -> usize {
        match self {
            Self::Range(range) => range.len(),
            Self::Few(few) => few.len(),
            Self::Many(_, count) => *count,
        }
    }

    pub(in crate::search) fn has(&self, record: u32) -> bool {
        match self {
            Self::Range(range) => range.contains(&record),
            Self::Few(few) => few.binary_search(&record).is_ok(),
            Self::Many(bits, _) => bits.has(record),
        }
    }

    /// The records, in ascending order.
    pub(in crate::search) fn iter(&self) -> Box<dyn Iterator<Item = u32> + '_> {
        match self {
            Self::Range(range) => Box::new(range.clone()),
            Self::Few(few) => Box::new(few.iter().copied()),
            Self::Many(bits, _) => Box::new(bits.iter()),
        }
    }

    /// The records from a place of the ascending order on.
    pub(in crate::search) fn from(&self, place: usize) -> Box<dyn Iterator<Item = u32> + '_> {
        match self {
            Self::Range(range) => Box::new(range.clone().skip(place)),
            Self::Few(few) => Box::new(few.iter().skip(place).copied()),
            Self::Many(bits, _) => {
                // Whole words are passed over by their count.
                let (mut at, mut before) = (0, 0);
                for word in &bits.words {
                    let here = word.count_ones() as usize;
                    if place < before + here {
                        break;
                    }
                    before += here;
                    at += 1;
                }
                Box::new(bits.iter_from(at).skip(place - before.min(place)))
            }
        }
    }

    /// Those that are in `bits` too, and those that are not.
    pub(in crate::search) fn parted(&self, bits: &Bits) -> (Self, Self) {
        let Self::Many(own, _) = self else {
            let (inside, outside) = self.iter().partition(|record| bits.has(*record));
            return (Self::Few(inside), Self::Few(outside));
        };
        let (mut inside, mut outside) = (own.clone(), own.clone());
        inside.meet(bits);
        outside.subtract(bits);
        (inside.records(), outside.records())
    }

    /// Those in a range.
    pub(in crate::search) fn within(&self, range: &Range<u32>) -> Self {
        match self {
            Self::Range(own) => {
                let start = own.start.clamp(range.start, range.end);
                Self::Range(start..own.end.clamp(start, range.end))
            }
            Self::Few(few) => {
                let place = |number: u32| few.partition_point(|record| *record < number);
                Self::Few(few[place(range.start)..place(range.end).max(place(range.start))].to_vec())
            }
            Self::Many(bits, count) => {
                // Nearly all of what is many is people: what is left is asked for, and copied only when it is less.
                let mut inside = bits.clone();
                inside.clip(range);
                if inside == *bits { Self::Many(inside, *count) } else { inside.records() }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn bits(record_count: u32, records: &BTreeSet<u32>) -> Bits {
        let mut bits = Bits::none(record_count);
        for record in records {
            assert!(bits.insert(*record));
        }
        bits
    }

    proptest::proptest! {
        #[test]
        fn a_set_is_a_set_in_every_form(
            records in proptest::collection::btree_set(0_u32..300, 0..200),
            other in proptest::collection::btree_set(0_u32..300, 0..200),
            from in 0_u32..310,
            length in 0_u32..310,
        ) {
            let (own, its) = (bits(300, &records), bits(300, &other));
            let range = from..from + length;
            for kept in [own.records(), Records::Many(own.clone(), records.len()), Records::Few(records.iter().copied().collect())] {
                proptest::prop_assert_eq!(kept.len(), records.len());
                proptest::prop_assert!(kept.iter().eq(records.iter().copied()));
                proptest::prop_assert!((0..310).all(|place| kept.from(place).next() == records.iter().nth(place).copied()));
                proptest::prop_assert!((0..310).all(|record| kept.has(record) == records.contains(&record)));
                let (inside, outside) = kept.parted(&its);
                proptest::prop_assert!(inside.iter().eq(records.intersection(&other).copied()));
                proptest::prop_assert!(outside.iter().eq(records.difference(&other).copied()));
                proptest::prop_assert!(kept.within(&range).iter().eq(records.iter().copied().filter(|record| range.contains(record))));
            }
        }
    }

    #[test]
    fn all_of_a_range_is_a_set() {
        assert_eq!(Bits::all(130).iter().count(), 130);
        assert_eq!(Records::Range(3..9).within(&(5..20)), Records::Range(5..9));
        assert_eq!(Records::Range(3..9).within(&(20..30)).len(), 0);
        assert_eq!(Records::Range(3..9).from(2).next(), Some(5));
    }
}
