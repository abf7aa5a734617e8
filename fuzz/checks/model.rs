//! Any bytes are a model or have problems, and a model can be shown and searched.
//!
//! An input that begins with 0xFF is edits to a sound model, so that the code behind the parser is reached, too.

#[path = "edits.rs"]
mod edits;

use allu::i18n::Lang;
use allu::model::{Directory, Model, Problem, ProblemKind, inspect, load, scan, write};
use allu::present::card_text;
use allu::search::{Budget, Index, Pane, search_at};
use allu::text::{Day, is_dangerous};

/// The maximum number of records that are shown.
const SHOWN: u32 = 60;

/// Loading, scanning and inspecting agree, and an accepted model can be read back, shown and searched.
pub(crate) fn check(bytes: &[u8]) {
    let edited = bytes.strip_prefix(b"\xff").map(|edits| edits::edited(FIXTURE, edits));
    let json = edited.as_deref().unwrap_or(bytes);
    let problems = inspect(json).problems;
    let lines = json.split(|byte| *byte == b'\n').count();
    for problem in &problems {
        assert!(problem.line.is_some_and(|line| (1..=lines).contains(&line)), "{problem:?} of {lines} lines");
    }
    let scanned = scan(json);
    let loaded = load(json);
    assert_eq!(scanned.is_some(), loaded.is_ok(), "scanning and loading disagree: {loaded:?}");
    let model = match loaded {
        Ok(model) => model,
        Err(cause) => return assert!(!problems.is_empty(), "refused for {cause:?}, and nothing is wrong"),
    };
    assert!(problems.iter().all(is_no_reason_to_refuse), "accepted with {problems:?}");
    let written = write(&model).expect("a model can be written");
    assert_eq!(load(written.as_bytes()).expect("what was written"), model, "what is written is another model");
    let held = Directory::new(model.clone());
    let filed = Directory::in_bytes(scanned.expect("it was scanned"), json.to_vec());
    check_shown(&held, &filed);
    check_found(&held, &model);
}

const FIXTURE: &[u8] = include_bytes!("../../tests/fixtures/small-model.json");

/// The problems that an inspection finds although the program does not depend on them.
fn is_no_reason_to_refuse(problem: &Problem) -> bool {
    use ProblemKind::{Control, LineBeyond, Misquoted};
    matches!(problem.kind, Control { .. } | LineBeyond { .. } | Misquoted { .. })
}

/// A directory in memory and one in a file show the same, and nothing dangerous.
fn check_shown(held: &Directory, filed: &Directory) {
    assert_eq!(held.record_count(), filed.record_count());
    for number in (0..held.record_count()).take(SHOWN as usize) {
        let record = held.record(number);
        assert_eq!(record, filed.record(number));
        assert_eq!(held.number_of(record), Some(number));
        let id = held.id_of(record);
        assert_eq!((id.clone(), held.find(&id)), (filed.id_of(record), Some(record)));
        let lang = Lang::ALL[number as usize % 3];
        let shown = card_text(held, record, lang, today());
        assert_eq!(shown, card_text(filed, record, lang, today()));
        assert!(!shown.replace('\n', "").contains(is_dangerous), "{shown:?}");
    }
    assert!(!filed.is_stale(), "a record cannot be read where it was found");
}

/// A search for a name finds someone, and every search ends.
fn check_found(directory: &Directory, model: &Model) {
    let index = Index::new(directory);
    let names =
        model.people.iter().map(|person| &person.name).chain(model.projects.iter().map(|project| &project.name));
    for name in names.take(2).chain([&model.title]) {
        let answer = search_at(directory, &index, name, today(), &Budget::unlimited());
        let answer = answer.expect("a search of a sound index ends");
        for pane in [Pane::People, Pane::Projects, Pane::Regions, Pane::Organisations] {
            let hits = answer.hits(directory, &[pane], 0..2).count();
            assert_eq!(hits, answer.count(pane).min(2), "{name:?}");
        }
    }
}

fn today() -> Day {
    Day::new(2026, 11, 22).expect("a day")
}
