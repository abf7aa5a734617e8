//! Another state of the directory under the same screen.

use std::sync::Arc;

use super::{ListPosition, Mode, Page, State, TABS};
use crate::model::{Directory, RecordId, RecordRef};
use crate::present::Shown;
use crate::search::{Answer, Pane};

/// Puts a new directory under the screen: what is typed stays, and so does whatever is selected or opened and still
/// there. `answer` is what the new one has for what is typed.
///
/// Answers that are still on their way are about the old directory: they get a number that nobody waits for.
pub(super) fn replace_directory(state: &mut State, directory: Arc<Directory>, answer: Arc<Answer>) {
    let before = std::mem::replace(&mut state.directory, directory);
    let after = Arc::clone(&state.directory);
    let same = |record| same_record(&before, &after, record);
    for (tab, pane) in TABS.into_iter().enumerate() {
        let ListPosition { cursor, top } = state.lists[tab];
        let row = state.answer.record(&before, pane, cursor).and_then(same).and_then(|record| {
            let row = row_of(&answer, &after, pane, record, cursor)?;
            // As far below the edge as it was.
            Some(ListPosition { cursor: row, top: row.saturating_sub(cursor - top) })
        });
        state.lists[tab] = row.unwrap_or(ListPosition { cursor, top });
    }
    state.copied = state.copied.and_then(|(record, turn)| Some((same(record)?, turn)));
    state.mode = mode_after(std::mem::replace(&mut state.mode, Mode::Query), &same);
    state.answer = answer;
    state.generation += 1;
    state.answered = state.generation;
    if state.rows() == 0 && state.mode == Mode::List {
        state.mode = Mode::Query;
    }
}

/// A trail ends before the first page whose record is gone.
fn mode_after(mode: Mode, same: &impl Fn(RecordRef) -> Option<RecordRef>) -> Mode {
    match mode {
        Mode::Detail(trail) => {
            let trail: Vec<Page> = trail.into_iter().map_while(|page| page_after(page, same)).collect();
            if trail.is_empty() { Mode::List } else { Mode::Detail(trail) }
        }
        Mode::Help(mut help) => {
            *help.from = mode_after(*help.from, same);
            Mode::Help(help)
        }
        mode => mode,
    }
}

fn page_after(page: Page, same: impl Fn(RecordRef) -> Option<RecordRef>) -> Option<Page> {
    let shown = match page.shown {
        Shown::Record(record) => Shown::Record(same(record)?),
        Shown::Passage(document, line) => match same(RecordRef::Document(document))? {
            RecordRef::Document(document) => Shown::Passage(document, line),
            _ => return None,
        },
    };
    Some(Page { shown, ..page })
}

/// The record of the same id.
fn same_record(before: &Directory, after: &Directory, record: RecordRef) -> Option<RecordRef> {
    let id: RecordId = before.id_of(record);
    after.find(&id)
}

/// The row of a record in a list: mostly the one where it was.
fn row_of(answer: &Answer, directory: &Directory, pane: Pane, record: RecordRef, hint: usize) -> Option<usize> {
    let is_there = answer.record(directory, pane, hint) == Some(record);
    if is_there { Some(hint) } else { answer.row_of(directory, pane, record) }
}
