//! Recognition of telephone numbers, and of what kind their labels say they are.

use std::ops::Range;

use crate::model::PhoneKind;
use crate::text::PhoneNumber;

/// A number of the Finnish numbering plan that no word around it makes something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PhoneMention {
    /// Bytes of the line, from the first digit or sign to the last digit.
    pub(crate) range: Range<usize>,
    /// The number.
    pub(crate) number: PhoneNumber,
    /// The kind of line, by its label.
    pub(crate) kind: PhoneKind,
}

/// Every telephone number of a line, in order.
pub(crate) fn find_phones(text: &str) -> Vec<PhoneMention> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((start, _)) = text.get(from..).and_then(|rest| rest.char_indices().find(|(_, it)| begins(*it))) {
        let start = from + start;
        let last = found.last().map_or(0, |it: &PhoneMention| it.range.end);
        if let Some(telephone) = at(text, start, last) {
            from = telephone.range.end;
            found.push(telephone);
        } else {
            from = text.get(start..).map_or(text.len(), |rest| start + skipped(rest));
        }
    }
    found
}

fn begins(letter: char) -> bool {
    letter.is_ascii_digit() || letter == '+' || letter == '('
}

/// The number of bytes to skip where no number begins: the rest of the digits, so that no number begins in the middle.
fn skipped(rest: &str) -> usize {
    // The whole of a foreign number: its second group may begin like a Finnish number.
    let foreign = rest.starts_with('+');
    let inside = |letter: char| letter.is_ascii_digit() || (foreign && "+ ()-".contains(letter));
    rest.find(|letter: char| !inside(letter)).unwrap_or(rest.len()).max(1)
}

/// The longest number that begins at `start`, or `None` if none does; `last` is the end of the number before it.
fn at(text: &str, start: usize, last: usize) -> Option<PhoneMention> {
    let before = text.get(..start)?;
    let label = label_before(before);
    let labelled = matches!(label, Label::Phone(_));
    let marked = before.ends_with(['.', ':']) && labelled;
    if !marked && before.ends_with(|near: char| near.is_alphanumeric() || "/.,:+-\u{2013}".contains(near)) {
        return None;
    }
    // Digits directly before belong to an account or a code, unless they are a number of their own.
    let near = before.trim_end_matches(' ');
    if near.len() != last && near.ends_with(|it: char| it.is_ascii_digit()) {
        return None;
    }
    let rest = text.get(start..)?;
    if !["0", "+358", "(0"].iter().any(|beginning| rest.starts_with(beginning)) {
        return None;
    }
    let run = rest.len() - rest.trim_start_matches(|it: char| it.is_ascii_digit() || "+ ()-".contains(it)).len();
    let (length, number) = longest(rest, run)?;
    if matches!(label, Label::Other) || is_business_id(rest.get(..length)?) {
        return None;
    }
    let behind = rest.get(length..run)?;
    if !labelled && behind.contains(|it: char| it.is_ascii_digit()) && !may_follow(behind) {
        return None;
    }
    let kind = match (kind_after(rest.get(length..)?), label) {
        (Some(kind), _) | (None, Label::Phone(kind)) => kind,
        _ => PhoneKind::Direct,
    };
    Some(PhoneMention { range: start..start + length, number, kind })
}

/// The longest prefix that ends with a group of digits, fits the plan and has no second number inside.
fn longest(rest: &str, run: usize) -> Option<(usize, PhoneNumber)> {
    let ends: Vec<usize> = (1..=run).filter(|end| ends_group(rest, *end)).collect();
    let fits = |end: usize| rest.get(..end)?.parse::<PhoneNumber>().ok().map(|number| (end, number));
    let is_number = |part: &str| part.trim_matches([' ', '-', '(', ')']).parse::<PhoneNumber>().is_ok();
    let mut best = None;
    for end in ends {
        let Some(fit) = fits(end) else { continue };
        best = Some(fit);
        // Two numbers side by side can be short enough to pass for one.
        if rest.get(end..run).is_some_and(|behind| behind.starts_with(' ') && is_number(behind)) {
            break;
        }
    }
    best
}

fn ends_group(rest: &str, end: usize) -> bool {
    let digit = |text: Option<&str>| text.is_some_and(|it| it.starts_with(|first: char| first.is_ascii_digit()));
    let Some(after) = rest.get(end..) else { return false };
    let is_end = rest.get(..end).is_some_and(|it| it.ends_with(|last: char| last.is_ascii_digit()));
    let continues = after.starts_with(|next: char| next.is_alphanumeric() || next == '/' || next == '\u{2013}')
        || ["-", ".", ","].iter().any(|mark| digit(after.strip_prefix(mark)));
    // A hyphen may separate groups, but a number does not end before one that digits follow.
    is_end && !continues
}

/// Whether the digits are a business id: seven digits, a hyphen and a check digit.
fn is_business_id(printed: &str) -> bool {
    printed.split_once('-').is_some_and(|(number, check)| {
        number.len() == 7 && check.len() == 1 && printed.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
    })
}

/// Whether digits may follow a number without a mark between: another number or a postcode. Others make it doubtful.
fn may_follow(behind: &str) -> bool {
    let behind = behind.trim_matches([' ', '(', ')']);
    behind.parse::<PhoneNumber>().is_ok() || (behind.len() == 5 && behind.bytes().all(|byte| byte.is_ascii_digit()))
}

/// What the words before a number call it.
enum Label {
    /// A telephone number of this kind.
    Phone(PhoneKind),
    /// A number of something else.
    Other,
    /// There is no label.
    None,
}

/// Labels of direct numbers.
#[rustfmt::skip]
const DIRECT: &[&str] = &[
    "p", "puh", "puhelin", "puhelinnumero", "gsm", "matkapuhelin", "mobiili", "numero", "tel", "tfn", "telefon",
    "telefonnummer", "mobil", "mobile", "phone", "puhelimitse",
];
/// Labels of switchboards and services.
const SWITCHBOARD: &[&str] =
    &["vaihde", "puhelinvaihde", "vaihteen", "växel", "switchboard", "päivystys", "ajanvaraus", "asiakaspalvelu"];
/// Labels of fax numbers.
const FAX: &[&str] = &["fax", "faksi", "telefax", "telefaksi"];
/// Labels of numbers that are not telephone numbers.
#[rustfmt::skip]
const OTHER: &[&str] = &[
    "y-tunnus", "tunnus", "fo-nummer", "ovt", "ovt-tunnus", "verkkolasku", "verkkolaskuosoite", "iban", "tili",
    "tilinumero", "vat", "pl", "pb", "postinumero", "dnro", "diaarinumero", "hankekoodi", "klo", "kl", "§", "viite",
    "hinta", "id", "nro",
];

/// The label in the last two words before a number.
fn label_before(before: &str) -> Label {
    let words: Vec<String> = before
        .split(|it: char| !(it.is_alphanumeric() || it == '-' || it == '§'))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let mut near = words.iter().rev();
    let Some(last) = near.next() else { return Label::None };
    let says = |list: &[&str], word: &str| list.contains(&word);
    let is_account = |word: &str| {
        let digits = word.strip_prefix("fi").unwrap_or_default();
        digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    if says(OTHER, last) || is_account(last) {
        return Label::Other;
    }
    // “vaihde, p.” and “puh. (vaihde)” are switchboards, whichever word is nearer.
    let second = near.next().filter(|_| says(DIRECT, last)).map_or("", String::as_str);
    for word in [last.as_str(), second] {
        if says(FAX, word) {
            return Label::Phone(PhoneKind::Fax);
        }
        if says(SWITCHBOARD, word) {
            return Label::Phone(PhoneKind::Switchboard);
        }
    }
    if says(DIRECT, last) { Label::Phone(PhoneKind::Direct) } else { Label::None }
}

/// The kind that a bracket directly after the number gives it.
fn kind_after(after: &str) -> Option<PhoneKind> {
    let word = after.trim_start().strip_prefix('(')?.split(')').next()?.to_lowercase();
    let first = word.split_whitespace().next()?;
    if SWITCHBOARD.contains(&first) {
        Some(PhoneKind::Switchboard)
    } else if FAX.contains(&first) {
        Some(PhoneKind::Fax)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, PhoneKind)> {
        find_phones(text).into_iter().map(|it| (&text[it.range], it.kind)).collect()
    }

    #[test]
    fn numbers_are_found_in_every_notation() {
        use PhoneKind::{Direct, Fax, Switchboard};
        for (text, expected) in [
            ("Maija Meri, p. 0295 123456 (Lappi)", vec![("0295 123456", Direct)]),
            ("p.0295123456", vec![("0295123456", Direct)]),
            ("040-1234567 / 050 123 45 67", vec![("040-1234567", Direct), ("050 123 45 67", Direct)]),
            ("+358 (0)40 1234 567.", vec![("+358 (0)40 1234 567", Direct)]),
            ("(06) 123 4567, vaihde", vec![("(06) 123 4567", Direct)]),
            ("vaihde 0295 123 000, faksi 06 1234567", vec![("0295 123 000", Switchboard), ("06 1234567", Fax)]),
            ("puh. 0295 123 000 (vaihde)", vec![("0295 123 000", Switchboard)]),
            ("040 123456 045 654321", vec![("040 123456", Direct), ("045 654321", Direct)]),
            ("0295 123456 00100 Helsinki", vec![("0295 123456", Direct)]),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "Y-tunnus 0123456-7",
            "0123456-7",
            "01.02.2016",
            "1.1.2016–31.12.2018",
            "klo 09.00-15.00",
            "PL 0123456, 00101 Helsinki",
            "FI21 0234 5600 0007 85",
            "OVT 003712345678",
            "1386/2010",
            "25, 4 miljoonaa",
            "S21119",
            "Puhelinnumero (09) Talous",
            "VARELY/012345/2018",
            "02600 Espoo",
            "+46 08 123 4567",
            "1234 5678 0123 4567",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
