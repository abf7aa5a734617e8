//! Writes an entry as a card.

use serde_json::{Map, Value, json};

use super::reader::{DERIVED, KIND, OWN, PROJECT, UNTITLED};
use crate::exchange::entry::{ExportEntry, ExportKind, ExportPhone, ExportPost};
use crate::i18n::Lang;
use crate::model::PhoneKind;

/// A card. `None` for a record that has no name.
pub(in crate::exchange) fn card(entry: &ExportEntry, lang: Lang) -> Option<Value> {
    if matches!(entry.kind, ExportKind::Nameless | ExportKind::Nobodys) || entry.name.trim().is_empty() {
        return None;
    }
    let is_person = entry.kind == ExportKind::Person;
    let mut card = Map::new();
    card.insert("@type".to_owned(), json!("Card"));
    card.insert("version".to_owned(), json!("1.0"));
    card.insert("uid".to_owned(), json!(entry.id));
    card.insert("kind".to_owned(), json!(if is_person { "individual" } else { "org" }));
    card.insert("language".to_owned(), json!(lang.code()));
    if let Some(day) = entry.revised {
        card.insert("updated".to_owned(), json!(format!("{day}T00:00:00Z")));
    }
    card.insert("name".to_owned(), name(entry, is_person));
    let mut put = |name: &str, values: Vec<(String, Value)>| {
        if !values.is_empty() {
            card.insert(name.to_owned(), Value::Object(values.into_iter().collect()));
        }
    };
    put("nicknames", keyed("n", entry.aliases.iter().map(|alias| json!({ "name": alias }))));
    let posts = || entry.posts.iter().enumerate();
    let organisations = posts().filter(|(_, post)| post.organisation.is_some() || post.unit.is_some());
    let organisation = |(place, post): (usize, &ExportPost)| {
        let mut value = Map::new();
        value.extend(post.organisation.iter().map(|name| ("name".to_owned(), json!(name))));
        value.extend(post.unit.iter().map(|unit| ("units".to_owned(), json!([{ "name": unit }]))));
        (format!("o{}", place + 1), Value::Object(value))
    };
    put("organizations", organisations.map(organisation).collect());
    let titles = posts().filter(|(_, post)| !post.title.is_empty()).map(|(place, post)| {
        let mut value = json!({ "name": post.title });
        if let Some(value) = value.as_object_mut().filter(|_| post.organisation.is_some() || post.unit.is_some()) {
            value.insert("organizationId".to_owned(), json!(format!("o{}", place + 1)));
        }
        (format!("t{}", place + 1), value)
    });
    put("titles", titles.collect());
    put("phones", keyed("p", entry.phones.iter().enumerate().map(|(place, it)| phone(it, place == 0))));
    put("emails", keyed("e", entry.emails.iter().map(|address| json!({ "address": address }))));
    let town = |place: &String| json!({ "components": [{ "kind": "locality", "value": place }], "contexts": { "work": true } });
    put("addresses", keyed("a", entry.place.iter().map(town)));
    put("keywords", entry.areas.iter().map(|area| (area.clone(), json!(true))).collect());
    put("notes", keyed("n", entry.remarks.iter().map(|remark| json!({ "note": remark }))));
    // A post is named by the key of its title, else by that of its organisation, else by one of its own.
    let group_of = |place: usize, post: &ExportPost| {
        let letter = match post {
            post if !post.title.is_empty() => "t",
            post if post.organisation.is_some() || post.unit.is_some() => "o",
            _ => "x",
        };
        json!({ "group": format!("{letter}{}", place + 1) })
    };
    let is_untitled = |post: &ExportPost| entry.posts.len() > 1 && post.title.is_empty();
    let untitled = posts().filter(|(_, post)| is_untitled(post));
    let untitled = untitled.map(|(place, post)| json!([UNTITLED, group_of(place, post), "unknown", ""]));
    let projects = posts().filter_map(|(place, post)| Some((place, post.project.as_ref()?, post)));
    let project = projects.map(|(place, project, post)| json!([PROJECT, group_of(place, post), "unknown", project]));
    let values = posts().flat_map(|(place, post)| {
        let group = group_of(place, post);
        entry.own_values(post).map(move |(name, value)| json!([format!("{OWN}{name}"), group, "unknown", value]))
    });
    let kind = (entry.kind == ExportKind::Project).then(|| json!([KIND, {}, "unknown", "project"]));
    let derived = entry.derived_emails.iter().map(|email| json!([DERIVED, {}, "text", email]));
    let properties: Vec<Value> = untitled.chain(project).chain(values).chain(kind).chain(derived).collect();
    if !properties.is_empty() {
        card.insert("vCardProps".to_owned(), Value::Array(properties));
    }
    Some(Value::Object(card))
}

fn name(entry: &ExportEntry, is_person: bool) -> Value {
    let (given, surname) = entry.name_parts();
    if !is_person || given.is_empty() {
        return json!({ "full": entry.name });
    }
    json!({
        "components": [{ "kind": "given", "value": given }, { "kind": "surname", "value": surname }],
        "isOrdered": true,
        "defaultSeparator": " ",
        "full": entry.name,
    })
}

fn phone(phone: &ExportPhone, is_first: bool) -> Value {
    let features = match phone.kind {
        PhoneKind::Fax => json!({ "fax": true }),
        PhoneKind::Switchboard => json!({ "voice": true, "main-number": true }),
        PhoneKind::Direct => json!({ "voice": true }),
    };
    let mut value = Map::new();
    value.insert("number".to_owned(), json!(phone.uri()));
    value.insert("features".to_owned(), features);
    value.insert("contexts".to_owned(), json!({ "work": true }));
    if is_first && phone.kind != PhoneKind::Fax {
        value.insert("pref".to_owned(), json!(1));
    }
    Value::Object(value)
}

/// Values under keys that are made from a letter and their place.
fn keyed(letter: &str, values: impl Iterator<Item = Value>) -> Vec<(String, Value)> {
    values.enumerate().map(|(place, value)| (format!("{letter}{}", place + 1), value)).collect()
}
