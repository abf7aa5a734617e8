//! The score of a match of one term.

use crate::search::hit::{Field, Tier};

/// Penalty for a step from the typed place: more than the weight of any field.
pub(in crate::search) const TYPO: i64 = 100;

/// The score by which two matches of a term are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::search) struct TermScore {
    /// The quality of the match.
    pub tier: Tier,
    /// The weight of the field, and within a field, how direct the match is.
    pub weight: i64,
    /// Exact accents and whole words, in a few coarse steps.
    pub band: i64,
}

impl TermScore {
    /// Lower is better.
    pub(in crate::search) fn order(self) -> (u8, i64, i64) {
        (rank_of(self.tier), -self.weight, -self.band)
    }
}

/// Exact words and places rank together; the others follow in order. Among fuzzy matches and words with wrong letters,
/// the weight decides: a name with a typing error ranks above letters that are far apart.
pub(in crate::search) fn rank_of(tier: Tier) -> u8 {
    match tier {
        Tier::Exact | Tier::Place => 0,
        Tier::Prefix => 1,
        Tier::WordStart => 2,
        Tier::Substring => 3,
        Tier::Fuzzy | Tier::Typo => 4,
    }
}

/// The weight of a match in a field.
pub(in crate::search) fn weight_of(field: Field) -> i64 {
    match field {
        Field::Region => 90,
        Field::Name => 80,
        Field::Phone | Field::Years => 75,
        Field::Mail => 70,
        Field::Role => 60,
        Field::Project => 50,
        Field::Organisation => 40,
        Field::Place => 30,
        Field::Person => 20,
    }
}
