//! Inflection of the Finnish nouns that mark roles, organisations and projects.

use foldhash::HashMap;

use super::case::{Case, LOCAL_ENDINGS};
use crate::text::fold;

const TABLE: &str = include_str!("../../assets/lexicon/nouns.tsv");

/// A noun with the stems of its forms.
#[derive(Clone, Copy, Debug)]
struct Noun {
    nominative: &'static str,
    /// Stem of the essive and the illative.
    strong: &'static str,
    /// Stem of the genitive and the local cases.
    weak: &'static str,
    /// Stem of the plural's partitive and local cases.
    plural: &'static str,
    /// The note of the noun in the table; often empty.
    tag: &'static str,
}

/// A word that ends in a known noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InflectedForm {
    noun: usize,
    /// Its case.
    pub case: Case,
    /// Whether it is plural.
    pub is_plural: bool,
    /// Number of characters of the word before the noun.
    pub prefix_chars: usize,
}

/// What a form of a noun is a form of.
#[derive(Clone, Copy, Debug)]
struct Form {
    /// Index of the noun in the lexicon.
    noun: usize,
    case: Case,
    is_plural: bool,
}

/// Every form of the nouns of one list.
#[derive(Debug)]
pub struct Lexicon {
    nouns: Vec<Noun>,
    forms: HashMap<String, Form>,
}

impl Lexicon {
    /// The nouns of a list, such as `role`; empty if there is no such list.
    ///
    /// * **Source** — `assets/lexicon/nouns.tsv`.
    #[must_use]
    pub fn of(list: &str) -> Self {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        let nouns: Vec<Noun> = lines.filter_map(|line| read(line, list)).collect();
        let mut forms = HashMap::default();
        for (index, noun) in nouns.iter().enumerate() {
            for (form, case, is_plural) in forms_of(noun) {
                // A form of several nouns belongs to the first noun and its first case.
                forms.entry(form).or_insert(Form { noun: index, case, is_plural });
            }
        }
        Self { nouns, forms }
    }

    /// The note of the noun of a form in the table; often empty.
    #[must_use]
    pub fn tag(&self, form: InflectedForm) -> &'static str {
        self.nouns.get(form.noun).map_or("", |noun| noun.tag)
    }

    /// The longest noun that a word ends in, or `None` if it ends in none.
    #[must_use]
    pub fn find(&self, word: &str) -> Option<InflectedForm> {
        let folded = fold(word);
        // A letter that folds to two would change the number of letters, but no Finnish noun has one.
        if folded.chars().count() != word.chars().count() {
            return None;
        }
        folded.char_indices().enumerate().find_map(|(prefix_chars, (at, _))| {
            let tail = folded.get(at..)?;
            let form = if tail.contains(':') { self.forms.get(&tail.replace(':', "")) } else { self.forms.get(tail) };
            let Form { noun, case, is_plural } = *form?;
            Some(InflectedForm { noun, case, is_plural, prefix_chars })
        })
    }

    /// The word with its noun in the nominative singular.
    #[must_use]
    pub fn nominative(&self, word: &str, form: InflectedForm) -> String {
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

/// A line of the table, if it is of the list.
fn read(line: &'static str, list: &str) -> Option<Noun> {
    let mut columns = line.split('\t');
    let is_listed = columns.next() == Some(list);
    let [nominative, strong, weak, plural] = [columns.next()?, columns.next()?, columns.next()?, columns.next()?];
    is_listed.then_some(Noun { nominative, strong, weak, plural, tag: columns.next().unwrap_or_default() })
}

/// The folded forms of a noun, each with its case and whether it is plural.
fn forms_of(noun: &Noun) -> Vec<(String, Case, bool)> {
    let Noun { nominative, strong, weak, plural, .. } = *noun;
    let last = strong.chars().last().unwrap_or('a');
    let mut forms = vec![
        (nominative.to_owned(), Case::Nominative, false),
        (format!("{weak}n"), Case::Genitive, false),
        (format!("{weak}t"), Case::Nominative, true),
    ];
    let ends_in_vowel = nominative.ends_with(['a', 'ä', 'o', 'ö', 'u', 'y', 'i']);
    if ends_in_vowel {
        forms.extend([(format!("{strong}a"), Case::Partitive, false), (format!("{strong}ta"), Case::Partitive, false)]);
    } else {
        let doubled = if nominative.ends_with('e') { "t" } else { "" };
        forms.push((format!("{nominative}{doubled}ta"), Case::Partitive, false));
    }
    for (ending, case) in LOCAL_ENDINGS {
        forms.push((format!("{weak}{ending}"), case, false));
        forms.push((format!("{plural}{ending}"), case, true));
    }
    forms.extend([
        (format!("{strong}na"), Case::Essive, false),
        (format!("{weak}ksi"), Case::Translative, false),
        // “valitsi johtajakseen”: with the possessive suffix
        (format!("{strong}kseen"), Case::Translative, false),
        (format!("{strong}{last}n"), Case::To, false),
        (format!("{strong}seen"), Case::To, false),
        (format!("{plural}hin"), Case::To, true),
        (format!("{plural}in"), Case::To, true),
        (format!("{plural}ksi"), Case::Translative, true),
        (format!("{plural}na"), Case::Essive, true),
        (format!("{plural}a"), Case::Partitive, true),
        (format!("{plural}ta"), Case::Partitive, true),
        (format!("{plural}den"), Case::Genitive, true),
        (format!("{strong}in"), Case::Genitive, true),
        (format!("{nominative}ten"), Case::Genitive, true),
    ]);
    let jen = format!("{}jen", plural.strip_suffix('i').unwrap_or(plural));
    let ien = format!("{plural}en");
    let ja = format!("{}ja", plural.strip_suffix('i').unwrap_or(plural));
    forms.extend([(jen, Case::Genitive, true), (ien, Case::Genitive, true), (ja, Case::Partitive, true)]);
    forms.into_iter().map(|(form, case, plural)| (fold(&form), case, plural)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        let lines: Vec<&str> = TABLE.lines().filter(|line| !line.starts_with('#')).collect();
        let read = ["role", "organisation", "project"].map(|list| Lexicon::of(list).nouns.len());
        assert_eq!(read.iter().sum::<usize>(), lines.len());
        for line in lines {
            assert!((5..=6).contains(&line.split('\t').filter(|column| !column.is_empty()).count()), "{line}");
        }
    }

    #[test]
    fn an_inflected_word_finds_its_nominative() {
        for (list, word, nominative, case, plural) in [
            ("role", "hankepäällikkönä", "hankepäällikkö", Case::Essive, false),
            ("role", "Projektipäälliköksi", "Projektipäällikkö", Case::Translative, false),
            ("role", "päälliköitä", "päällikkö", Case::Partitive, true),
            ("organisation", "ELY-keskuksessa", "ELY-keskus", Case::At, false),
            ("organisation", "ELY-keskuksiin", "ELY-keskus", Case::To, true),
            ("organisation", "ELY-keskusten", "ELY-keskus", Case::Genitive, true),
            ("project", "-hankkeeseen", "-hanke", Case::To, false),
            ("project", "hanketta", "hanke", Case::Partitive, false),
        ] {
            let lexicon = Lexicon::of(list);
            let form = lexicon.find(word);
            let read = form.map(|it| (lexicon.nominative(word, it), it.case, it.is_plural));
            assert_eq!(read, Some((nominative.to_owned(), case, plural)), "{word}");
        }
        assert_eq!(Lexicon::of("project").find("hankala"), None);
    }
}
