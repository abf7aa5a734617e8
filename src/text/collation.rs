//! The order of names in lists.

use super::fold;

/// A key that sorts names in Finnish order: å, ä and ö after z, ü as y, all other accents and the case of letters ignored.
///
/// # Examples
///
/// ```
/// use allu::text::collation_key;
///
/// let mut names = ["Öhman", "Zeta", "Åberg", "Äärelä", "Édes"];
/// names.sort_by_key(|name| collation_key(name));
/// assert_eq!(names, ["Édes", "Zeta", "Åberg", "Äärelä", "Öhman"]);
/// ```
#[must_use]
pub fn collation_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(at) = rest.find(is_special) {
        let (plain, special) = rest.split_at(at);
        key.push_str(&fold(plain));
        let mut letters = special.chars();
        key.push(match letters.next() {
            Some('å' | 'Å') => '{',
            Some('ä' | 'Ä' | 'æ' | 'Æ') => '|',
            Some('ü' | 'Ü') => 'y',
            _ => '}',
        });
        rest = letters.as_str();
    }
    key.push_str(&fold(rest));
    key
}

/// Whether a letter is sorted apart from its base letter.
const fn is_special(letter: char) -> bool {
    matches!(letter, 'å' | 'Å' | 'ä' | 'Ä' | 'æ' | 'Æ' | 'ö' | 'Ö' | 'ø' | 'Ø' | 'ü' | 'Ü')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finnish_order_puts_its_own_letters_last() {
        let mut names = ["Öhman Bo", "Zeta Åke", "Äärelä Ia", "Åberg Ann", "Édes Tom", "Aalto Ia", "Übel Jo", "Yxi Bo"];
        names.sort_by_key(|name| collation_key(name));
        let sorted = ["Aalto Ia", "Édes Tom", "Übel Jo", "Yxi Bo", "Zeta Åke", "Åberg Ann", "Äärelä Ia", "Öhman Bo"];
        assert_eq!(names, sorted);
    }
}
