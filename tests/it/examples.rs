//! The examples of the documentation: each block of commands is run, or has a reason why it is not.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::NO_SYSTEM_FOLDER;
use crate::support::kept::path;

/// Precedes a block that is not run.
const NOT_RUN: &str = "<!-- not run: ";

/// A block of commands.
struct Example {
    place: String,
    script: String,
    /// Why it is not run. `None` if it is.
    reason: Option<String>,
}

/// The blocks of a page.
fn examples(page: &str) -> Vec<Example> {
    let text = fs::read_to_string(path(page)).expect("the page can be read");
    let mut found = Vec::new();
    let mut lines = text.lines().enumerate().peekable();
    let mut before = "";
    while let Some((number, line)) = lines.next() {
        if line == "```sh" {
            let script: Vec<&str> = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```").collect();
            let reason = before.strip_prefix(NOT_RUN).and_then(|rest| rest.strip_suffix(" -->")).map(str::to_owned);
            found.push(Example { place: format!("{page}:{}", number + 1), script: script.join("\n"), reason });
        }
        before = line;
    }
    found
}

fn all_examples() -> Vec<Example> {
    let mut pages = vec!["README.md".to_owned(), "CONTRIBUTING.md".to_owned(), "SECURITY.md".to_owned()];
    let docs = fs::read_dir(path("docs")).expect("the folder can be read").flatten();
    pages.extend(docs.map(|page| format!("docs/{}", page.file_name().to_string_lossy())));
    pages.sort();
    pages.iter().flat_map(|page| examples(page)).collect()
}

/// The home of a user of allu, with the documents of the examples.
fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a folder");
    let at = |name: &str| home.path().join(name);
    fs::create_dir_all(at("bin")).expect("a folder");
    symlink(env!("CARGO_BIN_EXE_allu"), at("bin/allu")).expect("a link");
    fs::create_dir(at("my-documents")).expect("a folder");
    for (from, to) in [
        ("tests/documents/development/fi_aluekoordinaattorit.txt", "page.txt"),
        ("tests/documents/development/fi_yhteystiedot.html", "contacts.html"),
        ("tests/contacts/henkilosto.csv", "staff.csv"),
    ] {
        fs::copy(path(from), at("my-documents").join(to)).expect("a document");
    }
    home
}

fn run(script: &str, home: &Path) -> Result<(), String> {
    let output = Command::new("bash")
        .args(["-euo", "pipefail", "-c", script])
        .current_dir(home)
        .env_clear()
        .envs([NO_SYSTEM_FOLDER])
        .env("HOME", home)
        .env("PATH", format!("{}:/usr/bin:/bin", home.join("bin").display()))
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null())
        .output()
        .expect("bash starts");
    if output.status.success() { Ok(()) } else { Err(format!("{output:?}")) }
}

#[test]
fn every_example_runs_or_says_why_not() {
    let (mut count, mut marked) = (0, Vec::new());
    for Example { place, script, reason } in all_examples() {
        if let Some(reason) = reason {
            assert!(reason.len() > 10, "{place}: give the reason");
            marked.push(format!("{place}: {reason}"));
            continue;
        }
        let home = home();
        if let Err(how) = run(&script, home.path()) {
            panic!("{place}\n{script}\n{how}");
        }
        count += 1;
    }
    println!("{count} examples run, {} not:\n{}", marked.len(), marked.join("\n"));
    assert!(count > marked.len() && count >= 6, "{count} run, {marked:#?} not");
}

#[test]
fn an_example_that_fails_is_noticed() {
    assert!(run("allu find zzxxqq | head -1", home().path()).is_err());
    assert!(run("allu fnid lappi --jsno", home().path()).is_err());
}

/// The configurations and themes of the documentation are valid.
#[test]
fn every_configuration_of_the_documentation_is_sound() {
    let pages = ["docs/configuration.md", "docs/ldap.md"];
    let text = pages.map(|page| fs::read_to_string(path(page)).expect("the page can be read")).concat();
    let blocks: Vec<&str> = text.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(blocks.len() >= 4, "{blocks:?}");
    for block in blocks {
        if block.contains("base = ") && !block.contains("[[source]]") {
            allu::config::parse_theme(block, Path::new("theme.toml")).expect(block);
        } else {
            allu::config::parse(block, Path::new("config.toml"), &|name| {
                (name == "HOME").then(|| "/home/a".to_owned())
            })
            .expect(block);
        }
    }
}
