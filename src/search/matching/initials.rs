//! Names by the beginnings of two or three of their words: `shilt` for Sanna Hiltunen.

use crate::text::sort_by_key;
use std::collections::HashMap;

use crate::search::budget::Budget;
use crate::search::index::bits::{Bits, List};
use crate::search::index::term_dictionary::Dictionary;

/// The maximum number of letters that may be beginnings.
const LONGEST: usize = 16;
/// The maximum number of words for the beginnings.
const MOST_WORDS: usize = 3;
/// Beginnings of up to this length occur in many names, so their records are cached during the search for a word.
const SHORT: usize = 2;

/// The records with a name in which two words begin with the parts of `letters`, in any order: those with one initial
/// before the rest, then the others; and the records with three such words, two initials before the rest.
///
/// Each piece needs a word of its own. The words that begin with a piece are among those that begin with a shorter piece
/// of it, so it is enough that for each piece there are as many words as there are pieces that begin with it.
pub(in crate::search) fn records(
    dictionary: &Dictionary,
    letters: &str,
    record_count: u32,
    budget: &Budget<'_>,
) -> [Bits; 3] {
    let mut found = std::array::from_fn(|_| Bits::none(record_count));
    let ends: Vec<usize> = letters.char_indices().map(|(at, _)| at).skip(1).collect();
    if ends.is_empty() || ends.len() >= LONGEST || !letters.chars().all(char::is_alphanumeric) {
        return found;
    }
    let mut beginnings = Beginnings { dictionary, record_count, budget, known: HashMap::new() };
    for first in &ends {
        let (head, rest) = letters.split_at(*first);
        // Fewer words begin with a longer part. If no word does, no word begins with an even longer one.
        if !beginnings.exist(head) {
            break;
        }
        if beginnings.exist(rest) {
            let likely = usize::from(*first != ends[0]);
            found[likely].unite(&beginnings.of_all(&[head, rest]));
        }
        if budget.is_overtaken(1 + 3 * found[0].work()) {
            return found;
        }
    }
    // Three words match only by initials, because other divisions of a word into three parts match nearly anything.
    if let [first, second, ..] = ends[..] {
        let pieces = [&letters[..first], &letters[first..second], &letters[second..]];
        if pieces.iter().all(|piece| beginnings.exist(piece)) {
            found[2].unite(&beginnings.of_all(&pieces));
        }
    }
    found
}

/// The records whose names have at least `count` words that begin with `letters`.
pub(in crate::search) fn with_words(
    dictionary: &Dictionary,
    letters: &str,
    count: usize,
    record_count: u32,
    budget: &Budget<'_>,
) -> Bits {
    Beginnings { dictionary, record_count, budget, known: HashMap::new() }.with(letters, count)
}

struct Beginnings<'a> {
    dictionary: &'a Dictionary,
    record_count: u32,
    budget: &'a Budget<'a>,
    known: HashMap<(&'a str, usize), Bits>,
}

impl<'a> Beginnings<'a> {
    fn exist(&self, piece: &str) -> bool {
        !self.dictionary.words.beginning(piece).is_empty()
    }

    /// The records with a different word for each piece.
    fn of_all(&mut self, pieces: &[&'a str]) -> Bits {
        // The longest first, because the fewest names have them.
        let mut wanted: Vec<(&str, usize)> = Vec::new();
        for piece in pieces {
            wanted.push((piece, pieces.iter().filter(|other| other.starts_with(*piece)).count()));
        }
        sort_by_key(&mut wanted, |(piece, _)| std::cmp::Reverse(piece.len()));
        let mut all: Option<Bits> = None;
        for (piece, count) in wanted {
            let met = match (all, self.with(piece, count)) {
                (None, bits) => bits,
                (Some(mut all), bits) => {
                    all.meet(&bits);
                    all
                }
            };
            if met.is_empty() {
                return met;
            }
            all = Some(met);
        }
        all.unwrap_or_default()
    }

    /// The records whose names have at least `count` words that begin with a piece.
    fn with(&mut self, piece: &'a str, count: usize) -> Bits {
        if let Some(known) = self.known.get(&(piece, count)) {
            return known.clone();
        }
        let mut levels: Vec<Bits> = vec![Bits::none(self.record_count); count];
        _ = self.budget.is_overtaken(levels.iter().map(Bits::work).sum());
        for word in self.dictionary.words.beginning(piece) {
            for (entry, context) in self.dictionary.contexts(word) {
                // The words of several names together would match nearly anything. Places do not match by beginnings:
                // POKE is not Keski-Pohjanmaa.
                if context.is_in_name() {
                    let list = self.dictionary.records(entry);
                    if self.budget.is_overtaken(1 + list.work() * count) {
                        return Bits::none(self.record_count);
                    }
                    raise(&mut levels, &list);
                }
            }
            if self.budget.is_overtaken(1) {
                break;
            }
        }
        let found = levels.pop().unwrap_or_default();
        if piece.chars().count() <= SHORT {
            self.known.insert((piece, count), found.clone());
        }
        found
    }
}

/// Moves the records of a list one level higher; new ones to the first level.
fn raise(levels: &mut [Bits], list: &List<'_>) {
    match (levels, list) {
        ([only], list) => only.add(list),
        (levels, List::Sparse(numbers)) => {
            for number in *numbers {
                let record = u32::from_le_bytes(*number);
                // A record on the highest level has enough words.
                _ = levels.iter_mut().any(|level| level.insert(record));
            }
        }
        (levels, List::Dense(_)) => {
            for level in (1..levels.len()).rev() {
                let mut once_more = Bits::none(0);
                once_more.clone_from(&levels[level - 1]);
                once_more.keep(list);
                levels[level].unite(&once_more);
            }
            levels[0].add(list);
        }
    }
}

/// The characters of a name that spell `letters` by beginnings of two of its words, or of three, the first two of which
/// give their initials only; in any order, ascending.
pub(in crate::search) fn spelt_by(name: &str, letters: &str) -> Option<Vec<u32>> {
    let name: Vec<char> = name.chars().collect();
    let letters: Vec<char> = letters.chars().collect();
    let is_start = |at: &usize| name[*at].is_alphanumeric() && (*at == 0 || !name[at - 1].is_alphanumeric());
    let starts: Vec<usize> = (0..name.len()).filter(is_start).take(64).collect();
    let mut spelling = Spelling { name: &name, starts: &starts, used: Vec::new() };
    spelling.spell(&letters).then(|| {
        let mut used: Vec<u32> = spelling
            .used
            .iter()
            .flat_map(|(start, length)| (*start..start + length).filter_map(|at| u32::try_from(at).ok()))
            .collect();
        used.sort_unstable();
        used
    })
}

struct Spelling<'a> {
    name: &'a [char],
    starts: &'a [usize],
    /// The words used: where they start, and how many of their letters.
    used: Vec<(usize, usize)>,
}

impl Spelling<'_> {
    fn spell(&mut self, letters: &[char]) -> bool {
        if letters.is_empty() {
            return self.used.len() > 1;
        }
        let used: Vec<usize> = self.used.iter().map(|(start, _)| *start).collect();
        if self.used.len() == MOST_WORDS {
            return false;
        }
        for start in self.starts {
            if used.contains(start) {
                continue;
            }
            let word = self.name[*start..].iter().take_while(|letter| letter.is_alphanumeric());
            let longest = word.zip(letters).take_while(|(own, wanted)| own == wanted).count();
            for length in (1..=longest).rev() {
                // Three words: two initials before the last.
                let is_last = length == letters.len();
                let are_initials = length == 1 && self.used.iter().all(|(_, before)| *before == 1);
                if !is_last && !are_initials && !self.used.is_empty() {
                    continue;
                }
                if is_last && self.used.len() == 2 && self.used.iter().any(|(_, before)| *before > 1) {
                    continue;
                }
                self.used.push((*start, length));
                if self.spell(&letters[length..]) {
                    return true;
                }
                self.used.pop();
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::spelt_by;

    #[test]
    fn letters_at_word_starts_spell_a_name() {
        assert_eq!(spelt_by("sanna hiltunen", "shilt"), Some(vec![0, 6, 7, 8, 9]));
        assert_eq!(spelt_by("hanna wallenius", "hwall"), Some(vec![0, 6, 7, 8, 9]));
        assert_eq!(spelt_by("anne laitinen-sainio", "als"), Some(vec![0, 5, 14]));
        assert_eq!(spelt_by("sanna hiltunen", "hilts"), Some(vec![0, 6, 7, 8, 9]));
        assert_eq!(spelt_by("sanna hiltunen", "sann"), None);
        assert_eq!(spelt_by("sanna hiltunen", "ss"), None);
        assert_eq!(spelt_by("sanna hiltunen", "sunen"), None);
        assert_eq!(spelt_by("anne-ulrika melgren", "umea"), None);
    }

    #[test]
    fn a_name_of_many_alike_words_comes_to_an_end() {
        let name = "a ".repeat(60);
        assert_eq!(spelt_by(name.trim_end(), &("a".repeat(15) + "b")), None);
    }
}
