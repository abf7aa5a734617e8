//! An entry as a directory server sends it, and its contact.

use crate::text::sort;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::attribute_map::AttributeMap;
use super::attributes::contact_of;
use super::distinguished_name::DistinguishedName;
use super::entry::{LdapEntry, STATE_ATTRIBUTES};
use super::record::{AttributeValue, canonical};
use crate::exchange::{Contact, ContactKind};

/// The maximum number of bytes of a value, more than any printed value has.
const MAX_VALUE_BYTES: usize = 1 << 16;

/// An entry of a directory server.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerEntry {
    /// The id that the server gave it, which stays when the entry is renamed or moved.
    pub id: String,
    /// Its distinguished name.
    pub dn: String,
    /// Attributes with their values, in the order of the server.
    pub values: Vec<(String, String)>,
}

/// The kind of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryOutcome {
    /// A contact, whose `uid` is the id of the entry.
    Contact(Box<Contact>),
    /// A disabled account.
    Disabled,
    /// Neither a person nor an organisation, or one without usable attributes.
    Other,
}

impl ServerEntry {
    /// Adds a value. Returns `false` if it is too long, and left out.
    pub fn add(&mut self, name: &str, value: &str) -> bool {
        let fits = value.len() <= MAX_VALUE_BYTES;
        if fits {
            self.values.push((name.to_owned(), value.to_owned()));
        }
        fits
    }

    /// The contact of the entry, on a line of the file of entries.
    #[must_use]
    pub fn contact(&self, map: &AttributeMap, line: u32) -> EntryOutcome {
        let Some(name) = DistinguishedName::parse(&self.dn) else { return EntryOutcome::Other };
        let value = |(name, value): &(String, String)| {
            let lower = name.to_lowercase();
            let mut parts = lower.split(';');
            let name = canonical(parts.next().unwrap_or_default()).into();
            AttributeValue { line, name, options: parts.map(str::to_owned).collect(), value: Some(value.clone()) }
        };
        let entry = LdapEntry { name, line, values: self.values.iter().map(value).collect() };
        if entry.is_disabled() {
            return EntryOutcome::Disabled;
        }
        // Attributes that a contact cannot hold were not requested.
        match contact_of(&entry, map, &mut BTreeMap::new()) {
            // A unit that has no number is a folder of entries.
            Some(contact) if contact.kind == ContactKind::Organisation && contact.phones.is_empty() => {
                EntryOutcome::Other
            }
            Some(contact) if !contact.is_empty() => {
                EntryOutcome::Contact(Box::new(Contact { uid: Some(self.id.clone()), ..contact }))
            }
            _ => EntryOutcome::Other,
        }
    }
}

impl AttributeMap {
    /// The attributes that are needed to make contacts, in lower case, each once.
    #[must_use]
    pub fn requested(&self) -> Vec<String> {
        // The class and the name say what an entry is.
        let fixed = ["objectclass", "cn", "o", "ou", "displayname", "proxyaddresses", "labeleduri"];
        let hidden = ["msexchhidefromaddresslists"];
        let fixed = fixed.into_iter().chain(hidden).chain(STATE_ATTRIBUTES.iter().copied());
        let mut names: Vec<String> = fixed.map(str::to_owned).collect();
        for field in super::ContactField::ALL {
            names.extend(self.attributes(field).map(str::to_owned));
        }
        sort(&mut names);
        names.dedup();
        names
    }
}

#[cfg(test)]
mod tests {
    use super::super::ContactField;
    use super::*;

    fn entry(dn: &str, values: &[(&str, &str)]) -> ServerEntry {
        let mut entry = ServerEntry { id: "id-1".into(), dn: dn.into(), values: Vec::new() };
        assert!(values.iter().all(|(name, value)| entry.add(name, value)));
        entry
    }

    fn said(entry: &ServerEntry, map: &AttributeMap) -> Option<String> {
        match entry.contact(map, 3) {
            EntryOutcome::Contact(contact) => Some(contact.on_one_line()),
            _ => None,
        }
    }

    #[test]
    fn an_entry_is_the_contact_that_it_is_in_a_file() {
        let aino = entry(
            "uid=aino,ou=Kotoutuminen,o=Esimerkki",
            &[
                ("objectClass", "inetOrgPerson"),
                ("givenName", "Aino"),
                ("SN", "Mäki"),
                ("title;lang-fi", "koordinaattori"),
                ("telephoneNumber", "0295 000 001"),
                ("mail", "aino@example.fi"),
            ],
        );
        let map = AttributeMap::default();
        let expected = "Aino Mäki, koordinaattori, Esimerkki, 0295 000 001, aino@example.fi";
        assert_eq!(said(&aino, &map).as_deref(), Some(expected));
        let EntryOutcome::Contact(contact) = aino.contact(&map, 3) else { panic!("no contact") };
        assert_eq!((contact.uid.as_deref(), contact.location.line), (Some("id-1"), 3));
    }

    #[test]
    fn a_server_may_have_attributes_of_its_own() {
        let own = BTreeMap::from([
            (ContactField::Phone, vec!["ourPhone".to_owned()]),
            (ContactField::Title, vec!["ourTitle".to_owned(), "title".to_owned()]),
            (ContactField::Area, vec!["ourArea".to_owned()]),
        ]);
        let map = AttributeMap::with(&own);
        let values = [
            ("objectClass", "person"),
            ("cn", "Aino Mäki"),
            ("telephoneNumber", "09 1"),
            ("ourphone", "09 222"),
            ("title", "johtaja"),
            ("ourArea", "Lappi"),
        ];
        assert_eq!(said(&entry("cn=a", &values), &map).as_deref(), Some("Aino Mäki, johtaja, 09 222, Lappi"));
        let requested = map.requested();
        assert!(requested.contains(&"ourphone".to_owned()) && !requested.contains(&"telephonenumber".to_owned()));
        assert!(requested.contains(&"useraccountcontrol".to_owned()));
    }

    #[test]
    fn what_is_no_contact_is_none() {
        let map = AttributeMap::default();
        let person = [("objectClass", "person"), ("cn", "Aino Mäki")];
        let off = [&person[..], &[("nsAccountLock", "TRUE")]].concat();
        assert_eq!(entry("cn=a", &off).contact(&map, 1), EntryOutcome::Disabled);
        assert_eq!(entry("no name", &person).contact(&map, 1), EntryOutcome::Other);
        assert_eq!(entry("cn=a", &[("objectClass", "device")]).contact(&map, 1), EntryOutcome::Other);
        let unit = [("objectClass", "organizationalUnit"), ("ou", "people")];
        assert_eq!(entry("ou=people", &unit).contact(&map, 1), EntryOutcome::Other);
        let unit = [&unit[..], &[("telephoneNumber", "09 123 456")]].concat();
        assert_eq!(said(&entry("ou=people", &unit), &map).as_deref(), Some("people, 09 123 456"));
        assert!(!ServerEntry::default().add("cn", &"x".repeat(MAX_VALUE_BYTES + 1)));
    }
}
