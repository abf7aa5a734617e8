//! Records of an LDIF file: lines between blank lines, unfolded, each an attribute and a value.

use std::collections::HashSet;
use std::sync::Arc;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use crate::exchange::FileProblemKind;
use crate::exchange::values::decoded;

/// The maximum number of bytes of a value that is text, as it stands in the file.
const MAX_VALUE_BYTES: usize = 1 << 20;
/// The maximum number of lines of a record that are read.
const MAX_LINES: usize = 20_000;

/// A record: an entry or a change.
#[derive(Debug, Default)]
pub(super) struct LdifRecord {
    /// The line on which it begins, from 1.
    pub(super) line: u32,
    /// Its lines.
    pub(super) lines: Vec<RecordLine>,
}

/// A line of a record.
#[derive(Debug)]
pub(super) enum RecordLine {
    /// An attribute with a value.
    Value(AttributeValue),
    /// The line between the parts of a change.
    Separator,
}

/// A value of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AttributeValue {
    /// The line of the file, from 1.
    pub(super) line: u32,
    /// The name of the attribute in lower case, without options. The values of a file share the names.
    pub(super) name: Arc<str>,
    /// The options in lower case, as in `lang-fi`.
    pub(super) options: Vec<String>,
    /// The value. `None` if it is not text.
    pub(super) value: Option<String>,
}

/// Reads the records of a file.
pub(super) struct LdifRecords<'a> {
    rest: &'a [u8],
    line: u32,
    /// The names of attributes so far.
    names: HashSet<Arc<str>>,
    /// Problems since they were last taken.
    pub(super) problems: Vec<(u32, FileProblemKind)>,
}

impl<'a> LdifRecords<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, line: 0, names: HashSet::new(), problems: Vec::new() }
    }

    fn peek(&self) -> Option<(&'a [u8], &'a [u8])> {
        if self.rest.is_empty() {
            return None;
        }
        let end = memchr::memchr(b'\n', self.rest).unwrap_or(self.rest.len());
        let (line, rest) = self.rest.split_at(end);
        Some((line.strip_suffix(b"\r").unwrap_or(line), rest.get(1..).unwrap_or_default()))
    }

    fn next_line(&mut self) -> Option<&'a [u8]> {
        let (line, rest) = self.peek()?;
        self.rest = rest;
        self.line = self.line.saturating_add(1);
        Some(line)
    }

    /// The next line with what is folded after it, and where it begins. `None` at the end of a record.
    fn next_logical(&mut self) -> Option<(u32, Vec<u8>)> {
        let first = self.peek().map(|(line, _)| line).filter(|line| !line.is_empty())?;
        self.next_line();
        let line = self.line;
        let mut whole = first.to_vec();
        let mut is_too_long = false;
        while let Some((b' ', folded)) =
            self.peek().and_then(|(next, _)| next.split_first().map(|(it, rest)| (*it, rest)))
        {
            self.next_line();
            is_too_long |= whole.len() + folded.len() > MAX_VALUE_BYTES;
            if !is_too_long {
                whole.extend_from_slice(folded);
            }
        }
        if is_too_long || whole.len() > MAX_VALUE_BYTES {
            // The head stays, so that the attribute is known.
            let is_media = is_media(&whole);
            if !is_media {
                self.problems.push((line, FileProblemKind::TooLong));
            }
            let end = memchr::memchr(b':', &whole).map_or(0, |colon| colon + 1).min(MAX_VALUE_BYTES);
            whole.truncate(if is_media { end } else { 0 });
        }
        Some((line, whole))
    }
}

impl Iterator for LdifRecords<'_> {
    type Item = LdifRecord;

    fn next(&mut self) -> Option<LdifRecord> {
        loop {
            while self.peek()?.0.is_empty() {
                self.next_line();
            }
            let mut record = LdifRecord { line: 0, lines: Vec::new() };
            while let Some((line, whole)) = self.next_logical() {
                if whole.is_empty() || whole.starts_with(b"#") {
                    continue;
                }
                if record.lines.is_empty() && is_version(&whole) {
                    continue;
                }
                if record.lines.is_empty() {
                    record.line = line;
                }
                if whole == b"-" {
                    record.lines.push(RecordLine::Separator);
                    continue;
                }
                match record.lines.len() {
                    MAX_LINES => self.problems.push((line, FileProblemKind::TooMany)),
                    length if length > MAX_LINES => continue,
                    _ => {}
                }
                match value_of(line, &whole, &mut self.names) {
                    Ok(value) => record.lines.push(RecordLine::Value(value)),
                    Err(kind) => self.problems.push((line, kind)),
                }
            }
            if !record.lines.is_empty() {
                return Some(record);
            }
        }
    }
}

/// Whether the line holds the version of the format, which is not part of a record.
fn is_version(line: &[u8]) -> bool {
    line.get(..8).is_some_and(|head| head.eq_ignore_ascii_case(b"version:"))
}

/// Attributes that hold pictures and keys.
fn is_media(line: &[u8]) -> bool {
    const MEDIA: &[&str] =
        &["jpegphoto", "photo", "thumbnailphoto", "thumbnaillogo", "usercertificate", "usersmimecertificate", "audio"];
    let head = line.split(|byte| [b':', b';'].contains(byte)).next().unwrap_or_default();
    MEDIA.iter().any(|name| head.eq_ignore_ascii_case(name.as_bytes()))
}

fn value_of(line: u32, whole: &[u8], names: &mut HashSet<Arc<str>>) -> Result<AttributeValue, FileProblemKind> {
    let colon = memchr::memchr(b':', whole).ok_or(FileProblemKind::BadEntry)?;
    let (head, value) = whole.split_at(colon);
    let head = std::str::from_utf8(head).map_err(|_| FileProblemKind::BadEntry)?.trim().to_lowercase();
    let mut parts = head.split(';');
    let name = parts.next().unwrap_or_default();
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte)) {
        return Err(FileProblemKind::BadEntry);
    }
    let options: Vec<String> = parts.map(str::to_owned).collect();
    let is_binary = is_media(whole) || options.iter().any(|option| option == "binary");
    let value = match value.get(1..).unwrap_or_default() {
        [b'<', ..] => return Err(FileProblemKind::Elsewhere),
        _ if is_binary => None,
        [b':', packed @ ..] => {
            let packed: Vec<u8> = packed.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
            let bytes = BASE64_STANDARD.decode(packed).map_err(|_| FileProblemKind::BadEntry)?;
            String::from_utf8(bytes).ok()
        }
        plain => Some(decoded(plain.trim_ascii(), None).into_owned()),
    };
    let name = canonical(name);
    let known = names.get(name).cloned();
    let name = known.unwrap_or_else(|| {
        let new: Arc<str> = name.into();
        names.insert(Arc::clone(&new));
        new
    });
    Ok(AttributeValue { line, name, options, value })
}

/// The usual name of an attribute that has several, or is given by its number.
pub(super) fn canonical(name: &str) -> &str {
    match name {
        "commonname" | "2.5.4.3" => "cn",
        "surname" | "2.5.4.4" => "sn",
        "gn" | "2.5.4.42" => "givenname",
        "localityname" | "2.5.4.7" | "mozillaworklocality" => "l",
        "organizationname" | "2.5.4.10" => "o",
        "organizationalunitname" | "2.5.4.11" => "ou",
        "2.5.4.12" => "title",
        "2.5.4.20" => "telephonenumber",
        "fax" | "2.5.4.23" => "facsimiletelephonenumber",
        "mobiletelephonenumber" | "cellphone" | "0.9.2342.19200300.100.1.41" => "mobile",
        "pagertelephonenumber" | "pagerphone" => "pager",
        "hometelephonenumber" => "homephone",
        "rfc822mailbox" | "0.9.2342.19200300.100.1.3" => "mail",
        other => other,
    }
}
