//! Several directories that are searched as one.

use std::cell::Cell;
use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use allu::combine::{NamedDirectory, combine, record_count};
use allu::model::{Basis, Directory, inspect, load};
use serde_json::Value;
use tempfile::TempDir;

use crate::support::NO_SYSTEM_FOLDER;
use crate::support::session::Session;

/// 27 November 2026, 12:24:00 in UTC.
const NOW: u64 = 1_795_782_240;
const OWN: &str = "Anna Aalto, aluekoordinaattori, p. 0295 111 222 (Lappi)\nBo Berg, p. 040 111 1111 (Kainuu)\n";
/// Anna has the same number; Bo has nothing but the name.
const ELY: &str = "Anna Aalto, projektisihteeri, p. 0295 111 222 (Lappi)\nBo Berg, p. 050 222 2222 (Satakunta)\n\
    Cia Cederberg, p. 050 333 3333 (Uusimaa)\n";

/// A folder with models, a home and a cache.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    /// The models of two pages.
    fn with_two() -> Self {
        let place = Self::new();
        place.build("own", OWN);
        place.build("ely", ELY);
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn build(&self, name: &str, contacts: &str) -> PathBuf {
        let page = self.path("sivu.md");
        fs::write(&page, format!("# Yhteystiedot\n\nPäivitetty 3.2.2026\n\n{contacts}")).expect("the disk takes it");
        let model = self.path(&format!("{name}.json"));
        let built = self.allu(&["build", &text(&page), "-o", &text(&model)]);
        assert!(built.status.success(), "{built:?}");
        model
    }

    fn allu(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_allu"));
        command
            .env_clear()
            .envs([NO_SYSTEM_FOLDER])
            .env("HOME", self.folder.path())
            .env("XDG_CACHE_HOME", self.path("cache"));
        command.env("SOURCE_DATE_EPOCH", NOW.to_string()).env("TZ", "UTC0").env("LC_ALL", "C.UTF-8");
        command.args(args).output().expect("the program starts")
    }

    /// The output of a command on the models `own` and `ely`.
    fn both(&self, args: &[&str]) -> String {
        let (own, ely) = (text(&self.path("own.json")), text(&self.path("ely.json")));
        let output = self.allu(&[&["--model", &own, "--model", &ely], args].concat());
        assert!(output.status.success() && output.stderr.is_empty(), "{args:?}: {output:?}");
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    fn found(&self, query: &str) -> Vec<Value> {
        let printed = self.both(&["find", "--json", query]);
        printed.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }

    fn configure(&self, config: &str) {
        let folder = self.path(".config/allu");
        fs::create_dir_all(&folder).expect("the disk takes it");
        fs::write(folder.join("config.toml"), config).expect("the disk takes it");
    }

    /// The combined model in the cache.
    fn combined(&self) -> Option<PathBuf> {
        let entries = fs::read_dir(self.path("cache/allu")).ok()?.flatten().map(|entry| entry.path());
        entries.into_iter().find(|path| text(path).ends_with(".model.json"))
    }
}

fn text(path: &Path) -> String {
    path.to_str().expect("UTF-8").to_owned()
}

fn names(record: &Value) -> Vec<&str> {
    record["sources"].as_array().expect("sources").iter().filter_map(|source| source["name"].as_str()).collect()
}

/// A model of so many people, each with a number, whose names begin with a word.
fn large_model(word: &str, people: usize) -> String {
    let mut model = String::from(
        r#"{"schema":1,"title":"T","documents":[{"id":"document:d","title":"D","file":"d.md","published":null}],"people":["#,
    );
    for number in 0..people {
        let comma = if number > 0 { "," } else { "" };
        let evidence = r#"[{"document":"document:d","line":1,"text":"x"}]"#;
        _ = write!(
            model,
            r#"{comma}{{"id":"person:{word}-{number}","name":"{word} Nimi{number}","phones":[{{"printed":"+358 40 {number:07}","e164":"+35840{number:07}","kind":"direct","as_of":null,"evidence":{evidence}}}],"evidence":{evidence}}}"#
        );
    }
    model + "]}\n"
}

#[test]
fn one_person_of_two_directories_is_one_record_with_the_facts_of_both() {
    let place = Place::with_two();
    let found = place.found("aalto");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(names(&found[0]), ["own", "ely"]);
    assert_eq!((&found[0]["id"], found[0]["phones"].as_array().map(Vec::len)), (&"person:anna-aalto".into(), Some(1)));
    let titles: Vec<&Value> = found[0]["positions"].as_array().expect("a list").iter().map(|it| &it["title"]).collect();
    assert_eq!(titles, ["aluekoordinaattori", "projektisihteeri"]);
    assert_eq!(found[0]["sources"][0]["date"], "2026-02-03");
    let documents: Vec<&Value> =
        found[0]["evidence"].as_array().expect("a list").iter().map(|it| &it["document"]).collect();
    assert!(documents.contains(&&"document:own:sivu".into()) && documents.contains(&&"document:ely:sivu".into()));
}

#[test]
fn people_of_one_name_stay_two_and_their_ids_have_the_names_of_their_directories() {
    let place = Place::with_two();
    let found = place.found("bo berg");
    let mut ids: Vec<&str> = found.iter().filter_map(|record| record["id"].as_str()).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["person:ely:bo-berg", "person:own:bo-berg"]);
    let shown = place.both(&["show", "person:ely:bo-berg"]);
    assert!(shown.contains("050 222 2222") && shown.contains("From         ely · 3 Feb 2026"), "{shown}");
    assert!(!shown.contains("040 111 1111"), "{shown}");
    // An id that only one directory has stays as it is.
    assert_eq!(place.found("cederberg")[0]["id"], "person:cia-cederberg");
}

#[test]
fn every_command_searches_all_directories_and_says_where_a_record_is_from() {
    let place = Place::with_two();
    let line = place.both(&["find", "cederberg"]);
    assert!(line.contains("050 333 3333") && line.trim_end().ends_with("ely · 3 Feb 2026"), "{line}");
    assert_eq!(place.both(&["find", "--fields", "name,sources.name", "aalto"]), "Anna Aalto\town; ely\n");
    assert!(place.both(&["coverage"]).contains("Cia Cederberg"));
    let exported = place.both(&["export", "--to", "json"]);
    assert!(exported.contains("Cia Cederberg"), "{exported}");
    assert!(place.both(&["--version"]).contains("model: Yhteystiedot, 2026-02-03"), "{}", place.both(&["--version"]));
    assert_eq!(place.both(&["check"]).lines().count(), 2);
}

/// Generated models and those of other programs have no evidence.
#[test]
fn records_without_evidence_say_where_they_are_from() {
    fn without_evidence(value: &mut Value) {
        match value {
            Value::Array(list) => list.iter_mut().for_each(without_evidence),
            Value::Object(fields) => {
                for (name, value) in fields {
                    if name == "evidence" { *value = Value::Array(Vec::new()) } else { without_evidence(value) }
                }
            }
            _ => {}
        }
    }
    let place = Place::with_two();
    for name in ["own.json", "ely.json"] {
        let model = fs::read(place.path(name)).expect("it was built");
        let mut model: Value = serde_json::from_slice(&model).expect("JSON");
        without_evidence(&mut model);
        fs::write(place.path(name), model.to_string()).expect("the disk takes it");
    }
    assert_eq!(names(&place.found("cederberg")[0]), ["ely"]);
    assert_eq!(names(&place.found("aalto")[0]), ["own", "ely"]);
    let region = place.both(&["show", "region:01"]);
    assert!(region.contains("From         ely"), "{region}");
    let card = place.both(&["show", "cia-cederberg"]);
    assert!(card.contains("From         ely"), "{card}");
}

/// A single directory looks as it did before there were several.
#[test]
fn a_single_directory_has_no_source() {
    let place = Place::with_two();
    let own = text(&place.path("own.json"));
    let json = place.allu(&["--model", &own, "find", "--json", "aalto"]).stdout;
    assert!(!String::from_utf8_lossy(&json).contains("\"sources\""));
    place.configure(&format!("[[source]]\nname = \"own\"\nmodel = {own:?}\n"));
    assert_eq!(place.allu(&["find", "--json", "aalto"]).stdout, json);
    let shown = place.allu(&["show", "anna-aalto"]).stdout;
    assert!(!String::from_utf8_lossy(&shown).contains("From "), "{}", String::from_utf8_lossy(&shown));
    let header = place.allu(&["find", "--tsv", "aalto"]).stdout;
    assert!(!String::from_utf8_lossy(&header).contains("sources"));
}

#[test]
fn a_broken_directory_leaves_the_others_usable() {
    let place = Place::with_two();
    fs::write(place.path("own.json"), "{").expect("the disk takes it");
    let (own, ely) = (text(&place.path("own.json")), text(&place.path("ely.json")));
    for missing in [own.as_str(), "/nonexistent/own.json"] {
        let output = place.allu(&["--model", missing, "--model", &ely, "find", "cederberg"]);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert!(String::from_utf8_lossy(&output.stdout).contains("050 333 3333"));
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(error.starts_with("allu: source own is left out: ") && error.lines().count() == 1, "{error}");
        assert!(error.contains(missing), "{error}");
    }
    let output = place.allu(&["--model", &own, "--model", "/nonexistent/own.json", "find", "cederberg"]);
    assert_eq!(output.status.code(), Some(2));
    let mut session = Session::start(80, 24, &["--lang", "en", "--model", &own, "--model", &ely]);
    session.wait_for("own: not usable");
    session.ends_by_pressing("\x03");
}

#[test]
fn the_state_of_a_server_tells_how_new_its_records_are() {
    let place = Place::with_two();
    let (own, ely) = (text(&place.path("own.json")), text(&place.path("ely.json")));
    let server = format!("[[source]]\nname = \"ely\"\nuri = \"ldap://127.0.0.1:1\"\nbase = \"\"\nmodel = {ely:?}\n");
    place.configure(&format!("[[source]]\nname = \"own\"\nmodel = {own:?}\n{server}"));
    let state = place.path("ely.state.json");
    fs::write(&state, format!("{{\"synced_at\":{}}}", NOW - 14 * 60)).expect("the disk takes it");
    let found = |query: &str| {
        let output = place.allu(&["find", query]);
        assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    assert!(found("cederberg").contains("ely · synced 14 min ago\n"), "{}", found("cederberg"));
    let json = place.allu(&["find", "--json", "cederberg"]).stdout;
    assert!(String::from_utf8_lossy(&json).contains(r#""synced":"2026-11-27T12:10:00Z""#));
    let failure = format!(r#"{{"since":{},"at":{NOW},"cause":"away"}}"#, NOW - 14 * 60);
    fs::write(&state, format!(r#"{{"synced_at":{},"failure":{failure}}}"#, NOW - 7200)).expect("the disk takes it");
    let line = found("cederberg");
    assert!(line.contains("ely · synced 2 h ago · server away since 12:10\n"), "{line}");
    // The same holds for its model without a configuration, alone and among others.
    let named = place.allu(&["--model", &ely, "find", "cederberg"]).stdout;
    assert!(String::from_utf8_lossy(&named).contains("ely · synced 2 h ago · server away since 12:10\n"), "{named:?}");
    assert!(place.both(&["find", "cederberg"]).contains("server away since 12:10"));
    // A server alone says so, too.
    place.configure(&server);
    assert!(found("cederberg").contains("server away since 12:10"), "{}", found("cederberg"));
}

#[test]
fn a_change_of_one_directory_shows_while_the_query_and_the_selection_stay() {
    let place = Place::with_two();
    let (own, ely) = (text(&place.path("own.json")), text(&place.path("ely.json")));
    let mut session = Session::start(80, 24, &["--lang", "en", "--model", &own, "--model", &ely]);
    session.send("berg\x1b[B");
    session.wait_for("▸ Bo Berg");
    let before = session.text();
    let selected = before.lines().find(|line| line.contains("▸")).expect("a row").to_owned();
    let (changed, number) = if selected.contains("040") { ("own", "040 111 7777") } else { ("ely", "050 222 7777") };
    let contacts =
        if changed == "own" { OWN.replace("111 1111", "111 7777") } else { ELY.replace("222 2222", "222 7777") };
    place.build(changed, &contacts);
    session.wait_for("the directory was updated");
    session.wait_for(number);
    let row = session.text().lines().find(|line| line.contains("▸")).expect("a row").to_owned();
    assert!(row.contains(number) && session.text().contains("› berg"), "{}", session.text());
    session.ends_by_pressing("\x03");
}

#[test]
fn large_directories_are_combined_once_in_a_file_of_the_user_alone() {
    let place = Place::new();
    fs::write(place.path("own.json"), large_model("Oma", 6_000)).expect("the disk takes it");
    fs::write(place.path("ely.json"), large_model("Muu", 3_000)).expect("the disk takes it");
    assert_eq!(place.found("muu nimi2999").len(), 1);
    let combined = place.combined().expect("it is kept");
    let state = |path: &Path| fs::metadata(path).map(|there| (there.ino(), there.mtime_nsec(), there.size())).ok();
    let first = state(&combined);
    assert_eq!(fs::metadata(&combined).expect("it is there").permissions().mode() & 0o777, 0o600);
    assert!(state(&combined.with_extension("json.index")).is_some(), "the index is beside it");
    // The words of all are in the combined index, and the file is used again, also after a touch.
    assert_eq!(place.found("oma nimi5999")[0]["id"], "person:Oma-5999");
    let own = fs::File::options().append(true).open(place.path("own.json")).expect("it is there");
    own.set_modified(std::time::SystemTime::UNIX_EPOCH).expect("it can be touched");
    assert!(!place.found("oma nimi1").is_empty());
    assert_eq!(state(&combined), first);
    // Different content makes a different file, and a file for different content is not used.
    fs::write(place.path("ely.json"), large_model("Uusi", 3_000)).expect("the disk takes it");
    assert_eq!(place.found("uusi nimi2999").len(), 1);
    assert_ne!(state(&combined), first);
    fs::set_permissions(&combined, fs::Permissions::from_mode(0o666)).expect("the mode can be set");
    assert_eq!(place.found("uusi nimi2998").len(), 1);
    assert_eq!(fs::metadata(&combined).expect("it is there").permissions().mode() & 0o777, 0o600);
}

#[test]
fn combining_large_directories_shows_how_far_it_is() {
    let place = Place::new();
    let [own, ely] = [("own.json", "Oma"), ("ely.json", "Muu")].map(|(name, word)| {
        fs::write(place.path(name), large_model(word, 6_000)).expect("the disk takes it");
        text(&place.path(name))
    });
    let args = ["--lang", "en", "find", "--model", &own, "--model", &ely, "muu nimi7"];
    let mut session = Session::start_with(80, 24, &args, &[("XDG_CACHE_HOME", &text(&place.path("cache")))]);
    session.wait_for("Combining the sources");
    session.ends_with(0);
    assert!(!session.text().contains("Combining the sources"), "the bar is gone: {}", session.text());
    assert!(session.text().contains("Muu Nimi7"), "{}", session.text());
}

/// Half of a combined model, or one with a different first line, is not used.
#[test]
fn a_damaged_combined_model_is_made_again() {
    let place = Place::new();
    fs::write(place.path("own.json"), large_model("Oma", 6_000)).expect("the disk takes it");
    fs::write(place.path("ely.json"), large_model("Muu", 100)).expect("the disk takes it");
    assert_eq!(place.found("oma nimi5999").len(), 1);
    let combined = place.combined().expect("it is kept");
    let whole = fs::read(&combined).expect("it is there");
    for damaged in [&whole[..whole.len() / 2], b"{\"schema\":1,\n", b""] {
        fs::write(&combined, damaged).expect("the disk takes it");
        assert_eq!(place.found("oma nimi5999").len(), 1);
        assert_eq!(fs::read(&combined).expect("it is there"), whole);
    }
}

/// The built-in model beside itself: everybody with a number, an address, a project or an organisation is in the
/// combined model once.
#[test]
fn a_combined_model_is_sound_and_the_same_each_time() {
    let bytes = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/model.json")).expect("it is there");
    let directory = Directory::new(load(&bytes).expect("it is sound"));
    let parts = ["a", "b"].map(|name| NamedDirectory { name, directory: &directory });
    let json = || {
        let (mut json, advanced) = (Vec::new(), Cell::new(0));
        combine(&parts, &"fingerprint", &mut json, &|| advanced.set(advanced.get() + 1)).expect("memory takes it");
        assert_eq!(advanced.get(), record_count(&parts));
        json
    };
    let (first, second) = (json(), json());
    assert_eq!(first, second);
    assert_eq!(inspect(&first).problems, []);
    let combined = Directory::new(load(&first).expect("it is sound"));
    let has_link = |index| {
        let person = directory.person(index);
        let positions = directory
            .positions_of(index)
            .any(|position| directory.project_of(position).is_some() || directory.organisation_of(position).is_some());
        positions || person.direct_phone().is_some() || person.emails.iter().any(|it| it.basis != Basis::Derived)
    };
    let alone = directory.people().filter(|index| !has_link(*index)).count();
    assert_eq!(combined.people_count(), directory.people_count() + alone);
    assert_eq!(combined.projects_count(), directory.projects_count());
    assert_eq!(combined.organisations_count(), directory.organisations_count());
    assert_eq!(combined.documents_count(), 2 * directory.documents_count());
    assert_eq!(combined.areas().count(), directory.areas().count());
    let numbers = |directory: &Directory| directory.people().map(|it| directory.person(it).phones.len()).sum::<usize>();
    assert_eq!(numbers(&combined), numbers(&directory));
}
