//! Mentions in several documents, and which of them are one record.

use std::collections::BTreeSet;

use allu::model::slug;
use allu::text::fold;
use serde_json::Value;

use super::expectation::{ExpectedSet, Mention};
use super::found::{Found, list, names, text};
use super::sheet::Sheet;

/// Compares the records of a set with the pairs that are one and the pairs that are not.
pub(super) fn compare(sheet: &mut Sheet, expected: &ExpectedSet, found: &Found) {
    for pair in &expected.pair {
        let kind = if pair.kind.as_deref() == Some("project") { "projects" } else { "people" };
        let (one, other) = (records(found, kind, &pair.one), records(found, kind, &pair.other));
        let is_right = if pair.same { one.len() == 1 && one == other } else { one.is_disjoint(&other) };
        if is_right && !one.is_empty() && !other.is_empty() {
            sheet.right("merging");
        } else {
            let how = if pair.same { "one" } else { "two" };
            sheet.wrong("merging", &format!("{how}: {:?} {one:?}, {:?} {other:?}", pair.one, pair.other));
        }
    }
    for first in &expected.first {
        let person = found.all("people").iter().find(|person| slug(text(person, "name")) == slug(&first.name));
        let phone = person.and_then(|person| list(person, "phones").first()).map_or("-", |phone| text(phone, "e164"));
        if phone == first.phone {
            sheet.right("merging");
        } else {
            sheet.wrong("merging", &format!("{}: {phone} first, not {}", first.name, first.phone));
        }
    }
}

/// The ids of the records that a mention may be.
fn records(found: &Found, kind: &str, mention: &Mention) -> BTreeSet<String> {
    let documents: Vec<_> =
        found.all("documents").iter().filter(|it| text(it, "file") == mention.file).map(|it| text(it, "id")).collect();
    let mut called = BTreeSet::new();
    let mut quoted = BTreeSet::new();
    for record in found.all(kind) {
        let id = text(record, "id");
        let mut passages = Vec::new();
        gather(record, &documents, &mut passages);
        for position in found.positions_of(id) {
            gather(position, &documents, &mut passages);
        }
        let has = |phone: &String| list(record, "phones").iter().any(|it| text(it, "e164") == *phone);
        if passages.is_empty() || !mention.phone.as_ref().is_none_or(has) {
            continue;
        }
        if names(record).iter().any(|name| slug(name) == slug(&mention.name)) {
            called.insert(id.to_owned());
        }
        let words = fold(&mention.name);
        let is_quoted = |passage: &&str| words.split_whitespace().all(|word| fold(passage).contains(word));
        if passages.iter().any(is_quoted) {
            quoted.insert(id.to_owned());
        }
    }
    if called.is_empty() { quoted } else { called }
}

/// The passages of a document anywhere in a record.
fn gather<'a>(value: &'a Value, documents: &[&str], passages: &mut Vec<&'a str>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| gather(value, documents, passages)),
        Value::Object(fields) => {
            if documents.contains(&text(value, "document")) {
                passages.push(text(value, "text"));
            }
            fields.values().for_each(|value| gather(value, documents, passages));
        }
        _ => {}
    }
}
