//! The rules of the architecture, each checked by a test.

mod imports;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use imports::{Module, circles};

/// Each layer, the layers that it may use, and the external names that only it may contain.
#[rustfmt::skip]
const LAYERS: &[(&str, &[&str], &[&str])] = &[
    ("text",      &[],                                                               &["chardetng", "encoding_rs", "unicode_normalization"]),
    ("files",     &[],                                                               &["xxhash_rust"]),
    ("store",     &["files"],                                                        &["memmap2", "xxhash_rust", "memchr"]),
    ("i18n",      &["text"],                                                         &["rust_i18n"]),
    ("language",  &["text"],                                                         &["foldhash", "toml"]),
    ("gazetteer", &["language", "text"],                                             &["foldhash"]),
    ("model",     &["files", "gazetteer", "store", "text"],                          &["memchr"]),
    ("exchange",  &["files", "gazetteer", "i18n", "language", "model", "text"],              &["base64", "csv", "calamine", "encoding_rs", "memchr", "quick_xml", "zip"]),
    ("extract",   &["exchange", "files", "gazetteer", "language", "model", "text"],              &["foldhash", "toml", "html5ever", "pulldown_cmark", "quick_xml", "zip"]),
    ("search",    &["gazetteer", "language", "model", "store", "text"],              &["foldhash", "fuzzy_matcher"]),
    ("combine",   &["files", "model", "text"],                                       &[]),
    ("session",   &["combine", "exchange", "files", "i18n", "model", "search", "store", "text"],            &[]),
    ("sync",      &["exchange", "extract", "files", "i18n", "model", "session", "text"],                  &["base64", "ldap3", "rustls", "rustls_native_certs"]),
    ("present",   &["gazetteer", "i18n", "language", "model", "search", "text"],     &[]),
    ("app",       &["exchange", "gazetteer", "i18n", "model", "present", "search", "text"],      &["tui_input"]),
    ("ui",        &["app", "i18n", "present", "text"],                               &[]),
    ("config",    &["app", "exchange", "files", "i18n", "model", "session", "text", "ui"],                &["toml"]),
    ("cli",       &["app", "config", "exchange", "extract", "files", "gazetteer", "i18n", "model", "present", "search", "session", "store", "sync", "text", "ui"],
                                                                                     &["clap", "clap_complete", "clap_mangen", "indicatif"]),
    ("terminal",  &["app", "config", "exchange", "model", "present", "search", "session", "text", "ui"],            &["crossterm", "signal_hook"]),
];

/// The folders of `extract`; each may use the folders before it.
const EXTRACT_ROOMS: &[&str] = &["entities", "document", "format", "relations", "contacts", "resolve"];

/// Only the drawing and terminal layers may use the library of cells.
const CELLS: &str = "ratatui";

/// Files that are one table, and so may be long.
const TABLES: &[&str] = &[];

/// The maximum number of `.rs` files of a folder, `mod.rs` among them.
const MAX_FILES: usize = 14;

/// Folders of more files, from before the limit. An entry is removed when its layer is divided into folders.
const LARGE_FOLDERS: &[&str] = &[];

/// Import circles from before the rule, by their files. An entry is removed when its circle is cut.
#[rustfmt::skip]
const KNOWN_CIRCLES: &[&[&str]] = &[
];

/// The files beside the layers. `start.rs` alone knows both the command line and the terminal.
const ROOTS: &[&str] = &["lib.rs", "main.rs", "start.rs"];

/// Public type names of several files, from before the rule. An entry is removed when all but one of its types have
/// another name.
const KNOWN_NAMESAKES: &[&str] = &[];

/// The name that every layer may give to its error.
const ERROR: &str = "Error";

struct Source {
    path: PathBuf,
    text: String,
}

#[test]
fn layers_use_only_what_lies_below() {
    for (layer, below, _) in LAYERS {
        for Source { path, text } in sources_of(layer) {
            let path = path.display();
            assert!(!text.contains("crate::{"), "{path}: one `use` line per layer, please");
            for (other, ..) in LAYERS.iter().filter(|(other, ..)| other != layer) {
                let is_used = text.contains(&format!("crate::{other}::"));
                assert!(!is_used || below.contains(other), "{path}: {layer} must not know {other}");
            }
        }
    }
}

#[test]
fn the_command_line_and_the_terminal_do_not_know_each_other() {
    for (layer, other) in [("cli", "terminal"), ("terminal", "cli")] {
        for Source { path, text } in sources_of(layer) {
            let knows = code_lines(&text).any(|line| paths_in(line).any(|name| name == other));
            let path = path.display();
            assert!(!knows, "{path}: move what {layer} needs of {other} to session, or pass it in src/start.rs");
        }
    }
}

#[test]
fn start_is_the_only_file_beside_the_layers() {
    let files = fs::read_dir(root().join("src")).into_iter().flatten().flatten().filter(|it| it.path().is_file());
    for file in files {
        let name = file.file_name().to_string_lossy().into_owned();
        assert!(ROOTS.contains(&name.as_str()), "src/{name}: move it to the layer that it belongs to");
    }
}

#[test]
fn a_public_type_name_has_one_meaning() {
    let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for Source { path, text } in sources() {
        for name in public_types(&text) {
            files.entry(name).or_default().push(path.display().to_string());
        }
    }
    for (name, files) in &files {
        let is_known = name == ERROR || KNOWN_NAMESAKES.contains(&name.as_str());
        let list = files.join(" and ");
        assert!(
            files.len() == 1 || is_known,
            "{list} both define `{name}`; name each type after what the other is not, or use one type"
        );
    }
    for name in KNOWN_NAMESAKES {
        let count = files.get(*name).map_or(0, Vec::len);
        assert!(count > 1, "`{name}` has one meaning now; take it out of KNOWN_NAMESAKES");
    }
}

#[test]
fn public_types_are_found_however_public_they_are() {
    let text = "pub struct A(u8);\npub(crate) enum B<T> {}\nstruct Own;\n    pub(in crate::x) type C = u8;\n\
                pub fn d() {}\npub unsafe trait E {}\n#[cfg(test)]\nmod tests { pub struct F; }\n";
    assert_eq!(public_types(text), ["A", "B", "C", "E"]);
}

#[test]
fn outside_names_are_said_only_where_they_belong() {
    for name in LAYERS.iter().flat_map(|(_, _, names)| *names) {
        for (layer, ..) in LAYERS.iter().filter(|(_, _, names)| !names.contains(name)) {
            for Source { path, text } in sources_of(layer) {
                assert!(!text.contains(&format!("{name}::")), "{}: {layer} must not name {name}", path.display());
            }
        }
    }
    for (layer, ..) in LAYERS.iter().filter(|(layer, ..)| !["ui", "terminal"].contains(layer)) {
        for Source { path, text } in sources_of(layer) {
            assert!(!text.contains(&format!("{CELLS}::")), "{}: {layer} must not know cells", path.display());
        }
    }
}

#[test]
fn only_the_world_asks_the_environment() {
    for (layer, ..) in LAYERS.iter().filter(|(layer, ..)| *layer != "terminal") {
        for Source { path, text } in sources_of(layer) {
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            assert!(!code.contains("std::env::"), "{}: {layer} must be given what it needs", path.display());
        }
    }
}

#[test]
fn the_map_in_lib_names_every_layer_and_what_it_may_use() {
    let map = read("src/lib.rs");
    for (layer, below, _) in LAYERS {
        let row = map.lines().find(|line| line.starts_with(&format!("//! | [`{layer}`] |"))).unwrap_or_default();
        let named = row.trim_end_matches('|').rsplit('|').next().unwrap_or_default().trim();
        assert_eq!(named, below.join(", "), "src/lib.rs: {layer}");
    }
}

#[test]
fn no_file_outgrows_its_reader() {
    for Source { path, text } in sources() {
        let lines = text.lines().count();
        let is_table = TABLES.iter().any(|table| path.ends_with(table));
        assert!(lines <= 400 || is_table, "{} has {lines} lines; it holds more than one thing", path.display());
    }
}

#[test]
fn no_folder_outgrows_its_reader() {
    let mut files: BTreeMap<PathBuf, usize> = BTreeMap::new();
    for Source { path, .. } in sources() {
        *files.entry(path.parent().map(Path::to_path_buf).unwrap_or_default()).or_default() += 1;
    }
    for (folder, count) in files {
        let is_known = LARGE_FOLDERS.iter().any(|known| folder == root().join("src").join(known));
        let folder = folder.display();
        assert!(
            count <= MAX_FILES || is_known,
            "{folder} has {count} files; give those of one subject a folder below it"
        );
    }
}

/// The head of a folder lists its files with their purposes.
#[test]
fn the_head_of_a_folder_names_its_modules() {
    for Source { path, text } in sources().into_iter().filter(|source| source.path.ends_with("mod.rs")) {
        let head: Vec<&str> = text.lines().take_while(|line| line.starts_with("//!")).collect();
        let modules: Vec<&str> = text
            .lines()
            .filter_map(|line| line.strip_suffix(';')?.rsplit_once("mod ").map(|(_, name)| name))
            .filter(|name| *name != "tests")
            .collect();
        for module in modules.iter().filter(|_| modules.len() > 1) {
            let entry = format!("//! * `{module}`: ");
            let count = head.iter().filter(|line| line.starts_with(&entry)).count();
            assert!(count == 1, "{}: say in one line of the head what `{module}` is for: {entry}…", path.display());
        }
        for entry in head.iter().filter_map(|line| line.strip_prefix("//! * `")?.split_once("`: ")) {
            assert!(modules.contains(&entry.0), "{}: there is no module `{}`", path.display(), entry.0);
        }
    }
}

#[test]
fn the_rooms_of_extract_use_only_those_before_them() {
    for (index, room) in EXTRACT_ROOMS.iter().enumerate() {
        for Source { path, text } in sources_of(&format!("extract/{room}")) {
            for later in EXTRACT_ROOMS.iter().skip(index + 1) {
                let is_used = text.contains(&format!("crate::extract::{later}::"));
                assert!(!is_used, "{}: move what {room} needs of {later} to {room}", path.display());
            }
        }
    }
}

#[test]
fn no_files_import_each_other() {
    let is_known =
        |circle: &[String]| KNOWN_CIRCLES.iter().any(|known| circle.iter().all(|file| known.contains(&file.as_str())));
    for circle in circles(&modules()) {
        let files = circle.join(", ");
        assert!(
            is_known(&circle),
            "{files} import each other; move what they share to a file that imports none of them"
        );
    }
}

#[test]
fn nothing_is_left_for_later() {
    let forbidden = ["to".to_owned() + "do!", "fix".to_owned() + "me", "dbg".to_owned() + "!", "xx".to_owned() + "x:"];
    for Source { path, text } in sources() {
        let text = text.to_lowercase();
        for word in &forbidden {
            assert!(!text.contains(word), "{}: {word}", path.display());
        }
    }
}

#[test]
fn every_folder_of_the_source_is_a_layer() {
    let folders =
        fs::read_dir(root().join("src")).into_iter().flatten().flatten().filter(|entry| entry.path().is_dir());
    for folder in folders {
        let name = folder.file_name().to_string_lossy().into_owned();
        assert!(LAYERS.iter().any(|(layer, ..)| *layer == name), "src/{name} is no layer");
    }
}

/// The lines of a file that are not comments, up to its tests.
fn code_lines(text: &str) -> impl Iterator<Item = &str> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//"))
}

/// The names in a line that a `::` follows or precedes.
fn paths_in(line: &str) -> impl Iterator<Item = &str> {
    let words = line.split(|letter: char| !(letter.is_alphanumeric() || "_:".contains(letter)));
    words.filter(|word| word.contains("::")).flat_map(|word| word.split("::"))
}

/// The names of the types that a file defines for others, before its tests; not those that a macro names.
fn public_types(text: &str) -> Vec<String> {
    let name = |line: &str| {
        let rest = line.trim_start().strip_prefix("pub")?;
        let rest = if rest.starts_with('(') { rest.split_once(')')?.1 } else { rest };
        let mut words = rest.strip_prefix(' ')?.split(' ').skip_while(|word| *word == "unsafe");
        let is_type = ["struct", "enum", "trait", "type", "union"].contains(&words.next()?);
        let name = words.next()?.split(|letter: char| !(letter.is_alphanumeric() || letter == '_')).next()?;
        (is_type && !name.is_empty()).then(|| name.to_owned())
    };
    code_lines(text).filter_map(name).collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_default()
}

/// The files of the layers and those beside them.
fn sources() -> Vec<Source> {
    let roots = ROOTS.iter().map(|name| root().join("src").join(name));
    let roots = roots.map(|path| Source { text: fs::read_to_string(&path).unwrap_or_default(), path });
    roots.chain(LAYERS.iter().flat_map(|(layer, ..)| sources_of(layer))).collect()
}

/// Every file of the layers, by its module.
fn modules() -> Vec<Module> {
    let module = |Source { path, text }: Source| {
        let path = path.strip_prefix(root().join("src")).unwrap_or(&path).with_extension("");
        let is_face = path.ends_with("mod");
        let path = if is_face { path.parent().unwrap_or(&path) } else { &path };
        Module { path: path.display().to_string(), is_face, text }
    };
    sources().into_iter().map(module).collect()
}

fn sources_of(layer: &str) -> Vec<Source> {
    let found = below(&root().join("src").join(layer));
    assert!(!found.is_empty(), "src/{layer} is empty");
    found
}

fn below(folder: &Path) -> Vec<Source> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(below(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap_or_default();
            found.push(Source { path, text });
        }
    }
    found
}
