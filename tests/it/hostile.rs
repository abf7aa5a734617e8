//! Hostile models and documents: each problem is one line with its place.

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use allu::extract::{self, CarriedTexts, Input, ReportKind};
use allu::model::{Problem, ProblemKind, inspect, load, scan};
use serde_json::Value;

use crate::support::NO_SYSTEM_FOLDER;
use tempfile::TempDir;

/// A model that uses every kind of record.
const MODEL: &str = include_str!("../fixtures/small-model.json");

/// The same without the space at the beginning of lines: fewer bytes to break.
fn lean() -> String {
    MODEL.trim_end().lines().map(str::trim_start).collect::<Vec<_>>().join("\n")
}

fn lines_of(bytes: &[u8]) -> usize {
    bytes.split(|byte| *byte == b'\n').count()
}

/// Counts the results of reading bad models.
#[derive(Default)]
struct Tried {
    bad: usize,
    all: usize,
}

impl Tried {
    /// Reads a model in all three ways. They agree, and every problem has a line of the file.
    fn read(&mut self, json: &[u8], what: &str) -> Vec<Problem> {
        let problems = inspect(json).problems;
        let loaded = load(json);
        assert_eq!(loaded.is_ok(), scan(json).is_some(), "{what}: a scan and a load disagree");
        assert!(loaded.is_ok() || !problems.is_empty(), "{what}: refused for no reason");
        let lines = lines_of(json);
        for problem in &problems {
            assert!(problem.line.is_some_and(|line| (1..=lines).contains(&line)), "{what}: {problem:?}");
        }
        self.all += 1;
        self.bad += usize::from(loaded.is_err());
        problems
    }
}

/// Every place of a value, as a JSON pointer.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, field)| places(field, &format!("{at}/{key}"), found)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| places(item, &format!("{at}/{index}"), found));
        }
        _ => {}
    }
}

/// `/people/0/name` as problems write it: `people[0].name`.
fn spelled(pointer: &str) -> String {
    let steps = pointer.split('/').filter(|step| !step.is_empty());
    let spelled: String = steps
        .map(|step| if step.parse::<usize>().is_ok() { format!("[{step}]") } else { format!(".{step}") })
        .collect();
    spelled.trim_start_matches('.').to_owned()
}

#[test]
fn a_model_cut_at_any_byte_ends_too_early_on_its_last_line() {
    let mut tried = Tried::default();
    let whole = lean();
    for cut in 0..whole.len() {
        let problems = tried.read(&whole.as_bytes()[..cut], &format!("cut at {cut}"));
        let [Problem { kind: ProblemKind::Syntax { truncated, .. }, line, .. }] = &problems[..] else {
            unreachable!("cut at {cut}: {problems:?}")
        };
        // A divided letter is reported as invalid UTF-8, not as too short.
        assert!(*truncated || !whole.is_char_boundary(cut), "cut at {cut}: {problems:?}");
        let lines = lines_of(&whole.as_bytes()[..cut]);
        assert!(line.is_some_and(|line| line + 1 >= lines), "cut at {cut}: {line:?} of {lines}");
    }
    println!("{} of {} models refused with their place", tried.bad, tried.all);
    assert_eq!(tried.bad, tried.all);
}

#[test]
fn a_changed_byte_is_borne() {
    let mut tried = Tried::default();
    let whole = lean();
    for at in 0..whole.len() {
        // One kind of change for each byte, so that every byte is changed and every kind is tried.
        let way = [0xff, 0, b'"', b'{', b'\\', b'9', b'\n', 0x80, b']'][at % 9];
        let mut json = whole.as_bytes().to_vec();
        json[at] = if json[at] == way { !way } else { way };
        tried.read(&json, &format!("byte {at}"));
    }
    println!("{} of {} models refused with their place", tried.bad, tried.all);
    assert!(tried.bad > tried.all / 3);
}

#[test]
fn a_value_of_the_wrong_type_is_named_by_its_path() {
    let whole: Value = serde_json::from_str(MODEL).expect("JSON");
    let mut all = Vec::new();
    places(&whole, "", &mut all);
    let mut tried = Tried::default();
    for pointer in &all {
        for wrong in [Value::from(-1), Value::from("\u{0}"), Value::Array(vec![])] {
            let mut json = whole.clone();
            let place = json.pointer_mut(pointer).expect("a place");
            if std::mem::discriminant(place) == std::mem::discriminant(&wrong) {
                continue;
            }
            *place = wrong.clone();
            let problems = tried.read(json.to_string().as_bytes(), &format!("{pointer} is {wrong}"));
            let path = spelled(pointer);
            // A problem of a choice is reported at the value, or at the object that contains it.
            let is_near = |problem: &Problem| path.starts_with(&problem.path.to_string());
            assert!(problems.is_empty() || problems.iter().any(is_near), "{path} is {wrong}: {problems:?}");
        }
    }
    println!("{} of {} models refused with their place", tried.bad, tried.all);
    assert!(tried.bad > tried.all / 2);
}

#[test]
fn what_contradicts_itself_is_named_where_it_stands() {
    let mut tried = Tried::default();
    for (before, after, path) in [
        ("\"id\": \"person:pertti-palsa\"", "\"id\": \"person:aino-aapa\"", "people[1].id"),
        ("\"holder\": \"person:joel-jokinen\"", "\"holder\": \"person:nobody\"", "positions[3].holder"),
        ("\"schema\": 1", "\"schema\": 18446744073709551615", "schema"),
        ("\"schema\": 1", "\"schema\": -1", "schema"),
        ("\"name\": \"Aino Aapa\"", "\"name\": null", "people[0].name"),
    ] {
        assert!(MODEL.contains(before), "{before}");
        let json = MODEL.replacen(before, after, 1);
        let on = (1..).zip(json.lines()).filter(|(_, line)| line.contains(after)).map(|(number, _)| number).last();
        for json in [json.clone(), json.replace('\n', "\r\n"), format!("\u{feff}{json}")] {
            let problems = tried.read(json.as_bytes(), after);
            let is_it = |problem: &Problem| problem.path.to_string() == path && problem.line == on;
            assert!(problems.iter().any(is_it), "{after}: {problems:?}");
        }
    }
    for same in [MODEL.replace('\n', "\r\n"), format!("\u{feff}{MODEL}")] {
        assert_eq!(tried.read(same.as_bytes(), "another line end"), []);
    }
    let doubled = MODEL.replacen("\"schema\": 1,", "\"schema\": 1,\n\"schema\": 1,", 1);
    let problems = tried.read(doubled.as_bytes(), "a key twice");
    assert!(matches!(problems[..], [ref one] if one.line == Some(3)), "{problems:?}");
    let parents = |count: usize| -> String {
        let project = |at: usize| {
            let parent = (at + 1) % count;
            format!(
                "\n{{\"id\":\"project:p{at}\",\"name\":\"P\",\"parent\":{{\"value\":\"project:p{parent}\",\"basis\":\"stated\",\"evidence\":[]}},\"evidence\":[]}}"
            )
        };
        let projects: Vec<String> = (0..count).map(project).collect();
        format!("{{\"schema\":1,\"title\":\"\",\"documents\":[],\"projects\":[{}]}}", projects.join(","))
    };
    for count in [1, 2, 10_000] {
        let problems = tried.read(parents(count).as_bytes(), "a circle of projects");
        let is_circle = |problem: &Problem| matches!(problem.kind, ProblemKind::Cycle { .. });
        assert!(problems.len() == count && problems.iter().all(is_circle), "{count}: {:?}", problems.first());
        // In the order of the lines, one project on each.
        for (at, problem) in problems.iter().enumerate() {
            assert_eq!((problem.path.to_string(), problem.line), (format!("projects[{at}].parent"), Some(at + 2)));
        }
    }
}

#[test]
fn ten_thousand_problems_have_each_its_own_line() {
    const MANY: usize = 10_000;
    let mut tried = Tried::default();
    let model =
        |people: &str| format!("{{\"schema\":1,\"title\":\"\",\"documents\":[],\"people\":[{people}\n]}}").into_bytes();
    let people = |of: &dyn Fn(usize) -> String| {
        model(&(0..MANY).map(|at| format!("\n{{{}}}", of(at))).collect::<Vec<_>>().join(","))
    };
    let passage = |at: usize| format!("{{\"document\":\"doc:d{at}\",\n\"line\":1,\"text\":\"\"}}");
    let dangling = |at| format!("\"id\":\"person:p{at}\",\"name\":\"P\",\"evidence\":[{}]", passage(at));
    let same = |_| "\"id\":\"person:p\",\n\"name\":\"P\",\"evidence\":[]".to_owned();
    let mistyped = |at| format!("\"id\":\"person:p{at}\",\"name\":{at},\"evidence\":[{}]", passage(at));
    let nameless = |at| format!("\"id\":\"person:p{at}\",\n\"evidence\":[]");
    let odd = |_| "\"id\":\"P\",\n\"name\":null,\"evidence\":7".to_owned();
    // The number of problems of a person, and the first one with its place.
    for (what, json, each, from, path) in [
        ("nobody's document", people(&dangling), 1, 0, "evidence[0].document"),
        ("an id of all", people(&same), 1, 1, "id"),
        ("a number for a name", people(&mistyped), 2, 0, "evidence[0].document"),
        ("no name", people(&nameless), 1, 0, ""),
        ("nothing right", people(&odd), 3, 0, "id"),
    ] {
        let problems = tried.read(&json, what);
        assert_eq!(problems.len(), each * (MANY - from), "{what}: {:?}", problems.first());
        for (at, problem) in (from..MANY).zip(problems.iter().step_by(each)) {
            let spot = format!("people[{at}]{}{path}", if path.is_empty() { "" } else { "." });
            assert_eq!((problem.path.to_string(), problem.line), (spot, Some(2 * at + 2)), "{what}");
        }
    }
    // One person with every kind of problem.
    let all: Vec<String> = (0..MANY).map(|at| format!("\n{}", passage(at))).collect();
    let json = model(&format!("\n{{\"id\":\"person:p\",\"name\":\"P\",\"evidence\":[{}]}}", all.join(",")));
    let problems = tried.read(&json, "one person's evidence");
    assert_eq!(problems.len(), MANY);
    assert!((0..MANY).zip(&problems).all(|(at, problem)| problem.line == Some(2 * at + 3)));
    println!("{} of {} models refused with their place", tried.bad, tried.all);
}

#[test]
fn depth_is_a_problem_with_a_line_and_no_stack() {
    let mut tried = Tried::default();
    for opens in ["[", "{\"a\":", "[{\"people\":"] {
        let deep = opens.repeat(100_000);
        for json in
            [deep.clone(), format!("{{\"schema\":1,\n\"later\":{deep}"), format!("{{\"schema\":1,\n\"people\":{deep}")]
        {
            let problems = tried.read(json.as_bytes(), opens);
            assert_eq!(problems.len(), 1, "{problems:?}");
        }
    }
    let closed = format!(
        "{{\"schema\":1,\"title\":\"\",\"documents\":[],\"later\":{}{}}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    tried.read(closed.as_bytes(), "closed");
}

/// A page by its name and bytes, read.
fn reports(name: &str, bytes: &[u8]) -> Vec<(Option<u32>, ReportKind)> {
    let input = Input { path: PathBuf::from(name), name: name.to_owned(), bytes: bytes.to_vec() };
    let built = extract::extract(&[input], CarriedTexts::OfSmallSets);
    built.reports.into_iter().map(|report| (report.line, report.kind)).collect()
}

#[test]
fn a_bad_document_is_reported_with_its_line() {
    let is = |bytes: &[u8], line: u32, wanted: fn(&ReportKind) -> bool| {
        let reports = reports("a.md", bytes);
        let is_it = reports.iter().any(|(at, kind)| *at == Some(line) && wanted(kind));
        assert!(is_it, "{:?}: {reports:?}", String::from_utf8_lossy(&bytes[..bytes.len().min(40)]));
    };
    is(b"+++\ntitle = 1\n", 1, |kind| *kind == ReportKind::OpenFrontMatter);
    is(b"\xef\xbb\xbf+++\r\ntitle = \"x\"\r\n", 1, |kind| *kind == ReportKind::OpenFrontMatter);
    is(b"+++\ntitle = \n+++\n", 2, |kind| matches!(kind, ReportKind::Toml { .. }));
    for opens in ["[", "{a="] {
        let toml = format!("+++\ntitle = \"x\"\na = {}\n+++\n", opens.repeat(100_000));
        is(toml.as_bytes(), 3, |kind| matches!(kind, ReportKind::Toml { .. }));
    }
    let long = "Anna Aalto aloitti projektipäällikkönä Lapissa 3.3.2018. ".repeat(20_000);
    is(
        format!("Hei\n{}", long.replace("Anna Aalto aloitti projektipäällikkönä Lapissa", "x")).as_bytes(),
        2,
        |kind| matches!(kind, ReportKind::LongLine { .. }),
    );
}

#[test]
fn a_document_in_another_encoding_is_read_and_said() {
    assert_eq!(
        reports("a.md", b"Anna\n\xe4\n").first(),
        Some(&(None, ReportKind::Decoded { encoding: "windows-1252" }))
    );
    for bytes in [b"%PDF-1.7\n".as_slice(), b"\x89PNG\r\n\x1a\n\0", b"Anna\0Aalto"] {
        assert_eq!(reports("a.txt", bytes), [(None, ReportKind::NotText)]);
    }
    assert_eq!(reports("directory.toml", b"title = 1\n\xff\n").first(), Some(&(Some(2), ReportKind::NotUtf8)));
}

#[test]
fn a_document_cut_or_changed_anywhere_is_read() {
    let page = include_str!("../fixtures/yhteystiedot.txt").as_bytes();
    let mut tried = 0;
    for at in (0..page.len()).step_by(61) {
        _ = reports("a.txt", &page[..at]);
        let mut changed = page.to_vec();
        changed[at] = [0, b'\r', b'+', b'(', 0xff][(at / 61) % 5];
        _ = reports("a.txt", &changed);
        tried += 2;
    }
    let windows = String::from_utf8_lossy(page).replace('\n', "\r\n");
    assert_eq!(reports("a.txt", windows.as_bytes()), reports("a.txt", page));
    println!("{tried} of {tried} documents read");
}

/// What a command left behind.
#[derive(Debug)]
struct Ran {
    status: Option<i32>,
    out: String,
    err: String,
}

/// Runs a command in a folder, with a limit of seconds that it must not reach.
fn allu(folder: &Path, args: &[&str], limit: (&str, &str)) -> Ran {
    let mut command = Command::new("timeout");
    command.args(["60", env!("CARGO_BIN_EXE_allu")]).args(args).current_dir(folder);
    command
        .env_clear()
        .envs([NO_SYSTEM_FOLDER])
        .env("PATH", "/usr/bin:/bin")
        .env(limit.0, limit.1)
        .stdin(Stdio::null());
    let output = command.output().expect("a start");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Ran { status: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

const USUAL: (&str, &str) = ("ALLU_MODEL_LIMIT", "");

/// A folder with one of each kind of entry that is not a file.
fn no_files(ending: &str) -> (TempDir, Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(format!("{name}{ending}"));
    assert!(Command::new("mkfifo").arg(path("fifo")).status().expect("mkfifo").success());
    drop(UnixListener::bind(path("socket")).expect("a socket"));
    symlink(path("loop"), path("loop")).expect("a link");
    symlink("/dev/zero", path("zero")).expect("a link");
    symlink(path("fifo"), path("linked")).expect("a link");
    symlink("nowhere", path("nowhere")).expect("a link");
    let names = ["fifo", "socket", "loop", "zero", "linked", "nowhere"].map(|name| format!("{name}{ending}"));
    (folder, names.to_vec())
}

#[test]
fn what_is_no_file_is_refused_on_one_line_and_never_waited_for() {
    let (folder, names) = no_files(".md");
    let words =
        ["a named pipe", "a socket", "a link that leads to itself", "a device", "a named pipe", "leads to itself"];
    for (name, words) in names.iter().zip(words) {
        let ran = allu(folder.path(), &["find", "--model", name], USUAL);
        assert!(ran.status == Some(2) && ran.out.is_empty() && ran.err.lines().count() == 1, "{name}: {ran:?}");
        assert!(ran.err.contains(name.as_str()), "{ran:?}");
        assert!(name.starts_with("nowhere") || ran.err.contains(words), "{ran:?}");
        let ran = allu(folder.path(), &["build", name], USUAL);
        assert!(ran.status == Some(2) && ran.out.is_empty(), "{name}: {ran:?}");
        assert!(ran.err.starts_with(&format!("{name}: error: ")) && ran.err.lines().count() == 2, "{name}: {ran:?}");
    }
    fs::write(folder.path().join("whole.md"), "Anna Aalto, p. 040 123 4567 (Lappi)\n").expect("a document");
    let ran = allu(folder.path(), &["build", ".", "-o", "model.json"], USUAL);
    assert!(ran.status == Some(2) && !folder.path().join("model.json").exists(), "{ran:?}");
    // A linked file is reported once, at its first path.
    for name in names.iter().filter(|name| !name.starts_with("linked")) {
        let told = ran.err.lines().filter(|line| line.starts_with(&format!("./{name}: error: "))).count();
        assert_eq!(told, 1, "{name}: {ran:?}");
    }
}

#[test]
fn a_file_over_its_limit_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let huge = fs::File::create(folder.path().join("huge.md")).expect("a file");
    huge.set_len(1 << 40).expect("a sparse file");
    let ran = allu(folder.path(), &["find", "--model", "huge.md"], USUAL);
    assert!(ran.status == Some(2) && ran.err.contains("huge.md is over 2000000000 bytes"), "{ran:?}");
    let ran = allu(folder.path(), &["build", ".", "-o", "model.json"], USUAL);
    assert!(ran.status == Some(2) && ran.err.contains("./huge.md: error: over 64000000 bytes"), "{ran:?}");
    fs::remove_file(folder.path().join("huge.md")).expect("a file");
    fs::write(folder.path().join("a.md"), "Anna Aalto, p. 040 123 4567 (Lappi)\n").expect("a document");
    for (limit, status) in [("35", 2), ("36", 0), ("99", 0), ("", 0), ("many", 2)] {
        let ran = allu(folder.path(), &["build", "a.md", "-o", "model.json"], ("ALLU_DOCUMENT_LIMIT", limit));
        assert_eq!(ran.status, Some(status), "{limit}: {ran:?}");
        assert_eq!(folder.path().join("model.json").exists(), status == 0, "{limit}");
        _ = fs::remove_file(folder.path().join("model.json"));
    }
}

#[test]
fn a_pipe_of_the_shell_is_read_up_to_its_limit() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("model.json"), MODEL).expect("a model");
    let shell = |script: &str| {
        let mut command = Command::new("bash");
        command
            .args(["-c", script])
            .current_dir(folder.path())
            .env_clear()
            .envs([NO_SYSTEM_FOLDER])
            .env("PATH", "/usr/bin:/bin");
        let output = command.env("A", env!("CARGO_BIN_EXE_allu")).stdin(Stdio::null()).output().expect("a start");
        (output.status.code(), String::from_utf8(output.stderr).expect("UTF-8"))
    };
    // Reading waits for a slow writer.
    assert_eq!(shell("timeout 60 \"$A\" find lappi --model <(sleep 0.2; cat model.json)"), (Some(0), String::new()));
    assert_eq!(shell("cat model.json | timeout 60 \"$A\" find lappi --model -"), (Some(0), String::new()));
    for script in [
        "ALLU_MODEL_LIMIT=1000000 timeout 60 \"$A\" find x --model <(cat /dev/zero)",
        "cat /dev/zero | ALLU_MODEL_LIMIT=1000000 timeout 60 \"$A\" find x --model -",
        "ALLU_DOCUMENT_LIMIT=1000000 timeout 60 \"$A\" build <(cat /dev/zero)",
    ] {
        let (status, err) = shell(script);
        assert!(status == Some(2) && err.contains("over 1000000 bytes"), "{script}: {err}");
    }
}

#[test]
fn a_bad_model_is_one_line_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = MODEL.trim_end();
    let deep = "[".repeat(100_000);
    let mut bad: Vec<Vec<u8>> = (0..whole.len()).step_by(1_499).map(|cut| whole.as_bytes()[..cut].to_vec()).collect();
    bad.extend([
        b"\xff\xfe{}".to_vec(),
        b"\0".to_vec(),
        deep.into_bytes(),
        b"null".to_vec(),
        b"{\"schema\":1}".to_vec(),
    ]);
    bad.push(MODEL.replacen("person:pertti-palsa", "person:aino-aapa", 1).replace('\n', "\r\n").into_bytes());
    for (number, json) in bad.iter().enumerate() {
        fs::write(folder.path().join("bad.json"), json).expect("a model");
        let ran = allu(folder.path(), &["find", "--model", "bad.json"], USUAL);
        assert!(ran.status == Some(2) && ran.out.is_empty() && ran.err.lines().count() == 1, "{number}: {ran:?}");
        let line =
            ran.err.strip_prefix("allu: bad.json:").and_then(|rest| rest.split(':').next()?.parse::<usize>().ok());
        assert!(line.is_some_and(|line| line <= lines_of(json)), "{number}: {ran:?}");
    }
    println!("{} of {} bad models refused on one line", bad.len(), bad.len());
}
