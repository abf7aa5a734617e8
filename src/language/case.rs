//! Grammatical cases of Finnish, and the endings that mark them.
//!
//! Endings are folded (`ä` is `a`), so each is one of both vowel harmonies.

/// The case of a noun, as far as it affects the meaning of a document. Interior and exterior local cases are not
/// distinguished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
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

/// The case of the name of a place, as far as it affects an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceCase {
    /// As in a list: `Lappi`, `Lappland`.
    Nominative,
    /// The owner: `Lapin`, `Lapplands`, `Lapland's`.
    Genitive,
    /// Any other: `Lapissa`, `Lapiksi`.
    Other,
}

/// Endings of local cases that follow the weak stem of the singular, and the stem of the plural.
pub const LOCAL_ENDINGS: [(&str, Case); 5] =
    [("ssa", Case::At), ("sta", Case::From), ("lla", Case::At), ("lta", Case::From), ("lle", Case::To)];

/// Particles that join the end of any form: `Lapissako`, `Lapissakin`.
pub const CLITICS: [&str; 6] = ["kohan", "kaan", "kin", "han", "ko", "pa"];

/// A name without the ending of its local case, and the case. If there is no such ending, or if fewer than four letters
/// precede it, the name itself and the nominative.
///
/// # Examples
///
/// ```
/// use allu::language::{Case, without_local_case};
///
/// assert_eq!(without_local_case("Tavastiasta"), ("Tavastia", Case::From));
/// assert_eq!(without_local_case("Tavastia"), ("Tavastia", Case::Nominative));
/// ```
#[must_use]
pub fn without_local_case(name: &str) -> (&str, Case) {
    let cut = |(ending, case): (&str, Case)| {
        let stem = name.strip_suffix(ending).or_else(|| name.strip_suffix(&ending.replace('a', "ä")))?;
        Some((stem, case))
    };
    let found = LOCAL_ENDINGS.into_iter().find_map(cut);
    found.filter(|(stem, _)| stem.chars().count() >= 4).unwrap_or((name, Case::Nominative))
}

/// Whether a folded letter is a vowel.
pub(super) fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}
