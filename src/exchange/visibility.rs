//! The words for who may see a record.

use super::contact::Visibility;
use crate::text::fold;

/// Folded words in three languages, and those of calendars and address books.
#[rustfmt::skip]
const WORDS: &[(&str, Visibility)] = &[
    ("public", Visibility::Public), ("julkinen", Visibility::Public), ("offentlig", Visibility::Public),
    ("publik", Visibility::Public), ("normal", Visibility::Public), ("kaikki", Visibility::Public),
    ("alla", Visibility::Public), ("all", Visibility::Public), ("everyone", Visibility::Public),
    ("staff", Visibility::Staff), ("henkilosto", Visibility::Staff), ("henkilokunta", Visibility::Staff),
    ("personal", Visibility::Staff), ("personalen", Visibility::Staff), ("internal", Visibility::Staff),
    ("sisainen", Visibility::Staff), ("intern", Visibility::Staff), ("internt", Visibility::Staff),
    ("private", Visibility::Private), ("yksityinen", Visibility::Private), ("privat", Visibility::Private),
    ("confidential", Visibility::Private), ("luottamuksellinen", Visibility::Private),
    ("salainen", Visibility::Private), ("konfidentiell", Visibility::Private), ("hemlig", Visibility::Private),
];

impl Visibility {
    /// The visibility that a word names in Finnish, Swedish or English. Returns `None` for any other word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let folded = fold(word.trim());
        WORDS.iter().find(|(known, _)| *known == folded).map(|(_, visibility)| *visibility)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visibility_has_names_in_three_languages() {
        for word in ["Henkilöstö", "personal", " STAFF "] {
            assert_eq!(Visibility::from_word(word), Some(Visibility::Staff), "{word}");
        }
        assert_eq!(Visibility::from_word("yksityinen"), Some(Visibility::Private));
        assert_eq!(Visibility::from_word("ehkä"), None);
    }
}
