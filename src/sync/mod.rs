//! Makes models from the entries of directory servers.
//!
//! [`sync`] updates the model of one source. A separate thread reads the server (`ldap`) and sends the changes. The
//! entries are stored in a file, from which the model is made, so that after a change not everything has to be read
//! again.
//!
//! The server is only read: `ldap::message` only lets bind, unbind, search and abandon requests through, and `StartTLS`
//! is sent before these.
//!
//! * `server_message`: what the thread that reads a server reports: entries that exist, changed or are gone, and what was skipped.
//! * `entry_changes`: the entries while a server is read: those of the last sync, and what has changed since.
//! * `entry_file`: the file of entries: a line of JSON each, sorted by their ids, after a line that says what it is.
//! * `entry_id`: the permanent id of an entry: its `entryUUID`, `nsUniqueId` or `objectGUID`.
//! * `error`: why a source is not brought up to date.
//! * `ldap`: reads a directory server.
//! * `lock`: one sync of a source at a time.
//! * `model_file`: writes the model of some entries, and its index, without ever having all of it in memory.
//! * `run`: brings the model of one source up to date.
//! * `server`: reads a server in a thread of its own, and hands over what it sends.
#![warn(clippy::indexing_slicing)]

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
mod server_message;

pub use entry_changes::ChangeCounts;
pub use entry_id::EntryId;
pub use error::SyncError;
#[cfg(feature = "ldap")]
pub use ldap::{SERVER_THREAD, entry_of_message, newer_than};
pub use run::{SyncOptions, SyncOutcome, SyncProgress, SyncSummary, sync};

/// The name of the thread that reads a server. There is none if the program is built without directory servers.
#[cfg(not(feature = "ldap"))]
pub const SERVER_THREAD: &str = "";
