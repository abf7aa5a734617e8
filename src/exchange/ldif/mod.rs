//! LDIF, the text form of a directory server's entries (RFC 2849): entries and changes in, inetOrgPerson out.

mod attributes;
mod changes;
mod distinguished_name;
mod entry;
mod reader;
mod record;
#[cfg(test)]
mod tests;

pub use reader::read_ldif;
