//! `allu forget`: empties the file of favourites and recent look-ups.

use crate::cli::error::Error;
use crate::cli::io::Io;
use crate::cli::output::OutputWriter;
use crate::cli::settings::Settings;
use crate::config::HabitStore;
use crate::i18n::say;

/// Empties the file, if there is one.
///
/// Errors: [`Error::Unwritable`], and those of the output.
pub(crate) fn forget(settings: &Settings, io: &mut Io<'_>) -> Result<(), Error> {
    let store = HabitStore::of(io.env).filter(|store| store.load().is_some());
    let words = match store {
        None => say!(settings.lang, "habits.nothing_kept"),
        Some(store) => {
            let path = store.path();
            store.forget().map_err(|cause| Error::Unwritable { path: path.clone(), cause })?;
            say!(settings.lang, "habits.forgotten", path = path.display())
        }
    };
    let mut output = OutputWriter::new(io.out.writer, settings);
    output.text(&words)?;
    output.finish()
}
