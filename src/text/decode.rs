//! Bytes to text, whatever the encoding.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The text of a file.
#[derive(Debug)]
pub struct DecodedText<'a> {
    /// The text, without a byte order mark.
    pub text: Cow<'a, str>,
    /// The name of the encoding, if only the bytes themselves suggest it.
    pub guessed: Option<&'static str>,
}

/// The bytes are not text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotText;

/// The number of bytes from which the kind of a file is determined.
const HEAD_BYTES: usize = 4096;

/// The first bytes of files that hold no text.
const SIGNATURES: &[&[u8]] = &[
    b"%PDF-",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"Rar!",
    b"7z\xbc\xaf",
];

/// Decodes a text: by its byte order mark, as UTF-8, by the encoding that an HTML page `declares`, or by the one that
/// its bytes suggest.
///
/// # Errors
///
/// [`NotText`] if the bytes are not text.
pub fn decode(bytes: &[u8], declares: bool) -> Result<DecodedText<'_>, NotText> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return sure(encoding, bytes.get(mark..).unwrap_or_default());
    }
    if let Some(encoding) = unmarked_utf_16(bytes) {
        return sure(encoding, bytes);
    }
    if SIGNATURES.iter().any(|signature| bytes.starts_with(signature)) || is_binary(bytes) {
        return Err(NotText);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(DecodedText { text: Cow::Borrowed(text), guessed: None });
    }
    let declared = if declares { declared_encoding(bytes) } else { None };
    if let Some(encoding) = declared.filter(|it| *it != UTF_8) {
        return sure(encoding, bytes);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(Some(b"fi"), Utf8Detection::Deny);
    Ok(DecodedText { text: encoding.decode_without_bom_handling(bytes).0, guessed: Some(encoding.name()) })
}

fn sure<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Result<DecodedText<'a>, NotText> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    if text.contains('\0') {
        return Err(NotText);
    }
    Ok(DecodedText { text, guessed: None })
}

/// UTF-16 without a mark: nearly every other byte is zero, the others are not.
fn unmarked_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD_BYTES.min(bytes.len()) & !1).filter(|head| head.len() >= 4)?;
    let (mut even, mut odd) = (0, 0);
    for pair in head.chunks_exact(2) {
        if let [first, second] = pair {
            even += usize::from(*first == 0);
            odd += usize::from(*second == 0);
        }
    }
    let most = head.len() / 2 * 3 / 4;
    match (even, odd) {
        (0, odd) if odd > most => Some(UTF_16LE),
        (even, 0) if even > most => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether the bytes contain a NUL, or many other characters that do not occur in text.
fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD_BYTES.min(bytes.len())).unwrap_or_default();
    let controls = head.iter().filter(|byte| matches!(byte, 1..=8 | 14..=26 | 28..=31)).count();
    bytes.contains(&0) || controls * 10 > head.len()
}

/// The encoding that `charset=` in the head of a page names.
fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    const KEY: &[u8] = b"charset";
    let head = bytes.get(..HEAD_BYTES.min(bytes.len())).unwrap_or_default().to_ascii_lowercase();
    let at = head.windows(KEY.len()).position(|window| window == KEY)?;
    let is_filler = |byte: &&u8| matches!(byte, b' ' | b'=' | b'"' | b'\'' | b'\t');
    let rest = head.get(at + KEY.len()..)?;
    let rest = rest.get(rest.iter().take_while(is_filler).count()..)?;
    let is_label = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':');
    let encoding = Encoding::for_label(rest.get(..rest.iter().take_while(is_label).count())?)?;
    // A page in which this name can be read as bytes is not UTF-16.
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "Äijä Hämäläinen, projektipäällikkö, Åbo";

    fn text_of(bytes: &[u8]) -> (String, Option<&'static str>) {
        let decoded = decode(bytes, true).expect("text");
        (decoded.text.into_owned(), decoded.guessed)
    }

    fn utf_16(words: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        words.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn a_marked_or_plain_encoding_is_no_guess() {
        let marked = format!("\u{feff}{WORDS}");
        assert_eq!(text_of(WORDS.as_bytes()), (WORDS.to_owned(), None));
        assert_eq!(text_of(marked.as_bytes()), (WORDS.to_owned(), None));
        for to_bytes in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
            assert_eq!(text_of(&utf_16(&marked, to_bytes)), (WORDS.to_owned(), None));
            assert_eq!(text_of(&utf_16(WORDS, to_bytes)), (WORDS.to_owned(), None));
        }
    }

    #[test]
    fn a_page_declares_its_encoding() {
        let page = "<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-15'>Š€";
        let (bytes, _, _) = encoding_rs::ISO_8859_15.encode(page);
        assert_eq!(text_of(&bytes), (page.to_owned(), None));
    }

    #[test]
    fn one_byte_a_letter_is_guessed_and_said() {
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(WORDS);
        assert_eq!(text_of(&bytes), (WORDS.to_owned(), Some("windows-1252")));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in [b"%PDF-1.4\n".as_slice(), b"\x89PNG\r\n", b"a\0b", b"\x01\x02\x03\x04", b"PK\x03\x04abc"] {
            assert!(matches!(decode(bytes, false), Err(NotText)), "{bytes:?}");
        }
    }
}
