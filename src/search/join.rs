//! The records that answer every clause, those that answer alike together.

use std::collections::HashMap;

use super::answer::{Field, Tier};
use super::best::Best;
use super::grade::rank_of;
use super::pace::Pace;
use super::set::{Bits, Records};

/// What it is worth to have all that was typed in the name.
pub(super) const FULL_NAME: i64 = 30;

/// Records that answer every clause alike.
#[derive(Clone, Debug)]
pub(super) struct Joined {
    pub key: Key,
    pub records: Records,
}

/// How records answer all clauses together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    /// That of the worst answer.
    pub tier: Tier,
    pub weight: i64,
    pub band: i64,
    /// Whether every clause was found in the name.
    pub is_named: bool,
}

impl Key {
    /// Of a record that nothing was asked of.
    const NOTHING: Self = Self { tier: Tier::Exact, weight: 0, band: 0, is_named: true };

    /// Higher is better.
    pub(super) fn score(self) -> i64 {
        i64::from(5 - rank_of(self.tier)) * 1_000_000 + self.weight * 1_000 + self.band.min(999)
    }

    fn with(self, tier: Tier, weight: i64, band: i64, field: Field) -> Self {
        let worse = (rank_of(tier), tier) > (rank_of(self.tier), self.tier);
        Self {
            tier: if worse { tier } else { self.tier },
            weight: self.weight + weight,
            band: self.band + band,
            is_named: self.is_named && field == Field::Name,
        }
    }
}

/// The records that are in all of several; all there are when there is nothing to be in.
pub(super) fn common(found: &[&Best], excluded: Option<&Bits>, universe: u32, pace: &Pace<'_>) -> Bits {
    let mut common = match found.split_first() {
        Some((first, rest)) => rest.iter().fold(first.all.clone(), |mut all, best| {
            all.meet(&best.all);
            all
        }),
        None => Bits::all(universe),
    };
    _ = pace.is_overtaken((found.len() + 1) * common.work());
    if let Some(excluded) = excluded {
        common.subtract(excluded);
    }
    common
}

/// The records that answer every clause and are in `common`.
pub(super) fn joined(found: &[Best], common: &Bits, pace: &Pace<'_>) -> Vec<Joined> {
    match found {
        [] => vec![Joined { key: Key { is_named: false, ..Key::NOTHING }, records: common.records() }],
        [only] => only
            .graded
            .iter()
            .map(|graded| {
                _ = pace.is_overtaken(graded.records.work());
                let key = Key::NOTHING.with(graded.grade.tier, graded.grade.weight, graded.grade.band, graded.field);
                Joined { key, records: graded.records.parted(common).0 }
            })
            .filter(|joined| joined.records.len() > 0)
            .collect(),
        several => of_several(several, common, pace),
    }
}

fn of_several(found: &[Best], common: &Bits, pace: &Pace<'_>) -> Vec<Joined> {
    _ = pace.is_overtaken(common.count());
    let ranks = common.ranks();
    let mut keys = vec![Key::NOTHING; common.count()];
    for graded in found.iter().flat_map(|best| &best.graded) {
        if pace.is_overtaken(graded.records.len()) {
            return Vec::new();
        }
        let mut add = |record: u32| {
            if let Some(key) = keys.get_mut(common.rank(&ranks, record)) {
                *key = key.with(graded.grade.tier, graded.grade.weight, graded.grade.band, graded.field);
            }
        };
        match &graded.records {
            Records::Many(bits, _) => bits.iter_in(common).for_each(&mut add),
            records => records.iter().filter(|record| common.has(*record)).for_each(&mut add),
        }
    }
    let mut alike: HashMap<Key, Vec<u32>> = HashMap::new();
    for (record, mut key) in common.iter().zip(keys) {
        // Anne Salo is a person before she is any Anne who answers for Salo.
        if key.is_named {
            key.weight += FULL_NAME;
        }
        alike.entry(key).or_default().push(record);
    }
    alike.into_iter().map(|(key, records)| Joined { key, records: Records::Few(records) }).collect()
}
