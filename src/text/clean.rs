//! Text as a reader sees it: without invisible characters, with plain spaces and composed letters.

use unicode_normalization::char::compose;

/// A cleaned text, with the offsets in the original text.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Cleaned {
    /// The cleaned text.
    pub text: String,
    /// The byte in the original of each byte of `text`, and the length of the original.
    pub origins: Vec<u32>,
}

impl Cleaned {
    /// Cleans `text`: removes invisible characters, replaces spaces and control characters by plain spaces and
    /// non-breaking hyphens by hyphens, and composes letters with combining marks where Unicode has the composed
    /// letter.
    ///
    /// # Examples
    ///
    /// ```
    /// use allu::text::Cleaned;
    ///
    /// assert_eq!(Cleaned::new("Ma\u{308}\u{ad}ki\u{a0}1").text, "Mäki 1");
    /// ```
    #[must_use]
    pub fn new(text: &str) -> Self {
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let mut cleaned = Self { text: String::with_capacity(text.len()), origins: Vec::with_capacity(text.len() + 1) };
        let mut letters = text.char_indices().filter(|(_, letter)| !is_invisible(*letter)).peekable();
        while let Some((at, letter)) = letters.next() {
            let mut shown = match letter {
                space if space.is_whitespace() || space.is_control() => ' ',
                '\u{2010}' | '\u{2011}' => '-',
                other => other,
            };
            while let Some(whole) = letters.peek().and_then(|(_, mark)| compose(shown, *mark)) {
                shown = whole;
                letters.next();
            }
            cleaned.text.push(shown);
            cleaned.origins.resize(cleaned.text.len(), byte(at));
        }
        cleaned.origins.push(byte(text.len()));
        cleaned
    }
}

/// Whether a reader does not see a character in running text: soft hyphens, characters of zero width, marks of
/// direction, invisible operators, byte order marks.
#[must_use]
pub fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_gone() {
        let hidden = "a\u{ad}\u{200b}\u{200e}\u{202a}\u{2060}\u{2067}\u{feff}b";
        assert_eq!(Cleaned::new(hidden).text, "ab");
        assert_eq!(Cleaned::new("1\u{a0}2\u{2007}3\u{202f}4\t5").text, "1 2 3 4 5");
        assert_eq!(Cleaned::new("a\u{2011}b\u{2010}c – d").text, "a-b-c – d");
    }

    #[test]
    fn every_mark_that_unicode_can_compose_is_composed() {
        assert_eq!(Cleaned::new("Ano\u{303} Z\u{30c}iga e\u{302}\u{301}").text, "Anõ Žiga ế");
        assert_eq!(Cleaned::new("a\u{ad}\u{308}").text, "ä");
        assert_eq!(Cleaned::new("q\u{308}").text, "q\u{308}");
    }

    proptest::proptest! {
        #[test]
        fn every_byte_has_its_origin(text in ".*") {
            let cleaned = Cleaned::new(&text);
            proptest::prop_assert_eq!(cleaned.origins.len(), cleaned.text.len() + 1);
            proptest::prop_assert!(cleaned.origins.windows(2).all(|pair| pair[0] <= pair[1]));
            proptest::prop_assert!(cleaned.origins.iter().all(|at| text.is_char_boundary(*at as usize)));
            proptest::prop_assert_eq!(&Cleaned::new(&cleaned.text).text, &cleaned.text);
        }
    }
}
