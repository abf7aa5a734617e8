//! A large model without an index is searched in excerpts: the same record comes first as with an index.

use std::fs::{self, File};
use std::io::{Seek as _, Write as _};

use crate::support::generated;
use crate::support::kept::path;
use allu::model::{ClauseTexts, Directory, ExcerptSource, Model, PositionIx, load, write};
use allu::search::{Index, Pane, clause_texts, search};
use allu::text::Day;

/// The kinds of queries for which an excerpt has the same first record as an index. The others need all words of the
/// directory: wrong or missing letters, and translated titles.
const KINDS: [&str; 12] = [
    "accents",
    "digits",
    "e-mail",
    "exact",
    "inflected",
    "municipality",
    "municipality-inflected",
    "nothing",
    "order",
    "prefix",
    "project",
    "region",
];
/// Only one query of this many is made, because each reads the whole model.
const STRIDE: usize = 16;

fn today() -> Day {
    Day::new(2026, 11, 22).expect("a day")
}

fn file_of(model: &Model) -> File {
    let mut file = tempfile::tempfile().expect("a file");
    file.write_all(write(model).expect("JSON").as_bytes()).expect("the disk takes it");
    file.rewind().expect("a file");
    file
}

fn pane_of(name: &str) -> Pane {
    match name {
        "people" => Pane::People,
        "projects" => Pane::Projects,
        "regions" => Pane::Regions,
        _ => Pane::Organisations,
    }
}

/// The id of the first record; `-` if there is none.
fn first(directory: &Directory, pane: Pane, query: &str) -> String {
    let answer = search(directory, &Index::new(directory), query, today());
    answer.record(directory, pane, 0).map_or_else(|| "-".to_owned(), |record| directory.id_of(record).to_string())
}

#[test]
fn the_right_record_comes_first() {
    let model = generated::model(10_000, 1);
    let count = model.people.len();
    let source = ExcerptSource::open(file_of(&model)).expect("a model");
    let list = fs::read_to_string(path("tests/queries/generated.tsv")).expect("the list");
    let questions = list.lines().filter_map(|line| {
        let [kind, pane, query, accepted] = line.split('\t').collect::<Vec<_>>()[..] else { return None };
        KINDS.contains(&kind).then_some((kind, pane_of(pane), query, accepted))
    });
    let (mut asked, mut wrong) = (0, Vec::new());
    for (kind, pane, query, accepted) in questions.step_by(STRIDE) {
        let excerpt = source.directory(&clause_texts(query, &source), &|| false).expect("a sound excerpt");
        assert!(excerpt.people().count() < count, "{query}");
        let first = first(&excerpt, pane, query);
        asked += 1;
        if !accepted.split('|').any(|id| id == first) {
            wrong.push(format!("{kind}: {query}: {first}"));
        }
    }
    assert!(asked > 20, "{asked}");
    assert!(wrong.is_empty(), "{} of {asked}: {wrong:#?}", wrong.len());
}

/// Of many people with a title, those at the organisation are in the excerpt, although no record has both words.
#[test]
fn a_person_answers_with_the_organisation_of_their_position() {
    let model = generated::model(10_000, 1);
    let source = ExcerptSource::open(file_of(&model)).expect("a model");
    let whole = Directory::new(model);
    let index = Index::new(&whole);
    let mut queries = Vec::new();
    for (title, genitive) in [("projektipäällikkö", "projektipäällikön"), ("aluekoordinaattori", "aluekoordinaattorin")]
    {
        let of_title: Vec<PositionIx> =
            whole.positions().filter(|position| whole.position(*position).title == title).collect();
        assert!(of_title.len() > 1_000, "{title}");
        let last = of_title.into_iter().rev().find_map(|position| whole.organisation_of(position));
        let last = last.expect("an organisation");
        let organisation = whole.organisation(last).name.clone();
        queries.extend([format!("{title} {organisation}"), format!("{genitive} {organisation}")]);
    }
    for query in queries {
        let excerpt = source.directory(&clause_texts(&query, &source), &|| false).expect("a sound excerpt");
        let answer = search(&whole, &index, &query, today());
        let expected = answer.record(&whole, Pane::People, 0).map(|record| whole.id_of(record).to_string());
        assert_eq!(Some(first(&excerpt, Pane::People, &query)), expected, "{query}");
        // Only people with a synonym of the title are missing.
        let found = search(&excerpt, &Index::new(&excerpt), &query, today()).count(Pane::People);
        assert!(found * 10 >= answer.count(Pane::People) * 9, "{query}: {found}");
    }
}

#[test]
fn an_excerpt_has_what_its_records_refer_to() {
    let embedded = load(include_bytes!("../../assets/model.json")).expect("the embedded model is sound");
    let source = ExcerptSource::open(file_of(&embedded)).expect("a model");
    let whole = Directory::new(embedded);
    let excerpt = source.directory(&clause_texts("hiltusen", &source), &|| false).expect("a sound excerpt");
    assert_eq!(first(&excerpt, Pane::People, "hiltusen"), "person:sanna-hiltunen");
    for query in ["hiltunen", "lappi", "hyvä alku", "kotona suomessa", "0295 037012", "ministeriö", "zzxxqq"] {
        let excerpt = source.directory(&clause_texts(query, &source), &|| false).expect("a sound excerpt");
        assert_eq!(excerpt.date(), whole.date());
        assert_eq!(excerpt.title(), whole.title());
        for pane in [Pane::People, Pane::Projects, Pane::Regions, Pane::Organisations] {
            let index = Index::new(&whole);
            let answer = search(&whole, &index, query, today());
            let expected = answer.record(&whole, pane, 0);
            let expected = expected.map_or_else(|| "-".to_owned(), |record| whole.id_of(record).to_string());
            assert_eq!(first(&excerpt, pane, query), expected, "{query}");
        }
    }
}

#[test]
fn what_is_no_model_has_no_excerpts() {
    for text in ["", "{}", "[1]", r#"{"schema": 2, "title": "x", "documents": []}"#] {
        let mut file = tempfile::tempfile().expect("a file");
        file.write_all(text.as_bytes()).expect("the disk takes it");
        assert!(ExcerptSource::open(file).is_none(), "{text}");
    }
    // A record that cannot be read, or one that refers to none.
    for people in [
        r#"[{"id": 1}]"#,
        r#"[{"id":"person:a","name":"A B","evidence":[{"document":"document:x","line":1,"text":"A"}]}]"#,
    ] {
        let mut file = tempfile::tempfile().expect("a file");
        let text = format!(r#"{{"schema": 1, "title": "x", "documents": [], "people": {people}}}"#);
        file.write_all(text.as_bytes()).expect("the disk takes it");
        let source = ExcerptSource::open(file).expect("an outline");
        assert!(source.directory(&ClauseTexts::default(), &|| false).is_none(), "{people}");
    }
}

#[test]
fn a_search_that_is_overtaken_has_no_excerpt() {
    let source = ExcerptSource::open(file_of(&generated::model(300, 1))).expect("a model");
    assert!(source.directory(&clause_texts("virtanen", &source), &|| true).is_none());
}
