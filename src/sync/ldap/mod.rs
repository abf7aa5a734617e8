//! Reads a directory server.
//!
//! The library speaks to a pair of sockets; `relay` passes what is harmless to the server and back. All of it runs in
//! threads of its own, because the library ends a thread at what it does not expect.

mod connection;
mod content_sync;
mod deadline;
mod entry;
mod message;
mod paged;
mod password_file;
mod relay;
mod result_code;
mod root_entry;
mod tls;
mod transport;

use std::sync::mpsc::SyncSender;

use super::SyncError;
use super::change::ServerMessage;
use crate::exchange::AttributeMap;
use crate::session::{LdapPreset, LdapServer, LdapUri, SyncCursor};
use connection::Connection;
pub use entry::entry_of_message;
pub use paged::newer_than;

/// The name of the threads that read a server: a panic in one of them is a failure of the sync, and not of the program.
pub const SERVER_THREAD: &str = "allu-server";

/// Sends what has changed on a server since a cursor, and returns where the server goes on.
pub(super) fn read(
    server: &LdapServer,
    uri: &LdapUri,
    cursor: Option<&SyncCursor>,
    send: &SyncSender<ServerMessage>,
) -> Result<Option<SyncCursor>, SyncError> {
    let mut connection = Connection::open(server, uri)?;
    let sink = Sink(send);
    let root = root_entry::read(&mut connection)?;
    let attributes = AttributeMap::with(&server.attributes).requested();
    let read = match server.preset {
        LdapPreset::InetOrgPerson if root.has_content_sync => {
            content_sync::read(&mut connection, server, &attributes, cursor, &sink)
        }
        LdapPreset::InetOrgPerson => paged::read_by_time(&mut connection, server, &attributes, cursor, &sink),
        LdapPreset::ActiveDirectory => paged::read_by_usn(&mut connection, server, &attributes, &root, cursor, &sink),
    };
    connection.close();
    read
}

/// Where what a server says goes.
struct Sink<'a>(&'a SyncSender<ServerMessage>);

impl Sink<'_> {
    /// Errors: the receiver has stopped, for a reason that it knows.
    fn send(&self, message: ServerMessage) -> Result<(), SyncError> {
        self.0.send(message).map_err(|_| crate::session::FailureCause::Unknown.into())
    }
}
