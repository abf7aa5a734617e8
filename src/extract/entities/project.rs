//! Recognition of projects: the name in front of “-hanke”, and known names.

use std::sync::LazyLock;

use super::organisation::is_fund;
use super::place;
use super::tokenizer::{FreeTokens, Match, Token};
use crate::language::{Case, Lexicon};
use crate::text::fold;

/// A project that a sentence mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ProjectMention {
    /// Without the word for project.
    pub(crate) name: String,
    /// The abbreviation in front of the name, as in “POKE, Pakolaisten …”.
    pub(crate) abbreviation: Option<String>,
    /// The fund in brackets after the name.
    pub(crate) fund: Option<String>,
    /// Whether the word for project means a part of another project.
    pub(crate) is_part: bool,
    /// Case of the word for project; nominative if there is none.
    pub(crate) case: Case,
    /// Whether a word for project follows the name.
    pub(crate) has_head: bool,
}

/// The words for project.
static HEADS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of("project"));

/// The tag of “hankeosio”, a section of a project, among the heads.
const SECTION: &str = "section";

/// The words that a word for project may be compounded with.
const HEAD_MODIFIERS: &[&str] = &["", "osa", "pilotti", "kehittamis", "kehitys"];

/// The case of a word for project that is alone: “hanketta”.
pub(crate) fn is_generic(word: &str) -> Option<Case> {
    let form = HEADS.find(word)?;
    (form.prefix_chars == 0 && !form.is_plural && HEADS.tag(form) != SECTION).then_some(form.case)
}

/// Whether a word is, or ends in, a form of a word for project.
pub(crate) fn is_head(word: &str) -> bool {
    HEADS.find(word).is_some()
}

/// The projects among free tokens, in order: those with a word for project, and `known` names on their own.
pub(crate) fn find_projects(
    text: &str,
    tokens: &[Token],
    taken: &[bool],
    known: &[String],
) -> Vec<Match<ProjectMention>> {
    let mut found: Vec<Match<ProjectMention>> = Vec::new();
    for at in 0..tokens.len() {
        let start = found.last().map_or(0, |it| it.tokens.end);
        found.extend(name_before_head(FreeTokens::new(text, tokens, taken).after(start), at, known));
    }
    let mut taken = taken.to_vec();
    for project in &found {
        if let Some(taken) = taken.get_mut(project.tokens.clone()) {
            taken.fill(true);
        }
    }
    found.extend(known_names(text, FreeTokens::new(text, tokens, &taken), known));
    found.sort_by_key(|project| project.tokens.start);
    found
}

/// The project whose word for project is here.
fn name_before_head(tokens: FreeTokens<'_>, at: usize, known: &[String]) -> Option<Match<ProjectMention>> {
    let word = tokens.word(at)?;
    // “ALPO-hanke” has its name in the same word, “Hyvä polku -hanke” in the words before.
    let (glued_name, head) = word.rsplit_once('-')?;
    let form = HEADS.find(head)?;
    let modifier: String = fold(head).chars().take(form.prefix_chars).collect();
    if !HEAD_MODIFIERS.contains(&modifier.as_str()) {
        return None;
    }
    let (mut name_end, mut fund) = (at + 1, None);
    if glued_name.is_empty() {
        // “Kotona Suomessa (ESR) -hanke”
        let is_bracket = at >= 3 && tokens.token(at - 1) == ")" && is_fund(tokens.token(at - 2));
        (name_end, fund) = if is_bracket { (at - 3, Some(tokens.token(at - 2))) } else { (at, None) };
    }
    let start = start_of_name(tokens, name_end, known)?;
    let name = tokens.text_of(start..name_end);
    let name = if glued_name.is_empty() { name } else { name.strip_suffix(head)?.strip_suffix('-')? };
    let known_name = known.iter().find(|it| fold(it) == fold(name));
    if !(name.starts_with(char::is_uppercase) || known_name.is_some()) || is_fund(name) {
        return None;
    }
    let name = known_name.cloned().unwrap_or_else(|| name.to_owned());
    let mut end = at + 1;
    if fund.is_none() {
        fund = fund_in_brackets(tokens, end);
        end += fund.map_or(0, |_| 3);
    }
    let abbreviation = start.checked_sub(2).filter(|before| tokens.token(before + 1) == ",");
    let abbreviation = abbreviation.and_then(|before| tokens.word(before)).filter(|it| is_capitals(it));
    let start = if abbreviation.is_some() { start - 2 } else { start };
    let project = ProjectMention {
        name,
        abbreviation: abbreviation.map(str::to_owned),
        fund: fund.map(str::to_owned),
        is_part: matches!(modifier.as_str(), "osa" | "pilotti") || HEADS.tag(form) == SECTION,
        case: form.case,
        has_head: true,
    };
    Some(Match::new(start..end, project))
}

/// The fund of “(ESR)”, if its opening bracket is here.
fn fund_in_brackets(tokens: FreeTokens<'_>, open: usize) -> Option<&str> {
    let fund = tokens.token(open + 1);
    (tokens.token(open) == "(" && is_fund(fund) && tokens.token(open + 2) == ")").then_some(fund)
}

/// The first token of a name that ends before `end`: that of a known name, or of the nearest run of capitalised words.
fn start_of_name(tokens: FreeTokens<'_>, end: usize, known: &[String]) -> Option<usize> {
    let last = end.checked_sub(1)?;
    if let Some(start) = start_of_known_name(tokens, end, known) {
        return Some(start);
    }
    // A word for project before the last word ends the name of another project.
    let is_capitalised = |at: usize, word: &str| word.starts_with(char::is_uppercase) && (at == last || !is_head(word));
    let nearest = |end: usize, limit: usize| {
        let mut words = tokens.words_before(end, limit);
        words.find(|(at, word)| is_capitalised(*at, word)).map(|(at, _)| at)
    };
    let mut start = nearest(end, 5)?;
    while start > 0 && tokens.word_is(start - 1, |word| is_capitalised(start - 1, word)) {
        start -= 1;
    }
    // No name begins with a place in a local case: it begins further left.
    if tokens.word_is(start, place::is_inflected_place) {
        start = nearest(start, 3)?;
    }
    // “Oli ALPO-hankkeella”: an abbreviation is a name of its own.
    let is_abbreviation = tokens.word_is(last, |word| is_capitals(word.split('-').next().unwrap_or(word)));
    if is_abbreviation && !tokens.word_is(start, is_capitals) {
        start = last;
    }
    while start < last && tokens.word_is(start, is_attribute) {
        start += 1;
    }
    Some(start)
}

/// The first token of the longest known name that ends before `end`, alone or with a hyphen after it.
fn start_of_known_name(tokens: FreeTokens<'_>, end: usize, known: &[String]) -> Option<usize> {
    let is_known = |start: &usize| {
        let words = fold(tokens.text_of(*start..end));
        known
            .iter()
            .any(|name| words.strip_prefix(&fold(name)).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')))
    };
    let free = tokens.words_before(end, 8).map(|(at, _)| at).filter(is_known);
    free.last()
}

/// The known names on their own, exactly as they are known.
fn known_names(text: &str, tokens: FreeTokens<'_>, known: &[String]) -> Vec<Match<ProjectMention>> {
    let mut longest_first: Vec<&String> = known.iter().collect();
    longest_first.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let name = longest_first.iter().find_map(|name| Some((end_of_name(text, tokens, at, name)?, *name)));
        let Some((end, name)) = name else {
            at += 1;
            continue;
        };
        let project = ProjectMention {
            name: name.clone(),
            abbreviation: None,
            fund: None,
            is_part: false,
            case: Case::Nominative,
            has_head: false,
        };
        found.push(Match::new(at..end, project));
        at = end;
    }
    found
}

/// The token after a name that begins here, or `None` if another name is here, such as a longer one.
fn end_of_name(text: &str, tokens: FreeTokens<'_>, at: usize, name: &str) -> Option<usize> {
    let start = tokens.bytes_at(at)?.start;
    let stop = start + text.get(start..)?.starts_with(name).then_some(name.len())?;
    let ends_here = |at: &usize| tokens.bytes_at(*at).is_some_and(|bytes| bytes.end == stop);
    let end = (at..tokens.len()).find(ends_here)? + 1;
    let is_free = (at..end).all(|at| tokens.is_free(at));
    let is_adjacent = tokens.bytes_at(end).is_some_and(|bytes| bytes.start == stop + 1);
    let continues = |next: &str| is_adjacent && (next.starts_with(char::is_uppercase) || next.starts_with('-'));
    (is_free && !tokens.word_is(end, continues)).then_some(end)
}

/// Whether a word in front of a name is an attribute of it: “new”, “this”, “nationwide”.
fn is_attribute(word: &str) -> bool {
    let folded = fold(word);
    ["uude", "uusi", "uutta", "tama", "tassa", "taman", "tata", "valtakunnalli", "alueelli", "yhtei", "maakunnalli"]
        .iter()
        .any(|stem| folded.starts_with(stem))
}

/// Two or more capitals.
pub(crate) fn is_capitals(word: &str) -> bool {
    word.chars().count() >= 2 && word.chars().all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::super::tokenizer::tokenize;
    use super::*;

    fn read(text: &str, known: &[&str]) -> Vec<(String, Case)> {
        let tokens = tokenize(text);
        let taken = vec![false; tokens.len()];
        let known: Vec<String> = known.iter().map(|it| (*it).to_owned()).collect();
        let found = find_projects(text, &tokens, &taken, &known).into_iter();
        found.map(|it| (it.value.name, it.value.case)).collect()
    }

    #[test]
    fn a_name_ends_before_the_word_for_project() {
        use Case::{At, From, Genitive, Nominative, Partitive};
        for (text, expected) in [
            (
                "työskentelen Kotona Suomessa -hankkeen (ESR) Hyvä polku -osahankkeen",
                vec![("Kotona Suomessa", Genitive), ("Hyvä polku", Genitive)],
            ),
            (
                "Valtakunnallisessa POKE, Pakolaisten ohjauksen kehittäminen -hankkeessa",
                vec![("Pakolaisten ohjauksen kehittäminen", At)],
            ),
            ("uudessa Hyvä alku Hämeessä (ESR) -hankkeessa", vec![("Hyvä alku Hämeessä", At)]),
            ("neuvontaa kehittävä ALPO-hanke, joka", vec![("ALPO", Nominative)]),
            ("koordinoi Kotona Suomessa -hanketta", vec![("Kotona Suomessa", Partitive)]),
            ("Hyvä alku -hankeosiosta vastaava", vec![("Hyvä alku", From)]),
            ("Hyvä alku-hankeosio", vec![("Hyvä alku", Nominative)]),
            ("ESR-hanke ja tämä kehittämis-hanke", vec![]),
        ] {
            let expected: Vec<_> = expected.into_iter().map(|(name, case)| (name.to_owned(), case)).collect();
            assert_eq!(read(text, &[]), expected, "{text}");
        }
    }

    #[test]
    fn a_known_name_is_read_alone_but_never_inside_a_longer_one() {
        let known = ["Hyvä alku", "Hyvä polku"];
        let names: Vec<_> = read("Hyvä alku ja Hyvä polku", &known).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["Hyvä alku", "Hyvä polku"]);
        assert_eq!(read("Hyvä alku Hämeessä on toinen", &known), []);
    }
}
