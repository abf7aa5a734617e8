//! `allu pick`: the browser on the terminal, the chosen records on standard output.

use std::io::Write;

use super::open::valid;
use super::record_format::RecordFormat;
use crate::cli::args::{ListName, PickArgs};
use crate::cli::error::Error;
use crate::cli::output::OutputWriter;
use crate::cli::settings::Settings;
use crate::model::RecordRef;
use crate::search::Hit;
use crate::session::OpenDirectory;
use crate::text::Day;

/// The format of the records that the user chooses in the browser.
#[derive(Debug)]
pub struct Pick {
    format: RecordFormat,
    ends_with_nul: bool,
    today: Day,
    settings: Settings,
}

impl Pick {
    /// Errors: those of the template and of the names of fields, before the browser opens; [`Error::NoScreen`] if the user
    /// wants linear text.
    pub(super) fn new(args: &PickArgs, today: Day, settings: &Settings) -> Result<Self, Error> {
        if settings.plain {
            return Err(Error::NoScreen);
        }
        let format = RecordFormat::new(&args.records, ListName::All.panes())?;
        Ok(Self { format, ends_with_nul: args.records.nul, today, settings: *settings })
    }

    /// Prints the chosen records, in the order in which they were chosen. Returns the exit status.
    pub fn print(&self, open: &OpenDirectory, records: &[RecordRef], out: &mut dyn Write, err: &mut dyn Write) -> u8 {
        let mut output = OutputWriter::new(out, &self.settings);
        if self.ends_with_nul {
            output.end_with_nul();
        }
        let hits = records.iter().map(|record| Hit::unasked(*record));
        let printed = self.format.print(&open.directory, hits, self.today, &self.settings, &mut output);
        match valid(open, printed.and_then(|()| output.finish())) {
            Ok(()) => 0,
            Err(error) => {
                // If standard error is closed, too, the error cannot be reported.
                _ = error.report(self.settings.lang, &self.settings.marks, err);
                error.exit_status()
            }
        }
    }
}
