//! README shows what the program does: its tables are made, not written.

#![expect(clippy::expect_used, reason = "a test that cannot go on says so")]

use std::fs;
use std::path::PathBuf;
use std::process::Command;

#[test]
fn the_keys_are_those_of_the_keymap() {
    keep_block("keys", &allu::app::markdown());
}

#[test]
fn the_commands_are_those_of_the_program() {
    let help =
        Command::new(env!("CARGO_BIN_EXE_allu")).arg("--help").env("COLUMNS", "100").output().expect("help is printed");
    let help = String::from_utf8(help.stdout).expect("help is UTF-8");
    let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
    keep_block("commands", &format!("```text\n{}\n```\n", lines.join("\n").trim_end()));
}

fn keep_block(name: &str, wanted: &str) {
    let readme = fs::read_to_string(path("README.md")).expect("README is there");
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = readme.split_once(&open).expect("README has the block");
    let (_, after) = rest.split_once(&close).expect("README has the end of the block");
    keep_file("README.md", &format!("{before}{open}{wanted}{close}{after}"));
}

fn keep_file(name: &str, wanted: &str) {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path(name), wanted).expect("the file can be written");
    }
    let found = fs::read_to_string(path(name)).unwrap_or_default();
    assert!(found == wanted, "{name} is stale: run `UPDATE=1 cargo test` and review the difference");
}

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}
