//! Large directories: their index is made once, stored if possible, and never trusted.
//!
//! Every command runs on a directory of 5,200 generated people, which is just large enough for an index.

use crate::support::NO_SYSTEM_FOLDER;
use crate::support::generated;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::time::{Duration, SystemTime};

use crate::support::session::Session;
use tempfile::TempDir;

/// The model as it is written, and one with one person fewer.
static MODELS: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| {
    [5_200, 5_199].map(|size| {
        let mut model = Vec::new();
        generated::write_model(size, 7, &mut model).expect("memory takes it");
        model
    })
});

/// A model in a folder of its own, with a cache beside it.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().expect("a folder") };
        fs::write(place.model(), &MODELS[0]).expect("the disk takes it");
        place
    }

    fn model(&self) -> PathBuf {
        self.folder.path().join("model.json")
    }

    fn beside(&self) -> PathBuf {
        self.folder.path().join("model.json.index")
    }

    /// The files in the cache.
    fn cached(&self) -> Vec<PathBuf> {
        let files = fs::read_dir(self.folder.path().join("cache/allu"));
        files.map(|files| files.map(|file| file.expect("a file").path()).collect()).unwrap_or_default()
    }

    /// The standard output of a command, its standard error, and its exit status.
    fn run(&self, args: &[&str]) -> (String, String, i32) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_allu"));
        command.env_clear().envs([NO_SYSTEM_FOLDER]).env("XDG_CACHE_HOME", self.folder.path().join("cache"));
        command.env("ALLU_MODEL", self.model()).env("SOURCE_DATE_EPOCH", "1795000000").args(args);
        let output = command.output().expect("the program starts");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        (text(output.stdout), text(output.stderr), output.status.code().unwrap_or(-1))
    }

    /// The output of a search, and the ignored words, if there is no other message.
    fn found(&self, query: &str) -> String {
        let (out, err, status) = self.run(&["find", "-n", "9", "--explain", query]);
        assert_eq!((err.lines().find(|line| !line.starts_with("ignored: ")), status), (None, 0), "{query}");
        out + &err
    }
}

const QUERIES: [&str; 5] = ["virtanen", "lappi", "0295", "jvirt", "e a"];

#[test]
fn the_first_search_keeps_an_index_for_the_next() {
    let place = Place::new();
    let first: Vec<String> = QUERIES.iter().map(|query| place.found(query)).collect();
    let [index] = &place.cached()[..] else { panic_with(&place) };
    let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    assert_eq!((mode(index), mode(index.parent().expect("a folder"))), (0o600, 0o700));
    let written = fs::metadata(index).and_then(|index| index.modified()).expect("it is there");
    let second: Vec<String> = QUERIES.iter().map(|query| place.found(query)).collect();
    assert_eq!(first, second);
    assert_eq!(fs::metadata(index).and_then(|index| index.modified()).expect("it is there"), written);
}

#[test]
fn no_mask_changes_what_is_private() {
    let place = Place::new();
    fs::create_dir_all(place.folder.path().join("cache/allu")).expect("a cache");
    let mut command = Command::new("sh");
    command
        .args(["-c", "umask 0777; exec \"$0\" find -n 1 virtanen", env!("CARGO_BIN_EXE_allu")])
        .env_clear()
        .envs([NO_SYSTEM_FOLDER]);
    command.env("XDG_CACHE_HOME", place.folder.path().join("cache")).env("ALLU_MODEL", place.model());
    assert!(command.output().expect("the program starts").status.success());
    let [index] = &place.cached()[..] else { panic_with(&place) };
    assert_eq!(fs::metadata(index).expect("it is there").permissions().mode() & 0o777, 0o600);
}

/// A cache that contains something other than one index.
fn panic_with(place: &Place) -> ! {
    unreachable!("in the cache: {:?}", place.cached())
}

#[test]
fn an_index_gives_the_answers_that_a_search_without_one_gives() {
    let place = Place::new();
    let nowhere = ["HOME", "XDG_CACHE_HOME"];
    for query in QUERIES {
        let mut command = Command::new(env!("CARGO_BIN_EXE_allu"));
        for name in nowhere {
            command.env_remove(name);
        }
        command.envs([NO_SYSTEM_FOLDER]).env("ALLU_MODEL", place.model());
        command.env("SOURCE_DATE_EPOCH", "1795000000").env("ALLU_LANG", "en");
        let output = command.args(["find", "-n", "9", "--explain", query]).output().expect("the program starts");
        // A missing cache folder is not an error.
        let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        assert_eq!(said, place.found(query), "{query}");
    }
}

#[test]
fn another_model_gets_another_index() {
    let place = Place::new();
    let before = place.run(&["find", "-n", "1", "--format", "{id}", ""]);
    fs::write(place.model(), &MODELS[1]).expect("the disk takes it");
    let count = |out: &str| out.lines().count();
    assert_eq!(before.2, 0);
    assert_eq!(count(&place.run(&["find", "--format", "{id}", ""]).0), 5_199);
    assert_eq!(place.cached().len(), 1);
    let other = Place::new();
    fs::write(other.model(), &MODELS[1]).expect("the disk takes it");
    assert_eq!(QUERIES.map(|query| place.found(query)), QUERIES.map(|query| other.found(query)));
}

#[test]
fn a_damaged_index_is_made_anew() {
    let place = Place::new();
    let sound = QUERIES.map(|query| place.found(query));
    let index = place.cached().remove(0);
    let written = fs::read(&index).expect("it is there");
    // Scattered bytes, so that every query reads some; then the head, half of the file, an empty file, other content.
    let mut holes = written.clone();
    for at in (4_000..holes.len()).step_by(9_000) {
        holes[at] ^= 0x10;
    }
    let mut head = written.clone();
    head[9] ^= 1;
    for damaged in [holes, head, written[..written.len() / 2].to_vec(), Vec::new(), MODELS[1].clone()] {
        fs::write(&index, &damaged).expect("the disk takes it");
        assert_eq!(QUERIES.map(|query| place.found(query)), sound);
        assert_eq!(fs::read(&index).expect("it is there").len(), written.len(), "it is made anew");
    }
}

#[test]
fn a_place_that_takes_no_files_is_no_error() {
    let place = Place::new();
    // A file where the folder should be cannot be entered even by the superuser.
    fs::write(place.folder.path().join("cache"), "").expect("the disk takes it");
    let (out, err, status) = place.run(&["--lang", "en", "find", "-n", "1", "virtanen"]);
    assert_eq!((out.lines().count(), status), (1, 0));
    assert!(err.starts_with("allu: the index could not be saved: ") && err.lines().count() == 1, "{err}");
    assert_eq!(fs::read_dir(place.folder.path()).expect("a folder").count(), 2);
}

#[test]
fn check_compares_the_index_with_its_model() {
    let place = Place::new();
    let check = || place.run(&["--lang", "en", "check", "--index"]);
    let (out, _, status) = check();
    assert!(out.ends_with("no index yet; the next search makes it\n"), "{out}");
    assert_eq!(status, 0);
    _ = place.found("virtanen");
    let (out, _, status) = check();
    assert!(out.contains(".index: OK (records ") && out.lines().count() == 2, "{out}");
    assert_eq!(status, 0);
    let index = place.cached().remove(0);
    let mut damaged = fs::read(&index).expect("it is there");
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    fs::write(&index, damaged).expect("the disk takes it");
    let (out, _, status) = check();
    assert!(out.ends_with(".index: damaged; it has been rebuilt\n"), "{out}");
    assert_eq!(status, 2);
    assert!(check().0.contains(".index: OK (records "));
    fs::write(place.model(), &MODELS[1]).expect("the disk takes it");
    let (out, _, status) = check();
    assert!(out.contains("not the index of this model"), "{out}");
    assert_eq!(status, 0);
}

#[test]
fn an_index_beside_the_model_is_read() {
    let place = Place::new();
    _ = place.found("virtanen");
    fs::rename(place.cached().remove(0), place.beside()).expect("one disk");
    _ = place.found("virtanen");
    assert_eq!(place.cached(), Vec::<PathBuf>::new());
}

#[test]
fn a_model_that_is_not_sound_is_refused_with_or_without_an_index() {
    let place = Place::new();
    _ = place.found("virtanen");
    let mut broken = MODELS[0].clone();
    broken.truncate(broken.len() - 2);
    fs::write(place.model(), broken).expect("the disk takes it");
    let (out, err, status) = place.run(&["find", "virtanen"]);
    assert_eq!((out.as_str(), err.lines().count(), status), ("", 1, 2), "{err}");
}

/// Sets the time of the last write of a file, as `touch` and `cp -p` do.
fn touch(path: &Path, to: SystemTime) {
    fs::File::options().append(true).open(path).and_then(|file| file.set_modified(to)).expect("it is ours");
}

#[test]
fn a_touched_model_keeps_its_index() {
    let place = Place::new();
    let sound = QUERIES.map(|query| place.found(query));
    let index = place.cached().remove(0);
    let inode = || fs::metadata(&index).expect("an index").ino();
    let made = inode();
    touch(&place.model(), SystemTime::now() - Duration::from_secs(1_000));
    // The content is compared once, and the result is stored.
    assert_eq!(place.found(QUERIES[0]), sound[0]);
    let noted = inode();
    assert_ne!(noted, made);
    assert_eq!((QUERIES.map(|query| place.found(query)), inode()), (sound.clone(), noted));
    assert!(place.run(&["--lang", "en", "check", "--index"]).0.contains(".index: OK (records "));
    // A copy of the model, too, and an index beside it that nobody may write.
    fs::rename(&index, place.beside()).expect("one disk");
    fs::copy(place.model(), place.folder.path().join("copy")).expect("the disk takes it");
    fs::rename(place.folder.path().join("copy"), place.model()).expect("one disk");
    let beside = || fs::metadata(place.beside()).map(|index| (index.ino(), index.mode())).expect("an index");
    let before = beside();
    assert_eq!(QUERIES.map(|query| place.found(query)), sound);
    assert_eq!((place.cached(), beside()), (Vec::<PathBuf>::new(), before));
}

#[test]
fn a_change_in_place_is_noticed_though_its_time_is_put_back() {
    let place = Place::new();
    _ = place.found("virtanen");
    let written = fs::metadata(place.model()).and_then(|model| model.modified()).expect("a model");
    let changed = String::from_utf8(MODELS[0].clone()).expect("UTF-8").replace("Virtanen", "Qvirtane");
    fs::write(place.model(), changed).expect("the disk takes it");
    touch(&place.model(), written);
    assert!(place.found("qvirtane").contains(" Qvirtane\t"));
}

/// A browser on a model, whose cache is beside it.
fn browse(place: &Place) -> Session {
    let (model, cache) = (place.model(), place.folder.path().join("cache"));
    let env = [("ALLU_MODEL", model.to_str().expect("UTF-8")), ("XDG_CACHE_HOME", cache.to_str().expect("UTF-8"))];
    Session::start_with(80, 24, &["--lang", "en"], &env)
}

#[test]
fn a_large_directory_is_browsed_through_its_index() {
    let place = Place::new();
    let first = place.found("virtanen").lines().next().and_then(|line| line.split('\t').next()).map(str::to_owned);
    let mut session = browse(&place);
    session.wait_for("People 5200");
    session.send("virtanen");
    session.wait_for(&format!("▸ {}", first.expect("somebody is called Virtanen")));
    // The last of them all is there, too.
    session.send("\x15\r\x1b[F");
    session.wait_until(|text| text.contains("▸ ") && !text.contains("virtanen"));
    session.send("q");
    session.ends_with(0);
    session.terminal_is_as_before();
}

#[test]
fn a_model_that_is_written_over_while_it_is_browsed_is_read_anew() {
    let place = Place::new();
    _ = place.found("virtanen");
    let mut session = browse(&place);
    session.wait_for("People 5200");
    fs::write(place.model(), &MODELS[1]).expect("the disk takes it");
    session.send("\x1b[B");
    session.wait_for("People 5199");
    session.wait_for("▸ ");
    session.send("\x03");
    session.ends_with(0);
    session.terminal_is_as_before();
}

#[test]
fn a_model_that_is_spoilt_while_it_is_browsed_is_waited_for() {
    let place = Place::new();
    _ = place.found("virtanen");
    let mut session = browse(&place);
    session.wait_for("People 5200");
    // No record of a large model is in memory: so nothing can be shown.
    fs::write(place.model(), "{}").expect("the disk takes it");
    session.send("virtanen");
    session.wait_for("the directory cannot be read: model.json");
    session.wait_for("People 0");
    // The message stays. The text typed after the arrow shows that the arrow, which would remove the message, has been
    // read.
    session.send("\x1b[Bx");
    session.wait_for("› virtanenx");
    session.send("\x7f");
    session.wait_until(|text| text.contains("› virtanen") && !text.contains("› virtanenx"));
    session.wait_for("the directory cannot be read: model.json");
    fs::write(place.model(), &MODELS[0]).expect("the disk takes it");
    session.wait_for("the directory was updated");
    session.wait_for("› virtanen");
    session.wait_until(|text| text.contains("▸ ") && !text.contains("People 0"));
    session.send("\x03");
    session.ends_with(0);
    session.terminal_is_as_before();
}

#[test]
fn a_model_that_is_spoilt_and_gone_while_it_is_browsed_is_waited_for() {
    let place = Place::new();
    _ = place.found("virtanen");
    let mut session = browse(&place);
    session.wait_for("People 5200");
    fs::write(place.model(), "{}").expect("the disk takes it");
    fs::remove_file(place.model()).expect("it is there");
    session.send("virtanen");
    session.wait_for("the directory cannot be read:");
    fs::write(place.model(), &MODELS[0]).expect("the disk takes it");
    session.wait_for("the directory was updated");
    session.send("\x03");
    session.ends_with(0);
    session.terminal_is_as_before();
}

#[test]
fn an_index_that_is_damaged_while_it_is_browsed_is_made_anew() {
    let place = Place::new();
    let first = place.found("virtanen").lines().next().and_then(|line| line.split('\t').next()).map(str::to_owned);
    let index = place.cached().remove(0);
    let mut damaged = fs::read(&index).expect("it is there");
    for at in (40_000..damaged.len()).step_by(9_000) {
        damaged[at] ^= 0x10;
    }
    fs::write(&index, damaged).expect("the disk takes it");
    let mut session = browse(&place);
    session.send("virtanen");
    session.wait_for(&format!("▸ {}", first.expect("somebody is called Virtanen")));
    session.send("\x03");
    session.ends_with(0);
    let (out, _, status) = place.run(&["--lang", "en", "check", "--index"]);
    assert!(status == 0 && out.contains(".index: OK (records "), "{out}");
}

#[test]
fn an_index_that_is_cut_while_it_is_browsed_is_done_without() {
    let place = Place::new();
    let first = place.found("virtanen").lines().next().and_then(|line| line.split('\t').next()).map(str::to_owned);
    let index = place.cached().remove(0);
    let mut session = browse(&place);
    session.wait_for("People 5200");
    fs::File::options().write(true).open(&index).and_then(|index| index.set_len(0)).expect("it is ours");
    session.send("virtanen");
    session.wait_for(&format!("▸ {}", first.expect("somebody is called Virtanen")));
    session.send("\x03");
    session.ends_with(0);
    session.terminal_is_as_before();
    // It was made again.
    assert!(place.run(&["--lang", "en", "check", "--index"]).0.contains(".index: OK (records "));
}

#[test]
fn an_index_that_is_copied_over_itself_ends_no_session() {
    let place = Place::new();
    _ = place.found("virtanen");
    // An index beside the model is not made again.
    fs::rename(place.cached().remove(0), place.beside()).expect("one disk");
    let whole = fs::read(place.beside()).expect("an index");
    let mut session = browse(&place);
    session.wait_for("People 5200");
    for turn in 0..30 {
        session.send(["vir", "\x15", "lap", "\x15", "0295", "\x15"][turn % 6]);
        // Truncates the file first, and writes the same bytes.
        fs::write(place.beside(), &whole).expect("the disk takes it");
    }
    session.send("\x15virtanen");
    session.wait_until(|text| text.contains("▸ ") && text.contains(" Virtanen") && text.contains("› virtanen"));
    session.send("\x03");
    session.ends_with(0);
    session.terminal_is_as_before();
}

/// A page of many people, and the model built from it.
fn build_page(place: &Place, people: usize) {
    let line = |at: usize| {
        // Letters that do not form a word of the rules.
        let letters: String =
            at.to_string().bytes().map(|digit| char::from(b"aeiouylnrs"[usize::from(digit - b'0')])).collect();
        format!("Anna Aalto{letters}, p. 040 1{at:06} (Lappi)\n")
    };
    let page = place.folder.path().join("page.md");
    fs::write(&page, (0..people).map(line).collect::<String>()).expect("the disk takes it");
    let (out, err, status) =
        place.run(&["build", page.to_str().expect("UTF-8"), "-o", place.model().to_str().expect("UTF-8")]);
    assert_eq!((out.as_str(), status), ("", 0), "{err}");
}

#[test]
fn a_model_that_is_built_while_it_is_browsed_brings_its_index() {
    let place = Place::new();
    build_page(&place, 5_200);
    let mut session = browse(&place);
    session.wait_for("People 5200");
    build_page(&place, 5_201);
    session.wait_for("People 5201");
    session.send("\x03");
    session.ends_with(0);
    // The browser has not made an index that it did not need.
    assert_eq!(place.cached(), Vec::<PathBuf>::new());
    assert!(place.beside().exists());
}

#[test]
fn a_model_whose_index_cannot_be_put_is_there_all_the_same() {
    let place = Place::new();
    fs::remove_file(place.model()).expect("a model");
    fs::create_dir(place.beside()).expect("a folder");
    let page = place.folder.path().join("page.md");
    build_page(&place, 5_000);
    let (out, err, status) = place.run(&[
        "--lang",
        "en",
        "build",
        page.to_str().expect("UTF-8"),
        "-o",
        place.model().to_str().expect("UTF-8"),
    ]);
    let told = err.lines().filter(|line| line.starts_with("allu: the index could not be saved: ")).count();
    assert_eq!((out.as_str(), status, told), ("", 0, 1), "{err}");
    assert!(place.model().exists());
}
