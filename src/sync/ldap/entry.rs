//! Entries as the library returns them, unchecked.

use ldap3::asn1::{StructureTag, parse_tag};

use super::super::EntryId;
use super::message::{Sender, check};
use crate::exchange::ServerEntry;

/// The tag of an entry among the answers to a search.
const ENTRY: u64 = 4;
/// The maximum number of values of an entry.
const MAX_VALUES: usize = 10_000;

/// An entry with values of any bytes.
#[derive(Debug)]
pub(super) struct RawEntry {
    /// Its name.
    pub(super) dn: Vec<u8>,
    /// Attributes with their values.
    pub(super) attributes: Vec<(String, Vec<Vec<u8>>)>,
}

impl RawEntry {
    /// The entry of an answer. `None` if the answer is not an entry.
    pub(super) fn of(tag: StructureTag) -> Option<Self> {
        let mut parts = tag.match_id(ENTRY)?.expect_constructed()?.into_iter();
        let dn = parts.next()?.expect_primitive()?;
        let mut attributes = Vec::new();
        for attribute in parts.next()?.expect_constructed()? {
            let mut parts = attribute.expect_constructed()?.into_iter();
            let name = String::from_utf8(parts.next()?.expect_primitive()?).ok()?;
            let values = parts.next()?.expect_constructed()?;
            attributes.push((name, values.into_iter().map(StructureTag::expect_primitive).collect::<Option<_>>()?));
        }
        Some(Self { dn, attributes })
    }

    /// The first value of an attribute, whose name is in lower case.
    pub(super) fn first(&self, wanted: &str) -> Option<&[u8]> {
        let found = self.attributes.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        found.and_then(|(_, values)| values.first()).map(Vec::as_slice)
    }

    /// The text of the first value of an attribute.
    pub(super) fn text(&self, wanted: &str) -> Option<&str> {
        self.first(wanted).and_then(|value| std::str::from_utf8(value).ok())
    }

    /// The permanent id of the entry.
    pub(super) fn id(&self) -> Option<EntryId> {
        let text = self.text("entryuuid").or_else(|| self.text("nsuniqueid"));
        text.and_then(EntryId::from_text).or_else(|| self.first("objectguid").and_then(EntryId::from_guid))
    }

    /// The entry with the attributes that were asked for, and how many of their values are not text, or longer than text is.
    pub(super) fn into_entry(self, id: EntryId, requested: &[String]) -> (ServerEntry, usize) {
        let dn =
            String::from_utf8(self.dn).unwrap_or_else(|cause| String::from_utf8_lossy(cause.as_bytes()).into_owned());
        let mut entry = ServerEntry { id: id.to_string(), dn, values: Vec::new() };
        let mut omitted = 0;
        for (name, values) in self.attributes {
            let plain = name.split(';').next().unwrap_or_default().to_lowercase();
            if !requested.contains(&plain) {
                continue;
            }
            for value in values {
                let is_added = entry.values.len() < MAX_VALUES
                    && std::str::from_utf8(&value).is_ok_and(|value| entry.add(&name, value));
                omitted += usize::from(!is_added);
            }
        }
        (entry, omitted)
    }
}

/// The entry in the bytes of a message of a server, with the attributes of a map. `None` if there is none, or if it has no
/// permanent id.
#[must_use]
pub fn entry_of_message(bytes: &[u8], requested: &[String]) -> Option<ServerEntry> {
    check(bytes, Sender::Server).ok()?;
    let (_, message) = parse_tag(bytes).ok()?;
    let operation = message.expect_constructed()?.into_iter().nth(1)?;
    let entry = RawEntry::of(operation)?;
    let id = entry.id()?;
    Some(entry.into_entry(id, requested).0)
}
