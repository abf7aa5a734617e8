//! Sets of records, by their numbers, in the smallest form.

use std::ops::Range;

use crate::search::index::bits::Bits;

/// A set of records, in the smaller of two forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::search) enum RecordSet {
    /// All of a range.
    Range(Range<u32>),
    /// Some, in ascending order.
    Few(Vec<u32>),
    /// Many, and how many.
    Many(Bits, usize),
}

impl Bits {
    pub(in crate::search) fn add_records(&mut self, records: &RecordSet) {
        match records {
            RecordSet::Range(range) => self.add_range(range),
            RecordSet::Few(few) => few.iter().for_each(|record| _ = self.insert(*record)),
            RecordSet::Many(bits, _) => self.unite(bits),
        }
    }

    /// The same in the smallest form.
    pub(in crate::search) fn records(&self) -> RecordSet {
        let count = self.count();
        if count <= self.work() * 2 {
            RecordSet::Few(self.numbers(count))
        } else {
            RecordSet::Many(self.clone(), count)
        }
    }
}

impl RecordSet {
    /// Whether `count` records take less room as a list of numbers than as bits. A number takes 32 bits.
    pub(in crate::search) fn are_few(count: usize, record_count: u32) -> bool {
        count <= (record_count as usize).div_ceil(64) * 2
    }

    /// The work of iterating over them, in record numbers or 64-bit words.
    pub(in crate::search) fn work(&self) -> usize {
        match self {
            Self::Range(range) => range.len(),
            Self::Few(few) => few.len(),
            Self::Many(bits, _) => bits.work(),
        }
    }

    pub(in crate::search) fn len(&self) -> usize {
        match self {
            Self::Range(range) => range.len(),
            Self::Few(few) => few.len(),
            Self::Many(_, count) => *count,
        }
    }

    pub(in crate::search) fn has(&self, record: u32) -> bool {
        match self {
            Self::Range(range) => range.contains(&record),
            Self::Few(few) => few.binary_search(&record).is_ok(),
            Self::Many(bits, _) => bits.has(record),
        }
    }

    /// The records, in ascending order.
    pub(in crate::search) fn iter(&self) -> Box<dyn Iterator<Item = u32> + '_> {
        match self {
            Self::Range(range) => Box::new(range.clone()),
            Self::Few(few) => Box::new(few.iter().copied()),
            Self::Many(bits, _) => Box::new(bits.iter()),
        }
    }

    /// The records in ascending order, from a position on.
    pub(in crate::search) fn from(&self, place: usize) -> Box<dyn Iterator<Item = u32> + '_> {
        match self {
            Self::Range(range) => Box::new(range.clone().skip(place)),
            Self::Few(few) => Box::new(few.iter().skip(place).copied()),
            Self::Many(bits, _) => Box::new(bits.iter_from(place)),
        }
    }

    /// The records that are also in `bits`, and the others.
    pub(in crate::search) fn parted(&self, bits: &Bits) -> (Self, Self) {
        let Self::Many(own, _) = self else {
            let (inside, outside) = self.iter().partition(|record| bits.has(*record));
            return (Self::Few(inside), Self::Few(outside));
        };
        let (mut inside, mut outside) = (own.clone(), own.clone());
        inside.meet(bits);
        outside.subtract(bits);
        (inside.records(), outside.records())
    }

    /// Whether one of them is in a range.
    pub(in crate::search) fn has_within(&self, range: &Range<u32>) -> bool {
        match self {
            Self::Range(own) => own.start.max(range.start) < own.end.min(range.end),
            Self::Few(few) => {
                let next = few.partition_point(|record| *record < range.start);
                few.get(next).is_some_and(|record| *record < range.end)
            }
            Self::Many(bits, _) => bits.has_within(range),
        }
    }

    /// Those in a range.
    pub(in crate::search) fn within(&self, range: &Range<u32>) -> Self {
        match self {
            Self::Range(own) => {
                let start = own.start.clamp(range.start, range.end);
                Self::Range(start..own.end.clamp(start, range.end))
            }
            Self::Few(few) => {
                let place = |number: u32| few.partition_point(|record| *record < number);
                Self::Few(few[place(range.start)..place(range.end).max(place(range.start))].to_vec())
            }
            Self::Many(bits, count) => {
                // Large sets consist almost entirely of people, so clipping often removes nothing; the form changes
                // only if records were removed.
                let mut inside = bits.clone();
                inside.clip(range);
                if inside == *bits { Self::Many(inside, *count) } else { inside.records() }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn bits(record_count: u32, records: &BTreeSet<u32>) -> Bits {
        let mut bits = Bits::none(record_count);
        for record in records {
            assert!(bits.insert(*record));
        }
        bits
    }

    proptest::proptest! {
        #[test]
        fn a_set_is_a_set_in_every_form(
            records in proptest::collection::btree_set(0_u32..300, 0..200),
            other in proptest::collection::btree_set(0_u32..300, 0..200),
            from in 0_u32..310,
            length in 0_u32..310,
        ) {
            let (own, its) = (bits(300, &records), bits(300, &other));
            let range = from..from + length;
            let mut with_range = own.clone();
            with_range.add_range(&range);
            let expected = (0..300_u32.next_multiple_of(64)).filter(|one| range.contains(one) || records.contains(one));
            proptest::prop_assert!(with_range.iter().eq(expected));
            for kept in [own.records(), RecordSet::Many(own.clone(), records.len()), RecordSet::Few(records.iter().copied().collect())] {
                proptest::prop_assert_eq!(kept.len(), records.len());
                proptest::prop_assert!(kept.iter().eq(records.iter().copied()));
                proptest::prop_assert!((0..310).all(|place| kept.from(place).next() == records.iter().nth(place).copied()));
                proptest::prop_assert!((0..310).all(|record| kept.has(record) == records.contains(&record)));
                let (inside, outside) = kept.parted(&its);
                proptest::prop_assert!(inside.iter().eq(records.intersection(&other).copied()));
                proptest::prop_assert!(outside.iter().eq(records.difference(&other).copied()));
                proptest::prop_assert_eq!(kept.has_within(&range), records.range(range.clone()).next().is_some());
                proptest::prop_assert!(kept.within(&range).iter().eq(records.iter().copied().filter(|record| range.contains(record))));
            }
        }
    }

    #[test]
    fn all_of_a_range_is_a_set() {
        assert_eq!(Bits::all(130).iter().count(), 130);
        assert_eq!(RecordSet::Range(3..9).within(&(5..20)), RecordSet::Range(5..9));
        assert_eq!(RecordSet::Range(3..9).within(&(20..30)).len(), 0);
        assert_eq!(RecordSet::Range(3..9).from(2).next(), Some(5));
    }
}
