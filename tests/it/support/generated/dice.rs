//! Random numbers that are the same on every machine.

/// Pseudorandom numbers from a seed.
pub(crate) struct Dice(u64);

impl Dice {
    /// Every seed has its own sequence.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `sides`, by `splitmix64`.
    pub(crate) fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed >> 33).unwrap_or(0) % sides.max(1)
    }

    /// One of several.
    pub(crate) fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// The word with one letter doubled, lost, swapped or replaced; not the first.
    pub(super) fn mistype(&mut self, word: &str) -> String {
        let mut letters: Vec<char> = word.chars().collect();
        let at = 1 + self.below(letters.len() - 2);
        match self.below(4) {
            0 => letters.insert(at, letters[at]),
            1 => _ = letters.remove(at),
            2 => letters.swap(at, at + 1),
            _ => letters[at] = *self.pick(&['a', 'e', 'i', 's', 't', 'n', 'l']),
        }
        letters.into_iter().collect()
    }

    /// The list in another order.
    pub(super) fn shuffle<T>(&mut self, list: &mut [T]) {
        for place in (1..list.len()).rev() {
            list.swap(place, self.below(place + 1));
        }
    }
}

/// The frequency of each rank of a list: the first are much more common than the last, as for names by Zipf's law.
///
/// Integers throughout, because logarithms differ between machines.
pub(super) struct Spread {
    /// For each rank, the total weight of all ranks up to it.
    sums: Vec<usize>,
}

impl Spread {
    /// The weight of a rank is 1 / (rank + `flat`): the most common real names are about equally common, so the first
    /// `flat` are, too.
    pub(super) fn new(length: usize, flat: usize) -> Self {
        let weights = (1..=length).map(|rank| (1 << 26) / (rank + flat));
        let sum = |sum: &mut usize, weight| {
            *sum += weight;
            Some(*sum)
        };
        Self { sums: weights.scan(0, sum).collect() }
    }

    /// A rank, from 0.
    pub(super) fn throw(&self, dice: &mut Dice) -> usize {
        let thrown = dice.below(self.sums.last().copied().unwrap_or_default());
        self.sums.partition_point(|sum| *sum <= thrown)
    }
}
