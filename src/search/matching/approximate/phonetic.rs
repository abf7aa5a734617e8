//! Finds names by their sound: letters that stand for the same sound are replaced by one letter.

use std::iter::Peekable;
use std::str::Chars;

use crate::search::hit::{Field, Tier};
use crate::search::index::WordKind;
use crate::search::matching::approximate::typo_automaton::TypoAutomaton;
use crate::search::matching::finder::Finder;
use crate::search::matching::score::{TYPO, TermScore, weight_of};

/// The minimum number of letters of a name that is searched by its sound.
const SOUND_FROM: usize = 3;
/// Penalty for a match by sound: as much as for one wrong letter.
const BY_EAR: i64 = 2;
/// The penalty for one wrong letter in the sounds, which is also the maximum: two make a different name.
const ONE_SLIP: i64 = 2;
/// Groups of initial letters that may stand for the same sound.
const ALIKE: [&str; 4] = ["ckqx", "vw", "szx", "fp"];

/// The sounds of a folded word: `carlson` and `karlsson` have the same.
#[derive(Clone, Debug)]
struct Sounds<'a> {
    letters: Peekable<Chars<'a>>,
    /// The second sound of a letter that has two.
    next: Option<char>,
    last: Option<char>,
}

impl<'a> Sounds<'a> {
    fn of(word: &'a str) -> Self {
        Self { letters: word.chars().peekable(), next: None, last: None }
    }

    fn sound(&mut self) -> Option<char> {
        if let Some(next) = self.next.take() {
            return Some(next);
        }
        let letter = self.letters.next()?;
        let mut skip = |following: &[char]| self.letters.next_if(|next| following.contains(next)).is_some();
        Some(match letter {
            'c' => {
                skip(&['k', 'h']);
                'k'
            }
            'q' => {
                self.next = skip(&['u', 'v', 'w']).then_some('v');
                'k'
            }
            'x' => {
                self.next = Some('s');
                'k'
            }
            'w' => 'v',
            'z' => 's',
            'p' if skip(&['h']) => 'f',
            't' => {
                skip(&['h']);
                't'
            }
            'a' | 'o' => {
                skip(&['e']);
                letter
            }
            letter => letter,
        })
    }
}

impl Iterator for Sounds<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        loop {
            let sound = self.sound()?;
            // A double letter is one sound.
            if self.last.replace(sound) != Some(sound) {
                return Some(sound);
            }
        }
    }
}

impl Finder<'_> {
    /// Adds names that sound like the typed word. If `is_unknown` says that no record contains the word, one letter of
    /// the sounds may be wrong.
    pub(in crate::search) fn by_ear(&mut self, is_unknown: bool) {
        let typed = self.term().folded.as_str();
        let Some(first) = typed.chars().next().filter(|_| typed.chars().count() >= SOUND_FROM) else { return };
        let key: String = Sounds::of(typed).collect();
        let meant = if is_unknown { TypoAutomaton::of(&key) } else { None };
        let mut firsts: Vec<char> =
            ALIKE.iter().filter(|alike| alike.contains(first)).flat_map(|alike| alike.chars()).collect();
        if firsts.is_empty() {
            firsts.push(first);
        }
        let dictionary = self.index.dictionary(WordKind::Plain);
        for first in firsts {
            let range = dictionary.words.beginning(first.encode_utf8(&mut [0; 4]));
            if self.budget.is_overtaken(range.len()) {
                return;
            }
            for (at, word) in dictionary.words.lines(range).iter() {
                if word == typed {
                    continue;
                }
                let cost = if Sounds::of(word).eq(key.chars()) {
                    BY_EAR
                } else {
                    let slip = || meant.as_ref()?.cost(Sounds::of(word));
                    let Some(slip) = slip().filter(|slip| *slip <= ONE_SLIP) else { continue };
                    BY_EAR + slip
                };
                for (entry, context) in dictionary.contexts(at) {
                    if matches!(context.field, Field::Name | Field::Person) {
                        let weight = weight_of(context.field) - TYPO * cost;
                        let grade = TermScore { tier: Tier::Typo, weight, band: 0 };
                        self.keep_word(WordKind::Plain, at, (entry, context), grade, None);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Sounds;

    #[test]
    fn names_that_sound_alike_have_one_key() {
        for (one, other) in [
            ("carlson", "karlsson"),
            ("ula", "ulla"),
            ("christer", "krister"),
            ("maekinen", "makkinen"),
            ("qvist", "kvist"),
            ("quist", "kvist"),
            ("alexi", "aleksi"),
            ("sophia", "sofia"),
            ("thomas", "tomas"),
            ("wirtanen", "virtanen"),
            ("zimmermann", "simerman"),
            ("backman", "bakman"),
        ] {
            assert!(Sounds::of(one).eq(Sounds::of(other)), "{one} {other}");
        }
        for (one, other) in [("hanna", "hannu"), ("kemi", "lemi"), ("marja", "maria")] {
            assert!(!Sounds::of(one).eq(Sounds::of(other)), "{one} {other}");
        }
    }
}
