//! `allu check`: every problem of a model, each with its place.

use std::fs::File;
use std::path::Path;

use super::World;
use super::failure::{Failure, source_words};
use super::index_file::{self, Place};
use super::output::Output;
use super::problem::problem_words;
use super::ready::{self, MANY_PEOPLE};
use super::setting::Setting;
use super::source::Source;
use crate::files::{Untrusted, open_regular};
use crate::i18n::{Lang, say};
use crate::model::{inspect, load};
use crate::store::SectionWriter;

/// Prints every problem of a model on a line of its own, or a line of counts when it is sound.
///
/// The exit status: 0 when it is sound, 2 when not; where the index is asked about too, that counts as well.
pub(super) fn check(
    source: &Source,
    bytes: &[u8],
    with_index: bool,
    setting: &Setting,
    world: &mut World<'_>,
) -> Result<u8, Failure> {
    let lang = setting.lang;
    let of_indices = match source {
        Source::File(path) if with_index => indices(path, bytes, setting, world),
        _ => Vec::new(),
    };
    let output = &mut Output::new(world.out, setting);
    let name = source_words(source, lang);
    let problems = inspect(bytes).problems;
    let sound = load(bytes).ok().filter(|_| problems.is_empty());
    let status = if let Some(model) = sound {
        output.text(&say!(
            lang,
            "check.sound",
            file = name,
            people = model.people.len(),
            positions = model.positions.len(),
            projects = model.projects.len(),
            organisations = model.organisations.len(),
            documents = model.documents.len(),
            warnings = model.warnings.len()
        ))?;
        0
    } else {
        for problem in problems {
            output.text(&problem_words(&name, &problem, lang))?;
        }
        2
    };
    if with_index && of_indices.is_empty() {
        let people = load(bytes).map_or(0, |model| model.people.len());
        let needless = || say!(lang, "index.needless", many = MANY_PEOPLE);
        output.text(&if people < MANY_PEOPLE { needless() } else { say!(lang, "index.not_yet") })?;
    }
    let mut worst = status;
    for (words, status) in of_indices {
        output.text(&words)?;
        worst = worst.max(status);
    }
    output.finish()?;
    Ok(worst)
}

/// What there is to say of each index of a model, and the exit status for it.
///
/// The index is made again and compared. One in the cache that is not the same is replaced.
fn indices(path: &Path, bytes: &[u8], setting: &Setting, world: &World<'_>) -> Vec<(String, u8)> {
    let places: Vec<Place> =
        index_file::places(path, world.env).into_iter().filter(|place| place.open().is_some()).collect();
    let Some(model) = (!places.is_empty()).then(|| open_regular(path).ok()).flatten() else { return Vec::new() };
    let Some(made) = ready::make(path, &model, bytes.to_vec(), setting, world) else {
        // A model that is not sound has no index.
        let other = say!(setting.lang, "index.other");
        let words = |place: Place| (format!("{}: {other}", place.path().display()), 0);
        return places.into_iter().map(words).collect();
    };
    let writer = made.sections();
    let judge = |place: Place| {
        let (file, kept) = (place.path().to_owned(), place.clone());
        let (words, status) = judged(place, &model, &writer, setting.lang);
        let words = match status {
            0 => words,
            _ if kept.is_own() && made.keep(&kept, &model).is_ok() => {
                say!(setting.lang, "index.replaced", words = words)
            }
            _ => say!(setting.lang, "index.remove", words = words),
        };
        (format!("{}: {words}", file.display()), status)
    };
    places.into_iter().map(judge).collect()
}

/// What an index is; one that is of another model is no index.
fn judged(place: Place, model: &File, made: &SectionWriter, lang: Lang) -> (String, u8) {
    match index_file::open(place, model) {
        Err(Untrusted::Foreign) => (say!(lang, "index.foreign"), 2),
        Err(Untrusted::Writable) => (say!(lang, "index.writable"), 2),
        Ok(None) => (say!(lang, "index.other"), 0),
        Ok(Some(indexed)) if !indexed.sections.is_sound() => (say!(lang, "index.damaged"), 2),
        Ok(Some(indexed)) if !indexed.sections.are_those_of(made) => (say!(lang, "index.forged"), 2),
        Ok(Some(indexed)) => {
            let size: usize = indexed.sections.sizes().map(|(_, size)| size).sum();
            (say!(lang, "index.sound", records = indexed.directory.record_count(), bytes = size), 0)
        }
    }
}
