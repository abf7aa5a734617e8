//! Recognition of roles: finds titles by their last words, which are in a lexicon, and the other words that belong to
//! them.
//!
//! * `extent`: the extent of titles: the words before the head that belong to it.
//! * `title`: words that are titles, and headings that consist of one.

mod extent;
#[cfg(test)]
mod tests;
mod title;

use std::sync::LazyLock;

use super::tokenizer::{FreeTokens, Match};
use super::vocabulary::{VOCABULARY, WordList};
use super::{organisation, place, project};
use crate::language::{Case, Lexicon};
use crate::text::fold;
use extent::{is_incomplete, start_of_capitals, start_of_complement, start_of_modifiers};
use title::{Title, finnish_title, foreign_plural, foreign_title, incomplete_title};
pub(crate) use title::{heading, is_finnish, is_title, language_of, may_be_plural, nominative_of, without_capital};

/// A title that a sentence mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RoleMention {
    /// In the nominative, singular, lower case.
    pub(crate) title: String,
    /// The case of its last word; for a Swedish or English title, the case that corresponds to the word before it, such
    /// as “som” or “as”.
    pub(crate) case: Case,
    /// Whether it is plural.
    pub(crate) is_plural: bool,
    /// Whether the holder stands in for somebody.
    pub(crate) is_acting: bool,
    /// Whether the holder no longer holds the position.
    pub(crate) is_former: bool,
}

/// The last words of titles.
static HEADS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of("role"));

/// The maximum number of words of a title.
const MAX_WORDS: usize = 6;

/// The titles among free tokens, in order.
pub(crate) fn find_roles(tokens: FreeTokens<'_>) -> Vec<Match<RoleMention>> {
    let mut found: Vec<Match<RoleMention>> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let earliest = found.last().map_or(0, |role| role.tokens.end);
        let role = finnish_role(tokens, at, earliest).or_else(|| foreign_role(tokens, at, earliest));
        at = role.as_ref().map_or(at, |role| role.tokens.end - 1) + 1;
        found.extend(role.map(|role| marked(tokens, role, earliest)));
    }
    found
}

/// The title whose last word is the token `at`. It begins at `earliest` or later.
fn finnish_role(tokens: FreeTokens<'_>, at: usize, earliest: usize) -> Option<Match<RoleMention>> {
    let word = tokens.word(at)?;
    let has_complement = || start_of_complement(tokens, at, earliest) < at;
    let title = finnish_title(word).or_else(|| incomplete_title(word).filter(|_| has_complement()));
    let Title { nominative, case, is_plural } = title?;
    let start = start_of_modifiers(tokens, start_of_ellipsis(tokens, at).max(earliest), earliest);
    let start =
        if start == at && is_incomplete(&nominative) { start_of_complement(tokens, at, earliest) } else { start };
    let whole = tokens.text_of(start..at + 1);
    let front = whole.strip_suffix(tokens.token(at)).unwrap_or_default();
    // The adjectives before a title have its case: “johtavana asiantuntijana”.
    let title = without_capital(&format!("{}{nominative}", nominative_adjectives(front, case)));
    Some(Match::new(start..at + 1, RoleMention::new(title, case, is_plural)))
}

/// The Swedish or English title that has the token `at` as its last word, or as the first word of a phrase such as
/// “Head of …”. It begins at `earliest` or later.
fn foreign_role(tokens: FreeTokens<'_>, at: usize, earliest: usize) -> Option<Match<RoleMention>> {
    let word = tokens.word(at)?;
    let start_of_phrase = head_of(tokens, at);
    let plural = foreign_plural(word).filter(|_| start_of_phrase.is_none());
    let nominative = match (start_of_phrase, &plural) {
        (Some(_), _) => word.to_lowercase(),
        (None, Some(singular)) => singular.clone(),
        (None, None) => foreign_title(word)
            .or_else(|| title_with_modifier(tokens, at, earliest))
            .filter(|_| finnish_title(word).is_none())?,
    };
    // “Interpreter Coordinator”: the last of several titles is the head.
    if start_of_phrase.is_none()
        && tokens.is_adjacent(at + 1)
        && tokens.word_is(at + 1, |next| foreign_title(next).is_some() && finnish_title(next).is_none())
        && word.chars().next().map(char::is_uppercase) == tokens.token(at + 1).chars().next().map(char::is_uppercase)
    {
        let mut longer = foreign_role(tokens, at + 1, earliest)?;
        if longer.tokens.start > at {
            let start = start_of_modifiers(tokens, at, earliest);
            let front = lower_words(tokens.text_of(start..longer.tokens.start));
            longer.value.title = format!("{front} {}", longer.value.title);
            longer.tokens.start = start;
        }
        return Some(longer);
    }
    let start = start_of_capitals(tokens, start_of_modifiers(tokens, at, earliest), earliest);
    let front = tokens.text_of(start..at + 1).strip_suffix(word).unwrap_or_default();
    let end = start_of_phrase.or_else(|| end_of_slash(tokens, at)).unwrap_or(at + 1);
    let tail = tokens.text_of(at..end).strip_prefix(word).unwrap_or_default();
    let is_new = |at: usize| ["ny", "new", "vår", "our", "the", "a", "en"].contains(&tokens.token(at));
    let before =
        (0..start).rev().take(3).find(|at| !is_new(*at)).map_or(String::new(), |before| fold(tokens.token(before)));
    let case = match before.as_str() {
        "som" | "as" | "is" | "was" | "are" | "were" | "ar" | "var" => Case::Essive,
        "till" | "becomes" | "became" => Case::Translative,
        verb if VOCABULARY.appointed.contains(verb) => Case::Translative,
        _ => Case::Nominative,
    };
    let title = lower_words(&format!("{front}{nominative}{tail}"));
    Some(Match::new(start..end, RoleMention::new(title, case, plural.is_some())))
}

/// The last word of a title, if it is a title only after a modifier and has one, as in “Regional Lead”.
fn title_with_modifier(tokens: FreeTokens<'_>, at: usize, earliest: usize) -> Option<String> {
    let word = tokens.word(at)?;
    let has_modifier = start_of_modifiers(tokens, at, earliest) < at;
    (has_modifier && VOCABULARY.lists(WordList::HeadsWithModifier, &fold(word))).then(|| word.to_lowercase())
}

/// The end of two titles of one position that are separated by a slash: “flyktingkoordinator/handledare”.
fn end_of_slash(tokens: FreeTokens<'_>, at: usize) -> Option<usize> {
    let other = tokens.word(at + 2).filter(|_| tokens.token(at + 1) == "/")?;
    foreign_title(other).map(|_| at + 3)
}

/// The end of a title such as “Head of …” or “Director of …” that begins here. It extends to the next punctuation mark,
/// or to a word such as “at”.
fn head_of(tokens: FreeTokens<'_>, at: usize) -> Option<usize> {
    // “chef för integrationsenheten”
    let is_swedish = tokens.word_is(at, |word| {
        ["chef", "chefen", "direktor", "direktoren", "forestandare", "forestandaren", "ansvarig"]
            .iter()
            .any(|head| fold(word).ends_with(head))
    });
    if is_swedish && tokens.word_is(at + 1, |word| word == "för") {
        let is_part =
            |word: &str| word.starts_with(char::is_lowercase) && !VOCABULARY.prose_verbs.contains(&fold(word));
        let end = (at + 2..tokens.len()).find(|at| !tokens.word_is(*at, is_part)).unwrap_or(tokens.len());
        let is_whole = tokens.word(end).is_none() || tokens.word_is(end, |word| word.starts_with(char::is_uppercase));
        return (end > at + 2 && end - at <= MAX_WORDS && is_whole).then_some(end);
    }
    // “member of the board”, “member of the steering group”
    let is_member = tokens.word_is(at, |word| VOCABULARY.lists(WordList::BodyMembers, &fold(word)));
    if is_member && tokens.token(at + 1) == "of" && tokens.token(at + 2) == "the" {
        let is_body = |word: &str| VOCABULARY.lists(WordList::Bodies, &fold(word));
        let end = (at + 3..tokens.len()).find(|at| !tokens.word_is(*at, is_body)).unwrap_or(tokens.len());
        // “of the Finnish Forum”: of something whose name no rule reads.
        let name = if tokens.token(end + 1) == "the" { end + 2 } else { end + 1 };
        let is_of_unread = tokens.word_is(end, |word| word == "of") && tokens.word(name).is_some();
        return (end > at + 3 && !is_of_unread).then_some(end);
    }
    let is_leader = tokens.word_is(at, leads);
    if !is_leader || !tokens.word_is(at + 1, |word| word == "of") {
        return None;
    }
    // After “Director of”, only a field of work continues the title: “Director of Education”, but not “Director of
    // Common Ground”, where a name follows.
    let is_head = tokens.word_is(at, |word| ["head", "chief", "dean", "lead"].contains(&fold(word).as_str()));
    // “manager of the Bridges project” ends before the name.
    if tokens.word_is(at + 2, |word| ["the", "our", "a", "an", "this"].contains(&word)) {
        return None;
    }
    let is_field = |word: &str| {
        word.starts_with(char::is_lowercase)
            || VOCABULARY.role_modifiers.contains(&fold(word))
            || VOCABULARY.units.contains(&fold(word))
    };
    if !is_head && !tokens.word_is(at + 2, is_field) {
        return None;
    }
    // “Head of Education at the City of Rauma”
    // “Director of Education Marjut Immonen”
    let is_name = |at: usize| {
        tokens.word_is(at, |word| word.starts_with(char::is_uppercase) && VOCABULARY.given_name(word).is_some())
            && tokens.word_is(at + 1, |word| word.starts_with(char::is_uppercase))
    };
    let is_end = |at: &usize| {
        tokens.word(*at).is_none_or(|word| matches!(word, "at" | "from" | "with")) || *at > 2 && is_name(*at)
    };
    let end = (at + 2..tokens.len()).find(is_end).unwrap_or(tokens.len());
    (end > at + 2 && end - at <= MAX_WORDS).then_some(end)
}

/// Whether a word is a title of somebody who leads what follows: “Head of …”.
pub(crate) fn leads(word: &str) -> bool {
    VOCABULARY.lists(WordList::Leaders, &fold(word))
}

/// Extends a title by the words before and after it that say that its holder is acting or former.
fn marked(tokens: FreeTokens<'_>, mut role: Match<RoleMention>, earliest: usize) -> Match<RoleMention> {
    while let Some((start, mark)) = mark_before(tokens, role.tokens.start).filter(|(start, _)| *start >= earliest) {
        role.tokens.start = start;
        role.value.is_acting |= mark == Mark::Acting;
        role.value.is_former |= mark == Mark::Former;
    }
    // “projektipäällikön sijainen”
    let next = role.tokens.end;
    if role.value.case == Case::Genitive && tokens.word_is(next, |word| VOCABULARY.acting.contains(&fold(word))) {
        role.value.is_acting = true;
        role.value.case = Case::Nominative;
        role.tokens.end = next + 1;
    } else if tokens.token(next) == "(" && tokens.word_is(next + 1, |word| VOCABULARY.acting.contains(&fold(word))) {
        let end = if tokens.token(next + 2) == "." { next + 3 } else { next + 2 };
        if tokens.token(end) == ")" {
            role.value.is_acting = true;
            role.tokens.end = end + 1;
        }
    }
    role
}

/// What a word before a title says about its holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Acting,
    Former,
}

/// The mark that ends before `end`, such as “vs.”, “t.f.” or “entinen”, and its first token.
fn mark_before(tokens: FreeTokens<'_>, end: usize) -> Option<(usize, Mark)> {
    let mut at = end.checked_sub(1)?;
    if tokens.token(at) == "." {
        at = at.checked_sub(1)?;
    }
    let word = fold(tokens.word(at)?);
    let mark = |word: &str| match word {
        word if VOCABULARY.acting.contains(word) => Some(Mark::Acting),
        word if VOCABULARY.former.contains(word) => Some(Mark::Former),
        _ => None,
    };
    // The parts of “t. f.” are separate tokens.
    let apart = || {
        let first = at.checked_sub(2).filter(|_| tokens.token(at - 1) == ".")?;
        Some((first, mark(&format!("{}.{word}", fold(tokens.word(first)?)))?))
    };
    mark(&word).map(|mark| (at, mark)).or_else(apart)
}

fn nominative_adjectives(front: &str, case: Case) -> String {
    let ending = match case {
        Case::Essive => ["na", "nä"],
        Case::Translative => ["ksi", "ksi"],
        _ => return front.to_owned(),
    };
    let nominative = |word: &str| {
        let bare = ending.iter().find_map(|ending| word.strip_suffix(ending));
        bare.filter(|bare| VOCABULARY.role_modifiers.contains(&fold(bare))).unwrap_or(word).to_owned()
    };
    front.split(' ').map(nominative).collect::<Vec<_>>().join(" ")
}

/// Extends a title to the left over the words between it and the mark, name or line start before it.
///
/// “vapaaehtoistyön koordinaattori” and “Senior Integration Adviser” are whole titles in a list, where a title fills its
/// part of the line; in a sentence the words before a title may be anything.
pub(crate) fn extend_in_list(tokens: FreeTokens<'_>, role: &Match<RoleMention>) -> Option<Match<RoleMention>> {
    let is_end = |at: usize| at >= tokens.len() || tokens.word(at).is_none();
    if !is_end(role.tokens.end) {
        return None;
    }
    let mut start = role.tokens.start;
    // “Osahankkeen päällikkö”: a title that is not a compound may follow the genitive of a word for a project.
    let is_bare = role.tokens.len() == 1
        && tokens.word_is(role.tokens.start, |word| HEADS.find(word).is_some_and(|form| form.prefix_chars == 0));
    let belongs = |word: &str| belongs_to_title(word) || is_bare && project::is_head(word) && word.ends_with('n');
    while start > 0 && role.tokens.end - start < MAX_WORDS && tokens.word_is(start - 1, belongs) {
        start -= 1;
    }
    let is_whole = start == 0 || tokens.word(start - 1).is_none();
    if start == role.tokens.start || !is_whole {
        return None;
    }
    let first = tokens.word(start)?;
    // Only the first word of a line and the words of English titles have capitals.
    let words: Vec<&str> = (start..role.tokens.start).filter_map(|at| tokens.word(at)).collect();
    let is_lower = |word: &&str| word.starts_with(char::is_lowercase);
    let is_finnish = finnish_title(tokens.token(role.tokens.end - 1)).is_some();
    let is_shaped = if is_finnish {
        words.iter().skip(1).all(is_lower) && (is_lower(&first) || words.len() > 1 || first.ends_with('n'))
    } else {
        // “we welcome Principal Eero Vuorela”
        let has_capital = tokens.word_is(role.tokens.start, |word| word.starts_with(char::is_uppercase));
        !(has_capital && words.iter().all(is_lower))
    };
    if ["ja", "seka", "och", "and"].contains(&fold(first).as_str()) {
        return None;
    }
    let mark = first_mark(first);
    let words = if mark.is_some() { words.get(1..).unwrap_or_default().to_vec() } else { words };
    // “Frågor om tjänsten besvaras av rektor …”: words that contain a preposition do not belong to the title.
    let has_preposition = || words.iter().any(|word| VOCABULARY.lists(WordList::TitlePrepositions, word));
    let is_title = if is_finnish { words.iter().all(|word| is_finnish_attribute(word)) } else { !has_preposition() };
    (is_shaped && is_title).then(|| {
        let front = tokens.text_of(start + usize::from(mark.is_some())..role.tokens.start);
        let title = format!("{front} {}", role.value.title);
        let title = title.trim();
        let title = if is_finnish { without_capital(title) } else { lower_words(title) };
        let is_acting = role.value.is_acting || mark == Some(Mark::Acting);
        let is_former = role.value.is_former || mark == Some(Mark::Former);
        Match::new(start..role.tokens.end, RoleMention { title, is_acting, is_former, ..role.value.clone() })
    })
}

/// What the first word of a title says about its holder.
fn first_mark(word: &str) -> Option<Mark> {
    let folded = fold(word);
    if VOCABULARY.acting.contains(&folded) {
        return Some(Mark::Acting);
    }
    VOCABULARY.former.contains(&folded).then_some(Mark::Former)
}

/// Whether a Finnish word can stand before a title and belong to it: a genitive, an adjective, or a part of a pair.
fn is_finnish_attribute(word: &str) -> bool {
    let folded = fold(word);
    let is_genitive = folded.ends_with('n');
    is_genitive
        || ["ja", "seka"].contains(&folded.as_str())
        || folded.ends_with('-')
        || ["va", "inen", "llinen", "sinen"].iter().any(|ending| folded.ends_with(ending))
        || VOCABULARY.role_modifiers.contains(&folded)
}

fn belongs_to_title(word: &str) -> bool {
    // “Office Manager”: an English word for an organisation may be a part of a title.
    let is_organisation = organisation::is_head(word)
        && (HEADS.find(word).is_some() || !word.is_ascii() || word.starts_with(char::is_lowercase));
    let is_other = is_organisation
        || project::is_head(word)
        || place::is_place(word)
        || VOCABULARY.given_name(word).is_some() && word.starts_with(char::is_uppercase)
        || word.starts_with(char::is_lowercase) && VOCABULARY.prose_verbs.contains(&fold(word));
    !is_other && word.chars().all(|letter| letter.is_alphabetic() || letter == '-' || letter == '&')
}

/// The first token of a title with elliptical compounds, such as “kansainvälisyys- ja kotouttamispäällikkö”.
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

/// Converts the first letter of each word to lower case, unless the word begins with two capitals. A title entirely in
/// capitals is converted to lower case.
pub(crate) fn lower_words(words: &str) -> String {
    let letters = words.chars().filter(|it| it.is_alphabetic());
    if letters.clone().count() > 4 && letters.clone().all(char::is_uppercase) {
        return words.to_lowercase();
    }
    words.split(' ').map(without_capital).collect::<Vec<_>>().join(" ")
}

impl RoleMention {
    fn new(title: String, case: Case, is_plural: bool) -> Self {
        Self { title, case, is_plural, is_acting: false, is_former: false }
    }
}
