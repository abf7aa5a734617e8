//! One spelling for comparing: without case, accents and typographic variants.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::clean::is_invisible;

/// Text folded for comparison, with the indices of the original characters.
///
/// * **Shape** — `text` holds what [`fold`] returns; `origins` has one entry for each *character* of `text`:
///   the index of the character of the original that it came from.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each character of `text`, the index of its character in the original.
    pub origins: Vec<u32>,
}

impl Folded {
    /// Folds `text` and remembers where each character came from.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(text.len()), origins: Vec::with_capacity(text.len()) };
        for (origin, letter) in (0_u32..).zip(text.chars()) {
            fold_letter(letter, |plain| {
                folded.text.push(plain);
                folded.origins.push(origin);
            });
        }
        folded
    }
}

/// Folds `text`: compatibility decomposition, lower case, marks stripped, letters without a decomposition
/// (ø, æ, ß, ł, đ, þ, ı) written out, every dash a hyphen and every space a space. Invisible characters vanish.
///
/// Idempotent: `fold(&fold(x)) == fold(x)`. Composed and decomposed input fold alike.
///
/// # Examples
///
/// ```
/// use allu::text::fold;
///
/// assert_eq!(fold("Päivi Åström"), "paivi astrom");
/// assert_eq!(fold("Pa\u{308}ivi"), "paivi");
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        fold_letter(letter, |plain| folded.push(plain));
    }
    folded
}

/// The folded text without spaces and hyphens: `Etelä-Savo`, `etelä savo` and `eteläsavo` share the key `etelasavo`.
#[must_use]
pub fn join_key(text: &str) -> String {
    fold(text).chars().filter(|letter| !letter.is_whitespace() && *letter != '-').collect()
}

fn fold_letter(letter: char, mut push: impl FnMut(char)) {
    if letter.is_ascii() {
        push(letter.to_ascii_lowercase());
        return;
    }
    if is_invisible(letter) {
        return;
    }
    // Decomposed before and after lower-casing: some capitals (İ) only then show their marks.
    for lower in letter.nfkd().flat_map(char::to_lowercase) {
        for plain in lower.nfkd().filter(|plain| !is_combining_mark(*plain)) {
            match plain {
                'ø' => push('o'),
                'đ' | 'ð' => push('d'),
                'ł' => push('l'),
                'ı' => push('i'),
                'æ' => "ae".chars().for_each(&mut push),
                'œ' => "oe".chars().for_each(&mut push),
                'ß' => "ss".chars().for_each(&mut push),
                'þ' => "th".chars().for_each(&mut push),
                '\u{2010}'..='\u{2015}' | '\u{2212}' => push('-'),
                '\u{2018}' | '\u{2019}' | '\u{02bc}' => push('\''),
                space if space.is_whitespace() => push(' '),
                other => push(other),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_case_never_matter() {
        for spelling in ["Ehrström", "EHRSTRÖM", "Ehrstro\u{308}m", "ehrstrom"] {
            assert_eq!(fold(spelling), "ehrstrom");
        }
        assert_eq!(fold("Ehr\u{ad}str\u{200b}öm\u{feff}"), "ehrstrom");
        assert_eq!(fold("Ærøskøbing Łódź groß"), "aeroskobing lodz gross");
    }

    #[test]
    fn every_folded_letter_knows_its_origin() {
        let folded = Folded::new("aß\u{f6}b");
        assert_eq!(folded.text, "assob");
        assert_eq!(folded.origins, [0, 1, 1, 2, 3]);
    }

    #[test]
    fn spaces_and_hyphens_do_not_part_a_place() {
        assert_eq!(join_key("Etelä-Savo"), join_key("etelä savo"));
    }

    proptest::proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in ".*") {
            let once = fold(&text);
            proptest::prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn folding_with_origins_gives_the_same_text(text in ".*") {
            let folded = Folded::new(&text);
            proptest::prop_assert_eq!(&folded.text, &fold(&text));
            proptest::prop_assert_eq!(folded.origins.len(), folded.text.chars().count());
        }
    }
}
