//! Scores and letters of a match: the only file that knows the fuzzy matcher.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// Scores matches in folded text. One a thread: its caches are its own.
#[derive(Default)]
pub(super) struct Fuzzy {
    matcher: SkimMatcherV2,
}

impl Fuzzy {
    /// A matcher for text that is folded already, so case says nothing.
    pub(super) fn new() -> Self {
        Self { matcher: SkimMatcherV2::default().respect_case() }
    }

    /// How well `word` stands in `text`, and which characters of `text` spell it; nothing when they do not.
    pub(super) fn spell(&self, text: &str, word: &str) -> Option<(i64, Vec<usize>)> {
        self.matcher.fuzzy_indices(text, word)
    }
}

/// The characters of a name that spell `word` by beginnings of its words: `shilt` in `sanna hiltunen`, 0 and 6 to 9.
///
/// Every used word gives at least its first letter; at least two words are used. The surname may come first.
pub(super) fn word_starts(name: &str, word: &str) -> Option<Vec<usize>> {
    let letters: Vec<char> = name.chars().collect();
    let is_start = |at: usize| at == 0 || !letters[at - 1].is_alphanumeric();
    let mut starts: Vec<usize> =
        (0..letters.len()).filter(|at| is_start(*at) && letters[*at].is_alphanumeric()).collect();
    let wanted: Vec<char> = word.chars().collect();
    spelled(&letters, &starts, &wanted).or_else(|| {
        let surname = letters.iter().rposition(|letter| *letter == ' ')? + 1;
        let first = starts.iter().position(|start| *start == surname)?;
        starts.rotate_left(first);
        spelled(&letters, &starts, &wanted)
    })
}

/// The characters that spell `wanted`, of at least two words.
fn spelled(letters: &[char], starts: &[usize], wanted: &[char]) -> Option<Vec<usize>> {
    let mut speller = Speller { letters, wanted, used: Vec::new(), hopeless: Vec::new() };
    let is_spelt = speller.spell(starts, 0);
    (is_spelt && speller.used.windows(2).any(|pair| pair[1] != pair[0] + 1)).then_some(speller.used)
}

/// Spells a word by the beginnings of a name's words.
struct Speller<'a> {
    letters: &'a [char],
    wanted: &'a [char],
    used: Vec<usize>,
    /// How many starts and letters were left where there was no way on: each such place is tried once.
    hopeless: Vec<(usize, usize)>,
}

impl Speller<'_> {
    /// Tries to spell what is wanted from `from` on by the words that begin at `starts`, the longest beginnings first.
    fn spell(&mut self, starts: &[usize], from: usize) -> bool {
        let wanted = &self.wanted[from..];
        if wanted.is_empty() {
            return true;
        }
        let Some((start, later)) = starts.split_first() else { return false };
        if self.hopeless.contains(&(starts.len(), from)) {
            return false;
        }
        let ends = |at: usize| at > *start && !self.letters[at - 1].is_alphanumeric();
        let fits = |(at, letter): &(usize, &char)| !ends(*at) && self.letters.get(*at) == Some(*letter);
        let longest = (*start..).zip(wanted).take_while(fits).count();
        for length in (0..=longest).rev() {
            let before = self.used.len();
            self.used.extend(*start..start + length);
            if self.spell(later, from + length) {
                return true;
            }
            self.used.truncate(before);
        }
        self.hopeless.push((starts.len(), from));
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_at_word_starts_spell_a_name() {
        assert_eq!(word_starts("sanna hiltunen", "shilt"), Some(vec![0, 6, 7, 8, 9]));
        assert_eq!(word_starts("hanna wallenius", "hwall"), Some(vec![0, 6, 7, 8, 9]));
        assert_eq!(word_starts("anne laitinen-sainio", "als"), Some(vec![0, 5, 14]));
        assert_eq!(word_starts("sanna hiltunen", "hilts"), Some(vec![6, 7, 8, 9, 0]));
        assert_eq!(word_starts("sanna hiltunen", "sann"), None);
        assert_eq!(word_starts("sanna hiltunen", "sunen"), None);
    }

    #[test]
    fn a_name_of_many_alike_words_comes_to_an_end() {
        let name = "a ".repeat(60);
        assert_eq!(word_starts(name.trim_end(), &("a".repeat(58) + "b")), None);
    }

    #[test]
    fn a_word_is_spelt_by_its_own_letters() {
        assert_eq!(Fuzzy::new().spell("hiltunen", "tun").map(|(_, letters)| letters), Some(vec![3, 4, 5]));
        assert_eq!(Fuzzy::new().spell("hiltunen", "x"), None);
    }
}
