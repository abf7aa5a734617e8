//! Sorted words, one after another.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr_iter, memmem};

use super::{Bytes, Numbers, SectionWriter, Sections};

/// Distinct words in the order of their bytes, accessed by number.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The words, one per line, so that a part of a word is found in one pass.
    lines: Bytes,
    /// The end of each line.
    ends: Numbers,
}

/// Consecutive words.
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    text: Cow<'a, str>,
    numbers: Range<usize>,
}

impl Lines<'_> {
    /// The words in their order, each with its number.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut from = 0;
        self.numbers.clone().zip(memchr_iter(b'\n', self.text.as_bytes())).map(move |(number, to)| {
            let word = self.text.get(from..to).unwrap_or_default();
            from = to + 1;
            (number, word)
        })
    }
}

impl Words {
    /// The words of an iterator, which must yield them sorted, each once, and without line ends.
    #[must_use]
    pub fn of_sorted<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut lines = Vec::new();
        let mut ends = Vec::new();
        for word in words {
            lines.extend_from_slice(word.as_bytes());
            lines.push(b'\n');
            ends.push(u32::try_from(lines.len()).unwrap_or(u32::MAX));
        }
        Self { lines: lines.into(), ends: ends.into_iter().collect() }
    }

    /// The number of words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns `true` if there are no words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Returns a word by its number. Empty if there is none.
    ///
    /// A word of a file is copied: bytes that another process may write to must not be borrowed as text.
    #[must_use]
    pub fn get(&self, number: usize) -> Cow<'_, str> {
        let bytes = self.bytes_of(number);
        if self.lines.may_change() {
            Cow::Owned(String::from_utf8(bytes.to_vec()).unwrap_or_default())
        } else {
            Cow::Borrowed(std::str::from_utf8(bytes).unwrap_or_default())
        }
    }

    /// The same for many words, one after the other: each is copied to the same buffer.
    #[must_use]
    pub fn copy<'a>(&self, number: usize, to: &'a mut Vec<u8>) -> &'a str {
        to.clear();
        to.extend_from_slice(self.bytes_of(number));
        std::str::from_utf8(to).unwrap_or_default()
    }

    /// Returns the words with some numbers, to iterate over many of them: they are copied at once.
    #[must_use]
    pub fn lines(&self, numbers: Range<usize>) -> Lines<'_> {
        let end_of = |number: usize| self.ends.get(number).map_or(0, |end| end as usize);
        let start = numbers.start.checked_sub(1).map_or(0, end_of);
        let end = numbers.end.checked_sub(1).map_or(start, end_of).max(start);
        let bytes = self.lines.get(start..end);
        let text = if self.lines.may_change() {
            Cow::Owned(String::from_utf8(bytes.to_vec()).unwrap_or_default())
        } else {
            Cow::Borrowed(std::str::from_utf8(bytes).unwrap_or_default())
        };
        Lines { text, numbers }
    }

    /// The number of a word.
    ///
    /// # Errors
    ///
    /// The number that the word would have.
    pub fn find(&self, word: &str) -> Result<usize, usize> {
        let at = self.first_from(word.as_bytes());
        if at < self.len() && self.bytes_of(at) == word.as_bytes() { Ok(at) } else { Err(at) }
    }

    /// The numbers of the words that begin with `prefix`.
    #[must_use]
    pub fn beginning(&self, prefix: &str) -> Range<usize> {
        let prefix = prefix.as_bytes();
        let first = self.first_from(prefix);
        let count = partition_point(self.len() - first, |at| self.bytes_of(first + at).starts_with(prefix));
        first..first + count
    }

    /// The first number from `from` on whose word does not begin with some bytes that the word of `from` begins with.
    #[must_use]
    pub fn after(&self, from: usize, beginning: &[u8]) -> usize {
        let begins = |at: usize| self.bytes_of(at).starts_with(beginning);
        // It is nearly always one of the next words.
        let mut step = 1;
        while from + step < self.len() && begins(from + step) {
            step *= 2;
        }
        let known = from + step / 2;
        known + partition_point(self.len().min(from + step) - known, |on| begins(known + on))
    }

    /// The numbers of the words that contain `part`, in order.
    pub fn containing<'a>(&'a self, part: &'a str) -> impl Iterator<Item = usize> + 'a {
        let mut line = 0;
        let mut last = None;
        let ends = move |at: usize| self.ends.get(at).map_or(usize::MAX, |end| end as usize);
        memmem::find_iter(self.lines.all(), part.as_bytes()).filter_map(move |at| {
            // Matches come in order, so the search for the line of a match starts near the line of the last one.
            let mut step = 1;
            while line + step < self.len() && ends(line + step) <= at {
                line += step;
                step *= 2;
            }
            line += partition_point((self.len() - line).min(step + 1), |on| ends(line + on) <= at);
            (last != Some(line) && line < self.len()).then(|| {
                last = Some(line);
                line
            })
        })
    }

    /// The first number whose word is not before `word`.
    fn first_from(&self, word: &[u8]) -> usize {
        partition_point(self.len(), |at| self.bytes_of(at) < word)
    }

    fn bytes_of(&self, number: usize) -> &[u8] {
        let start = number.checked_sub(1).map_or(Some(0), |before| self.ends.get(before));
        match (start, self.ends.get(number)) {
            (Some(start), Some(end)) if start < end => self.lines.get(start as usize..end as usize - 1),
            _ => &[],
        }
    }

    /// Writes the words to two sections of these names.
    pub fn write(&self, [lines, ends]: [&'static str; 2], into: &mut SectionWriter) {
        into.add(lines, &self.lines);
        into.add(ends, self.ends.bytes());
    }

    /// Reads the words of two sections. `None` if a section is missing.
    #[must_use]
    pub fn read([lines, ends]: [&str; 2], from: &Sections) -> Option<Self> {
        Some(Self { lines: from.get(lines)?, ends: Numbers::new(from.get(ends)?) })
    }
}

/// The number of items of `0..length` before the first for which `is_before` is `false`.
pub fn partition_point(length: usize, is_before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, length);
    while low < high {
        let middle = low + (high - low) / 2;
        if is_before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn words_are_found_as_they_are_begun_and_inside() {
        let words = Words::of_sorted(["ala", "hanna", "hanne", "sanna", "zz"]);
        assert_eq!(
            (words.find("hanna"), words.find("hannb"), &*words.get(3), &*words.get(9)),
            (Ok(1), Err(2), "sanna", "")
        );
        assert_eq!((words.beginning("han"), words.beginning("x"), words.beginning("zz")), (1..3, 4..4, 4..5));
        assert_eq!(words.containing("ann").collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(words.containing("a").collect::<Vec<_>>(), [0, 1, 2, 3]);
        assert_eq!(words.containing("zz").collect::<Vec<_>>(), [4]);
        assert_eq!(words.containing("aa").count(), 0);
    }

    proptest::proptest! {
        #[test]
        fn containing_is_what_looking_at_each_finds(words in proptest::collection::btree_set("[ab]{0,4}", 0..40), part in "[ab]{1,3}") {
            let sorted = Words::of_sorted(words.iter().map(String::as_str));
            let each: Vec<usize> = (0..sorted.len()).filter(|at| sorted.get(*at).contains(&part)).collect();
            proptest::prop_assert_eq!(sorted.containing(&part).collect::<Vec<_>>(), each);
            for at in 0..=sorted.len() {
                let rest: Vec<(usize, String)> = (at..sorted.len()).map(|at| (at, sorted.get(at).into_owned())).collect();
                let lines = sorted.lines(at..sorted.len());
                proptest::prop_assert!(lines.iter().eq(rest.iter().map(|(at, word)| (*at, word.as_str()))));
                proptest::prop_assert_eq!(sorted.lines(at..at).iter().count(), 0);
            }
            for at in 0..sorted.len() {
                for length in 0..=sorted.get(at).len() {
                    let word = sorted.get(at);
                    let beginning = &word[..length];
                    let after = (at..sorted.len()).find(|other| !sorted.get(*other).starts_with(beginning));
                    proptest::prop_assert_eq!(sorted.after(at, beginning.as_bytes()), after.unwrap_or(sorted.len()));
                }
            }
            let begun: Vec<usize> = (0..sorted.len()).filter(|at| sorted.get(*at).starts_with(&part)).collect();
            proptest::prop_assert_eq!(sorted.beginning(&part).collect::<Vec<_>>(), begun);
        }
    }
}
