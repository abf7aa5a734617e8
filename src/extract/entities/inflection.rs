//! Inflection of the Finnish nouns that mark roles, organisations and projects.

use std::collections::HashMap;

use crate::text::fold;

/// A noun with the stems of its forms.
///
/// * **Source** — regular declension; `strong` and `weak` differ where consonants alternate, `plural` is the stem of
///   the plural's local cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Noun {
    /// The form of a list.
    pub(crate) nominative: &'static str,
    /// Stem of the essive and the illative.
    pub(crate) strong: &'static str,
    /// Stem of the genitive and the local cases.
    pub(crate) weak: &'static str,
    /// Stem of the plural's partitive and local cases.
    pub(crate) plural: &'static str,
}

/// The case of a noun, as far as it matters here: interior and exterior local cases are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NounCase {
    /// The subject of a sentence, or an entry of a list.
    Nominative,
    /// The owner.
    Genitive,
    /// An object, or what is counted.
    Partitive,
    /// The role of somebody: “as a planner”.
    Essive,
    /// The role that somebody gets: “to be a planner”.
    Translative,
    /// Inessive or adessive: “in”, “at”.
    At,
    /// Elative or ablative: “from”.
    From,
    /// Illative or allative: “to”.
    To,
}

/// A word that ends in a known noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct InflectedForm {
    /// Index of the noun in the lexicon.
    pub(crate) noun: usize,
    /// Its case.
    pub(crate) case: NounCase,
    /// Whether it is plural.
    pub(crate) is_plural: bool,
    /// Number of characters of the word before the noun.
    pub(crate) prefix_chars: usize,
}

/// What a form of a noun is a form of.
#[derive(Clone, Copy, Debug)]
struct Form {
    /// Index of the noun in the lexicon.
    noun: usize,
    case: NounCase,
    is_plural: bool,
}

/// Every form of some nouns.
#[derive(Debug)]
pub(crate) struct Lexicon {
    nouns: &'static [Noun],
    forms: HashMap<String, Form>,
}

impl Lexicon {
    /// The forms of `nouns`.
    pub(crate) fn new(nouns: &'static [Noun]) -> Self {
        let mut forms = HashMap::new();
        for (index, noun) in nouns.iter().enumerate() {
            for (form, case, is_plural) in forms_of(noun) {
                // A form that several share belongs to the first noun and its first case.
                forms.entry(form).or_insert(Form { noun: index, case, is_plural });
            }
        }
        Self { nouns, forms }
    }

    /// The longest noun that a word ends in, or `None` if it ends in none.
    pub(crate) fn find(&self, word: &str) -> Option<InflectedForm> {
        let folded: Vec<char> = fold(word).chars().collect();
        // A letter that folds to two would shift the count; no Finnish noun has one.
        if folded.len() != word.chars().count() {
            return None;
        }
        (0..folded.len()).find_map(|prefix_chars| {
            let tail: String = folded.get(prefix_chars..)?.iter().filter(|letter| **letter != ':').collect();
            let Form { noun, case, is_plural } = *self.forms.get(&tail)?;
            Some(InflectedForm { noun, case, is_plural, prefix_chars })
        })
    }

    /// The word with its noun in the nominative singular.
    pub(crate) fn nominative(&self, word: &str, form: InflectedForm) -> String {
        let head = self.nouns.get(form.noun).map_or("", |noun| noun.nominative);
        let mut letters = word.chars();
        let front: String = letters.by_ref().take(form.prefix_chars).collect();
        // “Opistosta” is “Opisto”: a capital of the word is kept.
        let mut head = head.chars();
        match (letters.next(), head.next()) {
            (Some(first), Some(plain)) if first.is_uppercase() => {
                front + &plain.to_uppercase().to_string() + head.as_str()
            }
            (_, Some(plain)) => front + &plain.to_string() + head.as_str(),
            (_, None) => front,
        }
    }
}

/// The folded forms of a noun, each with its case and whether it is plural.
fn forms_of(noun: &Noun) -> Vec<(String, NounCase, bool)> {
    let Noun { nominative, strong, weak, plural } = *noun;
    let last = strong.chars().last().unwrap_or('a');
    let mut forms = vec![
        (nominative.to_owned(), NounCase::Nominative, false),
        (format!("{weak}n"), NounCase::Genitive, false),
        (format!("{weak}t"), NounCase::Nominative, true),
    ];
    let ends_in_vowel = nominative.ends_with(['a', 'ä', 'o', 'ö', 'u', 'y', 'i']);
    if ends_in_vowel {
        forms.extend([
            (format!("{strong}a"), NounCase::Partitive, false),
            (format!("{strong}ta"), NounCase::Partitive, false),
        ]);
    } else {
        let doubled = if nominative.ends_with('e') { "t" } else { "" };
        forms.push((format!("{nominative}{doubled}ta"), NounCase::Partitive, false));
    }
    for (ending, case) in
        [("ssa", NounCase::At), ("lla", NounCase::At), ("sta", NounCase::From), ("lta", NounCase::From)]
    {
        forms.push((format!("{weak}{ending}"), case, false));
        forms.push((format!("{plural}{ending}"), case, true));
    }
    forms.extend([
        (format!("{strong}na"), NounCase::Essive, false),
        (format!("{weak}ksi"), NounCase::Translative, false),
        (format!("{weak}lle"), NounCase::To, false),
        (format!("{strong}{last}n"), NounCase::To, false),
        (format!("{strong}seen"), NounCase::To, false),
        (format!("{plural}lle"), NounCase::To, true),
        (format!("{plural}hin"), NounCase::To, true),
        (format!("{plural}in"), NounCase::To, true),
        (format!("{plural}ksi"), NounCase::Translative, true),
        (format!("{plural}na"), NounCase::Essive, true),
        (format!("{plural}a"), NounCase::Partitive, true),
        (format!("{plural}ta"), NounCase::Partitive, true),
        (format!("{plural}den"), NounCase::Genitive, true),
        (format!("{strong}in"), NounCase::Genitive, true),
        (format!("{nominative}ten"), NounCase::Genitive, true),
    ]);
    let jen = format!("{}jen", plural.strip_suffix('i').unwrap_or(plural));
    let ien = format!("{plural}en");
    let ja = format!("{}ja", plural.strip_suffix('i').unwrap_or(plural));
    forms.extend([(jen, NounCase::Genitive, true), (ien, NounCase::Genitive, true), (ja, NounCase::Partitive, true)]);
    forms.into_iter().map(|(form, case, plural)| (fold(&form), case, plural)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOUNS: &[Noun] = &[
        Noun { nominative: "päällikkö", strong: "päällikkö", weak: "päällikö", plural: "päälliköi" },
        Noun { nominative: "keskus", strong: "keskukse", weak: "keskukse", plural: "keskuksi" },
        Noun { nominative: "hanke", strong: "hankkee", weak: "hankkee", plural: "hankkei" },
    ];

    #[test]
    fn an_inflected_word_finds_its_nominative() {
        let lexicon = Lexicon::new(NOUNS);
        for (word, nominative, case, plural) in [
            ("hankepäällikkönä", "hankepäällikkö", NounCase::Essive, false),
            ("Projektipäälliköksi", "Projektipäällikkö", NounCase::Translative, false),
            ("päälliköitä", "päällikkö", NounCase::Partitive, true),
            ("ELY-keskuksessa", "ELY-keskus", NounCase::At, false),
            ("ELY-keskuksiin", "ELY-keskus", NounCase::To, true),
            ("ELY-keskusten", "ELY-keskus", NounCase::Genitive, true),
            ("-hankkeeseen", "-hanke", NounCase::To, false),
            ("hanketta", "hanke", NounCase::Partitive, false),
        ] {
            let form = lexicon.find(word);
            let read = form.map(|it| (lexicon.nominative(word, it), it.case, it.is_plural));
            assert_eq!(read, Some((nominative.to_owned(), case, plural)), "{word}");
        }
        assert_eq!(lexicon.find("hankala"), None);
    }
}
