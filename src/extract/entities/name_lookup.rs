//! The known names of people, looked up at the beginning of a text.

use std::collections::HashSet;

/// The known names of people.
#[derive(Clone, Debug, Default)]
pub(crate) struct NameLookup {
    names: HashSet<String>,
    /// Their lengths in bytes. Prefixes of other lengths need not be looked up.
    lengths: HashSet<usize>,
    longest_prefix: usize,
}

impl NameLookup {
    /// The longest name that is a prefix of a text and ends at one of the bytes `ends`, which ascend.
    pub(crate) fn longest_prefix(&self, text: &str, ends: impl Iterator<Item = usize>) -> Option<&str> {
        let near: Vec<usize> =
            ends.take_while(|end| *end <= self.longest_prefix).filter(|end| self.lengths.contains(end)).collect();
        near.into_iter().rev().find_map(|end| self.names.get(text.get(..end)?)).map(String::as_str)
    }
}

impl FromIterator<String> for NameLookup {
    fn from_iter<T: IntoIterator<Item = String>>(names: T) -> Self {
        let names: HashSet<String> = names.into_iter().collect();
        let lengths: HashSet<usize> = names.iter().map(String::len).collect();
        Self { longest_prefix: lengths.iter().copied().max().unwrap_or(0), names, lengths }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_is_found_where_it_may_end() {
        let lookup: NameLookup = ["Anna Aalto", "Anna Aalto-Öhman", "Öhman"].map(str::to_owned).into_iter().collect();
        let text = "Anna Aalto-Öhman tuli";
        assert_eq!(lookup.longest_prefix(text, [4, 17, 22].into_iter()), Some("Anna Aalto-Öhman"));
        assert_eq!(lookup.longest_prefix(text, [4, 10, 12].into_iter()), Some("Anna Aalto"));
        assert_eq!(lookup.longest_prefix(text, [4, 11].into_iter()), None);
        assert_eq!(NameLookup::default().longest_prefix(text, [0, 4].into_iter()), None);
    }
}
