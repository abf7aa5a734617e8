//! Words and marks of a line, and where its sentences end.

use std::ops::Range;

/// A word, a number or a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Bytes of the line.
    pub(crate) range: Range<usize>,
    /// Whether it is a word or a number.
    pub(crate) word: bool,
}

impl Token {
    /// The characters of the token.
    pub(crate) fn of<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.range.clone()).unwrap_or_default()
    }
}

/// The tokens of a text. A word keeps its hyphens, and the dots, commas and dashes between its digits.
pub(crate) fn tokenize(text: &str) -> Vec<Token> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let letter = |at: usize| letters.get(at).map(|(_, letter)| *letter);
    let byte = |at: usize| letters.get(at).map_or(text.len(), |(byte, _)| *byte);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = letter(at) {
        if first.is_whitespace() {
            at += 1;
            continue;
        }
        let start = at;
        at += 1;
        let word = first.is_alphanumeric() || (first == '-' && letter(at).is_some_and(char::is_alphanumeric));
        if word {
            while letter(at).is_some_and(|middle| joins(letter(at - 1), middle, letter(at + 1))) {
                at += 1;
            }
        }
        found.push(Token { range: byte(start)..byte(at), word });
    }
    found
}

/// Whether a character belongs to the word that the one before it belongs to.
fn joins(before: Option<char>, middle: char, after: Option<char>) -> bool {
    let digits = || before.is_some_and(|it| it.is_ascii_digit()) && after.is_some_and(|it| it.is_ascii_digit());
    match middle {
        '-' | '\'' | '\u{2019}' => true,
        '.' => before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric),
        ',' | '\u{2013}' => digits(),
        // A case ending on capitals: `ESR:n`.
        ':' => after.is_some_and(char::is_lowercase),
        other => other.is_alphanumeric(),
    }
}

/// The bytes from the first to the last of some tokens.
pub(crate) fn byte_range(tokens: &[Token], range: Range<usize>) -> Option<Range<usize>> {
    let tokens = tokens.get(range)?;
    Some(tokens.first()?.range.start..tokens.last()?.range.end)
}

/// The tokens of a line, a list for each sentence.
pub(crate) fn split_sentences(text: &str) -> Vec<Vec<Token>> {
    let all = tokenize(text);
    let mut found = vec![Vec::new()];
    for (at, token) in all.iter().enumerate() {
        let ends = ends_sentence(text, &all, at);
        if let Some(sentence) = found.last_mut() {
            sentence.push(token.clone());
        }
        if ends {
            found.push(Vec::new());
        }
    }
    found.retain(|sentence| !sentence.is_empty());
    found
}

/// Words that end in a full stop and no sentence.
const SHORTENED: &[&str] =
    &["p", "puh", "tel", "tfn", "ks", "mm", "esim", "ns", "os", "klo", "n", "v", "nro", "vs", "gsm", "fax", "ry", "sh"];

fn ends_sentence(text: &str, all: &[Token], at: usize) -> bool {
    let Some(token) = all.get(at) else { return false };
    if !matches!(token.of(text), "." | "!" | "?") {
        return false;
    }
    let before = at.checked_sub(1).and_then(|at| all.get(at)).map_or("", |token| token.of(text));
    let Some(after) = all.get(at + 1) else { return true };
    let starts = after.of(text).starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit());
    let spaced = token.range.end < after.range.start;
    let initial = before.chars().count() == 1 && before.starts_with(char::is_uppercase);
    let shortened = SHORTENED.contains(&before.to_lowercase().as_str())
        // An association's own full stop ends a sentence when a capital follows it.
        && !(before == "ry" && after.of(text).starts_with(char::is_uppercase));
    let ordinal = before.len() <= 2 && before.bytes().all(|byte| byte.is_ascii_digit());
    starts && spaced && !initial && !shortened && !ordinal
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text).iter().map(|token| token.of(text)).collect()
    }

    #[test]
    fn numbers_and_endings_stay_together() {
        assert_eq!(
            words("ESR:n tuki, 2,9 miljoonaa 2015–2020, X -hanke (31.12.2014)."),
            ["ESR:n", "tuki", ",", "2,9", "miljoonaa", "2015–2020", ",", "X", "-hanke", "(", "31.12.2014", ")", "."]
        );
    }

    #[test]
    fn an_abbreviation_ends_no_sentence() {
        let text = "Soita p. 0100 tai 8. tammikuuta. Toinen ry. ja A. Mäki.";
        assert_eq!(split_sentences(text).len(), 2);
    }
}
