//! The names of projects that a run knows.

use std::collections::HashMap;

use super::ProjectMention;
use crate::extract::entities::name_lookup::NameLookup;
use crate::extract::entities::tokenizer::{FreeTokens, Match};
use crate::text::fold;

/// The first token of the longest known name that ends before `end`, alone or with a hyphen after it.
pub(super) fn start_of_known_name(tokens: FreeTokens<'_>, end: usize, known: &ProjectNames) -> Option<usize> {
    let is_known = |start: &usize| {
        let words = tokens.text_of(*start..end);
        known.get(words).is_some() || words.rsplit_once('-').is_some_and(|(name, _)| known.get(name).is_some())
    };
    let free = tokens.words_before(end, 8).map(|(at, _)| at).filter(is_known);
    free.last()
}

/// The known names without a word for project, with exactly the known spelling.
pub(super) fn known_names(text: &str, tokens: FreeTokens<'_>, known: &ProjectNames) -> Vec<Match<ProjectMention>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((end, name)) = known_name_at(text, tokens, at, known) else {
            at += 1;
            continue;
        };
        found.push(Match::new(at..end, ProjectMention::named(name)));
        at = end;
    }
    found
}

/// The known name that begins here and the token after it, or `None` if it is the beginning of another name.
pub(super) fn known_name_at(
    text: &str,
    tokens: FreeTokens<'_>,
    at: usize,
    known: &ProjectNames,
) -> Option<(usize, String)> {
    let start = tokens.bytes_at(at)?.start;
    let rest = text.get(start..)?;
    let ends = (at..tokens.len()).map_while(|at| tokens.bytes_at(at)).map(|bytes| bytes.end - start);
    let name = known.exact.longest_prefix(rest, ends)?;
    let stop = start + name.len();
    let end = (at..tokens.len()).find(|at| tokens.bytes_at(*at).is_some_and(|bytes| bytes.end == stop))? + 1;
    let is_free = (at..end).all(|at| tokens.is_free(at));
    let is_adjacent = tokens.bytes_at(end).is_some_and(|bytes| bytes.start == stop + 1);
    let continues = |next: &str| is_adjacent && (next.starts_with(char::is_uppercase) || next.starts_with('-'));
    (is_free && !tokens.word_is(end, continues)).then(|| (end, name.to_owned()))
}

/// The names of projects that a run knows.
#[derive(Debug, Default)]
pub(crate) struct ProjectNames {
    /// As they are printed.
    pub(super) exact: NameLookup,
    /// By folded name.
    pub(super) folded: HashMap<String, String>,
}

impl ProjectNames {
    /// The known spelling of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.folded.get(&fold(name)).map(String::as_str)
    }
}

impl FromIterator<String> for ProjectNames {
    fn from_iter<T: IntoIterator<Item = String>>(names: T) -> Self {
        let mut folded = HashMap::new();
        let mut exact = Vec::new();
        for name in names {
            folded.entry(fold(&name)).or_insert_with(|| name.clone());
            exact.push(name);
        }
        Self { exact: exact.into_iter().collect(), folded }
    }
}
