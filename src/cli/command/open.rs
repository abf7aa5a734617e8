//! Opens the directory for a command, with a progress bar.

use std::path::Path;

use crate::cli::error::Error;
use crate::cli::io::Io;
use crate::cli::output::OutputWriter;
use crate::cli::progress::OpenProgressBar;
use crate::cli::settings::Settings;
use crate::model::Directory;
use crate::present::remarks;
use crate::search::{Answer, Pane, search};
use crate::session::{self, ModelSource, OpenDirectory, OpenOptions, OpenProgress};
use crate::text::Day;

/// Opens a directory, without an index that is known to be corrupt.
pub(super) fn open_model(
    source: &ModelSource,
    corrupt_index: Option<&Path>,
    settings: &Settings,
    io: &mut Io<'_>,
) -> Result<OpenDirectory, session::Error> {
    let bar = OpenProgressBar::new(settings.lang, io.err.is_terminal);
    let progress = |progress: OpenProgress<'_>| bar.show(progress);
    let options = OpenOptions { env: io.env, corrupt_index, kiosk_log: io.kiosk_log, progress: &progress };
    Ok(session::open(source, io.input, &options)?.with_fresh_years(settings.fresh_years))
}

/// Opens a directory and searches it. If the index turns out to be corrupt, opens the directory again without it.
pub(super) fn answer_of(
    query: &str,
    source: &ModelSource,
    today: Day,
    settings: &Settings,
    io: &mut Io<'_>,
) -> Result<(OpenDirectory, Answer), Error> {
    let mut open = open_model(source, None, settings, io)?;
    let mut answer = search(&open.directory, open.index(), query, today);
    if open.invalidation().is_some() {
        // This user may not be allowed to remove a corrupt index.
        open = open_model(source, open.index_path(), settings, io)?;
        answer = search(&open.directory, open.index(), query, today);
    }
    if let Some(excerpt) = open.excerpt(query, &|| false) {
        answer = search(&excerpt.directory, excerpt.index(), query, today);
        open = excerpt;
    }
    print_index_warnings(&open, settings, io)?;
    Ok((open, answer))
}

/// The output made from a directory, unless its data is no longer valid.
pub(super) fn valid(open: &OpenDirectory, printed: Result<(), Error>) -> Result<(), Error> {
    open.invalidation().map_or(printed, |invalidation| Err(session::Error::Invalidated(invalidation).into()))
}

/// Prints to standard error which words of the query were ignored for the first record; a script reads standard output.
pub(super) fn print_remarks(
    answer: &Answer,
    directory: &Directory,
    panes: &[Pane],
    settings: &Settings,
    io: &mut Io<'_>,
) {
    let mut output = OutputWriter::new(io.err.writer, settings);
    // A reader that has closed standard error still gets the records.
    _ = remarks(answer, directory, answer.records(directory, panes).next(), settings.lang)
        .iter()
        .try_for_each(|words| output.text(words));
}

/// Prints what an administrator should know about the index, on one line each.
pub(super) fn print_index_warnings(open: &OpenDirectory, settings: &Settings, io: &mut Io<'_>) -> Result<(), Error> {
    let mut output = OutputWriter::new(io.err.writer, settings);
    open.warnings().iter().try_for_each(|warning| output.text(&warning.words(settings.lang)))
}
