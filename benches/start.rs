//! The work of the program before its first frame and at each key, on the embedded model: `cargo bench --bench start`.

use allu::app::{Size, State, screen};
use allu::i18n::Lang;
use allu::model::{Directory, Model, load};
use allu::present::Marks;
use allu::search::{Index, everything, search};
use allu::text::Day;
use allu::ui::{Theme, cells};
use divan::{Bencher, black_box};
use std::sync::Arc;

const MODEL: &[u8] = include_bytes!("../assets/model.json");
const SIZE: Size = Size { width: 80, height: 24 };

fn main() {
    divan::main();
}

/// Reading the embedded model and checking that it is consistent.
#[divan::bench]
fn load_and_check() -> Option<Model> {
    load(black_box(MODEL)).ok()
}

/// Following its links in both directions.
#[divan::bench]
fn follow_links(bencher: Bencher<'_, '_>) {
    let model = load(MODEL).ok();
    bencher.with_inputs(|| model.clone()).bench_values(|model| model.map(Directory::new));
}

/// Making it searchable.
#[divan::bench]
fn make_searchable(bencher: Bencher<'_, '_>) {
    let Some(directory) = load(MODEL).ok().map(Directory::new) else { return };
    bencher.bench(|| Index::new(black_box(&directory)));
}

/// One search, as at each key.
#[divan::bench(args = ["l", "lappi", "hiltunen", "sanna hilt", "0295037", "rovaniemellä", "hilutnen", "zzxxqq"])]
fn answer(bencher: Bencher<'_, '_>, query: &str) {
    let Some(directory) = load(MODEL).ok().map(Directory::new) else { return };
    let (index, today) = (Index::new(&directory), Day::from_unix_seconds(1_795_000_000));
    bencher.bench(|| search(&directory, &index, black_box(query), today));
}

/// One frame, from the state to the cells.
#[divan::bench]
fn draw(bencher: Bencher<'_, '_>) {
    let Some(directory) = load(MODEL).ok().map(Directory::new) else { return };
    let (answer, today) = (everything(&directory), Day::from_unix_seconds(1_795_000_000));
    let state = State::new(Arc::new(directory), answer, today, Lang::Fi, Marks::UNICODE, SIZE);
    bencher.bench(|| cells(&screen(black_box(&state)), SIZE, &Theme::COLOR));
}
