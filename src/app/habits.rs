//! A user's favourites and recent look-ups, which come first among equal matches.

use crate::model::RecordId;

/// The maximum number of favourites, and of recent look-ups.
const MOST_IDS: usize = 200;

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

    /// The records to show first among equal matches: the favourites, then the recent look-ups. For an empty query,
    /// these are only the favourites, because the rest of a list is easier to scan in alphabetical order.
    #[must_use]
    pub fn preferred(&self, is_asked: bool) -> Vec<&RecordId> {
        let recent = self.recent.iter().rev().filter(|_| is_asked);
        self.favourites.iter().chain(recent).collect()
    }
}
