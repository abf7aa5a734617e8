//! A search that looks at every record, for comparing: slow, and simple enough to be believed.
//!
//! Of the search itself it shares the table of words that mean the same, nothing else.

mod asked;
mod record;

#[path = "../../src/search/synonyms.rs"]
mod synonyms;

use std::cmp::Reverse;

use allu::model::{Directory, Model, RecordRef};
use allu::search::{Field, Index, Pane, Tier};
use allu::text::Day;

pub(crate) use asked::{Asked, How};
pub(crate) use record::Record;

/// A directory to be searched both ways.
pub(crate) struct World {
    pub(crate) directory: Directory,
    pub(crate) index: Index,
    pub(crate) today: Day,
    pub(crate) records: Vec<Record>,
}

/// How well a record answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) tier: Tier,
    /// Where.
    pub(crate) field: Field,
    /// What the field is worth.
    pub(crate) weight: i64,
    /// Whole words and exact accents.
    pub(crate) band: i64,
}

/// What a record answers to a query, all in all.
#[derive(Clone, Debug)]
pub(crate) struct Answered {
    pub(crate) record: RecordRef,
    pub(crate) score: i64,
    /// The match of each word, in the order asked.
    pub(crate) found: Vec<Found>,
}

impl World {
    pub(crate) fn new(model: Model, today: Day) -> Self {
        let directory = Directory::new(model);
        let index = Index::new(&directory);
        let records = (0..directory.record_count()).map(|number| Record::of(&directory, number, today)).collect();
        Self { directory, index, today, records }
    }

    /// The records that answer all words and none of the excluded ones, as each list has them.
    pub(crate) fn scan(&self, asked: &[Asked], excluded: &[Asked]) -> Vec<(Pane, Vec<Answered>)> {
        let asked: Vec<_> = asked.iter().map(|word| self.matches(word)).collect();
        let excluded: Vec<_> = excluded.iter().map(|word| self.matches(word)).collect();
        let mut answers: Vec<(&Record, Answered)> = Vec::new();
        for (at, record) in self.records.iter().enumerate() {
            let found: Option<Vec<Found>> = asked.iter().map(|all| all[at]).collect();
            let Some(found) = found.filter(|_| excluded.iter().all(|all| all[at].is_none())) else { continue };
            let score = score(&found);
            answers.push((record, Answered { record: record.itself, score, found }));
        }
        // The order of the records is that of the lists.
        answers.sort_by_key(|(record, answer)| (record.is_nameless, Reverse(answer.score), record.is_over));
        [Pane::People, Pane::Projects, Pane::Regions, Pane::Organisations]
            .map(|pane| {
                let here = |(record, _): &&(&Record, Answered)| Pane::of(record.itself) == Some(pane);
                (pane, answers.iter().filter(here).map(|(_, answer)| answer.clone()).collect())
            })
            .into()
    }

    /// How each record answers one word. What a word may be besides counts only where no record has it as it stands.
    fn matches(&self, asked: &Asked) -> Vec<Option<Found>> {
        let each = |find: &dyn Fn(&Record) -> Option<Found>| self.records.iter().map(find).collect::<Vec<_>>();
        let mut found = each(&|record| asked.stands_in(record));
        if found.iter().all(Option::is_none) && asked.how == How::Plain {
            found = each(&|record| asked.ends_a_compound_of(record));
        }
        if found.iter().all(Option::is_none)
            && let Some(parts) = asked.parts()
        {
            let parts: Vec<_> = parts.iter().map(|part| self.matches(part)).collect();
            let worst = |at: usize| {
                let all: Option<Vec<Found>> = parts.iter().map(|part| part[at]).collect();
                all?.into_iter().max_by_key(Found::order)
            };
            found = (0..self.records.len()).map(worst).collect();
        }
        found
    }
}

impl Found {
    /// Lower is better.
    pub(crate) fn order(&self) -> (u8, i64, i64) {
        (rank_of(self.tier), -self.weight, -self.band)
    }
}

/// The tier of all of several matches: that of the worst.
pub(crate) fn worst(tiers: impl Iterator<Item = Tier>) -> Tier {
    tiers.max_by_key(|tier| (rank_of(*tier), *tier)).unwrap_or(Tier::Exact)
}

fn score(found: &[Found]) -> i64 {
    let rank = found.iter().map(|one| rank_of(one.tier)).max().unwrap_or(0);
    let is_named = found.len() > 1 && found.iter().all(|one| one.field == Field::Name);
    let weight: i64 = found.iter().map(|one| one.weight).sum::<i64>() + if is_named { 30 } else { 0 };
    let band: i64 = found.iter().map(|one| one.band).sum();
    i64::from(5 - rank) * 1_000_000 + weight * 1_000 + band
}

/// Exact words and places stand together.
fn rank_of(tier: Tier) -> u8 {
    match tier {
        Tier::Exact | Tier::Place => 0,
        Tier::Prefix => 1,
        Tier::WordStart => 2,
        Tier::Substring => 3,
        Tier::Typo => 4,
    }
}
