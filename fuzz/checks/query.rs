//! Any text is a query, and its answer is consistent.

use std::collections::HashSet;
use std::sync::LazyLock;

use allu::model::{Directory, RecordRef, load};
use allu::search::{Answer, Budget, Index, Pane, Tier, search_at};
use allu::text::Day;

/// A directory with its index.
struct World {
    directory: Directory,
    index: Index,
    today: Day,
}

impl World {
    fn new(model: &[u8]) -> Self {
        let directory = Directory::new(load(model).expect("a sound model"));
        let index = Index::new(&directory);
        Self { index, directory, today: Day::new(2026, 11, 22).expect("a day") }
    }

    fn answer(&self, query: &str) -> Answer {
        let answer = search_at(&self.directory, &self.index, query, self.today, &Budget::unlimited());
        answer.expect("no query of a sound index takes more steps than it may")
    }
}

/// The embedded directory, and a small one that is nothing like it.
static WORLDS: LazyLock<[World; 2]> = LazyLock::new(|| {
    let embedded: &[u8] = include_bytes!("../../assets/model.json");
    [embedded, include_bytes!("../../tests/fixtures/small-model.json")].map(World::new)
});

const PANES: [Pane; 4] = [Pane::People, Pane::Projects, Pane::Regions, Pane::Organisations];

/// The number of hits of each list that are explained.
const ASKED: usize = 2;
/// One query in this many is explained and repeated, which takes as long as the search.
const ASKED_ONCE_IN: usize = 4;

/// An answer is the same each time, in order, complete, and tells why.
pub(crate) fn check(bytes: &[u8]) {
    let query = String::from_utf8_lossy(bytes);
    let how = bytes.iter().fold(0, |sum, byte| (sum * 31 + usize::from(*byte)) % 65_521);
    // The large directory takes ten times as long, and the small one has a record of every kind.
    let world = &WORLDS[usize::from(how % 8 > 0)];
    let is_asked_more = (how / 8).is_multiple_of(ASKED_ONCE_IN);
    let answer = world.answer(&query);
    let words: HashSet<&str> = pieces(&query).collect();
    for word in &answer.set_aside {
        assert!(pieces(word).all(|piece| words.contains(piece)), "{query:?} sets {word:?} aside, which is not in it");
    }
    let total: usize = PANES.iter().map(|pane| answer.count(*pane)).sum();
    assert_eq!(total, answer.total(), "{query:?}");
    if is_asked_more {
        assert!(world.answer(&format!(" {query}\n")) == answer, "{query:?} is another query with spaces around it");
        for pane in PANES {
            check_list(world, &query, &answer, pane);
        }
    }
}

fn check_list(world: &World, query: &str, answer: &Answer, pane: Pane) {
    let count = answer.count(pane);
    let mut seen = HashSet::new();
    for row in 0..count {
        let record = answer.record(&world.directory, pane, row).expect("a row has a record");
        assert_eq!(Pane::of(record), pane, "{query:?}");
        assert!(seen.insert(record), "{query:?} finds {record:?} twice");
        assert!(world.directory.number_of(record).is_some(), "{query:?} finds {record:?}, which is not there");
    }
    assert!(answer.record(&world.directory, pane, count).is_none());
    let hits: Vec<_> = answer.hits(&world.directory, &[pane], 0..ASKED).collect();
    assert_eq!(hits.len(), count.min(ASKED));
    for hit in &hits {
        let told = hit.why.iter().map(|why| why.tier).max_by_key(|tier| (rank_of(*tier), *tier));
        assert_eq!(hit.tier, told.unwrap_or(Tier::Exact), "{query:?}: {hit:?}");
        for why in &hit.why {
            let length = why.matched.chars().count();
            assert!(why.letters.windows(2).all(|pair| pair[0] < pair[1]), "{query:?}: {why:?}");
            assert!(why.letters.iter().all(|letter| (*letter as usize) < length), "{query:?}: {why:?}");
        }
    }
    if let [first, second] = &hits[..] {
        let order = |hit: &allu::search::Hit| (matches!(hit.record, RecordRef::Position(_)), -hit.score);
        assert!(order(first) <= order(second), "{query:?}: {first:?} before {second:?}");
    }
}

/// Exact words and places rank together.
fn rank_of(tier: Tier) -> u8 {
    match tier {
        Tier::Exact | Tier::Place => 0,
        Tier::Prefix => 1,
        Tier::WordStart => 2,
        Tier::Substring => 3,
        Tier::Fuzzy | Tier::Typo => 4,
    }
}

/// The letters and digits of a text, between all that is neither.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|piece| !piece.is_empty())
}
