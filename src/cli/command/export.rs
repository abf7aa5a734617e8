//! `allu export`: records for other programs.

use std::io::{self, BufWriter};
use std::path::Path;

use super::find::no_match;
use super::open::{answer_of, print_remarks, valid};
use crate::cli::args::{ExportArgs, ListName};
use crate::cli::error::Error;
use crate::cli::io::Io;
use crate::cli::output::OutputWriter;
use crate::cli::settings::Settings;
use crate::exchange::{ExportFileError, ExportOptions, ExportSummary, NotABase, export, export_to_file};
use crate::files::is_same_file;
use crate::model::{Directory, RecordRef};
use crate::session::{self, ModelSource, OpenDirectory};
use crate::text::Day;

/// Writes the records that `find` finds, to a file or to standard output. What the format cannot hold is reported on
/// standard error.
///
/// Errors: those of `find` if no record matches; [`Error::Misplaced`] and [`Error::NotABase`] for the options;
/// [`Error::NoPlace`] if the format cannot hold any of the records; [`Error::OverInput`] if the file is that of the
/// directory. Nothing is written then.
pub(super) fn export_records(
    args: &ExportArgs,
    source: &ModelSource,
    today: Day,
    settings: &Settings,
    io: &mut Io<'_>,
) -> Result<(), Error> {
    let format = args.format().map_err(|it| Error::Misplaced { option: it.option, format: it.format })?;
    let base = args.base.as_deref();
    let options = ExportOptions::new(format, base, settings.lang, today)
        .map_err(|NotABase| Error::NotABase { given: args.base.clone().unwrap_or_default() })?;
    let path = args.output.as_deref().filter(|path| *path != Path::new("-"));
    if let Some(path) = path
        && source.files().iter().any(|model| is_same_file(path, model))
    {
        return Err(Error::OverInput { path: path.to_owned() });
    }
    let query = args.query.join(" ");
    let is_whole = query.trim().is_empty();
    let list = args.list.unwrap_or(if is_whole { ListName::All } else { ListName::People });
    let (open, answer) = answer_of(&query, source, today, settings, io)?;
    let records: Vec<RecordRef> = answer.records(&open.directory, list.panes()).collect();
    if records.is_empty() {
        return Err(no_match(&open.directory, &answer, query, today, settings));
    }
    print_remarks(&answer, &open.directory, list.panes(), settings, io);
    let places = ExportSummary::of(&records, format);
    if places.written == 0 {
        return Err(Error::NoPlace { remarks: places.remarks(format, settings.lang) });
    }
    let written = match path {
        Some(path) => write_file(path, &open, &records, &options)?,
        None => write_output(&open.directory, &records, &options, io)?,
    };
    valid(&open, Ok(()))?;
    let remarks = written.remarks(format, settings.lang);
    let mut err = OutputWriter::new(io.err.writer, settings);
    // A reader that has closed standard error still gets the records.
    _ = remarks.iter().try_for_each(|words| err.text(words)).and_then(|()| err.finish());
    Ok(())
}

fn write_output(
    directory: &Directory,
    records: &[RecordRef],
    options: &ExportOptions<'_>,
    io: &mut Io<'_>,
) -> Result<ExportSummary, Error> {
    let mut out = BufWriter::new(&mut *io.out.writer);
    let written = export(directory, records, options, &mut out);
    let flushed = written.and_then(|summary| io::Write::flush(&mut out).map(|()| summary));
    flushed.map_err(|cause| match cause.kind() {
        io::ErrorKind::BrokenPipe => Error::OutputClosed,
        _ => Error::Output { cause },
    })
}

/// Writes a file that only its owner may read.
fn write_file(
    path: &Path,
    open: &OpenDirectory,
    records: &[RecordRef],
    options: &ExportOptions<'_>,
) -> Result<ExportSummary, Error> {
    let path_of = || path.to_owned();
    let check = || open.invalidation().map_or(Ok(()), Err);
    export_to_file(path, &open.directory, records, options, check, &|| false).map_err(|error| match error {
        ExportFileError::Unwritable(cause) => Error::Unwritable { path: path_of(), cause },
        ExportFileError::NotDurable(cause) => Error::NotDurable { path: path_of(), cause },
        ExportFileError::Invalid(invalidation) => session::Error::Invalidated(invalidation).into(),
    })
}
