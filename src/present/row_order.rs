//! The order of the rows of a list among equal matches: preferred records first, regions by their names.

use std::collections::HashMap;

use super::regions_in_order;
use crate::i18n::Lang;
use crate::model::{Directory, RecordId, RecordRef};
use crate::search::{Answer, Pane};

/// Only this many rows at the top of a list are reordered.
const MOST_ROWS: usize = 1_000;

/// The order of the first rows of each list: records that match equally well are sorted by preference.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct RowOrder {
    /// For each list, the row of the answer that each of its first rows shows. Rows after these are in the order of the
    /// answer.
    lists: Vec<(Pane, Vec<usize>)>,
}

impl RowOrder {
    /// The order of the rows of some lists.
    ///
    /// Preferred records come first, in their order. Regions are sorted by their names in the user's language.
    #[must_use]
    pub fn of(answer: &Answer, directory: &Directory, preferred: &[&RecordId], lang: Lang, panes: &[Pane]) -> Self {
        let mut ranks: HashMap<RecordRef, usize> = HashMap::new();
        for (rank, id) in preferred.iter().enumerate() {
            if let Some(record) = directory.find(id) {
                ranks.entry(record).or_insert(rank);
            }
        }
        let has_preferred = !ranks.is_empty();
        if panes.contains(&Pane::Regions) {
            for (rank, code) in regions_in_order(lang).into_iter().enumerate() {
                ranks.entry(RecordRef::Region(code)).or_insert(preferred.len() + rank);
            }
        }
        let mut lists = Vec::new();
        for pane in panes.iter().filter(|pane| has_preferred || **pane == Pane::Regions) {
            let records: Vec<RecordRef> = answer.records(directory, &[*pane]).take(MOST_ROWS).collect();
            if !records.iter().any(|record| ranks.contains_key(record)) {
                continue;
            }
            let rank =
                |row: &usize| records.get(*row).and_then(|record| ranks.get(record)).copied().unwrap_or(usize::MAX);
            let mut rows: Vec<usize> = (0..records.len()).collect();
            for alike in answer.alike_rows(*pane) {
                let (start, end) = (alike.start.min(rows.len()), alike.end.min(rows.len()));
                if let Some(part) = rows.get_mut(start..end) {
                    part.sort_by_key(rank);
                }
            }
            lists.push((*pane, rows));
        }
        Self { lists }
    }

    fn rows(&self, pane: Pane) -> &[usize] {
        self.lists.iter().find(|(list, _)| *list == pane).map_or(&[], |(_, rows)| rows)
    }

    /// The row of the answer that a row of a list shows.
    #[must_use]
    pub fn row(&self, pane: Pane, row: usize) -> usize {
        self.rows(pane).get(row).copied().unwrap_or(row)
    }

    /// The row of a list that shows a row of the answer.
    #[must_use]
    pub fn shown_at(&self, pane: Pane, row: usize) -> usize {
        self.rows(pane).iter().position(|shown| *shown == row).unwrap_or(row)
    }
}
