//! Which directory is used, how it is opened, and how it stays fresh.
//!
//! A small directory is indexed in memory. A large one has its index in a file, beside the model or in the user's cache.

mod browse_session;
mod env;
mod error;
mod index_builder;
mod index_cache;
mod limits;
mod load;
mod model_source;
mod open_directory;
mod opening;
mod problem_text;
mod reload;
mod source;
mod system_error_text;

pub use browse_session::BrowseSession;
pub(crate) use env::xdg_folder;
pub use env::{CLIENT_COMMAND, Env, Log, now};
pub(crate) use error::source_words;
pub use error::{Error, Invalidation};
pub use index_builder::{IndexProgress, MIN_PEOPLE, ReportProgress};
pub(crate) use index_builder::{InspectedModel, build_index, commit_with_index};
pub use index_cache::OpenWarning;
pub(crate) use index_cache::{IndexLocation, index_locations, open_index};
pub use limits::TimeLimits;
pub(crate) use load::{byte_limit, read_model};
pub use model_source::ModelSource;
pub use open_directory::OpenDirectory;
pub use opening::{OpenOptions, open};
pub(crate) use problem_text::problem_words;
pub use reload::{ReloadError, ReloadOutcome, Reloader};
pub use source::{
    FailureCause, LdapLogin, LdapPreset, LdapServer, LdapUri, NotAnLdapUri, SearchScope, Source, SourceKind,
    SourceState, SyncCursor, SyncFailure, SyncRequestId, UriTarget,
};
pub(crate) use system_error_text::{cause_words, file_kind_words, reason_words};
