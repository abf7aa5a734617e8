//! Rows of numbers, one after another in one column.

/// As many rows as were asked for, each a list of numbers.
///
/// * **Shape** — one column says where each row ends, the other holds the numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    ends: Vec<u32>,
    values: Vec<u32>,
}

impl Lists {
    /// Puts each value into its row; within a row the values keep their order, and a row that is not there takes none.
    pub(super) fn of(rows: usize, pairs: &[(u32, u32)]) -> Self {
        let mut ends = vec![0_u32; rows];
        let is_there = |row: u32| (row as usize) < rows;
        for (row, _) in pairs.iter().filter(|(row, _)| is_there(*row)) {
            ends[*row as usize] += 1;
        }
        let mut next = Vec::with_capacity(rows);
        let mut sum = 0;
        for end in &mut ends {
            next.push(sum);
            sum += *end;
            *end = sum;
        }
        let mut values = vec![0; sum as usize];
        for (row, value) in pairs.iter().filter(|(row, _)| is_there(*row)) {
            let place = &mut next[*row as usize];
            values[*place as usize] = *value;
            *place += 1;
        }
        Self { ends, values }
    }

    /// The numbers of a row; none when there is no such row.
    pub(super) fn row(&self, row: usize) -> &[u32] {
        let Some(end) = self.ends.get(row) else { return &[] };
        let start = row.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.values.get(start as usize..*end as usize).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_keeps_the_order_of_its_values() {
        let lists = Lists::of(3, &[(2, 7), (0, 5), (2, 6), (9, 1)]);
        assert_eq!([lists.row(0), lists.row(1), lists.row(2), lists.row(3)], [&[5][..], &[], &[7, 6], &[]]);
    }
}
