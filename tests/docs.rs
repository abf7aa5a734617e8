//! The documentation shows what the program does: its tables are generated from the code.

#![expect(clippy::expect_used, reason = "a test that cannot go on says so")]

mod kept;

use std::process::Command;

use kept::keep_block;

#[test]
fn the_keys_are_those_of_the_keymap() {
    keep_block("docs/keys.md", "keys", &allu::app::markdown());
}

#[test]
fn the_commands_are_those_of_the_program() {
    let help =
        Command::new(env!("CARGO_BIN_EXE_allu")).arg("--help").env("COLUMNS", "100").output().expect("help is printed");
    let help = String::from_utf8(help.stdout).expect("help is UTF-8");
    let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
    keep_block("docs/commands.md", "commands", &format!("```text\n{}\n```\n", lines.join("\n").trim_end()));
}
