//! How the time of a search grows with the number of people: `cargo bench --bench scale`.
//!
//! With 100 and 10,000 people; `ALLU_BENCH_MILLION=1` adds a million, which take minutes and gigabytes.

#[path = "../tests/it/support/generated/mod.rs"]
#[expect(dead_code, unused_imports, reason = "the tests ask questions about the people, and use the rest")]
#[expect(clippy::expect_used, reason = "what is generated cannot fail, or is mended here")]
mod generated;

use std::collections::BTreeMap;
use std::env;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use allu::model::Directory;
use allu::search::{Index, search};
use allu::text::Day;
use divan::{Bencher, black_box};

/// The seed of the 10,000 people that the tests search.
const SEED: u64 = 1;

/// The queries, by the way in which they match.
const TIERS: &[(&str, &str)] = &[
    ("exact", "hiltunen"),
    ("prefix", "han"),
    ("word start", "shilt"),
    ("substring", "'ilt"),
    ("typo", "hilutnen"),
    ("place", "lappi"),
    ("number", "0295037"),
    ("nothing", "zzxxqq"),
];

/// The queries that are typed letter by letter.
const TYPED: &[(&str, &str)] = &[("name", "sanna hilt"), ("place", "rovaniemellä"), ("number", "0295037012")];

/// The prepared people: preparing them takes longer than most of the measured searches.
type Ready = Arc<(Directory, Index)>;

fn main() {
    divan::main();
}

/// Making it searchable.
#[divan::bench(args = sizes(), max_time = 10)]
fn make_index(bencher: Bencher<'_, '_>, size: usize) {
    let directory = Directory::new(generated::model(size, SEED));
    bencher.bench(|| Index::new(black_box(&directory)));
}

/// One search, as at each key.
#[divan::bench(args = cases(TIERS), max_time = 2)]
fn answer(bencher: Bencher<'_, '_>, case: &Case) {
    let ready = ready(case.size);
    bencher.bench(|| search(&ready.0, &ready.1, black_box(case.query), today()));
}

/// A query typed letter by letter: the total time of its keys.
#[divan::bench(args = cases(TYPED), max_time = 2)]
fn keystrokes(bencher: Bencher<'_, '_>, case: &Case) {
    let ready = ready(case.size);
    let ends = || case.query.char_indices().map(|(at, letter)| at + letter.len_utf8());
    bencher.bench(|| {
        for end in ends() {
            black_box(search(&ready.0, &ready.1, black_box(&case.query[..end]), today()));
        }
    });
}

/// The query, and the number of people.
struct Case {
    name: &'static str,
    query: &'static str,
    size: usize,
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", self.name, self.size)
    }
}

fn cases(queries: &[(&'static str, &'static str)]) -> Vec<Case> {
    let of_size = |size| queries.iter().map(move |(name, query)| Case { name, query, size });
    sizes().into_iter().flat_map(of_size).collect()
}

fn sizes() -> Vec<usize> {
    let million = env::var_os("ALLU_BENCH_MILLION").map(|_| 1_000_000);
    [100, 10_000].into_iter().chain(million).collect()
}

fn today() -> Day {
    Day::from_unix_seconds(1_795_000_000)
}

/// The people of each size, generated once.
fn ready(size: usize) -> Ready {
    static MADE: Mutex<BTreeMap<usize, Ready>> = Mutex::new(BTreeMap::new());
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    let make = || {
        let directory = Directory::new(generated::model(size, SEED));
        let index = Index::new(&directory);
        Arc::new((directory, index))
    };
    Arc::clone(made.entry(size).or_insert_with(make))
}
