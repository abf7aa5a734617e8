//! Titles, numbers, addresses and places in contact files, read as those of documents are.

use std::collections::HashMap;

use crate::exchange::{ContactEmail, ContactPhone};
use crate::extract::entities::email::{self, EmailText};
use crate::extract::entities::phone::{self, PhoneMention};
use crate::extract::entities::place::{self, PlaceMention};
use crate::extract::entities::role;
use crate::extract::entities::vocabulary::VOCABULARY;
use crate::model::{Basis, Evidence, Period, Phone, PhoneKind};
use crate::text::{Day, fold};

/// The kind of a number in a contact file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ReadPhone {
    /// A telephone number with its printed form.
    Number(String, PhoneMention),
    /// Digits that are none.
    Digits(String),
}

/// The numbers of a value.
pub(super) fn phones(phone: &ContactPhone) -> Vec<ReadPhone> {
    // In a document, words before a number mark it as one; here, the column or the property does.
    const LABEL: &str = "puh. ";
    let text = format!("{LABEL}{}", phone.printed);
    let mentions = phone::find_phones(&text);
    let printed = |mention: &PhoneMention| text.get(mention.range.clone()).unwrap_or_default().to_owned();
    let mut digits: Vec<ReadPhone> = phone::unread_digits(&text, &mentions)
        .into_iter()
        .map(|range| ReadPhone::Digits(text.get(range).unwrap_or_default().to_owned()))
        .collect();
    if mentions.is_empty() && digits.is_empty() && phone.printed.bytes().any(|byte| byte.is_ascii_digit()) {
        digits.push(ReadPhone::Digits(phone.printed.clone()));
    }
    let numbers = mentions.into_iter().map(|mention| {
        let kind = match (mention.kind, phone.kind) {
            (PhoneKind::Direct, Some(stated)) => stated,
            (read, _) => read,
        };
        let extension = mention.extension.clone().or_else(|| phone.extension.clone());
        ReadPhone::Number(printed(&mention), PhoneMention { kind, extension, ..mention })
    });
    numbers.chain(digits).collect()
}

/// The day of the last change of a contact.
pub(super) fn changed_on(day: Day) -> Period {
    Period { from: Some(day), to: Some(day), words: day.to_string(), basis: Basis::Stated, evidence: Vec::new() }
}

/// A telephone number as it is printed.
pub(super) fn phone_of(printed: &str, mention: PhoneMention, is_completed: bool, evidence: Vec<Evidence>) -> Phone {
    Phone {
        printed: printed.replace(['\u{a0}', '\u{202f}', '\u{2007}'], " "),
        e164: mention.e164,
        kind: mention.kind,
        basis: if is_completed { Basis::Inferred } else { Basis::Stated },
        extension: mention.extension,
        as_of: None,
        evidence,
    }
}

/// A title without the mark of an acting holder, and whether it had one.
pub(super) fn title_of(printed: &str) -> (String, bool) {
    let (first, rest) = printed.split_once(' ').unwrap_or((printed, ""));
    let is_acting = !rest.is_empty() && VOCABULARY.acting.contains(fold(first).trim_end_matches('.'));
    let title = if is_acting { rest.trim() } else { printed };
    // “Regional Coordinator” is “regional coordinator” in documents, too.
    let is_capital = |word: &str| word.starts_with(char::is_uppercase) || word.chars().count() <= 3;
    let is_foreign = title.split(' ').next_back().and_then(role::language_of).is_some_and(|language| language != "fi");
    let title = if is_foreign && title.split(' ').all(is_capital) {
        role::lower_words(title)
    } else {
        role::without_capital(title)
    };
    (title, is_acting)
}

/// The addresses of a value, in lower case.
pub(super) fn emails(email: &ContactEmail) -> Vec<String> {
    let address = |found: email::EmailMention| match found.text {
        EmailText::Address(address) => Some(address),
        EmailText::Pattern(_) => None,
    };
    email::find_emails(&email.address).into_iter().filter_map(address).collect()
}

/// The places of words, each text looked up once.
#[derive(Debug, Default)]
pub(super) struct PlaceLookup {
    lists: HashMap<String, ReadPlaces>,
}

/// The places of a text, and the parts of it that are not places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ReadPlaces {
    /// The places.
    pub(super) places: Vec<PlaceMention>,
    /// The words of the other parts.
    pub(super) unknown: Vec<String>,
}

impl PlaceLookup {
    /// The places of a list.
    pub(super) fn places(&mut self, text: &str) -> &ReadPlaces {
        self.lists.entry(text.to_owned()).or_insert_with(|| read_places(text))
    }
}

fn read_places(text: &str) -> ReadPlaces {
    if let Some(places) = place::place_list(text, 0..text.len()) {
        return ReadPlaces { places, unknown: Vec::new() };
    }
    let mut read = ReadPlaces::default();
    for part in text.split([',', ';', '/', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        match place::place_list(part, 0..part.len()).or_else(|| place::lookup(part).map(|place| vec![place])) {
            Some(places) => read.places.extend(places),
            None => read.unknown.push(part.to_owned()),
        }
    }
    read
}
