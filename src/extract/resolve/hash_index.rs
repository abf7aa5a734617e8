//! Finds the elements of a list by keys that are not stored a second time.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};

/// Indices into a list, by the hash of a key.
///
/// The list has the data of the keys. Two keys can have the same hash, so the caller must compare the element at each
/// index.
#[derive(Debug, Default)]
pub(crate) struct HashIndex {
    hasher: RandomState,
    first: HashMap<u64, u32>,
    /// The indices after the first. Most keys have one.
    others: HashMap<u64, Vec<u32>>,
}

impl HashIndex {
    /// Adds an index to a key, unless the key has it.
    pub(crate) fn add(&mut self, key: &(impl Hash + ?Sized), index: usize) {
        let hash = self.hasher.hash_one(key);
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        let first = *self.first.entry(hash).or_insert(index);
        if first != index {
            let others = self.others.entry(hash).or_default();
            if !others.contains(&index) {
                others.push(index);
            }
        }
    }

    /// The indices of a key, and of other keys with the same hash, in the order in which they were added.
    pub(crate) fn candidates<K: Hash + ?Sized>(&self, key: &K) -> impl Iterator<Item = usize> + use<'_, K> {
        let hash = self.hasher.hash_one(key);
        let others = self.others.get(&hash).into_iter().flatten();
        self.first.get(&hash).into_iter().chain(others).map(|index| *index as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::HashIndex;

    #[test]
    fn a_key_has_each_of_its_indices_once_and_in_order() {
        let mut index = HashIndex::default();
        for (key, at) in [("a", 3), ("b", 1), ("a", 0), ("a", 3), ("a", 0), ("a", 7)] {
            index.add(key, at);
        }
        let indices = |key: &str| index.candidates(key).collect::<Vec<_>>();
        assert_eq!((indices("a"), indices("b"), indices("c")), (vec![3, 0, 7], vec![1], vec![]));
    }
}
