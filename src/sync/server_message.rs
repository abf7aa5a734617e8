//! What the thread that reads a server reports: entries that exist, changed or are gone, and what was skipped.

use super::EntryId;
use crate::exchange::ServerEntry;

/// A message from the thread that reads a server.
#[derive(Debug)]
#[cfg_attr(not(feature = "ldap"), expect(dead_code, reason = "without the `ldap` feature nothing sends one"))]
pub(super) enum ServerMessage {
    /// Everything is read again: entries that are not named after this message are gone.
    Reload,
    /// The current state of an entry.
    Entry(EntryId, ServerEntry),
    /// Entries are there and unchanged.
    Present(Vec<EntryId>),
    /// All existing entries have been listed.
    PresentEnd,
    /// Entries are gone.
    Gone(Vec<EntryId>),
    /// Something was skipped.
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
