//! The extent of titles: the words before the head that belong to it.

use super::{MAX_WORDS, is_title};
use crate::extract::entities::tokenizer::FreeTokens;
use crate::extract::entities::vocabulary::{VOCABULARY, WordList};
use crate::extract::entities::{organisation, place, project};
use crate::text::fold;

/// Whether a title has no meaning without the genitives before it.
pub(super) fn is_incomplete(nominative: &str) -> bool {
    ["päällikkö", "vastaava", "esihenkilö", "esimies", "jäsen"].contains(&nominative)
}

/// The first of the genitives before a title that needs them: “alkuvaiheen palveluiden päällikkö”.
pub(super) fn start_of_complement(tokens: FreeTokens<'_>, at: usize, earliest: usize) -> usize {
    const MAX_GENITIVES: usize = 3;
    let is_genitive = |(before, word): &(usize, &str)| {
        let begins_line = *before == 0 && word.starts_with(char::is_uppercase);
        *before >= earliest
            && word.ends_with('n')
            && !word.ends_with("inen")
            && word.chars().count() >= 4
            && (word.starts_with(char::is_lowercase) || begins_line)
            && !VOCABULARY.prose_verbs.contains(&fold(word))
            && place::lookup(word).is_none()
    };
    tokens.words_before(at, MAX_GENITIVES).take_while(is_genitive).last().map_or(at, |(start, _)| start)
}

/// Where the capitalised words before a title with capitals begin: “Data Protection Officer”.
///
/// There may be a name directly before the title, so a run that contains a given name is not added.
pub(super) fn start_of_capitals(tokens: FreeTokens<'_>, at: usize, earliest: usize) -> usize {
    const MAX_MORE: usize = 3;
    if !tokens.word_is(at, |word| word.starts_with(char::is_uppercase)) {
        return at;
    }
    let is_part = |(before, word): &(usize, &str)| {
        *before >= earliest
            && tokens.is_adjacent(before + 1)
            && word.starts_with(char::is_uppercase)
            && word.chars().skip(1).all(char::is_lowercase)
    };
    let run: Vec<(usize, &str)> = tokens.words_before(at, MAX_MORE + 1).take_while(is_part).collect();
    let is_name = |word: &str| {
        VOCABULARY.given_name(word).is_some()
            || place::lookup(word).is_some()
            || is_title(word)
            || organisation::is_head(word)
            || project::is_head(word)
    };
    // A word at the start of a sentence has a capital anyway.
    let begins_sentence = run.last().is_some_and(|(first, _)| *first == 0);
    if run.len() > MAX_MORE || begins_sentence || run.iter().any(|(_, word)| is_name(word)) {
        return at;
    }
    run.last().map_or(at, |(first, _)| *first)
}

/// Where the words that belong to a title by themselves begin: “johtava”, “verkställande”, “regional”.
pub(super) fn start_of_modifiers(tokens: FreeTokens<'_>, end: usize, earliest: usize) -> usize {
    let is_modifier = |word: &str| {
        VOCABULARY.role_modifiers.contains(&modifier_key(word))
            || VOCABULARY.lists(WordList::PlainModifiers, &fold(word))
    };
    // “Hyvä alku -osiosta vastaava asiantuntija”: a participle with its object, and no part of the title.
    let is_participle = |at: usize| {
        let before = at.checked_sub(1).map_or("", |before| tokens.token(before));
        tokens.token(at) == "vastaava" && (before.ends_with("sta") || before.ends_with("stä"))
    };
    let mut start = end;
    while start > earliest && end - start < MAX_WORDS {
        // “bitr. rektor”
        let stop = usize::from(tokens.token(start - 1) == ".");
        let Some(at) = start.checked_sub(1 + stop).filter(|at| *at >= earliest) else { break };
        let is_own = tokens.word_is(at, is_modifier) && (stop == 1 || tokens.is_adjacent(start)) && !is_participle(at);
        if !is_own {
            break;
        }
        start = at;
    }
    start
}

/// The nominative of a modifier in the essive or translative: “johtavana”, “johtavaksi”.
fn modifier_key(word: &str) -> String {
    let folded = fold(word);
    let bare = ["na", "ksi"].iter().find_map(|ending| folded.strip_suffix(ending)).map(str::to_owned);
    bare.filter(|bare| VOCABULARY.role_modifiers.contains(bare)).unwrap_or(folded)
}
