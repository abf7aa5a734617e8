//! The words of a query that were ignored, in the order typed.

use crate::text::sort_by_cached_key;
use std::collections::{HashMap, HashSet};

use crate::search::query::term::trimmed;

/// The words in the order of the query, each once.
pub(in crate::search) fn in_order(words: Vec<String>, query: &str) -> Vec<String> {
    let typed: Vec<&str> = query.split_whitespace().map(trimmed).collect();
    let mut places = HashMap::new();
    for (place, word) in typed.iter().enumerate() {
        places.entry(*word).or_insert(place);
    }
    // The first word of a place of two words determines the order. A word may have an operator, and half of a place may
    // stand for the place.
    let place = |word: &String| {
        let first = word.split_whitespace().next().unwrap_or_default();
        let is_part = |typed: &&str| typed.contains(first) || first.starts_with(*typed);
        places.get(first).copied().or_else(|| typed.iter().position(is_part)).unwrap_or(typed.len())
    };
    let mut told = HashSet::new();
    let mut words: Vec<String> = words.into_iter().filter(|word| told.insert(word.to_lowercase())).collect();
    sort_by_cached_key(&mut words, place);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn explained(words: &[&str], query: &str) -> String {
        in_order(words.iter().map(|word| (*word).to_owned()).collect(), query).join(", ")
    }

    #[test]
    fn words_are_told_in_the_order_of_the_query_and_each_once() {
        assert_eq!(explained(&["kuka", "zzz", "qqq"], "qqq kuka lappi zzz"), "qqq, kuka, zzz");
        assert_eq!(explained(&["kuka", "Kuka", "zzz", "zzz"], "Kuka kuka zzz lappi zzz"), "kuka, zzz");
        assert_eq!(
            explained(&["zzz", "Norra Karelen", "qqq"], "rooli:qqq Norra Karelen =zzz"),
            "qqq, Norra Karelen, zzz"
        );
        assert_eq!(explained(&["zzz", "norra-karelen"], "norra och södra karelen zzz"), "norra-karelen, zzz");
        assert_eq!(explained(&["|"], "hanna |"), "|");
    }
}
