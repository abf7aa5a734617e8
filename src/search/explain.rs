//! Why a record answers: the same search once more, in an index of that record alone.

use super::answer::{Step, Why};
use super::best::{Best, Graded, Origin};
use super::dictionary::Standing;
use super::fallback::{Fallback, Fallbacks};
use super::finder::{find, find_meant};
use super::fuzzy::Fuzzy;
use super::index::{Index, Text};
use super::numbers::{digits_in, number_match};
use super::pace::Pace;
use super::places::path_to;
use super::query::Clause;
use super::starts::spelt_by;
use super::terms::{Term, TermKind};
use crate::model::{Directory, RecordRef};

/// One reason for each clause that a record answers, in the order typed.
pub(super) fn why(
    directory: &Directory,
    record: RecordRef,
    asked: &[Clause],
    fallbacks: &[(Term, Fallback)],
) -> Vec<Why> {
    if asked.is_empty() {
        return Vec::new();
    }
    let index = Index::of_record(directory, record);
    let (pace, known) = (Pace::unhurried(), Fallbacks::Known(fallbacks));
    let reason = |clause: &Clause| {
        let best_by = |find: &dyn Fn(&Term) -> Best| {
            let all = clause.any.iter().filter_map(|term| Some((term, find(term).graded.into_iter().next()?)));
            all.min_by_key(|(_, graded)| graded.grade.order())
        };
        // What may have been meant counts only where nothing is as it was typed.
        let literal = best_by(&|term| find(&index, &pace, &known, term));
        let meant = || best_by(&|term| find_meant(&index, &pace, &known, term, false));
        let (term, graded) = literal.or_else(meant)?;
        Some(told(&index, term, graded))
    };
    asked.iter().filter_map(reason).collect()
}

/// A match in words.
fn told(index: &Index, term: &Term, graded: Graded) -> Why {
    let Graded { grade, field, origin, .. } = graded;
    let (matched, letters, path) = match origin {
        Origin::Word { kind, word, standing, sought } => {
            word_told(index, &index.dictionary(kind).words.get(word), standing, sought.as_deref())
        }
        Origin::Beginnings => beginnings_told(index, term),
        Origin::Place { place, standing, before } => {
            let here = index.details.places.iter().find(|known| known.place == place && known.standing == standing);
            let (shown, printed) = here.map(|known| (known.shown.clone(), known.path.clone())).unwrap_or_default();
            (shown, Vec::new(), path_to(place, &before, &printed))
        }
        Origin::Number => number_told(index, term),
        Origin::Years => (index.details.span.clone(), Vec::new(), Vec::new()),
    };
    Why { word: term.typed.clone(), field, tier: grade.tier, matched, letters, path }
}

type Told = (String, Vec<u32>, Vec<Step>);

fn word_told(index: &Index, word: &str, standing: Standing, sought: Option<&str>) -> Told {
    let here = index.details.words.iter().find(|known| known.word == word && known.standing == standing);
    let Some((here, text)) = here.and_then(|here| Some((here, index.details.texts.get(here.text)?))) else {
        return Told::default();
    };
    let letters = match sought.filter(|_| !standing.is_alias) {
        Some(sought) => {
            // A form of the word has not all its letters: then it is the word that was found.
            let letters = Fuzzy::new().spell(word, sought).unwrap_or_else(|| (0..word.chars().count()).collect());
            origins(text, letters.into_iter().filter_map(|letter| Some(here.at + u32::try_from(letter).ok()?)))
        }
        None => Vec::new(),
    };
    (text.shown.clone(), letters, Vec::new())
}

fn beginnings_told(index: &Index, term: &Term) -> Told {
    let names = || index.details.texts.iter().filter(|text| text.is_name);
    let spelt = names().find_map(|text| Some((text, spelt_by(&text.folded.text, &term.folded)?)));
    match spelt {
        Some((text, letters)) => (text.shown.clone(), origins(text, letters.into_iter()), Vec::new()),
        // By another of its names.
        None => (names().next().map(|text| text.shown.clone()).unwrap_or_default(), Vec::new(), Vec::new()),
    }
}

fn number_told(index: &Index, term: &Term) -> Told {
    let TermKind::Digits { national, typed } = &term.kind else { return Told::default() };
    let all = index.details.numbers.iter();
    let matches = all.filter_map(|(own, printed)| Some((own, printed, number_match(own, national, typed)?)));
    let best = matches.min_by_key(|(_, _, (tier, ..))| *tier);
    let told = best.map(|(own, printed, (_, at, length))| {
        let letters = digits_in(printed, own, at, length);
        (printed.clone(), letters, Vec::new())
    });
    told.unwrap_or_default()
}

/// The characters of the shown text that some of the folded one stand for, each once.
fn origins(text: &Text, letters: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut origins: Vec<u32> =
        letters.filter_map(|letter| text.folded.origins.get(letter as usize).copied()).collect();
    origins.dedup();
    origins
}
