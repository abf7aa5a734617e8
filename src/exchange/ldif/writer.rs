//! Writes entries for a directory server: people as inetOrgPerson, organisations as organizationalUnit.

use std::collections::HashSet;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::distinguished_name::escaped;
use super::labeled_uri;
use crate::exchange::entry::{ExportEntry, ExportKind, ExportPhone, folded};
use crate::i18n::{Lang, say};
use crate::model::PhoneKind;

/// The name below which entries are written if none is given.
pub(in crate::exchange) const DEFAULT_BASE: &str = "ou=allu";

/// Writes entries below one name.
pub(in crate::exchange) struct LdifWriter {
    base: String,
    lang: Lang,
    /// Names that are taken, in lower case.
    taken: HashSet<String>,
}

impl LdifWriter {
    pub(in crate::exchange) fn new(base: Option<&str>, lang: Lang) -> Self {
        Self { base: base.unwrap_or(DEFAULT_BASE).to_owned(), lang, taken: HashSet::new() }
    }

    /// The text before the entries: the entry above all others, if its name is our own.
    pub(in crate::exchange) fn head(&self) -> String {
        // Not the version, which servers do not need and slapadd refuses.
        let mut text = String::new();
        if self.base == DEFAULT_BASE {
            let lines = [("dn", DEFAULT_BASE), ("objectClass", "organizationalUnit"), ("ou", "allu")];
            for (name, value) in lines {
                add(&mut text, name, value);
            }
            text.push_str("\r\n");
        }
        text
    }

    /// An entry. `None` for a record that the classes have no place for.
    pub(in crate::exchange) fn entry(&mut self, entry: &ExportEntry) -> Option<String> {
        let mut text = String::new();
        let mut remarks: Vec<String> = Vec::new();
        match entry.kind {
            ExportKind::Person if !entry.name.trim().is_empty() => self.person(entry, &mut text, &mut remarks),
            ExportKind::Organisation if !entry.name.trim().is_empty() => self.organisation(entry, &mut text),
            ExportKind::Nameless => self.role(entry, &mut text)?,
            _ => return None,
        }
        for phone in &entry.phones {
            let name = match phone.kind {
                PhoneKind::Fax => "facsimileTelephoneNumber",
                // Only the class of people has the attribute.
                PhoneKind::Direct if phone.is_mobile() && entry.kind == ExportKind::Person => "mobile",
                PhoneKind::Direct | PhoneKind::Switchboard => "telephoneNumber",
            };
            add(&mut text, name, &number(phone));
        }
        if entry.kind == ExportKind::Person {
            entry.emails.iter().for_each(|email| add(&mut text, "mail", email));
        }
        for uri in labeled_uris(entry) {
            add(&mut text, "labeledURI", &uri);
        }
        if let Some(place) = &entry.place {
            add(&mut text, "l", place);
        }
        if !entry.areas.is_empty() {
            remarks.push(say!(self.lang, "export.area", areas = entry.areas.join(", ")));
        }
        for remark in remarks.iter().chain(&entry.remarks) {
            add(&mut text, "description", remark);
        }
        text.push_str("\r\n");
        Some(text)
    }

    fn person(&mut self, entry: &ExportEntry, text: &mut String, remarks: &mut Vec<String>) {
        let id = stem(&entry.id);
        self.name(text, "uid", id, id);
        for class in ["top", "person", "organizationalPerson", "inetOrgPerson"] {
            add(text, "objectClass", class);
        }
        let (given, surname) = entry.name_parts();
        add(text, "uid", id);
        add(text, "cn", &entry.name);
        add(text, "sn", surname);
        if !given.is_empty() {
            add(text, "givenName", given);
        }
        add(text, "displayName", &entry.name);
        if let Some(post) = entry.post() {
            let title = Some(&post.title).filter(|title| !title.is_empty());
            let values = [("title", title), ("o", post.organisation.as_ref()), ("ou", post.unit.as_ref())];
            for (name, value) in values {
                if let Some(value) = value {
                    add(text, name, value);
                }
            }
            remarks.extend(post.project.iter().map(|project| say!(self.lang, "export.in_project", project = project)));
        }
        // An entry does not say which title belongs to which organisation.
        remarks.extend(entry.posts.iter().skip(1).map(|post| say!(self.lang, "export.also", post = post.words())));
    }

    fn organisation(&mut self, entry: &ExportEntry, text: &mut String) {
        self.name(text, "ou", &entry.name, stem(&entry.id));
        add(text, "objectClass", "top");
        add(text, "objectClass", "organizationalUnit");
        // The name of the entry must be a value of it, too.
        let mut names: Vec<&str> = vec![&entry.name];
        let is_renamed = !self.is_dn_of(text, &entry.name);
        names.extend(entry.aliases.iter().map(String::as_str));
        names.extend(is_renamed.then(|| stem(&entry.id)));
        let mut said = HashSet::new();
        for name in names.into_iter().filter(|name| !name.is_empty() && said.insert(name.to_lowercase())) {
            add(text, "ou", name);
        }
    }

    /// A post without a named holder.
    fn role(&mut self, entry: &ExportEntry, text: &mut String) -> Option<()> {
        let post = entry.post().filter(|post| !post.title.is_empty())?;
        let id = stem(&entry.id);
        self.name(text, "cn", id, id);
        add(text, "objectClass", "top");
        add(text, "objectClass", "organizationalRole");
        if !labeled_uris(entry).is_empty() {
            add(text, "objectClass", "labeledURIObject");
        }
        add(text, "cn", &post.title);
        if !post.title.eq_ignore_ascii_case(id) {
            add(text, "cn", id);
        }
        if let Some(organisation) = &post.organisation {
            add(text, "ou", organisation);
        }
        Some(())
    }

    /// Writes the name of an entry, with another value if this one is taken.
    fn name(&mut self, text: &mut String, attribute: &str, value: &str, other: &str) {
        let value = if self.taken.insert(format!("{attribute}={}", value.to_lowercase())) { value } else { other };
        self.taken.insert(format!("{attribute}={}", value.to_lowercase()));
        add(text, "dn", &format!("{attribute}={},{}", escaped(value), self.base));
    }

    fn is_dn_of(&self, text: &str, name: &str) -> bool {
        let mut expected = String::new();
        add(&mut expected, "dn", &format!("ou={},{}", escaped(name), self.base));
        text.starts_with(&expected)
    }
}

/// The labelled URIs of an entry, each once: what has no attribute. The posts of a person and of nobody have them.
fn labeled_uris(entry: &ExportEntry) -> Vec<String> {
    let has_class_for_unit = match entry.kind {
        ExportKind::Person => true,
        ExportKind::Nameless => false,
        ExportKind::Organisation | ExportKind::Project | ExportKind::Nobodys => return Vec::new(),
    };
    let derived = entry.derived_emails.iter().map(|email| labeled_uri::of_derived_email(email));
    // One post without a project and without times is all in the attributes.
    let is_plain = match entry.posts.as_slice() {
        [] => true,
        [post] => {
            post.project.is_none()
                && entry.own_values(post).next().is_none()
                && (has_class_for_unit || post.unit.is_none() && post.organisation.is_none())
        }
        _ => false,
    };
    let posts = entry.posts.iter().filter(|_| !is_plain).map(|post| labeled_uri::of_post(entry, post));
    let areas = entry.areas.iter().map(|area| labeled_uri::of_area(area));
    let mut said = HashSet::new();
    derived.chain(posts).chain(areas).filter(|uri| said.insert(uri.clone())).collect()
}

/// A number as the syntax of telephone numbers allows it.
fn number(phone: &ExportPhone) -> String {
    let number = phone.with_extension(&phone.e164);
    match phone.kind {
        PhoneKind::Switchboard => format!("{number} (switchboard)"),
        PhoneKind::Direct | PhoneKind::Fax => number,
    }
}

/// The part of an id after its kind.
fn stem(id: &str) -> &str {
    id.split_once(':').map_or(id, |(_, stem)| stem)
}

/// Adds a line of an attribute, in base64 where RFC 2849 asks for it.
fn add(text: &mut String, name: &str, value: &str) {
    let is_first = |letter: char| matches!(letter, ' ' | ':' | '<');
    let is_safe = value.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_control());
    let line = if is_safe && !value.starts_with(is_first) && !value.ends_with(' ') {
        format!("{name}: {value}")
    } else {
        format!("{name}:: {}", BASE64_STANDARD.encode(value))
    };
    text.push_str(&folded(&line));
}
