//! What a package installs: completions and manual pages.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::support::NO_SYSTEM_FOLDER;
use crate::support::session::Session;

fn allu(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_allu"))
        .env_clear()
        .envs([NO_SYSTEM_FOLDER])
        .args(args)
        .output()
        .expect("the program starts")
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

/// The short names of fields, sorted.
const FIELDS: [&str; 8] = ["email", "name", "note", "organisation", "phone", "project", "region", "role"];

/// The completions of bash for the last of these words: words, and `files` if it offers the files of the folder.
fn offered_by_bash(folder: &Path, line: &str) -> Vec<String> {
    let script = folder.join("script");
    fs::write(&script, printed(&["completions", "bash"])).expect("a file");
    let words: Vec<&str> = line.split(' ').collect();
    let [.., before, last] = words[..] else { panic!("two words") };
    // `compopt` works only while a person types.
    let asked = format!(
        "compopt() {{ [[ $2 == default ]] && echo files; return 0; }}; source {}; COMP_WORDS=({line}); \
         COMP_CWORD={}; _allu allu '{}' '{before}'; printf '%s\n' \"${{COMPREPLY[@]}}\"",
        script.display(),
        words.len() - 1,
        last.trim_start_matches('=')
    );
    offered(folder, Command::new("bash").args(["--norc", "-c", &asked]))
}

/// The completions of fish for the last of these words.
fn offered_by_fish(folder: &Path, line: &str) -> Vec<String> {
    let script = folder.join("script");
    fs::write(&script, printed(&["completions", "fish"])).expect("a file");
    let asked = format!("source {}; complete -C '{line}'", script.display());
    offered(folder, Command::new("fish").args(["--no-config", "-c", &asked]))
}

/// The lines that a shell prints, sorted, without explanations. It finds allu, with the configuration of the folder.
fn offered(folder: &Path, shell: &mut Command) -> Vec<String> {
    let programs = Path::new(env!("CARGO_BIN_EXE_allu")).parent().expect("a folder");
    shell.env("PATH", format!("{}:/usr/bin:/bin", programs.display())).env("ALLU_CONFIG", folder.join("config.toml"));
    let output = shell.current_dir(folder.join("in")).output().expect("the shell starts");
    assert!(output.stderr.is_empty(), "{output:?}");
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    let words = lines.lines().map(|line| line.split('\t').next().unwrap_or_default().to_owned());
    let mut words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    words.sort();
    words
}

/// A folder with the files `a.toml` and `b c.csv` in its folder `in`, and a configuration with three sources, of which two
/// have a server.
fn folder_of_files() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let server = |name: &str| format!("[[source]]\nname = \"{name}\"\nuri = [\"ldaps://a.example\"]\nbase = \"\"\n");
    let config = server("ely") + &server("ely-2") + "[[source]]\nname = \"own\"\nmodel = \"own.json\"\n";
    fs::write(folder.path().join("config.toml"), config).expect("a file");
    fs::create_dir(folder.path().join("in")).expect("a folder");
    for name in ["a.toml", "b c.csv"] {
        fs::write(folder.path().join("in").join(name), "").expect("a file");
    }
    folder
}

#[test]
fn bash_offers_what_may_be_typed() {
    let folder = folder_of_files();
    let offered = |line: &str| offered_by_bash(folder.path(), line);
    assert_eq!(offered("allu --theme "), ["a.toml", "b c.csv", "dark", "default", "light"]);
    assert_eq!(offered("allu --theme da"), ["dark"]);
    assert_eq!(offered("allu find --in = pro"), ["projects"]);
    assert_eq!(offered("allu build --report = "), ["json", "text"]);
    assert_eq!(offered("allu --model "), ["a.toml", "b c.csv"]);
    assert_eq!(offered("allu shell "), ["bash", "fish", "zsh"]);
    assert_eq!(offered("allu find --fields "), FIELDS);
    assert_eq!(offered("allu pick --fields ph"), ["phone"]);
    assert_eq!(offered("allu find --fields name,ph"), ["name,phone"]);
    assert_eq!(offered("allu sync "), ["ely", "ely-2"]);
    assert_eq!(offered("allu sync ely-"), ["ely-2"]);
    assert_eq!(offered("allu build "), ["files"]);
    assert_eq!(offered("allu check "), ["files"]);
    assert!(offered("allu build --re").contains(&"--report".to_owned()));
    assert!(offered("allu ").contains(&"find".to_owned()) && !offered("allu ").contains(&"--lang".to_owned()));
    for line in
        ["allu find ", "allu find a", "allu show ", "allu sync own", "allu --today ", "allu find -n ", "allu lap"]
    {
        assert_eq!(offered(line), [""; 0], "{line}");
    }
}

#[test]
#[ignore = "needs fish; .ci/run installs it and runs this"]
fn fish_offers_what_may_be_typed() {
    let folder = folder_of_files();
    let offered = |line: &str| offered_by_fish(folder.path(), line);
    let files = ["a.toml", "b c.csv"];
    let themes = |line: &str| {
        let found = offered(line);
        ["dark", "default", "light", "a.toml"].iter().all(|name| found.iter().any(|it| it == name))
    };
    assert!(themes("allu --theme ") && themes("allu find --theme "), "{:?}", offered("allu --theme "));
    assert_eq!(offered("allu --lang "), ["en", "fi", "sv"]);
    assert_eq!(offered("allu find --in pro"), ["projects"]);
    assert_eq!(offered("allu find --fields "), FIELDS);
    assert_eq!(offered("allu pick --fields name,ph"), ["name,phone"]);
    assert_eq!(offered("allu sync "), ["ely", "ely-2"]);
    assert_eq!(offered("allu shell "), ["bash", "fish", "zsh"]);
    for line in ["allu build ", "allu check ", "allu --model ", "allu build --model "] {
        assert_eq!(offered(line), files, "{line}");
    }
    for line in ["allu find ", "allu show ", "allu sync own", "allu --today ", "allu find -n ", "allu find --format "] {
        assert_eq!(offered(line), [""; 0], "{line}");
    }
}

/// The keys of a person at a terminal, with the completions as the documentation installs them.
#[test]
#[ignore = "needs zsh and fish; .ci/run installs them and runs this"]
fn every_shell_completes_what_a_person_types() {
    let home = tempfile::tempdir().expect("a folder");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_allu"), home.path().join("allu")).expect("a link");
    let path = format!("{}:/usr/bin:/bin", home.path().display());
    for (shell, args, before) in [
        ("bash", &["--norc", "--noprofile", "-i"][..], ""),
        ("zsh", &["-f", "-i"], "autoload -U compinit; compinit -D; "),
        ("fish", &["--no-config", "-i", "-C", "function fish_prompt; printf '> '; end"], ""),
    ] {
        let script = home.path().join("script");
        fs::write(&script, printed(&["completions", shell])).expect("a file");
        let home = home.path().display().to_string();
        let environment = [("PATH", path.as_str()), ("HOME", &home), ("PS1", "> "), ("LC_ALL", "C.UTF-8")];
        let mut session = Session::start_program(100, 40, shell, args, &environment);
        session.wait_for("> ");
        session.send(&format!("{before}source {}; echo 'it is' loaded\n", script.display()));
        session.wait_for("it is loaded");
        for (typed, offered) in [
            ("allu f\t\t", &["find", "forget"][..]),
            ("allu --la\t", &["allu --lang"]),
            ("allu --theme \t\t", &["dark", "light"]),
            ("allu export --to \t\t", &["csv", "jscontact", "vcard"]),
            ("allu find --in reg\t", &["--in regions"]),
            ("allu cov\t", &["allu coverage"]),
        ] {
            session.send(typed);
            session.wait_until(|text| offered.iter().all(|word| text.contains(word)));
            session.send("\x15\x0c");
            session.wait_until(|text| !text.contains(offered[0]));
        }
        session.send("exit\n");
        session.ends();
    }
}

/// The script that zsh reads.
#[test]
fn zsh_is_told_what_may_be_typed() {
    let script = printed(&["completions", "zsh"]);
    assert!(script.contains(":THEME:{compadd default dark light; _files}'"), "{script}");
    assert!(script.contains(":MODEL:_files'"), "{script}");
    assert!(script.contains(":FIELDS:_sequence compadd - name phone "), "{script}");
    assert!(script.contains("::sources:{compadd -- ${(f)\"$(allu sync --list 2>/dev/null)\"}} -- "), "{script}");
    assert!(!script.contains("_default"), "{script}");
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
fn help_lists_the_options_of_a_command_before_those_of_every_command() {
    let help = printed(&["help", "find"]);
    let at = |words: &str| help.find(words).unwrap_or_else(|| panic!("{words}: {help}"));
    assert!(at("--explain") < at("Common options:") && at("Common options:") < at("--model"), "{help}");
    // The words of the query are an argument, and under no heading of options.
    let main = printed(&["--help"]);
    let (before, after) = main.split_once("\nOptions:\n").expect("options");
    assert!(before.contains("Arguments:\n  [QUERY]..."), "{main}");
    assert!(!after.contains("QUERY") && after.contains("Kiosk options:"), "{main}");
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
    // Quitting without a choice does not change the line.
    session.send("printf '(%s)\\n' a\x18a");
    session.wait_for("nimi, paikka");
    session.send("\x03");
    session.wait_until(|text| !text.contains("nimi, paikka"));
    // Text that is typed before the shell reads again may be lost.
    while !session.shows("(a)", std::time::Duration::from_millis(500)) {
        session.send("\n");
    }
    session.send("exit\n");
    session.ends_with(0);
}
