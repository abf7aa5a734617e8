//! Text that is safe to show on a terminal: it cannot move the cursor, hide letters or reverse the line.

use std::borrow::Cow;

use super::fold;

/// The mark that replaces a dangerous character.
const MARK: char = '\u{fffd}';

/// The text as it may be shown: control characters, bidirectional and invisible formatting become a visible mark.
///
/// Tabs and line ends become a space. What is stored stays exact; this is for display only.
#[must_use]
pub fn display_safe(text: &str) -> Cow<'_, str> {
    if text.chars().all(|letter| !is_dangerous(letter)) {
        return Cow::Borrowed(text);
    }
    let shown = |letter| match letter {
        '\t' | '\n' | '\r' => ' ',
        dangerous if is_dangerous(dangerous) => MARK,
        harmless => harmless,
    };
    Cow::Owned(text.chars().map(shown).collect())
}

/// The text in ASCII: accents are removed, and a letter without an ASCII form becomes `?`.
#[must_use]
pub fn to_ascii(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            ascii if ascii.is_ascii() => plain.push(ascii),
            '–' | '—' => plain.push('-'),
            '”' | '“' => plain.push('"'),
            '’' | '‘' => plain.push('\''),
            other => {
                let folded = fold(other.encode_utf8(&mut [0; 4]));
                let is_ascii = !folded.is_empty() && folded.is_ascii();
                let ascii = if is_ascii { folded } else { "?".to_owned() };
                plain.push_str(&if other.is_uppercase() { ascii.to_uppercase() } else { ascii });
            }
        }
    }
    plain
}

/// Whether a character can change other cells of the screen, or is invisible.
///
/// C0, DEL and C1 controls; bidirectional marks, embeddings and isolates; everything that Unicode lets a program ignore by
/// default (`Default_Ignorable_Code_Point`: zero-width and invisible operators, fillers, variation selectors, language
/// tags); interlinear annotation; and the blank of Braille, which only looks like a space.
#[must_use]
pub fn is_dangerous(letter: char) -> bool {
    matches!(letter,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}'
        | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_lose_their_escape() {
        assert_eq!(display_safe("a\u{1b}[2Jb"), "a\u{fffd}[2Jb");
        assert_eq!(display_safe("\u{202e}nen"), "\u{fffd}nen");
        assert_eq!(display_safe("a\tb\nc"), "a b c");
    }

    #[test]
    fn what_shows_nothing_is_shown_as_a_mark() {
        // Fillers, a soft hyphen, a joiner, a vowel separator, a blank of Braille, variation selectors.
        for letter in "\u{3164}\u{115f}\u{1160}\u{ffa0}\u{ad}\u{34f}\u{180e}\u{2800}\u{fe0f}\u{e0100}\u{17b4}".chars() {
            assert_eq!(display_safe(&format!("a{letter}b")), "a\u{fffd}b", "{letter:?}");
        }
        assert_eq!(display_safe("☎ € ⠃ ᄀ"), "☎ € ⠃ ᄀ");
    }

    #[test]
    fn ascii_keeps_the_letters_under_the_accents() {
        assert_eq!(to_ascii("Päivi Ångström – ”Öö” 漢"), "Paivi Angstrom - \"Oo\" ?");
    }

    #[test]
    fn plain_text_is_left_alone() {
        assert!(matches!(display_safe("Päivi Ruotsala"), Cow::Borrowed(_)));
    }
}
