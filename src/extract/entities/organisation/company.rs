//! Companies and associations, whose names end in “Oy”, “ry” or “Ab”.

use super::{OrganisationMention, is_capitals, is_head, is_name, kind_of};
use crate::extract::entities::tokenizer::{FreeTokens, Match};
use crate::extract::entities::vocabulary::VOCABULARY;
use crate::language::{Case, LOCAL_ENDINGS};
use crate::text::fold;

pub(super) fn is_company(word: &str) -> bool {
    ["ry", "oy", "oyj", "ab", "sr", "rf", "r.f", "r.y", "ltd"].contains(&fold(word).trim_end_matches('.'))
}

/// The case that an ending after a colon shows: “ry:n”, “Oy:stä”. `None` without an ending.
pub(super) fn case_of_ending(ending: &str) -> Option<Case> {
    let ending = fold(ending);
    let local = LOCAL_ENDINGS.into_iter().find(|(local, _)| ending == *local).map(|(_, case)| case);
    let other = || match ending.as_str() {
        "n" | "s" => Some(Case::Genitive),
        "ta" | "a" => Some(Case::Partitive),
        "hyn" | "hin" | "iin" | "on" | "een" => Some(Case::To),
        _ => None,
    };
    local.or_else(other)
}

/// “Turun Apu ry”
pub(super) fn company(tokens: FreeTokens<'_>, at: usize) -> Option<Match<OrganisationMention>> {
    // “ry:n”
    let (suffix, ending) = tokens.word(at).map(|word| word.split_once(':').unwrap_or((word, "")))?;
    if !is_company(suffix) {
        return None;
    }
    let case = case_of_ending(ending).unwrap_or(Case::Nominative);
    let mut start = start_of_company(tokens, at);
    // “Sakari Rantala Kotopolku Oy:stä”: somebody from there.
    let is_given = tokens.word_is(start, |word| VOCABULARY.given_name(word).is_some());
    if case == Case::From && at - start >= 3 && is_given {
        start += 2;
    }
    if start == at {
        return None;
    }
    let name = format!("{} {}", tokens.text_of(start..at), suffix.trim_end_matches('.'));
    let kind = kind_of(&name);
    Some(Match::new(start..at + 1, OrganisationMention { name, alias: None, kind, case }))
}

/// Where the name of a company or association begins: capitalised words, and lower-case ones after a genitive, as in
/// “Esedun aikuiskoulutus Oy”, “Hembygdens vänner rf”.
pub(super) fn start_of_company(tokens: FreeTokens<'_>, at: usize) -> usize {
    const MAX_SMALL: usize = 2;
    let is_capital = |word: &str| is_name(word) || is_capitals(word);
    let mut start = at;
    let mut end = at;
    for (before, word) in tokens.words_before(at, at) {
        if is_capital(word) {
            start = before;
            end = before;
        } else if end - before <= MAX_SMALL
            && word.starts_with(char::is_lowercase)
            && !is_head(word)
            && tokens.word_is(before, |word| !VOCABULARY.prose_verbs.contains(&fold(word)))
        {
            let is_behind_genitive = before > 0
                && tokens.word_is(before - 1, |word| {
                    is_name(word) && word.ends_with(['n', 's']) || word == "seudun" || word == "alueen"
                });
            if !is_behind_genitive {
                break;
            }
        } else {
            break;
        }
    }
    start
}
