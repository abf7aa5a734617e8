//! Many short lists of numbers, one after another.

use std::ops::Range;

use super::{Bytes, Numbers, SectionWriter, Sections};

/// Lists of 32-bit numbers: the values one list after another, and the end of each list.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    ends: Numbers,
    values: Numbers,
}

impl Lists {
    /// Lists in two columns.
    #[must_use]
    pub fn new(ends: Numbers, values: Numbers) -> Self {
        Self { ends, values }
    }

    /// `count` lists from pairs of a list and a value, in the order of the pairs. A pair for a list that does not exist is
    /// ignored.
    #[must_use]
    pub fn of_pairs(count: usize, pairs: &[(u32, u32)]) -> Self {
        let mut ends = vec![0_u32; count];
        for (list, _) in pairs {
            if let Some(length) = ends.get_mut(*list as usize) {
                *length += 1;
            }
        }
        let mut total = 0;
        let mut places: Vec<u32> = Vec::with_capacity(count);
        for end in &mut ends {
            places.push(total);
            total += *end;
            *end = total;
        }
        let mut values = vec![0_u32; total as usize];
        for (list, value) in pairs {
            if let Some(place) = places.get_mut(*list as usize) {
                values[*place as usize] = *value;
                *place += 1;
            }
        }
        Self { ends: ends.into_iter().collect(), values: values.into_iter().collect() }
    }

    /// The number of lists.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns `true` if there are no lists.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The values of a list; empty if there is no such list.
    #[must_use]
    pub fn list(&self, list: usize) -> impl DoubleEndedIterator<Item = u32> + ExactSizeIterator + Clone + '_ {
        self.values.range(self.bounds(list))
    }

    fn bounds(&self, list: usize) -> Range<usize> {
        let start = list.checked_sub(1).map_or(Some(0), |before| self.ends.get(before));
        match (start, self.ends.get(list)) {
            (Some(start), Some(end)) if start <= end => start as usize..end as usize,
            _ => 0..0,
        }
    }

    /// Writes the lists to two sections of these names.
    pub fn write(&self, [ends, values]: [&'static str; 2], into: &mut SectionWriter) {
        into.add(ends, self.ends.bytes());
        into.add(values, self.values.bytes());
    }

    /// Reads the lists of two sections. `None` if a section is missing.
    #[must_use]
    pub fn read([ends, values]: [&str; 2], from: &Sections) -> Option<Self> {
        let column = |name: &str| -> Option<Bytes> { from.get(name) };
        Some(Self::new(Numbers::new(column(ends)?), Numbers::new(column(values)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::Lists;

    #[test]
    fn lists_keep_the_order_of_their_pairs() {
        let lists = Lists::of_pairs(3, &[(2, 7), (0, 5), (2, 6), (9, 1)]);
        let all: Vec<Vec<u32>> = (0..4).map(|list| lists.list(list).collect()).collect();
        assert_eq!(all, [vec![5], vec![], vec![7, 6], vec![]]);
    }
}
