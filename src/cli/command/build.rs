//! `allu build`: documents in, a model out.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::cli::account::{BuildCounts, closing_words, print_json, print_text};
use crate::cli::args::{BuildArgs, ReportFormat};
use crate::cli::diagnostic::Diagnostic;
use crate::cli::error::Error;
use crate::cli::io::Io;
use crate::cli::output::{OutputWriter, escape_dangerous};
use crate::cli::progress::{DocumentProgressBar, IndexProgressBar};
use crate::cli::settings::Settings;
use crate::extract::{
    CarriedTexts, ExtractOptions, Extraction, MAX_DOCUMENT_BYTES, Severity, extract_with, read_except,
};
use crate::files::{Durability, is_same_file, stage_at};
use crate::i18n::say_count;
use crate::model::{inspect, write};
use crate::session::{IndexProgress, IndexWarning, byte_limit, index_for};
use crate::text::is_dangerous;

/// The most warnings that are printed one by one without a report.
const MOST_WARNINGS: usize = 10;

/// The variable with the most bytes of a document.
const LIMIT_VARIABLE: &str = "ALLU_DOCUMENT_LIMIT";

/// Reads documents and writes the model they make, to a file or to standard output.
///
/// Diagnostics are printed on standard error; with `--report`, the account of each document on standard output unless the
/// model goes there. A line on standard error says how much was found.
///
/// Errors, and then nothing is written: [`Error::NotBuilt`] if a document has an error, or a warning under `--strict`;
/// [`Error::NobodyFound`] if the documents name nobody and no project;
/// [`Error::OverInput`] if the model would replace one of the documents.
pub(super) fn build(args: &BuildArgs, settings: &Settings, io: &mut Io<'_>) -> Result<(), Error> {
    let model = args.output.as_deref().filter(|path| *path != Path::new("-"));
    // The model of the last build may be beside the documents.
    let (inputs, mut reports) =
        read_except(&args.inputs, byte_limit(LIMIT_VARIABLE, MAX_DOCUMENT_BYTES, io.env)?, model);
    if let Some(path) = model.filter(|path| inputs.iter().any(|input| is_same_file(&input.path, path))) {
        return Err(Error::OverInput { path: path.to_owned() });
    }
    let title = folder_title(&args.inputs);
    let bar = DocumentProgressBar::new(settings.lang, io.err.is_terminal);
    let options = ExtractOptions {
        texts: if args.with_text { CarriedTexts::All } else { CarriedTexts::OfSmallSets },
        title: title.as_deref(),
        audience: args.audience.visibility(),
        keeps_accounts: args.report.is_some(),
        report: &|progress| bar.show(progress),
    };
    let built = extract_with(&inputs, &options);
    drop(inputs);
    bar.finish();
    reports.extend(built.reports.iter().cloned());
    let count = |severity| reports.iter().filter(|report| report.severity() == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let diagnostics: Vec<Diagnostic> =
        reports.iter().map(Diagnostic::of_report).chain(Diagnostic::of_model(&built)).collect();
    let counts = BuildCounts::new(&built, &diagnostics);
    let is_nobody_found = errors == 0 && counts.people == 0 && counts.projects == 0;
    {
        let goes_to_output = args.report.is_some() && model.is_some();
        let to = if goes_to_output { &mut io.out } else { &mut io.err };
        let mut output = OutputWriter::new(to.writer, settings);
        match args.report {
            Some(ReportFormat::Json) => print_json(&built, &diagnostics, &counts, &mut output)?,
            Some(ReportFormat::Text) => print_text(&built, &diagnostics, settings, &mut output)?,
            None => print_diagnostics(&diagnostics, is_nobody_found, settings, &mut output)?,
        }
    }
    if is_nobody_found {
        return Err(Error::NobodyFound { documents: counts.documents, is_reported: args.report.is_some() });
    }
    if errors > 0 || (args.strict && warnings > 0) {
        return Err(Error::NotBuilt { errors, warnings });
    }
    // The summary is the last object of a report for programs.
    let is_closed = args.report != Some(ReportFormat::Json);
    let closing = is_closed.then(|| closing_words(&built, &counts, model, args.report.is_some(), settings));
    // The directory is dropped before its text is read again: both together would need twice the memory.
    let Extraction { model: directory, .. } = built;
    let json = write(&directory).map_err(|cause| Error::Output { cause: cause.into() })?;
    drop(directory);
    // The model must be readable: a defect of this program is found here, not by the next reader of the model.
    if let Some(problem) = inspect(json.as_bytes()).problems.into_iter().next() {
        return Err(Error::Unsound { problem: Box::new(problem) });
    }
    let json = escape_lines(json);
    if let Some(path) = model {
        write_model(path, &json, settings, io)?;
    } else {
        let mut output = OutputWriter::new(io.out.writer, settings);
        output.exact(&json)?;
        output.finish()?;
    }
    let mut err = OutputWriter::new(io.err.writer, settings);
    closing.iter().try_for_each(|words| err.text(words))?;
    err.finish()
}

/// The name of the folder that has all inputs, for the title of a directory without one. `None` for a single document.
fn folder_title(inputs: &[PathBuf]) -> Option<String> {
    if let [only] = inputs {
        let name = only.file_name().filter(|_| only.is_dir()).map(|name| name.to_string_lossy().into_owned());
        // A folder may be given without its name: `.`
        if name.is_some() || !only.is_dir() {
            return name;
        }
    }
    let folder_of = |path: &PathBuf| {
        let whole = path.canonicalize().ok()?;
        if whole.is_dir() { Some(whole) } else { whole.parent().map(Path::to_owned) }
    };
    let folders: Option<Vec<PathBuf>> = inputs.iter().map(folder_of).collect();
    let common = folders?.into_iter().reduce(|common, folder| {
        let is_above = |it: &&Path| folder.starts_with(it);
        common.ancestors().find(is_above).map(Path::to_owned).unwrap_or_default()
    })?;
    common.file_name().map(|name| name.to_string_lossy().into_owned())
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

/// Prints every error and the first of the others, those about numbers that are nobody's last. If nobody was found, only
/// what is about the files: the rest follows from that.
fn print_diagnostics(
    diagnostics: &[Diagnostic],
    is_nobody_found: bool,
    settings: &Settings,
    output: &mut OutputWriter<'_>,
) -> Result<(), Error> {
    let shown = diagnostics.iter().filter(|it| !is_nobody_found || !it.is_about_contents());
    let (errors, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) = shown.partition(|it| it.is_error());
    let (left, doubtful): (Vec<&Diagnostic>, Vec<&Diagnostic>) = others.into_iter().partition(|it| it.is_left());
    let more = (left.len() + doubtful.len()).saturating_sub(MOST_WARNINGS);
    for diagnostic in errors.into_iter().chain(doubtful.into_iter().chain(left).take(MOST_WARNINGS)) {
        output.text(&diagnostic.words(settings.lang))?;
    }
    if more > 0 {
        output.text(&say_count!(settings.lang, "build.more_one", "build.more", more))?;
    }
    output.finish()
}

/// A JSON text of several lines, with `\u…` for each other character that a terminal would obey.
fn escape_lines(json: String) -> String {
    if !json.chars().any(|letter| letter != '\n' && is_dangerous(letter)) {
        return json;
    }
    json.split('\n').map(escape_dangerous).collect::<Vec<_>>().join("\n")
}
