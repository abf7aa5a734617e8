//! The tokens of a line, and where its sentences end.

use crate::extract::entities::vocabulary::{VOCABULARY, WordList};
use std::ops::Range;

/// A word, a number or a punctuation mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Bytes of the line.
    pub(crate) range: Range<usize>,
    /// Whether it is a word or a number, and not a mark.
    pub(crate) is_word: bool,
}

impl Token {
    /// The token as the line has it.
    pub(crate) fn of<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.range.clone()).unwrap_or_default()
    }
}

/// The tokens of a text. A word includes its hyphens, and the dots, commas and dashes between its digits.
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
        let is_word = first.is_alphanumeric() || (first == '-' && letter(at).is_some_and(char::is_alphanumeric));
        if is_word {
            while letter(at).is_some_and(|middle| joins(letter(at - 1), middle, letter(at + 1))) {
                at += 1;
            }
        }
        found.push(Token { range: byte(start)..byte(at), is_word });
    }
    found
}

/// Whether a character continues the word before it.
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

/// A finding of a recogniser, with its tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Match<T> {
    /// Indices of the tokens.
    pub(crate) tokens: Range<usize>,
    /// The recognised kind.
    pub(crate) value: T,
}

impl<T> Match<T> {
    /// A match of these tokens.
    pub(crate) fn new(tokens: Range<usize>, value: T) -> Self {
        Self { tokens, value }
    }
}

/// The tokens of a sentence, of which some belong to an entity already.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FreeTokens<'a> {
    text: &'a str,
    tokens: &'a [Token],
    taken: &'a [bool],
    /// Tokens before this index are taken.
    start: usize,
}

impl<'a> FreeTokens<'a> {
    /// The tokens of `text` whose flag in `taken` is not set.
    pub(crate) fn new(text: &'a str, tokens: &'a [Token], taken: &'a [bool]) -> Self {
        Self { text, tokens, taken, start: 0 }
    }

    /// The same tokens, where those before `start` are taken.
    pub(crate) fn after(self, start: usize) -> Self {
        Self { start, ..self }
    }

    /// The number of tokens, free or taken.
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether a token exists and belongs to no entity.
    pub(crate) fn is_free(&self, at: usize) -> bool {
        at >= self.start && self.taken.get(at) == Some(&false)
    }

    /// The word at an index, or `None` if there is a mark, nothing, or a token that is taken.
    pub(crate) fn word(&self, at: usize) -> Option<&'a str> {
        self.tokens.get(at).filter(|token| token.is_word && self.is_free(at)).map(|token| token.of(self.text))
    }

    /// Whether the free word at an index has a property.
    pub(crate) fn word_is(&self, at: usize, property: impl FnOnce(&'a str) -> bool) -> bool {
        self.word(at).is_some_and(property)
    }

    /// The token at an index, free or taken; the empty string if there is none.
    pub(crate) fn token(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.of(self.text))
    }

    /// The bytes of the token at an index.
    pub(crate) fn bytes_at(&self, at: usize) -> Option<Range<usize>> {
        self.tokens.get(at).map(|token| token.range.clone())
    }

    /// The text from the first to the last of some tokens; the empty string if there are none.
    pub(crate) fn text_of(&self, tokens: Range<usize>) -> &'a str {
        byte_range(self.tokens, tokens).and_then(|bytes| self.text.get(bytes)).unwrap_or_default()
    }

    /// Whether exactly one space is between a token and the one before it.
    pub(crate) fn is_adjacent(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        before
            .zip(self.tokens.get(at))
            .is_some_and(|(left, right)| self.text.get(left.range.end..right.range.start) == Some(" "))
    }

    /// Whether a word of the whole text has a property, in any sentence.
    pub(crate) fn speaks_of(&self, property: impl Fn(&str) -> bool) -> bool {
        self.text.split(|it: char| !(it.is_alphanumeric() || it == '-')).filter(|word| !word.is_empty()).any(property)
    }

    /// The words before `end`, nearest first, up to the first token that is not a free word; at most `limit`.
    pub(crate) fn words_before(self, end: usize, limit: usize) -> impl Iterator<Item = (usize, &'a str)> {
        (end.saturating_sub(limit)..end).rev().map_while(move |at| Some((at, self.word(at)?)))
    }
}

/// The bytes from the first to the last of some tokens, or `None` if there are none.
pub(crate) fn byte_range(tokens: &[Token], range: Range<usize>) -> Option<Range<usize>> {
    let tokens = tokens.get(range)?;
    Some(tokens.first()?.range.start..tokens.last()?.range.end)
}

/// The tokens of each sentence of a line.
pub(crate) fn split_sentences(text: &str) -> Vec<Vec<Token>> {
    let all = tokenize(text);
    let mut found = vec![Vec::new()];
    let mut bracket_end = 0;
    for (at, token) in all.iter().enumerate() {
        if token.of(text) == "(" && at >= bracket_end {
            bracket_end = closing_bracket(text, &all, at);
        }
        let ends = at >= bracket_end && ends_sentence(text, &all, at);
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

/// The bracket that closes after an opening one, if it is near; else the index of the opening one.
///
/// “Anna Lind (projektledare. Handleder på svenska) 040 …” is one sentence.
fn closing_bracket(text: &str, all: &[Token], open: usize) -> usize {
    const MAX_TOKENS: usize = 16;
    let inside = all.iter().enumerate().skip(open + 1).take(MAX_TOKENS);
    inside.into_iter().find(|(_, token)| token.of(text) == ")").map_or(open, |(at, _)| at)
}

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
    let is_abbreviation = VOCABULARY.lists(WordList::Abbreviations, &before.to_lowercase())
        // After “ry” the full stop ends the sentence if a capital follows.
        && !(before == "ry" && after.of(text).starts_with(char::is_uppercase));
    let ordinal = before.len() <= 2 && before.bytes().all(|byte| byte.is_ascii_digit());
    starts && spaced && !initial && !is_abbreviation && !ordinal
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
        assert_eq!(split_sentences("Call 017 182 7705 ext. 14 or 017 182 7705, alanro. 3.").len(), 1);
    }

    #[test]
    fn a_word_that_is_taken_is_no_free_word() {
        let text = "Anna Aalto, koti";
        let tokens = tokenize(text);
        let taken = [false, true, false, false];
        let free = FreeTokens::new(text, &tokens, &taken);
        assert_eq!([0, 1, 2, 3, 4].map(|at| free.word(at)), [Some("Anna"), None, None, Some("koti"), None]);
        assert_eq!((free.token(1), free.text_of(0..2), free.text_of(2..2)), ("Aalto", "Anna Aalto", ""));
        assert_eq!([0, 1, 2, 3].map(|at| free.is_adjacent(at)), [false, true, false, true]);
        assert_eq!(free.after(1).word(0), None);
        assert_eq!(free.words_before(4, 4).collect::<Vec<_>>(), [(3, "koti")]);
    }
}
