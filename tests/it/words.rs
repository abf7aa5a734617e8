//! Every sentence exists in three languages, is used in the code, and has the same placeholders in each language.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The languages, as the files name them.
const LANGUAGES: [&str; 3] = ["fi", "sv", "en"];
/// Functions whose keys begin with a group that is passed to them: `kind_words(lang, "note", …)`.
const BY_GROUP: [&str; 1] = ["kind_words("];
/// The function whose keys are composed by its callers: `look_up(lang, &format!("keys.long.{}", …))`.
const BY_PREFIX: &str = "look_up(";

/// A sentence in each language, by its key.
pub(crate) type Sentences = BTreeMap<String, BTreeMap<String, String>>;

#[test]
fn every_sentence_is_said_in_three_languages() {
    for (key, languages) in sentences() {
        let there: Vec<&str> = languages.keys().map(String::as_str).collect();
        let mut wanted = LANGUAGES.to_vec();
        wanted.sort_unstable();
        assert_eq!(there, wanted, "{key}");
        for (lang, sentence) in languages {
            assert!(!sentence.trim().is_empty(), "{key} says nothing in {lang}");
        }
    }
}

#[test]
fn changed_sentences_are_built_in_anew() {
    let module = fs::read_to_string("src/i18n/mod.rs").expect("the module");
    for entry in fs::read_dir("assets/words").expect("the folder").flatten() {
        let file = entry.file_name().into_string().expect("UTF-8");
        assert!(module.contains(&format!("include_str!(\"../../assets/words/{file}\")")), "{file}");
    }
}

#[test]
fn a_sentence_has_the_same_facts_in_every_language() {
    for (key, languages) in sentences() {
        let facts: BTreeSet<BTreeSet<String>> = languages.values().map(|sentence| facts_of(sentence)).collect();
        assert_eq!(facts.len(), 1, "{key}: {languages:?}");
    }
}

#[test]
fn every_key_that_is_asked_for_has_a_sentence() {
    let sentences = sentences();
    for (path, key, facts) in said() {
        let Some(languages) = sentences.get(&key) else { panic!("{}: no sentence {key}", path.display()) };
        assert_eq!(facts_of(&languages["en"]), facts, "{}: {key}", path.display());
    }
    for (path, prefix) in prefixes() {
        let is_there = sentences.keys().any(|key| key.starts_with(&prefix));
        assert!(is_there, "{}: no sentence begins with {prefix}", path.display());
    }
}

#[test]
fn every_sentence_is_asked_for() {
    let keys: BTreeSet<String> = said().into_iter().map(|(_, key, _)| key).collect();
    let prefixes: Vec<String> = prefixes().into_iter().map(|(_, prefix)| prefix).collect();
    for key in sentences().keys() {
        let is_used = keys.contains(key) || prefixes.iter().any(|prefix| key.starts_with(prefix));
        assert!(is_used, "nothing says {key}");
    }
}

/// Every use of `say!`: the file, the key, the names of the inserted facts.
fn said() -> Vec<(PathBuf, String, BTreeSet<String>)> {
    let mut found = Vec::new();
    for (path, text) in sources() {
        for at in places_of(&text, "say!(") {
            let call = call_at(&text, at);
            let Some(key) = literals(call).into_iter().next() else { continue };
            found.push((path.clone(), key, facts_in(call)));
        }
        // The singular, then the plural.
        for at in places_of(&text, "say_count!(") {
            let call = call_at(&text, at);
            let [one, other] = literals(call).try_into().expect("two keys");
            let facts = facts_in(call);
            let counted = facts.iter().cloned().chain(["count".to_owned()]).collect();
            found.extend([(path.clone(), one, facts), (path.clone(), other, counted)]);
        }
    }
    assert!(found.len() > 50, "the uses of say! are no longer found");
    found
}

/// The beginnings of keys that are composed at run time.
fn prefixes() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for (path, text) in sources() {
        for function in BY_GROUP {
            let groups = places_of(&text, function).into_iter().filter_map(|at| literals(call_at(&text, at)).pop());
            found.extend(groups.map(|group| (path.clone(), format!("{group}."))));
        }
        for at in places_of(&text, BY_PREFIX) {
            let keys = literals(call_at(&text, at)).into_iter();
            let fixed = keys.map(|key| key.split('{').next().unwrap_or_default().to_owned());
            found.extend(fixed.filter(|prefix| prefix.contains('.')).map(|prefix| (path.clone(), prefix)));
        }
    }
    found
}

/// The positions after each use of a macro or a function, without its definition.
fn places_of(text: &str, call: &str) -> Vec<usize> {
    let uses = text.match_indices(call).filter(|(at, _)| !text[..*at].ends_with("fn ") && !text[..*at].ends_with('`'));
    uses.map(|(at, _)| at + call.len()).collect()
}

/// The arguments of a call, up to the bracket that closes it.
fn call_at(text: &str, start: usize) -> &str {
    let (mut depth, mut is_quoted, mut is_escaped) = (1_usize, false, false);
    for (at, letter) in text[start..].char_indices() {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = is_quoted,
            '"' => is_quoted = !is_quoted,
            '(' if !is_quoted => depth += 1,
            ')' if !is_quoted => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[start..start + at];
        }
    }
    &text[start..]
}

/// The quoted texts of a call.
fn literals(call: &str) -> Vec<String> {
    call.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The names before a single equals sign at the top of a call's arguments: `say!(lang, "key", name = value)`.
fn facts_in(call: &str) -> BTreeSet<String> {
    let mut depth = 0_i32;
    let mut is_quoted = false;
    let mut arguments = vec![String::new()];
    for letter in call.chars() {
        match letter {
            '"' => is_quoted = !is_quoted,
            '(' | '[' | '{' if !is_quoted => depth += 1,
            ')' | ']' | '}' if !is_quoted => depth -= 1,
            _ => {}
        }
        if letter == ',' && depth == 0 && !is_quoted {
            arguments.push(String::new());
        } else if let Some(argument) = arguments.last_mut() {
            argument.push(letter);
        }
    }
    let name = |argument: &String| argument.split_once(" = ").map(|(name, _)| name.trim().to_owned());
    arguments.iter().skip(2).filter_map(name).collect()
}

/// The names between `%{` and `}`.
fn facts_of(sentence: &str) -> BTreeSet<String> {
    let facts = sentence.split("%{").skip(1).filter_map(|rest| rest.split_once('}'));
    facts.map(|(name, _)| name.to_owned()).collect()
}

/// Every sentence of the program.
pub(crate) fn sentences() -> Sentences {
    let mut sentences = Sentences::new();
    for path in files(&root().join("assets/words"), "yml") {
        let text = fs::read_to_string(&path).expect("a file of words");
        read_words(&path, &text, &mut sentences);
    }
    assert!(sentences.len() > 50, "the sentences are no longer found");
    sentences
}

/// Reads the subset of YAML that the files use: groups by indentation, and a line for each sentence.
fn read_words(path: &Path, text: &str, sentences: &mut Sentences) {
    let mut groups: Vec<(usize, &str)> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let entry = line.trim_start();
        if entry.is_empty() || entry.starts_with('#') || entry.starts_with("_version") {
            continue;
        }
        let place = format!("{}:{number}", path.display());
        let indent = line.len() - entry.len();
        groups.retain(|(outer, _)| *outer < indent);
        let (name, rest) = entry.split_once(':').unwrap_or_else(|| panic!("{place}: no key"));
        if rest.trim().is_empty() {
            groups.push((indent, name));
            continue;
        }
        let group = groups.iter().map(|(_, name)| *name).chain([name]).collect::<Vec<_>>().join(".");
        let known = sentences.insert(group.clone(), languages(&place, rest));
        assert!(known.is_none(), "{place}: {group} stands twice");
    }
}

/// Reads `{ fi: "…", sv: "…", en: "…" }`.
fn languages(place: &str, text: &str) -> BTreeMap<String, String> {
    let inner = text.trim().strip_prefix('{').and_then(|text| text.strip_suffix('}'));
    let mut rest = inner.unwrap_or_else(|| panic!("{place}: not in braces")).trim();
    let mut found = BTreeMap::new();
    while !rest.is_empty() {
        let (lang, value) = rest.split_once(": \"").unwrap_or_else(|| panic!("{place}: no language"));
        let (sentence, behind) = value.split_once('"').unwrap_or_else(|| panic!("{place}: not closed"));
        let known = found.insert(lang.to_owned(), sentence.to_owned());
        assert!(known.is_none(), "{place}: {lang} stands twice");
        rest = behind.trim_start_matches([',', ' ']);
    }
    found
}

fn sources() -> Vec<(PathBuf, String)> {
    let paths = files(&root().join("src"), "rs");
    paths.into_iter().map(|path| (path.clone(), fs::read_to_string(path).expect("a source"))).collect()
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|known| known == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
