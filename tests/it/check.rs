//! Broken models: every problem is found at once, each with its JSON path and line.

use std::time::{Duration, Instant};

use allu::model::{Directory, ProblemKind, WarningKind, inspect, load, scan, write};
use allu::search::{Index, search};
use allu::text::Day;

const MODEL: &str = include_str!("../../assets/model.json");

/// The model with some texts replaced; each must be there.
fn broken(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(MODEL.to_owned(), |json, (before, after)| {
        assert!(json.contains(before), "{before} is not in the model");
        json.replacen(before, after, 1)
    })
}

/// The paths of the problems found, each with its line.
fn found(json: &str) -> Vec<(String, String)> {
    let line = |line: usize| json.lines().nth(line - 1).unwrap_or_default().trim().to_owned();
    let problem =
        |problem: allu::model::Problem| (problem.path.to_string(), problem.line.map(line).unwrap_or_default());
    inspect(json.as_bytes()).problems.into_iter().map(problem).collect()
}

#[test]
fn a_sound_model_has_no_problems() {
    assert_eq!(found(MODEL), []);
}

#[test]
fn every_problem_is_found_at_once() {
    let json = broken(&[
        (r#""e164": "+358295037012""#, r#""e164": "+358295037013""#),
        (r#""kind": "direct""#, r#""kind": "mobile""#),
        (r#""from": "2018-11-09""#, r#""from": "2018-13-09""#),
        (r#""basis": "derived""#, r#""basis": 5"#),
        (r#""holder": "person:sanna-hiltunen""#, r#""holder": "person:nobody""#),
    ]);
    let kinds: Vec<ProblemKind> = inspect(json.as_bytes()).problems.into_iter().map(|problem| problem.kind).collect();
    for wanted in ["NumberMismatch", "mobile", "2018-13-09", "Type", "Dangling"] {
        assert!(kinds.iter().any(|kind| format!("{kind:?}").contains(wanted)), "{wanted}: {kinds:#?}");
    }
    assert_eq!(kinds.len(), 5, "{kinds:#?}");
}

#[test]
fn each_problem_is_on_its_line() {
    for (before, after, line) in [
        (r#""kind": "direct""#, r#""kind": "mobile""#, r#""kind": "mobile","#),
        (r#""e164": "+358295037012""#, r#""e164": "0295""#, r#""e164": "0295","#),
        (r#""holder": "person:tanja-manner""#, r#""holder": "person:x""#, r#""holder": "person:x","#),
        (r#""place": "region:19""#, r#""place": "region:20""#, r#""place": "region:20","#),
        (r#""id": "person:hanna-wallenius""#, r#""id": "person:hanna-aaltonen""#, r#""id": "person:hanna-aaltonen","#),
    ] {
        let found = found(&broken(&[(before, after)]));
        assert!(found.iter().any(|(_, on)| on == line), "{after}: {found:?}");
    }
}

#[test]
fn a_choice_names_all_that_may_be_chosen() {
    let problems = inspect(broken(&[(r#""kind": "direct""#, r#""kind": "mobile""#)]).as_bytes()).problems;
    let expected = "direct | switchboard | fax".to_owned();
    assert_eq!(problems[0].kind, ProblemKind::Form { found: "mobile".to_owned(), expected });
    assert_eq!(problems.len(), 1, "{problems:?}");
}

#[test]
fn a_kind_of_warning_that_is_not_known_is_told_those_that_are() {
    let json = broken(&[(r#""kind": "announced-move""#, r#""kind": "rumour""#)]);
    let problems = inspect(json.as_bytes()).problems;
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].path.to_string().starts_with("warnings[0].kind"), "{problems:?}");
    let ProblemKind::Form { expected, .. } = &problems[0].kind else { panic!("{problems:?}") };
    assert!(expected.starts_with("announced-move | ") && expected.contains("curated"), "{expected}");
}

/// The small model is one of those in which the facts of a warning have no names.
#[test]
fn a_model_from_before_the_facts_of_warnings_had_names_still_opens() {
    let old = include_str!("../fixtures/small-model.json");
    assert!(old.contains(r#""details": ["#) && !old.contains(r#""latest""#));
    assert_eq!(found(old), []);
    let model = load(old.as_bytes()).expect("the old model is sound");
    let kinds: Vec<_> = model.warnings.iter().map(|warning| warning.kind.clone()).collect();
    let latest = "2018-12-31".parse().ok();
    let moved = WarningKind::AnnouncedMove { title: Some("johtava asiantuntija".to_owned()), latest };
    assert_eq!(
        kinds,
        [moved, WarningKind::Curated { text: Some("Vastaa vain arkisin.".to_owned()), sv: None, en: None }]
    );
    let new = write(&model).expect("a model is JSON");
    assert!(!new.contains("details") && new.contains(r#""latest": "2018-12-31""#), "{new}");
    assert_eq!(found(&new), []);
    assert!(scan(old.as_bytes()).is_some() && scan(new.as_bytes()).is_some());
}

#[test]
fn another_version_is_refused_by_name() {
    let problems = inspect(broken(&[(r#""schema": 1"#, r#""schema": 7"#)]).as_bytes()).problems;
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].kind, ProblemKind::Version { found: 7 });
    assert_eq!(problems[0].line, Some(2));
}

#[test]
fn a_project_that_is_part_of_itself_is_found() {
    let json = broken(&[(r#""value": "project:kotona-suomessa""#, r#""value": "project:hyva-polku""#)]);
    let problems = inspect(json.as_bytes()).problems;
    assert!(problems.iter().any(|problem| matches!(problem.kind, ProblemKind::Cycle { .. })), "{problems:?}");
}

#[test]
fn a_byte_order_mark_and_unknown_fields_are_welcome() {
    let json = format!("\u{feff}{}", broken(&[(r#""schema": 1,"#, "\"schema\": 1,\n  \"later\": {\"x\": [1]},")]));
    assert!(load(json.as_bytes()).is_ok());
}

#[test]
fn a_model_cut_anywhere_is_one_problem_with_a_line() {
    for cut in (0..MODEL.len()).step_by(997).filter(|cut| MODEL.is_char_boundary(*cut)) {
        let problems = inspect(&MODEL.as_bytes()[..cut]).problems;
        assert_eq!(problems.len(), 1, "cut at {cut}");
        assert!(matches!(problems[0].kind, ProblemKind::Syntax { truncated: true, .. }), "cut at {cut}: {problems:?}");
        assert!(problems[0].line.is_some());
    }
}

#[test]
fn hostile_files_are_problems_and_nothing_worse() {
    let deep = "[".repeat(100_000);
    let keys = "{\"a\":".repeat(100_000);
    for json in [
        deep.as_str(),
        keys.as_str(),
        "",
        "null",
        "[]",
        "\u{0}",
        "{\"schema\":1}",
        "{\"schema\":\"1\"}",
        "{\"people\":{}}",
    ] {
        assert!(!inspect(json.as_bytes()).problems.is_empty());
    }
    assert!(!inspect(b"\xff\xfe{}").problems.is_empty());
    let doubled = broken(&[(r#""schema": 1,"#, r#""schema": 1, "schema": 1,"#)]);
    assert!(!inspect(doubled.as_bytes()).problems.is_empty());
}

#[test]
fn a_quotation_stands_on_its_line_of_the_document() {
    let line = r#""line": 34,"#;
    for (before, after, on) in [
        (line, r#""line": 30031,"#, r#""line": 30031,"#),
        (r#""text": "Sanna Hiltunen""#, r#""text": "Sanna Hiltanen""#, r#""text": "Sanna Hiltanen","#),
    ] {
        let json = broken(&[(before, after)]);
        let problems = found(&json);
        assert!(matches!(&problems[..], [(path, told)] if path.contains("evidence[") && told == on), "{problems:?}");
        assert!(load(json.as_bytes()).is_ok());
    }
    let spaced = broken(&[(r#""text": "Sanna Hiltunen""#, r#""text": "Sanna\u00a0 Hiltunen""#)]);
    assert_eq!(found(&spaced), []);
}

#[test]
fn a_control_character_in_a_name_is_found() {
    let json = broken(&[(r#""name": "Sanna Hiltunen""#, r#""name": "Sanna\u001b Hiltunen""#)]);
    let problems = inspect(json.as_bytes()).problems;
    assert!(matches!(problems[..], [ref one] if one.kind == ProblemKind::Control { letter: '\u{1b}' }), "{problems:?}");
    assert!(load(json.as_bytes()).is_ok());
}

/// A model of projects, each part of the one before, as JSON values.
fn chain(levels: usize) -> String {
    let project = |level: usize| {
        let parent = match level {
            0 => String::new(),
            _ => format!(r#", "parent": {{"value": "project:p{}", "basis": "stated", "evidence": []}}"#, level - 1),
        };
        format!(r#"{{"id": "project:p{level}", "name": "Hanke {level}", "evidence": []{parent}}}"#)
    };
    let projects: Vec<String> = (0..levels).map(project).collect();
    format!("{{\"schema\": 1, \"title\": \"x\", \"documents\": [], \"projects\": [\n{}\n]}}", projects.join(",\n"))
}

#[test]
fn what_no_directory_has_is_refused_with_its_place() {
    assert_eq!(found(&chain(32)), []);
    let deep = chain(5_000);
    let problems = inspect(deep.as_bytes()).problems;
    assert!(
        matches!(&problems[..], [problem] if problem.kind == ProblemKind::TooDeep { most: 32 }
        && problem.path.to_string() == "projects[32].parent" && problem.line == Some(34)),
        "{problems:?}"
    );
    assert!(load(deep.as_bytes()).is_err() && allu::model::scan(deep.as_bytes()).is_none());
    let long = |letters: usize| "å".repeat(letters);
    for (before, after, path) in [
        (r#""name": "Sanna Hiltunen""#, r#""name": "LONG""#, "name"),
        (r#""title": "aluekoordinaattori""#, r#""title": "LONG""#, "title"),
        (r#""printed": "Lappi""#, r#""printed": "LONG""#, "printed"),
    ] {
        let of = |letters: usize| broken(&[(before, &after.replace("LONG", &long(letters)))]);
        assert!(load(of(1_000).as_bytes()).is_ok(), "{path}");
        let json = of(1_001);
        let problems = inspect(json.as_bytes()).problems;
        let is_told = |problem: &allu::model::Problem| {
            problem.kind == ProblemKind::TooLong { letters: 1_001, most: 1_000 }
                && problem.path.to_string().ends_with(path)
        };
        assert!(problems.iter().any(is_told), "{path}: {problems:?}");
        assert!(load(json.as_bytes()).is_err() && allu::model::scan(json.as_bytes()).is_none(), "{path}");
    }
}

#[test]
fn what_passes_is_searched_in_time_that_grows_with_its_size() {
    let time = |chains: usize| {
        let mut projects = Vec::new();
        for at in 0..chains * 32 {
            let parent = match at % 32 {
                0 => String::new(),
                _ => format!(r#", "parent": {{"value": "project:p{}", "basis": "stated", "evidence": []}}"#, at - 1),
            };
            let name = format!("hanke{at:04}").repeat(90);
            projects.push(format!(r#"{{"id": "project:p{at}", "name": "{name}", "evidence": []{parent}}}"#));
        }
        let json = format!(r#"{{"schema": 1, "title": "x", "documents": [], "projects": [{}]}}"#, projects.join(","));
        assert_eq!(found(&json), []);
        let directory = Directory::new(load(json.as_bytes()).expect("it passes"));
        let since = Instant::now();
        let index = Index::new(&directory);
        _ = search(&directory, &index, "hanke0001", Day::new(2026, 11, 22).expect("a day"));
        since.elapsed()
    };
    // The first is to warm up.
    let (_, short, long) = (time(2), time(4), time(16));
    assert!(long < short * 12 + Duration::from_millis(200), "four times as much takes {long:?} and not {short:?}");
}
