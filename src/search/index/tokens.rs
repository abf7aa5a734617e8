//! The words of a text.

/// The words of a folded text, each with the offset of the character at which it starts.
///
/// `anne laitinen-sainio` has `anne`, `laitinen-sainio`, `laitinen` and `sainio`; an address is a word, and so are its parts.
pub(in crate::search) fn words_of(folded: &str) -> Vec<(u32, &str)> {
    let mut words = Vec::new();
    let outside = |letter: char| letter.is_whitespace() || ",;/()\"".contains(letter);
    for (at, chunk) in pieces(folded, outside) {
        let parts = pieces(chunk, |letter| !letter.is_alphanumeric());
        if parts.len() != 1 || parts[0].1 != chunk {
            words.push((at, chunk));
        }
        words.extend(parts.into_iter().map(|(inside, part)| (at + inside, part)));
    }
    words
}

/// The runs of characters between separators, each with the offset of the character at which it starts.
fn pieces(text: &str, is_separator: impl Fn(char) -> bool) -> Vec<(u32, &str)> {
    let mut found = Vec::new();
    let mut begun: Option<(u32, usize)> = None;
    for (at, (byte, letter)) in (0_u32..).zip(text.char_indices()) {
        match (begun, is_separator(letter)) {
            (None, false) => begun = Some((at, byte)),
            (Some((at, start)), true) => {
                found.push((at, &text[start..byte]));
                begun = None;
            }
            _ => {}
        }
    }
    found.extend(begun.map(|(at, start)| (at, &text[start..])));
    found
}

#[cfg(test)]
mod tests {
    use super::words_of;

    #[test]
    fn a_hyphenated_name_is_one_word_and_two() {
        assert_eq!(
            words_of("anne laitinen-sainio"),
            [(0, "anne"), (5, "laitinen-sainio"), (5, "laitinen"), (14, "sainio")]
        );
        assert_eq!(words_of("a.b@c.fi").len(), 5);
    }
}
