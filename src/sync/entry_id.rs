//! The permanent id of an entry: its `entryUUID`, `nsUniqueId` or `objectGUID`.

use std::fmt;

/// The permanent id of an entry.
///
/// * **Shape** — 16 bytes, written as a UUID: `0d1c5e2a-…`.
/// * **Errors** — the constructors return `None` for anything else.
/// * **Source** — the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId([u8; 16]);

impl EntryId {
    /// The id in the bytes of a UUID.
    #[must_use]
    pub fn from_uuid(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The id in the bytes of an `objectGUID`, of which the first three parts have their lowest byte first.
    #[must_use]
    pub fn from_guid(bytes: &[u8]) -> Option<Self> {
        let mut bytes: [u8; 16] = bytes.try_into().ok()?;
        for part in [0..4, 4..6, 6..8] {
            bytes.get_mut(part)?.reverse();
        }
        Some(Self(bytes))
    }

    /// The id in a text of 32 hexadecimal digits, with hyphens anywhere.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let mut digits = text.bytes().filter(|byte| *byte != b'-');
        let mut bytes = [0; 16];
        for byte in &mut bytes {
            let mut digit = || char::from(digits.next()?).to_digit(16);
            *byte = u8::try_from(digit()? << 4 | digit()?).ok()?;
        }
        digits.next().is_none().then_some(Self(bytes))
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, byte) in self.0.iter().enumerate() {
            let hyphen = if [4, 6, 8, 10].contains(&place) { "-" } else { "" };
            write!(f, "{hyphen}{byte:02x}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_written_as_a_uuid() {
        let text = "0d1c5e2a-8f00-1041-9e3b-ff0102030405";
        let id = EntryId::from_text(text).expect("an id");
        assert_eq!(id.to_string(), text);
        assert_eq!(EntryId::from_text("0d1c5e2a-8f001041-9e3bff01-02030405"), Some(id), "as 389-ds writes it");
        let guid = [0x2a, 0x5e, 0x1c, 0x0d, 0x00, 0x8f, 0x41, 0x10, 0x9e, 0x3b, 0xff, 1, 2, 3, 4, 5];
        assert_eq!(EntryId::from_guid(&guid), Some(id));
        assert_eq!(EntryId::from_uuid(&id.0), Some(id));
        for text in ["", "0d1c", "0d1c5e2a-8f00-1041-9e3b-ff01020304050", "zd1c5e2a-8f00-1041-9e3b-ff0102030405"] {
            assert_eq!(EntryId::from_text(text), None, "{text}");
        }
        assert_eq!((EntryId::from_uuid(&[1]), EntryId::from_guid(&[0; 17])), (None, None));
    }
}
