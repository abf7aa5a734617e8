//! Letters of a query in order, with gaps, in a word or in the words of one name.
//!
//! The first letter begins a word, and every further word of a name that is used gives letters from its own beginning:
//! `hltn` is in *hiltunen*, `snhlt` in *sanna hiltunen*, `hltsn` too, and `hvpol` in *hyva polku*.

use crate::search::matching::approximate::alignment::{Alignment, Fuzzy};

/// The minimum and the maximum number of letters that are searched with gaps.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=16;
/// The minimum number of letters that are divided among the words of a name.
pub(in crate::search) const SHARED_FROM: usize = 3;
/// The maximum number of words of a name among which the letters are divided.
pub(in crate::search) const MOST_WORDS: usize = 3;
/// The maximum number of words of a text that are examined.
const WORDS_READ: usize = 12;
/// The maximum number of gaps of a match that ranks above a name with one typing error.
const CLOSE: usize = 2;
/// Penalty for each further word: about as much as for a gap.
const FURTHER_WORD: i64 = 5;
/// Penalty if the words are in a different order in the name.
const TURNED: i64 = 6;
/// Penalty for a part of a hyphenated name.
const HYPHENATED: i64 = 2;

/// The maximum number of letters left out between the first and the last, in halves of the number of letters typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::search) struct Spread(usize);

impl Spread {
    /// In a person's name: twice as many letters may be left out as are typed.
    pub(in crate::search) const NAME: Self = Self(4);
    /// In titles, organisations and places, which are long and have most letters somewhere: one and a half times as many.
    pub(in crate::search) const TITLE: Self = Self(3);

    fn allows(self, typed: usize, left_out: usize) -> bool {
        2 * left_out <= self.0 * typed
    }
}

/// The cost of a match of letters; lower is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::search) struct Fit {
    /// Whether there are more than two gaps in it.
    pub is_loose: bool,
    /// The cost of gaps and further words.
    pub cost: i64,
    /// The number of letters of the used words that were not typed.
    pub spare: i64,
}

/// The cost of matching some of the letters to one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(in crate::search) struct WordFit {
    cost: i64,
    gaps: usize,
    spare: i64,
    place: WordPosition,
}

/// The place of a word in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(in crate::search) enum WordPosition {
    /// At the beginning, as a given name does.
    #[default]
    First,
    /// Between the first and the last.
    Middle,
    /// After the last space, as a surname does.
    Last,
}

/// Letters in the words of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::search) struct Placed {
    pub fit: Fit,
    /// The characters of the text, ascending.
    pub letters: Vec<usize>,
}

impl Fit {
    /// Of all parts together.
    pub(in crate::search) fn of(parts: &[WordFit]) -> Self {
        let sum = |of: fn(&WordFit) -> i64| parts.iter().map(of).sum::<i64>();
        let further = i64::try_from(parts.len().saturating_sub(1)).unwrap_or(0);
        let turned = if parts.is_sorted_by_key(|part| part.place) { 0 } else { TURNED };
        Self {
            is_loose: parts.iter().map(|part| part.gaps).sum::<usize>() > CLOSE,
            cost: sum(|part| part.cost) + further * FURTHER_WORD + turned,
            spare: sum(|part| part.spare),
        }
    }
}

impl WordFit {
    /// The same at the place of the word in a name.
    pub(in crate::search) fn at(self, place: WordPosition, is_whole: bool) -> Self {
        Self { place, cost: self.cost + if is_whole { 0 } else { HYPHENATED }, ..self }
    }
}

impl WordPosition {
    /// Whether the word is the first of a name, or after its last space.
    pub(in crate::search) fn of(is_first: bool, is_last: bool) -> Self {
        match (is_first, is_last) {
            (true, _) => Self::First,
            (false, true) => Self::Last,
            (false, false) => Self::Middle,
        }
    }
}

/// A word of a folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::search) struct PlainWord<'a> {
    /// The character it begins at.
    pub at: usize,
    pub word: &'a str,
    pub place: WordPosition,
    /// Whether it is between spaces.
    pub is_whole: bool,
}

/// The maximum number of letters that are divided among the words of a text.
pub(in crate::search) const MOST_LETTERS: usize = 63;

/// Whether a folded word may be searched with gaps: only letters and digits, neither too few nor too many.
pub(in crate::search) fn is_abbreviation(word: &str) -> bool {
    LETTERS.contains(&word.chars().count()) && word.chars().all(char::is_alphanumeric)
}

/// The prefixes of the letters that are in a word that begins with the first letter, close enough together: bit `n` is
/// set if the first `n` letters are. More letters than [`MOST_LETTERS`] are never close enough.
pub(in crate::search) fn reach(word: &str, letters: &[char], spread: Spread) -> u64 {
    let letters = &letters[..letters.len().min(MOST_LETTERS)];
    let mut close = 0;
    let mut matched = 0;
    for (at, letter) in word.chars().enumerate() {
        if letters.get(matched) == Some(&letter) {
            matched += 1;
            if spread.allows(matched, at + 1 - matched) {
                close |= 1_u64 << matched;
            }
        } else if at == 0 {
            return 0;
        }
    }
    close
}

/// The cost of matching letters to a word that contains them according to [`reach`].
pub(in crate::search) fn part_of(fuzzy: &Fuzzy, word: &str, letters: &str) -> WordFit {
    let length = |text: &str| i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
    let spare = length(word) - length(letters);
    if word.starts_with(letters) {
        return WordFit { spare, ..WordFit::default() };
    }
    let alignment = fuzzy.align(word, letters);
    let part = |alignment: Alignment| WordFit {
        cost: alignment.cost,
        gaps: alignment.gaps(),
        spare,
        place: WordPosition::First,
    };
    alignment.map(part).unwrap_or_default()
}

/// The alignment of letters with a word that has them in order, but does not begin with the first.
pub(in crate::search) fn inside(fuzzy: &Fuzzy, word: &str, letters: &str) -> Option<Alignment> {
    let alignment = fuzzy.align(word, letters)?;
    let (first, last) = (*alignment.letters.first()?, *alignment.letters.last()?);
    let typed = alignment.letters.len();
    Spread::TITLE.allows(typed, last + 1 - first - typed).then_some(alignment)
}

/// The words of a folded text: the runs of letters and digits.
pub(in crate::search) fn plain_words(folded: &str) -> Vec<PlainWord<'_>> {
    let mut words = Vec::new();
    let mut at = 0;
    let text = folded.trim_end();
    let last_from = text.chars().count() - text.chars().rev().take_while(|letter| !letter.is_whitespace()).count();
    let mut before = ' ';
    for chunk in folded.split_inclusive(|letter: char| !letter.is_alphanumeric()) {
        let word = chunk.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let behind = chunk[word.len()..].chars().next().unwrap_or(' ');
        if !word.is_empty() && words.len() < WORDS_READ {
            let is_whole = before.is_whitespace() && behind.is_whitespace();
            words.push(PlainWord { at, word, place: WordPosition::of(at == 0, at >= last_from), is_whole });
        }
        before = behind;
        at += chunk.chars().count();
    }
    words
}

/// The best division of letters among two or three different words of a text, in any order of the words. `None` if
/// there is none.
pub(in crate::search) fn across(fuzzy: &Fuzzy, text: &str, letters: &str, spread: Spread) -> Option<Placed> {
    let typed: Vec<char> = letters.chars().collect();
    let words = plain_words(text);
    let first = typed.first()?;
    if typed.len() < SHARED_FROM || !words.iter().any(|own| own.word.starts_with(*first)) {
        return None;
    }
    let part = |word: usize, from: usize, to: usize| {
        let own: PlainWord<'_> = words[word];
        let letters: String = typed[from..to].iter().collect();
        Some(part_of(fuzzy, own.word, &letters).at(own.place, own.is_whole))
    };
    let close = |word: usize, from: usize| reach(words[word].word, &typed[from..], spread);
    let texts: Vec<&str> = words.iter().map(|own| own.word).collect();
    let (fit, used) = shared_out(&texts, typed.len(), close, None, part)?;
    let mut placed: Vec<usize> = Vec::new();
    for &Share { word, from, to } in used.as_slice() {
        let letters: String = typed[from..to].iter().collect();
        let alignment = fuzzy.align(words[word].word, &letters)?;
        placed.extend(alignment.letters.into_iter().map(|letter| words[word].at + letter));
    }
    placed.sort_unstable();
    Some(Placed { fit, letters: placed })
}

/// The letters that a word of a text has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::search) struct Share {
    /// Index into the words.
    pub word: usize,
    pub from: usize,
    pub to: usize,
}

/// The letters that each of up to [`MOST_WORDS`] words contains, and how well they match.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::search) struct Assignment {
    shares: [Share; MOST_WORDS],
    parts: [WordFit; MOST_WORDS],
    count: usize,
}

impl Assignment {
    /// One share for each word.
    pub(in crate::search) fn as_slice(&self) -> &[Share] {
        &self.shares[..self.count]
    }

    fn with(mut self, share: Share, part: WordFit) -> Self {
        (self.shares[self.count], self.parts[self.count]) = (share, part);
        Self { count: self.count + 1, ..self }
    }

    fn fit(&self) -> Fit {
        Fit::of(&self.parts[..self.count])
    }
}

/// The best division of a number of letters among two or three different words. `None` if there is none.
///
/// `close` returns, for a word and a letter, which of the letters from there on the word contains, as [`reach`] does.
/// With `ends`, each part ends at one of them, in their order. `part` returns how well some of the letters match a
/// word, or `None` if they do not.
pub(in crate::search) fn shared_out<W: PartialEq>(
    words: &[W],
    letters: usize,
    close: impl Fn(usize, usize) -> u64,
    ends: Option<&[usize]>,
    part: impl FnMut(usize, usize, usize) -> Option<WordFit>,
) -> Option<(Fit, Assignment)> {
    let mut sharing = Sharing { words, letters, close, ends, part, best: None };
    sharing.share(0, Assignment::default());
    sharing.best
}

struct Sharing<'a, W, C, F> {
    words: &'a [W],
    letters: usize,
    close: C,
    ends: Option<&'a [usize]>,
    part: F,
    best: Option<(Fit, Assignment)>,
}

impl<W: PartialEq, C: Fn(usize, usize) -> u64, F: FnMut(usize, usize, usize) -> Option<WordFit>> Sharing<'_, W, C, F> {
    /// Divides the letters from one on among the words that are not used.
    fn share(&mut self, from: usize, used: Assignment) {
        let words = self.words;
        for (word, own) in words.iter().enumerate() {
            let close = (self.close)(word, from);
            // A word that occurs twice in the text is used once.
            if close == 0 || used.as_slice().iter().any(|other| words[other.word] == *own) {
                continue;
            }
            let end = self.ends.and_then(|ends| ends.get(used.count));
            for to in (from + 1..=self.letters.min(from + MOST_LETTERS)).filter(|to| close >> (to - from) & 1 == 1) {
                let is_last = to == self.letters;
                // Letters may be left for a further word only if one is allowed; a single word is not a division.
                let is_needless = if is_last { used.count == 0 } else { used.count + 1 == MOST_WORDS };
                if is_needless || end.is_some_and(|end| *end != to) {
                    continue;
                }
                let Some(part) = (self.part)(word, from, to) else { continue };
                let used = used.with(Share { word, from, to }, part);
                if is_last {
                    let fit = used.fit();
                    if self.best.as_ref().is_none_or(|(best, _)| fit < *best) {
                        self.best = Some((fit, used));
                    }
                } else {
                    self.share(to, used);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(text: &str, letters: &str) -> Option<Vec<usize>> {
        across(&Fuzzy::new(), text, letters, Spread::NAME).map(|placed| placed.letters)
    }

    #[test]
    fn letters_are_shared_out_among_the_words_of_a_name_in_any_order() {
        assert_eq!(placed("sanna hiltunen", "snhlt"), Some(vec![0, 2, 6, 8, 9]));
        assert_eq!(placed("sanna hiltunen", "hltsn"), Some(vec![0, 2, 6, 8, 9]));
        assert_eq!(placed("sanna hiltunen", "sannhlt"), Some(vec![0, 1, 2, 3, 6, 8, 9]));
        assert_eq!(placed("anne laitinen-sainio", "anltsn"), Some(vec![0, 1, 5, 8, 14, 17]));
    }

    #[test]
    fn names_in_their_own_order_and_whole_ones_fit_better() {
        let fit = |text: &str| across(&Fuzzy::new(), text, "snhlt", Spread::NAME).map(|placed| placed.fit);
        assert!(fit("sanna hiltunen") < fit("hilti sannala"));
        assert!(fit("sanna hiltunen") < fit("sanna aho-hiltunen"));
        assert!(fit("sanna hiltunen") < fit("sanna hiltuniemi"));
    }

    #[test]
    fn every_word_gives_letters_from_its_beginning_and_only_once() {
        assert_eq!(placed("sanna hiltunen", "snunn"), None);
        assert_eq!(placed("hanna hanna", "hnhn"), None);
        assert_eq!(placed("sanna", "snn"), None);
    }

    #[test]
    fn letters_far_apart_are_no_abbreviation() {
        let is_close = |word: &str, letters: &str| {
            let letters: Vec<char> = letters.chars().collect();
            reach(word, &letters, Spread::TITLE) >> letters.len() & 1 == 1
        };
        assert!(is_close("aluekoordinaattori", "alkrd") && is_close("projektipaallikko", "prjpll"));
        assert!(is_close("hankepaallikko", "hnkpk") && is_close("lappeenranta", "lpnr"));
        assert!(!is_close("koordinaattori", "kari") && !is_close("sosiaalityontekija", "salo"));
    }

    #[test]
    fn words_are_what_stands_between_signs() {
        let words = |text| plain_words(text).iter().map(|own| (own.at, own.word, own.is_whole)).collect::<Vec<_>>();
        assert_eq!(words("anne laitinen-sainio"), [(0, "anne", true), (5, "laitinen", false), (14, "sainio", false)]);
        assert_eq!(words(" a, (b)"), [(1, "a", false), (5, "b", false)]);
    }
}
