//! Rows that name several people: “Timo Rönkkö ja Eeva Harju | 050 222 1134, 050 222 1135”.

use super::value::{ReadPhone, emails, phones};
use crate::exchange::{Contact, ContactEmail, ContactKind, ContactName, ContactPhone};
use crate::extract::entities::vocabulary::is_and;
use crate::language::given_name;
use crate::text::fold;

/// The contacts of a row, one for each person whom it names. The first person has the first number, and the address with
/// their name or else the first one, and so on. If there are more or fewer numbers than people, the numbers are in a last
/// contact without a name, and so are the addresses that are left.
pub(super) fn contacts_of_row(contact: Contact) -> Vec<Contact> {
    let names = match &contact.name {
        Some(ContactName::Full(text) | ContactName::Unordered(text)) if contact.kind == ContactKind::Person => {
            names_in(text)
        }
        _ => Vec::new(),
    };
    if names.len() < 2 {
        return vec![contact];
    }
    let numbers: Vec<ContactPhone> = contact.phones.iter().flat_map(single_numbers).collect();
    let addresses: Vec<ContactEmail> = contact.emails.iter().flat_map(single_addresses).collect();
    let is_unordered = matches!(contact.name, Some(ContactName::Unordered(_)));
    let mut rest = addresses.clone();
    let mut people: Vec<Contact> = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let own = addresses.iter().find(|it| is_of(name, &it.address));
        let own = own.or_else(|| addresses.get(index).filter(|_| addresses.len() == names.len()));
        rest.retain(|address| Some(address) != own);
        let phone = numbers.get(index).filter(|_| numbers.len() == names.len());
        let name = if is_unordered { ContactName::Unordered(name.clone()) } else { ContactName::Full(name.clone()) };
        people.push(Contact {
            name: Some(name),
            phones: phone.cloned().into_iter().collect(),
            emails: own.cloned().into_iter().collect(),
            ..contact.clone()
        });
    }
    let unpaired = if numbers.len() == names.len() { Vec::new() } else { numbers };
    if !unpaired.is_empty() || !rest.is_empty() {
        let nobody = Contact {
            name: None,
            title: None,
            organisation: None,
            unit: None,
            project: None,
            areas: Vec::new(),
            place: None,
            terms: Vec::new(),
            parties: Vec::new(),
            phones: unpaired,
            emails: rest,
            ..contact
        };
        people.push(nobody);
    }
    people
}

/// The names in a text that consists of several full names; empty if it does not.
fn names_in(text: &str) -> Vec<String> {
    let mut names: Vec<Vec<&str>> = vec![Vec::new()];
    for word in text.split_whitespace() {
        let bare = word.trim_end_matches([',', ';']);
        if is_and(bare) || matches!(bare, "&" | "/") {
            names.push(Vec::new());
            continue;
        }
        if let Some(name) = names.last_mut() {
            name.push(bare);
        }
        if bare.len() < word.len() {
            names.push(Vec::new());
        }
    }
    if names.len() < 2 {
        return Vec::new();
    }
    share_surname(&mut names);
    let is_name = |words: &Vec<&str>| {
        let is_word = |word: &&str| word.chars().all(|it| it.is_alphabetic() || matches!(it, '-' | '.' | '\'' | '’'));
        (2..=4).contains(&words.len())
            && words.iter().all(is_word)
            && words.iter().any(|word| given_name(word).is_some())
    };
    // “Rönkkö, Timo ja Eeva”: a comma inside a name, or two people with one surname.
    if names.iter().all(is_name) { names.iter().map(|words| words.join(" ")).collect() } else { Vec::new() }
}

/// “Anna ja Pekka Virtanen”, “Virtanen Anna ja Pekka”: gives the surname of one name to the other, which has none.
fn share_surname(names: &mut [Vec<&str>]) {
    let is_given = |word: &&str| given_name(word).is_some();
    match names {
        [first, second]
            if first.len() == 1 && second.len() == 2 && first.iter().chain(second.first()).all(is_given) =>
        {
            first.extend(second.last().copied());
        }
        [first, second] if second.len() == 1 && first.len() == 2 && second.iter().chain(first.last()).all(is_given) => {
            second.splice(0..0, first.first().copied());
        }
        _ => {}
    }
}

fn single_numbers(phone: &ContactPhone) -> Vec<ContactPhone> {
    let single = |read: ReadPhone| match read {
        ReadPhone::Number(printed, mention) => ContactPhone { printed, extension: mention.extension, ..phone.clone() },
        ReadPhone::Digits(printed) => ContactPhone { printed, ..phone.clone() },
    };
    phones(phone).into_iter().map(single).collect()
}

fn single_addresses(email: &ContactEmail) -> Vec<ContactEmail> {
    emails(email).into_iter().map(|address| ContactEmail { address, location: email.location.clone() }).collect()
}

/// Whether an address has a given name and a surname in it.
fn is_of(name: &str, address: &str) -> bool {
    let local = fold(address.split('@').next().unwrap_or_default());
    fold(name).split(' ').all(|word| local.contains(word))
}
