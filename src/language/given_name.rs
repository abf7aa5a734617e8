//! Known given names.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::fold;

/// Folded given names, each with `true` if it is Nordic.
static GIVEN_NAMES: LazyLock<HashMap<String, bool>> = LazyLock::new(read);

const FILE: &str = include_str!("../../assets/lexicon/given_names.txt");

fn read() -> HashMap<String, bool> {
    let mut names = HashMap::new();
    let mut is_nordic = true;
    for line in FILE.lines().filter(|line| !line.starts_with('#')) {
        if line == "---" {
            is_nordic = false;
        } else {
            names.entry(fold(line)).or_insert(is_nordic);
        }
    }
    names
}

/// Returns whether a given name is Nordic, or `None` if the word is not a known given name. If a hyphenated name is
/// unknown, its parts are looked up separately.
pub(crate) fn given_name(word: &str) -> Option<bool> {
    let folded = fold(word);
    GIVEN_NAMES.get(&folded).copied().or_else(|| {
        let parts: Vec<_> = folded.split('-').map(|part| GIVEN_NAMES.get(part)).collect();
        let is_compound = parts.len() > 1 && parts.iter().all(|part| part.is_some() || parts.len() > 2);
        is_compound.then(|| parts.first().copied().flatten().copied())?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compound_is_known_by_its_parts() {
        assert_eq!(given_name("Anna-Liisa"), Some(true));
        assert_eq!(given_name("Kivelä"), None);
    }
}
