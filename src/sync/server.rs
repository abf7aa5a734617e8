//! Reads a server in a separate thread, and passes on the messages.

use super::SyncError;
use super::server_message::ServerMessage;
use crate::session::{LdapServer, LdapUri, SyncCursor};

/// Takes what a server sends.
type Take<'a> = &'a mut dyn FnMut(ServerMessage) -> Result<(), SyncError>;

/// Passes the changes on a server since a cursor to `take`, and returns the new cursor.
///
/// Errors: those of the server, and the first of `take`.
#[cfg(feature = "ldap")]
pub(super) fn read(
    server: &LdapServer,
    uri: &LdapUri,
    cursor: Option<&SyncCursor>,
    take: Take<'_>,
) -> Result<Option<SyncCursor>, SyncError> {
    use std::sync::mpsc::sync_channel;
    use std::thread;

    use super::ldap;
    use crate::session::FailureCause;

    /// The maximum number of pending messages: a server that is faster than the disk has to wait.
    const MAX_WAITING: usize = 1000;
    let (send, messages) = sync_channel(MAX_WAITING);
    let failed = |cause| SyncError::new(FailureCause::Unknown, &cause);
    thread::scope(|scope| {
        let reader = thread::Builder::new().name(ldap::SERVER_THREAD.to_owned());
        let reader = reader.spawn_scoped(scope, move || ldap::read(server, uri, cursor, &send)).map_err(failed)?;
        let taken = messages.iter().try_for_each(take);
        // The reader stops at its next message.
        drop(messages);
        // The library ends the thread at what is no LDAP.
        let read = reader.join().unwrap_or_else(|_| Err(FailureCause::Protocol.into()));
        taken.and(read)
    })
}

/// Reports that this program cannot read servers.
#[cfg(not(feature = "ldap"))]
pub(super) fn read(
    _: &LdapServer,
    _: &LdapUri,
    _: Option<&SyncCursor>,
    _: Take<'_>,
) -> Result<Option<SyncCursor>, SyncError> {
    Err(crate::session::FailureCause::Unsupported.into())
}
