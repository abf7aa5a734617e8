//! Organisations with Swedish and English names, and those that are known by name.

use super::{HEADS, OrganisationMention, is_name};
use crate::extract::entities::place;
use crate::extract::entities::role;
use crate::extract::entities::tokenizer::{FreeTokens, Match};
use crate::extract::entities::vocabulary::{VOCABULARY, WordList};
use crate::language::{Case, without_local_case};
use crate::model::OrganisationKind;
use crate::text::fold;

/// The maximum number of words of a name.
const MAX_WORDS: usize = 7;

/// “Korsholms kommun”, “Novia University of Applied Sciences”: the word for the kind is the last of the name.
pub(super) fn head_after_name(tokens: FreeTokens<'_>, at: usize) -> Option<Match<OrganisationMention>> {
    let word = tokens.word(at)?;
    let (kind, is_english, head) = head_of(word)?;
    // English names have capitals; a Swedish word for a kind has one only as a word of its own.
    if is_english && !word.starts_with(char::is_uppercase) {
        return None;
    }
    // “Office Manager” is a title.
    if is_english && tokens.word_is(at + 1, |next| next.starts_with(char::is_uppercase) && role::is_title(next)) {
        return None;
    }
    let start = start_of_name(tokens, at);
    // “Head of Integration Services” is a title.
    let is_of = |at: usize| tokens.word_is(at, |word| word == "of");
    if start >= 2 && is_of(start - 1) && role::leads(tokens.token(start - 2)) {
        return None;
    }
    let is_compound = word.starts_with(char::is_uppercase) && fold(word).len() > head.len() + 3 && !is_english;
    if start == at && !is_compound {
        return None;
    }
    // The rest of the name is a title: “City Director”.
    let (kind, mut end) = longer_head(tokens, at).unwrap_or((kind, at + 1));
    let case = genitive_case(word, head);
    if is_english && tokens.word(end) == Some("of") && tokens.word_is(end + 1, is_name) {
        end = (end + 2..tokens.len()).find(|at| !tokens.word_is(*at, is_name)).unwrap_or(tokens.len());
    }
    if matches!(head, "centralen" | "byran" | "byra")
        && tokens.word(end) == Some("i")
        && tokens.word_is(end + 1, is_name)
    {
        end += 2;
    }
    if tokens.word_is(end, is_company) || kind == OrganisationKind::Fund && tokens.word_is(end, |it| it == "Plus") {
        end += 1;
    }
    let printed = tokens.text_of(start..end);
    let name = if case == Case::Genitive { printed.trim_end_matches("'s").trim_end_matches('s') } else { printed };
    Some(Match::new(start..end, mention(name, kind, case)))
}

/// The kind and the end of a head of several words, one of which is here: “Wellbeing Services County”.
fn longer_head(tokens: FreeTokens<'_>, at: usize) -> Option<(OrganisationKind, usize)> {
    const LONGEST: usize = 4;
    let ends = (2..=LONGEST).rev().flat_map(|words| (1..words).rev().map(move |behind| (words, at + behind + 1)));
    ends.into_iter().find_map(|(words, end)| {
        let start = end.checked_sub(words)?;
        let is_whole = end <= tokens.len() && (start..end).all(|at| tokens.word(at).is_some());
        let (kind, _) = VOCABULARY.organisation_heads.get(&fold(tokens.text_of(start..end))).filter(|_| is_whole)?;
        Some((*kind, end))
    })
}

/// “City of Turku”, “Yrkeshögskolan Novia”: the words for the kind are the first of the name.
pub(super) fn head_before_name(tokens: FreeTokens<'_>, at: usize) -> Option<Match<OrganisationMention>> {
    let phrase = |words: usize| fold(tokens.text_of(at..at + words));
    // “Integrationscentret Bryggan”: a definite compound and a name.
    let is_definite = tokens.word_is(at, |word| {
        word.starts_with(char::is_uppercase)
            && VOCABULARY
                .list(WordList::DefiniteHeads)
                .iter()
                .any(|ending| fold(word).ends_with(ending.as_str()) && fold(word).len() > ending.len() + 2)
    });
    if is_definite
        && tokens.is_adjacent(at + 1)
        && tokens.word_is(at + 1, |word| is_name(word) && !role::is_title(word))
    {
        return Some(Match::new(
            at..at + 2,
            mention(tokens.text_of(at..at + 2), OrganisationKind::Other, Case::Nominative),
        ));
    }
    // “Yrkesakademin i Österbotten”
    if is_definite && tokens.word(at + 1) == Some("i") && tokens.word_is(at + 2, place::is_place) {
        return Some(Match::new(
            at..at + 3,
            mention(tokens.text_of(at..at + 3), OrganisationKind::Other, Case::Nominative),
        ));
    }
    let words = (1..=3).rev().find(|words| {
        (at..at + words).all(|at| tokens.word(at).is_some())
            && VOCABULARY.organisation_prefixes.contains(&phrase(*words))
    })?;
    // “Southern Coast University of Applied Sciences” begins before its head.
    let is_inside =
        at > 0 && tokens.is_adjacent(at) && tokens.word_is(at - 1, |word| is_name(word) && fold(word) != "the");
    if is_inside && tokens.word_is(at, |word| word.starts_with(char::is_uppercase)) {
        return None;
    }
    // “University of the Lake District”
    let has_article = tokens.word_is(at + words, |word| word == "the") && tokens.word_is(at + words + 1, is_name);
    let first = at + words + usize::from(has_article);
    let is_part = |at: usize| {
        let is_link = tokens.word_is(at, |word| ["and", "och", "&", "for", "för"].contains(&word));
        tokens.word_is(at, is_name) || is_link && tokens.word_is(at + 1, is_name)
    };
    let end = (first..tokens.len().min(first + MAX_WORDS))
        .find(|at| !is_part(*at))
        .unwrap_or(tokens.len().min(first + MAX_WORDS));
    let end = end_of_fields(tokens, at, first, end);
    let end = end_of_company(tokens, first, end).unwrap_or(end);
    // One name of a place is enough after “city of”.
    let end = if tokens.word_is(first, place::is_place) { end.min(first + 1) } else { end };
    if end == first {
        return None;
    }
    // “ELY Centre for South Savo”
    let is_of_capitals = |at: &usize| tokens.is_adjacent(at + 1) && tokens.word_is(*at, super::is_capitals);
    let capitals = at.checked_sub(1).filter(|_| tokens.word_is(at, is_name)).filter(is_of_capitals);
    let at = capitals.unwrap_or(at);
    let printed = tokens.text_of(at..end);
    let kind = match fold(tokens.token(at)).as_str() {
        "city" | "municipality" | "town" | "staden" => OrganisationKind::Municipality,
        "ministry" => OrganisationKind::Ministry,
        "university" | "institute" | "school" | "yrkeshogskolan" | "folkhogskolan" | "yrkesinstitutet" => {
            OrganisationKind::School
        }
        "foreningen" | "stiftelsen" | "federation" | "association" | "kommunforbundet" => OrganisationKind::Association,
        "ely" | "ntm-centralen" => OrganisationKind::ElyCentre,
        "samkommunen" => OrganisationKind::JointAuthority,
        "centre" | "center" => OrganisationKind::Centre,
        _ => OrganisationKind::Other,
    };
    let name = printed.trim_end_matches("'s").trim_end_matches("\u{2019}s");
    let case = if name.len() < printed.len() { Case::Genitive } else { Case::Nominative };
    Some(Match::new(at..end, mention(name, kind, case)))
}

/// The end of a name whose words in small letters lead to the mark of an association: “Föreningen Skärgårdens vänner rf”.
fn end_of_company(tokens: FreeTokens<'_>, first: usize, end: usize) -> Option<usize> {
    const MAX_MORE: usize = 3;
    let company = (end..=end + MAX_MORE).find(|at| tokens.word_is(*at, is_company))?;
    let is_small = |word: &str| word.starts_with(char::is_lowercase) && !VOCABULARY.prose_verbs.contains(&fold(word));
    (end > first && (end..company).all(|at| tokens.word_is(at, is_small))).then_some(company + 1)
}

/// The end of a name with several fields of work: “Ministry of Education, Science and Culture”.
fn end_of_fields(tokens: FreeTokens<'_>, head: usize, first: usize, end: usize) -> usize {
    const MAX_TOKENS: usize = 10;
    if !tokens.word_is(head, |word| VOCABULARY.lists(WordList::FieldHeads, &fold(word))) {
        return end;
    }
    let mut at = end;
    let mut has_comma = false;
    while at < first + MAX_TOKENS {
        if tokens.word_is(at, is_name) && !role::is_title(tokens.token(at)) {
            at += 1;
        } else if tokens.is_free(at) && tokens.token(at) == "," && tokens.word_is(at + 1, is_name) {
            has_comma = true;
            at += 1;
        } else {
            break;
        }
    }
    // The last field has “and” in front; other names after commas are other organisations.
    let link = if tokens.word_is(at, |word| word == "and") { at + 1 } else { at };
    let last = if tokens.word_is(link, |word| word == "the") { link + 1 } else { link };
    if !has_comma || link == at || !tokens.word_is(last, is_name) {
        return end;
    }
    (last..tokens.len()).find(|at| !tokens.word_is(*at, is_name)).unwrap_or(tokens.len())
}

/// “Migri”, “Suomen Punainen Risti”: known by name, in any case.
pub(super) fn known_name(tokens: FreeTokens<'_>, at: usize) -> Option<Match<OrganisationMention>> {
    const LONGEST: usize = 7;
    tokens.word(at).filter(|word| word.starts_with(char::is_uppercase))?;
    (1..=LONGEST).rev().find_map(|words| {
        // “Asylum, Migration and Integration Fund”
        let is_part = |at: usize| tokens.word(at).is_some() || tokens.is_free(at) && tokens.token(at) == ",";
        if !(at..at + words).all(is_part) {
            return None;
        }
        let printed = tokens.text_of(at..at + words);
        let bare = printed.split_once(':').map_or(printed, |(name, _)| name);
        let (stem, case) = without_local_case(bare);
        let genitive = bare.strip_suffix('n').or_else(|| bare.strip_suffix('s'));
        let forms = [(bare, Case::Nominative), (stem, case)].into_iter().chain(genitive.map(|it| (it, Case::Genitive)));
        let known = |name: &str| VOCABULARY.organisation_names.get(&fold(name)).copied();
        let found = forms.into_iter().find_map(|(name, case)| Some((name.to_owned(), case, known(name)?)));
        // “Marttaliitosta”: the noun is known in every form.
        let by_head = || {
            let (front, last) = bare.rsplit_once(' ').unwrap_or(("", bare));
            let form = HEADS.find(last)?;
            let name = [front, &HEADS.nominative(last, form)].join(" ").trim_start().to_owned();
            Some((name.clone(), form.case, known(&name)?))
        };
        let (name, case, kind) = found.or_else(by_head)?;
        let case = if printed.ends_with(":n") { Case::Genitive } else { case };
        Some(Match::new(at..at + words, mention(&name, kind, case)))
    })
}

fn mention(name: &str, kind: OrganisationKind, case: Case) -> OrganisationMention {
    OrganisationMention { name: name.to_owned(), alias: None, kind, case }
}

/// The head that a word is or, in Swedish, ends in: its kind, whether it is English, and the folded word.
fn head_of(word: &str) -> Option<(OrganisationKind, bool, &'static str)> {
    const SHORTEST_FRONT: usize = 5;
    // “Jakobstad” is a place, and no town called Jakob.
    if place::lookup(word).is_some() {
        return None;
    }
    let folded = fold(word);
    let bare = folded.trim_end_matches("'s");
    let exact = |word: &str| VOCABULARY.organisation_heads.get_key_value(word);
    let genitive = bare.strip_suffix('s').and_then(exact);
    if let Some((head, (kind, is_english))) = exact(bare).or(genitive) {
        return Some((*kind, *is_english, head.as_str()));
    }
    let is_ending = |head: &str| {
        folded.len() >= head.len() + SHORTEST_FRONT
            && (folded.ends_with(head) || folded.strip_suffix('s').is_some_and(|it| it.ends_with(head)))
    };
    let mut compounds =
        VOCABULARY.organisation_heads.iter().filter(|(head, (_, is_english))| !is_english && is_ending(head));
    compounds.next().map(|(head, (kind, is_english))| (*kind, *is_english, head.as_str()))
}

/// Whether a word is the last of a Swedish or English name.
pub(super) fn is_head(word: &str) -> bool {
    head_of(word).is_some_and(|(_, is_english, _)| !is_english || word.starts_with(char::is_uppercase))
}

/// The kind of an organisation whose name has a Swedish or English word for it.
pub(super) fn kind_of(name: &str) -> Option<OrganisationKind> {
    let last = name.split_whitespace().rev().find_map(|word| head_of(word).map(|(kind, ..)| kind));
    VOCABULARY.organisation_names.get(&fold(name)).copied().or(last)
}

fn genitive_case(word: &str, head: &str) -> Case {
    if fold(word).ends_with(head) { Case::Nominative } else { Case::Genitive }
}

fn is_company(word: &str) -> bool {
    super::is_company(word)
}

/// Where the capitalised words in front of a head begin, with small words between capitals.
fn start_of_name(tokens: FreeTokens<'_>, at: usize) -> usize {
    let mut start = at;
    while start > 0 && at - start < MAX_WORDS && tokens.is_adjacent(start) {
        let is_link = |word: &str| VOCABULARY.lists(WordList::OrganisationLinks, word);
        if tokens.word_is(start - 1, |word| word.starts_with(char::is_uppercase) && !role::is_title(word)) {
            start -= 1;
        } else if start >= 2
            && start < at
            && tokens.word_is(start - 1, is_link)
            && tokens.word_is(start - 2, |word| is_name(word) && !role::is_title(word) && !role::leads(word))
            // “Sanna Nieminen of Welcome Hub”
            && !(start >= 3 && tokens.word_is(start - 3, |word| VOCABULARY.given_name(word).is_some()))
        {
            start -= 2;
        } else {
            break;
        }
    }
    while start < at && tokens.word_is(start, |word| VOCABULARY.lists(WordList::OrganisationOpeners, &fold(word))) {
        start += 1;
    }
    start
}
