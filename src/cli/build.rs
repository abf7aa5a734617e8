//! `allu build`: documents in, a model out.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use super::World;
use super::args::{BuildArgs, ReportForm};
use super::failure::Failure;
use super::index_file::Note;
use super::json::harmless;
use super::output::Output;
use super::ready;
use super::remark::Remark;
use super::setting::Setting;
use super::source;
use crate::extract::{CarriedTexts, MAX_DOCUMENT_BYTES, ReportKind, Severity, extract, read};
use crate::files::{Durability, stage_at};
use crate::model::{inspect, write};

/// The variable that says how many bytes a document may have.
const LIMIT: &str = "ALLU_DOCUMENT_LIMIT";

/// Reads documents and writes the model they make, to a file or to standard output.
///
/// What is wrong or doubtful is told on standard error; with `--report` it goes to standard output when the model does
/// not.
///
/// Errors, and then nothing is written: [`Failure::NotBuilt`] when a document has an error, or a warning under
/// `--strict`; [`Failure::OverInput`] when the model would replace one of the documents.
pub(super) fn build(args: &BuildArgs, setting: &Setting, world: &mut World<'_>) -> Result<(), Failure> {
    let (inputs, mut reports) = read(&args.inputs, source::limit(LIMIT, MAX_DOCUMENT_BYTES, world.env)?);
    let model = args.output.as_deref().filter(|path| *path != Path::new("-"));
    if let Some(path) = model {
        if inputs.iter().any(|input| is_same_file(&input.path, path)) {
            return Err(Failure::OverInput { path: path.to_owned() });
        }
        // The model of the last time may stand beside the documents.
        reports.retain(|report| report.kind != ReportKind::Skipped || !is_same_file(Path::new(&report.file), path));
    }
    let built = extract(&inputs, if args.with_text { CarriedTexts::All } else { CarriedTexts::OfSmallSets });
    reports.extend(built.reports.iter().cloned());
    let count = |severity| reports.iter().filter(|report| report.severity() == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let remarks: Vec<Remark> = reports.iter().map(Remark::of_report).chain(Remark::of_model(&built)).collect();
    let has_room = args.report.is_some() && model.is_some();
    let to: &mut dyn Write = if has_room { &mut *world.out } else { &mut *world.err };
    tell(&remarks, args.report, setting, &mut Output::new(to, setting))?;
    if errors > 0 || (args.strict && warnings > 0) {
        return Err(Failure::NotBuilt { errors, warnings });
    }
    let json = write(&built.model).map_err(|cause| Failure::Output { cause: cause.into() })?;
    // What is written can be read: a mistake of ours is found here, not by whoever opens the model.
    if let Some(problem) = inspect(json.as_bytes()).problems.into_iter().next() {
        return Err(Failure::Unsound { problem: Box::new(problem) });
    }
    let json = harmless_lines(&json);
    if let Some(path) = model {
        return put(path, &json, setting, world);
    }
    let mut output = Output::new(world.out, setting);
    output.exact(&json)?;
    output.finish()
}

/// Puts a model where a path leads, and before it the index that it is worth: whoever waits for the model finds both.
///
/// An old model that meets the index of the new one takes it for no index of its own. Getting its name changes the state
/// of the new model, so the index is written once more: who opens it need not compare the content.
fn put(path: &Path, json: &str, setting: &Setting, world: &mut World<'_>) -> Result<(), Failure> {
    let unwritable = |cause| Failure::Unwritable { path: path.to_owned(), cause };
    let mut fill = |file: &mut BufWriter<&File>| file.write_all(json.as_bytes());
    let staged = stage_at(path, &mut fill).map_err(unwritable)?;
    let file = staged.file().and_then(|file| file.try_clone().ok());
    let made = file.as_ref().and_then(|file| ready::index_beside(path, file, json.as_bytes(), setting, world));
    let made = file.zip(made);
    let keep = || made.as_ref().map_or(Ok(()), |(file, (place, made))| made.keep(place, file));
    let kept = keep();
    match staged.commit() {
        Ok(Durability::Durable) => {}
        Ok(Durability::NotSynced(cause)) => return Err(Failure::Unsettled { path: path.to_owned(), cause }),
        Err(cause) => return Err(unwritable(cause)),
    }
    if let (Err(cause), Some((_, (place, _)))) = (kept.and_then(|()| keep()), &made) {
        // The model is there; without an index beside it each reader makes their own.
        let note = Note::Unkept(place.path().to_owned(), cause);
        Output::new(world.err, setting).text(&note.words(setting.lang))?;
    }
    Ok(())
}

/// Whether two paths lead to one file that is there.
fn is_same_file(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

fn tell(
    remarks: &[Remark],
    form: Option<ReportForm>,
    setting: &Setting,
    output: &mut Output<'_>,
) -> Result<(), Failure> {
    for remark in remarks {
        if form == Some(ReportForm::Json) {
            output.exact(&harmless(&serde_json::to_string(remark).unwrap_or_default()))?;
            output.end()?;
        } else {
            output.text(&remark.words(setting.lang))?;
        }
    }
    output.finish()
}

/// A JSON text over several lines with every other character that a terminal would obey written as `\u….`
fn harmless_lines(json: &str) -> String {
    json.split('\n').map(harmless).collect::<Vec<_>>().join("\n")
}
