//! The names of people that a document has shown, in any form.

use crate::extract::entities::vocabulary::{VOCABULARY, WordList};
use std::collections::{HashMap, HashSet};

use super::{NameOrder, PersonMention};
use crate::extract::entities::name_lookup::NameLookup;
use crate::language::nominatives;
use crate::text::fold;

/// The people whom a document names.
#[derive(Clone, Debug, Default)]
pub(crate) struct KnownPeople {
    /// The names as printed.
    printed: NameLookup,
    mentions: HashMap<String, PersonMention>,
    /// The names in the nominative, by their folded form.
    nominatives: HashMap<String, String>,
    /// The names by their folded surname; `None` for one that several people have.
    surnames: HashMap<String, Option<String>>,
    /// The names by their folded given name; `None` for one that several people have.
    given_names: HashMap<String, Option<String>>,
    /// The capitalised words of the document, by their folded form.
    words: HashMap<String, String>,
    /// The folded names that are certainly in the nominative.
    sure: HashSet<String>,
}

impl KnownPeople {
    /// The people of some mentions, each with the words that the document prints for it.
    ///
    /// A printed name that is an inflected form of another one is not a separate name. The flag says whether a name is
    /// certainly in the nominative; `words` are the capitalised words of the document, which may contain single surnames.
    pub(crate) fn new<'w>(found: Vec<(String, PersonMention, bool)>, words: impl IntoIterator<Item = &'w str>) -> Self {
        let words = words.into_iter().map(|word| (fold(word), word.to_owned())).collect();
        let mut all = Self { words, ..Self::default() };
        // “Jyri Vuolle” in a list is not a form of a Jyri Vuo.
        let is_same = |printed: &str, person: &PersonMention| fold(printed) == fold(&person.name);
        let listed: HashSet<String> = found
            .iter()
            .filter(|(printed, person, is_nominative)| *is_nominative && is_same(printed, person))
            .map(|(printed, ..)| fold(printed))
            .collect();
        let found: Vec<_> = found
            .into_iter()
            .filter(|(printed, person, _)| is_same(printed, person) || !listed.contains(&fold(printed)))
            .collect();
        for (_, person, is_nominative) in &found {
            if *is_nominative {
                all.sure.insert(fold(&person.name));
            }
            all.nominatives.entry(fold(&person.name)).or_insert_with(|| person.name.clone());
        }
        for (printed, person, _) in found {
            let base = all.base_of(&person.name).or_else(|| all.other_base_of(&printed, &person.name));
            let person = base.map_or(person.clone(), |name| PersonMention { name, ..person });
            // A list has the surname first, and the text below it the usual order.
            all.mentions.entry(person.name.clone()).or_insert_with(|| person.renamed(person.name.clone()));
            all.mentions.entry(printed).or_insert(person);
        }
        let is_own: Vec<String> = all.mentions.values().map(|person| fold(&person.name)).collect();
        all.nominatives.retain(|folded, _| is_own.contains(folded));
        all.printed = all.mentions.keys().cloned().collect();
        for name in all.nominatives.values() {
            let folded = fold(name);
            let given = folded.split(' ').next().unwrap_or_default().to_owned();
            let entry = all.given_names.entry(given).or_insert_with(|| Some(name.clone()));
            if entry.as_ref() != Some(name) {
                *entry = None;
            }
            // “Ali Mohamud” is a surname, too, if the name has three words.
            let surnames = folded.match_indices(' ').map(|(at, _)| folded.get(at + 1..).unwrap_or_default().to_owned());
            for surname in surnames {
                let entry = all.surnames.entry(surname).or_insert_with(|| Some(name.clone()));
                if entry.as_ref() != Some(name) {
                    *entry = None;
                }
            }
        }
        all
    }

    /// The names as printed, for looking up the beginning of a text.
    pub(crate) fn printed(&self) -> &NameLookup {
        &self.printed
    }

    /// The person that a printed name means.
    pub(crate) fn mention(&self, printed: &str) -> Option<&PersonMention> {
        self.mentions.get(printed)
    }

    /// The capitalised word of the document with a folded form.
    pub(crate) fn capitalised(&self, folded: &str) -> Option<&str> {
        self.words.get(folded).map(String::as_str)
    }

    /// Whether the document has a name that is certainly in the nominative: in a list.
    pub(crate) fn has_nominative(&self, name: &str) -> bool {
        self.sure.contains(&fold(name))
    }

    /// The name of which a name is an inflected form: “Eija Asikaisen” is Eija Asikainen, if the document has that name or
    /// the surname alone. Two names that lists print in the nominative are two people.
    pub(crate) fn base_of(&self, name: &str) -> Option<String> {
        let (given, surname) = name.rsplit_once(' ')?;
        let folded = fold(given);
        let bases = nominatives(&fold(surname));
        let mut named = bases.iter().filter_map(|base| self.nominatives.get(&format!("{folded} {base}")));
        if let Some(known) = named.find(|known| known.as_str() != name) {
            let are_both_listed = self.has_nominative(name) && self.has_nominative(known);
            return (!are_both_listed).then(|| known.clone());
        }
        // The ending of a surname that stands alone in the nominative.
        let object = nominative_of_object(name)?;
        let base = object.rsplit_once(' ')?.1;
        self.words.contains_key(&fold(base)).then_some(object)
    }

    /// Another known name of which a printed name is an inflected form: “Sari Tervahaudan” is Sari Tervahauta, and not the
    /// Sari Tervahauda that its ending shows.
    fn other_base_of(&self, printed: &str, name: &str) -> Option<String> {
        let (given, surname) = printed.rsplit_once(' ').filter(|_| printed != name)?;
        let (given, own) = (fold(given), fold(name));
        let known = nominatives(&fold(surname)).into_iter().map(|base| format!("{given} {base}"));
        known.filter(|it| *it != own).find_map(|it| self.nominatives.get(&it).cloned())
    }

    /// The one known name that ends in a surname, in any form.
    pub(crate) fn by_surname(&self, surname: &str) -> Option<&str> {
        by_form(&self.surnames, surname)
    }

    /// The one known name that begins with a given name, in any form.
    pub(crate) fn by_given_name(&self, given: &str) -> Option<&str> {
        by_form(&self.given_names, given)
    }
}

/// The name to which a word in any form refers.
fn by_form<'a>(names: &'a HashMap<String, Option<String>>, word: &str) -> Option<&'a str> {
    let folded = fold(word);
    let forms = std::iter::once(folded.clone()).chain(nominatives(&folded));
    forms.into_iter().find_map(|form| names.get(&form))?.as_deref()
}

/// Genitives whose nominative is shorter and has the weak grade: “Ahokkaan”, “Kankaan”.
const LONG_STEMS: [(&str, &str); 4] = [("kkaan", "kas"), ("kkään", "käs"), ("nkaan", "ngas"), ("nkään", "ngäs")];

/// The nominative of a surname by its ending, if the document does not have the nominative. `None` if the ending does
/// not determine it.
///
/// * **Shape** — only for a name that is inflected according to its position in the sentence.
pub(crate) fn nominative_of_object(name: &str) -> Option<String> {
    let (given, surname) = name.rsplit_once(' ')?;
    let lower = surname.to_lowercase();
    let cut = |ending: &str, new: &str| {
        let kept = lower.strip_suffix(ending)?.chars().count();
        let head: String = surname.chars().take(kept).collect();
        (kept >= 2).then(|| format!("{head}{new}"))
    };
    let is_vowel = |letter: Option<char>| letter.is_some_and(|it| "aeiouyäöå".contains(it));
    let before = |ending: &str| lower.strip_suffix(ending).and_then(|stem| stem.chars().next_back());
    let found = if lower.ends_with("nen") {
        None
    } else if lower.ends_with("sen") {
        cut("sen", "nen")
    } else if let Some((ending, nominative)) = LONG_STEMS.iter().find(|(ending, _)| lower.ends_with(ending)) {
        cut(ending, nominative)
    } else if lower.ends_with("sta") || lower.ends_with("stä") {
        cut("sta", "nen").or_else(|| cut("stä", "nen"))
    } else if let Some(consonant) = before("in").filter(|letter| !is_vowel(Some(*letter))) {
        // “Lindqvistin” has a linking vowel, “Rautakallion” has none.
        if is_foreign_ending(lower.strip_suffix("in").unwrap_or_default()) { cut("in", "") } else { cut("n", "") }
            .filter(|_| consonant.is_alphabetic())
    } else if is_vowel(before("n")) {
        cut("n", "")
    } else if lower.ends_with("ea") || lower.ends_with("eä") {
        cut("ea", "i").or_else(|| cut("eä", "i"))
    } else if let Some(stem) =
        ["ia", "iä"].iter().find_map(|ending| lower.strip_suffix(ending)).filter(|stem| is_foreign_ending(stem))
    {
        let kept = stem.chars().count();
        Some(surname.chars().take(kept).collect())
    } else if is_vowel(before("a")) {
        cut("a", "")
    } else if is_vowel(before("ä")) {
        cut("ä", "")
    } else {
        None
    };
    found.map(|surname| format!("{given} {surname}"))
}

/// The nominative of a surname in “-seen”, which is not an ending of a nominative: “ota yhteyttä Minna Saloseen”.
pub(crate) fn nominative_of_illative(name: &str) -> Option<String> {
    let root = name.strip_suffix("seen")?;
    let surname = root.rsplit_once(' ')?.1;
    (surname.chars().count() >= 2).then(|| format!("{root}nen"))
}

/// The nominative of a surname in a local case whose ending is not that of a nominative: “Anna Arolta”.
pub(crate) fn nominative_of_local(name: &str) -> Option<String> {
    const ENDINGS: [&str; 5] = ["lta", "ltä", "lle", "lla", "llä"];
    let (given, surname) = name.rsplit_once(' ')?;
    let lower = surname.to_lowercase();
    if VOCABULARY.given_name(surname).is_some() {
        return None;
    }
    let stem = ENDINGS.iter().find_map(|ending| lower.strip_suffix(ending))?;
    let kept = stem.chars().count();
    let is_local = kept >= 3 && !stem.ends_with('l') && stem.ends_with(|it: char| "aeiouyäö".contains(it));
    // “Kalla”, “Alalla”: too short a stem for a surname of two syllables.
    let is_sure = lower.ends_with("lta") || lower.ends_with("ltä") || lower.ends_with("lle") || stem.ends_with("se");
    if !is_local || !is_sure {
        return None;
    }
    let head: String = surname.chars().take(kept).collect();
    let base = match head.strip_suffix("se") {
        Some(root) => format!("{root}nen"),
        None => match head.strip_suffix('i').filter(|root| is_foreign_ending(root)) {
            Some(root) => root.to_owned(),
            None => head,
        },
    };
    Some(format!("{given} {base}"))
}

/// Whether a surname ends as Swedish ones do, which take “i” before an ending.
fn is_foreign_ending(stem: &str) -> bool {
    VOCABULARY.ends(WordList::ForeignSurnameEndings, stem)
}

impl PersonMention {
    /// The same person under the nominative of the name.
    pub(crate) fn renamed(&self, name: String) -> Self {
        Self { name, order: NameOrder::GivenFirst, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_leads_back_to_a_name_of_the_document() {
        let names = ["Eija Asikainen", "Eija Asikaisen", "Arto Hallaperä", "Arto Hallaperän"];
        let known =
            KnownPeople::new(names.iter().map(|it| ((*it).to_owned(), PersonMention::new(*it), false)).collect(), []);
        assert_eq!(known.base_of("Eija Asikaisella").as_deref(), Some("Eija Asikainen"));
        assert_eq!(known.mention("Arto Hallaperän").map(|it| it.name.as_str()), Some("Arto Hallaperä"));
        assert_eq!(known.base_of("Aino Asikaisen"), None);
        assert_eq!(known.by_surname("Hallaperältä"), Some("Arto Hallaperä"));
    }

    #[test]
    fn a_name_of_a_list_has_no_ending() {
        let found = |name: &str, is_listed| ("Jyri Vuolle".to_owned(), PersonMention::new(name), is_listed);
        let known = KnownPeople::new(vec![found("Jyri Vuolle", true), found("Jyri Vuo", false)], []);
        assert_eq!(known.mention("Jyri Vuolle").map(|it| it.name.as_str()), Some("Jyri Vuolle"));
        assert!(known.has_nominative("Jyri Vuolle"));
    }

    #[test]
    fn an_object_has_its_nominative() {
        for (form, name) in [
            ("Elsa Hongistoa", Some("Elsa Hongisto")),
            ("Arto Hallaperän", Some("Arto Hallaperä")),
            ("Eija Asikaisen", Some("Eija Asikainen")),
            ("Eija Asikaista", Some("Eija Asikainen")),
            ("Stig Lindqvistin", Some("Stig Lindqvist")),
            ("Stig Lindqvistia", Some("Stig Lindqvist")),
            ("Eija Asikainen", None),
            ("Teemu Ahokkaan", Some("Teemu Ahokas")),
            ("Teemu Kankaan", Some("Teemu Kangas")),
        ] {
            assert_eq!(nominative_of_object(form).as_deref(), name, "{form}");
        }
        assert_eq!(nominative_of_local("Anna Arolta").as_deref(), Some("Anna Aro"));
        assert_eq!(nominative_of_local("Virtanen Ville"), None);
        assert_eq!(nominative_of_local("Aino Asikaiselta").as_deref(), Some("Aino Asikainen"));
    }
}
