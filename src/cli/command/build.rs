//! `allu build`: documents in, a model out.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use crate::cli::args::{BuildArgs, ReportFormat};
use crate::cli::diagnostic::Diagnostic;
use crate::cli::error::Error;
use crate::cli::io::Io;
use crate::cli::output::{OutputWriter, escape_dangerous};
use crate::cli::progress::IndexProgressBar;
use crate::cli::settings::Settings;
use crate::extract::{CarriedTexts, MAX_DOCUMENT_BYTES, Severity, extract, read_except};
use crate::files::{Durability, stage_at};
use crate::model::{inspect, write};
use crate::session::{IndexProgress, IndexWarning, byte_limit, index_for};

/// The variable with the most bytes of a document.
const LIMIT_VARIABLE: &str = "ALLU_DOCUMENT_LIMIT";

/// Reads documents and writes the model they make, to a file or to standard output.
///
/// Diagnostics are printed on standard error; with `--report`, on standard output unless the model goes there.
///
/// Errors, and then nothing is written: [`Error::NotBuilt`] if a document has an error, or a warning under `--strict`;
/// [`Error::OverInput`] if the model would replace one of the documents.
pub(super) fn build(args: &BuildArgs, settings: &Settings, io: &mut Io<'_>) -> Result<(), Error> {
    let model = args.output.as_deref().filter(|path| *path != Path::new("-"));
    // The model of the last build may be beside the documents.
    let (inputs, mut reports) =
        read_except(&args.inputs, byte_limit(LIMIT_VARIABLE, MAX_DOCUMENT_BYTES, io.env)?, model);
    if let Some(path) = model.filter(|path| inputs.iter().any(|input| is_same_file(&input.path, path))) {
        return Err(Error::OverInput { path: path.to_owned() });
    }
    let built = extract(&inputs, if args.with_text { CarriedTexts::All } else { CarriedTexts::OfSmallSets });
    reports.extend(built.reports.iter().cloned());
    let count = |severity| reports.iter().filter(|report| report.severity() == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let diagnostics: Vec<Diagnostic> =
        reports.iter().map(Diagnostic::of_report).chain(Diagnostic::of_model(&built)).collect();
    let goes_to_output = args.report.is_some() && model.is_some();
    let to = if goes_to_output { &mut io.out } else { &mut io.err };
    print_diagnostics(&diagnostics, args.report, settings, &mut OutputWriter::new(to.writer, settings))?;
    if errors > 0 || (args.strict && warnings > 0) {
        return Err(Error::NotBuilt { errors, warnings });
    }
    let json = write(&built.model).map_err(|cause| Error::Output { cause: cause.into() })?;
    // The model must be readable: a defect of this program is found here, not by the next reader of the model.
    if let Some(problem) = inspect(json.as_bytes()).problems.into_iter().next() {
        return Err(Error::Unsound { problem: Box::new(problem) });
    }
    let json = escape_lines(&json);
    if let Some(path) = model {
        return write_model(path, &json, settings, io);
    }
    let mut output = OutputWriter::new(io.out.writer, settings);
    output.exact(&json)?;
    output.finish()
}

/// Writes a model to a path, and before it the index, if the model is large enough for one: a reader that waits for the
/// model finds both.
///
/// The old model does not accept the index of the new one. The rename changes the state of the new model, so the index is
/// written once more: readers need not compare the contents.
fn write_model(path: &Path, json: &str, settings: &Settings, io: &mut Io<'_>) -> Result<(), Error> {
    let unwritable = |cause| Error::Unwritable { path: path.to_owned(), cause };
    let mut fill = |file: &mut BufWriter<&File>| file.write_all(json.as_bytes());
    let staged = stage_at(path, &mut fill).map_err(unwritable)?;
    let file = staged.file().and_then(|file| file.try_clone().ok());
    let bar = IndexProgressBar::new(settings.lang, io.err.is_terminal);
    let show = |progress: IndexProgress<'_>| bar.show(progress);
    let built = file.as_ref().and_then(|file| index_for(path, file, json.as_bytes(), &show));
    let built = file.zip(built);
    let write_index = || built.as_ref().map_or(Ok(()), |(file, (location, built))| built.write(location, file));
    let written = write_index();
    match staged.commit() {
        Ok(Durability::Durable) => {}
        Ok(Durability::NotSynced(cause)) => return Err(Error::NotDurable { path: path.to_owned(), cause }),
        Err(cause) => return Err(unwritable(cause)),
    }
    if let (Err(cause), Some((_, (location, _)))) = (written.and_then(|()| write_index()), &built) {
        // The model is written; without an index beside it, each reader builds one.
        let warning = IndexWarning::NotKept(location.path().to_owned(), cause);
        OutputWriter::new(io.err.writer, settings).text(&warning.words(settings.lang))?;
    }
    Ok(())
}

/// Returns `true` if two paths lead to the same existing file.
fn is_same_file(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

fn print_diagnostics(
    diagnostics: &[Diagnostic],
    format: Option<ReportFormat>,
    settings: &Settings,
    output: &mut OutputWriter<'_>,
) -> Result<(), Error> {
    for diagnostic in diagnostics {
        if format == Some(ReportFormat::Json) {
            output.exact(&escape_dangerous(&serde_json::to_string(diagnostic).unwrap_or_default()))?;
            output.end()?;
        } else {
            output.text(&diagnostic.words(settings.lang))?;
        }
    }
    output.finish()
}

/// A JSON text of several lines, with `\u…` for each other character that a terminal would obey.
fn escape_lines(json: &str) -> String {
    json.split('\n').map(escape_dangerous).collect::<Vec<_>>().join("\n")
}
