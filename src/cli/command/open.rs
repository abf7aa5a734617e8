//! Opens the directory for a command, with a progress bar.

use std::path::Path;

use crate::cli::error::Error;
use crate::cli::io::Io;
use crate::cli::output::OutputWriter;
use crate::cli::progress::IndexProgressBar;
use crate::cli::settings::Settings;
use crate::session::{self, IndexProgress, ModelSource, OpenDirectory, OpenOptions};

/// Opens the directory that the options or the environment name, without an index that is known to be corrupt.
pub(super) fn open_model(
    given: Option<&Path>,
    corrupt_index: Option<&Path>,
    settings: &Settings,
    io: &mut Io<'_>,
) -> Result<OpenDirectory, session::Error> {
    open_source(&ModelSource::find(given, io.env), corrupt_index, settings, io)
}

pub(super) fn open_source(
    source: &ModelSource,
    corrupt_index: Option<&Path>,
    settings: &Settings,
    io: &mut Io<'_>,
) -> Result<OpenDirectory, session::Error> {
    let bar = IndexProgressBar::new(settings.lang, io.err.is_terminal);
    let progress = |progress: IndexProgress<'_>| bar.show(progress);
    let options = OpenOptions { env: io.env, corrupt_index, kiosk_log: io.kiosk_log, progress: &progress };
    session::open(source, io.input, &options)
}

/// Prints what an administrator should know about the index, on one line each.
pub(super) fn print_index_warnings(open: &OpenDirectory, settings: &Settings, io: &mut Io<'_>) -> Result<(), Error> {
    let mut output = OutputWriter::new(io.err.writer, settings);
    open.warnings().iter().try_for_each(|warning| output.text(&warning.words(settings.lang)))
}
