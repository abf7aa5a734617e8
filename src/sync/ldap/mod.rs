//! Reads a directory server.
//!
//! The library is connected to a pair of sockets; `relay` forwards harmless messages between them and the server. All
//! of this runs in separate threads, because the library panics at unexpected messages.
//!
//! * `connection`: a connection that is logged in, and searches on it.
//! * `content_sync`: what has changed since a cookie, as a server sends it (RFC 4533, refresh only).
//! * `deadline`: the moment until which a server may be silent.
//! * `entry`: entries as the library hands them over, which it has not checked.
//! * `message`: the messages between this program and a server, checked before anybody reads them.
//! * `paged`: reads in pages (RFC 2696).
//! * `password_file`: the file of a password.
//! * `relay`: passes bytes between the library, which has one end of a pair of sockets, and the server.
//! * `result_code`: what the code of a result means (RFC 4511, appendix A; RFC 4533).
//! * `root_entry`: what a server says of itself.
//! * `tls`: the `StartTLS` request, the trusted certificates, and the handshake.
//! * `transport`: connects to a server, in the clear or through `tls`.

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
use super::server_message::ServerMessage;
use crate::exchange::AttributeMap;
use crate::session::{LdapPreset, LdapServer, LdapUri, SyncCursor};
use connection::Connection;
pub use entry::entry_of_message;
pub use paged::newer_than;

/// The name of the threads that read a server: a panic in one of them is a failure of the sync, and not of the program.
pub const SERVER_THREAD: &str = "allu-server";

/// Sends the changes on a server since a cursor, and returns the new cursor.
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
            content_sync::read(&mut connection, server, &attributes, &root, cursor, &sink)
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
    /// Errors: the receiver has stopped, and reports the reason itself.
    fn send(&self, message: ServerMessage) -> Result<(), SyncError> {
        self.0.send(message).map_err(|_| crate::session::FailureCause::Unknown.into())
    }
}
