//! Favourites and recent look-ups: their effect on lists, where they are stored, and when they are not.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use allu::app::{HabitChange, Habits};
use allu::model::RecordId;
use allu::search::Pane;
use proptest::prelude::*;
use tempfile::TempDir;

use crate::support::NO_SYSTEM_FOLDER;
use crate::support::journey::{Journey, any_key};
use crate::support::session::Session;

fn id(text: &str) -> RecordId {
    text.parse().expect("an id")
}

/// The ids in the list of people, from the first.
fn listed(journey: &Journey) -> Vec<String> {
    let state = journey.state();
    let rows = 0..state.answer.count(Pane::People);
    rows.filter_map(|row| state.record_in(Pane::People, row)).map(|it| state.directory.id_of(it).to_string()).collect()
}

/// A home directory in which allu was never started.
struct Home(TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn file(&self) -> std::path::PathBuf {
        self.0.path().join(".local/state/allu/habits.json")
    }

    fn kept(&self) -> String {
        fs::read_to_string(self.file()).unwrap_or_default()
    }

    fn session(&self, args: &[&str], env: &[(&str, &str)]) -> Session {
        let home = self.0.path().display().to_string();
        let env = [&[("HOME", home.as_str()), ("XDG_CACHE_HOME", "/nonexistent")], env].concat();
        Session::start_with(80, 24, args, &env)
    }

    fn forget(&self) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_allu"));
        let output = command
            .env_clear()
            .envs([NO_SYSTEM_FOLDER])
            .env("HOME", self.0.path())
            .arg("forget")
            .output()
            .expect("it runs");
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).expect("UTF-8")
    }
}

#[test]
fn what_was_looked_up_comes_first_among_those_that_answer_alike() {
    let before = listed(&Journey::at(80, 24).press("koordinaattori"));
    // One of several records that match equally well.
    let state = Journey::at(80, 24).press("koordinaattori").state().clone();
    let alike = state.answer.alike_rows(Pane::People).find(|rows| rows.len() > 1).expect("a tie");
    let last = before[alike.end - 1].clone();
    let habits = Habits { favourites: Vec::new(), recent: vec![id(&last)] };
    let after = listed(&Journey::at(80, 24).with_habits(habits).press("koordinaattori"));
    assert_eq!(after[alike.start], last);
    let sorted = |list: &[String]| {
        let mut list = list.to_vec();
        list.sort();
        list
    };
    assert_eq!(sorted(&after), sorted(&before));
    assert_eq!(after[alike.end..], before[alike.end..]);
    assert_eq!(after[..alike.start], before[..alike.start]);
}

#[test]
fn a_better_answer_stays_above_a_favourite() {
    let habits = Habits { favourites: vec![id("person:ilona-korhonen")], recent: Vec::new() };
    let journey = Journey::at(80, 24).with_habits(habits).press("lappi");
    assert_eq!(listed(&journey)[0], "person:sanna-hiltunen");
}

#[test]
fn b_makes_a_favourite_that_comes_first_next_time_and_b_takes_it_away() {
    let journey = Journey::at(80, 24).with_habits(Habits::default()).press("<enter>jj");
    let chosen = listed(&journey)[2].clone();
    let journey = journey.press("b");
    assert_eq!(journey.kept(), [HabitChange::Added(id(&chosen))]);
    assert!(journey.letters().contains("lisätty suosikkeihin"), "{}", journey.letters());
    assert!(journey.letters().lines().any(|line| line.starts_with("▸*")), "{}", journey.letters());
    // The list does not move under the selection, only with the next answer.
    assert_eq!(listed(&journey)[2], chosen);
    let again = journey.clone().press("/x<bs>");
    assert_eq!(listed(&again)[0], chosen);
    let removed = again.press("<enter>b");
    assert_eq!(removed.kept().last(), Some(&HabitChange::Removed(id(&chosen))));
    assert_eq!(removed.state().habits, Some(Habits { recent: Vec::new(), favourites: Vec::new() }));
}

#[test]
fn where_nothing_is_kept_the_key_says_so() {
    let journey = Journey::at(80, 24).press("<enter>b");
    assert!(journey.letters().contains("suosikkeja ei pidetä"), "{}", journey.letters());
    let kiosk = Journey::at(80, 24).in_kiosk().press("<enter>b");
    assert!(kiosk.kept().is_empty() && kiosk.state().status.is_none());
}

#[test]
fn looking_up_is_opening_copying_printing_and_choosing() {
    let start = || Journey::at(80, 24).with_habits(Habits::default());
    let wanted = [HabitChange::LookedUp(id("person:sanna-hiltunen"))];
    for keys in ["lappi<enter><enter>", "lappi<c-y>", "lappi<enter>p"] {
        assert_eq!(start().press(keys).kept(), wanted, "{keys}");
    }
    assert_eq!(start().picking().press("lappi<enter>").kept(), wanted);
    assert!(start().press("lappi<enter>jk").kept().is_empty());
}

#[test]
fn a_number_and_an_address_are_opened_by_the_program_of_the_configuration() {
    let journey = Journey::at(80, 24).press("lappi<enter>t");
    assert_eq!(journey.opened(), ["tel:+358295037012"]);
    assert_eq!(journey.press("w").opened()[1], "mailto:sanna.hiltunen@ely-keskus.fi");
    assert!(Journey::at(80, 24).in_kiosk().press("lappi<enter>t").opened().is_empty());
}

#[test]
fn the_file_has_ids_only_is_ones_own_and_is_emptied() {
    let home = Home::new();
    let mut session = home.session(&["lappi"], &[]);
    session.wait_for("nimi, paikka tai numero; F1: näppäimet");
    session.send("\rb");
    session.wait_for("lisätty suosikkeihin");
    session.send("\r");
    session.wait_for("0295 037012");
    session.send("q");
    session.ends_with(0);
    let kept = home.kept();
    assert_eq!(kept.matches("person:sanna-hiltunen").count(), 2, "{kept}");
    assert!(!kept.contains("Sanna") && !kept.contains("0295"), "{kept}");
    let mode = fs::metadata(home.file()).expect("the file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    // The hint shows once.
    let mut again = home.session(&["lappi"], &[]);
    again.wait_for("0295 037012");
    assert!(!again.text().contains("nimi, paikka tai numero"), "{}", again.text());
    again.send("\x03");
    again.ends_with(0);
    assert!(home.forget().contains("habits.json"));
    assert!(!home.kept().contains("sanna"), "{}", home.kept());
}

#[test]
fn nothing_is_kept_if_the_configuration_says_so() {
    let home = Home::new();
    fs::create_dir_all(home.0.path().join(".config/allu")).expect("a folder");
    fs::write(home.0.path().join(".config/allu/config.toml"), "habits = false\n").expect("a file");
    let mut session = home.session(&["lappi"], &[]);
    session.wait_for("0295 037012");
    session.send("\r\rq");
    session.ends_with(0);
    assert!(!home.0.path().join(".local").exists());
    assert!(home.forget().contains("nothing was kept"));
}

#[test]
fn a_damaged_file_and_a_link_of_another_name_are_no_habits() {
    let home = Home::new();
    let folder = home.file().parent().expect("a folder").to_owned();
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(home.file(), "{\"favourites\": [3").expect("a file");
    let mut session = home.session(&["lappi"], &[]);
    session.wait_for("0295 037012");
    session.send("\rb");
    session.wait_for("lisätty suosikkeihin");
    session.send("q");
    session.ends_with(0);
    assert!(home.kept().contains("person:sanna-hiltunen"));
}

#[test]
fn the_program_of_the_configuration_gets_the_number_but_not_over_ssh() {
    let home = Home::new();
    let script = home.0.path().join("open");
    fs::write(&script, "#!/bin/sh\nprintf %s \"$2\" > \"$1\"\n").expect("a file");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("it is ours");
    let out = home.0.path().join("out");
    fs::create_dir_all(home.0.path().join(".config/allu")).expect("a folder");
    let config = format!("opener = [\"{}\", \"{}\"]\n", script.display(), out.display());
    fs::write(home.0.path().join(".config/allu/config.toml"), config).expect("a file");
    let mut remote = home.session(&["lappi"], &[("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22")]);
    remote.wait_for("0295 037012");
    remote.send("\rt");
    remote.wait_for("ei avata SSH");
    remote.send("q");
    remote.ends_with(0);
    assert!(!out.exists());
    let mut local = home.session(&["lappi"], &[]);
    local.wait_for("0295 037012");
    local.send("\rt");
    local.wait_for("avattu: tel:+358295037012");
    let until = std::time::Instant::now() + std::time::Duration::from_secs(10);
    while fs::read_to_string(&out).unwrap_or_default() != "tel:+358295037012" {
        assert!(std::time::Instant::now() < until, "the program was not started");
        std::thread::yield_now();
    }
    local.send("q");
    local.ends_with(0);
}

#[test]
fn find_answers_everybody_alike() {
    let home = Home::new();
    let find = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_allu"));
        command
            .env_clear()
            .envs([NO_SYSTEM_FOLDER])
            .env("HOME", home.0.path())
            .stdin(Stdio::null())
            .args(["find", "koordinaattori"]);
        command.output().expect("it runs").stdout
    };
    let before = find();
    fs::create_dir_all(home.file().parent().expect("a folder")).expect("a folder");
    let lines = String::from_utf8(before.clone()).expect("UTF-8");
    assert!(lines.lines().count() > 2);
    fs::write(home.file(), "{\"favourites\": [\"person:tanja-tammimies\"], \"recent\": []}").expect("a file");
    assert_eq!(find(), before);
}

proptest! {
    /// After any keys, every record is in its list once.
    #[test]
    fn habits_lose_no_row(keys in prop::collection::vec(any_key(), 0..60)) {
        let favourites = ["person:tanja-tammimies", "person:sanna-hiltunen", "person:nobody"].map(id).to_vec();
        let habits = Habits { favourites, recent: vec![id("region:19"), id("person:ilona-korhonen")] };
        let journey = Journey::at(80, 24).with_habits(habits).press_all(keys);
        let mut rows = listed(&journey);
        let count = rows.len();
        rows.sort();
        rows.dedup();
        prop_assert_eq!(rows.len(), count);
        prop_assert_eq!(count, journey.state().answer.count(Pane::People));
    }
}
