//! Names without a word for project beside them: the subject of a sentence that says it is one.

use super::foreign::is_generic_name;
use super::known::ProjectNames;
use super::{ProjectMention, is_attribute, is_generic, is_head, is_quote};
use crate::extract::entities::tokenizer::{FreeTokens, Match};
use crate::extract::entities::vocabulary::VOCABULARY;
use crate::extract::entities::{organisation, role};
use crate::language::Case;
use crate::text::fold;

/// “”Juuret ja siivet” vahvistaa osallisuutta. Hanketta …”: quoted words in a sentence that begins with them, in a text
/// about a project.
pub(super) fn quoted_name(tokens: FreeTokens<'_>, at: usize, known: &ProjectNames) -> Option<Match<ProjectMention>> {
    const LONGEST: usize = 8;
    if at != 0 || !is_quote(tokens.token(at)) {
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
    const COPULAS: &[&str] = &["on", "är", "is", "oli", "var", "was"];
    if at != 0 || !tokens.word_is(0, |word| word.starts_with(char::is_uppercase) && !is_attribute(word)) {
        return None;
    }
    let verb = (1..tokens.len().min(LONGEST)).find(|at| tokens.word_is(*at, |word| COPULAS.contains(&word)))?;
    if !(0..verb).all(|at| tokens.word(at).is_some()) {
        return None;
    }
    // The word for project is the predicate: in the nominative, behind an adjective or an article.
    let is_noun = |word: &str| {
        is_generic(word) == Some(Case::Nominative)
            || matches!(fold(word).as_str(), "projekt" | "project" | "programme" | "program")
    };
    let head = (verb + 2..tokens.len().min(verb + 12)).find(|at| tokens.word_is(*at, is_noun))?;
    let is_article = tokens.word_is(verb + 1, |word| ["ett", "a", "an", "en"].contains(&word))
        || tokens.word_is(head - 1, |word| word.ends_with("inen") || word.ends_with("ama") || word.ends_with("ämä"));
    let name = tokens.text_of(0..verb);
    let is_other = is_generic_name(name)
        || tokens.word_is(0, |word| {
            role::is_title(word)
                || VOCABULARY.given_name(word).is_some()
                || is_head(word)
                || organisation::is_head(word)
        })
        || matches!(
            fold(tokens.token(0)).as_str(),
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
    (is_article && !is_other).then(|| {
        Match::new(0..verb, ProjectMention { has_head: true, ..ProjectMention::named(known.get(name).unwrap_or(name)) })
    })
}
