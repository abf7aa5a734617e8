//! The kind of a line of plain text, by its shape: a rule, a heading, an item of a list, a quotation.

use crate::extract::document::source_line::SourceLine;

/// The marker of an item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ItemMarker {
    /// The width of the space before it.
    pub(super) indent: usize,
    /// The byte of the view after it.
    pub(super) end: usize,
    /// Whether it is a number.
    pub(super) is_number: bool,
}

/// The kind of a line that consists only of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RuledLine<'a> {
    /// A ruled line, or an underline; the mark and the number of marks.
    Line(char, usize),
    /// Words between marks that begin another message.
    Words(&'a str),
}

/// The rule of a line, or `None`.
pub(super) fn rule_of(view: &str) -> Option<RuledLine<'_>> {
    const MARKS: &[char] = &['-', '_', '=', '*', '~', '#', '–', '—', '─', '═'];
    const MIN_MARKS: usize = 3;
    const MIN_BESIDE_WORDS: usize = 5;
    let line = view.trim();
    // The line above a signature in mail.
    if line == "--" {
        return Some(RuledLine::Line('-', 2));
    }
    let mark = line.chars().next().filter(|it| MARKS.contains(it))?;
    let words = line.trim_matches([mark, ' ']);
    let count = |text: &str| text.chars().filter(|it| *it == mark).count();
    if words.is_empty() {
        return Some(RuledLine::Line(mark, count(line))).filter(|_| count(line) >= MIN_MARKS);
    }
    let (before, after) = line.split_once(words)?;
    let is_message = mark == '-' && before.len() >= MIN_BESIDE_WORDS && after.len() >= MIN_MARKS;
    is_message.then_some(RuledLine::Words(words))
}

/// The level and the words of a heading that begins with `#`.
pub(super) fn marked_heading(view: &str) -> Option<(u8, usize)> {
    const MAX_LEVEL: usize = 6;
    let level = view.bytes().take_while(|byte| *byte == b'#').count();
    let rest = view.get(level..)?;
    let is_heading = (1..=MAX_LEVEL).contains(&level) && rest.starts_with(' ') && !rest.trim().is_empty();
    is_heading.then_some((u8::try_from(level).ok()?, level))
}

/// The level and the words of a heading that begins with the number of a section: “2.1 Hyvä alku”.
pub(super) fn numbered_heading(view: &str) -> Option<(u8, usize)> {
    const MAX_CHARS: usize = 80;
    const MAX_DIGITS: usize = 2;
    let line = view.trim_end();
    let (number, words) = line.split_once(' ')?;
    let parts: Vec<&str> = number.split('.').collect();
    let is_part = |part: &&str| (1..=MAX_DIGITS).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_digit());
    let is_title = words.trim_start().starts_with(char::is_uppercase) && !words.ends_with(['.', ':', ',']);
    let is_heading = parts.iter().all(is_part) && is_title && line.chars().count() <= MAX_CHARS;
    (is_heading && matches!(parts.len(), 2..=6)).then_some((u8::try_from(parts.len()).ok()?, number.len()))
}

/// The marker of an item at the beginning of a line.
pub(super) fn item_marker(line: &SourceLine) -> Option<ItemMarker> {
    const BULLETS: &[char] = &['•', '·', '-', '–', '—', '*', '●', '▪', '■', '◦', '‣', '○', '►'];
    let words = line.view.trim_start();
    let start = line.view.len() - words.len();
    let first = words.chars().next()?;
    let (len, is_number) = if BULLETS.contains(&first) {
        (first.len_utf8(), false)
    } else if first == 'o' && words.starts_with("o  ") || words.starts_with("o ") && line.printed().contains("o\t") {
        (1, false)
    } else {
        (number_len(words)?, true)
    };
    let rest = words.get(len..)?;
    let content = rest.trim_start();
    if content.is_empty() || content.len() == rest.len() {
        return None;
    }
    // A number before a small letter is a date or the continuation of a sentence: “8. tammikuuta”.
    let is_ordinal = is_number && words.get(..len).is_some_and(|marker| marker.ends_with('.'));
    if is_ordinal && !content.starts_with(char::is_uppercase) || is_number && !content.starts_with(char::is_alphabetic)
    {
        return None;
    }
    Some(ItemMarker { indent: indent_of(line), end: start + words.len() - content.len(), is_number })
}

/// The bytes of `12.` or `12)`.
fn number_len(words: &str) -> Option<usize> {
    const MAX_DIGITS: usize = 3;
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let is_marked = words.get(digits..)?.starts_with(['.', ')']);
    ((1..=MAX_DIGITS).contains(&digits) && is_marked).then_some(digits + 1)
}

/// The width of the space at the beginning of a line.
pub(super) fn indent_of(line: &SourceLine) -> usize {
    const TAB: usize = 4;
    let spaces = line.printed().chars().take_while(|letter| letter.is_whitespace());
    spaces.map(|letter| if letter == '\t' { TAB } else { 1 }).sum()
}

/// The depth of quotation of a line, and the quoted text.
pub(super) fn unquoted(printed: &str) -> (usize, &str) {
    let mut depth = 0;
    let mut rest = printed;
    while let Some(quoted) = rest.trim_start_matches([' ', '\u{feff}']).strip_prefix('>') {
        depth += 1;
        rest = quoted;
    }
    (depth, if depth > 0 { rest.strip_prefix(' ').unwrap_or(rest) } else { printed })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words_of(text: &str) -> Option<String> {
        let line = SourceLine::new(1, text, false);
        item_marker(&line).map(|marker| line.view[marker.end..].to_owned())
    }

    #[test]
    fn an_item_begins_with_a_bullet_or_a_number() {
        for text in ["• Aino", "  - Aino", "–\u{a0}Aino", "* Aino", "1. Aino", "12) Aino", "o   Aino", "o\tAino"] {
            assert_eq!(words_of(text).as_deref(), Some("Aino"), "{text}");
        }
        assert_eq!(words_of("1) aino").as_deref(), Some("aino"));
        for text in
            ["-osahanke", "8. tammikuuta 2016", "8) 2016", "8.1.2016 Aino", "1234. Aino", "o Aino", "**Aino**", "-"]
        {
            assert_eq!(words_of(text), None, "{text}");
        }
    }

    #[test]
    fn the_number_of_a_section_begins_a_heading() {
        for (text, level) in [("2.1 Hyvä alku", 2), ("2.1.3  Hyvä alku (HA)", 3), ("12.10 Muut", 2)] {
            let (found, end) = numbered_heading(text).expect(text);
            assert_eq!((found, text[end..].trim()), (level, text.split_once(' ').expect("words").1.trim()));
        }
        for text in
            ["2 Hyvä alku", "2. Hyvä alku", "1.3. Aino", "2.1 hanke", "2.1 Hanke alkoi.", "2.2021 Aino", "§ 2.1 A"]
        {
            assert_eq!(numbered_heading(text), None, "{text}");
        }
    }

    #[test]
    fn a_rule_is_a_line_or_begins_a_message() {
        assert_eq!(rule_of("-----Original Message-----"), Some(RuledLine::Words("Original Message")));
        assert_eq!(rule_of("---------- Forwarded message ---------"), Some(RuledLine::Words("Forwarded message")));
        assert_eq!(rule_of("* * *"), Some(RuledLine::Line('*', 3)));
        assert_eq!(rule_of("-- "), Some(RuledLine::Line('-', 2)));
        for text in ["--", "______", "======", "~~~~"] {
            assert!(matches!(rule_of(text), Some(RuledLine::Line(..))), "{text}");
        }
        for text in ["", "-", "Aino - Otso", "- Aino -", "--- Aino", "== x =="] {
            assert_eq!(rule_of(text), None, "{text}");
        }
    }

    #[test]
    fn quotation_marks_of_mail_are_counted() {
        assert_eq!(unquoted("> > Aino"), (2, "Aino"));
        assert_eq!(unquoted(">>  Aino"), (2, " Aino"));
        assert_eq!(unquoted("Aino > Otso"), (0, "Aino > Otso"));
    }
}
