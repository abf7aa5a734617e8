//! A configuration as a user writes it: its effect, its precedence, and the messages for mistakes.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use allu::app::{Mode, Preferences};
use allu::config::{Config, Reader, parse, read_theme};
use tempfile::TempDir;

use crate::support::NO_SYSTEM_FOLDER;
use crate::support::journey::Journey;
use crate::support::session::Session;

/// A folder with a configuration, as `$XDG_CONFIG_HOME`.
struct Home(TempDir);

impl Home {
    fn with(config: &str) -> Self {
        let home = Self(tempfile::tempdir().expect("a folder"));
        fs::create_dir(home.0.path().join("allu")).expect("a folder");
        fs::write(home.config(), config).expect("a configuration");
        home
    }

    fn config(&self) -> PathBuf {
        self.0.path().join("allu/config.toml")
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn run(&self, args: &[&str], env: &[(&str, &str)]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_allu"));
        command
            .env_clear()
            .envs([NO_SYSTEM_FOLDER])
            .env("XDG_CONFIG_HOME", self.path())
            .env("SOURCE_DATE_EPOCH", "1541757599")
            .args(args);
        command.envs(env.iter().copied()).output().expect("the program starts")
    }

    fn out(&self, args: &[&str], env: &[(&str, &str)]) -> String {
        let output = self.run(args, env);
        assert!(output.status.success(), "{args:?}: {output:?}");
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    fn err(&self, args: &[&str]) -> String {
        let output = self.run(args, &[]);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert!(output.stdout.is_empty(), "{output:?}");
        String::from_utf8(output.stderr).expect("UTF-8")
    }
}

/// A browser of a user with a configuration.
fn journey(config: &str) -> Journey {
    let config = parse(config, Path::new("config.toml"), &|_| None).expect("a configuration");
    let preferences = Preferences { keymap: Arc::new(config.keymap()), copy: config.copy };
    Journey::at(80, 24).preferring(preferences)
}

#[test]
fn the_command_line_and_the_environment_are_stronger() {
    let home = Home::with("language = \"sv\"\nfresh_years = 10\n");
    let role = |args: &[&str], env: &[(&str, &str)]| {
        let all = [&["find", "lappi", "--fields", "role"][..], args].concat();
        home.out(&all, env).trim_end().to_owned()
    };
    assert_eq!(role(&[], &[("LC_ALL", "fi_FI.UTF-8")]), "regionkoordinator");
    assert_eq!(role(&[], &[("ALLU_LANG", "fi")]), "aluekoordinaattori");
    assert_eq!(role(&["--lang", "en"], &[("ALLU_LANG", "fi")]), "regional coordinator");
}

#[test]
fn the_first_model_that_exists_is_opened() {
    let model = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/small-model.json");
    let home = Home::with(&format!("model = [\"missing.json\", \"{model}\"]\n"));
    assert!(home.out(&["--version"], &[]).contains("Esimerkkihakemisto"));
    let stronger = home.run(&["--version"], &[("ALLU_MODEL", "/nowhere.json")]);
    assert!(String::from_utf8_lossy(&stronger.stderr).contains("/nowhere.json"));
    let other = Home::with("model = \"missing.json\"\n");
    assert!(other.err(&["find", "x"]).contains("missing.json"));
}

#[test]
fn numbers_are_fresh_for_as_many_years_as_the_user_says() {
    let day = ["find", "tammimies", "--today", "2023-01-01", "--fields", "phone,note"];
    assert!(Home::with("fresh_years = 2\n").out(&day, &[]).contains("2018"));
    let projects_end = ["find", "tammimies", "--today", "2019-01-01", "--fields", "phone,note"];
    assert!(!Home::with("fresh_years = 2\n").out(&projects_end, &[]).contains("2018"));
    assert!(Home::with("fresh_years = 0\n").out(&projects_end, &[]).contains("2018"));
}

#[test]
fn every_mistake_is_one_line_with_its_place() {
    let home = Home::with("langauge = \"fi\"\n[keys.list]\nmark = \"x\"\ncopy = \"x\"\n");
    let path = home.config().display().to_string();
    let wanted = format!(
        "allu: {path}:1:1: unknown name “langauge”; possible: language\n\
         allu: {path}:4:8: the key x means something else in the same place, on line 3\n"
    );
    for args in [&["find", "lappi"][..], &["lappi"], &["config"], &["show", "person:sanna-hiltunen"]] {
        assert_eq!(home.err(args), wanted, "{args:?}");
    }
    // Commands that help to correct a configuration do not need a valid one.
    assert!(home.out(&["config", "--default"], &[]).contains("[keys]"));
}

#[test]
fn a_configuration_that_others_may_write_is_not_used() {
    let home = Home::with("language = \"fi\"\n");
    fs::set_permissions(home.config(), fs::Permissions::from_mode(0o666)).expect("it is ours");
    assert!(home.err(&["find", "lappi"]).contains("chmod go-w"));
    let named = home.config().display().to_string();
    home.out(&["find", "lappi"], &[("ALLU_CONFIG", &named)]);
    home.out(&["find", "lappi"], &[("ALLU_CONFIG", "/dev/null")]);
    fs::set_permissions(home.config(), fs::Permissions::from_mode(0o620)).expect("it is ours");
    // The clients of a kiosk may not write its configuration.
    assert!(read_theme(&home.config(), Reader::Kiosk).is_err_and(|error| format!("{error:?}").contains("Writable")));
}

#[test]
fn a_configuration_that_is_named_has_to_be_there() {
    let home = Home::with("");
    let output = home.run(&["find", "lappi"], &[("ALLU_CONFIG", "/nowhere.toml")]);
    assert_eq!(output.status.code(), Some(2));
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(err.starts_with("allu: cannot read the configuration /nowhere.toml: "), "{err}");
    assert!(err.ends_with("or name another with ALLU_CONFIG\n"), "{err}");
    fs::remove_file(home.config()).expect("it is ours");
    fs::create_dir(home.config()).expect("a folder");
    let err = home.err(&["find", "lappi"]);
    assert!(err.lines().count() == 1 && err.ends_with("name a TOML file with ALLU_CONFIG\n"), "{err}");
}

#[test]
fn what_holds_is_listed_with_where_it_comes_from() {
    let home = Home::with("language = \"sv\"\n\nmouse = true\n");
    let path = home.config().display().to_string();
    let text = home.out(&["config", "--ascii"], &[("ALLU_LANG", "en")]);
    for line in [
        "language = \"en\"  # ALLU_LANG".to_owned(),
        format!("mouse = true  # {path}:3"),
        "ascii = true  # --ascii".to_owned(),
        "copy = \"number\"  # default".to_owned(),
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
    assert!(parse(&text, Path::new("c"), &|_| None).is_ok());
}

#[test]
fn changed_keys_show_in_the_last_row_and_in_help() {
    let journey = journey("[keys.list]\nmark = [\"x\"]\n[keys.browse]\ncopy = [\"c\"]\n").press("<enter>");
    assert!(journey.last_row().contains("c kopioi"), "{}", journey.last_row());
    assert!(journey.clone().press("x").state().marked.len() == 1);
    assert!(journey.clone().press(" ").state().marked.is_empty());
    let help = journey.press("<f1>x").letters();
    assert!(help.lines().any(|line| line.trim_start().starts_with("x ") && line.contains("merkitsee")), "{help}");
}

#[test]
fn enter_and_copying_do_what_the_user_prefers() {
    let typed = journey("enter = \"copy\"\ncopy = \"international\"\n").press("lappi");
    assert!(typed.last_row().starts_with("Enter kopioi  Tab"), "{}", typed.last_row());
    let copied = typed.press("<enter>");
    assert_eq!(copied.copied(), ["+358295037012"]);
    assert_eq!(copied.press("<enter>").copied().len(), 2);
    let opened = journey("enter = \"open\"\n").press("lappi<enter>");
    assert!(matches!(opened.state().mode, Mode::Detail(_)));
    let printed = journey("enter = \"print\"\ncopy = \"card\"\n").press("lappi<enter>");
    assert!(printed.printed().is_some_and(|text| text.contains("0295 037012")));
    // `pick` is for choosing a record.
    assert_eq!(journey("enter = \"copy\"\n").picking().press("lappi<enter>").chosen(), ["person:sanna-hiltunen"]);
}

#[test]
fn vim_starts_in_the_list_and_emacs_moves_everywhere() {
    let vim = journey("[keys]\npreset = \"vim\"\n");
    assert_eq!(vim.state().mode, Mode::List);
    let found = vim.press("/lappi<esc>");
    assert_eq!((&found.state().mode, found.state().query.value()), (&Mode::List, "lappi"));
    assert_eq!(found.press("<esc>").state().query.value(), "");
    let emacs = journey("[keys]\npreset = \"emacs\"\n").press("lappi<c-a><c-k>");
    assert_eq!(emacs.state().query.value(), "");
    assert!(matches!(emacs.press("<enter><c-f>").state().mode, Mode::Detail(_)));
}

#[test]
fn a_theme_of_ones_own_colours_the_screen() {
    let home = Home::with("theme = \"mine.toml\"\n");
    fs::write(home.path().join("allu/mine.toml"), "base = \"dark\"\nold = \"#010203\"\n").expect("a theme");
    let config = home.path().display().to_string();
    let env = [("XDG_CONFIG_HOME", config.as_str()), ("COLORTERM", "truecolor")];
    let mut session = Session::start_with(80, 24, &["lappi"], &env);
    session.wait_for("0295 037012");
    assert!(session.bytes_contain("38;2;1;2;3"));
    session.send("\x03");
    session.ends_with(0);
    fs::write(home.path().join("allu/mine.toml"), "olt = \"#010203\"\n").expect("a theme");
    assert!(home.err(&["find", "lappi"]).contains("mine.toml:1:1: unknown name “olt”"));
    let given = home.path().join("allu/mine.toml").display().to_string();
    fs::write(home.config(), "").expect("a configuration");
    assert!(home.err(&["--theme", &given, "find", "lappi"]).contains("mine.toml:1:1"));
    assert!(home.err(&["--theme", "drak", "find", "lappi"]).contains("default, dark and light"));
}

#[test]
fn a_key_of_the_configuration_works_on_a_terminal() {
    let home = Home::with("[keys.query]\ncopy = [\"F5\"]\n");
    let config = home.path().display().to_string();
    let mut session = Session::start_with(80, 24, &["lappi"], &[("XDG_CONFIG_HOME", &config)]);
    session.wait_for("0295 037012");
    session.wait_for("F5 kopioi");
    session.send("\x1b[15~");
    session.wait_for("0295 037012 ’18 kopioitu");
    session.send("\x03");
    session.ends_with(0);
}

#[test]
fn the_usual_configuration_is_that_of_no_file() {
    assert_eq!(
        parse("", Path::new("c"), &|_| None).expect("nothing"),
        Config { path: Some("c".into()), ..Config::default() }
    );
}

#[test]
fn printed_numbers_are_links_on_terminals_that_take_them() {
    let link = "\x1b]8;;tel:+358295037012\x1b\\0295 037012\x1b]8;;\x1b\\";
    let home = Home::with("links = \"never\"\n");
    let config = home.config().display().to_string();
    for args in [&["find", "lappi"][..], &["show", "person:sanna-hiltunen"]] {
        for (env, is_linked) in [
            (&[("TERM", "xterm-kitty")][..], true),
            (&[("TERM", "xterm-256color")], false),
            (&[("TERM", "xterm-kitty"), ("ALLU_CONFIG", &config)], false),
            (&[("TERM", "xterm-kitty"), ("TMUX", "/x,1,0")], false),
        ] {
            let mut session = Session::start_with(80, 24, args, &[env, &[("NO_COLOR", "1")]].concat());
            session.ends_with(0);
            assert_eq!(session.bytes_contain(link), is_linked, "{args:?} {env:?}");
            assert!(session.text().contains("0295 037012"));
        }
    }
    let always = Home::with("links = \"always\"\n");
    assert!(!always.out(&["find", "lappi"], &[("TERM", "xterm-kitty")]).contains('\x1b'));
}

/// A kiosk in a namespace of its own, whose `/etc/allu/config.toml` belongs to a user and has a mode.
fn kiosk(config: &str, owner: &str, mode: &str, args: &str) -> Session {
    let home = Home::with("language = \"sv\"\n[keys.query]\ncopy = [\"F6\"]\n");
    fs::write(home.path().join("system.toml"), config).expect("a configuration");
    let script = format!(
        "mount -t tmpfs tmpfs /etc && mkdir /etc/allu && install -o {owner} -m {mode} {} /etc/allu/config.toml && exec {} {args}",
        home.path().join("system.toml").display(),
        env!("CARGO_BIN_EXE_allu"),
    );
    let (config, named) = (home.path().display().to_string(), home.config().display().to_string());
    let env = [("XDG_CONFIG_HOME", config.as_str()), ("ALLU_CONFIG", named.as_str()), ("LC_ALL", "C.UTF-8")];
    let mut session = Session::start_program(80, 24, "unshare", &["--mount", "sh", "-c", &script], &env);
    // Until the program has started, the file must be there.
    session.wait_until(|text| text.contains("allu") || text.contains("0295 037012"));
    session
}

#[test]
#[ignore = "needs root, for a namespace of its own; .ci/run runs this"]
fn a_kiosk_reads_the_configuration_of_root_alone() {
    let config = "language = \"fi\"\nopener = \"id\"\n[keys.query]\ncopy = [\"F5\"]\n";
    let mut session = kiosk(config, "0", "644", "--kiosk lappi");
    session.wait_for("F5 kopioi");
    session.send("\x1b[15~");
    session.wait_for("0295 037012 ’18 kopioitu");
    // There is neither a favourite nor a program to open anything with.
    session.send("\rbt");
    session.wait_for("q lopeta");
    session.send("q");
    session.ends_with(0);
    for (owner, mode, words) in [("1", "644", "another user"), ("0", "664", "chmod go-w"), ("0", "646", "chmod go-w")] {
        let mut refused = kiosk(config, owner, mode, "--kiosk lappi");
        refused.ends_with(2);
        assert!(refused.text().contains(words), "{owner} {mode}: {}", refused.text());
    }
    let mut mistaken = kiosk("langauge = \"fi\"\n", "0", "644", "--kiosk lappi");
    mistaken.ends_with(2);
    assert!(mistaken.text().contains("/etc/allu/config.toml:1:1"), "{}", mistaken.text());
}
