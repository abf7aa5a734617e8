//! Runs the checks of the fuzz targets on their initial inputs and on those that failed once.
#[path = "../../fuzz/checks/config.rs"]
mod config;
#[path = "../../fuzz/checks/contact_file.rs"]
mod contact_file;
#[path = "../../fuzz/checks/contacts.rs"]
mod contacts;
#[path = "../../fuzz/checks/documents.rs"]
mod documents;
#[cfg(feature = "ldap")]
#[path = "../../fuzz/checks/entry.rs"]
mod entry;
#[path = "../../fuzz/checks/gate.rs"]
mod gate;
#[path = "../../fuzz/checks/index.rs"]
mod index;
#[path = "../../fuzz/checks/input.rs"]
mod input;
#[path = "../../fuzz/checks/ldif.rs"]
mod ldif;
#[path = "../../fuzz/checks/model.rs"]
mod model;
#[path = "../../fuzz/checks/query.rs"]
mod query;
#[path = "../../fuzz/checks/vcard.rs"]
mod vcard;

use crate::support::forgery;
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

/// Checks every file of a target, and reports all that fail.
fn replay(target: &str, check: fn(&[u8])) {
    let inputs = files_of("corpus", target);
    assert!(!inputs.is_empty(), "fuzz/corpus/{target} is empty");
    let all = inputs.into_iter().chain(files_of("found", target));
    let fails = |path: &PathBuf| {
        let bytes = fs::read(path).expect("the file can be read");
        catch_unwind(|| check(&bytes)).is_err()
    };
    let failing: Vec<PathBuf> = all.filter(fails).collect();
    assert!(failing.is_empty(), "{failing:#?}");
}

fn files_of(kind: &str, target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(kind).join(target);
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.sort();
    files
}

#[test]
fn any_bytes_are_a_model_or_have_problems() {
    replay("model", model::check);
}

#[test]
fn any_contact_file_is_built_into_a_sound_model_or_refused() {
    replay("contacts", contacts::check);
}

#[test]
fn any_documents_are_built_into_a_sound_model() {
    replay("documents", documents::check);
}

#[test]
fn any_bytes_of_a_keyboard_are_the_same_keys_however_they_are_cut() {
    replay("input", input::check);
}

#[test]
fn any_text_is_a_query() {
    replay("query", query::check);
}

#[test]
fn any_file_is_an_index_or_none() {
    replay("index", index::check);
}

#[test]
fn any_text_is_shown_without_harm() {
    replay("gate", gate::check);
}

#[test]
fn any_bytes_are_cards() {
    replay("vcard", vcard::check);
}

#[test]
fn any_bytes_are_entries_and_changes() {
    replay("ldif", ldif::check);
}

#[cfg(feature = "ldap")]
#[test]
fn any_bytes_are_an_entry_of_a_server_or_none() {
    replay("entry", entry::check);
}

#[test]
fn any_text_is_a_configuration_or_has_mistakes_with_places() {
    replay("config", config::check);
}
