//! The inflection of Finnish names: stems, and the endings of each; all folded.

use super::case::{LOCAL_ENDINGS, PlaceCase, is_vowel};

/// A part of a name that endings may follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamePart {
    /// The name itself in Finnish; with `-s`, too, because Swedish has no other name for many places: `Rovaniemis`.
    Name,
    /// The name itself in Swedish or English, with `-s` or alone.
    Foreign,
    /// A short form, alone; after a colon with endings (`Hki:ssä`).
    Short,
    /// A whole form in this case.
    Form(PlaceCase),
    /// `helsingi-`: genitive, locative cases, translative.
    Weak,
    /// `helsinki-`: partitive, illative, essive.
    Strong,
    /// Takes the endings of weak and strong stems: `kuopio-`.
    Even,
    /// The same for a plural, whose genitive is a form of its own: `kauniaisi-`.
    Plural,
    /// `tamperet-`, `suur-`: the partitive in `-ta`.
    Consonant,
}

impl NamePart {
    /// The case that `ending` after `stem` makes; `colon` says whether a colon is between them. Returns `None` if the part
    /// does not take the ending.
    #[must_use]
    pub fn case(self, stem: &str, ending: &str, colon: bool) -> Option<PlaceCase> {
        match self {
            Self::Name | Self::Foreign if ending == "s" => Some(PlaceCase::Genitive),
            Self::Short if colon && !ending.is_empty() => weak(ending).or(strong("kuu", ending)),
            // In informal language, a short form is inflected without a colon: `Treella`, `Hgistä`.
            Self::Short if ending.len() > 2 => weak(ending).or_else(|| weak(ending.strip_prefix(['a', 'e'])?)),
            Self::Name | Self::Foreign | Self::Short => ending.is_empty().then_some(PlaceCase::Nominative),
            Self::Form(case) => ending.is_empty().then_some(case),
            Self::Weak => weak(ending),
            Self::Strong => strong(stem, ending),
            Self::Even => weak(ending).or(strong(stem, ending)),
            Self::Plural => weak(ending).or(strong(stem, ending)).filter(|case| *case != PlaceCase::Genitive),
            Self::Consonant => (ending == "ta").then_some(PlaceCase::Other),
        }
    }

    /// Whether the part is Finnish, so that `-ko` and `-kin` may follow.
    #[must_use]
    pub fn takes_clitics(self) -> bool {
        !matches!(self, Self::Foreign | Self::Short)
    }
}

/// The maximum number of letters of an ending.
pub const LONGEST_ENDING: usize = 4;

/// Interior and exterior cases are both accepted: there is no rule for towns, and people err.
fn weak(ending: &str) -> Option<PlaceCase> {
    match ending {
        "n" => Some(PlaceCase::Genitive),
        "ksi" => Some(PlaceCase::Other),
        _ => LOCAL_ENDINGS.iter().any(|(local, _)| *local == ending).then_some(PlaceCase::Other),
    }
}

fn strong(stem: &str, ending: &str) -> Option<PlaceCase> {
    let mut backwards = stem.chars().rev();
    let last = backwards.next().filter(|letter| is_vowel(*letter))?;
    // Kuopiota, Vantaaseen, Kankaanpäähän: these need two vowels before them.
    let long = backwards.next().is_some_and(is_vowel);
    let lengthens = |ending: &str| ending.strip_suffix('n').is_some_and(|vowel| vowel.chars().eq([last]));
    let made = match ending {
        "a" | "na" => true,
        "ta" | "seen" => long,
        _ => lengthens(ending) || (long && ending.strip_prefix('h').is_some_and(lengthens)),
    };
    made.then_some(PlaceCase::Other)
}

/// The parts of a Finnish name besides the name itself, from its folded nominative and genitive. For a name whose genitive
/// does more than add `-n`; of any other, the name is the only stem.
#[must_use]
pub fn name_parts(name: &str, genitive: &str) -> Vec<(String, NamePart)> {
    if let Some(stem) = name.strip_suffix("nen") {
        return if genitive.ends_with("sten") {
            // Kauniainen has plural forms except in the nominative.
            vec![
                (genitive.to_owned(), NamePart::Form(PlaceCase::Genitive)),
                (format!("{stem}sien"), NamePart::Form(PlaceCase::Genitive)),
                (format!("{stem}si"), NamePart::Plural),
            ]
        } else {
            vec![(format!("{stem}se"), NamePart::Even), (format!("{stem}s"), NamePart::Consonant)]
        };
    }
    let Some(weak) = genitive.strip_suffix('n') else {
        return vec![(genitive.to_owned(), NamePart::Form(PlaceCase::Genitive))];
    };
    let stem_and_t = |strong: String, stem: String| {
        vec![(weak.to_owned(), NamePart::Weak), (strong, NamePart::Strong), (stem, NamePart::Consonant)]
    };
    match (name.strip_suffix('i'), weak.strip_suffix('e')) {
        // Heinävesi, Heinäveden: Heinäveteen, Heinävettä.
        (Some(_), Some(stem)) if name.ends_with("si") && stem.ends_with('d') => {
            let stem = stem.trim_end_matches('d');
            stem_and_t(format!("{stem}te"), format!("{stem}t"))
        }
        // Seinäjoki, Seinäjoen: Seinäjokeen. Pietarsaari: Pietarsaarta.
        (Some(stem), Some(_)) => stem_and_t(format!("{stem}e"), stem.to_owned()),
        // Varkaus, Varkauden: Varkauteen, Varkautta.
        (None, Some(stem)) if name.ends_with('s') && stem.ends_with('d') => {
            let stem = stem.trim_end_matches('d');
            stem_and_t(format!("{stem}te"), format!("{stem}t"))
        }
        // Tampere, Tampereen: Tampereeseen, Tamperetta.
        _ if name.ends_with('e') => vec![(weak.to_owned(), NamePart::Even), (format!("{name}t"), NamePart::Consonant)],
        // Helsinki, Helsingin: Helsinkiin.
        _ if name.ends_with(is_vowel) => {
            vec![(weak.to_owned(), NamePart::Weak), (name.to_owned(), NamePart::Strong)]
        }
        // Kannus, Kannuksen: Kannukseen, Kannusta.
        _ => vec![(weak.to_owned(), NamePart::Even), (name.to_owned(), NamePart::Consonant)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The forms among `words` that a name takes.
    fn taken(name: &str, genitive: &str, words: &'static str) -> Vec<&'static str> {
        let parts = name_parts(name, genitive);
        let is_form = |word: &&str| {
            parts.iter().any(|(stem, part)| {
                word.strip_prefix(stem.as_str()).is_some_and(|ending| part.case(stem, ending, false).is_some())
            })
        };
        words.split(' ').filter(is_form).collect()
    }

    #[test]
    fn a_name_takes_its_own_forms_and_not_those_of_another_pattern() {
        for (name, genitive, right, wrong) in [
            (
                "helsinki",
                "helsingin",
                "helsingin helsinkia helsingissa helsinkiin helsinkina",
                "helsinkissa helsingiin",
            ),
            ("seinajoki", "seinajoen", "seinajoen seinajokea seinajoella seinajokeen seinajoeksi", "seinajokin"),
            ("heinavesi", "heinaveden", "heinavetta heinaveteen heinavedella heinavetena", "heinavesia heinaveta"),
            ("varkaus", "varkauden", "varkautta varkauteen varkaudessa varkautena", "varkausta varkauksen"),
            ("kauniainen", "kauniaisten", "kauniaisten kauniaisissa kauniaisiin kauniaisia", "kauniaisen kauniaisin"),
            ("kaustinen", "kaustisen", "kaustisen kaustisella kaustiseen kaustista", "kaustisten kaustisiin"),
            ("tampere", "tampereen", "tamperetta tampereelle tampereeseen tampereena", "tamperen tamperessa"),
            ("kannus", "kannuksen", "kannusta kannuksessa kannukseen kannuksena", "kannussa kannun"),
            ("pietarsaari", "pietarsaaren", "pietarsaarta pietarsaareen pietarsaaressa", "pietarsaarin pietarsaarissa"),
        ] {
            let both = [right, wrong].join(" ").leak();
            assert_eq!(taken(name, genitive, both), right.split(' ').collect::<Vec<_>>(), "{name}");
        }
    }
    #[test]
    fn an_even_stem_takes_both_sets_of_endings() {
        for (stem, right, wrong) in [
            ("kankaanpaa", "n ta ssa lle han na ksi", "hon tta aan s"),
            ("nokia", "n a an sta lla ta na", "on ssaan nen"),
            ("kokkola", "n a an ssa", "han ta seen"),
            ("espoo", "n ta seen sta", "an hin"),
        ] {
            let taken = |ending: &str| NamePart::Even.case(stem, ending, false).is_some();
            assert!(right.split(' ').all(taken), "{stem}");
            assert!(!wrong.split(' ').any(taken), "{stem}");
        }
    }
}
