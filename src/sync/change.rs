//! What a server says has changed.

use super::EntryId;
use crate::exchange::ServerEntry;

/// A message of the thread that reads a server.
#[derive(Debug)]
#[cfg_attr(not(feature = "ldap"), expect(dead_code, reason = "without directory servers nobody sends one"))]
pub(super) enum ServerMessage {
    /// Everything is read again: what is not named from here on is gone.
    Reload,
    /// An entry is as it says.
    Entry(EntryId, ServerEntry),
    /// Entries are there and unchanged.
    Present(Vec<EntryId>),
    /// Every entry that is there was named.
    PresentEnd,
    /// Entries are gone.
    Gone(Vec<EntryId>),
    /// Something is not taken over.
    Omitted(Omission),
}

/// What is not taken over of what a server sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "ldap"), expect(dead_code, reason = "without directory servers nothing is left out"))]
pub(super) enum Omission {
    /// A reference to another server, which is not followed.
    Reference,
    /// A value that is not text, or longer than text is.
    Value,
    /// An entry without an id.
    Entry,
}
