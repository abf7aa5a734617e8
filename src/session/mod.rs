//! Which directory is used, how it is opened, and how it stays fresh.
//!
//! A small directory is indexed in memory. A large one has its index in a file, beside the model or in the user's cache.
//!
//! * `browse_session`: what the browser starts with.
//! * `env`: the environment as the caller hands it in: variables, standard folders, and the log of a kiosk.
//! * `error`: why a directory cannot be opened or used any more.
//! * `index_builder`: builds the index file of a large model, and publishes a new model together with its index.
//! * `index_cache`: the file of an index: where it is, and whether it is the index of the model.
//! * `limits`: the values of a kiosk's time limits.
//! * `load`: reads a model and checks it.
//! * `model_source`: where a model comes from.
//! * `open_directory`: a directory that can be searched.
//! * `open_progress`: progress of opening a directory.
//! * `opening`: opens directories: of one model, or of several as one.
//! * `problem_text`: the problems of a model, in words.
//! * `reload`: reloads a directory after one of its files changed.
//! * `source`: the sources of a configuration: model files, and directory servers from which models are made.
//! * `system_error_text`: errors of the system in the user's language.

mod browse_session;
mod env;
mod error;
mod index_builder;
mod index_cache;
mod limits;
mod load;
mod model_source;
mod open_directory;
mod open_progress;
mod opening;
mod problem_text;
mod reload;
mod source;
mod system_error_text;

pub use browse_session::BrowseSession;
pub use env::{CLIENT_COMMAND, Env, Log, now};
pub(crate) use env::{system_file, xdg_folder};
pub(crate) use error::source_words;
pub use error::{Error, Invalidation};
pub use index_builder::MIN_PEOPLE;
pub(crate) use index_builder::{InspectedModel, build_index, commit_with_index};
pub use index_cache::OpenWarning;
pub(crate) use index_cache::{IndexLocation, index_locations, open_index};
pub use limits::TimeLimits;
pub(crate) use load::{byte_limit, read_model};
pub use model_source::ModelSource;
pub use open_directory::OpenDirectory;
pub use open_progress::{OpenProgress, ReportProgress};
pub use opening::{OpenOptions, open};
pub(crate) use problem_text::problem_words;
pub use reload::{ReloadError, ReloadOutcome, Reloader};
pub use source::{
    FailureCause, LdapLogin, LdapPreset, LdapServer, LdapUri, NotAnLdapUri, SearchScope, Source, SourceKind,
    SourceState, SyncCursor, SyncFailure, SyncRequestId, UriTarget,
};
pub(crate) use system_error_text::{cause_words, file_kind_words, reason_words};
