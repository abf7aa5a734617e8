//! `allu check`: every problem of a model, each with its place.

use std::path::PathBuf;

use super::World;
use super::failure::{Failure, source_words};
use super::index_file;
use super::output::Output;
use super::problem::problem_words;
use super::ready::MANY_PEOPLE;
use super::setting::Setting;
use super::source::Source;
use crate::model::{inspect, load};
use crate::store::{hash_of, open_plain};
use crate::words::{Lang, say};

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
    let indices = match source {
        Source::File(path) if with_index => index_file::places(path, world.env),
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
    let mut index_status = 0;
    if with_index {
        index_status = check_indices(&indices, source, bytes, lang, output)?;
    }
    output.finish()?;
    Ok(status.max(index_status))
}

/// Prints what each index of a model is; one that is not the model's, or not whole, is no index.
fn check_indices(
    indices: &[PathBuf],
    source: &Source,
    bytes: &[u8],
    lang: Lang,
    output: &mut Output<'_>,
) -> Result<u8, Failure> {
    let there: Vec<&PathBuf> = indices.iter().filter(|path| path.exists()).collect();
    if there.is_empty() {
        let people = load(bytes).map_or(0, |model| model.people.len());
        let needless = || say!(lang, "index.needless", many = MANY_PEOPLE);
        output.text(&if people < MANY_PEOPLE { needless() } else { say!(lang, "index.not_yet") })?;
    }
    let mut status = 0;
    for path in there {
        let file = path.display();
        let Source::File(model) = source else { continue };
        let words = match open_plain(model).ok().and_then(|model| index_file::open(path.clone(), &model)) {
            None => say!(lang, "index.other", file = file),
            Some(indexed) if !indexed.sections.is_sound() || indexed.sections.hash() != hash_of(bytes) => {
                status = 2;
                say!(lang, "index.damaged", file = file)
            }
            Some(indexed) => {
                let size: usize = indexed.sections.sizes().map(|(_, size)| size).sum();
                say!(lang, "index.sound", file = file, records = indexed.directory.record_count(), bytes = size)
            }
        };
        output.text(&words)?;
    }
    Ok(status)
}
