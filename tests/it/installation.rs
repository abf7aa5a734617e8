//! What a package installs: completions and manual pages.

use std::fs;
use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use crate::support::session::Session;

fn allu(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_allu")).env_clear().args(args).output().expect("the program starts")
}

fn printed(args: &[&str]) -> String {
    let output = allu(args);
    assert!(output.status.success() && output.stderr.is_empty(), "{args:?}: {output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn every_command_is_completed_in_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = printed(&["completions", shell]);
        for command in commands() {
            assert!(script.contains(&command), "{shell}: {command}");
        }
        assert!(script.contains("--kiosk") || shell == "fish" && script.contains("kiosk"), "{shell}");
    }
    assert_eq!(allu(&["completions", "tcsh"]).status.code(), Some(2));
}

/// zsh takes the first word for the query if the script has one, and then completes no option of any command.
#[test]
fn the_first_word_that_zsh_completes_is_the_command() {
    let script = printed(&["completions", "zsh"]);
    let (_, cases) = script.split_once("case $state in").expect("the commands have cases");
    assert!(cases.contains("case $line[1] in\n            (find)"), "{}", cases.get(..300).unwrap_or(cases));
}

#[test]
fn bash_parses_the_completions() {
    let mut bash = Command::new("bash").arg("-n").stdin(Stdio::piped()).spawn().expect("bash starts");
    let script = printed(&["completions", "bash"]);
    bash.stdin.take().expect("an input").write_all(script.as_bytes()).expect("bash reads");
    assert!(bash.wait().expect("bash ends").success());
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(printed(&["man", "--dir", &folder.path().display().to_string()]), "");
    let mut wanted: Vec<String> = commands().iter().map(|command| format!("allu-{command}.1")).collect();
    wanted.push("allu.1".to_owned());
    let pages = fs::read_dir(folder.path()).expect("the folder can be read").flatten();
    let mut found: Vec<String> = pages.map(|page| page.file_name().to_string_lossy().into_owned()).collect();
    wanted.sort();
    found.sort();
    assert_eq!(found, wanted);
    let main = fs::read_to_string(folder.path().join("allu.1")).expect("the page can be read");
    assert_eq!(main, printed(&["man"]));
    for name in wanted {
        let page = fs::read_to_string(folder.path().join(&name)).expect("the page can be read");
        let title = name.trim_end_matches(".1").to_uppercase();
        assert!(page.lines().any(|line| line.starts_with(&format!(".TH {title} 1 "))), "{name}");
    }
}

#[test]
fn a_folder_that_does_not_exist_gets_no_pages() {
    let output = allu(&["man", "--dir", "/nowhere"]);
    let words = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!((output.status.code(), words.lines().count()), (Some(2), 1), "{words}");
}

/// The names in the list of commands that help prints, without `help`.
fn commands() -> Vec<String> {
    let help = printed(&["-h"]);
    let list = help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("a list");
    let names = list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names = names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help");
    let names: Vec<String> = names.map(str::to_owned).collect();
    assert!(names.len() > 8, "{names:?}");
    names
}

#[test]
fn in_bash_a_key_inserts_a_number_at_the_cursor() {
    let home = tempfile::tempdir().expect("a folder");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_allu"), home.path().join("allu")).expect("a link");
    let path = format!("{}:/usr/bin:/bin", home.path().display());
    let args = ["--norc", "--noprofile", "-i"];
    let mut session = Session::start_program(80, 24, "bash", &args, &[("PATH", &path), ("PS1", "> ")]);
    session.wait_for("> ");
    session.send("eval \"$(allu shell bash)\"\n");
    session.send("printf '<%s>\\n' ''\x1b[D\x18a");
    session.wait_for("nimi, paikka");
    session.send("lappi");
    session.wait_for("0295 037012");
    session.send("\r");
    session.wait_for("printf '<%s>\\n' '0295 037012'");
    session.send("\n");
    session.wait_for("<0295 037012>");
    // Leaving without a choice changes nothing of the line.
    session.send("printf '(%s)\\n' a\x18a");
    session.wait_for("nimi, paikka");
    session.send("\x03");
    session.wait_until(|text| !text.contains("nimi, paikka"));
    // What is typed before the shell reads again may be lost with the keys that the browser left unread.
    while !session.shows("(a)", std::time::Duration::from_millis(500)) {
        session.send("\n");
    }
    session.send("exit\n");
    session.ends_with(0);
}
