//! Recognition of projects: the name in front of “-hanke”, and known names.
//!
//! * `foreign`: names before the Swedish and English words for project.
//! * `known`: the names of projects that a run knows.
//! * `subject`: names without a word for project beside them: the subject of a sentence that says it is one.

mod foreign;
mod known;
mod subject;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use super::organisation::is_fund;
use super::place;
use super::role;
use super::temporal;
use super::tokenizer::{FreeTokens, Match, Token};
use super::vocabulary::{VOCABULARY, WordList};
use crate::language::{Case, Lexicon};
use crate::text::{fold, sort_by_key};
use foreign::{is_generic_name, name_before_foreign_head};
pub(crate) use known::ProjectNames;
use known::{known_names, start_of_known_name};
pub(crate) use subject::is_joint;
use subject::{name_before_apposition, name_before_copula, name_before_dash, quoted_name};

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
    known: &ProjectNames,
) -> Vec<Match<ProjectMention>> {
    let mut found: Vec<Match<ProjectMention>> = Vec::new();
    for at in 0..tokens.len() {
        let start = found.last().map_or(0, |it| it.tokens.end);
        let free = FreeTokens::new(text, tokens, taken).after(start);
        let rules = [
            name_before_head,
            head_before_name,
            name_before_foreign_head,
            quoted_name,
            name_before_copula,
            name_before_apposition,
            name_before_dash,
        ];
        found.extend(rules.iter().find_map(|rule| rule(free, at, known)));
    }
    let mut taken = taken.to_vec();
    for project in &found {
        if let Some(taken) = taken.get_mut(project.tokens.clone()) {
            taken.fill(true);
        }
    }
    found.extend(known_names(text, FreeTokens::new(text, tokens, &taken), known));
    sort_by_key(&mut found, |project| project.tokens.start);
    let free = FreeTokens::new(text, tokens, &taken);
    for project in &mut found {
        take_abbreviation(free, project);
    }
    found
}

/// “Hyvä askel -hanke (HASK)”: the capitals in a bracket after a name are its abbreviation.
fn take_abbreviation(tokens: FreeTokens<'_>, project: &mut Match<ProjectMention>) {
    const LONGEST: usize = 10;
    let open = project.tokens.end;
    let is_bracket = tokens.token(open) == "(" && tokens.token(open + 2) == ")";
    let Some(short) = tokens.word(open + 1).filter(|_| is_bracket && project.value.abbreviation.is_none()) else {
        return;
    };
    let capitals = short.chars().filter(|letter| letter.is_uppercase()).count();
    let is_short = (2..=LONGEST).contains(&short.chars().count()) && capitals * 2 > short.chars().count();
    if is_short && !is_fund(short) && fold(short) != fold(&project.value.name) {
        project.value.abbreviation = Some(short.to_owned());
        project.tokens.end = open + 3;
    }
}

/// The project whose word for project is here.
fn name_before_head(tokens: FreeTokens<'_>, at: usize, known: &ProjectNames) -> Option<Match<ProjectMention>> {
    let word = tokens.word(at)?;
    // “ALPO-hanke” has its name in the same word, “Hyvä polku -hanke” in the words before.
    let (glued_name, head) = word.rsplit_once('-')?;
    let form = HEADS.find(head)?;
    let modifier: String = fold(head).chars().take(form.prefix_chars).collect();
    if !modifier.is_empty() && !VOCABULARY.lists(WordList::HeadModifiers, &modifier) {
        return None;
    }
    let (mut name_end, mut fund) = (at + 1, None);
    if glued_name.is_empty() {
        // “Kotona Suomessa (ESR) -hanke”
        let is_closed = at >= 3 && tokens.token(at - 1) == ")";
        let sign = usize::from(is_closed && tokens.token(at - 2) == "+");
        let is_bracket = is_closed && at >= 3 + sign && is_fund(tokens.token(at - 2 - sign));
        let words = tokens.text_of(at.saturating_sub(2 + sign)..at.saturating_sub(1));
        (name_end, fund) = if is_bracket { (at - 3 - sign, Some(words)) } else { (at, None) };
    }
    let start = start_of_name(tokens, name_end, known)?;
    let name = tokens.text_of(start..name_end);
    let name = if glued_name.is_empty() { name } else { name.strip_suffix(head)?.strip_suffix('-')? };
    let known_name = known.get(name);
    if !(name.starts_with(char::is_uppercase) || known_name.is_some()) || is_fund(name) {
        return None;
    }
    let name = known_name.map_or_else(|| name.to_owned(), str::to_owned);
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

/// “projektet Nya vägar”, “project New Roads”, “hanke ”Uusi alku””: the name is quoted, known, or begins with a capital.
fn head_before_name(tokens: FreeTokens<'_>, at: usize, known: &ProjectNames) -> Option<Match<ProjectMention>> {
    let head = fold(tokens.word(at)?);
    let is_finnish = is_generic(tokens.word(at)?).is_some();
    let is_head = VOCABULARY.lists(WordList::ProjectNouns, &head) || is_finnish || head.ends_with("projektet");
    if !is_head {
        return None;
    }
    let is_part = head.starts_with("del");
    if is_quote(tokens.token(at + 1)) {
        let close = (at + 2..tokens.len().min(at + 14)).find(|at| is_quote(tokens.token(*at)))?;
        let name = tokens.text_of(at + 2..close);
        return (!name.is_empty()).then(|| {
            let project = ProjectMention { is_part, has_head: true, ..ProjectMention::named(name) };
            Match::new(at..close + 1, project)
        });
    }
    // “Project Manager Mika Oksa” is a title.
    if tokens.word_is(at + 1, |next| {
        let is_modifier = VOCABULARY.role_modifiers.contains(&fold(next));
        role::is_title(next) || is_modifier && (at + 2..at + 4).any(|at| tokens.word_is(at, role::is_title))
    }) {
        return None;
    }
    // A Finnish head has its name before it, unless the name is known or quoted.
    let longest = (at + 2..=tokens.len().min(at + 10)).rev();
    let mut known_ends = longest.filter(|end| (at + 1..*end).all(|at| tokens.is_free(at)));
    let known_end = known_ends.find(|end| known.get(tokens.text_of(at + 1..*end)).is_some());
    let end = match known_end {
        Some(end) => end,
        None if is_finnish => return None,
        None => {
            let capitals = end_of_capitals(tokens, at + 1);
            let is_swedish = head.starts_with("proje") && head != "project";
            match end_before_mark(tokens, at + 1, capitals) {
                Some(end) => end,
                None if is_swedish || is_part => with_noun(tokens, at + 1, capitals),
                None => capitals,
            }
        }
    };
    let name = tokens.text_of(at + 1..end);
    let is_other = name.is_empty()
        || crate::extract::entities::role::is_title(name.split(' ').next_back()?)
        || is_generic_name(name);
    (!is_other).then(|| {
        let project =
            ProjectMention { is_part, has_head: true, ..ProjectMention::named(known.get(name).unwrap_or(name)) };
        Match::new(at..end, project)
    })
}

/// “Väg in (2022–2024)”, “Tillsammans framåt – …”: the end of a name before a bracket with years or a dash.
fn end_before_mark(tokens: FreeTokens<'_>, start: usize, capitals: usize) -> Option<usize> {
    const MAX_MORE: usize = 3;
    let is_year = |at: usize| tokens.token(at).get(..4).and_then(temporal::year_of).is_some();
    let is_end = |at: usize| tokens.token(at) == "(" && is_year(at + 1) || matches!(tokens.token(at), "–" | "—");
    let end = (capitals..=capitals + MAX_MORE).find(|at| is_end(*at)).filter(|_| capitals > start)?;
    let is_part_of_name =
        |word: &str| word.starts_with(char::is_lowercase) && !VOCABULARY.prose_verbs.contains(&fold(word));
    (capitals..end).all(|at| tokens.word_is(at, is_part_of_name)).then_some(end)
}

/// The end of a Swedish name with a noun after its first word, “Egen strand”, or with an adverb of direction,
/// “Välkommen hit”. Verbs and other small words do not belong to it.
fn with_noun(tokens: FreeTokens<'_>, start: usize, end: usize) -> usize {
    if end > start && tokens.word_is(end, |word| VOCABULARY.lists(WordList::AdverbsOfDirection, word)) {
        return end + 1;
    }
    let is_noun = |word: &str| {
        let folded = fold(word);
        word.starts_with(char::is_lowercase)
            && word.chars().count() >= 4
            && !["ar", "er", "r", "de", "te", "t"].iter().any(|ending| folded.ends_with(ending))
            && !VOCABULARY.prose_verbs.contains(&folded)
            && !["sv", "en", "fi"].iter().any(|language| VOCABULARY.is_common(language, word))
    };
    let is_adjective = |word: &str| {
        ["en", "a", "t", "sam", "ig"].iter().any(|ending| word.ends_with(ending)) && !word.ends_with("nen")
    };
    // “Nya vägar”, “Första steget”: an adjective of this form has its noun after it, whatever the noun ends in.
    let is_attribute = |word: &str| VOCABULARY.lists(WordList::NameAdjectives, &fold(word));
    let is_any_noun = |word: &str| word.starts_with(char::is_lowercase) && word.chars().count() >= 3;
    let has_noun = tokens.word_is(start, is_attribute) && tokens.word_is(end, is_any_noun);
    let takes_noun =
        end == start + 1 && (has_noun || tokens.word_is(start, is_adjective) && tokens.word_is(end, is_noun));
    // “Kustens vägar”: a genitive has its noun after it.
    let is_genitive = |word: &str| ["ens", "ets", "nas"].iter().any(|ending| word.ends_with(ending));
    let is_plain = |word: &str| word.starts_with(char::is_lowercase) && !VOCABULARY.prose_verbs.contains(&fold(word));
    let owns_noun = end == start + 1 && tokens.word_is(start, is_genitive) && tokens.word_is(end, is_plain);
    // “Rot och gren, som …”: a pair of words that ends with a mark.
    let is_mark = |at: usize| at >= tokens.len() || matches!(tokens.token(at), "," | "." | ")" | ";" | ":");
    let is_pair =
        end == start + 1 && tokens.token(end) == "och" && tokens.word_is(end + 1, is_plain) && is_mark(end + 2);
    match (takes_noun || owns_noun, is_pair) {
        (true, _) => end + 1,
        (_, true) => end + 2,
        _ => end,
    }
}

/// The end of the capitalised words that begin here, with small words between two of them.
fn end_of_capitals(tokens: FreeTokens<'_>, start: usize) -> usize {
    // “Ny i Norden 2022–2024” has its years after it.
    let is_year = |word: &str| word.get(..4).and_then(temporal::year_of).is_some();
    let is_capital = |at: usize| {
        let fits = |word: &str| word.starts_with(|it: char| it.is_uppercase() || it.is_ascii_digit()) && !is_year(word);
        tokens.word_is(at, fits)
    };
    // “leds projektet Hemma i norr av Vasa stad”, “projektet Hemma i norr av Linnea Backlund”: who leads it.
    let is_passive =
        |word: &str| [WordList::LedBy, WordList::FundedBy].into_iter().any(|list| VOCABULARY.lists(list, &fold(word)));
    let is_led = start >= 2 && tokens.word_is(start - 2, is_passive);
    let is_agent = |at: usize| {
        let is_given = |word: &str| VOCABULARY.given_name(word) == Some(true);
        let is_person = tokens.word_is(at + 1, is_given) && is_capital(at + 2);
        (is_led || is_person) && tokens.word_is(at, |word| VOCABULARY.lists(WordList::By, word))
    };
    let mut end = start;
    loop {
        if is_capital(end) {
            end += 1;
        } else if end > start
            && !is_agent(end)
            && tokens.word_is(end, |word| VOCABULARY.lists(WordList::ProjectNameLinks, word))
            && is_capital(end + 1)
        {
            end += 2;
        } else {
            return end;
        }
    }
}

fn is_quote(token: &str) -> bool {
    matches!(token, "\"" | "”" | "“" | "»" | "«" | "'" | "‘" | "’" | "„")
}

/// The fund of “(ESR)”, if its opening bracket is here.
fn fund_in_brackets(tokens: FreeTokens<'_>, open: usize) -> Option<&str> {
    let fund = tokens.token(open + 1);
    (tokens.token(open) == "(" && is_fund(fund) && tokens.token(open + 2) == ")").then_some(fund)
}

/// The first token of a name that ends before `end`: that of a known name, or of the nearest run of capitalised words.
fn start_of_name(tokens: FreeTokens<'_>, end: usize, known: &ProjectNames) -> Option<usize> {
    let last = end.checked_sub(1)?;
    // A heading such as “Kaksi rantaa, yksi reitti -kehittämisohjelma” is a name and its head.
    let is_part = |at: usize| tokens.is_free(at) && (tokens.word(at).is_some() || tokens.token(at) == ",");
    let has_comma = (0..end).any(|at| tokens.token(at) == ",");
    let is_lower = |word: &str| word.starts_with(char::is_lowercase) && !crate::extract::entities::role::is_title(word);
    let is_one_name = (1..end).all(|at| tokens.word(at).is_none_or(is_lower));
    if has_comma
        && is_one_name
        && end <= 8
        && end + 1 == tokens.len()
        && tokens.token(end).starts_with('-')
        && (0..end).all(is_part)
    {
        return Some(0);
    }
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
    while start > 0 && tokens.word_is(start - 1, |word| is_capitalised(start - 1, word)) && !ends_person(tokens, start)
    {
        start -= 1;
    }
    // A name does not begin with a place in a local case; it begins further left.
    if tokens.word_is(start, place::is_inflected_place) {
        start = nearest(start, 3)?;
    }
    // “Oli ALPO-hankkeella”: an abbreviation is a name of its own.
    let is_abbreviation = tokens.word_is(last, |word| is_capitals(word.split('-').next().unwrap_or(word)));
    if is_abbreviation && !tokens.word_is(start, is_capitals) {
        start = last;
    }
    // “Yhteinen pöytä” is a name that begins with an adjective; in “Uusi Hyvä alku” the adjective stands in front of one.
    let has_name_after = |at: usize| tokens.word_is(at + 1, |word| word.starts_with(char::is_uppercase));
    let is_lower = |at: usize| tokens.word_is(at, |word| word.starts_with(char::is_lowercase));
    while start < last && tokens.word_is(start, is_attribute) && (is_lower(start) || has_name_after(start)) {
        start += 1;
    }
    Some(start)
}

/// “Arto Hallaperän Koti alueella -hankkeen”: whether the words before a token are a person in the genitive.
fn ends_person(tokens: FreeTokens<'_>, start: usize) -> bool {
    let is_genitive = tokens.word_is(start - 1, |word| word.ends_with('n') && word.starts_with(char::is_uppercase));
    let is_given = |word: &str| VOCABULARY.given_name(word) == Some(true);
    is_genitive && start.checked_sub(2).is_some_and(|given| tokens.word_is(given, is_given))
}

impl ProjectMention {
    /// A project of which only the name is known.
    fn named(name: impl Into<String>) -> Self {
        let (abbreviation, fund) = (None, None);
        Self { name: name.into(), abbreviation, fund, is_part: false, case: Case::Nominative, has_head: false }
    }
}

/// Whether a word in front of a name is an attribute of it: “new”, “this”, “nationwide”.
fn is_attribute(word: &str) -> bool {
    let folded = fold(word);
    VOCABULARY.begins(WordList::AttributeStems, &folded) || folded.contains("vuoti") && folded.len() > 9
}

/// Two or more capitals.
pub(crate) fn is_capitals(word: &str) -> bool {
    word.chars().count() >= 2 && word.chars().all(char::is_uppercase)
}
