//! Scores the extractor: compares its model with the expected facts of the same page.
//!
//! The format of the expectations is in `tests/documents/README.md`.

mod expectation;
mod facts;
mod found;
mod lines;
mod period;
mod records;
mod set;
mod sheet;

use std::fs;
use std::path::{Path, PathBuf};

use allu::extract::{self, CarriedTexts};

use expectation::{Expectation, ExpectedSet};
pub(crate) use found::Found;
pub(crate) use lines::lines;
pub(crate) use sheet::{Scores, Sheet};

/// The ending of the name of an expectation, after the name of its document.
const EXPECTATION: &str = ".expect.toml";

/// Compares every document and every set below a folder of `tests/documents` with its expectation.
pub(crate) fn score(folder: &Path) -> Vec<Sheet> {
    let mut sheets: Vec<_> = entries(folder).iter().filter(|path| path.is_dir()).map(|path| score_set(path)).collect();
    sheets.extend(entries(folder).iter().filter(|path| is_expectation(path)).map(|path| score_document(folder, path)));
    sheets
}

/// Extracts files together.
pub(crate) fn extracted(paths: &[PathBuf]) -> Found {
    let (inputs, mut reports) = extract::read(paths, extract::MAX_DOCUMENT_BYTES);
    let extraction = extract::extract(&inputs, CarriedTexts::OfSmallSets);
    reports.extend(extraction.reports);
    let model = serde_json::to_value(&extraction.model).expect("a model is JSON");
    Found::new(model, &format!("{reports:?}"))
}

fn score_document(folder: &Path, expectation: &Path) -> Sheet {
    let stem = name_of(expectation).trim_end_matches(EXPECTATION).to_owned();
    let is_document = |path: &PathBuf| {
        !path.is_dir() && !is_expectation(path) && path.file_stem().is_some_and(|name| name.to_string_lossy() == stem)
    };
    let documents: Vec<_> = entries(folder).into_iter().filter(is_document).collect();
    let [document] = &documents[..] else { panic!("{}: of {} documents", expectation.display(), documents.len()) };
    let expected: Expectation = read(expectation);
    let mut sheet = Sheet::new(&called(document), &expected.language, &expected.optional);
    records::compare(&mut sheet, &expected, &extracted(&documents));
    sheet
}

fn score_set(folder: &Path) -> Sheet {
    let expected: ExpectedSet = read(&folder.join("set.expect.toml"));
    let documents: Vec<_> = entries(folder).into_iter().filter(|path| !is_expectation(path)).collect();
    let mut sheet = Sheet::new(&called(folder), &expected.language, &[]);
    set::compare(&mut sheet, &expected, &extracted(&documents));
    sheet
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> T {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

fn is_expectation(path: &Path) -> bool {
    name_of(path).ends_with(EXPECTATION)
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The name of a document in the report: its path below `tests/documents`.
fn called(path: &Path) -> String {
    let folder = path.parent().map(name_of).unwrap_or_default();
    format!("{folder}/{}", name_of(path))
}
