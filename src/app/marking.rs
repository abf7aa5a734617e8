//! Marks records and acts on all of them together; keeps favourites and look-ups.

use super::{Effect, HabitChange, State};
use crate::model::RecordRef;
use crate::present::{Copied, Status, card_text, list_forms};

/// The maximum number of marked records: more than a user marks by hand, and few enough to be searched for each row.
const MOST_MARKED: usize = 1_000;

/// Marks the selected record of the list, or removes its mark, and goes to the next row.
pub(super) fn mark(state: &mut State) {
    let Some(record) = state.selected() else { return };
    match state.marked.iter().position(|marked| *marked == record) {
        Some(at) => _ = state.marked.remove(at),
        None if state.marked.len() < MOST_MARKED => state.marked.push(record),
        None => {}
    }
    state.status = Some(Status::Marked(state.marked.len()));
    state.list_position_mut().cursor += 1;
}

/// The values that the copy key copies from the marked records. Returns `None` if no record is marked, or none has a
/// number or an address.
pub(super) fn marked_forms(state: &State) -> Option<Vec<Copied>> {
    let forms = list_forms(&state.directory, &state.marked, state.lang, state.today);
    (!forms.is_empty()).then_some(forms)
}

/// Leaves the screen and prints the marked records, or the one that is shown.
pub(super) fn print(state: &State) -> Vec<Effect> {
    let card = |record| card_text(&state.directory, record, state.lang, state.today);
    let cards: Vec<String> = state.subjects().into_iter().map(card).collect();
    if cards.is_empty() { Vec::new() } else { vec![Effect::Print(cards.join("\n"))] }
}

/// Leaves with the marked records, or with the one that is shown. Does nothing if there is none.
pub(super) fn choose(state: &State) -> Vec<Effect> {
    let records = state.subjects();
    if records.is_empty() { Vec::new() } else { vec![Effect::Choose(records)] }
}

/// Makes the selected record of the list a favourite, or removes it from the favourites. `None` if nothing changes.
pub(super) fn toggle_favourite(state: &mut State) -> Option<HabitChange> {
    let record = state.selected();
    let Some(habits) = &mut state.habits else {
        state.status = Some(Status::NoHabits);
        return None;
    };
    let id = state.directory.id_of(record?);
    let is_favourite = habits.favourites.contains(&id);
    let change = if is_favourite { HabitChange::Removed(id) } else { HabitChange::Added(id) };
    habits.apply(&change);
    state.status = Some(if is_favourite { Status::FavouriteRemoved } else { Status::FavouriteAdded });
    Some(change)
}

/// Adds records to the recent look-ups.
pub(super) fn look_up(state: &mut State, records: &[RecordRef]) -> Vec<HabitChange> {
    let Some(habits) = &mut state.habits else { return Vec::new() };
    let changes: Vec<HabitChange> =
        records.iter().map(|record| HabitChange::LookedUp(state.directory.id_of(*record))).collect();
    for change in &changes {
        habits.apply(change);
    }
    changes
}
