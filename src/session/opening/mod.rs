//! Opens directories: of one model, or of several as one.
//!
//! * `combined`: opens several models as one: a small one in memory, a large one in the cache.
//! * `file`: opens a directory: a small one in memory, a large one through an index in a file.
//! * `freshness`: how new the records of each source are.
//! * `local_time`: the time of day where the user is.
//! * `part`: the model of one source among several.
//! * `stamp`: the state of the models that a combined one was made of.

mod combined;
mod file;
mod freshness;
mod local_time;
mod part;
mod stamp;

use std::io::Read;

use crate::session::error::Error;
use crate::session::load::{load_model, read_model};
use crate::session::model_source::ModelSource;
use crate::session::open_directory::OpenDirectory;
use combined::open_combined;
pub use file::OpenOptions;
use file::open_file;
use freshness::with_freshness;

/// Opens the directory of a model; `input` is standard input. A large model without an index gets one, which is kept in
/// the cache if possible; so is the model that several are combined into.
///
/// # Errors
///
/// [`Error`], except [`Error::Invalidated`]. Of several models, those that can be used are opened.
///
/// ```
/// use std::io;
///
/// use allu::session::{Error, ModelSource, OpenOptions, open};
///
/// let options = OpenOptions { env: &|_| None, corrupt_index: None, kiosk_log: None, progress: &|_| () };
/// let built_in = open(&ModelSource::BuiltIn, &mut io::empty(), &options);
/// assert!(built_in.is_ok_and(|open| open.directory.record_count() > 0));
/// let missing = open(&ModelSource::File("/no/model.json".into()), &mut io::empty(), &options);
/// assert!(matches!(missing, Err(Error::Unreadable { .. })));
/// ```
pub fn open(source: &ModelSource, input: &mut dyn Read, options: &OpenOptions<'_>) -> Result<OpenDirectory, Error> {
    match source {
        ModelSource::File(path) => {
            let open = open_file(path, options)?;
            let sources = source.sources();
            // A file that no sync has written is as new as its date says.
            if !sources.iter().any(|source| source.state_path().exists()) {
                return Ok(open);
            }
            let date = open.directory.date();
            Ok(with_freshness(open, &sources, |_| date, options.env))
        }
        ModelSource::StandardInput | ModelSource::BuiltIn => {
            let bytes = read_model(source, input, options.env)?;
            load_model(source, &bytes).map(OpenDirectory::in_memory)
        }
        ModelSource::Sources(sources) => match sources.as_slice() {
            [only] => {
                let open = open_file(&only.model, options)?;
                let date = open.directory.date();
                Ok(with_freshness(open, sources, |_| date, options.env))
            }
            several => open_combined(several, options),
        },
    }
}
