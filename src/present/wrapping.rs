//! Lines wrapped between words; a word that is longer than its line is cut.

use super::styled::{Line, Role, prefix_of, width};

impl Line {
    /// The line broken between words into lines of at most `cells` cells, each but the first indented.
    #[must_use]
    pub fn wrapped(&self, cells: usize, indent: usize) -> Vec<Self> {
        let cells = cells.max(1);
        let wide = indent;
        // Words of a narrow line would have no room beside the indentation.
        let indent = if indent + FEWEST_BESIDE > cells { indent.min(NARROW_INDENT) } else { indent };
        let indent = if indent + 8 > cells { 0 } else { indent };
        let mut wrapper = Wrapper { lines: Vec::new(), current: Self::default(), cells, indent };
        // A line without a label begins where its further lines do.
        let own = if indent < wide { self.without_blanks(wide, indent) } else { None };
        for words in own.as_ref().unwrap_or(self).words().chunk_by(|before, after| belong_together(*before, *after)) {
            if let [head @ .., (last, _)] = words
                && !head.is_empty()
            {
                wrapper.make_room(head.iter().map(|(word, _)| width(word)).sum::<usize>() + width(last.trim_end()));
            }
            for (word, role) in words {
                wrapper.push_word(word, *role);
            }
        }
        wrapper.finish()
    }

    /// The line with `fewer` blanks at its beginning instead of `blanks`. Returns `None` if it does not begin with so many.
    fn without_blanks(&self, blanks: usize, fewer: usize) -> Option<Self> {
        let (first, role) = self.spans.iter().find(|(words, _)| !words.is_empty())?;
        let rest = first.strip_prefix(&" ".repeat(blanks))?;
        let mut line = Self::of(format!("{}{rest}", " ".repeat(fewer)), *role);
        line.spans.extend(self.spans.iter().skip_while(|(words, _)| words.is_empty()).skip(1).cloned());
        Some(line)
    }

    /// The words, each with the space after it. A span that is a number, or the sign of one, is one word.
    fn words(&self) -> Vec<(&str, Role)> {
        let mut all = Vec::new();
        for (words, role) in &self.spans {
            match role {
                Role::Number | Role::Old | Role::Doubtful => all.push((words.as_str(), *role)),
                Role::Warning if is_sign(words) => all.push((words.as_str(), *role)),
                _ => all.extend(words.split_inclusive(' ').map(|word| (word, *role))),
            }
        }
        all
    }

    /// Removes the blanks at the end if they are beyond the edge.
    pub(super) fn trim_to(&mut self, cells: usize) {
        while self.width() > cells
            && let Some((words, role)) = self.spans.pop()
        {
            let kept = words.trim_end();
            if !kept.is_empty() {
                self.push(kept, role);
                break;
            }
        }
    }
}

/// Whether a word must stay on the line of the word before it: both are parts of a number, which would be misread on
/// two lines, or the word is the sign of a number or an address.
fn belong_together((before, _): (&str, Role), (word, role): (&str, Role)) -> bool {
    let ends_in_digit = before.trim_end().trim_end_matches(')').ends_with(|it: char| it.is_ascii_digit());
    let begins_with_digit = word.trim_start_matches('(').starts_with(|it: char| it.is_ascii_digit());
    if ends_in_digit && begins_with_digit {
        return true;
    }
    role == Role::Warning && is_sign(word) && before.chars().any(|letter| letter.is_ascii_digit() || letter == '@')
}

/// Whether a warning is only a sign.
fn is_sign(words: &str) -> bool {
    words.starts_with(' ') && words.trim().chars().count() == 1
}

/// A line that is being wrapped.
struct Wrapper {
    /// The lines that are full.
    lines: Vec<Line>,
    /// The line that takes the next word.
    current: Line,
    cells: usize,
    /// The cells by which each line but the first is indented.
    indent: usize,
}

impl Wrapper {
    /// Appends a word and the space after it, which may be beyond the edge.
    fn push_word(&mut self, word: &str, role: Role) {
        let mut rest = word;
        while !rest.is_empty() {
            let room = self.cells.saturating_sub(self.current.width());
            if width(rest.trim_end()) <= room {
                self.current.push(rest, role);
                return;
            }
            // After a label, the next line would have no more room.
            let is_next_wider = self.current.width() > self.indent;
            if self.has_words() && is_next_wider || room < FEWEST_HYPHENATED && self.current.width() > self.indent() {
                self.start_line();
                continue;
            }
            // A word longer than the line is cut at its end.
            let (head, hyphen) = first_piece(rest, room);
            let head = if head.is_empty() { rest } else { head };
            self.current.push(format!("{head}{hyphen}"), role);
            rest = &rest[head.len()..];
        }
    }

    /// Starts a line if the current one has no room for `cells` cells and the next one has.
    fn make_room(&mut self, cells: usize) {
        if self.current.width() + cells > self.cells && self.has_words() && self.indent + cells <= self.cells {
            self.start_line();
        }
    }

    /// Whether the current line has more than blanks: after these alone, a row would be empty.
    fn has_words(&self) -> bool {
        self.current.spans.iter().any(|(words, _)| !words.trim().is_empty())
    }

    /// The indentation of the current line.
    fn indent(&self) -> usize {
        if self.lines.is_empty() { 0 } else { self.indent }
    }

    fn start_line(&mut self) {
        let next = if self.indent > 0 { Line::of(" ".repeat(self.indent), Role::Plain) } else { Line::default() };
        self.lines.push(std::mem::replace(&mut self.current, next));
    }

    fn finish(mut self) -> Vec<Line> {
        self.lines.push(self.current);
        self.lines.iter_mut().for_each(|line| line.trim_to(self.cells));
        self.lines
    }
}

/// The beginning of a word that is longer than its line, and the hyphen that shows that it goes on, if it is cut between
/// two letters.
fn first_piece(word: &str, cells: usize) -> (&str, &'static str) {
    let whole = prefix_of(word, cells);
    let head = to_last_joint(whole);
    // In an address or a number a hyphen would be read as a part of it.
    let is_sign = |letter: char| !letter.is_alphanumeric();
    let letters = word.trim_end_matches(is_sign);
    let is_word = letters.trim_start_matches(is_sign).chars().all(char::is_alphabetic);
    if head.len() < whole.len() || cells < FEWEST_HYPHENATED || !is_word {
        return (head, "");
    }
    let shorter = to_last_syllable(word, prefix_of(word, cells - 1));
    if shorter.len() < letters.len() { (shorter, "-") } else { (head, "") }
}

/// The minimum number of cells in which a word is cut with a hyphen.
const FEWEST_HYPHENATED: usize = 4;
/// The minimum number of cells beside an indentation. In fewer, most words of a value would be cut.
const FEWEST_BESIDE: usize = 16;
/// The maximum indentation of a narrow line.
const NARROW_INDENT: usize = 2;

/// The beginning of a cut word up to the last syllable that begins in it; all of it if none does. In Finnish and Swedish, a
/// syllable begins with the consonant before a vowel.
fn to_last_syllable<'a>(word: &str, head: &'a str) -> &'a str {
    let is_vowel = |letter: char| letter.to_lowercase().any(|it| "aeiouyåäö".contains(it));
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    let mut pairs = letters.windows(2).rev().filter(|pair| {
        let [(at, consonant), (_, vowel)] = pair else { return false };
        *at <= head.len() && consonant.is_alphabetic() && !is_vowel(*consonant) && is_vowel(*vowel)
    });
    let begins = pairs.find(|pair| word[..pair[0].0].chars().any(is_vowel));
    begins.map_or(head, |pair| &head[..pair[0].0])
}

/// The beginning of a cut word up to its last separator, as in an address; all of it if it has none. A hyphen stays at the
/// end of the line.
fn to_last_joint(head: &str) -> &str {
    let joint = head.char_indices().rev().find(|(at, letter)| *at > 0 && "@.-/_:".contains(*letter));
    joint.map_or(head, |(at, letter)| if letter == '-' { &head[..=at] } else { &head[..at] })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_word_is_cut_with_a_hyphen_and_an_address_is_not() {
        let wrapped = |words: &str| -> Vec<String> {
            Line::of(words, Role::Plain).wrapped(12, 0).iter().map(|line| line.text().trim_end().to_owned()).collect()
        };
        assert_eq!(wrapped("toimintasuunnitelma, jonka"), ["toiminta-", "suunnitelma,", "jonka"]);
        assert_eq!(wrapped("livskraftscentralen"), ["livskrafts-", "centralen"]);
        // Where no syllable begins, the word is cut anyway.
        assert_eq!(wrapped("mmmmmmmmmmmmmmmm"), ["mmmmmmmmmmm-", "mmmmm"]);
        assert_eq!(wrapped("yli NTM-centralen"), ["yli", "NTM-", "centralen"]);
        assert_eq!(wrapped("matkailuneuvoja@esimerkki.example"), ["matkailuneuv", "oja", "@esimerkki", ".example"]);
    }

    #[test]
    fn a_number_keeps_its_sign() {
        let line = Line::of("Emine ", Role::Link).and("0295 020938 ’18", Role::Old).and(" !", Role::Warning);
        let wrapped: Vec<String> = line.wrapped(22, 2).iter().map(Line::text).collect();
        assert_eq!(wrapped, ["Emine ", "  0295 020938 ’18 !"]);
    }

    #[test]
    fn a_number_in_a_sentence_is_not_broken() {
        for number in ["0295 037 012", "+358 (0)40 123 4567", "(09) 123 4567", "1 234 567"] {
            for role in [Role::Plain, Role::Match] {
                let line = Line::of("Soita numeroon ", Role::Plain)
                    .and(format!("{number}, josta "), role)
                    .and("vastataan.", role);
                for cells in 24..60 {
                    let wrapped: Vec<String> = line.wrapped(cells, 2).iter().map(Line::text).collect();
                    assert!(wrapped.iter().any(|row| row.contains(number)), "{cells} {wrapped:?}");
                }
            }
        }
        let two = Line::of("p. 040 123 ", Role::Plain).and("4567", Role::Match).wrapped(12, 0);
        assert_eq!(two.iter().map(Line::text).collect::<Vec<_>>(), ["p. ", "040 123 4567"]);
    }

    #[test]
    fn no_line_is_empty_before_a_long_word() {
        let lines = Line::of("  ”etunimi@esimerkki.example”", Role::Plain).wrapped(20, 2);
        assert_eq!(lines.iter().map(Line::text).collect::<Vec<_>>(), ["  ”etunimi", "  @esimerkki", "  .example”"]);
    }

    #[test]
    fn words_wrap_between_words() {
        let lines = Line::of("yksi kaksi kolme", Role::Plain).wrapped(10, 1);
        assert_eq!(lines.iter().map(Line::text).collect::<Vec<_>>(), ["yksi kaksi", " kolme"]);
    }

    proptest::proptest! {
        #[test]
        fn a_wrapped_line_fits_and_loses_nothing(text in "[a-zäö ]{0,60}", cells in 1..40_usize) {
            let lines = Line::of(text.clone(), Role::Plain).wrapped(cells, 0);
            let kept: String = lines.iter().map(Line::text).collect();
            proptest::prop_assert_eq!(kept.replace([' ', '-'], ""), text.replace(' ', ""));
            for line in lines {
                proptest::prop_assert!(line.width() <= cells, "{:?}", line);
            }
        }
    }
}
