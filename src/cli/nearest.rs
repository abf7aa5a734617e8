//! Which names are nearly the one that was typed.

use std::collections::BTreeSet;

use crate::text::fold;

/// The most that are suggested.
const MOST: usize = 3;
/// The least likeness, in percent, of a suggestion.
const LEAST: usize = 50;

/// The ids that are most like the one given, the best first; none when none is like it.
pub(super) fn nearest(given: &str, ids: impl Iterator<Item = String>) -> Vec<String> {
    let wanted = pairs(given);
    let mut best: Vec<(usize, String)> = Vec::new();
    for id in ids {
        let likeness = likeness(&wanted, &pairs(&id));
        // Behind those that are equally like, so that they keep their order.
        let place = best.partition_point(|(better, _)| *better >= likeness);
        if likeness >= LEAST && place < MOST {
            best.insert(place, (likeness, id));
            best.truncate(MOST);
        }
    }
    best.into_iter().map(|(_, id)| id).collect()
}

/// How much of two sets of letter pairs is the same, in percent.
fn likeness(wanted: &BTreeSet<(char, char)>, known: &BTreeSet<(char, char)>) -> usize {
    let shared = wanted.intersection(known).count();
    (200 * shared).checked_div(wanted.len() + known.len()).unwrap_or(0)
}

/// The pairs of neighbouring letters in what stands behind the colon.
fn pairs(id: &str) -> BTreeSet<(char, char)> {
    let stem = id.split_once(':').map_or(id, |(_, stem)| stem);
    let letters: Vec<char> = fold(stem).chars().collect();
    letters.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_nearly_the_id() {
        let ids = ["person:sanna-hiltunen", "person:anna-esimerkki", "project:poke"].map(str::to_owned);
        let nearest = |given| nearest(given, ids.iter().cloned());
        assert_eq!(nearest("person:sana-hiltunen"), ["person:sanna-hiltunen"]);
        assert_eq!(nearest("hiltunen-sanna"), ["person:sanna-hiltunen"]);
        assert!(nearest("xyz").is_empty());
    }
}
