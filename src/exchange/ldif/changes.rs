//! Entries, with the changes of the file applied in their order.

use std::collections::HashMap;

use super::distinguished_name::DistinguishedName;
use super::entry::LdapEntry;
use super::record::{AttributeValue, LdifRecord, RecordLine};

/// The entries of a file.
#[derive(Default)]
pub(super) struct Entries {
    entries: Vec<Option<KeptEntry>>,
    /// The place of the entry of each name.
    places: HashMap<String, usize>,
}

/// An entry as it is stored until all changes are applied. Its name is stored as text, which takes a sixth of the
/// memory of its parts.
struct KeptEntry {
    name: Box<str>,
    line: u32,
    values: Vec<AttributeValue>,
}

/// The record has no name, or its change is unknown.
#[derive(Debug)]
pub(super) struct BadRecord;

impl Entries {
    /// Makes an entry, or the change that a record asks for.
    pub(super) fn take(&mut self, record: LdifRecord) -> Result<(), BadRecord> {
        let line = record.line;
        let mut lines = record.lines.into_iter();
        let name = match lines.next() {
            Some(RecordLine::Value(AttributeValue { name, value: Some(value), .. })) if &*name == "dn" => value,
            _ => return Err(BadRecord),
        };
        let name = DistinguishedName::parse(&name).ok_or(BadRecord)?;
        let mut lines: Vec<RecordLine> = lines.collect();
        lines.retain(|line| !matches!(line, RecordLine::Value(value) if &*value.name == "control"));
        let change = match lines.first() {
            Some(RecordLine::Value(first)) if &*first.name == "changetype" => {
                let change = first.value.clone().unwrap_or_default().trim().to_lowercase();
                lines.remove(0);
                Some(change)
            }
            _ => None,
        };
        match change.as_deref() {
            None | Some("add") => self.put(&name, line, values_of(lines)),
            Some("delete") => drop(self.remove(&name)),
            Some("modify") => self.modify(&name, line, &lines),
            Some("modrdn" | "moddn") => return self.rename(&name, &values_of(lines)),
            Some(_) => return Err(BadRecord),
        }
        Ok(())
    }

    /// The entries that are left, in the order in which they were made.
    pub(super) fn into_entries(self) -> impl Iterator<Item = LdapEntry> {
        let entry =
            |KeptEntry { name, line, values }| Some(LdapEntry { name: DistinguishedName::parse(&name)?, line, values });
        self.entries.into_iter().flatten().filter_map(entry)
    }

    fn put(&mut self, name: &DistinguishedName, line: u32, mut values: Vec<AttributeValue>) {
        values.shrink_to_fit();
        let key = name.key();
        let entry = KeptEntry { name: name.to_string().into(), line, values };
        if let Some(old) = self.places.get(&key).and_then(|place| self.entries.get_mut(*place)) {
            *old = Some(entry);
        } else {
            self.places.insert(key, self.entries.len());
            self.entries.push(Some(entry));
        }
    }

    fn remove(&mut self, name: &DistinguishedName) -> Option<KeptEntry> {
        let place = self.places.remove(&name.key())?;
        self.entries.get_mut(place)?.take()
    }

    /// Makes changes to an entry; to one that the file does not have, as to one of which only the name is known.
    fn modify(&mut self, name: &DistinguishedName, line: u32, lines: &[RecordLine]) {
        let known =
            self.places.get(&name.key()).and_then(|place| self.entries.get_mut(*place)).and_then(Option::as_mut);
        let mut made: Vec<AttributeValue> = own_value(name, line).into_iter().collect();
        let is_known = known.is_some();
        let entry = known.map_or(&mut made, |known| &mut known.values);
        for change in lines.split(|line| matches!(line, RecordLine::Separator)) {
            let mut values = change.iter().filter_map(|line| match line {
                RecordLine::Value(value) => Some(value),
                RecordLine::Separator => None,
            });
            let Some(kind) = values.next() else { continue };
            let attribute = kind.value.as_deref().unwrap_or_default().trim().to_lowercase();
            let attribute = attribute.split(';').next().unwrap_or_default();
            let values: Vec<&AttributeValue> = values.collect();
            let is_it =
                |value: &AttributeValue| &*value.name == attribute || values.iter().any(|it| it.name == value.name);
            match &*kind.name {
                "add" => {}
                "replace" => entry.retain(|value| !is_it(value)),
                "delete" if values.is_empty() => entry.retain(|value| &*value.name != attribute),
                "delete" => {
                    let is_deleted = |value: &AttributeValue| values.iter().any(|it| is_same(it, value));
                    entry.retain(|value| !is_deleted(value));
                    continue;
                }
                _ => continue,
            }
            entry.extend(values.into_iter().cloned());
        }
        if !is_known && made.len() > 1 {
            self.put(name, line, made);
        }
    }

    fn rename(&mut self, name: &DistinguishedName, values: &[AttributeValue]) -> Result<(), BadRecord> {
        let first = |wanted: &str| values.iter().find(|it| &*it.name == wanted).and_then(|it| it.value.as_deref());
        let own = first("newrdn").and_then(DistinguishedName::parse).ok_or(BadRecord)?;
        let above = first("newsuperior").and_then(DistinguishedName::parse);
        let Some(KeptEntry { line, values: mut kept, .. }) = self.remove(name) else { return Ok(()) };
        if first("deleteoldrdn").is_some_and(|value| value.trim() == "1")
            && let Some(old) = own_value(name, line)
        {
            kept.retain(|value| !is_same(value, &old));
        }
        let new = own_value(&own, line).filter(|new| !kept.iter().any(|value| is_same(value, new)));
        // The name of the entry comes first, so that it is the one that is shown.
        kept.splice(0..0, new);
        self.put(&name.renamed(&own, above.as_ref()), line, kept);
        Ok(())
    }
}

/// The values of a record that is an entry.
fn values_of(lines: Vec<RecordLine>) -> Vec<AttributeValue> {
    let value = |line| match line {
        RecordLine::Value(value) => Some(value),
        RecordLine::Separator => None,
    };
    lines.into_iter().filter_map(value).collect()
}

/// The value that a name states.
fn own_value(name: &DistinguishedName, line: u32) -> Option<AttributeValue> {
    let (attribute, value) = name.own()?;
    let (name, value) = (attribute.into(), Some(value.to_owned()));
    Some(AttributeValue { line, name, options: Vec::new(), value })
}

fn is_same(one: &AttributeValue, other: &AttributeValue) -> bool {
    let text = |it: &AttributeValue| it.value.as_deref().map(|value| value.trim().to_lowercase());
    one.name == other.name && text(one) == text(other)
}
