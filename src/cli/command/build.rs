//! `allu build`: builds a model from documents.

use std::path::{Path, PathBuf};

use crate::cli::account::{BuildCounts, print_json, print_text, summary_line};
use crate::cli::args::{BuildArgs, ReportFormat};
use crate::cli::diagnostic::Diagnostic;
use crate::cli::error::Error;
use crate::cli::io::Io;
use crate::cli::output::OutputWriter;
use crate::cli::progress::DocumentProgressBar;
use crate::cli::settings::Settings;
use crate::extract::{
    CarriedTexts, ExtractOptions, Extraction, MAX_DOCUMENT_BYTES, Severity, extract_all, read_except,
};
use crate::files::is_same_file;
use crate::i18n::say_count;
use crate::model::write_to;
use crate::session::byte_limit;
use crate::text::EscapingWriter;

use super::write_model::{refuse_unsound, write_model};

/// The maximum number of warnings that are printed one by one without a report.
const MOST_WARNINGS: usize = 10;

/// The environment variable with the maximum number of bytes of a document.
const LIMIT_VARIABLE: &str = "ALLU_DOCUMENT_LIMIT";

/// Reads documents and writes the model made from them, to a file or to standard output.
///
/// Diagnostics are printed on standard error; with `--report`, the account of each document on standard output unless the
/// model goes there. A line on standard error says how much was found.
///
/// Errors, after which nothing has been written: [`Error::NotBuilt`] if a document has an error, or a warning under
/// `--strict`; [`Error::NobodyFound`] if the documents name nobody and no project; [`Error::OverInput`] if the model
/// would replace one of the documents.
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
    let built = extract_all(inputs, &options);
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
    let closing = is_closed.then(|| summary_line(&built, &counts, model, args.report.is_some(), settings));
    drop(diagnostics);
    drop(reports);
    let Extraction { model: directory, .. } = built;
    if let Some(path) = model {
        write_model(path, directory, settings, io)?;
    } else {
        let mut json = Vec::new();
        write_to(&directory, &mut EscapingWriter(&mut json)).map_err(|cause| Error::Output { cause })?;
        drop(directory);
        refuse_unsound(&json)?;
        let mut output = OutputWriter::new(io.out.writer, settings);
        output.exact(&String::from_utf8_lossy(&json))?;
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
        // The path of a folder may lack its name: `.`
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

/// Prints every error and the first few other diagnostics, those about numbers that belong to nobody last. If nobody
/// was found, prints only the diagnostics about files, because the others follow from that.
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
