//! Names of projects in a sentence: what stands in front of “-hanke”.

use std::ops::Range;
use std::sync::LazyLock;

use super::inflection::{Lexicon, Noun, NounCase};
use super::organisation::is_fund;
use super::place;
use super::tokenizer::Token;
use crate::text::fold;

/// A project where it is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ProjectMention {
    /// Without the word for project.
    pub(crate) name: String,
    /// Capitals in front of the name, as in “POKE, Pakolaisten …”.
    pub(crate) abbreviation: Option<String>,
    /// A fund in brackets behind the name.
    pub(crate) fund: Option<String>,
    /// Whether the word says that it is a part of another.
    pub(crate) part: bool,
    /// Form of the word for project; nominative where the name stands alone.
    pub(crate) case: NounCase,
    /// Whether the name stands alone.
    pub(crate) bare: bool,
}

const fn noun(nominative: &'static str, weak: &'static str, plural: &'static str) -> Noun {
    Noun { nominative, strong: weak, weak, plural }
}

static HEADS: LazyLock<Lexicon> = LazyLock::new(|| {
    const NOUNS: &[Noun] = &[
        noun("hanke", "hankkee", "hankkei"),
        noun("hankeosio", "hankeosio", "hankeosioi"),
        noun("projekti", "projekti", "projektei"),
        noun("pilotti", "piloti", "piloti"),
    ];
    Lexicon::new(NOUNS)
});

/// What may stand between the hyphen and the word for project.
const FRONTS: &[&str] = &["", "osa", "pilotti", "kehittamis", "kehitys"];

/// The word for project when it is all that names the project: “hanketta”.
pub(crate) fn is_generic(word: &str) -> Option<NounCase> {
    let form = HEADS.find(word)?;
    (form.before == 0 && !form.plural && form.noun != 1).then_some(form.case)
}

/// Whether a word is a form of the word for project, whatever stands in front of it.
pub(crate) fn is_head(word: &str) -> bool {
    HEADS.find(word).is_some()
}

/// The projects among free tokens: those with the word for project, then those of `known` names alone.
pub(crate) fn find_projects(
    text: &str,
    tokens: &[Token],
    taken: &[bool],
    known: &[String],
) -> Vec<(Range<usize>, ProjectMention)> {
    let mut found: Vec<(Range<usize>, ProjectMention)> = Vec::new();
    for at in 0..tokens.len() {
        let from = found.last().map_or(0, |(range, _)| range.end);
        let sentence = Sentence { text, tokens, taken, from };
        found.extend(sentence.with_head(at, known));
    }
    let mut taken = taken.to_vec();
    for (range, _) in &found {
        range.clone().for_each(|at| {
            if let Some(it) = taken.get_mut(at) {
                *it = true;
            }
        });
    }
    let mut bare_mentions = Sentence { text, tokens, taken: &taken, from: 0 }.bare(known);
    found.append(&mut bare_mentions);
    found.sort_by_key(|(range, _)| range.start);
    found
}

struct Sentence<'a> {
    text: &'a str,
    tokens: &'a [Token],
    taken: &'a [bool],
    from: usize,
}

impl<'a> Sentence<'a> {
    fn word(&self, at: usize) -> Option<&'a str> {
        let free = at >= self.from && self.taken.get(at) == Some(&false);
        self.tokens.get(at).filter(|token| free && token.word).map(|token| token.of(self.text))
    }

    fn token(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.of(self.text))
    }

    /// The project whose word for project stands here.
    fn with_head(&self, at: usize, known: &[String]) -> Option<(Range<usize>, ProjectMention)> {
        let word = self.word(at)?;
        let (glued, head) = word.rsplit_once('-')?;
        let form = HEADS.find(head)?;
        let front: String = fold(head).chars().take(form.before).collect();
        if !FRONTS.contains(&front.as_str()) {
            return None;
        }
        let (mut end, mut fund) = (at, None);
        if glued.is_empty() && self.token(at.checked_sub(1)?) == ")" && at >= 3 && is_fund(self.token(at - 2)) {
            fund = Some(self.token(at - 2).to_owned());
            end = at - 3;
        }
        let last = if glued.is_empty() { end } else { at + 1 };
        let start = self.left_edge(last, known)?;
        let stop = if glued.is_empty() {
            self.tokens.get(last - 1)?.range.end
        } else {
            self.tokens.get(at)?.range.start + glued.len()
        };
        let name = self.text.get(self.tokens.get(start)?.range.start..stop)?.to_owned();
        let fits = name.starts_with(char::is_uppercase) || known.iter().any(|it| fold(it) == fold(&name));
        if !fits || is_fund(&name) {
            return None;
        }
        let name = known.iter().find(|it| fold(it) == fold(&name)).cloned().unwrap_or(name);
        let mut stop = at + 1;
        if fund.is_none() && self.token(stop) == "(" && is_fund(self.token(stop + 1)) && self.token(stop + 2) == ")" {
            fund = Some(self.token(stop + 1).to_owned());
            stop += 3;
        }
        let abbreviation = start.checked_sub(2).filter(|at| self.token(at + 1) == ",").and_then(|at| self.word(at));
        let abbreviation = abbreviation.filter(|it| is_capitals(it)).map(str::to_owned);
        let start = if abbreviation.is_some() { start - 2 } else { start };
        let part = front == "osa" || front == "pilotti" || form.noun == 1;
        Some((start..stop, ProjectMention { name, abbreviation, fund, part, case: form.case, bare: false }))
    }

    /// Where a name that ends before `end` begins: the nearest run of capitalised words, or a known name.
    fn left_edge(&self, end: usize, known: &[String]) -> Option<usize> {
        let first = end.checked_sub(1)?;
        let reach = |start: usize| (start..end).all(|at| self.word(at).is_some());
        let name = |start: usize| {
            let (start, stop) = (self.tokens.get(start)?.range.start, self.tokens.get(first)?.range.end);
            self.text.get(start..stop).map(fold)
        };
        let is_known = |start: &usize| {
            let name = name(*start);
            known.iter().any(|it| {
                name.as_ref().is_some_and(|name| *name == fold(it) || name.starts_with(&format!("{}-", fold(it))))
            })
        };
        if let Some(start) = (end.saturating_sub(8)..end).find(|start| reach(*start) && is_known(start)) {
            return Some(start);
        }
        let capital = |at: usize| {
            let named = |word: &str| word.starts_with(char::is_uppercase);
            // Another project's name ends there.
            let other = |word: &str| at != first && is_head(word);
            self.word(at).is_some_and(|word| named(word) && !other(word))
        };
        let mut start =
            (end.saturating_sub(5)..end).rev().take_while(|at| self.word(*at).is_some()).find(|at| capital(*at))?;
        while start > 0 && capital(start - 1) {
            start -= 1;
        }
        // No name begins with a place bent to say where: it began further left.
        if self.word(start).is_some_and(place::is_inflected_place) {
            start = (start.saturating_sub(3)..start)
                .rev()
                .take_while(|at| self.word(*at).is_some())
                .find(|at| capital(*at))?;
        }
        // “Oli ALPO-hankkeella”: capitals are a name of their own.
        if self.word(first).is_some_and(|last| is_capitals(last.split('-').next().unwrap_or(last)))
            && !self.word(start).is_some_and(is_capitals)
        {
            start = first;
        }
        while start < first && self.word(start).is_some_and(is_attribute) {
            start += 1;
        }
        Some(start)
    }

    /// Known names that stand alone, exactly as they are known.
    fn bare(&self, known: &[String]) -> Vec<(Range<usize>, ProjectMention)> {
        let mut known: Vec<&String> = known.iter().collect();
        known.sort_by_key(|name| std::cmp::Reverse(name.len()));
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let hit = known.iter().find_map(|name| Some((self.spelled(at, name)?, *name)));
            let Some((end, name)) = hit else {
                at += 1;
                continue;
            };
            let project = ProjectMention {
                name: name.clone(),
                abbreviation: None,
                fund: None,
                part: false,
                case: NounCase::Nominative,
                bare: true,
            };
            found.push((at..end, project));
            at = end;
        }
        found
    }

    /// The token behind a name that begins here, when nothing carries the name on.
    fn spelled(&self, at: usize, name: &str) -> Option<usize> {
        let start = self.tokens.get(at)?.range.start;
        let rest = self.text.get(start..)?;
        let stop = start + rest.starts_with(name).then_some(name.len())?;
        let end = at + self.tokens.get(at..)?.iter().position(|token| token.range.end == stop)? + 1;
        let free = (at..end).all(|at| self.taken.get(at) == Some(&false));
        let longer = self.word(end).is_some_and(|next| {
            let adjacent = self.tokens.get(end).is_some_and(|token| token.range.start == stop + 1);
            adjacent && (next.starts_with(char::is_uppercase) || next.starts_with('-'))
        });
        (free && !longer).then_some(end)
    }
}

/// Words in front of a name that tell what sort of project it is.
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

    fn read(text: &str, known: &[&str]) -> Vec<(String, NounCase)> {
        let tokens = tokenize(text);
        let taken = vec![false; tokens.len()];
        let known: Vec<String> = known.iter().map(|it| (*it).to_owned()).collect();
        find_projects(text, &tokens, &taken, &known).into_iter().map(|(_, it)| (it.name, it.case)).collect()
    }

    #[test]
    fn a_name_ends_before_the_word_for_project() {
        use NounCase::{At, From, Genitive, Nominative, Partitive};
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
