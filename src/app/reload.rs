//! Replaces the directory and keeps the screen.

use std::sync::Arc;

use super::{ListPosition, MapFocus, Mode, Page, State, TABS};
use crate::model::{Directory, RecordId, RecordRef};
use crate::present::{Copied, Shown};
use crate::search::{Answer, Pane};

/// Replaces the directory. The query stays, and so do the selected and opened records that still exist. `answer` is the
/// answer of the new directory to the query.
///
/// Pending answers are about the old directory. The generation increases, so they are dropped.
pub(super) fn replace_directory(state: &mut State, directory: Arc<Directory>, answer: Arc<Answer>) {
    let before = std::mem::replace(&mut state.directory, directory);
    let after = Arc::clone(&state.directory);
    let same = |record| same_record(&before, &after, record);
    for (tab, pane) in TABS.into_iter().enumerate() {
        let ListPosition { cursor, top } = state.lists[tab];
        let shown = state.answer.record(&before, pane, state.order.row(pane, cursor));
        let row = shown.and_then(same).and_then(|record| {
            let row = row_of(&answer, &after, pane, record, cursor)?;
            // The selected row stays at the same distance from the upper edge.
            Some(ListPosition { cursor: row, top: row.saturating_sub(cursor - top) })
        });
        state.lists[tab] = row.unwrap_or(ListPosition { cursor, top });
    }
    let copied = state.copied.take();
    state.copied = copied.and_then(|(first, turn)| Some((Copied { who: same(first.who)?, ..first }, turn)));
    state.marked = state.marked.iter().filter_map(|record| same(*record)).collect();
    state.preview = state.preview.and_then(|page| page_after(page, same));
    state.mode = mode_after(std::mem::replace(&mut state.mode, Mode::Query), &same);
    state.answer = answer;
    state.order_rows();
    for (tab, pane) in TABS.into_iter().enumerate() {
        state.lists[tab].cursor = state.order.shown_at(pane, state.lists[tab].cursor);
    }
    state.generation += 1;
    state.answered = state.generation;
    if state.rows() == 0 && state.mode == Mode::List {
        state.mode = Mode::Query;
    }
}

/// The first page whose record is gone is closed, with all pages opened from it.
fn mode_after(mode: Mode, same: &impl Fn(RecordRef) -> Option<RecordRef>) -> Mode {
    match mode {
        Mode::Detail(trail) => {
            let trail: Vec<Page> = trail.into_iter().map_while(|page| page_after(page, same)).collect();
            if trail.is_empty() { Mode::List } else { Mode::Detail(trail) }
        }
        Mode::Map(MapFocus { from, region }) => Mode::Map(MapFocus { from: Box::new(mode_after(*from, same)), region }),
        Mode::Export(mut prompt) => {
            *prompt.from = mode_after(*prompt.from, same);
            Mode::Export(prompt)
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
        Shown::Start => Shown::Start,
        Shown::Sources(record) => Shown::Sources(same(record)?),
        Shown::Passage(document, line) => match same(RecordRef::Document(document))? {
            RecordRef::Document(document) => Shown::Passage(document, line),
            _ => return None,
        },
    };
    Some(Page { shown, ..page })
}

/// The record that has the same id.
fn same_record(before: &Directory, after: &Directory, record: RecordRef) -> Option<RecordRef> {
    let id: RecordId = before.id_of(record);
    after.find(&id)
}

/// The row of a record in a list; usually the same as before.
fn row_of(answer: &Answer, directory: &Directory, pane: Pane, record: RecordRef, hint: usize) -> Option<usize> {
    let is_there = answer.record(directory, pane, hint) == Some(record);
    if is_there { Some(hint) } else { answer.row_of(directory, pane, record) }
}
