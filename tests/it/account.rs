//! The account of `build`: what was found and by which rule, which facts are doubtful, and which findings were not
//! used.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::NO_SYSTEM_FOLDER;
use tempfile::TempDir;

/// What a build left behind.
struct Built {
    status: Option<i32>,
    out: String,
    err: String,
    /// The model, if one was written.
    model: Option<Value>,
}

impl Built {
    /// The last line on standard error.
    fn closing(&self) -> &str {
        self.err.lines().last().unwrap_or_default()
    }

    fn objects(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }
}

/// Documents in a folder called `koulut`.
fn folder(documents: &[(&str, &str)]) -> TempDir {
    let around = tempfile::tempdir().expect("a folder");
    fs::create_dir(around.path().join("koulut")).expect("a folder");
    for (name, text) in documents {
        fs::write(around.path().join("koulut").join(name), text).expect("a document");
    }
    around
}

/// Builds `inputs` to `model.json`, from the folder around the documents.
fn build(around: &Path, inputs: &[&str], options: &[&str]) -> Built {
    let path = around.join("model.json");
    _ = fs::remove_file(&path);
    let mut command = Command::new(env!("CARGO_BIN_EXE_allu"));
    command
        .env_clear()
        .envs([NO_SYSTEM_FOLDER])
        .current_dir(around)
        .arg("build")
        .args(inputs)
        .args(["-o", "model.json"])
        .args(options);
    let output = command.output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let model = fs::read(&path).ok().map(|json| serde_json::from_slice(&json).expect("JSON"));
    Built { status: output.status.code(), out: text(output.stdout), err: text(output.stderr), model }
}

/// A page with two people, and a number and an address that belong to nobody.
const PAGE: &str = "Kivimäen koulu\n1.3.2026\n\nRehtori Anna Aalto, p. 040 123 4567 (Lappi)\n\n\
                    Opettaja Bo Berg, p. 040 123 4568\n\n* * *\n\nToimisto 09 839 24500\n";
const LIST: &str = "# Väki\n\n- Cia Dahl, projektipäällikkö, 050 111 2223\n\n\
                    | Nimi | Puhelin |\n|---|---|\n| Eero Elo | 044 555 6667 |\n";

#[test]
fn a_build_ends_with_how_much_was_found() {
    let around = folder(&[("a.txt", PAGE), ("directory.toml", "title = \"Koulut\"\n")]);
    let said = |options: &[&str]| build(around.path(), &["koulut"], options).closing().to_owned();
    assert_eq!(said(&["--lang", "en"]), "2 people, 0 projects, 1 place → model.json; 1 not used: --report");
    assert_eq!(said(&["--lang", "fi"]), "2 ihmistä, 0 hanketta, 1 paikka → model.json; 1 jäi käyttämättä: --report");
    assert_eq!(said(&["--lang", "sv"]), "2 personer, 0 projekt, 1 plats → model.json; 1 blev oanvänd: --report");
    assert_eq!(said(&["--lang", "en", "--ascii"]), "2 people, 0 projects, 1 place: model.json; 1 not used: --report");
    assert_eq!(said(&["--lang", "en", "--report"]), "2 people, 0 projects, 1 place → model.json; 1 not used");
    let undated = folder(&[("a.txt", "Anna Aalto, ohjaaja\n"), ("directory.toml", "title = \"Koulut\"\n")]);
    let said = |lang| build(undated.path(), &["koulut"], &["--lang", lang]).closing().to_owned();
    assert_eq!(said("en"), "1 person, 0 projects, 0 places → model.json; 1 doubtful: --report");
    assert_eq!(said("fi"), "1 ihminen, 0 hanketta, 0 paikkaa → model.json; 1 epävarma kohta: --report");
    assert_eq!(said("sv"), "1 person, 0 projekt, 0 platser → model.json; 1 osäker uppgift: --report");
}

#[test]
fn a_directory_without_a_title_has_that_of_its_folder_or_of_its_only_document() {
    let around = folder(&[("a.txt", PAGE), ("b.md", LIST)]);
    for inputs in [&["koulut"][..], &["./koulut/"], &["koulut/a.txt", "koulut/b.md"]] {
        let built = build(around.path(), inputs, &["--lang", "en"]);
        assert_eq!(built.model.as_ref().expect("a model")["title"], "koulut", "{inputs:?}");
        assert!(built.closing().ends_with("; titled “koulut” after the folder (directory.toml can give another)"));
    }
    std::os::unix::fs::symlink("koulut", around.path().join("link")).expect("a link");
    assert_eq!(build(around.path(), &["link"], &[]).model.expect("a model")["title"], "link");
    let inside = build(&around.path().join("koulut"), &["."], &[]);
    assert_eq!(inside.model.expect("a model")["title"], "koulut");
    let one = build(around.path(), &["koulut/b.md"], &["--lang", "en"]);
    assert_eq!(one.model.as_ref().expect("a model")["title"], "Väki");
    assert!(one.closing().contains("titled “Väki” after the document"), "{}", one.err);
    fs::write(around.path().join("koulut/directory.toml"), "title = \"Koulujen väki\"\n").expect("a file");
    let stated = build(around.path(), &["koulut"], &["--lang", "en"]);
    assert_eq!(stated.model.as_ref().expect("a model")["title"], "Koulujen väki");
    assert!(!stated.closing().contains("titled"), "{}", stated.err);
}

#[test]
fn a_build_that_finds_nobody_writes_nothing_and_says_so_on_one_line() {
    let around = folder(&[("a.txt", "hei\n"), ("b.txt", "Vaihde 09 839 24500\n")]);
    for (lang, read) in [("en", "2 documents were read"), ("fi", "luettiin 2 lähdettä"), ("sv", "2 källor lästes")]
    {
        let built = build(around.path(), &["koulut"], &["--lang", lang]);
        assert_eq!((built.status, built.out.as_str(), built.model.is_none()), (Some(2), "", true), "{}", built.err);
        assert!(built.err.lines().count() == 1 && built.err.contains(read), "{}", built.err);
        assert!(built.err.contains("--report"), "{}", built.err);
    }
    let old = around.path().join("model.json");
    fs::write(&old, "old").expect("a file");
    let mut command = Command::new(env!("CARGO_BIN_EXE_allu"));
    command.env_clear().envs([NO_SYSTEM_FOLDER]).current_dir(around.path()).args([
        "build",
        "koulut",
        "-o",
        "model.json",
    ]);
    assert_eq!(command.output().expect("the program runs").status.code(), Some(2));
    assert_eq!(fs::read_to_string(&old).expect("the old file"), "old");
    let reported = build(around.path(), &["koulut"], &["--lang", "en", "--report"]);
    assert!(reported.out.contains("09 839 24500"), "{}", reported.out);
    assert!(!reported.err.contains("--report"), "{}", reported.err);
}

#[test]
fn a_report_sets_out_each_document() {
    let around = folder(&[("a.txt", PAGE), ("b.md", LIST)]);
    let report = build(around.path(), &["koulut"], &["--lang", "en", "--report"]).out;
    let (first, second) = report.split_once("koulut/b.md").expect("two documents");
    let mut lines = first.lines();
    assert_eq!(lines.next(), Some("koulut/a.txt  Kivimäen koulu · 1 Mar 2026"));
    assert_eq!(lines.next(), Some("  Found"));
    for row in [
        "     4  person        Anna Aalto · text",
        "     4  number        040 123 4567, Anna Aalto · text",
        "     4  place         Lappi, Anna Aalto · text",
        "     6  person        Bo Berg · text",
        "  Seen but not used",
        "    10  number        09 839 24500 · searchable as a contact of the document",
    ] {
        assert!(first.lines().any(|line| line == row), "{row}\n{first}");
    }
    assert!(!first.contains("Doubtful"), "{first}");
    for row in [
        "     3  person        Cia Dahl · list item",
        "     7  number        044 555 6667, Eero Elo · table",
        "  Doubtful",
        "        The source is undated: Väki.",
    ] {
        assert!(second.lines().any(|line| line == row), "{row}\n{second}");
    }
    let plain = build(around.path(), &["koulut"], &["--lang", "sv", "--report", "--plain"]).out;
    assert!(plain.lines().any(|line| line == "rad 4, telefonnummer, 040 123 4567, Anna Aalto, text"), "{plain}");
}

#[test]
fn a_report_for_programs_has_an_object_a_line() {
    let around = folder(&[("a.txt", PAGE), ("b.md", LIST)]);
    let built = build(around.path(), &["koulut"], &["--report=json"]);
    assert_eq!(built.err, "");
    let objects = built.objects();
    for object in &objects {
        let fields: Vec<&str> = object.as_object().expect("an object").keys().map(String::as_str).collect();
        assert_eq!(fields[..7], ["v", "severity", "file", "line", "kind", "details", "about"], "{object}");
        assert_eq!(object["v"], 1);
    }
    let of = |severity: &str| objects.iter().filter(|object| object["severity"] == severity).collect::<Vec<_>>();
    // The diagnostics come first, as before.
    let severities: Vec<&str> = objects.iter().filter_map(|object| object["severity"].as_str()).collect();
    let mut sorted = severities.clone();
    sorted.sort_by_key(|severity| !matches!(*severity, "warning" | "doubt"));
    assert_eq!(severities, sorted);
    assert_eq!(of("document").len(), 2);
    let number = of("found").into_iter().find(|object| object["details"][0] == "044 555 6667").expect("the number");
    assert_eq!((&number["kind"], &number["owner"], &number["line"]), (&"phone".into(), &"Eero Elo".into(), &7.into()));
    assert_eq!((&number["rule"], &number["basis"]), (&"table".into(), &"stated".into()));
    let left = of("left");
    assert_eq!((left.len(), &left[0]["kind"], &left[0]["details"][0]), (1, &"phone".into(), &"09 839 24500".into()));
    let summary = objects.last().expect("a summary");
    assert_eq!(summary["kind"], "summary");
    for (key, count) in [("documents", 2), ("people", 4), ("projects", 0), ("places", 1), ("doubtful", 1), ("left", 1)]
    {
        assert_eq!(summary[key], count, "{key}: {summary}");
    }
}

#[test]
fn what_a_curator_states_is_told_apart() {
    let text = "+++\ntitle = \"Sivu\"\n[[project]]\nname = \"Silta\"\nstart = \"2024\"\n+++\n\nAnna Aalto, ohjaaja\n";
    let around = folder(&[("a.md", text)]);
    let built = build(around.path(), &["koulut"], &["--report=json"]);
    let rules: Vec<(String, String)> = built
        .objects()
        .iter()
        .filter(|object| object["severity"] == "found")
        .map(|object| (object["kind"].to_string(), object["rule"].to_string()))
        .collect();
    assert!(rules.contains(&("\"project\"".to_owned(), "\"front-matter\"".to_owned())), "{rules:?} {}", built.err);
    assert!(rules.contains(&("\"person\"".to_owned(), "\"text\"".to_owned())), "{rules:?}");
}

#[test]
fn many_warnings_are_counted_and_ten_of_them_printed() {
    let numbers: Vec<String> = (10..40).map(|end| format!("Toimisto 09 839 245{end}\n\n* * *\n\n")).collect();
    let around = folder(&[("a.txt", &format!("{PAGE}\n* * *\n\n{}", numbers.concat()))]);
    let built = build(around.path(), &["koulut"], &["--lang", "en"]);
    assert_eq!(built.status, Some(0), "{}", built.err);
    let warnings = built.err.lines().filter(|line| line.contains(": warning: ")).count();
    assert_eq!(warnings, 10, "{}", built.err);
    assert!(built.err.contains("\nand 21 more: --report\n"), "{}", built.err);
    assert!(built.closing().contains("; 31 not used: --report"), "{}", built.err);
    let model = built.model.expect("a model");
    let phones = &model["documents"][0]["phones"];
    assert_eq!(phones.as_array().map(Vec::len), Some(31));
    assert_eq!(phones[0]["as_of"]["from"], "2026-03-01", "a number is as old as its document");
    // Errors are never left out.
    let broken: Vec<(String, String)> =
        (0..15).map(|at| (format!("b{at}.md"), "+++\ntitle = \n+++\n".to_owned())).collect();
    let broken: Vec<(&str, &str)> = broken.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let built = build(folder(&broken).path(), &["koulut"], &["--lang", "en"]);
    assert_eq!(built.err.lines().filter(|line| line.contains(": error: ")).count(), 15, "{}", built.err);
}

#[test]
fn a_date_that_a_project_has_is_not_left() {
    let text = "Sivu\n\nSilta -hanke toteutetaan 1.3.2023–30.9.2025. Hanketta johtaa Anna Aalto, p. 040 123 4567.\n";
    let around = folder(&[("a.txt", text)]);
    let objects = build(around.path(), &["koulut"], &["--report=json"]).objects();
    let is_date = |object: &&Value| object["severity"] == "left" && object["kind"] == "date";
    assert_eq!(objects.iter().filter(is_date).count(), 0, "{objects:?}");
    let is_period = |object: &Value| object["severity"] == "found" && object["kind"] == "period";
    assert!(objects.iter().any(is_period), "{objects:?}");
}

#[test]
fn a_name_that_no_rule_takes_is_left() {
    let text = "Sivu\n\nAnna Aalto, ohjaaja, p. 040 123 4567\n\nSunnuntaina nähtiin myös Nasra Qo torilla.\n";
    let around = folder(&[("a.txt", text)]);
    let objects = build(around.path(), &["koulut"], &["--report=json"]).objects();
    let names = objects.iter().filter(|object| object["severity"] == "left" && object["kind"] == "name");
    let details: Vec<_> = names.map(|object| (&object["line"], &object["details"][0])).collect();
    assert_eq!(details, [(&5.into(), &"Nasra Qo".into())], "{objects:?}");
}

#[test]
fn nothing_of_a_document_is_obeyed_by_the_terminal() {
    let page = "Sivu \u{1b}[31m\u{202e}\n\nAnna \u{200f}Aalto, ohjaaja\u{9b}1m, p. 040 123 4567\n\nMuu 09\u{1b}[2J 839 24500\n";
    let around = folder(&[("a\u{1b}]0;x\u{7}.txt", page)]);
    for options in [&["--report"][..], &["--report", "--plain"], &["--report=json"], &[]] {
        let Built { out, err, .. } = build(around.path(), &["koulut"], options);
        let is_obeyed =
            |letter: char| letter != '\n' && (letter.is_control() || matches!(letter, '\u{200f}' | '\u{202e}'));
        assert!(!out.chars().chain(err.chars()).any(is_obeyed), "{options:?} {out:?} {err:?}");
    }
}

#[test]
fn a_merge_has_its_reason_in_the_report() {
    let page =
        |date: &str, name: &str| format!("Team\n{date}\n\n{name}, ohjaaja, p. 040 123 4567, aino.laine@a.example\n");
    let around = folder(&[("a.txt", &page("1.1.2025", "Aino Laine")), ("b.txt", &page("1.3.2026", "Aino Niemi"))]);
    let report = build(around.path(), &["koulut"], &["--lang", "en", "--report"]).out;
    let reason = "the given name is the same, and so is an address or a direct number";
    assert!(report.contains(&format!("  The same person\n        Aino Niemi = Aino Laine · {reason}\n")), "{report}");
    let objects = build(around.path(), &["koulut"], &["--report=json"]).objects();
    let merged = objects.iter().find(|object| object["severity"] == "merged").expect("a merge");
    assert_eq!((&merged["kind"], &merged["file"]), (&"shared-contact".into(), &"koulut/b.txt".into()));
    assert_eq!(merged["details"], serde_json::json!(["Aino Niemi", "Aino Laine"]));
}

/// Ids are internal to the model; the reader of a message has not seen them.
#[test]
fn a_doubt_names_the_record_and_shows_no_id() {
    let contacts = "Tiimi\n\nAnna Aalto, projektipäällikkö, 040 123 4567\nAnna Aalto, neuvoja, 040 123 9999, Oulu\n";
    let remark = "+++\ntitle = \"Sivu\"\nsource = \"sivu.txt\"\n\n[[project]]\nname = \"Polku\"\n\n[[warning]]\n\
                  about = [\"Polku\"]\ntext = \"Kesto on kaksi vuotta.\"\n+++\n\nPolku\n";
    let around = folder(&[("contacts.txt", contacts), ("remark.md", remark)]);
    for options in [&["--lang", "en"][..], &["--lang", "en", "--report"]] {
        let built = build(around.path(), &["koulut"], options);
        let said = format!("{}{}", built.out, built.err);
        for id in ["document:", "person:", "project:", "position:", "organisation:"] {
            assert!(!said.contains(id), "{id}\n{said}");
        }
        assert!(said.contains("The source is undated: Tiimi."), "{said}");
        assert!(said.contains("Another person of the same name is in the directory: Anna Aalto."), "{said}");
    }
    let told = build(around.path(), &["koulut"], &["--lang", "en"]).err;
    assert!(told.contains(": doubtful: Another person") && told.contains(": Polku: Kesto on"), "{told}");
}
