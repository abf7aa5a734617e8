//! Reads cards.

use crate::text::sort_by_key;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::card::{Address, CardPhone, CardTitle, Component, JsCard, Name};
use crate::exchange::entry::OwnValue;
use crate::exchange::values::{LineUse, Post, address, contacts_for, day_of, filled, phone, unmarked, unordered_name};
use crate::exchange::{
    Contact, ContactEmail, ContactFile, ContactKind, ContactName, ContactPhone, FileProblem, FileProblemKind, Location,
    MAX_CONTACTS, Visibility,
};
use crate::gazetteer::places_called;
use crate::model::PhoneKind;

/// The properties that are not about a person.
const SILENT: &[&str] = &["@type", "version", "prodId", "created", "language", "members", "relatedTo"];
/// Kinds of cards that are neither people nor organisations.
const THINGS: &[&str] = &["location", "application", "device"];
/// The prefix of the vCard properties of this program.
pub(super) const OWN: &str = "x-allu-";
/// The property of vCard with the project of a post.
pub(super) const PROJECT: &str = "x-allu-project";
/// The property of a post without a title, whose organisation belongs to no title.
pub(super) const UNTITLED: &str = "x-allu-untitled-post";
/// The property with an address of the card that was made by a rule.
pub(super) const DERIVED: &str = "x-allu-derived-email";
/// The vCard property with the kind of a record for which cards have no kind.
pub(super) const KIND: &str = "x-allu-kind";
/// The preference of a value that states none.
const LEAST: u8 = 101;

/// Reads a card, or an array of cards. A card that breaks the format is a problem, and the others are read.
#[must_use]
pub fn read_jscontact(bytes: &[u8]) -> ContactFile {
    let bytes = unmarked(bytes);
    let mut file = ContactFile::default();
    let cards = match cards_of(&bytes) {
        Ok(cards) => cards,
        Err(line) => {
            file.add_problem(FileProblem { location: at(line), kind: FileProblemKind::BadEntry });
            return file;
        }
    };
    let (mut line, mut counted) = (1, 0);
    for (count, card) in cards.into_iter().enumerate() {
        // The lines before a card are counted from the previous one.
        let start = card.get().as_ptr().addr().saturating_sub(bytes.as_ptr().addr());
        let above = bytes.get(counted..start).unwrap_or_default();
        line += u32::try_from(memchr::memchr_iter(b'\n', above).count()).unwrap_or(u32::MAX);
        counted = start;
        if count == MAX_CONTACTS {
            file.add_problem(FileProblem { location: at(line), kind: FileProblemKind::TooMany });
            break;
        }
        match serde_json::from_slice::<JsCard>(card.get().as_bytes()) {
            Ok(card) => take(&card, line, &mut file),
            Err(_) => file.add_problem(FileProblem { location: at(line), kind: FileProblemKind::BadEntry }),
        }
    }
    file
}

/// A file: a card, several, or those of an object that holds them.
#[derive(Deserialize)]
struct Holder<'a> {
    #[serde(borrow, default)]
    cards: Vec<&'a RawValue>,
}

/// The text of each card, or the line at which the file is not JSON.
fn cards_of(bytes: &[u8]) -> Result<Vec<&RawValue>, u32> {
    let line_of = |cause: serde_json::Error| u32::try_from(cause.line().max(1)).unwrap_or(u32::MAX);
    if bytes.trim_ascii_start().starts_with(b"[") {
        return serde_json::from_slice(bytes).map_err(line_of);
    }
    let whole: &RawValue = serde_json::from_slice(bytes).map_err(line_of)?;
    let held = serde_json::from_slice::<Holder<'_>>(bytes).map(|holder| holder.cards).unwrap_or_default();
    Ok(if held.is_empty() { vec![whole] } else { held })
}

fn take(card: &JsCard, line: u32, file: &mut ContactFile) {
    let kind = card.kind.as_deref().unwrap_or("individual");
    if THINGS.contains(&kind) {
        count(&mut file.ignored, &format!("kind:{kind}"));
        return;
    }
    if let Some((_, kind)) = properties(card, KIND).next() {
        // A project is not an organisation, although cards can only express that; people refer to it.
        count(&mut file.ignored, &format!("{KIND}:{kind}"));
        return;
    }
    let contacts = contacts_of(card, line, &mut file.ignored);
    if contacts.iter().any(Contact::is_empty) {
        file.add_problem(FileProblem { location: at(line), kind: FileProblemKind::Empty });
    } else {
        for contact in contacts {
            file.add_contact(contact);
        }
    }
}

/// The contacts of a card: one for each post, all of them with the numbers and addresses.
fn contacts_of(card: &JsCard, line: u32, ignored: &mut BTreeMap<String, usize>) -> Vec<Contact> {
    let has_name = card.name.as_ref().is_some_and(|name| name_of(name).is_some());
    let company = card.organizations.values().find_map(|organisation| filled(organisation.name.as_deref()?));
    let is_group = matches!(card.kind.as_deref(), Some("org" | "group"));
    let is_organisation = is_group || !has_name && card.titles.0.is_empty() && company.is_some();
    let name = card.name.as_ref().and_then(name_of);
    let name = if is_organisation { name.map(|name| name.text()).or(company).map(ContactName::Full) } else { name };
    let phones = phones_of(card, line, ignored);
    let emails = emails_of(card, line);
    let posts = if is_organisation { Vec::new() } else { posts_of(card, ignored) };
    let areas = areas_of(card, ignored);
    let place = place_of(card);
    let aliases = if is_organisation { aliases_of(card) } else { Vec::new() };
    let foreign = card
        .card_properties
        .iter()
        .map(|(name, ..)| name)
        .filter(|name| ![PROJECT, UNTITLED, DERIVED].iter().any(|known| name.eq_ignore_ascii_case(known)))
        .filter(|name| is_organisation || own_name(name).is_none_or(|name| !OwnValue::has_name(name)));
    foreign.for_each(|name| count(ignored, name));
    let unread = card.others.0.iter().map(|(name, _)| name).filter(|name| !SILENT.contains(&name.as_str()));
    unread.for_each(|name| count(ignored, name));
    if !is_organisation {
        card.nicknames.values().for_each(|_| count(ignored, "nicknames"));
        card.localizations.values().for_each(|_| count(ignored, "localizations"));
    }
    let contact = Contact {
        kind: if is_organisation { ContactKind::Organisation } else { ContactKind::Person },
        uid: card.uid.as_deref().and_then(filled),
        name,
        aliases,
        title: None,
        organisation: None,
        unit: None,
        project: None,
        phones,
        emails,
        derived_emails: properties(card, DERIVED).filter_map(|(_, email)| address(email)).collect(),
        areas,
        place,
        terms: Vec::new(),
        parties: Vec::new(),
        revised: card.updated.as_deref().and_then(day_of),
        visibility: Visibility::Public,
        location: at(line),
        quotation: String::new(),
    };
    contacts_for(&contact, posts)
}

/// The name of a card: its parts by their kinds, whatever their order, else the whole.
fn name_of(name: &Name) -> Option<ContactName> {
    let given = joined(name, &["given", "given2"]);
    let surname = joined(name, &["surname", "surname2"]);
    let full = name.full.as_deref().and_then(filled);
    match (given, surname, full) {
        (Some(given), Some(surname), _) => Some(ContactName::Parts { given, surname }),
        (_, _, Some(full)) => match unordered_name(&full) {
            Some(ContactName::Unordered(full)) => Some(ContactName::Full(full)),
            name => name,
        },
        (given, surname, None) => given.or(surname).as_deref().and_then(unordered_name),
    }
}

/// The parts of some kinds, with the separators between consecutive ones.
fn joined(name: &Name, kinds: &[&str]) -> Option<String> {
    let mut text = String::new();
    let mut between: Option<&str> = None;
    for Component { kind, value } in &name.components {
        if kind == "separator" {
            between = Some(value).filter(|_| name.is_ordered).map(String::as_str);
        } else if kinds.contains(&kind.as_str()) {
            if !text.is_empty() {
                let default = name.default_separator.as_deref().filter(|_| name.is_ordered);
                text.push_str(between.or(default).unwrap_or(" "));
            }
            text.push_str(value);
            between = None;
        } else {
            between = None;
        }
    }
    filled(&text)
}

fn phones_of(card: &JsCard, line: u32, ignored: &mut BTreeMap<String, usize>) -> Vec<ContactPhone> {
    let mut phones: Vec<(u8, ContactPhone)> = Vec::new();
    for CardPhone { number, features, label, pref } in card.phones.values() {
        let has = |feature: &str| features.get(feature) == Some(&true);
        let line_use = match label.as_deref().and_then(LineUse::of_label) {
            _ if has("fax") => Some(LineUse::Fax),
            _ if has("pager") => Some(LineUse::Pager),
            None if has("main-number") => Some(LineUse::Switchboard),
            said => said,
        };
        let read = phone(number, line_use.and_then(LineUse::kind), &at(line));
        match read.filter(|_| line_use != Some(LineUse::Pager)) {
            Some(read) => phones.push((pref.unwrap_or(LEAST), read)),
            None => count(ignored, "phones"),
        }
    }
    sort_by_key(&mut phones, |(pref, phone)| (phone.kind == Some(PhoneKind::Fax), *pref));
    phones.into_iter().map(|(_, phone)| phone).collect()
}

fn emails_of(card: &JsCard, line: u32) -> Vec<ContactEmail> {
    let mut emails: Vec<_> = card.emails.values().collect();
    sort_by_key(&mut emails, |email| email.pref.unwrap_or(LEAST));
    let email = |text: &str| address(text).map(|address| ContactEmail { address, location: at(line) });
    emails.into_iter().filter_map(|it| email(&it.address)).collect()
}

/// The posts: the titles, or if there is none the roles, each with its organisation.
fn posts_of(card: &JsCard, ignored: &mut BTreeMap<String, usize>) -> Vec<Post> {
    let is_role = |title: &CardTitle| title.kind.as_deref() == Some("role");
    let said = card.titles.0.iter().filter(|(_, title)| filled(&title.name).is_some());
    let (roles, mut titles): (Vec<_>, Vec<_>) = said.partition(|(_, title)| is_role(title));
    if titles.is_empty() {
        titles = roles;
    } else {
        let more = roles.len();
        if more > 0 {
            *ignored.entry("titles:role".to_owned()).or_default() += more;
        }
    }
    let projects: Vec<(Option<&str>, &str)> = properties(card, PROJECT).collect();
    let values: Vec<(Option<&str>, OwnValue)> = card
        .card_properties
        .iter()
        .filter_map(|(name, parameters, _, value)| {
            let value = OwnValue::read(own_name(name)?, value.as_str()?)?;
            Some((parameters.get("group").and_then(|group| group.as_str()), value))
        })
        .collect();
    let referred: Vec<&str> = titles.iter().filter_map(|(_, title)| title.organization_id.as_deref()).collect();
    let untitled = untitled_keys(card, &titles, &referred);
    let of = |title: Option<&CardTitle>, key: Option<&str>| {
        let organisation = match (title.and_then(|title| title.organization_id.as_deref()), key) {
            (Some(wanted), _) => card.organizations.get(wanted),
            (None, Some(key)) if title.is_none() => card.organizations.get(key),
            // If titles refer to organisations, a title without a reference has none.
            (None, _) => {
                let mut free = card.organizations.0.iter().filter(|(key, _)| !untitled.contains(&key.as_str()));
                free.next().map(|(_, organisation)| organisation).filter(|_| referred.is_empty())
            }
        };
        let units = organisation.map(|it| it.units.iter().filter_map(|unit| filled(&unit.name)).collect::<Vec<_>>());
        let project = projects.iter().find(|(group, _)| group.is_none() || *group == key).map(|(_, project)| *project);
        let mut post = Post {
            title: title.and_then(|title| filled(&title.name)),
            organisation: organisation.and_then(|it| filled(it.name.as_deref()?)),
            unit: units.filter(|units| !units.is_empty()).map(|units| units.join(", ")),
            project: project.and_then(filled),
            ..Post::default()
        };
        let own = values.iter().filter(|(group, _)| group.is_none() || *group == key);
        own.for_each(|(_, value)| value.clone().give_to(&mut post));
        post
    };
    let mut posts: Vec<Post> = titles.iter().map(|(key, title)| of(Some(title), Some(key))).collect();
    posts.extend(untitled.iter().map(|key| of(None, Some(*key))));
    if posts.is_empty() { vec![of(None, None)] } else { posts }
}

/// The keys of the posts without a title: organisations that no title refers to, where others are referred to or a property
/// of ours names them, and the groups of such properties.
fn untitled_keys<'c>(card: &'c JsCard, titles: &[&'c (String, CardTitle)], referred: &[&str]) -> Vec<&'c str> {
    let is_named = |name: &str| [PROJECT, UNTITLED].iter().any(|known| name.eq_ignore_ascii_case(known));
    let is_ours = |name: &str| is_named(name) || own_name(name).is_some_and(OwnValue::has_name);
    let properties = card.card_properties.iter().filter(|(name, ..)| is_ours(name));
    let groups: Vec<&str> = properties.filter_map(|(_, parameters, ..)| parameters.get("group")?.as_str()).collect();
    let has_several = card.organizations.0.len() > 1;
    let organisations = card.organizations.0.iter().map(|(key, _)| key.as_str());
    let organisations =
        organisations.filter(|key| groups.contains(key) || has_several && (titles.is_empty() || !referred.is_empty()));
    let mut keys: Vec<&str> = Vec::new();
    for key in organisations.chain(groups.iter().copied()) {
        let is_titled = titles.iter().any(|(title, _)| title == key);
        if !is_titled && !referred.contains(&key) && !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// The name of a property of this program, without the prefix.
fn own_name(name: &str) -> Option<&str> {
    let (front, rest) = name.split_at_checked(OWN.len())?;
    front.eq_ignore_ascii_case(OWN).then_some(rest)
}

/// The group and the value of the properties of vCard with a name.
fn properties<'a>(card: &'a JsCard, wanted: &'a str) -> impl Iterator<Item = (Option<&'a str>, &'a str)> {
    let named = card.card_properties.iter().filter(move |(name, ..)| name.eq_ignore_ascii_case(wanted));
    named.filter_map(|(_, parameters, _, value)| {
        Some((parameters.get("group").and_then(|group| group.as_str()), value.as_str()?))
    })
}

/// Other names of an organisation: nicknames, and its name in other languages.
fn aliases_of(card: &JsCard) -> Vec<String> {
    let localized = card.localizations.values().filter_map(|patch| {
        let full = patch.get("name/full").or_else(|| patch.get("name").and_then(|name| name.get("full")));
        full.and_then(|full| full.as_str())
    });
    let nicknames = card.nicknames.values().map(|nickname| nickname.name.as_str());
    nicknames.chain(localized).filter_map(filled).collect()
}

/// The places among the keywords. A keyword that names no place is counted.
fn areas_of(card: &JsCard, ignored: &mut BTreeMap<String, usize>) -> Vec<String> {
    let mut areas = Vec::new();
    for keyword in card.keywords.keys().filter_map(|keyword| filled(keyword)) {
        if places_called(&keyword).is_empty() {
            count(ignored, "keywords");
        } else {
            areas.push(keyword);
        }
    }
    areas
}

/// The town of the address; that of work before a private one.
fn place_of(card: &JsCard) -> Option<String> {
    let town = |address: &Address| {
        let part = address.components.iter().find(|component| component.kind == "locality");
        filled(part.map(|part| part.value.as_str()).or(address.locality.as_deref())?)
    };
    let mut addresses: Vec<&Address> = card.addresses.values().filter(|address| town(address).is_some()).collect();
    sort_by_key(&mut addresses, |address| address.contexts.contains_key("private"));
    addresses.first().and_then(|address| town(address))
}

fn count(ignored: &mut BTreeMap<String, usize>, name: &str) {
    *ignored.entry(name.to_owned()).or_default() += 1;
}

fn at(line: u32) -> Location {
    Location { line, ..Location::default() }
}
