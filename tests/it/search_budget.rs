//! A search takes no more steps than its words and the index require, and stops when it is cancelled.

use crate::support::generated;
use std::cell::Cell;
use std::sync::LazyLock;

use allu::gazetteer;
use allu::model::{Directory, PersonIx, RecordRef};
use allu::search::{Answer, Budget, Index, Pane, search_at};
use allu::store::SectionWriter;
use allu::text::Day;
use proptest::prelude::*;
use proptest::sample::{Index as Pick, select};

/// A generated directory, its index, and the size of the index in bytes.
static WORLD: LazyLock<(Directory, Index, usize)> = LazyLock::new(|| {
    let directory = Directory::new(generated::model(500, 7));
    let index = Index::new(&directory);
    let mut writer = SectionWriter::default();
    index.write(&mut writer);
    (directory, index, writer.size())
});

/// Some words of the directory.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let (directory, ..) = &*WORLD;
    let texts = |person: PersonIx| {
        let person = directory.person(person);
        person.name.split(' ').map(str::to_owned).chain([person.emails[0].address.clone()]).collect::<Vec<_>>()
    };
    directory.people().flat_map(texts).collect()
});

fn searched(query: &str, budget: &Budget<'_>) -> Option<Answer> {
    let (directory, index, _) = &*WORLD;
    search_at(directory, index, query, Day::new(2026, 11, 22).expect("a day"), budget)
}

/// The maximum number of words of a search: the first 32, each with up to eight parts if it contains signs, and as many
/// stop words that decide between equal matches.
fn words_read(query: &str) -> usize {
    let parts =
        |word: &str| word.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty()).count();
    query.split_whitespace().take(64).map(|word| 1 + parts(word).min(8)).sum()
}

/// The maximum number of steps that a search may take: for each word one pass through the index, as if nothing were
/// ever skipped, and one through the names of places for each form that a word may be of.
///
/// A step examines a word, a context of a word, a record or 64 records: four or more bytes of the index. A word takes
/// about a quarter of this, however often it is repeated.
fn most_steps(query: &str) -> usize {
    let (_, _, size) = &*WORLD;
    words_read(query) * (size / 4 + 24 * gazetteer::place_stems().count()) + size / 4
}

fn steps(query: &str) -> usize {
    let budget = Budget::unlimited();
    assert!(searched(query, &budget).is_some(), "{query:?} comes to no end");
    budget.steps()
}

/// Some words as they are typed, joined by a separator.
fn queries() -> impl Strategy<Value = String> {
    let word = (any::<Pick>(), 1..24_usize, select(&["", "=", "'", "^", "!"][..]), select(&["", "x", "*", "$"][..]));
    let typed = word.prop_map(|(word, length, before, behind)| {
        let letters: String = word.get(&WORDS).chars().take(length).collect();
        format!("{before}{letters}{behind}")
    });
    let joined = (proptest::collection::vec(typed, 1..40), select(&[" ", " | ", ", ", "-", "@"][..]));
    joined.prop_map(|(words, between)| words.join(between))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_text_is_searched_for_in_so_many_steps(query in ".{0,200}") {
        prop_assert!(steps(&query) <= most_steps(&query), "{} of {}", steps(&query), most_steps(&query));
    }

    #[test]
    fn words_of_the_directory_are_searched_for_in_so_many_steps(query in queries()) {
        prop_assert!(steps(&query) <= most_steps(&query), "{} of {}", steps(&query), most_steps(&query));
    }
}

#[test]
fn what_is_typed_letter_by_letter_or_over_and_over_is_searched_for_in_so_many_steps() {
    for word in
        ["virtanen", "hankepäällikön", "koordinaattoreillekin", "matti.virtanen@ely-keskus.fi", "xaxaxaxaxaxaxaxa"]
    {
        for length in 1..=word.chars().count() {
            let typed: String = word.chars().take(length).collect();
            for query in [typed.clone(), vec![typed.as_str(); 40].join(" "), vec![typed.as_str(); 40].join(" | ")] {
                assert!(steps(&query) <= most_steps(&query), "{query}: {} of {}", steps(&query), most_steps(&query));
            }
        }
    }
}

#[test]
fn a_page_without_a_space_is_not_read_to_its_end() {
    for page in ["a-".repeat(50_000), "virtanen.".repeat(20_000), "a@b".repeat(30_000), "a".repeat(100_000)] {
        assert!(steps(&page) <= most_steps(&page), "{} of {}", steps(&page), most_steps(&page));
    }
}

#[test]
fn an_overtaken_search_stops() {
    let query = WORDS[..32].join("x ");
    let asked = Cell::new(0);
    let after = |most: usize| {
        asked.set(0);
        let is_overtaken = || {
            asked.set(asked.get() + 1);
            asked.get() > most
        };
        let budget = Budget::new(&is_overtaken);
        (searched(&query, &budget), asked.get())
    };
    let (whole, times) = after(usize::MAX);
    assert!(whole == searched(&query, &Budget::unlimited()) && whole.is_some());
    assert!(times > 4, "asked {times} times only");
    for most in 0..times {
        let (answer, asked) = after(most);
        assert!(answer.is_none(), "overtaken after {most}");
        // After the cancellation, no long step follows.
        assert!(asked <= most + 2, "asked {asked} times, overtaken after {most}");
    }
    assert!(after(times).0 == whole);
}

/// From this number of names on, two threads are used.
#[test]
fn an_abbreviation_finds_all_of_many_thousand_names_and_stops_when_overtaken() {
    let mut model = generated::model(20_000, 6);
    for (person, name) in
        model.people.iter_mut().zip(["Sanna Hiltunen", "Sini Halttunen", "Matti Kallio"].iter().cycle())
    {
        person.name = (*name).to_owned();
    }
    let directory = Directory::new(model);
    let index = Index::new(&directory);
    let searched =
        |budget: &Budget<'_>| search_at(&directory, &index, "snhlt", Day::new(2026, 11, 22).expect("a day"), budget);
    let answer = searched(&Budget::unlimited()).expect("the search comes to its end");
    let expected: Vec<RecordRef> =
        directory.people().filter(|at| directory.person(*at).name != "Matti Kallio").map(RecordRef::Person).collect();
    assert_eq!(expected.len(), 13_334);
    let mut found: Vec<RecordRef> = answer.records(&directory, &[Pane::People]).collect();
    found.sort_unstable();
    assert!(found == expected, "{} of {}", found.len(), expected.len());
    let asked = Cell::new(0);
    for most in 0.. {
        asked.set(0);
        let is_overtaken = || {
            asked.set(asked.get() + 1);
            asked.get() > most
        };
        if let Some(whole) = searched(&Budget::new(&is_overtaken)) {
            assert!(whole == answer && most > 1);
            break;
        }
    }
}
