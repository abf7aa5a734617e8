//! The documentation shows what the program does: its tables are generated from the code, and the files and names in it
//! exist.

use std::fs;
use std::path::Path;
use std::process::Command;

use allu::app::{Key, Keymap, Purpose};

use crate::support::kept::{keep_block, path};

#[test]
fn the_keys_are_those_of_the_keymap() {
    keep_block("docs/keys.md", "keys", &allu::app::markdown());
}

/// The map of the code is that of `src/lib.rs`, which `architecture.rs` compares with the code.
#[test]
fn the_layers_are_those_of_the_map() {
    let map = read("src/lib.rs");
    let rows = map.lines().filter_map(|line| line.strip_prefix("//! |"));
    let rows: Vec<String> = rows.map(|row| format!("|{}", row.replace("[`", "`").replace("`]", "`"))).collect();
    assert!(rows.len() > 12, "{rows:?}");
    let table = rows.join("\n") + "\n";
    keep_block("docs/architecture.md", "layers", &table);
}

#[test]
fn the_keys_in_readme_are_keys_of_the_program() {
    let readme = read("README.md");
    let table = readme.split("<!-- short keys -->").nth(1).expect("the table");
    let cells = table.lines().filter_map(|line| line.strip_prefix("| `")?.split('|').next().map(str::to_owned));
    let keymap = Keymap::default();
    let mut count = 0;
    for key in cells.flat_map(|cell| cell.split('`').map(str::to_owned).collect::<Vec<_>>()) {
        let Ok(key) = key.parse::<Key>() else { continue };
        let is_bound = keymap.bindings(Purpose::Browse).any(|row| row.keys.contains(&key));
        assert!(is_bound, "{key}");
        count += 1;
    }
    assert!(count >= 9, "{count} keys");
}

#[test]
fn the_settings_and_actions_are_those_of_the_configuration() {
    keep_block("docs/configuration.md", "settings", &allu::config::markdown());
    keep_block("docs/configuration.md", "actions", &allu::app::actions_markdown());
}

#[test]
fn the_commands_are_those_of_the_program() {
    let help =
        Command::new(env!("CARGO_BIN_EXE_allu")).arg("--help").env("COLUMNS", "100").output().expect("help is printed");
    let help = String::from_utf8(help.stdout).expect("help is UTF-8");
    let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
    keep_block("docs/commands.md", "commands", &format!("```text\n{}\n```\n", lines.join("\n").trim_end()));
}

/// Longer pages are reference, and belong in `docs/`.
#[test]
fn readme_is_read_in_a_minute() {
    let lines = read("README.md").lines().count();
    assert!(lines <= 150, "README.md has {lines} lines; move the reference to docs/");
}

#[test]
fn every_link_leads_to_a_file_and_a_heading_that_exist() {
    for page in pages() {
        let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
        for link in links(&read(&page)) {
            let (file, heading) = link.split_once('#').unwrap_or((&link, ""));
            let target = if file.is_empty() { path(&page) } else { path(folder).join(file) };
            assert!(target.exists(), "{page}: {link} does not exist");
            let is_there = || {
                let text = fs::read_to_string(&target).unwrap_or_default();
                text.lines().any(|line| line.starts_with('#') && anchor(line) == heading)
            };
            assert!(heading.is_empty() || is_there(), "{page}: {link} has no such heading");
        }
    }
}

/// A file that is renamed must be renamed in the documentation, too.
#[test]
fn every_file_that_is_named_exists() {
    let folders = [".ci/", "assets/", "benches/", "docs/", "fuzz/", "seeds/", "src/", "tests/"];
    for page in pages().into_iter().filter(|page| page != "CHANGELOG.md") {
        for name in read(&page).split('`').filter(|text| !text.contains(char::is_whitespace)) {
            let is_file = folders.iter().any(|folder| name.starts_with(folder));
            assert!(!is_file || path(name).exists(), "{page}: {name} does not exist");
        }
    }
}

/// The pages of the documentation, by their paths from the root of the repository.
fn pages() -> Vec<String> {
    let names = |folder: &str| {
        let entries = fs::read_dir(path(folder)).expect("the folder can be read").flatten();
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect::<Vec<_>>()
    };
    let is_page = |name: &String| Path::new(name).extension().is_some_and(|extension| extension == "md");
    let in_docs = names("docs").into_iter().map(|name| format!("docs/{name}"));
    let pages: Vec<_> = names(".").into_iter().chain(in_docs).filter(is_page).collect();
    assert!(pages.len() > 5, "the pages are found: {pages:?}");
    pages
}

/// The targets of the links and pictures of a page, without those on the web.
fn links(text: &str) -> Vec<String> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    targets.map(|(target, _)| target.to_owned()).filter(|target| !target.contains("://")).collect()
}

/// The fragment by which a heading is linked to.
fn anchor(heading: &str) -> String {
    let kept = heading.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
    kept.chars().filter(|letter| letter.is_alphanumeric() || "-_".contains(*letter)).collect()
}

fn read(name: &str) -> String {
    fs::read_to_string(path(name)).expect("the page can be read")
}
