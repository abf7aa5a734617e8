//! LDIF, the text form of a directory server's entries (RFC 2849): entries and changes in, inetOrgPerson out.

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
