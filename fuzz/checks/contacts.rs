//! Any bytes are a contact file or are rejected, and a model built from one is sound.
//!
//! The first line is the ending of the file.

use std::path::PathBuf;

use allu::exchange::{Visibility, read_contacts};
use allu::extract::{CarriedTexts, ExtractOptions, Input, extract_with};
use allu::model::{inspect, write};

/// A file is rejected, or its model is sound and contains nobody whom the audience may not see.
pub(crate) fn check(bytes: &[u8]) {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    let ending = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let name = format!("a.{}", ending.replace('/', ""));
    let content = bytes.get(end + 1..).unwrap_or_default();
    let read = read_contacts(&name, content);
    let input = Input { path: PathBuf::from(&name), name: name.clone(), bytes: content.to_vec() };
    let options = ExtractOptions {
        texts: CarriedTexts::All,
        title: None,
        audience: Visibility::Public,
        keeps_accounts: true,
        report: &|_| (),
    };
    let built = extract_with(&[input], &options);
    assert!(!matches!(read, Some(Err(_))) || !built.is_sound(), "a file that cannot be read is an error");
    if let Some(Ok(file)) = read {
        let hidden = file.contacts.iter().filter(|contact| contact.visibility != Visibility::Public).count();
        assert_eq!(built.withheld.contacts, hidden);
    }
    if built.is_sound() {
        let written = write(&built.model).expect("a model can be written");
        let problems = inspect(written.as_bytes()).problems;
        assert!(problems.is_empty(), "what was built is not sound: {problems:?}");
    }
}
