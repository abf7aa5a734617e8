//! LDIF, the text form of a directory server's entries (RFC 2849): reads entries and changes, writes inetOrgPerson.
//!
//! * `attribute_map`: which attributes of an entry hold which part of a contact.
//! * `attributes`: the attributes of an entry, as a contact.
//! * `changes`: entries, with the changes of the file made in their order: the later holds.
//! * `distinguished_name`: distinguished names (RFC 4514): their parts, compared and written.
//! * `entry`: an entry of a directory server, as it is after all changes.
//! * `labeled_uri`: labelled URIs, for what an entry has no attribute for.
//! * `reader`: reads the entries of a file.
//! * `record`: records of an LDIF file: lines between blank lines, unfolded, each an attribute and a value.
//! * `server_entry`: an entry as a directory server sends it, and its contact.
//! * `writer`: writes entries for a directory server: people as inetOrgPerson, organisations as organizationalUnit.

mod attribute_map;
mod attributes;
mod changes;
mod distinguished_name;
mod entry;
mod labeled_uri;
mod reader;
mod record;
mod server_entry;
#[cfg(test)]
mod tests;
mod writer;

pub use attribute_map::{AttributeMap, ContactField};
pub use reader::read_ldif;
pub use server_entry::{EntryOutcome, ServerEntry};
pub(super) use writer::LdifWriter;

/// Whether a text is a distinguished name.
pub(super) fn is_base(text: &str) -> bool {
    distinguished_name::DistinguishedName::parse(text).is_some()
}
