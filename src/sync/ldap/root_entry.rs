//! What a server says of itself.

use ldap3::asn1::StructureTag;

use super::super::SyncError;
use super::connection::{Connection, LdapSearch};
use super::entry::RawEntry;
use crate::session::SearchScope;

/// The OID of the control for content synchronization (RFC 4533).
const CONTENT_SYNC: &str = "1.3.6.1.4.1.4203.1.9.1.1";
/// The attributes that are asked for.
const ATTRIBUTES: [&str; 4] = ["supportedControl", "vendorName", "dnsHostName", "highestCommittedUSN"];
/// The vendor of 389-ds, which lists deleted entries without announcing it (up to version 2.3 at least).
const VENDOR_LISTING_DELETIONS: &[u8] = b"389 Project";

/// What a server says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RootEntry {
    /// Whether it sends what has changed.
    pub(super) has_content_sync: bool,
    /// Whether the changes since a cookie include the deleted entries even if the server does not say so.
    pub(super) lists_deletions: bool,
    /// The name of the domain controller.
    pub(super) host: Option<String>,
    /// The highest number of a change.
    pub(super) highest_usn: Option<u64>,
}

/// Reads the root entry of a server. Empty if the server does not show it.
pub(super) fn read(connection: &mut Connection) -> Result<RootEntry, SyncError> {
    let attributes = ATTRIBUTES.map(str::to_owned);
    let search = LdapSearch {
        base: "",
        scope: SearchScope::Base,
        filter: "(objectClass=*)",
        attributes: &attributes,
        controls: Vec::new(),
    };
    let mut root = RootEntry::default();
    connection.search(search, &mut |answer| {
        root.add(answer.0);
        Ok(())
    })?;
    Ok(root)
}

impl RootEntry {
    fn add(&mut self, tag: StructureTag) {
        let Some(entry) = RawEntry::of(tag) else { return };
        for (name, values) in &entry.attributes {
            let first = || values.first().and_then(|value| std::str::from_utf8(value).ok());
            match name.to_lowercase().as_str() {
                "supportedcontrol" => {
                    self.has_content_sync |= values.iter().any(|value| value == CONTENT_SYNC.as_bytes());
                }
                "vendorname" => {
                    self.lists_deletions |= values.iter().any(|value| value.starts_with(VENDOR_LISTING_DELETIONS));
                }
                "dnshostname" => self.host = first().map(str::to_owned),
                "highestcommittedusn" => self.highest_usn = first().and_then(|value| value.parse().ok()),
                _ => {}
            }
        }
    }
}
