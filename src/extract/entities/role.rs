//! Recognition of roles: a lexicon of the last words of titles, with any modifier in front.

use std::sync::LazyLock;

use super::tokenizer::{FreeTokens, Match};
use crate::language::{Case, Lexicon};

/// A title that a sentence mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RoleMention {
    /// In the nominative, singular, lower case.
    pub(crate) title: String,
    /// The case of its last word.
    pub(crate) case: Case,
    /// Whether it is plural.
    pub(crate) is_plural: bool,
}

/// The last words of titles.
static HEADS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of("role"));

/// The tag of the last words that are titles only with a modifier: “vastaava” alone is an adjective.
const NEEDS_MODIFIER: &str = "needs-modifier";

/// Last words of Swedish and English titles, singular and plural; lines have the singular only, headings have both.
static FOREIGN_HEADS: LazyLock<Vec<(&str, &str)>> =
    LazyLock::new(|| foreign("head").filter_map(|columns| columns.split_once('\t')).collect());

/// Words that belong to a Swedish or English title after them.
static FOREIGN_MODIFIERS: LazyLock<Vec<&str>> = LazyLock::new(|| foreign("modifier").collect());

/// The lines of a kind in the table of foreign titles, without the kind.
fn foreign(kind: &str) -> impl Iterator<Item = &'static str> {
    let lines = include_str!("../../../assets/lexicon/foreign_titles.tsv").lines();
    lines.filter_map(move |line| line.strip_prefix(kind)?.strip_prefix('\t'))
}

/// The titles among free tokens, in order.
pub(crate) fn find_roles(tokens: FreeTokens<'_>) -> Vec<Match<RoleMention>> {
    let mut found: Vec<Match<RoleMention>> = Vec::new();
    for at in 0..tokens.len() {
        let earliest = found.last().map_or(0, |role| role.tokens.end);
        found.extend(finnish_role(tokens, at, earliest).or_else(|| foreign_role(tokens, at, earliest)));
    }
    found
}

/// The title whose last word is here; it begins at `earliest` or later.
fn finnish_role(tokens: FreeTokens<'_>, at: usize, earliest: usize) -> Option<Match<RoleMention>> {
    let Title { nominative, case, is_plural } = finnish_title(tokens.word(at)?)?;
    let start = start_of_ellipsis(tokens, at).max(earliest);
    let whole = tokens.text_of(start..at + 1);
    let front = whole.strip_suffix(tokens.token(at)).unwrap_or_default();
    let title = without_capital(&format!("{front}{nominative}"));
    Some(Match::new(start..at + 1, RoleMention { title, case, is_plural }))
}

/// The Swedish or English title whose last word is here; it begins at `earliest` or later.
fn foreign_role(tokens: FreeTokens<'_>, at: usize, earliest: usize) -> Option<Match<RoleMention>> {
    let word = tokens.word(at)?;
    if !is_foreign(word) || finnish_title(word).is_some() {
        return None;
    }
    let is_modifier = |at: &usize| FOREIGN_MODIFIERS.contains(&tokens.token(*at).to_lowercase().as_str());
    let start = (earliest..at).rev().take_while(is_modifier).last().unwrap_or(at);
    let title = tokens.text_of(start..at + 1).to_lowercase();
    Some(Match::new(start..at + 1, RoleMention { title, case: Case::Nominative, is_plural: false }))
}

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
fn foreign_heading(words: &str) -> Option<RoleHeading> {
    let mut modifiers = words.split_whitespace().rev().skip(1);
    if !modifiers.all(|word| FOREIGN_MODIFIERS.contains(&word)) {
        return None;
    }
    FOREIGN_HEADS.iter().find_map(|(singular, plural)| {
        if words.ends_with(singular) {
            return Some(RoleHeading { title: words.to_owned(), is_plural: false });
        }
        let stem = words.strip_suffix(plural)?;
        Some(RoleHeading { title: format!("{stem}{singular}"), is_plural: true })
    })
}

/// A word that ends in a Finnish title.
struct Title {
    /// In the nominative, singular.
    nominative: String,
    case: Case,
    is_plural: bool,
}

fn finnish_title(word: &str) -> Option<Title> {
    let form = HEADS.find(word)?;
    let nominative = HEADS.nominative(word, form);
    // A capital inside the word, or a hyphen in front of it, makes it the name of something else.
    let is_name = word.starts_with('-') || word.chars().skip(1).any(char::is_uppercase) && !word.contains('-');
    let needs_modifier = form.prefix_chars == 0 && HEADS.tag(form) == NEEDS_MODIFIER;
    (!is_name && !needs_modifier).then_some(Title { nominative, case: form.case, is_plural: form.is_plural })
}

fn is_foreign(word: &str) -> bool {
    let lower = word.to_lowercase();
    FOREIGN_HEADS.iter().any(|(ending, _)| lower.ends_with(ending))
}

/// The first token of a title with an elliptic compound, such as “kansainvälisyys- ja kotouttamispäällikkö”.
fn start_of_ellipsis(tokens: FreeTokens<'_>, at: usize) -> usize {
    let mut start = at;
    while start >= 2
        && ["ja", "sekä", "och"].contains(&tokens.token(start - 1))
        && tokens.token(start - 2).ends_with('-')
    {
        start -= 2;
    }
    start
}

/// The words with a small first letter, unless they begin with two capitals.
fn without_capital(words: &str) -> String {
    let mut letters = words.chars();
    match (letters.next(), letters.next()) {
        (Some(first), second) if first.is_uppercase() && !second.is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(words.chars().skip(1)).collect()
        }
        _ => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokenizer::tokenize;
    use super::*;

    fn read(text: &str) -> Vec<(String, Case, bool)> {
        let tokens = tokenize(text);
        let taken = vec![false; tokens.len()];
        let roles = find_roles(FreeTokens::new(text, &tokens, &taken)).into_iter().map(|it| it.value);
        roles.map(|role| (role.title, role.case, role.is_plural)).collect()
    }

    #[test]
    fn every_line_of_the_table_of_foreign_titles_is_read() {
        let lines = include_str!("../../../assets/lexicon/foreign_titles.tsv").lines();
        let lines = lines.filter(|line| !line.starts_with('#')).count();
        assert_eq!(FOREIGN_HEADS.len() + FOREIGN_MODIFIERS.len(), lines);
        assert!(FOREIGN_HEADS.contains(&("direktör", "direktörer")) && FOREIGN_MODIFIERS.contains(&"tf."));
    }

    #[test]
    fn titles_are_read_in_any_form() {
        let one = |title: &str, case, plural| vec![(title.to_owned(), case, plural)];
        assert_eq!(read("Aluekoordinaattorit:"), one("aluekoordinaattori", Case::Nominative, true));
        assert_eq!(read("hankesuunnittelijana"), one("hankesuunnittelija", Case::Essive, false));
        assert_eq!(
            read("kansainvälisyys- ja kotouttamispäällikkönä"),
            one("kansainvälisyys- ja kotouttamispäällikkö", Case::Essive, false)
        );
        assert_eq!(read("viisi projektiasiantuntijaa"), one("projektiasiantuntija", Case::Partitive, false));
        assert_eq!(read("kahdeksan työntekijää"), one("työntekijä", Case::Partitive, false));
        assert_eq!(
            read("Acting regional coordinator Bo Berg"),
            one("acting regional coordinator", Case::Nominative, false)
        );
        assert_eq!(read("asiasta vastaava"), []);
    }
}
