//! Any file is an index or is rejected: damage is detected or has no effect, and a forged index is harmless.
//!
//! The first byte of an input says what the rest is: a file; bytes that overwrite those of a sound file; or changes to
//! the sections of a sound file, whose checksums are then corrected.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::LazyLock;

use super::forgery::{Forgery, forged, most_steps};
use allu::files::Identity;
use allu::i18n::Lang;
use allu::model::{Directory, scan};
use allu::present::card_text;
use allu::search::{Answer, Budget, Hit, Index, Pane, search_at};
use allu::store::{SectionWriter, Sections};
use allu::text::Day;

const MODEL: &[u8] = include_bytes!("../../tests/fixtures/small-model.json");

/// The queries for an index: some of every kind.
#[rustfmt::skip]
const QUERIES: &[&str] = &[
    "aino", "jo", "ai aa", "'kin", "hmei palsa", "papa", "lappi", "hämeessä aluekoordinaattori", "kuka koordinoi Lappia?",
    "029", "2019", "aino.aapa@ely-keskus.fi", "silta !pohjoinen", "kouluttajan", "hämeenkoksi",
];
/// The number of queries for each file.
const QUESTIONS: usize = 2;
/// The number of records of it that are shown.
const SHOWN: usize = 6;

/// A model in a file, its index, and their answers.
struct World {
    model: File,
    identity: Identity,
    file: Vec<u8>,
    sections: Sections,
    answers: Vec<Answers>,
    cards: Vec<String>,
}

/// An answer with the reasons of its first hits.
type Answers = (Option<Answer>, Vec<Hit>);

static SOUND: LazyLock<World> = LazyLock::new(|| {
    let model = file_of(MODEL);
    let identity = Identity::of(&model).expect("it is a file");
    let scanned = scan(MODEL).expect("the fixture is sound");
    let mut writer = SectionWriter::default();
    scanned.write(&mut writer);
    Index::new(&Directory::in_bytes(scanned, MODEL.to_vec())).write(&mut writer);
    let file = written(&writer, identity);
    let sections = opened(&file).expect("it was just written");
    let directory =
        Directory::open(model.try_clone().expect("it is open"), identity, &sections).expect("it was just written");
    let index = Index::read(&sections, directory.record_count()).expect("it was just written");
    let answers = QUERIES.iter().map(|query| answers(&directory, &index, query, &Budget::unlimited())).collect();
    let cards = (0..directory.record_count()).map(|number| card(&directory, number)).collect();
    World { model, identity, file, sections, answers, cards }
});

/// Whatever the file is, opening, searching and showing it ends, with the right result where checksums help.
pub(crate) fn check(bytes: &[u8]) {
    let Some((mode, rest)) = bytes.split_first() else { return };
    let asked = usize::from(*mode) / 4;
    match mode % 4 {
        0 => check_damaged(rest, asked),
        1 => check_damaged(&overwritten(rest), asked),
        _ => check_forged(&forgeries(rest), asked),
    }
}

/// A file is rejected, found to be damaged, or gives the same answers as the sound one.
fn check_damaged(file: &[u8], asked: usize) {
    let Some((directory, index, sections)) = read(file) else { return };
    let is_noticed = || sections.is_damaged() || directory.is_stale();
    for query in questions(asked) {
        let answers = answers(&directory, &index, QUERIES[query], &Budget::unlimited());
        assert!(answers == SOUND.answers[query] || is_noticed(), "{:?} is answered otherwise", QUERIES[query]);
    }
    for number in shown(&directory, asked) {
        let is_same = SOUND.cards.get(number as usize) == Some(&card(&directory, number));
        assert!(is_same || is_noticed(), "record {number} is shown otherwise");
    }
}

/// A file with the right checksums may give any answer, but the search ends.
fn check_forged(forgeries: &[(usize, Forgery)], asked: usize) {
    let writer = forged(&SOUND.sections, forgeries);
    let Some((directory, index, _)) = read(&written(&writer, SOUND.identity)) else { return };
    for query in questions(asked) {
        let budget = Budget::unlimited();
        _ = answers(&directory, &index, QUERIES[query], &budget);
        assert!(budget.steps() <= most_steps(writer.size()), "{:?} takes {} steps", QUERIES[query], budget.steps());
    }
    assert!(shown(&directory, asked).all(|number| !card(&directory, number).is_empty()));
}

fn questions(from: usize) -> impl Iterator<Item = usize> {
    (from..from + QUESTIONS).map(|number| number % QUERIES.len())
}

fn answers(directory: &Directory, index: &Index, query: &str, budget: &Budget<'_>) -> Answers {
    let today = Day::new(2026, 11, 22).expect("a day");
    let answer = search_at(directory, index, query, today, budget);
    let panes = [Pane::People, Pane::Projects, Pane::Regions, Pane::Organisations];
    let hits = answer.iter().flat_map(|answer| answer.hits(directory, &panes, 0..2));
    let hits = hits.collect();
    (answer, hits)
}

/// Some of the records, by their numbers.
fn shown(directory: &Directory, from: usize) -> impl Iterator<Item = u32> {
    let count = directory.record_count().max(1);
    let from = u32::try_from(from * SHOWN).unwrap_or(0);
    (from..).take(SHOWN).map(move |number| number % count)
}

fn card(directory: &Directory, number: u32) -> String {
    let day = Day::new(2018, 11, 9).expect("a day");
    card_text(directory, directory.record(number), Lang::En, day)
}

/// The directory and the index in a file, as the program takes them.
fn read(file: &[u8]) -> Option<(Directory, Index, Sections)> {
    let sections = opened(file)?;
    let directory = Directory::open(SOUND.model.try_clone().expect("it is open"), SOUND.identity, &sections)?;
    let index = Index::read(&sections, directory.record_count())?;
    (sections.identity() == SOUND.identity && !sections.is_damaged()).then_some((directory, index, sections))
}

fn opened(bytes: &[u8]) -> Option<Sections> {
    Sections::open(&file_of(bytes)).expect("it maps")
}

fn written(writer: &SectionWriter, identity: Identity) -> Vec<u8> {
    let mut file = Vec::new();
    writer.write(identity, 7, &mut file).expect("memory takes it");
    file
}

/// An unnamed file, in memory where possible.
fn file_of(bytes: &[u8]) -> File {
    let memory = Path::new("/dev/shm");
    let file = if memory.is_dir() { tempfile::tempfile_in(memory) } else { tempfile::tempfile() };
    let mut file = file.expect("there is room for a file");
    file.write_all(bytes).expect("there is room for a file");
    file.seek(SeekFrom::Start(0)).expect("it is a file");
    file
}

/// The sound file with some bytes overwritten: three bytes for the position, one for the count, one for the value; or
/// copied from elsewhere.
fn overwritten(edits: &[u8]) -> Vec<u8> {
    let mut file = SOUND.file.clone();
    for edit in edits.chunks_exact(5) {
        let at = number(&edit[..3]) % file.len();
        let length = (usize::from(edit[3] & 0x7f) + 1).min(file.len() - at);
        if edit[3] < 0x80 {
            file[at..at + length].iter_mut().for_each(|byte| *byte ^= edit[4]);
        } else {
            let from = (at + 8 * usize::from(edit[4])) % (file.len() - length + 1);
            file.copy_within(from..from + length, at);
        }
    }
    file
}

/// The changes to sections: one byte for the kind of change, one for the section, two for the position and four for the
/// number.
fn forgeries(bytes: &[u8]) -> Vec<(usize, Forgery)> {
    let read = |edit: &[u8]| {
        let (at, value) = (number(&edit[2..4]), u32::try_from(number(&edit[4..8])).unwrap_or(0));
        let forgery = match edit[0] % 12 {
            0..=2 => Forgery::Number(at, value),
            3 => Forgery::Number(at, value % 64),
            4 => Forgery::Numbers(value),
            5 | 6 => Forgery::Byte(at, edit[4]),
            7 => Forgery::Cut(at),
            8 => [Forgery::Twice, Forgery::Reversed, Forgery::Gone][at % 3].clone(),
            9 => Forgery::Filled(edit[4]),
            10 => Forgery::Other(at),
            _ => Forgery::Numbers(value % 64),
        };
        (usize::from(edit[1]), forgery)
    };
    bytes.chunks_exact(8).take(8).map(read).collect()
}

fn number(little_endian: &[u8]) -> usize {
    little_endian.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte))
}
