//! The targets of links that a reader may need and the text does not show.

/// Adds the contact of a link to a line, if the text of the link, from byte `start`, does not show it.
pub(super) fn append_contact(line: &mut String, start: usize, target: &str) {
    if let Some(contact) = contact_of(target)
        && !shows(line.get(start..).unwrap_or(line), &contact)
    {
        line.extend([" <", &contact, ">"]);
    }
}

/// The address or the number of a `mailto:` or `tel:` link.
pub(super) fn contact_of(target: &str) -> Option<String> {
    let target = target.trim();
    let rest = ["mailto:", "tel:", "callto:"].iter().find_map(|scheme| {
        let head = target.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then(|| target.get(scheme.len()..)).flatten()
    })?;
    let end = rest.find(['?', ';']).unwrap_or(rest.len());
    let decoded = percent_decoded(rest.get(..end)?.trim_start_matches('/'));
    let contact = decoded.trim();
    (!contact.is_empty() && !contact.contains(['<', '>', '\n'])).then(|| contact.to_owned())
}

/// Whether a text shows a contact: the address, however its sign is written, or the digits of the number.
pub(super) fn shows(text: &str, contact: &str) -> bool {
    const COMPARED_DIGITS: usize = 6;
    if contact.contains('@') {
        let letters = |text: &str| text.to_lowercase().chars().filter(|it| it.is_alphanumeric()).collect::<String>();
        let joined = letters(contact);
        // “(at)” leaves two letters where the sign has none.
        let spelled = letters(&contact.replace('@', "at"));
        let shown = letters(text);
        return shown.contains(&joined) || shown.contains(&spelled);
    }
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let wanted = digits(contact);
    let tail = wanted.get(wanted.len().saturating_sub(COMPARED_DIGITS)..).unwrap_or(&wanted);
    digits(text).contains(tail)
}

/// A text with each `%41` decoded; it stays as it is if the result is not UTF-8.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        let byte = code.filter(|_| *first == b'%').and_then(|code| u8::from_str_radix(code, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_gives_its_address_or_number() {
        assert_eq!(contact_of("mailto:a%2Eb@c.fi?subject=Hei").as_deref(), Some("a.b@c.fi"));
        assert_eq!(contact_of("TEL:+358%20295%20111").as_deref(), Some("+358 295 111"));
        for other in ["https://c.fi", "mailto:", "tel:?x", "#", "ä"] {
            assert_eq!(contact_of(other), None, "{other}");
        }
    }

    #[test]
    fn a_text_that_shows_the_contact_needs_no_second() {
        assert!(shows("A.B (at) C.fi", "a.b@c.fi"));
        assert!(shows("Aino: a.b@c.fi", "a.b@c.fi"));
        assert!(shows("0295 111 222", "+358295111222"));
        assert!(!shows("Sähköposti", "a.b@c.fi"));
        assert!(!shows("Soita", "+358295111222"));
    }
}
