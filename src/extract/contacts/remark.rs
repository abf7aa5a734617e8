//! Rows of a sheet that state something about the sheet: “Päivitetty 12.3.2025”, “Total: 24”, “Källa: kommunens webbplats”.

use super::value::{ReadPhone, emails, phones};
use crate::exchange::{Contact, ContactKind, ContactName};
use crate::language::given_name;

/// The maximum number of words of a name.
const MAX_NAME_WORDS: usize = 5;

/// Whether a contact is a remark: a single text that cannot be a name, without a number or an address.
pub(super) fn is_remark(contact: &Contact) -> bool {
    let Some(ContactName::Full(text) | ContactName::Unordered(text)) = &contact.name else { return false };
    let has_more = contact.title.is_some()
        || contact.unit.is_some()
        || contact.project.is_some()
        || contact.place.is_some()
        || !contact.areas.is_empty()
        || !contact.terms.is_empty();
    if contact.kind != ContactKind::Person || contact.uid.is_some() || has_more {
        return false;
    }
    let words = || text.split_whitespace();
    let is_no_name = text.contains(|letter: char| letter.is_ascii_digit())
        || words().any(|word| word.ends_with(':'))
        || words().count() > MAX_NAME_WORDS;
    let has_given_name = || text.split([' ', ',']).any(|word| given_name(word).is_some());
    let is_number = |phone| matches!(phone, ReadPhone::Number(..));
    is_no_name
        && !has_given_name()
        && contact.emails.iter().all(|email| emails(email).is_empty())
        && !contact.phones.iter().flat_map(phones).any(is_number)
}
