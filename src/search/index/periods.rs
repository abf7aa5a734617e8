//! When projects ran, and which records have ended.

use std::borrow::Cow;

use crate::search::index::bits::Bits;
use crate::search::index::record_set::RecordSet;
use crate::search::index::{Index, digits_of};
use crate::store::{Numbers, partition_point};
use crate::text::Day;

/// Up to this number of records, each is looked up separately.
const LOOKED_UP: usize = 1 << 14;

/// The years in which projects ran.
#[derive(Clone, Debug, Default)]
pub(in crate::search) struct SpanTable {
    pub records: Numbers,
    /// The first year of each; 0 when unknown.
    pub firsts: Numbers,
    /// The last year of each; 0 when unknown.
    pub lasts: Numbers,
}

/// The ends of records, for those that have ended or will end.
#[derive(Clone, Debug, Default)]
pub(in crate::search) struct EndTable {
    pub records: Numbers,
    /// A day each, as its digits.
    pub days: Numbers,
}

impl Index {
    /// The records of `among` that have ended by a day. The result may contain other ended records.
    pub(in crate::search) fn over<'a>(
        &self,
        today: Day,
        among: impl Iterator<Item = &'a RecordSet> + Clone,
    ) -> Cow<'_, Bits> {
        let has_ended = |day: u32| day < digits_of(today);
        if let Some((_, over)) = self.over.get().filter(|(day, _)| *day == today) {
            return Cow::Borrowed(over);
        }
        if among.clone().map(RecordSet::len).sum::<usize>() <= LOOKED_UP {
            let mut over = Bits::none(self.record_count);
            let ended = |record: &u32| self.ended.day_of(*record).is_some_and(has_ended);
            among.flat_map(RecordSet::iter).filter(ended).for_each(|record| _ = over.insert(record));
            return Cow::Owned(over);
        }
        let all = || {
            let mut over = Bits::none(self.record_count);
            let ended = self.ended.records.iter().zip(self.ended.days.iter()).filter(|(_, day)| has_ended(*day));
            ended.for_each(|(record, _)| _ = over.insert(record));
            over
        };
        // The browser repeatedly asks for the same day.
        match self.over.get_or_init(|| (today, all())) {
            (day, over) if *day == today => Cow::Borrowed(over),
            _ => Cow::Owned(all()),
        }
    }
}

impl EndTable {
    /// The digits of the day on which a record ended or will end. `None` if it goes on.
    fn day_of(&self, record: u32) -> Option<u32> {
        let at = partition_point(self.records.len(), |at| self.records.get(at).is_some_and(|other| other < record));
        // Reading beyond the end would be reported as damage.
        let is_there = at < self.records.len() && self.records.get(at) == Some(record);
        is_there.then(|| self.days.get(at))?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_records_and_many_are_over_by_the_same_days() {
        let records: Numbers = (0..90_000).step_by(3).collect();
        let days: Numbers = (0..30_000).map(|at| if at % 2 == 0 { 20_190_630 } else { 20_251_231 }).collect();
        let index = || {
            let ended = EndTable { records: records.clone(), days: days.clone() };
            Index { record_count: 90_000, ended, ..Index::default() }
        };
        let (few, many) = (RecordSet::Range(0..600), RecordSet::Range(0..90_000));
        let (fresh, used) = (index(), index());
        let within = |over: &Bits| over.iter().filter(|record| *record < 600).collect::<Vec<_>>();
        for (today, count) in [("2019-06-30", 0), ("2019-07-01", 100), ("2026-01-01", 200), ("2019-07-01", 100)] {
            let today: Day = today.parse().expect("a day");
            let (few, many) = (fresh.over(today, [&few].into_iter()), used.over(today, [&many].into_iter()));
            assert_eq!(within(&few), within(&many), "{today}");
            assert_eq!(few.count(), count, "{today}");
        }
    }
}
