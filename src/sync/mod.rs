//! Models of directory servers: entries in, a model and its state out.
//!
//! [`sync`] brings the model of one source up to date. A thread of its own reads the server (`ldap`) and sends what has
//! changed; the entries are kept in a file of their own, from which the model is made, so that a change does not need
//! everything to be read again.
//!
//! The server is only read: `ldap::message` lets nothing but bind, unbind, search and abandon requests through, and
//! `StartTLS` is sent before these.
#![warn(clippy::indexing_slicing)]

mod change;
mod entry_changes;
mod entry_file;
mod entry_id;
mod error;
#[cfg(feature = "ldap")]
mod ldap;
mod lock;
mod model_file;
mod run;
mod server;

pub use entry_changes::ChangeCounts;
pub use entry_id::EntryId;
pub use error::SyncError;
#[cfg(feature = "ldap")]
pub use ldap::{SERVER_THREAD, entry_of_message, newer_than};
pub use run::{SyncOptions, SyncOutcome, SyncProgress, SyncSummary, sync};

/// The name of the thread that reads a server. Without directory servers there is none.
#[cfg(not(feature = "ldap"))]
pub const SERVER_THREAD: &str = "";
