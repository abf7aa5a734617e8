//! Content lines of vCards (RFC 6350 and vCard 2.1): unfolded, and divided into name, parameters and value.
//!
//! Unfolding comes before decoding, because a fold may be inside a character.

use std::borrow::Cow;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use crate::exchange::values::{decoded, hex_byte};

/// The maximum number of bytes of a property. Longer values are not text.
pub(super) const MAX_PROPERTY_BYTES: usize = 1 << 20;

/// Properties that hold pictures, sounds and keys.
const MEDIA: &[&str] = &["PHOTO", "LOGO", "SOUND", "KEY", "X-MS-CARDPICTURE", "THUMBNAIL"];

/// A property of a vCard.
#[derive(Debug)]
pub(super) struct ContentLine {
    /// The line of the file on which it begins, from 1.
    pub(super) line: u32,
    /// The group before its name, in lower case.
    pub(super) group: Option<String>,
    /// The name in capitals.
    pub(super) name: String,
    /// The parameters: name in capitals and value. One without a name, as in vCard 2.1, is a `TYPE`.
    pub(super) params: Vec<(String, String)>,
    /// The value without folds, as the file has it.
    raw: Vec<u8>,
    /// Whether the value was too long, and was left out.
    pub(super) is_too_long: bool,
}

/// Reads the content lines of a file.
pub(super) struct ContentLines<'a> {
    rest: &'a [u8],
    line: u32,
    /// Whether the card is of version 2.1, whose folds are before a space that belongs to the text.
    keeps_space: bool,
}

impl<'a> ContentLines<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, line: 0, keeps_space: false }
    }

    /// The next line of the file, without its end.
    fn next_line(&mut self) -> Option<&'a [u8]> {
        let (line, rest) = split_line(self.rest)?;
        self.rest = rest;
        self.line = self.line.saturating_add(1);
        Some(line)
    }

    fn peek(&self) -> Option<&'a [u8]> {
        split_line(self.rest).map(|(line, _)| line)
    }
}

impl Iterator for ContentLines<'_> {
    /// A property, or the number of a line that is not one.
    type Item = Result<ContentLine, u32>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut first = self.next_line()?;
        while first.trim_ascii().is_empty() {
            first = self.next_line()?;
        }
        let line = self.line;
        let mut whole = first.to_vec();
        let mut is_too_long = false;
        let mut append = |piece: &[u8], whole: &mut Vec<u8>| {
            is_too_long |= whole.len() + piece.len() > MAX_PROPERTY_BYTES;
            if !is_too_long {
                whole.extend_from_slice(piece);
            }
        };
        // The head may be folded, too; how the value goes on is known when it is whole.
        let mut transfer = transfer_of(&whole);
        while let Some(next) = self.peek() {
            let is_soft = transfer == Transfer::QuotedPrintable && whole.ends_with(b"=") && !is_end(next);
            if is_soft {
                whole.pop();
                append(next, &mut whole);
            } else if let [b' ' | b'\t', folded @ ..] = next {
                // A blank line ends the base64 of vCard 2.1, and some programs indent it.
                if folded.trim_ascii().is_empty() && transfer == Transfer::Base64 {
                    self.next_line();
                    break;
                }
                let keeps_space = self.keeps_space && transfer != Transfer::Base64;
                append(if keeps_space { next } else { folded }, &mut whole);
            } else if transfer == Transfer::Base64 && is_base64(next) {
                append(next, &mut whole);
            } else {
                break;
            }
            self.next_line();
            if transfer == Transfer::Unknown {
                transfer = transfer_of(&whole);
            }
        }
        let is_too_long = is_too_long || whole.len() > MAX_PROPERTY_BYTES;
        if let Some(version) = whole.get(..8).filter(|head| head.eq_ignore_ascii_case(b"VERSION:")) {
            self.keeps_space = whole.get(version.len()..).is_some_and(|version| version.trim_ascii() == b"2.1");
        }
        Some(ContentLine::of(line, &whole, is_too_long).ok_or(line))
    }
}

/// The notation of a value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Transfer {
    /// The head is not whole yet.
    Unknown,
    Plain,
    QuotedPrintable,
    Base64,
}

fn transfer_of(whole: &[u8]) -> Transfer {
    let Some(colon) = value_colon(whole) else { return Transfer::Unknown };
    let head = String::from_utf8_lossy(whole.get(..colon).unwrap_or_default()).to_ascii_uppercase();
    let has = |names: &[&str]| head.split(';').skip(1).any(|param| names.contains(&param.trim()));
    if has(&["ENCODING=QUOTED-PRINTABLE", "QUOTED-PRINTABLE", "ENCODING=Q"]) {
        Transfer::QuotedPrintable
    } else if has(&["ENCODING=BASE64", "ENCODING=B", "BASE64"]) {
        Transfer::Base64
    } else {
        Transfer::Plain
    }
}

impl ContentLine {
    fn of(line: u32, whole: &[u8], is_too_long: bool) -> Option<Self> {
        let colon = value_colon(whole)?;
        let head = decoded(whole.get(..colon)?, None);
        let mut parts = split_unquoted(&head, ';').into_iter();
        let name = parts.next()?.trim();
        let (group, name) = match name.rsplit_once('.') {
            Some((group, name)) => (Some(group.to_ascii_lowercase()), name),
            None => (None, name),
        };
        let is_name =
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_/".contains(&byte));
        if !is_name {
            return None;
        }
        let name = name.to_ascii_uppercase();
        let is_media = MEDIA.contains(&name.as_str());
        let raw = if is_too_long || is_media { &[][..] } else { whole.get(colon + 1..)? };
        let params = parts.flat_map(params_of).collect();
        Some(Self { line, group, name, params, raw: raw.to_vec(), is_too_long: is_too_long && !is_media })
    }

    /// Whether it has no value that is text.
    pub(super) fn is_empty(&self) -> bool {
        self.raw.trim_ascii().is_empty() && !MEDIA.contains(&self.name.as_str())
    }

    /// The values of a parameter.
    pub(super) fn param(&self, name: &str) -> impl Iterator<Item = &str> {
        self.params.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether the parameter `TYPE` has a value.
    pub(super) fn has_type(&self, wanted: &str) -> bool {
        self.param("TYPE").any(|given| given.eq_ignore_ascii_case(wanted))
    }

    /// The preference: 1 is the most, 101 is none.
    pub(super) fn preference(&self) -> u8 {
        let stated = self.param("PREF").find_map(|value| value.trim().parse().ok());
        let default = if self.has_type("PREF") { 1 } else { 101 };
        stated.filter(|value| (1..=100).contains(value)).unwrap_or(default)
    }

    /// The value as text, with its escapes.
    pub(super) fn text(&self) -> Cow<'_, str> {
        let encoding = self.param("ENCODING").next().unwrap_or_default();
        let is = |names: &[&str]| names.iter().any(|name| encoding.eq_ignore_ascii_case(name));
        let charset = self.param("CHARSET").next();
        if is(&["QUOTED-PRINTABLE", "Q"]) {
            Cow::Owned(decoded(&quoted_printable(&self.raw), charset).into_owned())
        } else if is(&["BASE64", "B"]) {
            let packed: Vec<u8> = self.raw.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
            match BASE64_STANDARD.decode(packed) {
                Ok(bytes) => Cow::Owned(decoded(&bytes, charset).into_owned()),
                Err(_) => Cow::Borrowed(""),
            }
        } else {
            decoded(&self.raw, charset)
        }
    }

    /// The value as one text, without escapes.
    pub(super) fn value(&self) -> String {
        unescaped(&self.text())
    }

    /// The components of a structured value, separated by semicolons.
    pub(super) fn components(&self) -> Vec<String> {
        split_unescaped(&self.text(), ';').into_iter().map(unescaped).collect()
    }

    /// The items of a list, which commas part.
    pub(super) fn items(&self) -> Vec<String> {
        split_unescaped(&self.text(), ',').into_iter().map(unescaped).collect()
    }
}

/// The first line of a text, without its end, and the rest. `None` if there is none.
fn split_line(text: &[u8]) -> Option<(&[u8], &[u8])> {
    if text.is_empty() {
        return None;
    }
    let end = memchr::memchr2(b'\n', b'\r', text).unwrap_or(text.len());
    let (line, rest) = text.split_at(end);
    let rest = rest.strip_prefix(b"\r\n").or_else(|| rest.get(1..)).unwrap_or_default();
    Some((line, rest))
}

fn is_end(line: &[u8]) -> bool {
    line.trim_ascii().eq_ignore_ascii_case(b"END:VCARD")
}

/// Whether a line can be nothing but base64.
fn is_base64(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    !line.is_empty() && line.iter().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(byte))
}

/// The place of the colon before the value: the first outside quotation marks.
fn value_colon(whole: &[u8]) -> Option<usize> {
    let mut is_quoted = false;
    let outside = whole.iter().position(|byte| {
        is_quoted ^= *byte == b'"';
        *byte == b':' && !is_quoted
    });
    // A mark that nothing closes is part of a value.
    outside.or_else(|| memchr::memchr(b':', whole))
}

/// The parts of a text between separators outside quotation marks.
fn split_unquoted(text: &str, separator: char) -> Vec<&str> {
    let mut is_quoted = false;
    text.split(move |letter| {
        is_quoted ^= letter == '"';
        letter == separator && !is_quoted
    })
    .collect()
}

/// The values of one parameter; a list has several.
fn params_of(param: &str) -> Vec<(String, String)> {
    let param = param.trim();
    if param.is_empty() {
        return Vec::new();
    }
    let Some((name, values)) = param.split_once('=') else {
        let upper = param.to_ascii_uppercase();
        let name = match upper.as_str() {
            "QUOTED-PRINTABLE" | "BASE64" | "8BIT" | "7BIT" => "ENCODING",
            _ => "TYPE",
        };
        return vec![(name.to_owned(), upper)];
    };
    let name = name.trim().to_ascii_uppercase();
    // Types may stand in quotation marks together.
    let is_type = name == "TYPE";
    let mut found = Vec::new();
    for value in split_unquoted(values, ',') {
        let value = value.trim().trim_matches('"');
        let parts = if is_type { value.split(',').collect() } else { vec![value] };
        found.extend(parts.into_iter().map(|part| (name.clone(), uncareted(part.trim()))));
    }
    found
}

/// The value of a parameter without the escapes of RFC 6868.
fn uncareted(value: &str) -> String {
    if !value.contains('^') {
        return value.to_owned();
    }
    let mut plain = String::with_capacity(value.len());
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match (letter, letters.as_str().chars().next()) {
            ('^', Some('n')) => plain.push('\n'),
            ('^', Some('^')) => plain.push('^'),
            ('^', Some('\'')) => plain.push('"'),
            _ => {
                plain.push(letter);
                continue;
            }
        }
        letters.next();
    }
    plain
}

/// The parts of a value between separators that no backslash precedes.
fn split_unescaped(text: &str, separator: char) -> Vec<&str> {
    let mut is_escaped = false;
    text.split(move |letter| {
        let is_separator = letter == separator && !is_escaped;
        is_escaped = letter == '\\' && !is_escaped;
        is_separator
    })
    .collect()
}

/// A value without its backslashes.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => plain.push('\n'),
                Some(other) => plain.push(other),
                None => plain.push('\\'),
            },
            other => plain.push(other),
        }
    }
    plain
}

/// Decodes quoted-printable without soft line breaks. Invalid sequences stay.
fn quoted_printable(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((byte, after)) = rest.split_first() {
        let hex = (*byte == b'=').then(|| after.get(..2)).flatten().and_then(hex_byte);
        bytes.push(hex.unwrap_or(*byte));
        rest = if hex.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    bytes
}
