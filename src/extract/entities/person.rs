//! Names of people, without a list of names.

use std::ops::Range;

use super::organisation;
use super::place;
use super::project;
use super::role;
use super::tokenizer::Token;

/// Two to four words that could be somebody's name, as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NameCandidate {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// Given name first.
    pub(crate) name: String,
    /// Points for its own looks; evidence round it adds to them.
    pub(crate) own_score: i32,
}

/// Points a candidate needs.
pub(crate) const MIN_SCORE: i32 = 3;

/// Runs of free, capitalised, adjacent words that could be names, in order.
pub(crate) fn find_candidates(text: &str, tokens: &[Token], taken: &[bool]) -> Vec<NameCandidate> {
    let free = |at: usize| taken.get(at) == Some(&false);
    let word = |at: usize| tokens.get(at).filter(|token| token.word && free(at)).map_or("", |token| token.of(text));
    let adjacent = |at: usize| match (tokens.get(at.wrapping_sub(1)), tokens.get(at)) {
        (Some(left), Some(right)) => text.get(left.range.end..right.range.start).is_some_and(|gap| gap == " "),
        _ => false,
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !is_name_word(word(at)) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < tokens.len() && adjacent(end) {
            if is_name_word(word(end)) {
                end += 1;
            } else if is_particle(word(end)) && adjacent(end + 1) && is_name_word(word(end + 1)) {
                end += 2;
            } else if is_initial(text, tokens, end) && adjacent(end + 2) && is_name_word(word(end + 2)) {
                end += 3;
            } else {
                break;
            }
        }
        let run = at..end;
        at = end;
        let (Some(first), Some(last)) = (tokens.get(run.start), tokens.get(run.end - 1)) else { continue };
        let Some(name) = text.get(first.range.start..last.range.end) else { continue };
        if (2..=4).contains(&name.split_whitespace().count()) {
            let own_score = own_score(text, tokens, &run, free);
            found.push(NameCandidate { tokens: run, name: name.to_owned(), own_score });
        }
    }
    found
}

/// What the words themselves say for and against a person.
fn own_score(text: &str, tokens: &[Token], run: &Range<usize>, free: impl Fn(usize) -> bool) -> i32 {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.of(text));
    let words = || run.clone().map(word);
    let mut points = 0;
    if has_surname_ending(word(run.end - 1)) {
        points += 1;
    }
    // A surname may be a place, never one that is bent to say where.
    if words().any(|it| place::is_inflected_place(it) || (place::is_place(it) && it.ends_with("ssa"))) {
        points -= 4;
    }
    let next = tokens.get(run.end).filter(|_| free(run.end)).map_or("", |token| token.of(text));
    if next.starts_with('-') || organisation::is_head(next) || project::is_head(next) {
        points -= 4;
    }
    let quoted = |at: Option<usize>| at.is_some_and(|at| matches!(word(at), "\"" | "”" | "“" | "»" | "'"));
    if quoted(run.start.checked_sub(1)) || quoted(Some(run.end)) {
        points -= 3;
    }
    points
}

/// Whether a word could stand in a name: a capital and small letters, in each half of a hyphen.
fn is_name_word(word: &str) -> bool {
    let half = |half: &str| {
        let mut letters = half.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.clone().next().is_some()
            && letters.all(|letter| letter.is_lowercase() || letter == '\'' || letter == '\u{2019}')
    };
    let shaped = word.split('-').all(half);
    shaped
        && !organisation::is_head(word)
        && !project::is_head(word)
        && role::heading(word).is_none()
        && !is_common(word)
}

/// Words that begin sentences and labels, and are nobody's name.
fn is_common(word: &str) -> bool {
    const COMMON: &[&str] = &[
        "lue",
        "hyvä",
        "uusi",
        "tämä",
        "puhelin",
        "sähköposti",
        "osoite",
        "lisätietoja",
        "lisätiedot",
        "yhteystiedot",
        "yhteyshenkilö",
        "blogi",
        "uutiset",
        "ajankohtaista",
        "puh",
        "tel",
        "fax",
        "faksi",
        "vaihde",
        "hyvää",
        "suomen",
        "euroopan",
        "kontakt",
        "ytterligare",
        "information",
        "more",
        "the",
        "kirjoittaja",
        "teksti",
        "kuva",
        "medan",
    ];
    COMMON.contains(&word.to_lowercase().as_str())
}

fn is_particle(word: &str) -> bool {
    ["von", "af", "de", "van", "der", "la", "el", "al", "bin", "da"].contains(&word)
}

fn is_initial(text: &str, tokens: &[Token], at: usize) -> bool {
    let of = |at: usize| tokens.get(at).map_or("", |token| token.of(text));
    of(at).chars().count() == 1 && of(at).starts_with(char::is_uppercase) && of(at + 1) == "."
}

fn has_surname_ending(word: &str) -> bool {
    let lower = word.to_lowercase();
    ["nen", "la", "lä", "io", "iö", "ström", "qvist", "berg", "sson", "lund", "mäki", "maa", "us"]
        .iter()
        .any(|ending| lower.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::super::tokenizer::tokenize;
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let tokens = tokenize(text);
        let taken = vec![false; tokens.len()];
        find_candidates(text, &tokens, &taken).into_iter().map(|it| it.name).collect()
    }

    #[test]
    fn names_are_runs_of_capitalised_words() {
        assert_eq!(
            read("Esko K. Puro ja Carl von Essen, Anna-Liisa Mäki-Öhman"),
            ["Esko K. Puro", "Carl von Essen", "Anna-Liisa Mäki-Öhman"]
        );
        assert_eq!(read("Lue Lisää, LinkedIn YouTube, Hyvä polku"), [""; 0]);
    }

    #[test]
    fn a_place_bent_to_say_where_is_no_surname() {
        let text = "Kotona Suomessa";
        let tokens = tokenize(text);
        let found = find_candidates(text, &tokens, &vec![false; tokens.len()]);
        assert!(found.iter().all(|it| it.own_score < 0));
    }
}
