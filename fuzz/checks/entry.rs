//! Any bytes are a message of a directory server with an entry, or are rejected.

use allu::exchange::{AttributeMap, EntryOutcome};
use allu::sync::entry_of_message;
use allu::text::is_dangerous;

/// An entry has an id, and its contact has a text that is safe on a terminal.
pub(crate) fn check(bytes: &[u8]) {
    let map = AttributeMap::default();
    let Some(entry) = entry_of_message(bytes, &map.requested()) else { return };
    assert_eq!(entry.id.len(), 36, "{entry:?}");
    let EntryOutcome::Contact(contact) = entry.contact(&map, 2) else { return };
    assert!(!contact.is_empty(), "{contact:?}");
    assert_eq!((contact.location.line, contact.uid.as_ref()), (2, Some(&entry.id)));
    let line = contact.on_one_line();
    assert!(!line.contains(is_dangerous), "{line:?}");
}
