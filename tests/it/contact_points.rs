//! Numbers that belong to nobody, numbers of other countries, and positions with few facts, in all views.

use std::fs;
use std::process::Command;

use crate::support::NO_SYSTEM_FOLDER;
use crate::support::generated;
use crate::support::journey::Journey;
use allu::model::{Directory, RecordRef, load, write};
use allu::present::CopyForm;
use allu::search::{Index, Pane, search};
use serde_json::{Value, json};

const MODEL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/contact-points-model.json");

fn directory() -> Directory {
    Directory::new(load(include_bytes!("../fixtures/contact-points-model.json")).expect("the fixture is sound"))
}

/// What a command prints.
fn run(args: &[&str]) -> String {
    let mut allu = Command::new(env!("CARGO_BIN_EXE_allu"));
    allu.env_clear()
        .envs([NO_SYSTEM_FOLDER])
        .env("ALLU_MODEL", MODEL)
        .env("SOURCE_DATE_EPOCH", "1795305600")
        .args(args);
    let output = allu.output().expect("the program runs");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""), "{args:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn objects(args: &[&str]) -> Vec<Value> {
    run(args).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// The ids of the records found among the people, best first.
fn found(query: &str) -> Vec<String> {
    let (directory, today) = (directory(), "2026-11-22".parse().expect("a day"));
    let index = Index::new(&directory);
    let answer = search(&directory, &index, query, today);
    let hits = answer.hits(&directory, &[Pane::People], 0..usize::MAX);
    hits.map(|hit| directory.id_of(hit.record).to_string()).collect()
}

const SCHOOL: &str = "document:koulu";

#[test]
fn a_document_is_found_by_what_in_it_is_nobodys() {
    for query in ["24500", "09 839 24500", "+358983924500", "toimisto@koulu.example"] {
        assert_eq!(found(query).first().map(String::as_str), Some(SCHOOL), "{query}");
    }
    assert_eq!(found("lista@koulu.example").first().map(String::as_str), Some("document:lista"));
    // A document without any is not a record of a list, even if its title matches.
    assert_eq!(found("tiedote"), Vec::<String>::new());
}

#[test]
fn a_foreign_number_is_found_however_it_is_dialled() {
    for query in ["+46 920 45 30 00", "0046 920 453000", "+46920", "0920-45 30 00", "0920 45", "453000", "46920453000"]
    {
        assert_eq!(found(query), [SCHOOL], "{query}");
    }
    for query in ["+46701234567", "0046 70 123 45 67", "070 123 45 67", "tel:+46701234567", "1234567"] {
        assert_eq!(found(query), ["person:aino-vesala"], "{query}");
    }
}

#[test]
fn a_large_directory_finds_what_is_nobodys_through_its_index() {
    let folder = tempfile::tempdir().expect("a folder");
    let model = generated::with_contact_points(generated::model(6_000, 3));
    let path = folder.path().join("model.json");
    fs::write(&path, write(&model).expect("JSON")).expect("a model");
    let find = |query: &str| {
        let mut allu = Command::new(env!("CARGO_BIN_EXE_allu"));
        allu.env_clear()
            .envs([NO_SYSTEM_FOLDER])
            .env("XDG_CACHE_HOME", folder.path().join("cache"))
            .arg("--model")
            .arg(&path);
        let output = allu.args(["--lang", "en", "find", query]).output().expect("the program runs");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let school = "Hämeenkylän koulun yhteystiedot\t09 839 24500\tnobody's\t\tnumber undated\n";
    // The first search makes the index, and the next one opens it.
    for _ in 0..2 {
        assert_eq!(find("09 839 24500"), school);
        assert!(find("0920 453000").starts_with("Minutes of the Board, Luleå\t+46 920 45 30 00\tnobody's\t"));
        assert!(find("koulu@virasto.example").starts_with("Hämeenkylän koulun yhteystiedot\t"));
    }
    assert!(fs::read_dir(folder.path().join("cache/allu")).is_ok_and(|entries| entries.count() > 0), "an index");
}

#[test]
fn what_is_nobodys_comes_after_those_who_have_a_name_or_a_post() {
    let all = found("");
    let kinds: Vec<&str> = all.iter().filter_map(|id| id.split(':').next()).collect();
    assert_eq!(kinds, ["person", "person", "person", "position", "document", "document"]);
    // Even if the title matches better than the people.
    assert_eq!(found("kivimäen koulun"), ["person:cia-dahl", "person:aino-vesala", "position:avoin", SCHOOL]);
}

#[test]
fn a_line_shows_the_number_that_was_asked_for_and_that_it_is_nobodys() {
    assert_eq!(run(&["find", "24500", "--lang", "en"]), "Kivimäen koulun yhteystiedot\t09 839 24500\tnobody's\t\t\n");
    assert_eq!(
        run(&["find", "0920 453000", "--lang", "fi"]),
        "Kivimäen koulun yhteystiedot\t+46 920 45 30 00\tei kenenkään nimissä\t\tnumero vuodelta 2018\n"
    );
    let address = run(&["find", "lista@koulu.example", "--lang", "sv"]);
    assert_eq!(address, "lista.md\t\ttillhör ingen\t\tlista@koulu.example\n");
    let template = ["find", "24500", "--lang", "en", "--format", "{kind}|{name}|{phone.e164}|{email}|{role}|{project}"];
    assert_eq!(
        run(&template),
        "document|Kivimäen koulun yhteystiedot|+358983924500|toimisto@koulu.example|nobody's|\n"
    );
    let fields = run(&["find", "24500", "--lang", "en", "--fields", "name,email"]);
    assert_eq!(fields, "Kivimäen koulun yhteystiedot\ttoimisto@koulu.example\n");
    let plain = run(&["find", "24500", "--lang", "en", "--plain"]);
    assert!(plain.contains("nobody's"), "{plain}");
    let table = run(&["find", "24500", "--tsv"]);
    let (header, row) = table.split_once('\n').expect("a header and a row");
    let column = header.split('\t').position(|name| name == "phones.e164").expect("a column for numbers");
    assert_eq!(row.split('\t').nth(column), Some("+358983924500; +46920453000"));
}

#[test]
fn a_document_as_json_has_its_numbers_with_their_lines() {
    let objects = objects(&["find", "24500", "--json"]);
    let [school] = objects.as_slice() else { panic!("{objects:?}") };
    assert_eq!((&school["kind"], &school["id"]), (&json!("document"), &json!(SCHOOL)));
    assert_eq!(school["phones"][0]["e164"], "+358983924500");
    assert_eq!(school["phones"][1]["international"], "+46920453000");
    assert_eq!(school["phones"][1]["evidence"][0]["line"], 4);
    assert_eq!(school["emails"][0]["address"], "toimisto@koulu.example");
    assert_eq!(school["evidence"].as_array().map(Vec::len), Some(3));
    assert_eq!((&school["file"], &school["published"]["from"]), (&json!("koulu.txt"), &json!("2026-03-01")));
    assert_eq!(school["why"][0]["field"], "phone");
}

#[test]
fn an_extension_is_a_field_of_its_number() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("model.json");
    let json = fs::read_to_string(MODEL).expect("the fixture");
    let printed = json
        .replace("\"printed\": \"09 839 24500\"", "\"printed\": \"09 839 24500, alanumero 12\", \"extension\": \"12\"");
    fs::write(&path, printed).expect("a model");
    let found = objects(&["--model", path.to_str().expect("UTF-8"), "find", "24500", "--json"]);
    assert_eq!(found[0]["phones"][0]["extension"], "12");
    assert_eq!(found[0]["phones"][1]["extension"], Value::Null);
    let line = run(&["--model", path.to_str().expect("UTF-8"), "find", "24500"]);
    assert!(line.contains("\t09 839 24500, alanumero 12\t"), "{line}");
}

#[test]
fn the_card_of_a_document_marks_its_numbers_and_names_their_lines() {
    let card = run(&["show", SCHOOL, "--lang", "en"]);
    let lines: Vec<&str> = card.lines().take(6).collect();
    assert_eq!(
        lines,
        [
            "Kivimäen koulun yhteystiedot [fi]",
            "1 Mar 2026",
            "",
            "Numbers and addresses that belong to nobody",
            "09 839 24500  +358983924500  switchboard  line 3",
            "+46 920 45 30 00 ’18  +46920453000  line 4",
        ]
    );
    assert!(card.contains("\ntoimisto@koulu.example  line 5\n"), "{card}");
    assert!(!run(&["show", "document:tiedote", "--lang", "en"]).contains("nobody's"));
}

#[test]
fn the_screen_lists_opens_and_copies_what_is_nobodys() {
    let journey = Journey::over(directory(), 100, 30).press("24500<enter>");
    let screen = journey.letters();
    assert!(screen.contains("Kivimäen koulun yhteystiedot"), "{screen}");
    assert!(screen.contains("ei kenenkään nimissä"), "{screen}");
    let copied = journey.press("y");
    assert_eq!(copied.copied(), ["09 839 24500"]);
    let said = copied.last_row();
    assert!(said.contains("Kivimäen koulun yhteystiedot") && said.contains("ei kenenkään nimissä"), "{said}");
    let again = copied.press("y");
    assert_eq!(again.copied().last().map(String::as_str), Some("+358983924500"));
    // On the card, the second number is a link to its line and can be copied from there.
    let card = again.press("<enter><down>y");
    assert_eq!(card.copied().last().map(String::as_str), Some("+46 920 45 30 00"));
    let passage = card.press("<enter>").letters();
    assert!(passage.contains("4 +46 920 45 30 00"), "{passage}");
    let sources = Journey::over(directory(), 100, 30).press("24500<enter>o").letters();
    assert!(sources.contains("rivi 3") && sources.contains("rivi 5"), "{sources}");
}

#[test]
fn a_foreign_number_is_copied_as_it_is_dialled() {
    let directory = directory();
    let record = directory.find(&"person:aino-vesala".parse().expect("an id")).expect("a person");
    let today = "2026-11-22".parse().expect("a day");
    let forms = allu::present::forms(&directory, record, allu::i18n::Lang::En, today);
    let texts: Vec<&str> = forms.iter().map(|copied| copied.form.text()).take(2).collect();
    assert_eq!(texts, ["+46 70 123 45 67", "+46701234567"]);
    assert!(forms.iter().any(|copied| matches!(&copied.form, CopyForm::Card(card) if card.contains("Aino Vesala"))));
    assert!(matches!(record, RecordRef::Person(_)));
}

#[test]
fn who_stands_in_for_somebody_is_marked_in_three_languages() {
    for (lang, title) in [("fi", "vs. rehtori"), ("sv", "tf. rektor"), ("en", "acting principal")] {
        assert!(run(&["find", "vesala", "--lang", lang]).contains(&format!("\t{title}\t")), "{lang}");
        assert!(run(&["find", "vesala", "--lang", lang, "--plain"]).contains(title), "{lang}");
        let card = run(&["show", "person:aino-vesala", "--lang", lang]);
        assert_eq!(card.lines().nth(1), Some(title));
        let organisation = run(&["show", "organisation:koulu", "--lang", lang]);
        assert!(
            organisation.contains("Aino Vesala  +46 70 123 45 67") && organisation.contains(&format!("  {title}\n")),
            "{organisation}"
        );
    }
    let screen = Journey::over(directory(), 100, 30).press("rehtori").letters();
    assert!(screen.contains("vs. rehtori"), "{screen}");
    let aino = &objects(&["find", "vesala", "--json"])[0];
    assert_eq!((&aino["positions"][0]["acting"], &aino["positions"][0]["title"]), (&json!(true), &json!("rehtori")));
    let cia = &objects(&["find", "dahl", "--json"])[0];
    assert_eq!(cia["positions"][0]["acting"], false);
}

#[test]
fn a_unit_is_on_the_card_in_the_json_and_found() {
    for (lang, label) in [("fi", "Yksikkö"), ("sv", "Enhet"), ("en", "Unit")] {
        let card = run(&["show", "person:aino-vesala", "--lang", lang]);
        assert!(card.lines().any(|line| line.starts_with(label) && line.ends_with("Opetuspalvelut")), "{card}");
    }
    let aino = &objects(&["find", "vesala", "--json"])[0];
    assert_eq!(aino["positions"][0]["unit"], "Opetuspalvelut");
    assert_eq!(found("opetuspalvelut"), ["person:aino-vesala"]);
}

#[test]
fn a_missing_title_leaves_no_hole() {
    let cia = &objects(&["find", "dahl", "--json"])[0];
    assert_eq!(cia["positions"][0]["title"], Value::Null);
    let vacant = &objects(&["show", "position:avoin", "--json"])[0];
    assert_eq!((&vacant["title"], &vacant["holder"]), (&Value::Null, &json!("vacant")));
    let holes = [" · ·", ": \n", ", \n", ",,", "()", "  (", " ·\n", "\n\n\n", "· ,"];
    for lang in ["fi", "sv", "en"] {
        let records = ["person:cia-dahl", "person:bo-ek", "position:avoin", "organisation:koulu"];
        let cards = records.map(|id| run(&["show", id, "--lang", lang]));
        let lines = [run(&["find", "--lang", lang]), run(&["find", "--lang", lang, "--plain"])];
        for text in cards.iter().chain(&lines) {
            assert!(!holes.iter().any(|hole| text.contains(hole)), "{lang}: {text}");
        }
    }
    assert!(run(&["show", "person:cia-dahl", "--lang", "en"]).starts_with("Cia Dahl\n(former)\nno telephone number"));
    assert!(run(&["show", "person:bo-ek", "--lang", "en"]).starts_with("Bo Ek\nno telephone number in the sources\n"));
    assert!(run(&["show", "position:avoin", "--lang", "sv"]).starts_with("befattning (vakant)\n"));
    let screen = Journey::over(directory(), 100, 30).press("<enter>jjj").letters();
    assert!(screen.contains("tehtävä") && screen.contains("avoin"), "{screen}");
    // Without records there is nothing to search.
    assert_eq!(found("rooli:cia"), Vec::<String>::new());
}

#[test]
fn a_check_looks_into_what_is_nobodys() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("model.json");
    let json = fs::read_to_string(MODEL).expect("the fixture");
    let dangling = json.replacen(
        "[{\"document\": \"document:koulu\", \"line\": 4",
        "[{\"document\": \"document:nowhere\", \"line\": 4",
        1,
    );
    fs::write(&path, dangling).expect("a model");
    let mut allu = Command::new(env!("CARGO_BIN_EXE_allu"));
    let output = allu.env_clear().envs([NO_SYSTEM_FOLDER]).arg("check").arg(&path).output().expect("the program runs");
    let told = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("documents[0].phones[1].evidence[0]") && told.contains("document:nowhere"), "{told}");
}

#[test]
fn a_check_accepts_a_foreign_number_as_it_is_dialled_at_home() {
    let json = fs::read_to_string(MODEL).expect("the fixture");
    let problems = |printed: &str, e164: &str| {
        let json = json.replace("+46 920 45 30 00", printed).replace("+46920453000", e164);
        allu::model::inspect(json.as_bytes()).problems.len()
    };
    assert_eq!(problems("0920-45 30 00", "+46920453000"), 0);
    assert_eq!(problems("0920-45 30 00", "+358920453001"), 1);
    assert_eq!(problems("+358 920 453000", "+46920453000"), 1);
}

#[test]
fn a_check_accepts_a_position_without_a_title() {
    let told = run(&["check", MODEL]);
    assert!(told.contains("OK"), "{told}");
}
