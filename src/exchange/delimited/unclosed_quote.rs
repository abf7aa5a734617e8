//! Finds the line of a quotation mark that is never closed.

/// The line, from 1, of a quotation mark that opens a cell and is never closed.
///
/// If the quoted text contains a line end and words follow the closing mark, that mark belongs to a later cell, so the
/// first one is not closed either.
pub(super) fn unclosed_quote(text: &str, delimiter: u8) -> Option<u32> {
    let mut line = 1;
    let mut opened: Option<(u32, bool)> = None;
    let mut begins = true;
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        let ends_cell = |next: Option<&u8>| next.is_none_or(|next| *next == delimiter || matches!(next, b'\n' | b'\r'));
        match (byte, opened) {
            (b'"', Some(_)) if bytes.next_if_eq(&b'"').is_some() => {}
            (b'"', Some((from, is_long))) => {
                if is_long && !ends_cell(bytes.peek()) {
                    return Some(from);
                }
                opened = None;
            }
            (b'\n', Some((from, _))) => opened = Some((from, true)),
            (b'"', None) if begins => opened = Some((line, false)),
            _ => {}
        }
        line += u32::from(byte == b'\n');
        begins = opened.is_none() && (byte == delimiter || byte == b'\n' || byte == b'\r');
    }
    opened.map(|(from, _)| from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_that_is_not_closed_is_found() {
        for (text, line) in [
            ("a;\"b\"\n\"c \"\"d\"\"\";e\n", None),
            ("a;b\n\"c\nd\";e\n", None),
            ("a;b\n\"c;d\ne;f\n", Some(2)),
            ("a;b\n\"c;d\ne;\"f\";g\n", Some(2)),
            ("a 5\" nail;b\n", None),
            ("", None),
        ] {
            assert_eq!(unclosed_quote(text, b';'), line, "{text}");
        }
    }
}
