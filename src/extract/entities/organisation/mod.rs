//! Recognition of organisations: lexicons of their heads, and the names around a head.
//!
//! * `company`: companies and associations, whose names end in “Oy”, “ry” or “Ab”.
//! * `foreign`: organisations with Swedish and English names, and those that are known by name.

mod company;
mod foreign;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::value::StrDeserializer;

use super::place;
use super::project;
use super::role;
use super::tokenizer::{self, FreeTokens, Match};
use super::vocabulary::{VOCABULARY, WordList};
use crate::language::{Case, InflectedForm, Lexicon, without_local_case};
use crate::model::OrganisationKind;
use crate::text::fold;
use company::{case_of_ending, company, is_company};

/// An organisation that a sentence mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OrganisationMention {
    /// In the nominative.
    pub(crate) name: String,
    /// Another name that the text uses for it.
    pub(crate) alias: Option<String>,
    /// The kind, by its head.
    pub(crate) kind: OrganisationKind,
    /// The case of the name.
    pub(crate) case: Case,
}

/// The last words of names.
static HEADS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of("organisation"));

/// Funds: the abbreviation, and the folded full name if documents use both.
const FUNDS: &[(&str, &str)] = &[
    ("esr", "euroopan sosiaalirahasto"),
    ("esf", "euroopan sosiaalirahasto"),
    ("esr+", "euroopan sosiaalirahasto plus"),
    ("esf+", "euroopan sosiaalirahasto plus"),
    ("euroopan unionin sosiaalirahasto", "euroopan sosiaalirahasto"),
    ("europeiska socialfonden", "euroopan sosiaalirahasto"),
    ("european social fund", "euroopan sosiaalirahasto"),
    ("european social fund plus", "euroopan sosiaalirahasto plus"),
    ("europeiska socialfonden plus", "euroopan sosiaalirahasto plus"),
    ("erdf", "euroopan aluekehitysrahasto"),
    ("eruf", "euroopan aluekehitysrahasto"),
    ("akke", "akke"),
    ("amif", "amif-rahasto"),
    ("turvapaikka-, maahanmuutto- ja kotouttamisrahasto", "amif-rahasto"),
    ("asyl-, migrations- och integrationsfonden", "amif-rahasto"),
    ("asylum, migration and integration fund", "amif-rahasto"),
    ("eakr", "euroopan aluekehitysrahasto"),
    ("stea", "stea"),
];

/// The key of a name, the same for all spellings of one organisation.
pub(crate) fn key(name: &str) -> String {
    let folded = fold(name).replace(" -", "-");
    let folded = folded.trim_end_matches('.').trim();
    FUNDS.iter().find(|(short, _)| *short == folded).map_or(folded, |(_, long)| long).to_owned()
}

/// Whether a word is the abbreviation of a fund.
pub(crate) fn is_fund(word: &str) -> bool {
    FUNDS.iter().any(|(short, _)| *short == fold(word))
}

/// The kind of an organisation, by the words of its name.
pub(crate) fn kind_of(name: &str) -> OrganisationKind {
    let last = name.split_whitespace().last().unwrap_or_default();
    if is_company(last) {
        return if last.eq_ignore_ascii_case("ry") { OrganisationKind::Association } else { OrganisationKind::Company };
    }
    if FUNDS.iter().any(|(_, long)| *long == key(name)) {
        return OrganisationKind::Fund;
    }
    let heads = name.split_whitespace().rev().filter_map(|word| HEADS.find(word.trim_start_matches('-')));
    heads.map(kind_of_head).next().or_else(|| foreign::kind_of(name)).unwrap_or(OrganisationKind::Other)
}

fn kind_of_head(form: InflectedForm) -> OrganisationKind {
    let tag = StrDeserializer::<serde::de::value::Error>::new(HEADS.tag(form));
    OrganisationKind::deserialize(tag).unwrap_or(OrganisationKind::Other)
}

/// The name of the organisation that a text consists of, and of nothing else.
pub(crate) fn only_in(text: &str) -> Option<String> {
    let tokens = tokenizer::tokenize(text);
    let taken = vec![false; tokens.len()];
    let found = find_organisations(FreeTokens::new(text, &tokens, &taken));
    let is_whole = |it: &Match<OrganisationMention>| it.tokens == (0..tokens.len());
    found.into_iter().find(is_whole).map(|it| it.value.name)
}

/// Whether a word is, or ends in, a word for a kind of organisation.
pub(crate) fn is_head(word: &str) -> bool {
    HEADS.find(word).is_some() || is_company(word) || foreign::is_head(word)
}

/// Whether a word means a region: “maakunta” is not a municipality.
fn is_region(word: &str) -> bool {
    fold(word).starts_with("maakun")
}

/// The organisations among free tokens, in order.
pub(crate) fn find_organisations(tokens: FreeTokens<'_>) -> Vec<Match<OrganisationMention>> {
    let mut found: Vec<Match<OrganisationMention>> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let free = tokens.after(found.last().map_or(0, |it| it.tokens.end));
        let rules = [
            ely_centre_in_full,
            foreign::known_name,
            head_before_name,
            foreign::head_before_name,
            head_after_name,
            foreign::head_after_name,
            company,
            fund,
        ];
        match rules.iter().find_map(|rule| rule(free, at)) {
            Some(organisation) => {
                at = organisation.tokens.end.max(at + 1);
                found.push(organisation);
            }
            None => at += 1,
        }
    }
    found
}

/// “elinkeino-, liikenne- ja ympäristökeskus”, the full name of an ELY Centre.
fn ely_centre_in_full(tokens: FreeTokens<'_>, at: usize) -> Option<Match<OrganisationMention>> {
    let is_full = fold(tokens.word(at)?) == "elinkeino-"
        && tokens.token(at + 1) == ","
        && fold(tokens.token(at + 2)) == "liikenne-"
        && tokens.token(at + 3) == "ja";
    let form = HEADS.find(tokens.word(at + 4)?).filter(|_| is_full)?;
    let start = start_of_genitives(tokens, at);
    let place = tokens.text_of(start..at);
    if place.is_empty() {
        return None;
    }
    let organisation = OrganisationMention {
        name: format!("{place} ELY-keskus"),
        alias: Some(format!("{place} elinkeino-, liikenne- ja ympäristökeskus")),
        kind: OrganisationKind::ElyCentre,
        case: form.case,
    };
    Some(Match::new(start..at + 5, organisation))
}

/// “Koulutuskuntayhtymä Tavastia”: only the name after the head is inflected.
fn head_before_name(tokens: FreeTokens<'_>, at: usize) -> Option<Match<OrganisationMention>> {
    const MAX_NAME: usize = 3;
    let head = tokens.word(at)?;
    let lower = head.to_lowercase();
    if !VOCABULARY.ends(WordList::HeadsBeforeName, &lower) {
        return None;
    }
    let is_part = |at: usize| {
        tokens.word_is(at, |it| {
            (is_name(it) || is_capitals(it)) && !is_head(it) && !is_company(it) && !role::is_title(it)
        })
    };
    // Only a place to meet has a name of several words.
    let words = if lower.ends_with("kohtaamispaikka") { MAX_NAME } else { 1 };
    let end = (at + 1..=at + words).find(|at| !is_part(*at)).unwrap_or(at + words + 1);
    let last = tokens.word(end - 1).filter(|_| end > at + 1)?;
    let (last, case) = without_local_case(last);
    let kind = kind_of_head(HEADS.find(head)?);
    // “Kajaanilainen Monikulttuuriyhdistys Silta” is an association from Kajaani.
    let is_adjective =
        |word: &str| is_name(word) && word.ends_with("inen") && !word.ends_with("lainen") && !word.ends_with("läinen");
    let adjective = at.checked_sub(1).filter(|before| tokens.word_is(*before, is_adjective));
    let start = adjective.unwrap_or_else(|| start_of_owners(tokens, at));
    let name = [tokens.text_of(start..end - 1), last].join(" ");
    // “Afganistanilaisten kulttuuriyhdistys Nowruz ry”
    let company = tokens.word(end).filter(|word| case == Case::Nominative && is_company(word));
    let (name, end) = company.map_or((name.clone(), end), |company| (format!("{name} {company}"), end + 1));
    Some(Match::new(start..end, OrganisationMention { name, alias: None, kind, case }))
}

/// “Vanajaveden Opisto”, “työ- ja elinkeinoministeriö”, “ELY-keskukset”, “Luetaan yhdessä -verkosto”.
fn head_after_name(tokens: FreeTokens<'_>, at: usize) -> Option<Match<OrganisationMention>> {
    let word = tokens.word(at)?;
    let head = word.strip_prefix('-').unwrap_or(word);
    let form = HEADS.find(head).filter(|_| !is_region(head))?;
    let kind = kind_of_head(form);
    let nominative = HEADS.nominative(head, form);
    let mention = |range: Range<usize>, name| {
        Some(Match::new(range, OrganisationMention { name, alias: None, kind, case: form.case }))
    };
    if head.len() < word.len() {
        let is_capitalised = |(_, word): &(usize, &str)| word.starts_with(char::is_uppercase);
        let (start, _) = tokens.words_before(at, 4).find(is_capitalised)?;
        let front = tokens.text_of(start..at);
        let glue = if is_capitals(front) { "-" } else { " -" };
        return mention(start..at + 1, format!("{front}{glue}{nominative}"));
    }
    let start = start_of_name(tokens, at, &fold(head));
    if start < at {
        let company =
            tokens.word(at + 1).map(|it| it.split_once(':').unwrap_or((it, ""))).filter(|(it, _)| is_company(it));
        // “Pielisen Järjestöt ry:stä”: a plural is the name.
        let is_plural_name = company.is_some() && form.is_plural && form.case == Case::Nominative;
        let name = format!("{} {}", tokens.text_of(start..at), if is_plural_name { head } else { &nominative });
        return match company {
            // “Saimaan setlementti ry:n”: the case stands on the last word.
            Some((company, ending)) => {
                let case = case_of_ending(ending).unwrap_or(form.case);
                let name = canonical(&format!("{name} {company}"));
                Some(Match::new(start..at + 2, OrganisationMention { name, alias: None, kind, case }))
            }
            // “Euroopan sosiaalirahasto plus”
            None if kind == OrganisationKind::Fund && tokens.word_is(at + 1, |word| word == "plus") => {
                mention(start..at + 2, format!("{name} plus"))
            }
            None => mention(start..at + 1, canonical(&name)),
        };
    }
    // Without a name in front, it can only be a fund, or all organisations of a kind.
    let has_capitals = head.split_once('-').is_some_and(|(front, _)| is_capitals(front));
    match kind {
        OrganisationKind::Fund if has_capitals => mention(at..at + 1, nominative),
        // “Elosäätiö”
        _ if is_name(head) && is_name_without_genitive(&nominative) => mention(at..at + 1, nominative),
        // “LAB-ammattikorkeakoulu”
        OrganisationKind::School | OrganisationKind::Centre if has_capitals && !form.is_plural => {
            mention(at..at + 1, nominative)
        }
        _ if has_capitals && form.is_plural => {
            let stem = nominative.strip_suffix("keskus").map_or(nominative.clone(), |it| format!("{it}keskukse"));
            let kind = OrganisationKind::Authorities;
            let name = format!("{stem}t");
            Some(Match::new(at..at + 1, OrganisationMention { name, alias: None, kind, case: form.case }))
        }
        _ => None,
    }
}

/// “ESR”, “ESR:n”
fn fund(tokens: FreeTokens<'_>, at: usize) -> Option<Match<OrganisationMention>> {
    let (short, ending) = tokens.word(at).map(|word| word.split_once(':').unwrap_or((word, "")))?;
    // “ESR+”: the sign is a token of its own.
    let plus = tokens.token(at + 1) == "+"
        && tokens.bytes_at(at).map(|it| it.end) == tokens.bytes_at(at + 1).map(|it| it.start);
    if plus && is_capitals(short) && is_fund(short) {
        let name = format!("{short}+");
        let mention = OrganisationMention { name, alias: None, kind: OrganisationKind::Fund, case: Case::Nominative };
        return Some(Match::new(at..at + 2, mention));
    }
    let case = if ending == "n" { Case::Genitive } else { Case::Nominative };
    // “AMIF -rahasto” is one name, which is recognised by its head.
    let continues = tokens.word_is(at + 1, |next| next.starts_with('-') && HEADS.find(next).is_some());
    // “Stea” is also printed as a word; “esr” is not a name.
    let is_printed = is_capitals(short) || is_name(short) && short.chars().count() > 3;
    let is_fund = is_printed && is_fund(short) && !continues;
    let kind = OrganisationKind::Fund;
    is_fund.then(|| Match::new(at..at + 1, OrganisationMention { name: short.to_owned(), alias: None, kind, case }))
}

/// The first token of the name in front of a head.
fn start_of_name(tokens: FreeTokens<'_>, at: usize, head: &str) -> usize {
    // “työ- ja elinkeinoministeriö”: an elliptic compound of two lower-case words.
    let is_ellipsis = at >= 2
        && tokens.word(at - 1) == Some("ja")
        && tokens.word_is(at - 2, |word| word.ends_with('-'))
        && !tokens.word_is(at, is_name);
    if is_ellipsis {
        // “turvapaikka-, maahanmuutto- ja kotouttamisrahasto”
        let mut start = at - 2;
        while start >= 2
            && tokens.is_free(start - 1)
            && tokens.token(start - 1) == ","
            && tokens.word_is(start - 2, |word| word.ends_with('-'))
        {
            start -= 2;
        }
        return start;
    }
    let start = start_of_genitives(tokens, at);
    // “kotouttamisen osaamiskeskus” has a lower-case genitive.
    let has_genitive = || at > 0 && tokens.word_is(at - 1, |word| word.ends_with('n'));
    if start == at && head.starts_with("osaamiskesku") && has_genitive() { at - 1 } else { start }
}

/// The first token of the genitives in front of a head that has its name after it: “Jyväskylän koulutuskuntayhtymä
/// Gradia”. A verb, as in “Aloitan koulutuskeskus Salpauksessa”, is not a genitive.
fn start_of_owners(tokens: FreeTokens<'_>, at: usize) -> usize {
    const PLURALS: &[&str] = &["ten", "den", "jen", "ien"];
    let is_lower = tokens.word_is(at, |word| word.starts_with(char::is_lowercase));
    let start = start_of_genitives(tokens, at);
    let is_owner = |word: &str| place::is_place(word) || PLURALS.iter().any(|ending| word.ends_with(ending));
    if is_lower && start < at && tokens.word_is(start, is_owner) { start } else { at }
}

/// The first token of the capitalised genitives in front of a word: “Hämeenlinnan seudun”.
fn start_of_genitives(tokens: FreeTokens<'_>, at: usize) -> usize {
    // “Hankkeen hallinto” is a heading.
    let is_generic = |word: &str| project::is_generic(word).is_some();
    let is_genitive = |word: &str| {
        VOCABULARY.lists(WordList::AreaGenitives, word)
            || (is_name(word) && is_genitive_form(word) && !is_generic(word))
    };
    let mut start = at;
    for (before, word) in tokens.words_before(at, at) {
        // “Jyväskylän kristillinen opisto”
        let is_adjective = before + 1 == at
            && word.starts_with(char::is_lowercase)
            && word.ends_with("inen")
            && before > 0
            && tokens.word_is(before - 1, |word| is_name(word) && word.ends_with('n'));
        if is_adjective {
            continue;
        }
        // “Itäinen yliopisto”, and not “Jari Asikainen yliopistosta”
        let is_epithet = before + 1 == at
            && is_name(word)
            && word.ends_with("inen")
            && !before.checked_sub(1).is_some_and(|it| tokens.word_is(it, |it| VOCABULARY.given_name(it).is_some()));
        if !is_genitive(word) && !is_epithet {
            break;
        }
        start = before;
        // A name begins with its place: “Aloitan Pohjanmaan ELY-keskuksen …”.
        if place::is_place(word) {
            break;
        }
    }
    // “seudun” alone is not a name.
    while start < at && tokens.word_is(start, |word| word.starts_with(char::is_lowercase)) {
        start += 1;
    }
    start
}

/// Whether a word is a compound that is a name by itself: “Elosäätiö”.
fn is_name_without_genitive(nominative: &str) -> bool {
    const SHORTEST_FRONT: usize = 3;
    let lower = nominative.to_lowercase();
    VOCABULARY
        .list(WordList::NamesWithoutGenitive)
        .iter()
        .filter_map(|head| lower.strip_suffix(head.as_str()))
        .any(|front| front.chars().count() >= SHORTEST_FRONT && !front.ends_with('-'))
}

/// Whether a word may be a genitive; those in “-nen” are nominatives, as in “Katri Pesonen Kymenlaakson opistosta”.
fn is_genitive_form(word: &str) -> bool {
    word.ends_with('n') && !word.ends_with("nen")
}

/// The one spelling of a name that documents spell differently.
fn canonical(name: &str) -> String {
    match name.to_lowercase().strip_suffix(" ely-keskus") {
        Some(_) => format!("{} ELY-keskus", name.rsplit_once(' ').map_or(name, |(front, _)| front)),
        None => name.to_owned(),
    }
}

fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase)
}

fn is_capitals(word: &str) -> bool {
    word.chars().count() >= 2 && word.chars().all(|letter| letter.is_uppercase() || letter == '+')
}
