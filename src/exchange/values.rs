//! Values that several formats have: text of any encoding, telephone numbers with an extension, e-mail addresses, days,
//! names with a comma, and the posts of a card, each of which becomes a contact.

use std::borrow::Cow;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::{Contact, ContactName, ContactPhone, Location, StatedTerm};
use crate::model::PhoneKind;
use crate::text::{Day, fold, is_invisible};

/// A post: a title, and where it is held.
#[derive(Default)]
pub(super) struct Post {
    /// The title, as printed.
    pub(super) title: Option<String>,
    /// The organisation.
    pub(super) organisation: Option<String>,
    /// The part of the organisation.
    pub(super) unit: Option<String>,
    /// The project.
    pub(super) project: Option<String>,
    /// The times of the post and of the project.
    pub(super) terms: Vec<StatedTerm>,
    /// The areas, if the post has its own.
    pub(super) areas: Vec<String>,
    /// The place of work, if the post has its own.
    pub(super) place: Option<String>,
}

/// The contacts of a card: one for each post, each with all values of `card`; a single contact if there are no posts.
///
/// If one post has its own areas or place, the others do not get those of the card.
pub(super) fn contacts_for(card: &Contact, posts: Vec<Post>) -> Vec<Contact> {
    let are_apart = posts.iter().any(|post| !post.areas.is_empty() || post.place.is_some());
    let contact = |post: Post| {
        let Post { title, organisation, unit, project, terms, areas, place } = post;
        let mut contact = Contact { title, organisation, unit, project, terms, ..card.clone() };
        if are_apart {
            (contact.areas, contact.place) = (areas, place);
        }
        contact.quotation = contact.on_one_line();
        contact
    };
    let posts = if posts.is_empty() { vec![Post::default()] } else { posts };
    posts.into_iter().map(contact).collect()
}

/// Words before an extension.
const EXTENSION_WORDS: &[&str] = &["alanumero", "alanro", "anknytning", "ankn", "extension", "ext", "vx", "x"];
/// The maximum number of digits of an extension.
const MAX_EXTENSION: usize = 8;

/// The parts of words by which a label states the kind of a number.
#[rustfmt::skip]
const LABELS: &[(LineUse, &[&str])] = &[
    (LineUse::Fax, &["fax", "faksi"]),
    (LineUse::Pager, &["pager", "hakulaite", "sokare", "bleeper"]),
    (LineUse::Switchboard, &["main", "vaihde", "keskus", "vaxel", "switchboard", "asiakaspalvelu", "kundtjanst"]),
];

/// The kind of a telephone line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineUse {
    /// A fax machine.
    Fax,
    /// A pager, which nobody answers.
    Pager,
    /// The switchboard of an organisation.
    Switchboard,
}

impl LineUse {
    /// The use according to a label. Returns `None` if the label does not state one.
    pub(super) fn of_label(label: &str) -> Option<Self> {
        let label = fold(label);
        let is_said = |words: &&(Self, &[&str])| words.1.iter().any(|word| label.contains(word));
        LABELS.iter().find(is_said).map(|(line_use, _)| *line_use)
    }

    /// The kind of number. `None` for a pager.
    pub(super) const fn kind(self) -> Option<PhoneKind> {
        match self {
            Self::Fax => Some(PhoneKind::Fax),
            Self::Switchboard => Some(PhoneKind::Switchboard),
            Self::Pager => None,
        }
    }
}

/// Decodes text in the encoding that `charset` names. If that is missing, unknown or UTF-8, the text is read as UTF-8
/// if it is valid, and as Windows-1252 otherwise.
pub(super) fn decoded<'a>(bytes: &'a [u8], charset: Option<&str>) -> Cow<'a, str> {
    let named = charset.and_then(|name| Encoding::for_label(name.trim().as_bytes()));
    match (named, std::str::from_utf8(bytes)) {
        (Some(encoding), _) if encoding != encoding_rs::UTF_8 => encoding.decode_without_bom_handling(bytes).0,
        (_, Ok(text)) => Cow::Borrowed(text),
        (_, Err(_)) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// The bytes of a file without its byte order mark. UTF-16 with such a mark is converted to UTF-8.
pub(super) fn unmarked(bytes: &[u8]) -> Cow<'_, [u8]> {
    match Encoding::for_bom(bytes) {
        Some((encoding, mark)) if encoding == encoding_rs::UTF_8 => {
            Cow::Borrowed(bytes.get(mark..).unwrap_or_default())
        }
        Some((encoding, _)) => Cow::Owned(encoding.decode(bytes).0.into_owned().into_bytes()),
        None => Cow::Borrowed(bytes),
    }
}

/// A text on one line: without control or invisible characters, and with a single space in place of any white space.
pub(super) fn one_line(text: &str) -> String {
    let is_space = |letter: char| letter.is_whitespace() || letter.is_control();
    let words = text.split(is_space).map(|word| word.replace(is_invisible, "")).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// A text on one line. Returns `None` if that is empty.
pub(super) fn filled(text: &str) -> Option<String> {
    Some(one_line(text)).filter(|text| !text.is_empty())
}

/// The day of an ISO 8601 date or time, such as `20210503T101112Z` or `2021-05-03`. `None` for anything else.
pub(super) fn day_of(time: &str) -> Option<Day> {
    let date = time.trim().split(['T', 't', ' ']).next()?.replace('-', "");
    let is_date = date.len() == 8 && date.bytes().all(|byte| byte.is_ascii_digit());
    let part = |range: std::ops::Range<usize>| date.get(range).filter(|_| is_date);
    Day::new(part(0..4)?.parse().ok()?, part(4..6)?.parse().ok()?, part(6..8)?.parse().ok()?)
}

/// Parses a printed telephone number or a `tel:` URI, with its extension. Returns `None` if the number has fewer than
/// two digits.
pub(super) fn phone(printed: &str, kind: Option<PhoneKind>, location: &Location) -> Option<ContactPhone> {
    let printed = one_line(printed);
    let (printed, kind) = labelled(&printed, kind);
    let uri = printed.get(..4).filter(|scheme| scheme.eq_ignore_ascii_case("tel:"));
    let (number, extension) = match uri.and_then(|scheme| printed.get(scheme.len()..)) {
        Some(uri) => of_uri(uri),
        None => apart(printed),
    };
    let has_digits = number.chars().filter(char::is_ascii_digit).count() >= 2;
    has_digits.then(|| ContactPhone { printed: number, kind, extension, location: location.clone() })
}

/// A printed number without the words in brackets after it, and the kind that they state. If they state none, they are
/// kept.
fn labelled(printed: &str, kind: Option<PhoneKind>) -> (&str, Option<PhoneKind>) {
    let said = printed.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let said = said.filter(|(_, label)| !label.contains(|letter: char| letter.is_ascii_digit()));
    match said.and_then(|(number, label)| Some((number.trim_end(), LineUse::of_label(label)?.kind()?))) {
        Some((number, said)) => (number, kind.or(Some(said))),
        None => (printed, kind),
    }
}

/// The number and the extension of a `tel:` URI, given without its scheme.
fn of_uri(uri: &str) -> (String, Option<String>) {
    let mut parts = uri.split(';');
    let mut number = percent_decoded(parts.next().unwrap_or_default());
    let mut extension = None;
    for (name, value) in parts.filter_map(|part| part.split_once('=')) {
        if name.eq_ignore_ascii_case("ext") {
            extension = digits(value);
        } else if name.eq_ignore_ascii_case("phone-context") && value.starts_with('+') && !number.starts_with('+') {
            number = format!("{value}{number}");
        }
    }
    match extension {
        Some(extension) => (number, Some(extension)),
        None => apart(&number),
    }
}

/// A printed number without its extension, and the extension, which follows a word for it, a comma, a semicolon or a
/// `#`.
fn apart(printed: &str) -> (String, Option<String>) {
    let whole = || (printed.trim().to_owned(), None);
    let is_digit = |letter: char| letter.is_ascii_digit();
    let rest = printed.trim_end().trim_end_matches(')');
    let tail =
        rest.len() - rest.chars().rev().take_while(|letter| is_digit(*letter)).map(char::len_utf8).sum::<usize>();
    let (before, extension) = (rest.get(..tail).unwrap_or_default(), rest.get(tail..).unwrap_or_default());
    if extension.is_empty() || extension.len() > MAX_EXTENSION {
        return whole();
    }
    let before = before.trim_end_matches([' ', '.', ':', '=']);
    let lower = before.to_lowercase();
    let word = EXTENSION_WORDS.iter().find(|word| {
        let head = lower.strip_suffix(**word);
        head.is_some_and(|head| !head.ends_with(char::is_alphabetic))
    });
    let number = match word {
        Some(word) => before.get(..before.len().saturating_sub(word.len())).unwrap_or_default(),
        None if before.ends_with([',', ';', '#']) => before.trim_end_matches([',', ';', '#']),
        None => return whole(),
    };
    let number = number.trim_end_matches([' ', ',', ';', '(', '.', '#', '/']);
    if number.chars().filter(char::is_ascii_digit).count() < 4 {
        return whole();
    }
    (number.to_owned(), Some(extension.to_owned()))
}

fn digits(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    (!digits.is_empty() && digits.len() <= MAX_EXTENSION).then_some(digits)
}

/// A text with percent-encoded bytes, such as `%41`, decoded. Malformed sequences are kept.
pub(super) fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let hex = (*byte == b'%').then(|| after.get(..2)).flatten().and_then(hex_byte);
        bytes.push(hex.unwrap_or(*byte));
        rest = if hex.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    decoded(&bytes, None).into_owned()
}

/// The byte that two hexadecimal digits represent. Returns `None` if they are not hexadecimal digits.
pub(super) fn hex_byte(digits: &[u8]) -> Option<u8> {
    let digits = std::str::from_utf8(digits).ok().filter(|it| it.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    u8::from_str_radix(digits, 16).ok()
}

/// An e-mail address without the scheme `mailto:`. Returns `None` if the text is not an address.
pub(super) fn address(text: &str) -> Option<String> {
    let text = one_line(text);
    let text = text.get(..7).filter(|it| it.eq_ignore_ascii_case("mailto:")).map_or(text.as_str(), |scheme| {
        let rest = text.get(scheme.len()..).unwrap_or_default();
        rest.split('?').next().unwrap_or_default()
    });
    let text = text.rsplit_once('<').map_or(text, |(_, inner)| inner.trim_end_matches('>'));
    let (local, host) = text.rsplit_once('@')?;
    let is_address = !local.is_empty() && !host.is_empty() && !text.contains(char::is_whitespace);
    (is_address && !local.contains('@')).then(|| text.to_owned())
}

/// Parses a name: `Surname, Given` is divided at its comma; the order of any other name is unknown. Returns `None` if
/// the text is empty.
pub(super) fn unordered_name(text: &str) -> Option<ContactName> {
    let text = filled(text)?;
    match text.split_once(',') {
        Some((surname, given)) if !given.contains(',') && !surname.trim().is_empty() && !given.trim().is_empty() => {
            Some(ContactName::Parts { given: given.trim().to_owned(), surname: surname.trim().to_owned() })
        }
        _ => Some(ContactName::Unordered(text)),
    }
}

impl ContactName {
    /// The name in its usual order, as far as that is known.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Parts { given, surname } => format!("{given} {surname}"),
            Self::Full(text) | Self::Unordered(text) => text.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(printed: &str) -> Option<(String, Option<String>)> {
        phone(printed, None, &Location::default()).map(|phone| (phone.printed, phone.extension))
    }

    fn case(printed: &str, number: &str, extension: Option<&str>) {
        assert_eq!(parts(printed), Some((number.to_owned(), extension.map(str::to_owned))), "{printed}");
    }

    #[test]
    fn a_number_and_its_extension_are_apart() {
        case("tel:+358-9-123-4567;ext=12", "+358-9-123-4567", Some("12"));
        case("TEL:123;phone-context=+358", "+358123", None);
        case("09 123 4567 x12", "09 123 4567", Some("12"));
        case("09 123 4567 ext. 12", "09 123 4567", Some("12"));
        case("09 123 4567 (alanumero 123)", "09 123 4567", Some("123"));
        case("09 123 4567, ankn. 5", "09 123 4567", Some("5"));
        case("+35891234567,,12", "+35891234567", Some("12"));
        case("0295 000 001", "0295 000 001", None);
        case("(09) 123", "(09) 123", None);
        assert_eq!(parts("ei numeroa"), None);
    }

    #[test]
    fn an_address_has_a_name_and_a_host() {
        assert_eq!(address("mailto:a.b@example.fi?subject=x").as_deref(), Some("a.b@example.fi"));
        assert_eq!(address("A B <a@b.fi>").as_deref(), Some("a@b.fi"));
        for text in ["", "@", "a@", "@b", "a b@c.fi", "a@b@c"] {
            assert_eq!(address(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_is_that_of_a_time() {
        for time in ["20210503T101112Z", "2021-05-03T10:11:12+02:00", "2021-05-03", "20210503"] {
            assert_eq!(day_of(time), Day::new(2021, 5, 3), "{time}");
        }
        for time in ["", "20211303", "2021", "3.5.2021", "now"] {
            assert_eq!(day_of(time), None, "{time}");
        }
    }

    #[test]
    fn text_of_any_encoding_is_decoded() {
        assert_eq!(decoded(b"M\xe4ki", None), "Mäki");
        assert_eq!(decoded(b"M\xc3\xa4ki", Some("utf-8")), "Mäki");
        assert_eq!(decoded(b"M\xe4ki", Some("ISO-8859-15")), "Mäki");
        assert_eq!(decoded(b"M\x8aki", Some("IBM850")), "MŠki", "an unknown encoding is Windows-1252");
        assert_eq!(one_line(" A\u{0}\u{feff}B\r\n\tC "), "A B C");
    }

    #[test]
    fn a_label_says_what_a_number_reaches() {
        for (label, expected) in [
            ("_$!<WorkFAX>!$_", Some(LineUse::Fax)),
            ("Växel", Some(LineUse::Switchboard)),
            ("Vaihde", Some(LineUse::Switchboard)),
            ("_$!<Pager>!$_", Some(LineUse::Pager)),
            ("työ", None),
        ] {
            assert_eq!(LineUse::of_label(label), expected, "{label}");
        }
    }
}
