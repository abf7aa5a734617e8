//! Writes an entry as a vCard of version 4, or of version 3 for old telephones.

use super::card_contacts::{DERIVED, KIND, OWN, POST_GROUP, PROJECT};
use crate::exchange::entry::{ExportEntry, ExportKind, ExportPhone, ExportPost, folded};
use crate::model::PhoneKind;

/// The version of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::exchange) enum CardVersion {
    /// RFC 2426.
    Three,
    /// RFC 6350.
    Four,
}

/// A card. `None` for a record that has no name, which every card needs.
pub(in crate::exchange) fn card(entry: &ExportEntry, version: CardVersion) -> Option<String> {
    if matches!(entry.kind, ExportKind::Nameless | ExportKind::Nobodys) || entry.name.trim().is_empty() {
        return None;
    }
    let mut card = CardWriter { text: String::new(), version };
    card.write(entry);
    Some(card.text)
}

struct CardWriter {
    text: String,
    version: CardVersion,
}

impl CardWriter {
    fn write(&mut self, entry: &ExportEntry) {
        let is_four = self.version == CardVersion::Four;
        self.line("BEGIN", "VCARD");
        self.line("VERSION", if is_four { "4.0" } else { "3.0" });
        self.line("PRODID", concat!("-//allu//", env!("CARGO_PKG_VERSION"), "//EN"));
        // An id is a URI, unless it contains a letter that URIs do not allow.
        let is_text = is_four && !entry.id.is_ascii();
        self.line(if is_text { "UID;VALUE=text" } else { "UID" }, &escaped(&entry.id));
        let is_person = entry.kind == ExportKind::Person;
        if is_four {
            self.line("KIND", if is_person { "individual" } else { "org" });
        }
        self.line("FN", &escaped(&entry.name));
        if is_person {
            let (given, surname) = entry.name_parts();
            self.line("N", &format!("{};{};;;", escaped(surname), escaped(given)));
        } else {
            self.company(entry);
        }
        if entry.kind == ExportKind::Project {
            self.line(KIND, "project");
        }
        if !entry.aliases.is_empty() {
            self.line("NICKNAME", &list(&entry.aliases));
        }
        match entry.posts.as_slice() {
            [only] => self.post(entry, "", only),
            posts => {
                for (place, post) in posts.iter().enumerate() {
                    self.post(entry, &format!("{POST_GROUP}{}.", place + 1), post);
                }
            }
        }
        for (place, phone) in entry.phones.iter().enumerate() {
            self.phone(phone, place == 0);
        }
        for (place, email) in entry.emails.iter().enumerate() {
            let head = match (self.version, place) {
                (CardVersion::Four, 0) => "EMAIL;TYPE=work;PREF=1",
                (CardVersion::Four, _) => "EMAIL;TYPE=work",
                (CardVersion::Three, 0) => "EMAIL;TYPE=INTERNET,PREF",
                (CardVersion::Three, _) => "EMAIL;TYPE=INTERNET",
            };
            self.line(head, &escaped(email));
        }
        entry.derived_emails.iter().for_each(|email| self.line(DERIVED, &escaped(email)));
        if let Some(place) = &entry.place {
            self.line("ADR;TYPE=work", &format!(";;;{};;;", escaped(place)));
        }
        if !entry.areas.is_empty() {
            self.line("CATEGORIES", &list(&entry.areas));
        }
        if !entry.remarks.is_empty() {
            self.line("NOTE", &escaped(&entry.remarks.join("\n")));
        }
        if let Some(day) = entry.revised {
            let date = format!("{:04}{:02}{:02}", day.year(), day.month(), day.day());
            self.line("REV", &if is_four { format!("{date}T000000Z") } else { format!("{day}T00:00:00Z") });
        }
        self.line("END", "VCARD");
    }

    /// The name of a record that is not a person.
    fn company(&mut self, entry: &ExportEntry) {
        if self.version == CardVersion::Three {
            self.line("N", ";;;;");
            self.line("X-ABShowAs", "COMPANY");
        }
        self.line("ORG", &escaped(&entry.name));
    }

    fn post(&mut self, entry: &ExportEntry, group: &str, post: &ExportPost) {
        if !post.title.is_empty() {
            self.line(&format!("{group}TITLE"), &escaped(&post.title));
        }
        let organisation = post.organisation.as_deref().map(escaped);
        let organisation = match (organisation, post.unit.as_deref()) {
            (organisation, Some(unit)) => Some(format!("{};{}", organisation.unwrap_or_default(), escaped(unit))),
            (organisation, None) => organisation,
        };
        if let Some(organisation) = organisation {
            self.line(&format!("{group}ORG"), &organisation);
        }
        if let Some(project) = &post.project {
            self.line(&format!("{group}{PROJECT}"), &escaped(project));
        }
        for (name, value) in entry.own_values(post) {
            self.line(&format!("{group}{OWN}{}", name.to_uppercase()), &escaped(value));
        }
    }

    fn phone(&mut self, phone: &ExportPhone, is_first: bool) {
        let kind = match phone.kind {
            PhoneKind::Fax => "fax",
            PhoneKind::Switchboard => "main",
            PhoneKind::Direct if phone.is_mobile() => "cell,voice",
            PhoneKind::Direct => "voice",
        };
        let is_preferred = is_first && phone.kind != PhoneKind::Fax;
        match self.version {
            CardVersion::Four => {
                let kind = if kind == "main" { "voice,main-number" } else { kind };
                let preference = if is_preferred { ";PREF=1" } else { "" };
                let head = format!("TEL;VALUE=uri;TYPE=\"work,{kind}\"{preference}");
                self.line(&head, &phone.uri());
            }
            CardVersion::Three => {
                let kind = if kind == "main" { "VOICE,MAIN".to_owned() } else { kind.to_uppercase() };
                let preference = if is_preferred { ",PREF" } else { "" };
                self.line(&format!("TEL;TYPE=WORK,{kind}{preference}"), &phone.with_extension(&phone.e164));
            }
        }
    }

    fn line(&mut self, head: &str, value: &str) {
        self.text.push_str(&folded(&format!("{head}:{value}")));
    }
}

fn list(items: &[String]) -> String {
    items.iter().map(|item| escaped(item)).collect::<Vec<_>>().join(",")
}

/// A text with its escapes. Of control characters only line ends have one; the others are left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ',' | ';' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push(' '),
            control if control.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}
