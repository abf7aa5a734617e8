//! Detects contact files and their formats.

use std::path::Path;

use super::contact::ContactFile;
use super::delimited;
use super::error::ContactFileError;
use super::jscontact::read_jscontact;
use super::ldif::read_ldif;
use super::office::{read_ods, read_xlsx, refuse_old};
use super::vcard::read_vcards;

/// Reads the contacts of a file.
type Reader = fn(&[u8]) -> Result<ContactFile, ContactFileError>;

/// A format of contact files.
struct ContactFormat {
    /// The endings of its files, in lower case.
    endings: &'static [&'static str],
    /// Whether a file with such an ending has this format, for endings that other files have, too.
    is_content: fn(&[u8]) -> bool,
    /// Its reader.
    read: Reader,
}

/// The formats. Of several with one ending, the first that matches the content.
const FORMATS: &[ContactFormat] = &[
    ContactFormat { endings: &["csv", "tsv", "tab"], is_content: |_| true, read: delimited::read },
    ContactFormat { endings: &["xlsx", "xlsm"], is_content: |_| true, read: read_xlsx },
    ContactFormat { endings: &["ods"], is_content: |_| true, read: read_ods },
    ContactFormat { endings: &["xls"], is_content: |_| true, read: refuse_old },
    ContactFormat { endings: &["vcf", "vcard"], is_content: |_| true, read: |bytes| Ok(read_vcards(bytes)) },
    ContactFormat { endings: &["ldif", "ldi"], is_content: |_| true, read: |bytes| Ok(read_ldif(bytes)) },
    ContactFormat { endings: &["jscontact"], is_content: |_| true, read: |bytes| Ok(read_jscontact(bytes)) },
    ContactFormat { endings: &["json"], is_content: is_jscontact, read: |bytes| Ok(read_jscontact(bytes)) },
];

/// Whether the ending of a file name is that of a format. The content may still be different.
#[must_use]
pub fn has_contact_ending(name: &str) -> bool {
    FORMATS.iter().any(|format| format.has_ending(name))
}

/// Whether a file is a contact file, by its ending and its content.
#[must_use]
pub fn is_contact_file(name: &str, bytes: &[u8]) -> bool {
    format_of(name, bytes).is_some()
}

/// Reads the contacts of a file, or returns `None` if it is not a contact file.
///
/// # Errors
///
/// [`ContactFileError`] if nothing can be read of the file.
#[must_use]
pub fn read_contacts(name: &str, bytes: &[u8]) -> Option<Result<ContactFile, ContactFileError>> {
    format_of(name, bytes).map(|format| (format.read)(bytes))
}

fn format_of(name: &str, bytes: &[u8]) -> Option<&'static ContactFormat> {
    FORMATS.iter().find(|format| format.has_ending(name) && (format.is_content)(bytes))
}

/// Whether JSON contains cards: other objects have another type, or none.
fn is_jscontact(bytes: &[u8]) -> bool {
    const TYPE: &[u8] = b"\"@type\"";
    const CARD: &[u8] = b"\"Card\"";
    memchr::memmem::find_iter(bytes, TYPE).any(|at| {
        let value = bytes.get(at + TYPE.len()..).unwrap_or_default().trim_ascii_start();
        value.strip_prefix(b":").is_some_and(|value| value.trim_ascii_start().starts_with(CARD))
    })
}

impl ContactFormat {
    fn has_ending(&self, name: &str) -> bool {
        let ending = Path::new(name).extension().and_then(|ending| ending.to_str());
        ending.is_some_and(|ending| self.endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
    }
}
