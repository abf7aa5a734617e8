//! Written data is read back unchanged; damaged data never changes an answer.

use crate::support::generated;
use std::io::{Seek, SeekFrom, Write};
use std::sync::LazyLock;

use crate::support::forgery::{Forgery, forged, most_steps};
use allu::files::Identity;
use allu::model::Directory;
use allu::search::{Answer, Budget, Index, search, search_at};
use allu::store::{SectionWriter, Sections};
use allu::text::Day;
use proptest::prelude::*;
use proptest::sample::{Index as Pick, select};

/// The queries for a damaged index: one of each kind.
const ASKED: &[&str] = &[
    "virtanen",
    "vi",
    "ma ko",
    "'ant",
    "korhoesn",
    "mvir",
    "lappi",
    "lahdessa projektipäällikkö",
    "kuka koordinoi Kainuuta?",
    "040",
    "2019",
    "matti.virtanen@ely-keskus.fi",
    "kaupunki !hanke",
    "ohjaajan",
];

/// A directory and the bytes of its index.
struct World {
    directory: Directory,
    index: Index,
    file: Vec<u8>,
}

impl World {
    fn new(size: usize) -> Self {
        let directory = Directory::new(generated::with_contact_points(generated::model(size, 5)));
        let index = Index::new(&directory);
        let mut writer = SectionWriter::default();
        index.write(&mut writer);
        Self { file: file_of(&writer), directory, index }
    }

    fn answer(&self, index: &Index, query: &str) -> Answer {
        search(&self.directory, index, query, today())
    }

    /// The index in a file, with its sections. `None` if the file is rejected.
    fn read(&self, file: &[u8]) -> Option<(Index, Sections)> {
        let sections = opened(file)?;
        let index = Index::read(&sections, self.directory.record_count())?;
        Some((index, sections))
    }

    /// Whether a file is rejected, or each search either has the answer of the sound index or reports damage.
    fn is_harmless(&self, file: &[u8]) -> bool {
        let Some((index, sections)) = self.read(file) else { return true };
        ASKED.iter().zip(&*SOUND).all(|(query, sound)| {
            // A file that was found damaged is not searched again.
            sections.is_damaged() || self.answer(&index, query) == *sound || sections.is_damaged()
        })
    }
}

/// Small, so that few bytes are left unchanged.
static SMALL: LazyLock<World> = LazyLock::new(|| World::new(60));

/// What the small one answers.
static SOUND: LazyLock<Vec<Answer>> =
    LazyLock::new(|| ASKED.iter().map(|query| SMALL.answer(&SMALL.index, query)).collect());

fn today() -> Day {
    Day::new(2026, 11, 22).expect("a day")
}

fn file_of(writer: &SectionWriter) -> Vec<u8> {
    let mut file = Vec::new();
    writer.write(Identity::default(), 0, &mut file).expect("memory takes it");
    file
}

fn opened(bytes: &[u8]) -> Option<Sections> {
    let mut file = tempfile::tempfile().expect("the disk takes it");
    file.write_all(bytes).expect("the disk takes it");
    file.seek(SeekFrom::Start(0)).expect("it is a file");
    Sections::open(&file).expect("it maps")
}

#[test]
fn what_is_read_answers_as_what_was_written() {
    let world = World::new(2_000);
    let (index, sections) = world.read(&world.file).expect("it was just written");
    let lines = include_str!("../queries/generated.tsv").lines();
    let queries: Vec<&str> = lines.filter_map(|line| line.split('\t').nth(2)).collect();
    assert!(queries.len() > 600);
    for query in queries {
        assert!(world.answer(&index, query) == world.answer(&world.index, query), "{query}");
    }
    assert!(!sections.is_damaged() && sections.is_sound());
}

#[test]
fn a_changed_byte_never_changes_an_answer() {
    let file = &SMALL.file;
    let head = file.len().min(2_000);
    for at in (0..head).step_by(3).chain((head..file.len()).step_by(2_003)) {
        let mut damaged = file.clone();
        damaged[at] ^= 1 << (at % 8);
        assert!(SMALL.is_harmless(&damaged), "byte {at}");
    }
}

#[test]
fn a_file_that_is_cut_or_grown_is_refused() {
    let file = &SMALL.file;
    for length in (0..200).chain((200..file.len()).step_by(997)).chain(file.len() - 9..file.len()) {
        assert!(SMALL.read(&file[..length]).is_none(), "cut to {length}");
    }
    for more in [1, 8, 70_000] {
        assert!(SMALL.read(&[file.as_slice(), &vec![0; more]].concat()).is_none(), "{more} bytes more");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn bytes_that_are_moved_or_overwritten_never_change_an_answer(
        from in any::<Pick>(),
        to in any::<Pick>(),
        length in prop_oneof![1..16_usize, 1..9_000_usize],
        by in prop_oneof![Just(None), any::<u8>().prop_map(Some)],
    ) {
        let mut file = SMALL.file.clone();
        let (from, to) = (from.index(file.len()), to.index(file.len()));
        let length = length.min(file.len() - from.max(to));
        match by {
            Some(byte) => file[to..to + length].fill(byte),
            None => file.copy_within(from..from + length, to),
        }
        prop_assert!(SMALL.is_harmless(&file));
    }
}

fn forgery() -> impl Strategy<Value = Forgery> {
    let number = prop_oneof![select(&[0, 1, 2, 255, 1 << 16, u32::MAX][..]), 0..100_000_u32, any::<u32>()];
    prop_oneof![
        3 => (any::<usize>(), number.clone()).prop_map(|(at, number)| Forgery::Number(at, number)),
        2 => number.prop_map(Forgery::Numbers),
        2 => (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Forgery::Byte(at, byte)),
        1 => any::<usize>().prop_map(Forgery::Cut),
        1 => select(&[0, 1, b'a', b'\n', 255][..]).prop_map(Forgery::Filled),
        1 => any::<usize>().prop_map(Forgery::Other),
        1 => select(&[0, 1, 2][..]).prop_map(|which| [Forgery::Twice, Forgery::Reversed, Forgery::Gone][which].clone()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// A file with valid checksums of invalid data may have any answer, but searches end.
    #[test]
    fn a_forged_file_comes_to_an_end(forgeries in proptest::collection::vec((any::<usize>(), forgery()), 1..4)) {
        let sound = opened(&SMALL.file).expect("it was just written");
        let forged = forged(&sound, &forgeries);
        let size = forged.size();
        let sections = opened(&file_of(&forged)).expect("its checksums are right");
        let Some(index) = Index::read(&sections, SMALL.directory.record_count()) else { return Ok(()) };
        for query in ASKED {
            let budget = Budget::unlimited();
            let answer = search_at(&SMALL.directory, &index, query, today(), &budget).unwrap_or_default();
            prop_assert!(budget.steps() <= most_steps(size), "{query}: {} steps in {size} bytes", budget.steps());
            let panes = [allu::search::Pane::People, allu::search::Pane::Projects];
            prop_assert!(answer.hits(&SMALL.directory, &panes, 0..3).count() < 4);
        }
    }
}
