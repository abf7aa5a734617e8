//! A directory that changes while it is browsed: the new one is loaded, a bad one is rejected, and no input is lost.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use crate::support::session::Session;
use tempfile::TempDir;

const BEFORE: &str = "Anna Aalto, p. 0295 000001 (Lappi)\nBo Berg, p. 0295 000002 (Kainuu)\n\
    Cia Berg, p. 0295 000003 (Pirkanmaa)\n";
/// One more person before the others, and a different number for one of them.
const AFTER: &str = "Aada Berg, p. 0295 000009 (Satakunta)\nAnna Aalto, p. 0295 000001 (Lappi)\n\
    Bo Berg, p. 0295 000002 (Kainuu)\nCia Berg, p. 0295 000077 (Pirkanmaa)\n";
const WITHOUT_CIA: &str = "Anna Aalto, p. 0295 000001 (Lappi)\nBo Berg, p. 0295 000002 (Kainuu)\n";

/// A folder with a model that is built from a page of contacts.
struct Place {
    folder: TempDir,
}

impl Place {
    fn with(contacts: &str) -> Self {
        let place = Self { folder: tempfile::tempdir().expect("a folder") };
        place.build(contacts, "model.json");
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn build(&self, contacts: &str, name: &str) {
        let page = self.path("yhteystiedot.md");
        fs::write(&page, format!("# Yhteystiedot\n\n{contacts}")).expect("the disk takes it");
        let mut command = Command::new(env!("CARGO_BIN_EXE_allu"));
        let built =
            command.arg("build").arg(&page).arg("-o").arg(self.path(name)).output().expect("the program starts");
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    }

    fn browse(&self) -> Session {
        let model = self.path("model.json");
        Session::start(80, 24, &["--lang", "en", "--model", model.to_str().expect("UTF-8")])
    }
}

#[test]
fn a_new_directory_is_taken_and_what_is_typed_and_selected_stays() {
    let place = Place::with(BEFORE);
    let mut session = place.browse();
    session.wait_for("People 3");
    session.send("berg\x1b[B");
    session.wait_for("▸ Cia Berg");
    place.build(AFTER, "model.json");
    session.wait_for("the directory was updated");
    session.wait_for("People 3");
    assert!(session.text().contains("› berg") && session.text().contains("▸ Cia Berg"), "{}", session.text());
    assert!(session.text().contains("0295 000077"), "{}", session.text());
    // The next search is in the new directory.
    session.send("\x15");
    session.send("aada");
    session.wait_for("▸ Aada Berg");
    session.send("\x03");
    session.ends_with(0);
}

#[test]
fn a_bad_directory_is_refused_with_the_reason_and_the_old_one_stays() {
    let place = Place::with(BEFORE);
    let mut session = place.browse();
    session.send("cia");
    session.wait_for("▸ Cia Berg");
    let whole = fs::read(place.path("model.json")).expect("it is there");
    fs::write(place.path("half.json"), &whole[..whole.len() / 2]).expect("the disk takes it");
    fs::rename(place.path("half.json"), place.path("model.json")).expect("one disk");
    session.wait_for("kept the old directory: model.json:");
    session.send("\x15");
    session.send("anna");
    session.wait_for("▸ Anna Aalto");
    // For as long as it is so.
    assert!(session.text().contains("0295 000001") && session.text().contains("old directory"), "{}", session.text());
    place.build(AFTER, "model.json");
    session.wait_for("the directory was updated");
    assert!(!session.text().contains("old directory"), "{}", session.text());
    session.send("\x03");
    session.ends_with(0);
}

#[test]
fn a_directory_written_in_place_is_taken_when_it_is_whole() {
    let place = Place::with(BEFORE);
    place.build(AFTER, "new.json");
    let mut session = place.browse();
    session.wait_for("People 3");
    fs::copy(place.path("new.json"), place.path("model.json")).expect("the disk takes it");
    session.wait_for("People 4");
    session.send("\x03");
    session.ends_with(0);
}

#[test]
fn a_link_that_leads_elsewhere_now_is_followed() {
    let place = Place::with(BEFORE);
    fs::create_dir(place.path("one")).expect("a folder");
    fs::create_dir(place.path("two")).expect("a folder");
    fs::rename(place.path("model.json"), place.path("one/model.json")).expect("one disk");
    place.build(AFTER, "two/model.json");
    symlink("one/model.json", place.path("model.json")).expect("a link");
    let mut session = place.browse();
    session.wait_for("People 3");
    symlink("two/model.json", place.path("other")).expect("a link");
    fs::rename(place.path("other"), place.path("model.json")).expect("one disk");
    session.wait_for("People 4");
    // The folder that the link now leads to is watched, too.
    place.build(WITHOUT_CIA, "two/model.json");
    session.wait_for("People 2");
    session.send("\x03");
    session.ends_with(0);
}

#[test]
fn a_directory_that_is_gone_stays_on_the_screen() {
    let place = Place::with(BEFORE);
    let mut session = place.browse();
    session.wait_for("People 3");
    fs::remove_file(place.path("model.json")).expect("it is there");
    session.wait_for("kept the old directory:");
    session.send("cia");
    session.wait_for("0295 000003");
    session.wait_for("old directory");
    place.build(AFTER, "model.json");
    session.wait_for("0295 000077");
    session.send("\x03");
    session.ends_with(0);
}

#[test]
fn a_page_whose_record_is_gone_gives_way_to_the_list() {
    let place = Place::with(BEFORE);
    let mut session = place.browse();
    session.send("berg\x1b[B");
    session.wait_for("▸ Cia Berg");
    session.send("\r\r");
    session.wait_for("back");
    place.build(WITHOUT_CIA, "model.json");
    session.wait_for("the directory was updated");
    session.wait_until(|text| text.contains("▸ Bo Berg") && !text.contains("Cia"));
    session.send("q");
    session.ends_with(0);
}

#[test]
fn what_was_copied_is_said_until_the_next_key_though_the_directory_changes() {
    let place = Place::with(BEFORE);
    let mut session = place.browse();
    session.send("cia");
    session.wait_for("▸ Cia Berg");
    session.send("\x19");
    session.wait_for("Cia Berg: 0295 000003");
    place.build(AFTER, "model.json");
    session.wait_for("0295 000077");
    assert!(session.text().contains("Cia Berg: 0295 000003"), "{}", session.text());
    session.send("\x03");
    session.ends_with(0);
}

#[test]
#[ignore = "needs strace; .ci/run installs it and runs this"]
fn a_directory_that_cannot_be_watched_is_looked_at_now_and_then() {
    let place = Place::with(BEFORE);
    let model = place.path("model.json");
    // As for the 129th session of a user.
    let refused = ["-f", "-o", "/dev/null", "-e", "inject=inotify_init1:error=EMFILE"];
    let program = [env!("CARGO_BIN_EXE_allu"), "--lang", "en", "--model", model.to_str().expect("UTF-8")];
    let mut session = Session::start_program(80, 24, "strace", &[&refused[..], &program].concat(), &[]);
    session.wait_for("People 3");
    // A check that finds no change sends nothing.
    let shown = session.text();
    assert!(!session.shows("updated", Duration::from_secs(6)));
    assert_eq!(session.text(), shown);
    place.build(AFTER, "model.json");
    session.wait_for("People 4");
    session.wait_for("the directory was updated");
    session.send("\x03");
    session.ends_with(0);
}
