//! Recognition of telephone numbers, and of their kinds by their labels.

mod label;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::vocabulary::{Label, VOCABULARY};
use crate::model::PhoneKind;
use crate::text::PhoneNumber;
use label::{LabelBefore, kind_after, label_before};

/// A telephone number that is not marked as something else by the words around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PhoneMention {
    /// The byte range in the line, from the first digit or sign to the last digit, including the extension.
    pub(crate) range: Range<usize>,
    /// The number in E.164.
    pub(crate) e164: String,
    /// The kind of line, by its label.
    pub(crate) kind: PhoneKind,
    /// The extension after the number.
    pub(crate) extension: Option<String>,
}

/// Every telephone number of a line, in order.
///
/// A run of digits is read from its beginning or not at all: the last digits of a number are not a number.
pub(crate) fn find_phones(text: &str) -> Vec<PhoneMention> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(run) = next_run(text, from) {
        from = run.end;
        read_run(text, run, &mut found);
    }
    found
}

/// The runs of at least six digits that are neither a number nor marked as something else, as byte ranges of the line.
pub(crate) fn unread_digits(text: &str, phones: &[PhoneMention]) -> Vec<Range<usize>> {
    const MIN_DIGITS: usize = 6;
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(run) = next_run(text, from) {
        from = run.end;
        let is_read = phones.iter().any(|phone| phone.range.start < run.end && run.start < phone.range.end);
        let printed = text.get(run.clone()).unwrap_or_default();
        let digits = printed.chars().filter(char::is_ascii_digit).count();
        let before = text.get(..run.start).unwrap_or_default();
        let after = text.get(run.end..).unwrap_or_default();
        let label = label_before(before);
        let is_labelled = matches!(label, LabelBefore::Phone(_));
        let is_other = matches!(label, LabelBefore::Other)
            || before.ends_with(|it: char| it.is_alphanumeric() || "@_#=".contains(it))
            || after.starts_with(|it: char| it.is_alphanumeric())
            || is_amount(after)
            || !is_labelled && is_no_phone(printed);
        if !is_read && digits >= MIN_DIGITS && !is_other {
            found.push(run);
        }
    }
    found
}

/// Whether a word or a sign after digits makes them an amount.
fn is_amount(after: &str) -> bool {
    let word = after.trim_start().trim_start_matches(',');
    word.starts_with(['€', '%', '$'])
        || ["eur", "euro", "miljoona", "milj", "miljon", "million", "kpl", "st.", "km"]
            .iter()
            .any(|unit| word.to_lowercase().starts_with(unit))
        || after.starts_with(',') && after.get(1..).is_some_and(|rest| rest.starts_with(|it: char| it.is_ascii_digit()))
}

/// Whether digits are a date, a range of dates, years, a business id, or a number with a postcode.
fn is_no_phone(printed: &str) -> bool {
    let groups: Vec<&str> = printed.split(|it: char| !it.is_ascii_digit()).filter(|it| !it.is_empty()).collect();
    let is_year = |it: &str| it.len() == 4 && (it.starts_with("19") || it.starts_with("20"));
    is_business_id(printed)
        || is_date(printed)
        || groups.iter().all(|it| it.len() <= 2 || is_year(it))
        || groups.last().is_some_and(|it| it.len() == 5) && groups.len() <= 3
}

/// The characters that may be between the digits of a number.
fn is_inside(letter: char) -> bool {
    letter.is_ascii_digit() || " +-.()/\u{2013}".contains(letter)
}

/// The next run of digits and of the characters that may be between them, from its first digit, sign or bracket to its
/// last digit.
fn next_run(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let start = from + rest.find(|it: char| it.is_ascii_digit() || it == '+' || it == '(')?;
    let tail = text.get(start..)?;
    let end = tail.find(|it| !is_inside(it)).unwrap_or(tail.len());
    let length = tail.get(..end)?.rfind(|it: char| it.is_ascii_digit()).map_or(1, |last| last + 1);
    Some(start..start + length)
}

/// Adds the telephone numbers of a run to `found`.
fn read_run(text: &str, run: Range<usize>, found: &mut Vec<PhoneMention>) {
    let mut start = run.start;
    // If words follow an opening bracket, as in “(p. 040 …)”, the bracket is a run without a number, and the next run
    // begins at the digit.
    while start < run.end {
        let Some(mention) = at(text, start, run.end, found.last().map_or(0, |it| it.range.end)) else { return };
        let end = mention.range.end;
        let more = alternative(text, &mention);
        found.push(mention);
        let mut next = end;
        if let Some(other) = more {
            next = other.range.end;
            found.push(other);
        }
        // The following digits are another number if they begin like one.
        let Some(rest) = text.get(next..run.end) else { return };
        let Some(gap) = rest.find(|it: char| it.is_ascii_digit() || it == '+' || it == '(') else { return };
        start = next + gap;
    }
}

/// The second number of “0294 123 456/457”, of which only the last digits are printed.
fn alternative(text: &str, first: &PhoneMention) -> Option<PhoneMention> {
    let rest = text.get(first.range.end..)?.strip_prefix('/')?;
    let length = rest.find(|it: char| !it.is_ascii_digit()).unwrap_or(rest.len());
    let digits = rest.get(..length)?;
    let after = rest.get(length..)?;
    let continues = after.starts_with(|it: char| it.is_alphanumeric() || it == '/' || it == '-')
        || after.strip_prefix(' ').is_some_and(|it| it.starts_with(|first: char| first.is_ascii_digit()));
    let kept = first.e164.len().checked_sub(length)?;
    if !(2..=4).contains(&length) || continues {
        return None;
    }
    let e164 = format!("{}{digits}", first.e164.get(..kept)?);
    let start = first.range.end + 1;
    Some(PhoneMention { range: start..start + length, e164, kind: first.kind, extension: None })
}

/// The number that begins at `start` and ends at `limit` or before. `None` if there is none. `last` is the end of the
/// number before it.
fn at(text: &str, start: usize, limit: usize, last: usize) -> Option<PhoneMention> {
    let before = text.get(..start)?;
    let label = label_before(before);
    let labelled = matches!(label, LabelBefore::Phone(_));
    let marked = before.ends_with(['.', ':', '/']) && labelled;
    let follows_number =
        last > 0 && text.get(last..start).is_some_and(|gap| gap.trim_matches([' ', '/', '-']).is_empty());
    let is_joined = |near: char| near.is_alphanumeric() || "/.,:+-\u{2013}#@=_".contains(near);
    if matches!(label, LabelBefore::Other) || !marked && !follows_number && before.ends_with(is_joined) {
        return None;
    }
    let run = text.get(start..limit)?;
    let (length, e164) = longest(run, labelled)?;
    // “soita (0295 037 201)”: the bracket is not that of an area code.
    let open = usize::from(run.starts_with('(') && !run.get(..length)?.contains(')'));
    let printed = run.get(open..length)?;
    let behind = text.get(start + length..)?;
    let may_end = !behind.starts_with(|next: char| next.is_alphanumeric());
    if !may_end || is_business_id(printed) || is_date(printed) {
        return None;
    }
    let more = run.get(length..)?;
    if !labelled && more.contains(|it: char| it.is_ascii_digit()) && !may_follow(more) {
        return None;
    }
    let kind = match (kind_after(behind), label) {
        (Some(kind), _) | (None, LabelBefore::Phone(kind)) => kind,
        _ => PhoneKind::Direct,
    };
    let (more, extension) = extension(behind).map_or((0, None), |(more, digits)| (more, Some(digits.to_owned())));
    Some(PhoneMention { range: start + open..start + length + more, e164, kind, extension })
}

/// The length and the E.164 form of the longest prefix that ends with a group of digits, is a number, and contains no
/// second number.
fn longest(run: &str, labelled: bool) -> Option<(usize, String)> {
    let mut best = None;
    for end in (1..=run.len()).filter(|end| ends_group(run, *end)) {
        let Some(number) = run.get(..end).and_then(|printed| number(printed, labelled)) else { continue };
        best = Some((end, number));
        // Two short adjacent numbers may look like one.
        if run.get(end..).is_some_and(|behind| behind.starts_with([' ', '/']) && begins_number(behind)) {
            break;
        }
    }
    best
}

fn begins_number(behind: &str) -> bool {
    let behind = behind.trim_matches([' ', '-', '/', ')']);
    let first = behind.split([' ', '/']).next().unwrap_or_default();
    let is_begun = behind.starts_with('0') && first.len() >= 2 || behind.starts_with(['+', '(']);
    is_begun && (number(behind, false).is_some() || number(first, false).is_some() || longest_is_number(behind))
}

fn longest_is_number(text: &str) -> bool {
    (1..=text.len())
        .filter(|end| ends_group(text, *end))
        .any(|end| text.get(..end).is_some_and(|it| number(it, false).is_some()))
}

/// Parses digits, and the characters between them, as a telephone number in E.164. Returns `None` if they are not one.
///
/// A Finnish number begins with `0`, `+358` or `00358`, or after a label with `358`; a number of another country begins
///   with `+` or `00`.
fn number(printed: &str, labelled: bool) -> Option<String> {
    if printed.matches('+').count() > 1 || printed.contains('/') || is_invoice_address(printed) {
        return None;
    }
    let bare: String = printed.replace("(0)", "").chars().filter(|it| it.is_ascii_digit() || *it == '+').collect();
    let digits = bare.trim_start_matches('+');
    let abroad = if bare.starts_with('+') { Some(digits) } else { digits.strip_prefix("00") };
    let has_dots = printed.contains('.');
    let has_dashes = printed.contains('\u{2013}');
    if let Some(abroad) = abroad {
        return match abroad.strip_prefix("358") {
            Some(_) => printed.replace("(00358)", "00358").parse::<PhoneNumber>().ok().map(|it| it.e164()),
            None => foreign(abroad),
        };
    }
    // Dots and dashes also occur in dates, amounts and ranges.
    if (has_dots || has_dashes) && !labelled {
        return None;
    }
    let begins = digits.starts_with('0') || labelled && digits.starts_with("358") && digits.len() >= 10;
    begins.then(|| bare.parse::<PhoneNumber>().ok())?.map(|it| it.e164())
}

/// The recognised codes of other countries.
#[rustfmt::skip]
const COUNTRIES: &[&str] = &[
    "1", "7", "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48",
    "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84",
    "86", "90", "91", "92", "93", "94", "95", "98", "211", "212", "213", "216", "218", "220", "221", "225", "233",
    "234", "237", "243", "250", "251", "252", "253", "254", "255", "256", "257", "260", "263", "298", "299", "350",
    "351", "352", "353", "354", "355", "356", "357", "359", "370", "371", "372", "373", "374", "375", "376", "377",
    "380", "381", "382", "383", "385", "386", "387", "389", "420", "421", "852", "880", "961", "962", "963", "964",
    "965", "966", "967", "968", "971", "972", "973", "974", "977", "992", "993", "994", "995", "996", "998",
];

/// The number of another country in E.164, given its digits after `+` or `00`.
fn foreign(digits: &str) -> Option<String> {
    const LENGTHS: std::ops::RangeInclusive<usize> = 8..=15;
    let code = COUNTRIES.iter().filter(|code| digits.starts_with(**code)).max_by_key(|code| code.len())?;
    let national = digits.strip_prefix(code)?;
    // The trunk zero is not dialled from abroad, except to Italy.
    let national = if *code == "39" { national } else { national.strip_prefix('0').unwrap_or(national) };
    let whole = format!("{code}{national}");
    (LENGTHS.contains(&whole.len()) && !national.starts_with('0')).then(|| format!("+{whole}"))
}

fn ends_group(rest: &str, end: usize) -> bool {
    let digit = |text: Option<&str>| text.is_some_and(|it| it.starts_with(|first: char| first.is_ascii_digit()));
    let Some(after) = rest.get(end..) else { return false };
    let is_end = rest.get(..end).is_some_and(|it| it.ends_with(|last: char| last.is_ascii_digit()));
    let continues = after.starts_with(|next: char| next.is_alphanumeric())
        || ["-", ".", ",", "\u{2013}"].iter().any(|mark| digit(after.strip_prefix(mark)));
    // A hyphen, a dot or a dash may separate groups, but a number does not end before a mark that digits follow.
    is_end && !continues
}

/// Whether the digits are the address of electronic invoices: `0037`, a business id without its hyphen, and up to five
/// more, without spaces.
fn is_invoice_address(printed: &str) -> bool {
    const LENGTHS: std::ops::RangeInclusive<usize> = 12..=17;
    printed.starts_with("0037") && LENGTHS.contains(&printed.len()) && printed.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the digits are a business id: seven digits, a hyphen and a check digit.
fn is_business_id(printed: &str) -> bool {
    printed.split_once('-').is_some_and(|(number, check)| {
        number.len() == 7 && check.len() == 1 && printed.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
    })
}

/// Whether the digits are a date, such as `01.02.2016` or `2016-02-01`.
fn is_date(printed: &str) -> bool {
    let groups: Vec<&str> = printed.split(['.', '-', '\u{2013}', ' ']).filter(|it| !it.is_empty()).collect();
    let is_year = |it: &&str| it.len() == 4 && (it.starts_with("19") || it.starts_with("20"));
    let has_marks = printed.contains(['.', '-']);
    has_marks
        && groups.len() == 3
        && groups.iter().any(is_year)
        && groups.iter().filter(|it| it.len() <= 2).count() == 2
}

/// Whether the digits that directly follow a number are another number or a postcode. Any other digits make the number
/// doubtful.
fn may_follow(behind: &str) -> bool {
    if behind.starts_with('/') && behind.len() <= 5 {
        return true;
    }
    let behind = behind.trim_matches([' ', '(', ')', '/', '-']);
    let is_postcode = behind.len() == 5 && behind.bytes().all(|byte| byte.is_ascii_digit());
    is_postcode || longest(behind, false).is_some()
}

/// The extension after a number, such as “, alanumero 12” or “ext. 12”: its length with the words before it, and its
/// digits.
fn extension(behind: &str) -> Option<(usize, &str)> {
    let words = behind.trim_start_matches([' ', ',', '(']);
    let end = words.find(|it: char| it.is_ascii_digit())?;
    let phrase = words.get(..end)?.trim();
    let digits = words.get(end..)?;
    let length = digits.find(|it: char| !it.is_ascii_digit()).unwrap_or(digits.len());
    let is_extension = phrase.len() <= 14 && VOCABULARY.label(phrase) == Some(Label::Extension);
    (is_extension && (1..=5).contains(&length))
        .then(|| Some((behind.len() - digits.len() + length, digits.get(..length)?)))?
}
