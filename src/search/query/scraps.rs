//! Repairs the damage that pasting does to a text: entities, percent signs, quoted-printable, foreign brackets and
//! quotation marks, letters among digits.

/// Named entities of the letters of Nordic names, and of the signs that every page has.
#[rustfmt::skip]
const ENTITIES: &[(&str, char)] = &[
    ("auml", 'ä'), ("ouml", 'ö'), ("aring", 'å'), ("Auml", 'Ä'), ("Ouml", 'Ö'), ("Aring", 'Å'),
    ("uuml", 'ü'), ("Uuml", 'Ü'), ("eacute", 'é'), ("Eacute", 'É'), ("egrave", 'è'), ("ntilde", 'ñ'),
    ("scaron", 'š'), ("Scaron", 'Š'), ("ccedil", 'ç'), ("oslash", 'ø'), ("Oslash", 'Ø'), ("aelig", 'æ'),
    ("AElig", 'Æ'), ("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\''), ("nbsp", ' '),
    ("ndash", '–'), ("mdash", '—'), ("shy", '\u{AD}'), ("commat", '@'),
];

/// The maximum number of letters of an entity between `&` and `;`.
const LONGEST_ENTITY: usize = 8;

/// Quotation marks and brackets that are not operators.
const AROUND: &str = "‹›«»„“”‟‚‘‛{}「」『』【】〈〉《》〔〕";

/// A text with entities, percent-encoding and quoted-printable decoded.
pub(super) fn decoded(text: &str) -> String {
    let text = if text.contains('&') { with_entities(text) } else { text.to_owned() };
    let text = if text.contains('%') { with_bytes(&text, '%', false) } else { text };
    // “=ab” searches a whole word, “M=C3=A4kinen” is quoted-printable.
    if text.contains('=') { with_bytes(&text, '=', true) } else { text }
}

/// A text without the quotation marks and brackets of other languages, and with spaces for signs that only separate
/// words.
pub(super) fn bare(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|letter| match letter {
            letter if AROUND.contains(letter) => ' ',
            ';' => ' ',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            letter => letter,
        })
        .collect();
    let has_words = plain.contains(char::is_alphanumeric);
    let words = plain.split(' ').filter(|word| *word != "-" || !has_words);
    words.map(|word| with_alternatives(&with_digits(word))).collect::<Vec<_>>().join(" ")
}

/// Two names separated by a slash, as alternatives: `Lappi/Kainuu`.
fn with_alternatives(word: &str) -> String {
    let parts: Vec<&str> = word.split('/').collect();
    let is_name =
        |part: &&str| part.chars().count() >= 2 && part.chars().all(|letter| letter.is_alphabetic() || letter == '-');
    if parts.len() > 1 && parts.iter().all(is_name) { parts.join(" | ") } else { word.to_owned() }
}

/// A word of digits in which letters that look like digits are replaced: `O295`, `o37o12`.
fn with_digits(word: &str) -> String {
    let digit = |letter: char| match letter {
        'O' | 'o' => Some('0'),
        'l' | 'I' => Some('1'),
        letter if letter.is_ascii_digit() => Some(letter),
        _ => None,
    };
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let read: Option<String> = word.chars().map(digit).collect();
    match read {
        Some(read) if digits >= 2 && digits < read.len() => read,
        _ => word.to_owned(),
    }
}

fn with_entities(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        plain.push_str(before);
        let end = behind.find(';').filter(|end| *end <= LONGEST_ENTITY);
        if let Some((end, letter)) = end.and_then(|end| Some((end, entity(behind.get(..end)?)?))) {
            plain.push(letter);
            rest = &behind[end + 1..];
        } else {
            plain.push('&');
            rest = behind;
        }
    }
    plain.push_str(rest);
    plain
}

fn entity(name: &str) -> Option<char> {
    let Some(number) = name.strip_prefix('#') else {
        return ENTITIES.iter().find(|(own, _)| *own == name).map(|(_, letter)| *letter);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|letter| !letter.is_control())
}

/// A text with a sign and two hexadecimal digits decoded as a byte of UTF-8 or else of Latin-1. With `is_inside`, only
/// after a letter.
fn with_bytes(text: &str, sign: char, is_inside: bool) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(sign) {
        let (before, run) = rest.split_at(at);
        plain.push_str(before);
        let bytes = bytes_of(run, sign);
        let is_read = !is_inside || plain.ends_with(char::is_alphabetic);
        // Bytes of ASCII are decoded only for the space and the marks of an address.
        if bytes.is_empty() || !is_read {
            plain.push(sign);
            rest = &run[sign.len_utf8()..];
            continue;
        }
        rest = &run[bytes.len() * 3..];
        match std::str::from_utf8(&bytes) {
            Ok(letters) => plain.push_str(letters),
            Err(_) => plain.extend(bytes.iter().map(|byte| char::from(*byte))),
        }
    }
    plain.push_str(rest);
    plain
}

/// The bytes of the signs with two hexadecimal digits each that a text begins with.
fn bytes_of(text: &str, sign: char) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(byte) = rest.strip_prefix(sign).and_then(|hex| hex.get(..2)) {
        let is_hex = byte.bytes().all(|digit| digit.is_ascii_hexdigit());
        let Some(byte) = u8::from_str_radix(byte, 16).ok().filter(|byte| is_hex && *byte >= b' ') else { break };
        bytes.push(byte);
        rest = &rest[3..];
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_were_written_for_a_program_are_letters() {
        for text in
            ["M&#228;kinen", "M&#xE4;kinen", "M&auml;kinen", "M%E4kinen", "M%C3%A4kinen", "M=C3=A4kinen", "M=E4kinen"]
        {
            assert_eq!(decoded(text), "Mäkinen", "{text}");
        }
        assert_eq!(decoded("Sanna%20Hiltunen"), "Sanna Hiltunen");
    }

    #[test]
    fn signs_that_are_no_code_stay() {
        for text in ["100 %", "=ab", "=hanna", "a & b", "R&D", "&;", "%", "%%zz", "50%ab", "&#0;", "x=y"] {
            assert_eq!(decoded(text).replace('\u{ab}', "%ab"), text, "{text}");
        }
    }

    #[test]
    fn quotation_marks_and_dashes_only_part_words() {
        assert_eq!(bare("‹Mäkinen› Sanna").split_whitespace().collect::<Vec<_>>(), ["Mäkinen", "Sanna"]);
        assert_eq!(
            bare("{Purosalo} Minna;Lappi").split_whitespace().collect::<Vec<_>>(),
            ["Purosalo", "Minna", "Lappi"]
        );
        assert_eq!(bare("Hiltunen – Etelä‐Savo"), "Hiltunen Etelä-Savo");
    }

    #[test]
    fn letters_among_digits_are_digits() {
        assert_eq!(bare("O295 o37o12 lOO Oili 4o"), "0295 037012 lOO Oili 4o");
    }
}
