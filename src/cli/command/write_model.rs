//! Writes a model that was built to a file, with its index, and checks both before a reader sees them.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, Write};
use std::path::Path;

use crate::cli::error::Error;
use crate::cli::io::Io;
use crate::cli::output::OutputWriter;
use crate::cli::progress::OpenProgressBar;
use crate::cli::settings::Settings;
use crate::files::{Durability, stage_at};
use crate::model::{Model, inspect, write_to};
use crate::session::{InspectedModel, OpenProgress, OpenWarning, commit_with_index};
use crate::text::EscapingWriter;

/// The content of the file of a model, to be written again.
enum Content {
    Model(Box<Model>),
    /// The text for a device or a pipe, which cannot be read back.
    Json(Vec<u8>),
    /// The file that was written first.
    Written(File),
}

/// Rejects a text that is not a sound model, so that a defect of this program is found before the model is used.
pub(super) fn refuse_unsound(json: &[u8]) -> Result<(), Error> {
    match inspect(json).problems.into_iter().next() {
        Some(problem) => Err(Error::Unsound { problem: Box::new(problem) }),
        None => Ok(()),
    }
}

/// Writes a model to a path, with its index if it is large enough for one.
///
/// The model in memory is dropped as soon as it is on the disk, and inspected there, which halves the peak memory.
pub(super) fn write_model(path: &Path, model: Model, settings: &Settings, io: &mut Io<'_>) -> Result<(), Error> {
    let unwritable = |cause| Error::Unwritable { path: path.to_owned(), cause };
    let mut content = Content::Model(Box::new(model));
    if path.metadata().is_ok_and(|there| !there.is_file()) {
        let mut json = Vec::new();
        content.write(&mut json).map_err(unwritable)?;
        refuse_unsound(&json)?;
        content = Content::Json(json);
    }
    let content = RefCell::new(content);
    let mut fill = |file: &mut BufWriter<&File>| content.borrow_mut().write(file);
    let staged = stage_at(path, &mut fill).map_err(unwritable)?;
    let mut built = None;
    if let Some(staged) = staged.file() {
        let file = staged.try_clone().map_err(unwritable)?;
        content.replace(Content::Written(staged.try_clone().map_err(unwritable)?));
        if let Some(inspected) = InspectedModel::in_file(&file).map_err(unwritable)? {
            let bar = OpenProgressBar::new(settings.lang, io.err.is_terminal);
            let show = |progress: OpenProgress<'_>| bar.show(progress);
            built = inspected.index_beside(path, &show).map(|(location, built)| (file, location, built));
        } else {
            let mut json = Vec::new();
            (&file).rewind().and_then(|()| (&file).read_to_end(&mut json)).map_err(unwritable)?;
            refuse_unsound(&json)?;
        }
    }
    let index = built.as_ref().map(|(file, location, built)| (file, location, built));
    let written = match commit_with_index(staged, index).map_err(unwritable)? {
        (Durability::Durable, written) => written,
        (Durability::NotSynced(cause), _) => return Err(Error::NotDurable { path: path.to_owned(), cause }),
    };
    if let (Err(cause), Some((_, location, _))) = (written, &built) {
        let warning = OpenWarning::NotKept(location.path().to_owned(), cause);
        OutputWriter::new(io.err.writer, settings).text(&warning.words(settings.lang))?;
    }
    Ok(())
}

impl Content {
    fn write(&mut self, out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Model(model) => write_to(model, &mut EscapingWriter(out)),
            Self::Json(json) => out.write_all(json),
            Self::Written(file) => {
                file.rewind()?;
                io::copy(file, out).map(|_| ())
            }
        }
    }
}
