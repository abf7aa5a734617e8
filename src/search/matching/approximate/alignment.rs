//! Scores and highlights: the only file that uses the fuzzy matcher.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// Aligns the letters of a query with folded text. Each thread has its own, because it has caches.
#[derive(Default)]
pub(in crate::search) struct Fuzzy {
    matcher: SkimMatcherV2,
}

/// The places of the letters of a query in a text, in order, with gaps between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::search) struct Alignment {
    /// The cost of the gaps: 0 if the text begins with the letters, and points for each gap and its length.
    pub cost: i64,
    /// The characters of the text, ascending.
    pub letters: Vec<usize>,
}

impl Fuzzy {
    /// A matcher for folded text, so case is significant.
    pub(in crate::search) fn new() -> Self {
        Self { matcher: SkimMatcherV2::default().respect_case() }
    }

    /// The best alignment of `letters` with `text`. `None` if the text does not contain all letters in order.
    pub(in crate::search) fn align(&self, text: &str, letters: &str) -> Option<Alignment> {
        let (score, aligned) = self.matcher.fuzzy_indices(text, letters)?;
        let most = self.matcher.fuzzy_match(letters, letters).unwrap_or(score);
        Some(Alignment { cost: (most - score).max(0), letters: aligned })
    }
}

impl Alignment {
    /// The number of gaps between the letters.
    pub(in crate::search) fn gaps(&self) -> usize {
        self.letters.windows(2).filter(|pair| pair[1] > pair[0] + 1).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aligned(text: &str, letters: &str) -> Option<(Vec<usize>, usize)> {
        Fuzzy::new().align(text, letters).map(|alignment| (alignment.letters.clone(), alignment.gaps()))
    }

    #[test]
    fn a_word_is_spelt_by_its_own_letters() {
        assert_eq!(aligned("hiltunen", "tun"), Some((vec![3, 4, 5], 0)));
        assert_eq!(aligned("hiltunen", "hltn"), Some((vec![0, 2, 3, 5], 2)));
        assert_eq!(aligned("hiltunen", "x"), None);
    }

    #[test]
    fn a_beginning_costs_nothing_and_gaps_cost_more_the_longer_they_are() {
        let cost = |text: &str, letters: &str| Fuzzy::new().align(text, letters).map(|alignment| alignment.cost);
        assert_eq!(cost("hiltunen", "hilt"), Some(0));
        assert!(cost("hiltunen", "hltun") < cost("hiltunen", "hlun"));
    }
}
