//! How well a record answers a term, and the best match of each record.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::answer::{Field, Tier, Why};

/// How a record answers a term.
#[derive(Clone, Debug)]
pub(super) struct Match {
    /// How well.
    pub grade: Grade,
    /// The reason.
    pub why: Why,
}

/// What decides between two answers to a term.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grade {
    /// How well.
    pub tier: Tier,
    /// What the field is worth, and within one field how directly it answers.
    pub weight: i64,
    /// Exact accents and good places in the text, in a few coarse steps.
    pub band: i64,
}

impl Grade {
    /// Lower is better.
    pub(super) fn order(self) -> (u8, i64, i64) {
        (rank_of(self.tier), -self.weight, -self.band)
    }
}

/// Exact words and places stand together; the rest follow in order.
pub(super) fn rank_of(tier: Tier) -> u8 {
    match tier {
        Tier::Exact | Tier::Place => 0,
        Tier::Prefix => 1,
        Tier::WordStart => 2,
        Tier::Substring => 3,
        Tier::Typo => 4,
    }
}

/// What finding a term in a field is worth.
pub(super) fn weight_of(field: Field) -> i64 {
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

/// The best match of each record.
#[derive(Clone, Debug, Default)]
pub(super) struct Best {
    matches: HashMap<u32, Match>,
}

impl Best {
    /// Keeps a match that is better than what is known of the record; the reason is only then put into words.
    pub(super) fn keep(&mut self, record: u32, grade: Grade, why: impl FnOnce() -> Why) {
        match self.matches.entry(record) {
            Entry::Occupied(mut known) => {
                if grade.order() < known.get().grade.order() {
                    known.insert(Match { grade, why: why() });
                }
            }
            Entry::Vacant(place) => {
                place.insert(Match { grade, why: why() });
            }
        }
    }

    /// Whether a match of a tier and weight could still be the best of a record, whatever its band.
    pub(super) fn wants(&self, record: u32, tier: Tier, weight: i64) -> bool {
        let known = self.matches.get(&record).map(|known| known.grade);
        known.is_none_or(|known| (rank_of(tier), -weight) <= (rank_of(known.tier), -known.weight))
    }

    /// The match of a record, which is then no longer here.
    pub(super) fn take(&mut self, record: u32) -> Option<Match> {
        self.matches.remove(&record)
    }

    /// Adds what is known elsewhere, the better of two.
    pub(super) fn merge(&mut self, other: Self) {
        if self.matches.is_empty() {
            self.matches = other.matches;
            return;
        }
        for (record, found) in other.matches {
            self.keep(record, found.grade, || found.why);
        }
    }

    /// Keeps only the records that `other` has too, each by the worse of its two matches.
    pub(super) fn meet(&mut self, mut other: Self) {
        self.matches.retain(|record, found| {
            let Some(also) = other.matches.remove(record) else { return false };
            if also.grade.order() > found.grade.order() {
                *found = also;
            }
            true
        });
    }

    pub(super) fn get(&self, record: u32) -> Option<&Match> {
        self.matches.get(&record)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.matches.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.matches.len()
    }

    /// Every record and how it answers, in no order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, &Match)> {
        self.matches.iter().map(|(record, found)| (*record, found))
    }

    /// Every record that answers, in no order.
    pub(super) fn records(&self) -> impl Iterator<Item = u32> {
        self.matches.keys().copied()
    }
}
