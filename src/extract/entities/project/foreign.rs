//! Names before the Swedish and English words for project.

use super::known::{ProjectNames, start_of_known_name};
use super::{ProjectMention, start_of_name};
use crate::extract::entities::organisation::is_fund;
use crate::extract::entities::tokenizer::{FreeTokens, Match};
use crate::extract::entities::vocabulary::{VOCABULARY, WordList};
use crate::language::Case;
use crate::text::fold;

/// “the Fair Start project”, “Nya vägar-projektet”, “Nya vägar -projektet”.
pub(super) fn name_before_foreign_head(
    tokens: FreeTokens<'_>,
    at: usize,
    known: &ProjectNames,
) -> Option<Match<ProjectMention>> {
    let word = tokens.word(at)?;
    let genitive = |is_genitive: bool| if is_genitive { Case::Genitive } else { Case::Nominative };
    if let Some((glued, head)) = word.rsplit_once('-') {
        let head = fold(head);
        if !VOCABULARY.lists(WordList::SwedishProjects, &head) || glued.is_empty() && at == 0 {
            return None;
        }
        let end = if glued.is_empty() { at } else { at + 1 };
        let start = start_of_name(tokens, end, known)?;
        let whole = tokens.text_of(start..end);
        let name = if glued.is_empty() { whole } else { whole.rsplit_once('-')?.0 };
        let is_name = name.starts_with(char::is_uppercase) && !is_fund(name);
        let name = known.get(name).unwrap_or(name);
        let (is_part, case) = (head.starts_with("del"), genitive(head.ends_with("ets")));
        return is_name.then(|| {
            Match::new(start..at + 1, ProjectMention { is_part, case, has_head: true, ..ProjectMention::named(name) })
        });
    }
    if !matches!(word, "project" | "Project" | "project's" | "Project's" | "subproject") {
        return None;
    }
    let start = start_of_english_name(tokens, at, known);
    let name = tokens.text_of(start..at);
    let is_other = name.is_empty()
        || is_fund(name)
        || is_generic_name(name)
        || tokens.word_is(at + 1, crate::extract::entities::role::is_title);
    (!is_other).then(|| {
        let (is_part, case) = (word.starts_with("sub"), genitive(word.ends_with("'s")));
        let name = known.get(name).unwrap_or(name);
        Match::new(start..at + 1, ProjectMention { is_part, case, has_head: true, ..ProjectMention::named(name) })
    })
}

/// Where the capitalised words before “project” begin, without the words that open a sentence.
pub(super) fn start_of_english_name(tokens: FreeTokens<'_>, end: usize, known: &ProjectNames) -> usize {
    if let Some(start) = start_of_known_name(tokens, end, known) {
        return start;
    }
    let mut start = end;
    while start > 0 {
        if tokens.word_is(start - 1, |word| word.starts_with(char::is_uppercase)) {
            start -= 1;
        } else if start >= 2
            && start < end
            && tokens.word_is(start - 1, |word| ["of", "for", "and", "to", "in", "the"].contains(&word))
            && tokens.word_is(start - 2, |word| word.starts_with(char::is_uppercase))
            && !tokens.word_is(start - 1, |word| word == "the" || word == "in")
        {
            start -= 2;
        } else {
            break;
        }
    }
    // “The New Voices project”: after an article a capital begins the name.
    let is_opener = |at: usize| {
        let is_article = tokens.word_is(at.wrapping_sub(1), |word| ["the", "our", "a"].contains(&fold(word).as_str()));
        tokens.word_is(at, |word| {
            VOCABULARY.lists(WordList::ProjectOpeners, &fold(word)) && !(is_article && word == "New")
        })
    };
    while start < end && is_opener(start) {
        start += 1;
    }
    start
}

/// Whether words before or after “project” describe it and are not its name.
pub(super) fn is_generic_name(name: &str) -> bool {
    name.split(' ').all(|word| VOCABULARY.lists(WordList::GenericProjectNames, &fold(word)))
        || VOCABULARY.label(name).is_some()
}
