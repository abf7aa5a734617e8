//! Indices, links and folders that other users may have created: none of them changes an answer or a file.
//!
//! Most of it needs two users, so root runs it, with a user id that no account has as the other user.

use crate::support::NO_SYSTEM_FOLDER;
use crate::support::generated;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::os::unix::fs::{FileExt, MetadataExt, PermissionsExt, chown, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use allu::files::{Identity, hash_of};
use allu::model::{Directory, scan};
use allu::search::Index;
use allu::store::SectionWriter;
use tempfile::TempDir;

/// Neither root nor anybody else.
const OTHER: u32 = 47_117;
const GROUP: u32 = 47_118;

/// A large model, and one of the same length with other names for all people and for the directory.
static MODELS: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| {
    let mut model = Vec::new();
    generated::write_model(5_200, 7, &mut model).expect("memory takes it");
    let text = String::from_utf8(model.clone()).expect("UTF-8");
    let title = text.split("\"title\":\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a title");
    let forged =
        text.replace(title, &"x".repeat(title.len())).replace("Virtanen", "Qqqqqqqq").replace("virtanen", "qqqqqqqq");
    assert_eq!(forged.len(), model.len());
    [model, forged.into_bytes()]
});

/// The changes that another user makes to a folder.
type Plant<'a> = Box<dyn Fn(&Path) + 'a>;

struct Place(TempDir);

impl Place {
    /// A folder that everybody can read, with a large model in a folder of its own.
    fn new() -> Self {
        let place = Self(tempfile::tempdir().expect("a folder"));
        allow(place.0.path(), 0o755);
        place.folder("models", 0o755, None);
        fs::write(place.model(), &MODELS[0]).expect("the disk takes it");
        allow(&place.model(), 0o644);
        place
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn model(&self) -> PathBuf {
        self.at("models/model.json")
    }

    fn index(&self) -> PathBuf {
        self.at("models/model.json.index")
    }

    fn folder(&self, name: &str, mode: u32, owner: Option<u32>) -> PathBuf {
        fs::create_dir_all(self.at(name)).expect("a folder");
        allow(&self.at(name), mode);
        chown(self.at(name), owner, owner).expect("we may give it away");
        self.at(name)
    }

    /// The standard output, the standard error and the exit status of a command.
    fn run(&self, args: &[&str], env: &[(&str, &Path)]) -> (String, String, i32) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_allu"));
        command
            .env_clear()
            .envs([NO_SYSTEM_FOLDER])
            .env("ALLU_MODEL", self.model())
            .env("SOURCE_DATE_EPOCH", "1795000000");
        command.args(["--lang", "en"]).args(args).envs(env.iter().copied()).current_dir(self.0.path());
        ran(&mut command)
    }

    fn find(&self, env: &[(&str, &Path)]) -> (String, String, i32) {
        self.run(&["find", "-n", "3", "virtanen"], env)
    }

    /// Puts an index of the other model in the place of this model's; its checksums are right.
    fn forge(&self, index: &Path) {
        let scanned = scan(&MODELS[1]).expect("a sound model");
        let mut writer = SectionWriter::default();
        scanned.write(&mut writer);
        Index::new(&Directory::in_bytes(scanned, MODELS[1].clone())).write(&mut writer);
        let identity = Identity::of(&File::open(self.model()).expect("a model")).expect("it is a file");
        _ = fs::remove_file(index);
        let mut out = BufWriter::new(File::create(index).expect("a file"));
        writer.write(identity, hash_of(&MODELS[0]), &mut out).expect("the disk takes it");
        out.flush().expect("the disk takes it");
        allow(index, 0o644);
    }

    /// A small document to build of.
    fn document(&self) {
        fs::write(self.at("in.txt"), "Anna Aalto, p. 040 123 4567 (Lappi)\n").expect("the disk takes it");
    }

    /// A document of so many people that their model gets an index. Returns the path for the model.
    fn many_people(&self) -> PathBuf {
        let letters = |at: usize| -> String {
            at.to_string().bytes().map(|digit| char::from(b"aeiouylnrs"[usize::from(digit - b'0')])).collect()
        };
        let line = |at: usize| format!("Anna Aalto{}, p. 040 1{at:06} (Lappi)\n", letters(at));
        fs::write(self.at("in.txt"), (0..5_200).map(line).collect::<String>()).expect("the disk takes it");
        self.at("own.json")
    }

    fn build(&self, output: &Path) -> (String, String, i32) {
        self.run(&["build", "in.txt", "-o", output.to_str().expect("UTF-8")], &[])
    }
}

fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
}

fn ran(command: &mut Command) -> (String, String, i32) {
    let output = command.output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (text(output.stdout), text(output.stderr), output.status.code().unwrap_or(-1))
}

fn access(path: &Path) -> (u32, u32, u32) {
    let there = fs::metadata(path).expect("it is there");
    (there.mode() & 0o7777, there.uid(), there.gid())
}

#[test]
#[ignore = "needs root for a second user; .ci/run runs this as root"]
fn an_index_that_others_may_have_written_is_named_and_not_used() {
    let place = Place::new();
    place.folder("models", 0o1777, None);
    let home = place.folder("home", 0o700, None);
    let env: &[(&str, &Path)] = &[("HOME", &home)];
    let (honest, ..) = place.find(&[]);
    let plants: [(&str, Plant<'_>); 3] = [
        ("belongs to another user", Box::new(|index| chown(index, Some(OTHER), Some(OTHER)).expect("root may"))),
        ("others may write to it", Box::new(|index| allow(index, 0o666))),
        ("others may write to it", Box::new(|index| allow(index, 0o664))),
    ];
    for (reason, plant) in plants {
        place.forge(&place.index());
        plant(&place.index());
        // If this user has an index, no other is read.
        _ = fs::remove_dir_all(home.join(".cache"));
        let (out, err, status) = place.find(env);
        assert_eq!((out.as_str(), status), (honest.as_str(), 0));
        let named: Vec<&str> = err.lines().filter(|line| line.contains("model.json.index")).collect();
        assert!(matches!(named[..], [line] if line.contains(reason)), "{err}");
        _ = fs::remove_dir_all(home.join(".cache"));
        let (_, err, status) = place.run(&["show", "region:19"], env);
        assert!(status == 0 && err.lines().count() == 1 && err.contains(reason), "{err}");
        let (out, _, status) = place.run(&["check", "--index"], env);
        assert!(out.lines().any(|line| line.contains("model.json.index: not used") && line.contains(reason)), "{out}");
        assert_eq!(status, 2, "{out}");
    }
    // The index of the model's owner is used, although this is another user.
    _ = fs::remove_file(place.index());
    fs::remove_dir_all(home.join(".cache")).expect("a cache");
    chown(place.model(), Some(OTHER), Some(OTHER)).expect("root may");
    place.forge(&place.index());
    chown(place.index(), Some(OTHER), Some(OTHER)).expect("root may");
    assert_ne!(place.find(env).0, honest);
    assert!(!home.join(".cache").exists());
}

#[test]
fn what_is_shown_of_a_directory_comes_from_its_model() {
    let place = Place::new();
    let (honest, ..) = place.run(&["--version"], &[]);
    place.forge(&place.index());
    assert_eq!(place.run(&["--version"], &[]), (honest.clone(), String::new(), 0));
    assert!(!honest.contains("xxxx"), "{honest}");
}

#[test]
fn check_makes_the_index_again_and_compares() {
    let place = Place::new();
    let cache = place.folder("cache", 0o700, None);
    let env: &[(&str, &Path)] = &[("XDG_CACHE_HOME", &cache)];
    let (honest, ..) = place.find(env);
    let index = fs::read_dir(cache.join("allu")).expect("a cache").next().expect("an index").expect("a file").path();
    place.forge(&index);
    place.forge(&place.index());
    let (out, _, status) = place.run(&["check", "--index"], env);
    let told: Vec<&str> = out.lines().filter(|line| line.contains(": does not match the model")).collect();
    assert!(
        matches!(told[..], [own, beside] if own.ends_with("it has been rebuilt")
        && beside.ends_with("remove it and it is rebuilt")),
        "{out}"
    );
    assert_eq!(status, 2);
    fs::remove_file(place.index()).expect("it is there");
    let (out, _, status) = place.run(&["check", "--index"], env);
    assert!(status == 0 && out.contains(".index: OK (records "), "{out}");
    assert_eq!(place.find(env).0, honest);
}

#[test]
fn an_index_of_holes_costs_nothing() {
    let place = Place::new();
    place.forge(&place.index());
    let whole = fs::read(place.index()).expect("an index");
    // A file of a terabyte whose header says that nearly all of it is one table.
    let size = 1_u64 << 40;
    let file = File::create(place.index()).expect("a file");
    file.set_len(size).expect("a file of holes");
    let mut header = whole[..88].to_vec();
    header[16..24].copy_from_slice(&(size / 8 - 1_000).to_le_bytes());
    header[24..32].copy_from_slice(&size.to_le_bytes());
    file.write_all_at(&header, 0).expect("the disk takes it");
    let cache = place.folder("cache", 0o700, None);
    let since = Instant::now();
    let (out, _, status) = place.find(&[("XDG_CACHE_HOME", &cache)]);
    assert_eq!((out.lines().count(), status), (3, 0));
    assert!(since.elapsed() < Duration::from_secs(20), "{:?}", since.elapsed());
}

#[test]
#[ignore = "needs root for a second user; .ci/run runs this as root"]
fn nothing_is_written_through_a_folder_of_another_user() {
    let place = Place::new();
    let victim = place.at("victim");
    let hash = hash_of(place.model().canonicalize().expect("a model").as_os_str().as_encoded_bytes());
    let name = format!("{hash:016x}.index");
    let target = place.folder("target", 0o755, None);
    let give = |path: &Path| chown(path, Some(OTHER), Some(OTHER)).expect("root may");
    let give_all = |home: &Path, folders: &[&str]| {
        for folder in folders {
            give(&home.join(folder));
        }
    };
    let link = |to: &Path, at: &Path| {
        symlink(to, at).expect("a link");
        std::os::unix::fs::lchown(at, Some(OTHER), Some(OTHER)).expect("root may");
    };
    let plants: [(&str, &str, Plant<'_>); 5] = [
        (
            "HOME",
            "a link to a file",
            Box::new(|home| {
                fs::create_dir_all(home.join(".cache/allu")).expect("a folder");
                link(&victim, &home.join(".cache/allu").join(&name));
                give_all(home, &[".cache/allu", ".cache", ""]);
            }),
        ),
        (
            "HOME",
            "the folder is a link",
            Box::new(|home| {
                fs::create_dir(home.join(".cache")).expect("a folder");
                link(&target, &home.join(".cache/allu"));
                give_all(home, &[".cache", ""]);
            }),
        ),
        ("HOME", "nothing is there yet", Box::new(|home| give(home))),
        (
            "XDG_CACHE_HOME",
            "a shared cache",
            Box::new(|cache| {
                allow(cache, 0o1777);
                fs::create_dir(cache.join("allu")).expect("a folder");
                link(&victim, &cache.join("allu").join(&name));
                give(&cache.join("allu"));
            }),
        ),
        (
            "XDG_CACHE_HOME",
            "a shared cache with a link",
            Box::new(|cache| {
                allow(cache, 0o1777);
                link(&target, &cache.join("allu"));
            }),
        ),
    ];
    for (number, (variable, how, plant)) in plants.iter().enumerate() {
        fs::write(&victim, "untouched").expect("a file");
        let folder = place.folder(&format!("planted{number}"), 0o755, None);
        plant(&folder);
        let (out, err, status) = place.find(&[(variable, &folder)]);
        assert_eq!((out.lines().count(), status), (3, 0), "{how}: {err}");
        assert_eq!(fs::read_to_string(&victim).expect("a file"), "untouched", "{how}");
        assert_eq!(fs::read_dir(&target).expect("a folder").count(), 0, "{how}");
        assert!(err.starts_with("allu: the index could not be saved: ") && err.lines().count() == 1, "{how}: {err}");
        let ours = Command::new("find").arg(&folder).args(["-mindepth", "1", "-uid", "0"]).output().expect("find runs");
        assert_eq!(String::from_utf8_lossy(&ours.stdout), "", "{how}");
    }
}

#[test]
#[ignore = "needs root for a second user; .ci/run runs this as root"]
fn a_link_of_another_user_in_a_shared_folder_is_not_followed() {
    let place = Place::new();
    place.document();
    let (shared, usual) = (place.folder("shared", 0o1777, None), place.folder("usual", 0o777, None));
    let target = place.at("target.json");
    let link = |at: &Path, owner: u32| {
        _ = fs::remove_file(at);
        symlink(&target, at).expect("a link");
        std::os::unix::fs::lchown(at, Some(owner), Some(owner)).expect("root may");
    };
    fs::write(&target, "untouched").expect("a file");
    link(&shared.join("model.json"), OTHER);
    let (out, err, status) = place.build(&shared.join("model.json"));
    assert_eq!((out.as_str(), err.lines().filter(|line| line.starts_with("allu: ")).count(), status), ("", 1, 2));
    assert!(err.contains("model.json belongs to another user") && err.contains("nothing was changed"), "{err}");
    // A folder that such a link leads to is not written to either.
    link(&shared.join("way"), OTHER);
    fs::remove_file(shared.join("way")).expect("a link");
    symlink(&usual, shared.join("way")).expect("a link");
    std::os::unix::fs::lchown(shared.join("way"), Some(OTHER), Some(OTHER)).expect("root may");
    assert_eq!(place.build(&shared.join("way/model.json")).2, 2);
    assert_eq!(fs::read_dir(&usual).expect("a folder").count(), 0);
    assert_eq!(fs::read_to_string(&target).expect("a file"), "untouched");
    for (at, owner) in [(shared.join("ours.json"), 0), (usual.join("theirs.json"), OTHER)] {
        fs::write(&target, "old").expect("a file");
        link(&at, owner);
        assert_eq!(place.build(&at).2, 0);
        assert!(at.is_symlink() && fs::read_to_string(&target).expect("a model").contains("Anna Aalto"));
    }
}

#[test]
fn a_model_that_is_built_again_is_for_those_whom_it_was_for() {
    let place = Place::new();
    place.document();
    let path = place.at("own.json");
    for mode in [0o600, 0o640, 0o444] {
        fs::write(&path, "old").expect("a file");
        allow(&path, mode);
        assert_eq!(place.build(&path).2, 0);
        assert_eq!(access(&path).0, mode);
        fs::remove_file(&path).expect("it is there");
    }
}

/// The attribute of an access control list: entries of tag, permissions and number.
fn acl(entries: &[(u16, u16, u32)]) -> Vec<u8> {
    let entry = |(tag, allowed, id): &(u16, u16, u32)| {
        [&tag.to_le_bytes()[..], &allowed.to_le_bytes(), &id.to_le_bytes()].concat()
    };
    [2_u32.to_le_bytes().to_vec(), entries.iter().flat_map(entry).collect()].concat()
}

const ACCESS: &str = "system.posix_acl_access";
const NO_ID: u32 = u32::MAX;

fn acl_of(path: &Path) -> Option<Vec<u8>> {
    let mut bytes = [0; 1024];
    rustix::fs::getxattr(path, ACCESS, &mut bytes[..]).ok().map(|length| bytes[..length].to_vec())
}

fn set_acl(path: &Path, name: &str, entries: &[(u16, u16, u32)]) {
    let file = File::open(path).expect("it is there");
    let set = rustix::fs::fsetxattr(&file, name, &acl(entries), rustix::fs::XattrFlags::empty());
    set.expect("the file system of the temporary folder has access control lists");
}

#[test]
fn a_model_that_is_built_again_keeps_its_access_control_list() {
    let place = Place::new();
    place.document();
    let path = place.at("own.json");
    fs::write(&path, "old").expect("a file");
    // One user reads, the owning group does not, although the mode says that a group reads.
    let one = [(0x01, 6, NO_ID), (0x02, 4, OTHER), (0x04, 0, NO_ID), (0x10, 4, NO_ID), (0x20, 0, NO_ID)];
    set_acl(&path, ACCESS, &one);
    assert_eq!(access(&path).0, 0o640);
    assert_eq!(place.build(&path).2, 0);
    assert!(fs::read_to_string(&path).expect("a model").contains("Anna Aalto"));
    assert_eq!((access(&path).0, acl_of(&path)), (0o640, Some(acl(&one))));
}

#[test]
fn a_model_that_is_built_again_gets_no_list_from_its_folder() {
    let place = Place::new();
    place.document();
    let folder = place.folder("shared", 0o755, None);
    let path = folder.join("own.json");
    fs::write(&path, "old").expect("a file");
    allow(&path, 0o640);
    let all = [(0x01, 7, NO_ID), (0x02, 7, OTHER), (0x04, 7, NO_ID), (0x10, 7, NO_ID), (0x20, 0, NO_ID)];
    set_acl(&folder, "system.posix_acl_default", &all);
    assert_eq!(place.build(&path).2, 0);
    assert_eq!((access(&path).0, acl_of(&path)), (0o640, None));
}

#[test]
fn an_index_is_for_those_on_the_list_of_its_model() {
    let place = Place::new();
    let (model, index) = (place.many_people(), place.at("own.json.index"));
    fs::write(&model, "old").expect("a file");
    let one = [(0x01, 6, NO_ID), (0x02, 6, OTHER), (0x04, 0, NO_ID), (0x10, 6, NO_ID), (0x20, 0, NO_ID)];
    set_acl(&model, ACCESS, &one);
    assert_eq!(place.build(&model).2, 0);
    let readers = [(0x01, 6, NO_ID), (0x02, 4, OTHER), (0x04, 0, NO_ID), (0x10, 4, NO_ID), (0x20, 0, NO_ID)];
    assert_eq!((acl_of(&model), acl_of(&index)), (Some(acl(&one)), Some(acl(&readers))));
    // An index whose owner has removed the permission does not get it back.
    let nobody = [(0x01, 6, NO_ID), (0x02, 0, OTHER), (0x04, 0, NO_ID), (0x10, 4, NO_ID), (0x20, 0, NO_ID)];
    set_acl(&index, ACCESS, &nobody);
    assert_eq!(place.build(&model).2, 0);
    assert_eq!(acl_of(&index), Some(acl(&nobody)));
}

#[test]
#[ignore = "needs root for a second user; .ci/run runs this as root"]
fn owners_and_modes_stay_and_an_index_is_no_wider_than_its_model() {
    let place = Place::new();
    let (model, index) = (place.many_people(), place.at("own.json.index"));
    fs::write(&model, "old").expect("a file");
    allow(&model, 0o640);
    chown(&model, Some(OTHER), Some(GROUP)).expect("root may");
    assert_eq!(place.build(&model).2, 0);
    assert_eq!((access(&model), access(&index)), ((0o640, OTHER, GROUP), (0o640, OTHER, GROUP)));
    // Narrower permissions are kept, and no index is writable by others, because nobody would trust it.
    allow(&model, 0o666);
    allow(&index, 0o600);
    assert_eq!(place.build(&model).2, 0);
    assert_eq!((access(&model).0, access(&index).0), (0o666, 0o600));
    // A process that can set neither the owner nor the group gives nobody the permissions that only these had.
    let folder = place.folder("theirs", 0o777, Some(OTHER));
    let model = folder.join("model.json");
    fs::write(&model, "old").expect("a file");
    allow(&model, 0o640);
    chown(&model, Some(0), Some(GROUP)).expect("root may");
    let mut command = Command::new(env!("CARGO_BIN_EXE_allu"));
    command.args(["build", "in.txt", "-o"]).arg(&model).current_dir(place.0.path()).uid(OTHER).gid(OTHER);
    // The home is that of another user, as `sudo -u` may leave it.
    command.env("HOME", place.folder("closed", 0o700, None));
    let (_, err, status) = ran(&mut command);
    assert_eq!((status, access(&model)), (0, (0o600, OTHER, OTHER)), "{err}");
}

#[test]
fn a_relative_home_is_ignored() {
    let place = Place::new();
    let (out, err, status) = place.find(&[("HOME", Path::new("models"))]);
    assert_eq!((out.lines().count(), err.as_str(), status), (3, "", 0));
    assert_eq!(fs::read_dir(place.at("models")).expect("a folder").count(), 1);
}
