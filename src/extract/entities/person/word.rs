//! Words that may be part of a name, by their shape.

use crate::extract::entities::organisation;
use crate::extract::entities::project;
use crate::extract::entities::role;
use crate::extract::entities::tokenizer::FreeTokens;
use crate::extract::entities::vocabulary::{VOCABULARY, WordList};
use crate::text::fold;

pub(crate) fn is_degree(word: &str) -> bool {
    VOCABULARY.degrees.contains(word)
}

/// Whether a word may be part of a name: each part between hyphens is a capital and small letters.
pub(super) fn is_name_word(word: &str) -> bool {
    let half = |half: &str| {
        let mut letters = half.chars();
        let mut before = ' ';
        letters.next().is_some_and(char::is_uppercase)
            && letters.clone().next().is_some()
            && letters.all(|letter| {
                let is_inner = letter.is_uppercase()
                    && (matches!(before, '\'' | '\u{2019}') || half.starts_with("Mc") || half.starts_with("Mac"));
                before = letter;
                letter.is_lowercase() || is_inner || letter == '\'' || letter == '\u{2019}'
            })
    };
    let parts = word.split('-').count();
    // “Ranta-aho”, “el-Amin”
    let is_tail = |part: &str| part.chars().all(char::is_lowercase) && has_surname_ending(part);
    let is_shaped = word.split('-').enumerate().all(|(at, part)| {
        half(part) || at + 1 < parts && is_particle(part) || at > 0 && at + 1 == parts && is_tail(part)
    });
    is_shaped && is_no_other(word)
}

/// Whether a word in capitals may be part of a name.
pub(super) fn is_capitals(word: &str) -> bool {
    const SHORTEST: usize = 3;
    word.split('-').any(|part| part.chars().count() >= SHORTEST)
        && word.split('-').all(|part| !part.is_empty() && part.chars().all(char::is_uppercase))
        && !is_degree(word)
        && is_no_other(word)
        && !organisation::is_fund(word)
}

/// Whether a word is not one that begins sentences, labels, titles or the names of other things.
pub(super) fn is_no_other(word: &str) -> bool {
    let is_given = VOCABULARY.given_name(word).is_some();
    !organisation::is_head(word)
        && !project::is_head(word)
        && !role::is_title(word)
        && !is_common(word)
        && (is_given || VOCABULARY.label(word).is_none() && !VOCABULARY.generic_headings.contains(&fold(word)))
}

/// Whether a word begins sentences and labels, and is not a name.
pub(super) fn is_common(word: &str) -> bool {
    // “Junior Koskilä” is a name, “junior adviser” a title.
    let is_modifier = VOCABULARY.role_modifiers.contains(&fold(word)) && VOCABULARY.given_name(word).is_none();
    VOCABULARY.lists(WordList::Common, &word.to_lowercase()) || is_modifier
}

pub(crate) fn is_particle(word: &str) -> bool {
    VOCABULARY.lists(WordList::Particles, word)
}

/// A particle that begins a surname in a list with the surname first: “Von Essen Carl”.
pub(super) fn is_capital_particle(word: &str) -> bool {
    ["von", "af"].contains(&word)
}

/// The token after an initial: “K.”, “J-P.”, “V-M”, “J.P.”.
pub(super) fn end_of_initial(tokens: FreeTokens<'_>, at: usize) -> Option<usize> {
    let word = tokens.word(at)?;
    let is_letters = |part: &str| part.chars().count() == 1 && part.starts_with(char::is_uppercase);
    if !word.split(['-', '.']).all(is_letters) {
        return None;
    }
    let has_stop = tokens.token(at + 1) == "."
        && tokens.bytes_at(at).map(|it| it.end) == tokens.bytes_at(at + 1).map(|it| it.start);
    if has_stop { Some(at + 2) } else { word.contains('-').then_some(at + 1) }
}

pub(crate) fn has_surname_ending(word: &str) -> bool {
    let lower = word.to_lowercase();
    VOCABULARY.ends(WordList::SurnameEndings, &lower)
}

/// Whether a word may be part of a surname in capitals, such as “O'BRIEN” or “DA”.
pub(super) fn is_capital_part(word: &str) -> bool {
    word.chars().count() > 1
        && word.starts_with(char::is_uppercase)
        && word.chars().all(|it| it.is_uppercase() || matches!(it, '-' | '\'' | '\u{2019}'))
}
