//! Further typing never finds records that the letters before did not find.

use crate::support::generated;
use std::collections::HashSet;
use std::sync::LazyLock;

use allu::gazetteer;
use allu::language::nominatives;
use allu::model::{Directory, RecordRef, load};
use allu::search::{Index, Pane, search};
use allu::text::{Day, fold};
use proptest::prelude::*;
use proptest::sample::Index as Pick;

/// Every list.
const ALL: [Pane; 4] = [Pane::People, Pane::Projects, Pane::Regions, Pane::Organisations];

struct World {
    directory: Directory,
    index: Index,
    words: Vec<String>,
}

/// The embedded directory and 2,000 invented people.
static WORLDS: LazyLock<[World; 2]> = LazyLock::new(|| {
    let embedded = load(include_bytes!("../../assets/model.json")).expect("the embedded model is sound");
    [embedded, generated::model(2_000, 6)].map(|model| {
        let texts = model.people.iter().map(|person| &person.name);
        let texts = texts.chain(model.positions.iter().map(|position| &position.title));
        let texts = texts.chain(model.projects.iter().map(|project| &project.name));
        let folded = texts.map(|text| fold(text)).collect::<Vec<_>>().join(" ");
        let words = folded.split(|letter: char| !letter.is_alphabetic()).filter(|word| word.len() > 1);
        let words = words.map(str::to_owned).collect();
        let directory = Directory::new(model);
        let index = Index::new(&directory);
        World { directory, index, words }
    })
});

impl World {
    fn found(&self, query: &str) -> HashSet<RecordRef> {
        let today = Day::new(2026, 11, 22).expect("a day");
        let answer = search(&self.directory, &self.index, query, today);
        let rows = |pane| (0..answer.count(pane)).map(move |row| (pane, row));
        ALL.into_iter().flat_map(rows).filter_map(|(pane, row)| answer.record(&self.directory, pane, row)).collect()
    }

    /// The records that contain a word exactly: all except those that a search without it finds.
    fn having(&self, word: &str) -> HashSet<RecordRef> {
        &self.found("") - &self.found(&format!("!{word}"))
    }

    /// Whether a word finds its base form, a place or an office (Hyvaks): other words than those that begin with it.
    fn is_more_than_letters(&self, word: &str) -> bool {
        let is_had = |form: &String| form.chars().count() > 1 && !self.found(&format!("'{form}")).is_empty();
        !gazetteer::places_begun(word).is_empty()
            || !gazetteer::places_meant(word).is_empty()
            || !gazetteer::villages_called(word).is_empty()
            || gazetteer::office_at(&[word]).is_some()
            || nominatives(word).iter().any(is_had)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// From two letters on: a single letter is only searched at the beginnings of words, and so finds less than two
    /// letters.
    #[test]
    fn a_letter_more_never_finds_more(
        world in 0..WORLDS.len(),
        word in any::<Pick>(),
        from in prop_oneof![Just(0), 0..5_usize],
        more in "[a-z]{0,2}",
    ) {
        let world = &WORLDS[world];
        let letters: String = word.get(&world.words).chars().skip(from).chain(more.chars()).collect();
        let letters: Vec<char> = letters.chars().take(17).collect();
        let typed = |length: usize| letters[..length].iter().collect::<String>();
        let mut before: Option<HashSet<RecordRef>> = None;
        for length in 2..=letters.len() {
            if world.is_more_than_letters(&typed(length)) {
                before = None;
                continue;
            }
            let now = world.having(&typed(length));
            let new = before.as_ref().and_then(|before| now.difference(before).next());
            prop_assert!(new.is_none(), "{:?} finds {new:?}, one letter less does not", typed(length));
            before = Some(now);
        }
    }
}
