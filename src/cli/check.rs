//! `allu check`: every problem of a model, each with its place.

use super::failure::{Failure, source_words};
use super::output::Output;
use super::problem::problem_words;
use super::setting::Setting;
use super::source::Source;
use crate::model::{inspect, load};
use crate::words::say;

/// Prints every problem of a model on a line of its own, or a line of counts when it is sound.
///
/// The exit status: 0 when it is sound, 2 when not.
pub(super) fn check(source: &Source, bytes: &[u8], setting: &Setting, output: &mut Output<'_>) -> Result<u8, Failure> {
    let lang = setting.lang;
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
    output.finish()?;
    Ok(status)
}
