//! Looks up places by name.

use std::sync::LazyLock;

use foldhash::HashSet;

use super::asset_rows::{irregular, ordinary};
use super::spelling::{Inflection, Spelling, spellings};
use super::{Place, PlaceForm};
use crate::language::{CLITICS, LONGEST_ENDING, NamePart, PlaceCase, name_parts};
use crate::text::{join_key, sort, sort_by_key};

/// The places that `words`, one or more, name in any language and form. Empty if there are none.
///
/// Regions come before wider areas and those before municipalities. Case, accents, spaces and hyphens do not matter.
#[must_use]
pub fn places_called(words: &str) -> Vec<PlaceForm> {
    let key = key(words);
    let words = words.trim().to_lowercase();
    if ORDINARY.contains(&words.as_str()) {
        return Vec::new();
    }
    let colon = words.contains(':');
    let mut found = named(&key, |part, stem, ending| part.case(stem, ending, colon));
    if found.is_empty() {
        for word in CLITICS.iter().filter_map(|clitic| key.strip_suffix(clitic)) {
            found.extend(named(word, |part, stem, ending| {
                part.takes_clitics().then(|| part.case(stem, ending, false)).flatten()
            }));
        }
    }
    // Each place once, with the first of the possible cases of the word.
    sort(&mut found);
    found.dedup_by_key(|named| named.place);
    found
}

/// Words that are not a place although they look like a form of a place's name.
static ORDINARY: LazyLock<HashSet<&'static str>> = LazyLock::new(|| ordinary().collect());

/// The places one of whose names begins with `prefix`, each with the shortest such name; the shortest names first.
///
/// For half-typed queries: names in the nominative, in any language. Empty for an empty prefix.
#[must_use]
pub fn places_beginning(prefix: &str) -> Vec<(Place, &'static str)> {
    let prefix = key(prefix);
    if prefix.is_empty() {
        return Vec::new();
    }
    let names = beginning(&prefix).filter(|entry| matches!(entry.part, NamePart::Name | NamePart::Foreign));
    shortest_of_each(names.map(|entry| (entry.place, entry.name)).collect())
}

/// The places with a name of which some form begins with `prefix`, each with the shortest such name: `uudenma` and
/// `rovanieme` begin Uudenmaan and Rovaniemen, `lapis` Lapissa. Empty for an empty prefix.
#[must_use]
pub fn places_begun(prefix: &str) -> Vec<(Place, &'static str)> {
    let prefix = key(prefix);
    if prefix.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<_> = beginning(&prefix).filter(|entry| entry.part != NamePart::Short).collect();
    for stem in BEGUN_ENDINGS.iter().filter_map(|ending| prefix.strip_suffix(ending)) {
        let inflection = |entry: &&Entry| matches!(entry.part, NamePart::Weak | NamePart::Even | NamePart::Plural);
        found.extend(beginning(stem).take_while(|entry| entry.key == stem).filter(inflection));
    }
    shortest_of_each(found.into_iter().map(|entry| (entry.place, entry.name)).collect())
}

/// Beginnings of the most frequent case endings, those after the weak stem, for words that are still being typed.
const BEGUN_ENDINGS: [&str; 8] = ["s", "ss", "st", "l", "ll", "lt", "k", "ks"];

/// The entries whose key begins with a prefix.
fn beginning(prefix: &str) -> impl Iterator<Item = &'static Entry> {
    let entries = &index()[index().partition_point(|entry| entry.key.as_str() < prefix)..];
    entries.iter().take_while(move |entry| entry.key.starts_with(prefix))
}

/// Each place once, with the shortest of its names; the shortest names first.
fn shortest_of_each(mut found: Vec<(Place, &'static str)>) -> Vec<(Place, &'static str)> {
    sort_by_key(&mut found, |(place, name)| (*place, name.chars().count()));
    found.dedup_by_key(|(place, _)| *place);
    sort_by_key(&mut found, |(_, name)| name.chars().count());
    found
}

/// Every name of every place in the nominative, in any language, with the place and the name as it is written; short
/// forms are left out. The key is folded and has no spaces and hyphens.
pub fn place_names() -> impl Iterator<Item = (&'static str, Place, &'static str)> {
    let names = index().iter().filter(|entry| matches!(entry.part, NamePart::Name | NamePart::Foreign));
    names.map(|entry| (entry.key.as_str(), entry.place, entry.name))
}

/// Every name of every place and every stem that takes endings, each with the place and its name; short forms are left
/// out.
///
/// For words with typing errors: the key to compare is folded and has no spaces and hyphens.
pub fn place_stems() -> impl Iterator<Item = (&'static str, Place, &'static str)> {
    let entries = index().iter().filter(|entry| entry.part != NamePart::Short);
    entries.map(|entry| (entry.key.as_str(), entry.place, entry.name))
}

/// A part of a name and its place. The index has them in the order of their keys.
#[derive(Debug)]
struct Entry {
    key: String,
    part: NamePart,
    place: Place,
    name: &'static str,
}

fn index() -> &'static [Entry] {
    static INDEX: LazyLock<Vec<Entry>> = LazyLock::new(|| {
        let irregular: Vec<(&str, Vec<&str>)> = irregular().map(|(name, forms)| (name, forms.collect())).collect();
        let spellings = spellings();
        let mut index = Vec::with_capacity(4 * spellings.len());
        for spelling in &spellings {
            enter(spelling, &irregular, &mut index);
        }
        index.sort_unstable_by(|one, other| one.key.cmp(&other.key));
        index
    });
    &INDEX
}

fn enter(&Spelling { place, name, inflection }: &Spelling, irregular: &[(&str, Vec<&str>)], index: &mut Vec<Entry>) {
    let mut push = |key, part| index.push(Entry { key, part, place, name });
    let folded = key(name);
    match inflection {
        Inflection::Foreign => push(folded, NamePart::Foreign),
        Inflection::Never => push(folded, NamePart::Short),
        Inflection::Finnish(genitive) => {
            let even = || vec![(folded.clone(), NamePart::Even)];
            for (stem, part) in genitive.map_or_else(even, |genitive| name_parts(&folded, &key(genitive))) {
                push(stem, part);
            }
            for (tail, forms) in irregular {
                let Some(before) = name.strip_suffix(tail) else { continue };
                let cases = std::iter::once(PlaceCase::Genitive).chain(std::iter::repeat(PlaceCase::Other));
                for (form, case) in forms.iter().zip(cases) {
                    push(key(&[before, form].concat()), NamePart::Form(case));
                }
            }
            push(folded, NamePart::Name);
        }
    }
}

/// The key of a lookup: the joined key, without the marks of `S:t`, `Hki:ssä` and `Lapland's`.
fn key(words: &str) -> String {
    let mut key = join_key(words);
    key.retain(|letter| !matches!(letter, ':' | '.' | '\''));
    key
}

/// The places with a part that begins `word`, if `case` returns the case that the rest of the word marks.
fn named(word: &str, case: impl Fn(NamePart, &str, &str) -> Option<PlaceCase>) -> Vec<PlaceForm> {
    let mut found = Vec::new();
    for ending in 0..=LONGEST_ENDING.min(word.len()) {
        let Some((stem, ending)) = word.split_at_checked(word.len() - ending) else { continue };
        let entries = &index()[index().partition_point(|entry| entry.key.as_str() < stem)..];
        for entry in entries.iter().take_while(|entry| entry.key == stem) {
            found.extend(case(entry.part, stem, ending).map(|case| PlaceForm {
                place: entry.place,
                case,
                name: entry.name,
            }));
        }
    }
    found
}
