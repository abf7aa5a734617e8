//! A lookup of places in a list by keys that are not kept.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};

/// Places in a list by the hash of a key. The list has what the key is made of, so that the key is not kept twice: whoever
/// looks up compares it, because two keys may share a hash.
#[derive(Debug, Default)]
pub(crate) struct PlaceIndex {
    hasher: RandomState,
    first: HashMap<u64, u32>,
    /// The places after the first. Most keys have one place.
    others: HashMap<u64, Vec<u32>>,
}

impl PlaceIndex {
    /// Adds a place to a key, unless it is there.
    pub(crate) fn add(&mut self, key: &(impl Hash + ?Sized), place: usize) {
        let hash = self.hasher.hash_one(key);
        let place = u32::try_from(place).unwrap_or(u32::MAX);
        let first = *self.first.entry(hash).or_insert(place);
        if first != place {
            let others = self.others.entry(hash).or_default();
            if !others.contains(&place) {
                others.push(place);
            }
        }
    }

    /// The places of a key and of others that share its hash, in the order in which they were added.
    pub(crate) fn candidates<K: Hash + ?Sized>(&self, key: &K) -> impl Iterator<Item = usize> + use<'_, K> {
        let hash = self.hasher.hash_one(key);
        let others = self.others.get(&hash).into_iter().flatten();
        self.first.get(&hash).into_iter().chain(others).map(|place| *place as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::PlaceIndex;

    #[test]
    fn a_key_has_each_of_its_places_once_and_in_order() {
        let mut index = PlaceIndex::default();
        for (key, place) in [("a", 3), ("b", 1), ("a", 0), ("a", 3), ("a", 0), ("a", 7)] {
            index.add(key, place);
        }
        let places = |key: &str| index.candidates(key).collect::<Vec<_>>();
        assert_eq!((places("a"), places("b"), places("c")), (vec![3, 0, 7], vec![1], vec![]));
    }
}
