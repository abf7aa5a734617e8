//! Stable sorts that share their compiled code.
//!
//! `[T]::sort_by` is compiled for every type and every order, 7 kB each. These compile it once and are a little slower, so
//! that they suit what has at most some thousand items.

use std::cmp::Ordering;

/// Sorts items by their own order.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// Sorts items by a key. It is made for every comparison.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |one, other| key(one).cmp(&key(other)));
}

/// Sorts items by a key. It is made once for each item.
pub fn sort_by_cached_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    let keys: Vec<K> = items.iter().map(key).collect();
    let places = sorted_places(items.len(), &|one, other| keys[one].cmp(&keys[other]));
    move_to_places(items, places);
}

/// Sorts items by an order.
pub fn sort_by<T>(items: &mut [T], order: impl Fn(&T, &T) -> Ordering) {
    let places = sorted_places(items.len(), &|one, other| order(&items[one], &items[other]));
    move_to_places(items, places);
}

/// The sorted position of each item.
fn sorted_places(count: usize, order: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..count).collect();
    sorted.sort_by(|one, other| order(*one, *other));
    let mut places = vec![0; count];
    for (place, item) in sorted.into_iter().enumerate() {
        places[item] = place;
    }
    places
}

fn move_to_places<T>(items: &mut [T], mut places: Vec<usize>) {
    for at in 0..items.len() {
        while places[at] != at {
            let place = places[at];
            items.swap(at, place);
            places.swap(at, place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        /// Every way of sorting puts the items where the standard library puts them.
        #[test]
        fn items_are_sorted_and_stay_in_order_where_they_are_equal(items in proptest::collection::vec((0..9_u8, 0..9_u8), 0..40)) {
            let mut sorted = items.clone();
            sorted.sort_by_key(|(first, _)| *first);
            let mut by_key = items.clone();
            sort_by_key(&mut by_key, |(first, _)| *first);
            let mut by_cached_key = items.clone();
            sort_by_cached_key(&mut by_cached_key, |(first, _)| first.to_string());
            proptest::prop_assert_eq!([by_key, by_cached_key], [sorted.clone(), sorted]);
            let mut in_own_order = items;
            sort(&mut in_own_order);
            proptest::prop_assert!(in_own_order.is_sorted());
        }
    }
}
