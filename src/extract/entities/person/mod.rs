//! Recognition of people's names: capitalised words, scored by the words themselves.
//!
//! * `known`: the names of people that a document has shown, in any form.
//! * `word`: words that may be part of a name, by their shape.

pub(crate) mod known;
#[cfg(test)]
mod tests;
mod word;

use std::ops::Range;

use super::organisation;
use super::place;
use super::project;
use super::role;
use super::tokenizer::{FreeTokens, Match};
use super::vocabulary::{VOCABULARY, WordList};
use crate::language::{Case, PlaceCase, without_local_case};
use crate::text::fold;
use word::{
    end_of_initial, has_surname_ending, is_capital_part, is_capital_particle, is_capitals, is_name_word, is_no_other,
};
pub(crate) use word::{is_degree, is_particle};

/// A person that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PersonMention {
    /// Given name first, in the nominative if the text shows it, with capitals as in a sentence.
    pub(crate) name: String,
    /// The certainty about which part is the surname.
    pub(crate) order: NameOrder,
    /// A surname that the person had before, as in “(o.s. Niemi)”.
    pub(crate) former_surname: Option<String>,
    /// Whether the text has only a part of the name, which is complete elsewhere.
    pub(crate) is_partial: bool,
}

/// The position of the surname in a printed name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameOrder {
    /// The last one, as usual.
    GivenFirst,
    /// The first one; the order of the name is reversed.
    SurnameFirst,
    /// The words do not say.
    Unknown,
}

impl PersonMention {
    /// A name in the usual order.
    pub(crate) fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), order: NameOrder::GivenFirst, former_surname: None, is_partial: false }
    }

    /// The name with its first part last: “Kivelä Aulis” is Aulis Kivelä.
    pub(crate) fn turned(&self) -> Self {
        let words: Vec<&str> = self.name.split(' ').collect();
        let particles = words.iter().take_while(|word| is_particle(word)).count();
        let surname = words.get(..=particles).unwrap_or_default().join(" ");
        let given = words.get(particles + 1..).unwrap_or_default().join(" ");
        let name = if given.is_empty() { surname } else { format!("{given} {surname}") };
        Self { name, order: NameOrder::SurnameFirst, former_surname: self.former_surname.clone(), is_partial: false }
    }
}

/// Two to four words that may be the name of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NameCandidate {
    /// The name.
    pub(crate) person: PersonMention,
    /// The score of the words themselves; the evidence around them adds to it.
    pub(crate) own_score: i32,
}

/// The score that makes a candidate a name.
pub(crate) const MIN_SCORE: i32 = 3;

/// The maximum number of words of a name, without particles.
const MAX_WORDS: usize = 4;

/// The runs of free, capitalised, adjacent words that may be names, in order.
pub(crate) fn find_candidates(tokens: FreeTokens<'_>) -> Vec<Match<NameCandidate>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Some(pair) = capitals_comma_given(tokens, at).or_else(|| surname_comma_given(tokens, at)) {
            at = pair.tokens.end;
            found.push(pair);
            continue;
        }
        let run = at..end_of_run(tokens, at);
        at = run.end.max(at + 1);
        let run = without_neighbours(tokens, run);
        let words =
            run.clone().filter(|at| tokens.word_is(*at, |word| is_name_word(word) || is_capitals(word))).count();
        if words < 2 && !(words == 1 && begins_with_initial(tokens, &run)) || words > MAX_WORDS {
            continue;
        }
        let own_score = own_score(tokens, &run);
        let (end, former_surname) = maiden_name(tokens, run.end);
        let name = shown_name(tokens.text_of(run.clone()));
        let order = order_of(&name, tokens.text_of(run.clone()));
        let person = PersonMention { name, order, former_surname, is_partial: false };
        let person = if order == NameOrder::SurnameFirst { person.turned() } else { person };
        at = at.max(end);
        found.push(Match::new(run.start..end, NameCandidate { person, own_score }));
    }
    found
}

/// “DA SILVA, Maria João”: a surname in capitals, a comma and given names, where a list begins.
fn capitals_comma_given(tokens: FreeTokens<'_>, at: usize) -> Option<Match<NameCandidate>> {
    const MAX_WORDS: usize = 3;
    let begins = at == 0 || tokens.word(at - 1).is_none() && tokens.token(at - 1) != ",";
    let run = |from: usize, is_part: &dyn Fn(&str) -> bool| {
        (from..from + MAX_WORDS).find(|at| !tokens.word_is(*at, is_part)).unwrap_or(from + MAX_WORDS)
    };
    let comma = run(at, &is_capital_part);
    let end = run(comma + 1, &is_name_word);
    let is_surname = (at..comma).any(|at| tokens.word(at).is_some_and(|word| word.chars().count() > 2))
        && (at..comma).all(|at| tokens.word(at).is_some_and(|word| is_no_other(word) && !place::is_place(word)));
    let ends = tokens.word(end).is_none_or(|word| word.starts_with(char::is_lowercase));
    if !begins || !is_surname || tokens.token(comma) != "," || end == comma + 1 || !ends {
        return None;
    }
    let part = |word: &str| {
        let lower = word.to_lowercase();
        if is_particle(&lower) { lower } else { sentence_case(word) }
    };
    let surname: Vec<String> = (at..comma).filter_map(|at| tokens.word(at)).map(part).collect();
    let name = format!("{} {}", tokens.text_of(comma + 1..end), surname.join(" "));
    let person = PersonMention { name, order: NameOrder::SurnameFirst, former_surname: None, is_partial: false };
    Some(Match::new(at..end, NameCandidate { person, own_score: MIN_SCORE }))
}

/// “Kivelä, Aulis”: one surname and a known given name, where a list begins.
fn surname_comma_given(tokens: FreeTokens<'_>, at: usize) -> Option<Match<NameCandidate>> {
    let surname = tokens.word(at).filter(|word| is_name_word(word) || is_capitals(word))?;
    let begins = at == 0 || tokens.word(at - 1).is_none() && tokens.token(at - 1) != ",";
    let is_name = |word: &&str| is_name_word(word) || is_capitals(word);
    // A surname may be two words.
    let comma = if tokens.token(at + 1) != "," && tokens.word(at + 1).is_some_and(|word| is_name(&word)) {
        at + 2
    } else {
        at + 1
    };
    let given = tokens.word(comma + 1).filter(|word| is_name(word) && tokens.token(comma) == ",")?;
    let is_pair = begins
        && VOCABULARY.given_name(given).is_some()
        && (VOCABULARY.given_name(surname) != Some(true) || comma > at + 1)
        && !place::is_place(surname);
    let second = tokens.word(comma + 2).filter(|word| is_name(word) && VOCABULARY.given_name(word).is_some());
    let end = if second.is_some() { comma + 3 } else { comma + 2 };
    let ends = tokens.word(end).is_none_or(|word| word.starts_with(char::is_lowercase));
    if !is_pair || !ends {
        return None;
    }
    let name = shown_name(&format!("{} {}", tokens.text_of(comma + 1..end), tokens.text_of(at..comma)));
    let person = PersonMention { name, order: NameOrder::SurnameFirst, former_surname: None, is_partial: false };
    Some(Match::new(at..end, NameCandidate { person, own_score: MIN_SCORE }))
}

/// The end of the run of name words that begins at `start`, which is `start` if no name word is there.
fn end_of_run(tokens: FreeTokens<'_>, start: usize) -> usize {
    // “Marcus Webb, Coordinator”: a word that is a label elsewhere may be a surname behind a given name.
    let is_surname = |at: usize| {
        let is_behind = at == start + 1 && tokens.word_is(start, |word| VOCABULARY.given_name(word) == Some(true));
        let is_plain =
            |word: &str| word.starts_with(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase);
        let is_label = |word: &str| is_plain(word) && VOCABULARY.label(word).is_some();
        is_behind && tokens.word_is(at, is_label) && matches!(tokens.token(at + 1), "," | ";" | "(")
    };
    let is_name_at = |at: usize| tokens.word_is(at, |word| is_name_word(word) || is_capitals(word)) || is_surname(at);
    // The name word here, directly or after a particle or an initial, which are part of the run.
    let next = |at: usize| {
        if is_name_at(at) {
            Some(at + 1)
        } else if tokens.word_is(at, is_particle) && tokens.is_adjacent(at + 1) {
            if is_name_at(at + 1) {
                Some(at + 2)
            } else {
                let is_double = tokens.word_is(at + 1, is_particle) && tokens.is_adjacent(at + 2) && is_name_at(at + 2);
                is_double.then_some(at + 3)
            }
        } else {
            let after = end_of_initial(tokens, at)?;
            (tokens.is_adjacent(after) && is_name_at(after)).then_some(after + 1)
        }
    };
    // A list with the surname first may begin with a particle: “af Hällström Peik”.
    let is_particle_first = start == 0 && tokens.word_is(start, is_particle) && is_name_at(start + 1);
    let begins = is_name_at(start)
        || end_of_initial(tokens, start).is_some()
        || tokens.word_is(start, is_capital_particle)
        || is_particle_first;
    if !begins {
        return start;
    }
    let Some(mut end) = next(start).or_else(|| tokens.word_is(start, is_capital_particle).then_some(start + 1)) else {
        return start;
    };
    while let Some(longer) = Some(end).filter(|end| tokens.is_adjacent(*end)).and_then(next) {
        end = longer;
    }
    end
}

/// The run without degrees in front and without a place or label that stands beside a name.
fn without_neighbours(tokens: FreeTokens<'_>, run: Range<usize>) -> Range<usize> {
    let is_given = |at: usize| tokens.word_is(at, |word| VOCABULARY.given_name(word).is_some());
    let (mut start, mut end) = (run.start, run.end);
    while start < end && tokens.word_is(start, is_degree) {
        start += 1;
    }
    // “T. Aino Malli” at the end of a message
    let is_closing = tokens.token(start + 1) == "."
        && tokens.word_is(start, |word| VOCABULARY.lists(WordList::Closings, &word.to_lowercase()))
        && is_given(start + 2);
    if is_closing && end - start >= 4 {
        start += 2;
    }
    // “Olen Aino Malli”
    if end - start >= 3 && tokens.word_is(start, |word| VOCABULARY.introduces.contains(&fold(word))) {
        start += 1;
    }
    // “Ring Hanna Nylund”
    let is_asking = |word: &str| VOCABULARY.lists(WordList::AskingVerbs, &fold(word));
    if end - start >= 3 && tokens.word_is(start, is_asking) && is_given(start + 1) {
        start += 1;
    }
    // “Piotr Nowak Länsirannikon Koulutuksesta”: where the person is from.
    let is_from = |word: &str| ["sta", "stä", "lta", "ltä"].iter().any(|ending| word.ends_with(ending));
    if end - start >= 4 && tokens.word_is(end - 1, is_from) && tokens.word_is(end - 2, |word| word.ends_with('n')) {
        end -= 2;
    }
    // “Lappi Aino Meri”: a place before a given name is a cell of its own.
    while end - start >= 3 && tokens.word_is(start, place::is_place) && is_given(start + 1) && !is_given(start) {
        start += 1;
    }
    // “Aino Meri Oulu”
    if end - start >= 3 && is_given(start) && !is_given(end - 2) && tokens.word_is(end - 1, place::is_place) {
        end -= 1;
    }
    while end > start && tokens.word_is(end - 1, is_degree) {
        end -= 1;
    }
    start..end
}

/// “(o.s. Niemi)”, “(född Niemi)”, “née Niemi” after a name: the end, and the surname.
fn maiden_name(tokens: FreeTokens<'_>, end: usize) -> (usize, Option<String>) {
    let open = tokens.token(end) == "(";
    let at = if open || tokens.token(end) == "," { end + 1 } else { end };
    let is_mark = tokens.word_is(at, |word| VOCABULARY.maiden.contains(&fold(word)));
    let after = if tokens.token(at + 1) == "." { at + 2 } else { at + 1 };
    let surname = tokens.word(after).filter(|word| is_mark && is_name_word(word) && !role::is_title(word));
    let closes = !open || tokens.token(after + 1) == ")";
    match surname.filter(|_| closes) {
        Some(surname) => (if open { after + 2 } else { after + 1 }, Some(surname.to_owned())),
        None => (end, None),
    }
}

/// The score of the words themselves: positive if they are more likely a person.
fn own_score(tokens: FreeTokens<'_>, run: &Range<usize>) -> i32 {
    let given = |at: usize| tokens.word(at).and_then(|word| VOCABULARY.given_name(word));
    let mut score = match (given(run.start), given(run.end - 1)) {
        (Some(true), _) | (_, Some(true)) => 3,
        (Some(false), _) | (_, Some(false)) => 2,
        (None, None) => 0,
    };
    if has_surname_ending(tokens.token(run.end - 1)) {
        score += 1;
    }
    // “Luckan Raseborg”: the organisation of a place.
    let is_part = run.start.checked_sub(1).is_some_and(|before| tokens.token(before) == ",");
    if is_part
        && given(run.start).is_none()
        && !has_surname_ending(tokens.token(run.end - 1))
        && place::is_place(tokens.token(run.end - 1))
    {
        score -= 6;
    }
    // A surname may be the name of a place, but not in a local case.
    let is_location = |word: &str| {
        place::is_inflected_place(word)
            || word.ends_with("ssa") && place::is_place(word)
            || without_local_case(word).1 != Case::Nominative
                && place::lookup(word).is_some_and(|it| it.case == PlaceCase::Other)
    };
    let is_given_first = given(run.start) == Some(true);
    if run.clone().skip(usize::from(is_given_first)).any(|at| is_location(tokens.token(at))) {
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
    // A street, or a name with a number after it.
    if tokens.word_is(run.end, |word| word.starts_with(|it: char| it.is_ascii_digit())) && score < 5 {
        score -= 2;
    }
    score
}

/// The order of the parts of a name, by its capitals and given names.
fn order_of(name: &str, printed: &str) -> NameOrder {
    let words: Vec<&str> = name.split(' ').filter(|word| !is_particle(word)).collect();
    let printed: Vec<&str> = printed.split(' ').filter(|word| !is_particle(word)).collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return NameOrder::Unknown };
    let capitals: Vec<bool> = printed.iter().map(|word| is_capitals(word) && word.chars().count() > 2).collect();
    if let (Some(true), Some(false)) = (capitals.first(), capitals.last()) {
        return NameOrder::SurnameFirst;
    }
    if let (Some(false), Some(true)) = (capitals.first(), capitals.last()) {
        return NameOrder::GivenFirst;
    }
    match (VOCABULARY.given_name(first), VOCABULARY.given_name(last)) {
        (Some(_), None) => NameOrder::GivenFirst,
        (None, Some(true)) if has_surname_ending(first) => NameOrder::SurnameFirst,
        _ => NameOrder::Unknown,
    }
}

/// The evidence of one name of a list for and against an order with the surname first.
pub(crate) fn surname_first_vote(name: &PersonMention) -> i32 {
    let words: Vec<&str> = name.name.split(' ').filter(|word| !is_particle(word)).collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return 0 };
    let vote = match (VOCABULARY.given_name(first), VOCABULARY.given_name(last)) {
        (None, Some(true)) => 2,
        (None, Some(false)) => 1,
        (Some(true), None) => -2,
        (Some(false), None) => -1,
        _ => 0,
    };
    // For a reordered name, the printed order counts.
    if name.order == NameOrder::SurnameFirst { -vote } else { vote }
}

fn begins_with_initial(tokens: FreeTokens<'_>, run: &Range<usize>) -> bool {
    end_of_initial(tokens, run.start).is_some_and(|end| end < run.end)
}

/// The name with a capital and small letters for each word in capitals.
pub(crate) fn shown_name(printed: &str) -> String {
    printed
        .split_whitespace()
        .map(|word| if is_capitals(word) { sentence_case(word) } else { word.to_owned() })
        .collect::<Vec<_>>()
        .join(" ")
}

/// A word in capitals with a capital at the beginning of each of its parts only: “O'BRIEN” is “O'Brien”.
fn sentence_case(word: &str) -> String {
    let mut begins = true;
    let cased = |letter: char| {
        let shown: String = if begins { letter.to_string() } else { letter.to_lowercase().collect() };
        begins = matches!(letter, '-' | '\'' | '\u{2019}');
        shown
    };
    word.chars().map(cased).collect()
}
