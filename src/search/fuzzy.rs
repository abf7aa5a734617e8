//! The letters of a match: the only file that knows the fuzzy matcher.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// Finds the letters of a word in folded text. One a thread: its caches are its own.
#[derive(Default)]
pub(super) struct Fuzzy {
    matcher: SkimMatcherV2,
}

impl Fuzzy {
    /// A matcher for text that is folded already, so case says nothing.
    pub(super) fn new() -> Self {
        Self { matcher: SkimMatcherV2::default().respect_case() }
    }

    /// Which characters of `text` spell `word` best; nothing when they do not.
    pub(super) fn spell(&self, text: &str, word: &str) -> Option<Vec<usize>> {
        self.matcher.fuzzy_indices(text, word).map(|(_, letters)| letters)
    }
}

#[cfg(test)]
mod tests {
    use super::Fuzzy;

    #[test]
    fn a_word_is_spelt_by_its_own_letters() {
        assert_eq!(Fuzzy::new().spell("hiltunen", "tun"), Some(vec![3, 4, 5]));
        assert_eq!(Fuzzy::new().spell("hiltunen", "x"), None);
    }
}
