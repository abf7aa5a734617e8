//! The attributes of an entry, as a contact.

use std::collections::BTreeMap;

use super::attribute_map::{AttributeMap, ContactField};
use super::entry::LdapEntry;
use super::labeled_uri::{ATTRIBUTE, LabeledUri};
use super::record::AttributeValue;
use super::writer::DEFAULT_BASE;
use crate::exchange::values::{Post, address, contacts_for, filled, phone, unordered_name};
use crate::exchange::{Contact, ContactEmail, ContactKind, ContactName, ContactPhone, Location, Visibility};

/// Fields with numbers, in the order in which they are given.
const PHONES: [ContactField; 3] = [ContactField::Phone, ContactField::Switchboard, ContactField::Fax];
/// Classes of entries that are people.
#[rustfmt::skip]
const PEOPLE: &[&str] = &[
    "person", "organizationalperson", "inetorgperson", "user", "contact", "residentialperson", "pilotperson",
    "mozillaabpersonalpha", "newpilotperson", "zimbraaccount",
];
/// Classes of entries that are organisations and their parts.
const ORGANISATIONS: &[&str] = &["organization", "organizationalunit"];
/// Classes of entries that are not contacts, even if they have other classes.
#[rustfmt::skip]
const THINGS: &[&str] = &[
    "computer", "group", "groupofnames", "groupofuniquenames", "posixgroup", "device", "printqueue", "container",
    "msds-groupmanagedserviceaccount", "msds-managedserviceaccount", "foreignsecurityprincipal", "grouppolicycontainer",
];
/// Attributes that are read elsewhere, or are not about a contact.
#[rustfmt::skip]
const SILENT: &[&str] = &[
    "dn", "objectclass", "cn", "sn", "givenname", "displayname", "name", "title", "department", "departmentnumber",
    "company", "o", "ou", "l", "physicaldeliveryofficename", "proxyaddresses", "useraccountcontrol", "nsaccountlock",
    "objectcategory", "objectguid", "objectsid", "distinguishedname", "instancetype", "whencreated", "whenchanged",
    "usncreated", "usnchanged", "dscorepropagationdata", "entryuuid", "entrycsn", "createtimestamp", "modifytimestamp",
    "creatorsname", "modifiersname", "structuralobjectclass", "samaccountname", "samaccounttype", "userprincipalname",
    "uid", "userid", "userpassword", "unicodepwd", "dc", "primarygroupid", "memberof", "mailnickname", "legacyexchangedn",
    "pwdlastset", "accountexpires", "badpwdcount", "badpasswordtime", "lastlogon", "lastlogoff", "logoncount",
    "lastlogontimestamp", "codepage", "countrycode", "admincount", "showinaddressbook", "msexchhidefromaddresslists",
    "modificationdate", "uidnumber", "gidnumber", "homedirectory", "loginshell", "gecos", "initials",
    "mozillausehtmlmail",
];

/// The kind of an entry.
enum EntryKind {
    Contact(ContactKind),
    /// A post, without the person who holds it.
    Role,
    /// A group, a machine, a folder of entries.
    Thing,
}

/// The contact of an entry. `None` if it is neither a person nor an organisation. Unused attributes are counted.
pub(super) fn contact_of(
    entry: &LdapEntry,
    map: &AttributeMap,
    ignored: &mut BTreeMap<String, usize>,
) -> Option<Contact> {
    let (kind, is_role) = match kind_of(entry) {
        EntryKind::Contact(kind) => (kind, false),
        EntryKind::Role => (ContactKind::Person, true),
        EntryKind::Thing => return None,
    };
    let is_organisation = kind == ContactKind::Organisation;
    let (name, aliases) = match kind {
        ContactKind::Organisation => organisation_names(entry),
        ContactKind::Person => (person_name(entry, map).filter(|_| !is_role), Vec::new()),
    };
    let text = |field: ContactField| map.attributes(field).find_map(|name| entry.first(name).and_then(filled));
    let above = |name: &str| entry.name.above(name).and_then(filled);
    let (organisation, unit) = if is_organisation {
        (None, None)
    } else {
        (text(ContactField::Organisation).or_else(|| above("o")), unit_of(entry, map))
    };
    count_ignored(entry, map, ignored);
    let mut contact = Contact {
        kind,
        uid: Some(entry.name.to_string()),
        name,
        aliases,
        title: if is_role { entry.first("cn").and_then(filled) } else { text(ContactField::Title) }
            .filter(|_| !is_organisation),
        organisation,
        unit,
        project: None,
        phones: phones_of(entry, map),
        emails: emails_of(entry, map),
        derived_emails: Vec::new(),
        areas: map.attributes(ContactField::Area).flat_map(|name| entry.texts(name)).filter_map(filled).collect(),
        place: text(ContactField::Place),
        terms: Vec::new(),
        parties: Vec::new(),
        revised: None,
        visibility: if entry.has("msexchhidefromaddresslists", "TRUE") {
            Visibility::Private
        } else {
            Visibility::Public
        },
        location: at(entry.line),
        quotation: String::new(),
    };
    for uri in labeled_uris(entry) {
        match uri {
            LabeledUri::DerivedEmail(address) => contact.derived_emails.push(address),
            LabeledUri::Area(area) if !contact.areas.contains(&area) => contact.areas.push(area),
            LabeledUri::Area(_) | LabeledUri::Post(_) => {}
        }
    }
    contact.quotation = contact.on_one_line();
    Some(contact)
}

/// The contacts of an entry: one for each post that its labelled URIs have, else the one of its attributes.
pub(super) fn contacts_of(
    entry: &LdapEntry,
    map: &AttributeMap,
    ignored: &mut BTreeMap<String, usize>,
) -> Vec<Contact> {
    let Some(contact) = contact_of(entry, map, ignored) else { return Vec::new() };
    let posts: Vec<Post> = labeled_uris(entry)
        .filter_map(|uri| match uri {
            LabeledUri::Post(post) => Some(post),
            _ => None,
        })
        .collect();
    if posts.is_empty() { vec![contact] } else { contacts_for(&contact, posts) }
}

fn kind_of(entry: &LdapEntry) -> EntryKind {
    let classes: Vec<String> = entry.texts("objectclass").map(|class| class.trim().to_lowercase()).collect();
    let is_in = |list: &[&str]| classes.iter().any(|class| list.contains(&class.as_str()));
    let own = entry.name.own().map(|(name, _)| name);
    if is_in(THINGS) || entry.name.to_string() == DEFAULT_BASE {
        EntryKind::Thing
    } else if is_in(PEOPLE) {
        EntryKind::Contact(ContactKind::Person)
    } else if is_in(&["organizationalrole"]) {
        EntryKind::Role
    } else if is_in(ORGANISATIONS) || classes.is_empty() && matches!(own, Some("ou" | "o")) {
        EntryKind::Contact(ContactKind::Organisation)
    } else if entry.first("sn").or_else(|| entry.first("givenname")).is_some() || classes.is_empty() {
        EntryKind::Contact(ContactKind::Person)
    } else {
        EntryKind::Thing
    }
}

/// The name of a person: given name and surname, else the name that is displayed, or that of the entry.
fn person_name(entry: &LdapEntry, map: &AttributeMap) -> Option<ContactName> {
    let first = |field: ContactField| map.attributes(field).find_map(|name| entry.first(name));
    let (given, surname) = (first(ContactField::GivenName), first(ContactField::Surname));
    let parts = given.and_then(filled).zip(surname.and_then(filled));
    if let Some((given, surname)) = parts {
        return Some(ContactName::Parts { given, surname });
    }
    let own = || entry.name.own().filter(|(name, _)| *name == "cn").map(|(_, value)| value);
    let only = || surname.or(given);
    first(ContactField::Name).or_else(own).or_else(only).and_then(unordered_name)
}

/// The part of the organisation: a unit may be written as several parts, and as a number with a name.
fn unit_of(entry: &LdapEntry, map: &AttributeMap) -> Option<String> {
    map.attributes(ContactField::Unit).find_map(|name| {
        let units: Vec<String> = entry.texts(name).filter_map(filled).collect();
        let unit = if name == "ou" { units.join(", ") } else { units.into_iter().next()? };
        unit.contains(char::is_alphabetic).then_some(unit)
    })
}

/// The name of an organisation, and its other names.
fn organisation_names(entry: &LdapEntry) -> (Option<ContactName>, Vec<String>) {
    let own = entry.name.own().filter(|(name, _)| matches!(*name, "o" | "ou")).map(|(_, value)| value);
    let shown = entry.first("displayname").into_iter().chain(own);
    let names = shown.chain(entry.texts("o")).chain(entry.texts("ou"));
    let mut once: Vec<String> = Vec::new();
    for name in names.filter_map(filled) {
        if !once.contains(&name) {
            once.push(name);
        }
    }
    let mut names = once.into_iter();
    (names.next().map(ContactName::Full), names.collect())
}

fn phones_of(entry: &LdapEntry, map: &AttributeMap) -> Vec<ContactPhone> {
    let mut phones: Vec<ContactPhone> = Vec::new();
    let names = PHONES.into_iter().flat_map(|field| map.attributes(field).map(move |name| (name, field.phone_kind())));
    for (name, kind) in names {
        for AttributeValue { line, value, .. } in entry.all(name) {
            // After the number of a fax machine are its parameters.
            let printed = value.as_deref().and_then(|value| value.split('$').next()).unwrap_or_default();
            let is_address = printed.contains('@');
            let same = |known: &ContactPhone, new: &ContactPhone| {
                known.printed == new.printed && known.extension == new.extension
            };
            if let Some(new) = phone(printed, kind, &at(*line)).filter(|_| !is_address)
                && !phones.iter().any(|known| same(known, &new))
            {
                phones.push(new);
            }
        }
    }
    phones
}

fn emails_of(entry: &LdapEntry, map: &AttributeMap) -> Vec<ContactEmail> {
    let plain = map.attributes(ContactField::Email).flat_map(|name| entry.all(name));
    let plain = plain.map(|it| (it.line, it.value.as_deref().unwrap_or_default()));
    // The address with the prefix in capitals is the primary one; the others are aliases.
    let proxies = entry.all("proxyaddresses").into_iter().filter(|_| !map.is_own(ContactField::Email));
    let primary = proxies.filter_map(|it| Some((it.line, it.value.as_deref()?.trim().strip_prefix("SMTP:")?)));
    let mut emails: Vec<ContactEmail> = Vec::new();
    for (line, text) in plain.chain(primary) {
        if let Some(address) = address(text)
            && !emails.iter().any(|known| known.address.eq_ignore_ascii_case(&address))
        {
            emails.push(ContactEmail { address, location: at(line) });
        }
    }
    emails
}

/// The content of the labelled URIs of an entry, if they are ours.
fn labeled_uris(entry: &LdapEntry) -> impl Iterator<Item = LabeledUri> {
    let values = entry.all(ATTRIBUTE).into_iter().filter_map(|it| it.value.as_deref());
    values.filter_map(LabeledUri::read)
}

fn count_ignored(entry: &LdapEntry, map: &AttributeMap, ignored: &mut BTreeMap<String, usize>) {
    let is_read = |name: &str| SILENT.contains(&name) || map.has(name);
    let is_ours = |value: &str| LabeledUri::read(value).is_some();
    for value in entry.values.iter().filter(|value| !is_read(&value.name)) {
        if &*value.name == ATTRIBUTE && value.value.as_deref().is_some_and(is_ours) {
            continue;
        }
        *ignored.entry(value.name.to_string()).or_default() += 1;
    }
}

fn at(line: u32) -> Location {
    Location { line, ..Location::default() }
}
