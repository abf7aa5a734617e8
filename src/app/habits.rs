//! A user's favourites and recent look-ups, and the order of rows in which they break ties between equal matches.

use std::collections::HashMap;

use crate::i18n::Lang;
use crate::model::{Directory, RecordId, RecordRef};
use crate::present::regions_in_order;
use crate::search::{Answer, Pane};

/// The maximum number of favourites, and of recent look-ups.
const MOST_IDS: usize = 200;
/// A rank after those of all favourites and look-ups.
const MOST_RANKED: usize = 2 * MOST_IDS;
/// Only this many rows at the top of a list are reordered.
const MOST_ROWS: usize = 1_000;

/// A user's favourites and recent look-ups. Only ids are stored, so they survive a change of the directory.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Habits {
    /// The favourites, in the order in which they were added.
    pub favourites: Vec<RecordId>,
    /// The records that were looked up, the latest last.
    pub recent: Vec<RecordId>,
}

/// A change of a user's habits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HabitChange {
    /// A record was opened, copied, printed or chosen.
    LookedUp(RecordId),
    /// A record became a favourite.
    Added(RecordId),
    /// A record is no longer a favourite.
    Removed(RecordId),
}

impl Habits {
    /// Applies a change. The oldest ids are dropped if there are too many.
    pub fn apply(&mut self, change: &HabitChange) {
        let (ids, id, is_kept) = match change {
            HabitChange::LookedUp(id) => (&mut self.recent, id, true),
            HabitChange::Added(id) => (&mut self.favourites, id, true),
            HabitChange::Removed(id) => (&mut self.favourites, id, false),
        };
        ids.retain(|known| known != id);
        if is_kept {
            ids.push(id.clone());
        }
        ids.drain(..ids.len().saturating_sub(MOST_IDS));
    }
}

/// The order of the first rows of each list: records that match equally well are sorted by the habits of the user.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct RowOrder {
    /// For each list, the row of the answer that each of its first rows shows. Rows after these are in the order of the
    /// answer.
    lists: Vec<(Pane, Vec<usize>)>,
}

impl RowOrder {
    /// The order of the rows of some lists.
    ///
    /// Favourites come first, then recent look-ups. With an empty query, only favourites come first, because the rest
    /// is easier to scan in alphabetical order. Regions are sorted by their names in the user's language.
    #[must_use]
    pub fn of(
        answer: &Answer,
        directory: &Directory,
        habits: Option<&Habits>,
        is_asked: bool,
        lang: Lang,
        panes: &[Pane],
    ) -> Self {
        let favourites = habits.iter().flat_map(|habits| &habits.favourites);
        let recent = habits.iter().filter(|_| is_asked).flat_map(|habits| habits.recent.iter().rev());
        let mut ranks: HashMap<RecordRef, usize> = HashMap::new();
        for (rank, id) in favourites.chain(recent).enumerate() {
            if let Some(record) = directory.find(id) {
                ranks.entry(record).or_insert(rank);
            }
        }
        let has_habits = !ranks.is_empty();
        if panes.contains(&Pane::Regions) {
            for (rank, code) in regions_in_order(lang).into_iter().enumerate() {
                ranks.entry(RecordRef::Region(code)).or_insert(MOST_RANKED + rank);
            }
        }
        let mut lists = Vec::new();
        for pane in panes.iter().filter(|pane| has_habits || **pane == Pane::Regions) {
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
