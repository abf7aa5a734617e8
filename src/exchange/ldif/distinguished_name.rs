//! Distinguished names (RFC 4514): their parts, compared and written.

use std::fmt;

use crate::exchange::values::hex_byte;

/// The name of an entry: the attributes from the entry up to the root of the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DistinguishedName {
    /// Attribute in lower case and value, without escapes.
    parts: Vec<(String, String)>,
}

impl DistinguishedName {
    /// Parses a name. `None` if a part has no attribute.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut parts = Vec::new();
        for part in split(text, &[',', ';']) {
            // A part of several attributes is compared by all and named by the first.
            for pair in split(part, &['+']) {
                let (name, value) = pair.split_once('=')?;
                let name = name.trim().to_lowercase();
                let is_name =
                    !name.is_empty() && name.bytes().all(|it| it.is_ascii_alphanumeric() || b"-.".contains(&it));
                if !is_name {
                    return None;
                }
                parts.push((name, unescaped(value)));
            }
        }
        (!parts.is_empty()).then_some(Self { parts })
    }

    /// The key by which names are compared.
    pub(super) fn key(&self) -> String {
        let pairs = self.parts.iter().map(|(name, value)| format!("{name}={}", value.to_lowercase()));
        pairs.collect::<Vec<_>>().join("\u{1}")
    }

    /// The attribute and value of the entry itself.
    pub(super) fn own(&self) -> Option<(&str, &str)> {
        self.parts.first().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The value of the nearest part above the entry with an attribute.
    pub(super) fn above(&self, wanted: &str) -> Option<&str> {
        self.parts.iter().skip(1).find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }

    /// The name of the entry after it was renamed, and moved if there is a new place for it.
    pub(super) fn renamed(&self, own: &Self, above: Option<&Self>) -> Self {
        let rest = above.map_or_else(|| self.parts.get(1..).unwrap_or_default(), |above| &above.parts);
        Self { parts: own.parts.iter().chain(rest).cloned().collect() }
    }
}

impl fmt::Display for DistinguishedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (name, value)) in self.parts.iter().enumerate() {
            let comma = if place > 0 { "," } else { "" };
            write!(f, "{comma}{name}={}", escaped(value))?;
        }
        Ok(())
    }
}

/// A value as it stands in a distinguished name.
pub(super) fn escaped(value: &str) -> String {
    let last = value.chars().count().saturating_sub(1);
    let mut text = String::with_capacity(value.len());
    for (place, letter) in value.chars().enumerate() {
        let is_special = matches!(letter, ',' | '+' | '"' | '\\' | '<' | '>' | ';' | '=')
            || letter == ' ' && (place == 0 || place == last)
            || letter == '#' && place == 0;
        if letter == '\0' {
            text.push_str("\\00");
            continue;
        }
        if is_special {
            text.push('\\');
        }
        text.push(letter);
    }
    text
}

/// The parts of a text between separators that are neither escaped nor in quotation marks.
fn split<'a>(text: &'a str, separators: &[char]) -> Vec<&'a str> {
    let (mut is_escaped, mut is_quoted) = (false, false);
    text.split(move |letter| {
        let is_separator = separators.contains(&letter) && !is_escaped && !is_quoted;
        is_quoted ^= letter == '"' && !is_escaped;
        is_escaped = letter == '\\' && !is_escaped;
        is_separator
    })
    .collect()
}

/// A value without its escapes and quotation marks.
fn unescaped(value: &str) -> String {
    let value = value.trim_start();
    // A space at the end stays if it is escaped.
    let trimmed = value.trim_end();
    let value = if trimmed.ends_with('\\') && trimmed.len() < value.len() {
        value.get(..=trimmed.len()).unwrap_or(trimmed)
    } else {
        trimmed
    };
    let quoted = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = quoted.unwrap_or(value).as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        if *byte != b'\\' {
            bytes.push(*byte);
        } else if let Some(hex) = after.get(..2).and_then(hex_byte) {
            bytes.push(hex);
            rest = after.get(2..).unwrap_or_default();
        } else if let Some((escaped, after)) = after.split_first() {
            bytes.push(*escaped);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Option<String> {
        DistinguishedName::parse(text).map(|name| name.key())
    }

    #[test]
    fn names_are_the_same_however_they_are_written() {
        let plain = key("cn=Laine\\, Ville,ou=Myynti,dc=example");
        assert!(plain.is_some());
        for text in ["CN=laine\\2C Ville, OU=Myynti, DC=example", "cn = \"Laine, Ville\" , ou=MYYNTI;dc=example"] {
            assert_eq!(key(text), plain, "{text}");
        }
        assert_ne!(key("cn=Laine,ou=Ville,dc=example"), plain);
        assert_eq!(key("Laine"), None);
        assert_eq!(key(""), None);
    }

    #[test]
    fn what_is_escaped_is_read_again() {
        for value in ["Oy #1, \"A+B\" <x>; y=\\z", " spaces ", "#tag", "å ä ö", "a"] {
            let name = DistinguishedName::parse(&format!("cn={},dc=x", escaped(value)));
            assert_eq!(name.as_ref().and_then(DistinguishedName::own), Some(("cn", value)), "{value}");
            assert_eq!(name.as_ref().and_then(|name| name.above("dc")), Some("x"));
        }
    }
}
