//! The names in contact files: their order, and the other words of their cells.

use std::collections::HashMap;

use crate::exchange::{Contact, ContactName};
use crate::extract::entities::person::{PersonMention, is_degree, is_particle, shown_name, surname_first_vote};
use crate::extract::entities::role;
use crate::extract::entities::vocabulary::VOCABULARY;
use crate::language::Label;
use crate::text::fold;

/// A name without the words around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct StatedName {
    /// Given name first.
    pub(super) name: String,
    /// A surname that the person had before.
    pub(super) former_surname: Option<String>,
    /// A title after the name.
    pub(super) title: Option<String>,
    /// Whether the person stands in for somebody.
    pub(super) is_acting: bool,
}

/// The order of names in the columns of a file, as known given names and addresses show it.
#[derive(Clone, Debug, Default)]
pub(crate) struct NameOrders(HashMap<Option<String>, Votes>);

#[derive(Clone, Copy, Debug, Default)]
struct Votes {
    surname_first: i32,
    given_first: i32,
}

impl NameOrders {
    /// The order in each sheet of some contacts.
    pub(super) fn of(contacts: &[Contact]) -> Self {
        let mut orders = Self::default();
        for contact in contacts {
            orders.add(contact);
        }
        orders
    }

    /// Adds the evidence of a contact's name.
    pub(crate) fn add(&mut self, contact: &Contact) {
        let Some(ContactName::Unordered(text)) = &contact.name else { return };
        let Bare::Words(words) = bare(text).0 else { return };
        let vote = own_vote(&words, contact);
        let votes = self.0.entry(contact.location.sheet.clone()).or_default();
        if vote > 0 {
            votes.surname_first += vote;
        } else {
            votes.given_first -= vote;
        }
    }

    /// `Some(true)` if the surname is first in the column of a contact, `None` if the names do not show it.
    fn is_surname_first(&self, contact: &Contact) -> Option<bool> {
        const CLEAR: i32 = 3;
        let votes = self.0.get(&contact.location.sheet).copied().unwrap_or_default();
        if votes.surname_first > CLEAR * votes.given_first {
            Some(true)
        } else if votes.given_first > CLEAR * votes.surname_first {
            Some(false)
        } else {
            None
        }
    }
}

/// The name of a contact. `None` if its words are not a name.
pub(super) fn stated_name(name: &ContactName, contact: &Contact, orders: &NameOrders) -> Option<StatedName> {
    let (bare, mut stated) = match name {
        ContactName::Parts { given, surname } => {
            let (surname, stated) = bare(surname);
            let surname = match surname {
                Bare::Words(words) => words,
                Bare::Turned { .. } => return None,
            };
            (Bare::Turned { surname, given: words_of(given) }, stated)
        }
        ContactName::Full(text) | ContactName::Unordered(text) => bare(text),
    };
    stated.name = match bare {
        Bare::Turned { surname, given } => {
            let surname = surname.into_iter().map(lower_particle).collect();
            [given, surname].concat().join(" ")
        }
        Bare::Words(words) => {
            let is_unordered = matches!(name, ContactName::Unordered(_));
            let turned = is_unordered && is_surname_first(&words, contact, orders);
            let printed = words.join(" ");
            if turned { PersonMention::new(printed).turned().name } else { printed }
        }
    };
    stated.name = shown_name(&stated.name);
    stated.name.chars().any(char::is_alphabetic).then_some(stated)
}

/// The words of a name, in the order that a comma shows, or in the printed order.
enum Bare {
    /// As printed.
    Words(Vec<String>),
    /// A surname and the given names after a comma.
    Turned { surname: Vec<String>, given: Vec<String> },
}

/// A name without brackets, degrees, titles and numbers after it.
fn bare(text: &str) -> (Bare, StatedName) {
    let mut stated = StatedName::default();
    let mut rest = String::new();
    let mut tail = text;
    while let Some((front, bracket)) = tail.split_once('(') {
        let (inside, behind) = bracket.split_once(')').unwrap_or((bracket, ""));
        read_bracket(inside, &mut stated);
        rest.push_str(front);
        tail = behind;
    }
    rest.push_str(tail);
    let end = rest.find(|it: char| it.is_ascii_digit() || it == '@' || it == '+').unwrap_or(rest.len());
    // The local part of an address is cut off together with its sign.
    let end = match rest.get(end..).filter(|behind| behind.starts_with('@')) {
        Some(_) => rest.get(..end).and_then(|front| front.rfind(' ')).unwrap_or(0),
        None => end,
    };
    let mut parts: Vec<Vec<String>> = Vec::new();
    for part in rest.get(..end).unwrap_or_default().split([',', ';']) {
        let words = words_of(part);
        let Some(last) = words.last() else { continue };
        if !parts.is_empty() && role::is_title(last) {
            stated.title.get_or_insert(words.join(" "));
        } else {
            parts.push(words);
        }
    }
    let mut parts = parts.into_iter();
    let bare = match (parts.next(), parts.next()) {
        (Some(surname), Some(given)) => Bare::Turned { surname, given },
        (words, _) => Bare::Words(words.unwrap_or_default()),
    };
    (bare, stated)
}

/// “(o.s. Niemi)”, “(vs.)”.
fn read_bracket(inside: &str, stated: &mut StatedName) {
    let (mark, surname) = inside.trim().split_once(' ').unwrap_or((inside.trim(), ""));
    let mark = fold(mark).trim_end_matches('.').to_owned();
    if VOCABULARY.maiden.contains(&mark) && !surname.is_empty() {
        stated.former_surname = Some(surname.trim().to_owned());
    }
    stated.is_acting |= VOCABULARY.acting.contains(&mark);
}

/// The words of a part of a name, without degrees and without the label of what follows.
fn words_of(part: &str) -> Vec<String> {
    let is_kept = |word: &&str| {
        let plain = word.trim_end_matches('.');
        let is_label =
            matches!(VOCABULARY.label(word), Some(Label::Phone | Label::Email | Label::Switchboard | Label::Extension));
        plain.chars().any(char::is_alphabetic) && !is_degree(plain) && !is_degree(word) && !is_label
    };
    part.split_whitespace().filter(is_kept).map(str::to_owned).collect()
}

/// “AF” and “Af” before a surname are “af”.
fn lower_particle(word: String) -> String {
    let lower = word.to_lowercase();
    if is_particle(&lower) && word.chars().all(char::is_uppercase) { lower } else { word }
}

fn is_surname_first(words: &[String], contact: &Contact, orders: &NameOrders) -> bool {
    const SURE: i32 = 3;
    let own = own_vote(words, contact);
    if own.abs() >= SURE {
        return own > 0;
    }
    orders.is_surname_first(contact).unwrap_or(own > 0)
}

/// The evidence of one name for (positive) and against a surname in front: capitals, address and known given names.
fn own_vote(words: &[String], contact: &Contact) -> i32 {
    const SURE: i32 = 3;
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return 0 };
    if words.len() < 2 {
        return 0;
    }
    let is_capitals = |word: &String| word.chars().count() > 2 && word.chars().all(|it| it.is_uppercase() || it == '-');
    match (is_capitals(first), is_capitals(last)) {
        (true, false) => return SURE,
        (false, true) => return -SURE,
        _ => {}
    }
    let (front, back) = (fold(first), fold(last));
    for email in &contact.emails {
        let Some((local, _)) = email.address.split_once('@') else { continue };
        let Some((given, surname)) = local.split_once('.') else { continue };
        match (fold(given), fold(surname)) {
            (given, surname) if given == front && surname == back => return -SURE,
            (given, surname) if given == back && surname == front => return SURE,
            _ => {}
        }
    }
    surname_first_vote(&PersonMention::new(words.join(" ")))
}
