//! How often the right record is first: two lists of queries, and the share of each kind that is right.

use crate::support::generated;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::fs;

use crate::support::kept::{keep, keep_block, path};
use allu::gazetteer;
use allu::model::{Directory, Model, Person, RecordRef, load};
use allu::search::{Index, Pane, search};
use allu::text::Day;

/// The kinds of queries, in the order of the table.
const KINDS: &[&str] = &[
    "exact",
    "order",
    "accents",
    "inflected",
    "municipality",
    "municipality-inflected",
    "swedish",
    "english",
    "digits",
    "role",
    "e-mail",
    "typo",
    "abbreviation",
    "fuzzy-word",
    "fuzzy-name",
    "fuzzy-words",
    "fuzzy-title",
    "fuzzy-place",
    "fuzzy-mixed",
    "prefix",
    "question",
    "operator",
    "scrap",
    "spoken",
    "negation",
    "choice",
    "project",
    "region",
    "nothing",
];

/// A line of a list.
struct Question {
    kind: String,
    pane: Pane,
    query: String,
    accepted: HashSet<String>,
}

/// Right and asked, by kind.
type Shares = BTreeMap<String, (usize, usize)>;

#[test]
fn the_right_answer_comes_first() {
    let embedded = load(include_bytes!("../../assets/model.json")).expect("the embedded model is sound");
    let generated = generated::model(10_000, 1);
    keep("tests/queries/generated.tsv", &listed(&generated));
    let shares = [
        shares("embedded", embedded, &questions(&read("tests/queries/embedded.tsv"))),
        shares("generated", generated, &questions(&read("tests/queries/generated.tsv"))),
    ];
    let table = table(&shares);
    print(&table);
    for (name, shares) in ["embedded", "generated"].iter().zip(&shares) {
        for (kind, (right, asked)) in shares {
            assert!(right * 100 >= asked * 95, "{name}, {kind}: {right} of {asked}");
        }
        let (right, asked) = total(shares);
        assert!(right * 100 >= asked * 99, "{name}: {right} of {asked}");
    }
    keep_block("docs/benchmarks.md", "quality", &table);
}

#[test]
fn the_generated_people_are_a_sound_model() {
    let model = generated::model(200, 2);
    let json = serde_json::to_vec(&model).expect("a model can be written");
    assert_eq!(load(&json).expect("what is generated is sound"), model);
}

#[test]
fn the_generated_people_are_the_same_however_they_are_written() {
    let model = generated::model(2_000, 3);
    let (mut json, mut lines) = (Vec::new(), Vec::new());
    generated::write_model(2_000, 3, &mut json).expect("memory takes everything");
    generated::write_lines(2_000, 3, &mut lines).expect("memory takes everything");
    assert_eq!(load(&json).expect("what is written is sound"), model);
    let lines = String::from_utf8(lines).expect("lines are text");
    let written = |line: &str| line.split('\t').map(str::to_owned).collect::<Vec<_>>();
    for ((person, position), line) in model.people.iter().zip(&model.positions).zip(lines.lines()) {
        let [name, title, .., number, address] = &written(line)[..] else { continue };
        let national = person.phones[0].national();
        let known = (&person.name, &position.title, &format!("0{national}"), &person.emails[0].address);
        assert_eq!((name, title, number, address), known);
    }
    assert_eq!(lines.lines().count(), model.people.len());
    assert!(json.len() / model.people.len() < 650, "{} bytes", json.len());
}

#[test]
fn the_names_are_many_and_spread_as_real_names_are() {
    let (surnames, given) = (generated::surnames(), generated::given_names());
    assert_eq!(surnames.len(), generated::SURNAMES);
    assert!(given.len() > 1_300, "{} given names", given.len());
    let model = generated::model(20_000, 4);
    let different = |text: fn(&Person) -> &str| model.people.iter().map(text).collect::<HashSet<_>>().len();
    assert_eq!(different(|person| &person.phones[0].e164), 20_000);
    assert_eq!(different(|person| &person.emails[0].address), 20_000);
    // In Finland the commonest surname has 0.4 % of all, the commonest given name 1 to 2 %.
    let share = |fits: &dyn Fn(&str, &str) -> bool| {
        let names = model.people.iter().filter_map(|person| person.name.split_once(' '));
        names.filter(|(given, surname)| fits(given, surname)).count() * 1_000 / 20_000
    };
    let top = (share(&|_, surname| surname == surnames[0]), share(&|name, _| name == given[0]));
    assert!((3..=6).contains(&top.0) && (10..=20).contains(&top.1), "{top:?} of a thousand");
}

/// The share of right answers, by kind. Wrong ones are printed.
fn shares(name: &str, model: Model, questions: &[Question]) -> Shares {
    let today: Day = "2026-11-22".parse().expect("a day");
    let directory = Directory::new(model);
    let index = Index::new(&directory);
    let mut shares = Shares::new();
    for question in questions {
        let answer = search(&directory, &index, &question.query, today);
        let first = answer.record(&directory, question.pane, 0);
        let called = first.map_or_else(|| vec!["-".to_owned()], |record| called(&directory, record));
        let is_right = called.iter().any(|name| question.accepted.contains(name));
        if !is_right {
            print(&format!("{name}\t{}\t{}\t{called:?}\n", question.kind, question.query));
        }
        let share = shares.entry(question.kind.clone()).or_default();
        share.0 += usize::from(is_right);
        share.1 += 1;
    }
    shares
}

/// The names by which a list refers to a record: its id and its name.
fn called(directory: &Directory, record: RecordRef) -> Vec<String> {
    let name = match record {
        RecordRef::Person(index) => directory.person(index).name.clone(),
        RecordRef::Position(index) => directory.position(index).title.clone(),
        RecordRef::Project(index) => directory.project(index).name.clone(),
        RecordRef::Region(code) => gazetteer::region(code).names.fi.to_owned(),
        RecordRef::Organisation(index) => directory.organisation(index).name.clone(),
        RecordRef::Document(index) => directory.document(index).title.clone(),
    };
    vec![directory.id_of(record).to_string(), name]
}

fn questions(list: &str) -> Vec<Question> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| question(line).ok_or(line).expect("a line of a list")).collect()
}

fn question(line: &str) -> Option<Question> {
    let [kind, pane, query, accepted] = line.split('\t').collect::<Vec<_>>()[..] else { return None };
    let pane = match pane {
        "people" => Pane::People,
        "projects" => Pane::Projects,
        "regions" => Pane::Regions,
        "organisations" => Pane::Organisations,
        _ => return None,
    };
    let accepted = accepted.split('|').map(str::to_owned).collect();
    KINDS.contains(&kind).then(|| Question { kind: kind.to_owned(), pane, query: query.to_owned(), accepted })
}

/// The list about the generated people, as a file holds it.
fn listed(model: &Model) -> String {
    let mut list = "# What is asked of the 10,000 generated people, and who may come first. Made by tests/generated/asked.rs.\n#\n\
                    # kind, list, query, accepted first answers by id (`|` between them, `-` for nobody).\n"
        .to_owned();
    for asked in generated::asked::asked(model, 2026) {
        let accepted = if asked.accepted.is_empty() { "-".to_owned() } else { asked.accepted.join("|") };
        _ = writeln!(list, "{}\t{}\t{}\t{accepted}", asked.kind, asked.pane, asked.query);
    }
    list
}

/// The shares as `docs/benchmarks.md` shows them.
fn table(shares: &[Shares; 2]) -> String {
    let share = |(right, asked): (usize, usize)| {
        if asked == 0 {
            return "not asked".to_owned();
        }
        let thousandths = right * 1000 / asked;
        format!("{}.{} % of {asked}", thousandths / 10, thousandths % 10)
    };
    let mut table = "| kind | built-in directory | 10,000 generated people |\n| --- | --- | --- |\n".to_owned();
    for kind in KINDS {
        let of = |shares: &Shares| share(shares.get(*kind).copied().unwrap_or_default());
        _ = writeln!(table, "| {kind} | {} | {} |", of(&shares[0]), of(&shares[1]));
    }
    _ = writeln!(table, "| **all** | {} | {} |", share(total(&shares[0])), share(total(&shares[1])));
    table
}

fn total(shares: &Shares) -> (usize, usize) {
    shares.values().fold((0, 0), |sum, share| (sum.0 + share.0, sum.1 + share.1))
}

#[expect(clippy::print_stdout, reason = "shown with --no-capture, and when the test fails")]
fn print(text: &str) {
    print!("{text}");
}

fn read(name: &str) -> String {
    fs::read_to_string(path(name)).expect("the file is there")
}
