//! Words that are titles, and headings that consist of one.

use super::HEADS;
use crate::extract::entities::vocabulary::{VOCABULARY, WordList};
use crate::language::Case;
use crate::text::fold;

/// The tag of the last words that are titles only with a modifier: “vastaava” alone is an adjective.
pub(super) const NEEDS_MODIFIER: &str = "needs-modifier";

/// A heading that gives its title to the lines below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RoleHeading {
    /// In the nominative, singular.
    pub(crate) title: String,
    /// Whether the lines below list several people.
    pub(crate) is_plural: bool,
}

/// The title that a heading consists of, or `None` if it has other words.
pub(crate) fn heading(words: &str) -> Option<RoleHeading> {
    let words = words.trim().trim_start_matches('#').trim().trim_end_matches(':').trim();
    let Some(Title { nominative, case, is_plural }) = finnish_title(words) else {
        return foreign_heading(&words.to_lowercase());
    };
    let is_title_alone = case == Case::Nominative && !words.contains(char::is_whitespace);
    is_title_alone.then(|| RoleHeading { title: without_capital(&nominative), is_plural })
}

/// “Regionkoordinatorer”, “Regional coordinators”; a form that is both singular and plural counts as singular.
///
/// Words in front that are not part of the title, as in “Kommunernas integrationskoordinatorer”, stand only before a plural.
pub(super) fn foreign_heading(words: &str) -> Option<RoleHeading> {
    const MAX_FRONT: usize = 3;
    let (front, last) = words.rsplit_once(' ').unwrap_or(("", words));
    let is_modifier = |word: &str| {
        VOCABULARY.role_modifiers.contains(&fold(word)) || VOCABULARY.lists(WordList::PlainModifiers, &fold(word))
    };
    let modifiers = front.split_whitespace().all(is_modifier);
    if modifiers && foreign_title(last).is_some_and(|title| title == last) {
        return Some(RoleHeading { title: words.to_owned(), is_plural: false });
    }
    let front_words = front.split_whitespace().count();
    VOCABULARY.role_plurals.iter().find_map(|(plural, singular)| {
        let stem = last.strip_suffix(plural.as_str()).filter(|_| plural != singular || modifiers)?;
        let one = format!("{stem}{singular}");
        let title = if modifiers && front_words > 0 { format!("{front} {one}") } else { one };
        (front_words <= MAX_FRONT).then_some(RoleHeading { title, is_plural: true })
    })
}

/// The nominative of a title in any form.
pub(crate) fn nominative_of(word: &str) -> Option<String> {
    finnish_title(word).map(|title| without_capital(&title.nominative)).or_else(|| foreign_title(word))
}

/// Whether a word is, or ends in, a title in any form.
pub(crate) fn is_title(word: &str) -> bool {
    finnish_title(word).is_some() || foreign_title(word).is_some()
}

/// Whether a word is, or ends in, a Finnish title in any form.
pub(crate) fn is_finnish(word: &str) -> bool {
    finnish_title(word).is_some()
}

/// The language of a word that is a title in only one language.
pub(crate) fn language_of(word: &str) -> Option<&'static str> {
    let folded = fold(word);
    let is_finnish = HEADS.find(word).is_some();
    let is_swedish = VOCABULARY.role_endings.iter().any(|ending| folded.ends_with(ending.as_str()));
    let is_english = VOCABULARY.whole_roles.contains(&folded);
    match (is_finnish, is_swedish, is_english) {
        (true, false, false) => Some("fi"),
        (false, true, false) => Some("sv"),
        (false, false, true) => Some("en"),
        _ => None,
    }
}

/// A word that ends in a Finnish title.
pub(super) struct Title {
    /// In the nominative, singular.
    pub(super) nominative: String,
    pub(super) case: Case,
    pub(super) is_plural: bool,
}

pub(super) fn finnish_title(word: &str) -> Option<Title> {
    // “Kotouttamiskoordinaattorimme Riikka Hautamäki”
    let owned =
        || word.strip_suffix("mme").filter(|bare| HEADS.find(bare).is_some_and(|it| it.case == Case::Nominative));
    let word = if HEADS.find(word).is_some() { word } else { owned()? };
    let form = HEADS.find(word)?;
    let nominative = HEADS.nominative(word, form);
    // With a capital inside the word, or a hyphen before it, it is the name of something else.
    let is_name = word.starts_with('-') || word.chars().skip(1).any(char::is_uppercase) && !word.contains('-');
    let needs_modifier = form.prefix_chars == 0 && HEADS.tag(form) == NEEDS_MODIFIER;
    (!is_name && !needs_modifier).then_some(Title { nominative, case: form.case, is_plural: form.is_plural })
}

/// A title that has no meaning without the words before it, such as “vastaava”.
pub(super) fn incomplete_title(word: &str) -> Option<Title> {
    let form = HEADS.find(word).filter(|form| form.prefix_chars == 0 && HEADS.tag(*form) == NEEDS_MODIFIER)?;
    Some(Title { nominative: HEADS.nominative(word, form), case: form.case, is_plural: form.is_plural })
}

/// A word that is or ends in a Swedish or English title: in lower case, in the indefinite singular.
pub(super) fn foreign_title(word: &str) -> Option<String> {
    const SHORTEST: usize = 4;
    if word.starts_with('-') || word.contains('.') || word.chars().count() < SHORTEST {
        return None;
    }
    let lower = word.to_lowercase();
    let folded = fold(&lower);
    let is_head = |folded: &str| {
        VOCABULARY.whole_roles.contains(folded)
            || VOCABULARY.role_endings.iter().any(|ending| folded.ends_with(ending.as_str()))
    };
    if is_head(&folded) {
        return Some(lower);
    }
    // “projektledaren”, “chefen”
    let indefinite = ["en", "n"].iter().filter_map(|ending| lower.strip_suffix(ending));
    let mut forms =
        indefinite.filter(|form| VOCABULARY.role_endings.iter().any(|ending| fold(form).ends_with(ending.as_str())));
    forms.next().map(str::to_owned)
}

/// The singular of a Swedish or English word that is, or ends in, the plural of a title: “advisers”.
pub(super) fn foreign_plural(word: &str) -> Option<String> {
    let ends = |(plural, singular): &&(String, String)| {
        let tail = word.len().checked_sub(plural.len()).and_then(|at| word.get(at..));
        plural != singular && tail.is_some_and(|tail| tail.eq_ignore_ascii_case(plural))
    };
    let (plural, singular) = VOCABULARY.role_plurals.iter().find(ends).filter(|_| !word.starts_with('-'))?;
    Some(format!("{}{singular}", word.get(..word.len() - plural.len())?.to_lowercase()))
}

/// Whether a word may be the plural of a title: “ohjaajat”, “advisers”, “handledare”.
pub(crate) fn may_be_plural(word: &str) -> bool {
    let lower = word.to_lowercase();
    finnish_title(word).is_some_and(|title| title.is_plural)
        || VOCABULARY.role_plurals.iter().any(|(plural, _)| lower.ends_with(plural.as_str()))
}

/// The words with a small first letter, unless they begin with two capitals.
pub(crate) fn without_capital(words: &str) -> String {
    let mut letters = words.chars();
    match (letters.next(), letters.next()) {
        (Some(first), second) if first.is_uppercase() && !second.is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(words.chars().skip(1)).collect()
        }
        _ => words.to_owned(),
    }
}
