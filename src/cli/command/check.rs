//! `allu check`: every problem of a model, each with its place.

use std::fs::File;
use std::path::Path;

use crate::cli::error::Error;
use crate::cli::io::Io;
use crate::cli::output::OutputWriter;
use crate::cli::progress::OpenProgressBar;
use crate::cli::settings::Settings;
use crate::files::{Untrusted, open_regular};
use crate::i18n::{Lang, say};
use crate::model::{inspect, load};
use crate::session::{
    IndexLocation, MIN_PEOPLE, ModelSource, OpenProgress, build_index, index_locations, open_index, problem_words,
    source_words,
};
use crate::store::SectionWriter;

/// Prints every problem of a model on a line of its own, or a line of counts if it is sound.
///
/// Returns the exit status: 0 if the model is sound, else 2. With `with_index`, the index must be sound, too.
pub(super) fn check(
    source: &ModelSource,
    bytes: &[u8],
    with_index: bool,
    settings: &Settings,
    io: &mut Io<'_>,
) -> Result<u8, Error> {
    let lang = settings.lang;
    let indices = match source {
        ModelSource::File(path) if with_index => check_indices(path, bytes, settings, io),
        _ => Vec::new(),
    };
    let output = &mut OutputWriter::new(io.out.writer, settings);
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
    if with_index && indices.is_empty() {
        let people = load(bytes).map_or(0, |model| model.people.len());
        let needless = || say!(lang, "index.needless", many = MIN_PEOPLE);
        output.text(&if people < MIN_PEOPLE { needless() } else { say!(lang, "index.not_yet") })?;
    }
    let mut worst = status;
    for (words, status) in indices {
        output.text(&words)?;
        worst = worst.max(status);
    }
    output.finish()?;
    Ok(worst)
}

/// The finding about each index of a model, with its exit status.
///
/// Builds the index again and compares it with the file. If they differ, an index in the cache is replaced.
fn check_indices(path: &Path, bytes: &[u8], settings: &Settings, io: &Io<'_>) -> Vec<(String, u8)> {
    let locations: Vec<IndexLocation> =
        index_locations(path, io.env).into_iter().filter(|location| location.open().is_some()).collect();
    let Some(model) = (!locations.is_empty()).then(|| open_regular(path).ok()).flatten() else { return Vec::new() };
    let bar = OpenProgressBar::new(settings.lang, io.err.is_terminal);
    let show = |progress: OpenProgress<'_>| bar.show(progress);
    let Some(built) = build_index(path, &model, bytes.to_vec(), &show) else {
        // A model that is not sound has no index.
        let other = say!(settings.lang, "index.other");
        let words = |location: IndexLocation| (format!("{}: {other}", location.path().display()), 0);
        return locations.into_iter().map(words).collect();
    };
    let writer = built.sections();
    let check = |location: IndexLocation| {
        let (file, kept) = (location.path().to_owned(), location.clone());
        let (words, status) = check_index(location, &model, &writer, settings.lang);
        let words = match status {
            0 => words,
            _ if kept.is_own() && built.write(&kept, &model).is_ok() => {
                say!(settings.lang, "index.replaced", words = words)
            }
            _ => say!(settings.lang, "index.remove", words = words),
        };
        (format!("{}: {words}", file.display()), status)
    };
    locations.into_iter().map(check).collect()
}

/// The finding about one index, with its exit status. An index of another model is not an error.
fn check_index(location: IndexLocation, model: &File, built: &SectionWriter, lang: Lang) -> (String, u8) {
    match open_index(location, model) {
        Err(Untrusted::Foreign) => (say!(lang, "index.foreign"), 2),
        Err(Untrusted::Writable) => (say!(lang, "index.writable"), 2),
        Ok(None) => (say!(lang, "index.other"), 0),
        Ok(Some(stored)) if !stored.sections.is_sound() => (say!(lang, "index.damaged"), 2),
        Ok(Some(stored)) if !stored.sections.are_those_of(built) => (say!(lang, "index.forged"), 2),
        Ok(Some(stored)) => {
            let size: usize = stored.sections.sizes().map(|(_, size)| size).sum();
            (say!(lang, "index.sound", records = stored.directory.record_count(), bytes = size), 0)
        }
    }
}
