//! The sort order of names.

use crate::text::fold;

/// The sort key of a person: the last word of the name first, as in an address book, in Finnish order.
pub(super) fn sort_key(name: &str) -> String {
    match name.rsplit_once(' ') {
        Some((given, surname)) => collation_key(&format!("{surname} {given}")),
        None => collation_key(name),
    }
}

/// A key in Finnish sort order: å, ä and ö after z, all other accents ignored.
fn collation_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(at) = rest.find(['å', 'Å', 'ä', 'Ä', 'æ', 'Æ', 'ö', 'Ö', 'ø', 'Ø']) {
        let (plain, special) = rest.split_at(at);
        key.push_str(&fold(plain));
        let mut letters = special.chars();
        key.push(match letters.next() {
            Some('å' | 'Å') => '{',
            Some('ä' | 'Ä' | 'æ' | 'Æ') => '|',
            _ => '}',
        });
        rest = letters.as_str();
    }
    key.push_str(&fold(rest));
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finnish_order_puts_its_own_letters_last() {
        let mut names = ["Öhman Bo", "Zeta Åke", "Äärelä Ia", "Åberg Ann", "Édes Tom", "Aalto Ia"];
        names.sort_by_key(|name| collation_key(name));
        assert_eq!(names, ["Aalto Ia", "Édes Tom", "Zeta Åke", "Åberg Ann", "Äärelä Ia", "Öhman Bo"]);
    }

    #[test]
    fn the_surname_comes_first() {
        assert_eq!(sort_key("Åsa-Maria von Öhman"), "}hman {sa-maria von");
        assert_eq!(sort_key("Cher"), "cher");
    }
}
