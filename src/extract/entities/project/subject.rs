//! Names without a word for project beside them: the subject of a sentence that says that it is a project.

use std::ops::Range;

use super::foreign::is_generic_name;
use super::known::ProjectNames;
use super::{ProjectMention, is_attribute, is_generic, is_head, is_quote};
use crate::extract::entities::tokenizer::{FreeTokens, Match};
use crate::extract::entities::vocabulary::{VOCABULARY, WordList};
use crate::extract::entities::{organisation, role};
use crate::language::Case;
use crate::text::fold;

/// “”Juuret ja siivet” vahvistaa osallisuutta. Hanketta …”: quoted words in a sentence that begins with them, in a text
/// about a project.
pub(super) fn quoted_name(tokens: FreeTokens<'_>, at: usize, known: &ProjectNames) -> Option<Match<ProjectMention>> {
    const LONGEST: usize = 8;
    if at != first_of_item(tokens) || !is_quote(tokens.token(at)) {
        return None;
    }
    let close = (at + 1..tokens.len().min(at + LONGEST)).find(|at| is_quote(tokens.token(*at)))?;
    let name = tokens.text_of(at + 1..close);
    let is_followed = tokens.word_is(close + 1, |word| word.starts_with(char::is_lowercase) || word.starts_with('-'));
    let is_name = name.starts_with(char::is_uppercase)
        && is_followed
        && tokens.speaks_of(|word| is_generic(word).is_some() || fold(word).starts_with("projekt"));
    is_name.then(|| {
        Match::new(
            at..close + 1,
            ProjectMention { has_head: true, ..ProjectMention::named(known.get(name).unwrap_or(name)) },
        )
    })
}

/// “Avoin ovi on kaupungin yhteinen hanke”, “Nya vägar in är ett treårigt projekt”: the words in front of the verb.
pub(super) fn name_before_copula(
    tokens: FreeTokens<'_>,
    at: usize,
    known: &ProjectNames,
) -> Option<Match<ProjectMention>> {
    const LONGEST: usize = 6;
    const MAX_PREDICATE: usize = 24;
    let first = behind_word_for_project(tokens, first_of_item(tokens));
    if at != first || !tokens.word_is(at, |word| word.starts_with(char::is_uppercase)) {
        return None;
    }
    let verb = (at + 1..tokens.len().min(at + LONGEST))
        .find(|at| tokens.word_is(*at, |word| VOCABULARY.lists(WordList::Copulas, word)))?;
    if !(at..verb).all(|at| tokens.word(at).is_some()) {
        return None;
    }
    // The word for project is the predicate: in the nominative, after an adjective or an article.
    let is_noun = |word: &str| {
        is_generic(word) == Some(Case::Nominative)
            || matches!(fold(word).as_str(), "projekt" | "project" | "programme" | "program")
            || is_joint(word)
    };
    let head = (verb + 2..tokens.len().min(verb + MAX_PREDICATE)).find(|at| tokens.word_is(*at, is_noun));
    // “on Kotkan kaupungin hanke”: the project of an organisation.
    let is_owned = |head: usize| {
        tokens.word_is(head, is_joint) || !tokens.is_free(head - 1) && tokens.token(head - 1).ends_with(['n', 's'])
    };
    let has_attribute = |head: usize| {
        tokens.word_is(verb + 1, |word| ["ett", "a", "an", "en"].contains(&word))
            || tokens.word_is(head - 1, |word| word.ends_with("inen") || word.ends_with("ama") || word.ends_with("ämä"))
    };
    let begins_with_attribute = tokens.word_is(at, is_attribute) && verb < at + 2;
    let is_described = |head: usize| !tokens.word_is(at, is_attribute) && has_attribute(head);
    let is_project = head.is_some_and(|head| is_owned(head) && !begins_with_attribute || is_described(head))
        || is_run(tokens, at..verb) && !tokens.word_is(at, is_attribute);
    let name = tokens.text_of(at..verb);
    let is_other = is_generic_name(name)
        || tokens.word_is(verb - 1, is_head)
        || tokens.word_is(at, |word| {
            role::is_title(word)
                || VOCABULARY.given_name(word).is_some()
                || is_head(word)
                || organisation::is_head(word)
        })
        || matches!(
            fold(tokens.token(at)).as_str(),
            "se" | "tama"
                | "hanke"
                | "projektet"
                | "det"
                | "detta"
                | "it"
                | "this"
                | "the"
                | "meilla"
                | "kyseessa"
                | "tavoitteena"
        );
    (is_project && !is_other).then(|| {
        Match::new(
            at..verb,
            ProjectMention { has_head: true, ..ProjectMention::named(known.get(name).unwrap_or(name)) },
        )
    })
}

/// Where the name begins in “Our project Harbour Bridge is …”, “Projektet Nya grannar är …”.
fn behind_word_for_project(tokens: FreeTokens<'_>, first: usize) -> usize {
    let is_in = |at: usize, list: WordList| tokens.word_is(at, |word| VOCABULARY.lists(list, &fold(word)));
    let noun = if is_in(first, WordList::ProjectOwners) { first + 1 } else { first };
    let is_name = |at: usize| tokens.word_is(at, |word| word.starts_with(char::is_uppercase));
    if is_in(noun, WordList::OwnProjectNouns) && is_name(noun + 1) { noun + 1 } else { first }
}

/// Whether a word means a project of several organisations.
pub(crate) fn is_joint(word: &str) -> bool {
    matches!(fold(word).as_str(), "yhteishanke" | "yhteisprojekti" | "samprojekt" | "samarbetsprojekt")
}

/// “Stepping Stones is coordinated by …”: whether two or more capitalised words are the subject of a verb of which only
/// a project is the subject.
fn is_run(tokens: FreeTokens<'_>, subject: Range<usize>) -> bool {
    let is_capital = |at: usize| tokens.word_is(at, |word| word.starts_with(char::is_uppercase));
    let is_organisation = tokens.word_is(subject.end - 1, organisation::is_head);
    subject.len() >= 2
        && subject.clone().all(is_capital)
        && !is_organisation
        && tokens.word_is(subject.end + 1, |word| VOCABULARY.lists(WordList::ProjectParticiples, word))
        && tokens.word_is(subject.end + 2, |word| word == "by")
}

/// “Common Ground, its regional integration programme”: the capitalised words in front of an apposition.
pub(super) fn name_before_apposition(
    tokens: FreeTokens<'_>,
    at: usize,
    known: &ProjectNames,
) -> Option<Match<ProjectMention>> {
    const MAX_ATTRIBUTES: usize = 4;
    let is_capital = |at: usize| tokens.word_is(at, |word| word.starts_with(char::is_uppercase));
    let is_start = is_capital(at) && (at == 0 || !is_capital(at - 1));
    let comma = (at..tokens.len()).find(|at| !is_capital(*at)).filter(|at| is_start && tokens.token(*at) == ",")?;
    if !tokens.word_is(comma + 1, |word| VOCABULARY.lists(WordList::Articles, word)) {
        return None;
    }
    let is_noun = |word: &str| VOCABULARY.lists(WordList::DescribedAs, word) || word.ends_with("projekt");
    let ends = (comma + 2..=comma + 2 + MAX_ATTRIBUTES).find(|at| tokens.word_is(*at, is_noun))?;
    let is_attribute = |at: usize| tokens.word_is(at, |word| word.starts_with(char::is_lowercase) && word != "of");
    let name = tokens.text_of(at..comma);
    let is_other = is_generic_name(name)
        || !(comma + 2..ends).all(is_attribute)
        || tokens.word_is(ends + 1, role::is_title)
        || tokens.word_is(comma - 1, |word| role::is_title(word) || organisation::is_head(word));
    (!is_other).then(|| {
        let name = known.get(name).unwrap_or(name);
        Match::new(at..comma, ProjectMention { has_head: true, ..ProjectMention::named(name) })
    })
}

/// “Kotikieli kantaa – Satakunnan monikielisyyshanke 2023–2025”: a title with a name and the kind of the project.
pub(super) fn name_before_dash(
    tokens: FreeTokens<'_>,
    at: usize,
    known: &ProjectNames,
) -> Option<Match<ProjectMention>> {
    const LONGEST: usize = 6;
    let first = first_of_item(tokens);
    if at != first || !tokens.word_is(at, |word| word.starts_with(char::is_uppercase)) {
        return None;
    }
    let dash = (at + 1..tokens.len().min(at + LONGEST + 1)).find(|at| matches!(tokens.token(*at), "–" | "—" | ":"))?;
    let is_year = |word: &str| word.starts_with(|first: char| first.is_ascii_digit());
    let last = (dash + 1..tokens.len()).rev().find(|at| !is_year(tokens.token(*at)))?;
    let is_kind = |word: &str| {
        is_head(word) && !word.starts_with('-') && word.starts_with(char::is_lowercase)
            || word.ends_with("projekt")
            || word == "project"
    };
    let is_name = (at..dash).all(|at| tokens.word(at).is_some())
        && (dash + 1..=last).all(|at| tokens.word(at).is_some())
        && tokens.word_is(last, is_kind)
        && !tokens.word_is(at, |word| is_head(word) || organisation::is_head(word));
    let name = tokens.text_of(at..dash);
    (is_name && !is_generic_name(name)).then(|| {
        let name = known.get(name).unwrap_or(name);
        Match::new(at..dash, ProjectMention { has_head: true, ..ProjectMention::named(name) })
    })
}

/// The first token after the number of a list: “1. ”.
fn first_of_item(tokens: FreeTokens<'_>) -> usize {
    let is_number = tokens.word_is(0, |word| word.bytes().all(|byte| byte.is_ascii_digit()));
    if is_number && matches!(tokens.token(1), "." | ")") { 2 } else { 0 }
}
