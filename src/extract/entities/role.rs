//! Titles of positions: a lexicon of their last words, open in front.

use std::ops::Range;
use std::sync::LazyLock;

use super::inflection::{Lexicon, Noun, NounCase};
use super::tokenizer::Token;

/// A title, where it stands in the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RoleMention {
    /// In the nominative, singular, lower case.
    pub(crate) title: String,
    /// Its form.
    pub(crate) case: NounCase,
    /// Whether several hold it.
    pub(crate) plural: bool,
}

const fn noun(nominative: &'static str, weak: &'static str, plural: &'static str) -> Noun {
    Noun { nominative, strong: nominative, weak, plural }
}

/// The last words of titles.
static HEADS: LazyLock<Lexicon> = LazyLock::new(|| {
    const NOUNS: &[Noun] = &[
        noun("päällikkö", "päällikö", "päälliköi"),
        noun("johtaja", "johtaja", "johtaji"),
        noun("koordinaattori", "koordinaattori", "koordinaattorei"),
        noun("suunnittelija", "suunnittelija", "suunnittelijoi"),
        noun("asiantuntija", "asiantuntija", "asiantuntijoi"),
        noun("sihteeri", "sihteeri", "sihteerei"),
        noun("ohjaaja", "ohjaaja", "ohjaaji"),
        noun("neuvoja", "neuvoja", "neuvoji"),
        noun("tarkastaja", "tarkastaja", "tarkastaji"),
        noun("opettaja", "opettaja", "opettaji"),
        noun("työntekijä", "työntekijä", "työntekijöi"),
        noun("yhteyshenkilö", "yhteyshenkilö", "yhteyshenkilöi"),
        noun("rehtori", "rehtori", "rehtorei"),
        noun("vastaava", "vastaava", "vastaavi"),
    ];
    Lexicon::new(NOUNS)
});

/// Which of them are titles only with something in front: “vastaava” alone is an adjective.
const NEEDS_FRONT: &[&str] = &["vastaava"];

/// Endings of titles in Swedish and English, with their plurals: lines are read in the basic form only, headings in
/// both.
const FOREIGN: &[(&str, &str)] = &[
    ("koordinator", "koordinatorer"),
    ("projektledare", "projektledare"),
    ("chef", "chefer"),
    ("direktör", "direktörer"),
    ("planerare", "planerare"),
    ("sakkunnig", "sakkunniga"),
    ("coordinator", "coordinators"),
    ("manager", "managers"),
];

/// Words that belong to the foreign title behind them.
const FOREIGN_FRONT: &[&str] = &["project", "regional", "programme", "acting", "senior", "integration", "tf."];

/// The titles among free tokens, in order.
pub(crate) fn find_roles(text: &str, tokens: &[Token], taken: &[bool]) -> Vec<(Range<usize>, RoleMention)> {
    let mut found: Vec<(Range<usize>, RoleMention)> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if !token.word || taken.get(at).copied().unwrap_or(true) {
            continue;
        }
        let word = token.of(text);
        let earliest = found.last().map_or(0, |(range, _)| range.end);
        if let Some((title, case, plural)) = finnish(word) {
            let start = suspended(text, tokens, at).max(earliest);
            let front = tokens.get(start).map_or(token.range.start, |first| first.range.start);
            let front = text.get(front..token.range.start).unwrap_or_default();
            let title = format!("{front}{title}");
            found.push((start..at + 1, RoleMention { title: plain(&title), case, plural }));
        } else if is_foreign(word) {
            let front = |it: &&Token| FOREIGN_FRONT.contains(&it.of(text).to_lowercase().as_str());
            let words = tokens.get(earliest..at).unwrap_or_default().iter().rev().take_while(front).count();
            let start = tokens.get(at - words).map_or(token.range.start, |first| first.range.start);
            let title = text.get(start..token.range.end).unwrap_or(word).to_lowercase();
            found.push((at - words..at + 1, RoleMention { title, case: NounCase::Nominative, plural: false }));
        }
    }
    found
}

/// The title that a heading gives to the lines under it, and whether it is plural: the heading is that title alone.
pub(crate) fn heading(words: &str) -> Option<(String, bool)> {
    let words = words.trim().trim_start_matches('#').trim().trim_end_matches(':').trim();
    match finnish(words) {
        Some((title, case, plural)) => {
            (case == NounCase::Nominative && !words.contains(char::is_whitespace)).then(|| (plain(&title), plural))
        }
        None => foreign_heading(&words.to_lowercase()),
    }
}

/// “Regionkoordinatorer”, “Regional coordinators”; a form that is both is taken for the singular.
fn foreign_heading(words: &str) -> Option<(String, bool)> {
    let mut front = words.split_whitespace().rev().skip(1);
    if !front.all(|word| FOREIGN_FRONT.contains(&word)) {
        return None;
    }
    FOREIGN.iter().find_map(|(one, several)| {
        let stem = || words.strip_suffix(several).map(|stem| (format!("{stem}{one}"), true));
        if words.ends_with(one) { Some((words.to_owned(), false)) } else { stem() }
    })
}

fn finnish(word: &str) -> Option<(String, NounCase, bool)> {
    let form = HEADS.find(word)?;
    let title = HEADS.nominative(word, form);
    // A capital inside, or a bare hyphen in front, is something else's name.
    let odd = word.starts_with('-') || word.chars().skip(1).any(char::is_uppercase) && !word.contains('-');
    let needs_front = form.before == 0 && NEEDS_FRONT.contains(&title.to_lowercase().as_str());
    (!odd && !needs_front).then_some((title, form.case, form.plural))
}

fn is_foreign(word: &str) -> bool {
    let lower = word.to_lowercase();
    FOREIGN.iter().any(|(ending, _)| lower.ends_with(ending))
}

/// Where a title such as “kansainvälisyys- ja kotouttamispäällikkö” begins.
fn suspended(text: &str, tokens: &[Token], at: usize) -> usize {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.of(text));
    let mut start = at;
    while start >= 2 && ["ja", "sekä", "och"].contains(&word(start - 1)) && word(start - 2).ends_with('-') {
        start -= 2;
    }
    start
}

/// Lower case, unless the word is capitals or begins with them.
fn plain(words: &str) -> String {
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

    fn read(text: &str) -> Vec<(String, NounCase, bool)> {
        let tokens = tokenize(text);
        let taken = vec![false; tokens.len()];
        find_roles(text, &tokens, &taken).into_iter().map(|(_, role)| (role.title, role.case, role.plural)).collect()
    }

    #[test]
    fn titles_are_read_in_any_form() {
        let one = |title: &str, case, plural| vec![(title.to_owned(), case, plural)];
        assert_eq!(read("Aluekoordinaattorit:"), one("aluekoordinaattori", NounCase::Nominative, true));
        assert_eq!(read("hankesuunnittelijana"), one("hankesuunnittelija", NounCase::Essive, false));
        assert_eq!(
            read("kansainvälisyys- ja kotouttamispäällikkönä"),
            one("kansainvälisyys- ja kotouttamispäällikkö", NounCase::Essive, false)
        );
        assert_eq!(read("viisi projektiasiantuntijaa"), one("projektiasiantuntija", NounCase::Partitive, false));
        assert_eq!(read("kahdeksan työntekijää"), one("työntekijä", NounCase::Partitive, false));
        assert_eq!(
            read("Acting regional coordinator Bo Berg"),
            one("acting regional coordinator", NounCase::Nominative, false)
        );
        assert_eq!(read("asiasta vastaava"), []);
    }
}
