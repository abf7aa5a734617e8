//! Recognition of people's names without a list of names.

use std::ops::Range;

use super::organisation;
use super::place;
use super::project;
use super::role;
use super::tokenizer::{FreeTokens, Match};

/// Two to four words that may be the name of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NameCandidate {
    /// As printed, given name first.
    pub(crate) name: String,
    /// The score of the words themselves; the evidence around them adds to it.
    pub(crate) own_score: i32,
}

/// The score that makes a candidate a name.
pub(crate) const MIN_SCORE: i32 = 3;

/// The runs of free, capitalised, adjacent words that may be names, in order.
pub(crate) fn find_candidates(tokens: FreeTokens<'_>) -> Vec<Match<NameCandidate>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let run = at..end_of_run(tokens, at);
        at = run.end.max(at + 1);
        let name = tokens.text_of(run.clone());
        if (2..=4).contains(&name.split_whitespace().count()) {
            let own_score = own_score(tokens, &run);
            found.push(Match::new(run, NameCandidate { name: name.to_owned(), own_score }));
        }
    }
    found
}

/// The end of the run of name words that begins at `start`, which is `start` if no name word is there.
fn end_of_run(tokens: FreeTokens<'_>, start: usize) -> usize {
    // The name word here, directly or after a particle or an initial, which are part of the run.
    let next = |at: usize| {
        let is_name_at = |at: usize| tokens.word_is(at, is_name_word);
        if is_name_at(at) {
            Some(at + 1)
        } else if tokens.word_is(at, is_particle) && tokens.is_adjacent(at + 1) && is_name_at(at + 1) {
            Some(at + 2)
        } else if is_initial(tokens, at) && tokens.is_adjacent(at + 2) && is_name_at(at + 2) {
            Some(at + 3)
        } else {
            None
        }
    };
    if !tokens.word_is(start, is_name_word) {
        return start;
    }
    let mut end = start + 1;
    while let Some(longer) = Some(end).filter(|end| tokens.is_adjacent(*end)).and_then(next) {
        end = longer;
    }
    end
}

/// The score of the words themselves, for and against a person.
fn own_score(tokens: FreeTokens<'_>, run: &Range<usize>) -> i32 {
    let mut score = 0;
    if has_surname_ending(tokens.token(run.end - 1)) {
        score += 1;
    }
    // A surname may be the name of a place, but not in a local case.
    let is_location = |word: &str| place::is_inflected_place(word) || (place::is_place(word) && word.ends_with("ssa"));
    if run.clone().any(|at| is_location(tokens.token(at))) {
        score -= 4;
    }
    let next = if tokens.is_free(run.end) { tokens.token(run.end) } else { "" };
    if next.starts_with('-') || organisation::is_head(next) || project::is_head(next) {
        score -= 4;
    }
    let is_quote = |at: usize| matches!(tokens.token(at), "\"" | "”" | "“" | "»" | "'");
    if run.start.checked_sub(1).is_some_and(is_quote) || is_quote(run.end) {
        score -= 3;
    }
    score
}

/// Whether a word may be part of a name: each part between hyphens is a capital and small letters.
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

/// Whether a word begins sentences and labels, and is no name.
fn is_common(word: &str) -> bool {
    #[rustfmt::skip]
    const COMMON: &[&str] = &[
        "lue", "hyvä", "uusi", "tämä", "puhelin", "sähköposti", "osoite", "lisätietoja", "lisätiedot",
        "yhteystiedot", "yhteyshenkilö", "blogi", "uutiset", "ajankohtaista", "puh", "tel", "fax", "faksi",
        "vaihde", "hyvää", "suomen", "euroopan", "kontakt", "ytterligare", "information", "more", "the",
        "kirjoittaja", "teksti", "kuva", "medan",
    ];
    COMMON.contains(&word.to_lowercase().as_str())
}

fn is_particle(word: &str) -> bool {
    ["von", "af", "de", "van", "der", "la", "el", "al", "bin", "da"].contains(&word)
}

fn is_initial(tokens: FreeTokens<'_>, at: usize) -> bool {
    let letter = tokens.token(at);
    letter.chars().count() == 1 && letter.starts_with(char::is_uppercase) && tokens.token(at + 1) == "."
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
        let candidates = find_candidates(FreeTokens::new(text, &tokens, &taken));
        candidates.into_iter().map(|it| it.value.name).collect()
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
    fn a_place_in_a_local_case_is_no_surname() {
        let text = "Kotona Suomessa";
        let tokens = tokenize(text);
        let taken = vec![false; tokens.len()];
        let found = find_candidates(FreeTokens::new(text, &tokens, &taken));
        assert!(found.iter().all(|it| it.value.own_score < 0));
    }
}
