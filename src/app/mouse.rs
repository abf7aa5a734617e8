//! Performs mouse actions.

use super::dispatch::{choose_region, open, scroll_detail, select_region, visit};
use super::state::tab_of;
use super::view::{PointerTarget, list_height, target_at};
use super::viewport::settle;
use super::{Effect, Mode, MouseAction, MouseEvent, Page, State};
use crate::gazetteer::RegionCode;
use crate::search::Pane;

/// The rows that the wheel scrolls at once.
const WHEEL_ROWS: isize = 3;

/// Performs a mouse action at a cell of the screen.
///
/// While the answer to the query is pending, clicks do nothing: another record might be under the pointer when the
/// answer comes.
pub(super) fn point(state: &mut State, event: MouseEvent) -> Vec<Effect> {
    if state.answered < state.generation {
        return Vec::new();
    }
    let Some(target) = target_at(state, event.column, event.row) else { return Vec::new() };
    state.status = None;
    state.follows_best = false;
    // A click in the start card does not replace the card.
    state.is_at_start &= matches!(target, PointerTarget::Query | PointerTarget::Detail(_) | PointerTarget::Help);
    match event.action {
        MouseAction::Click => click(state, target),
        MouseAction::WheelUp => scroll(state, target, -WHEEL_ROWS),
        MouseAction::WheelDown => scroll(state, target, WHEEL_ROWS),
    }
    settle(state);
    Vec::new()
}

fn click(state: &mut State, target: PointerTarget) {
    match target {
        PointerTarget::Query => {
            state.leave_map();
            state.mode = Mode::Query;
        }
        PointerTarget::Name(pane) => visit(state, pane),
        PointerTarget::List(pane, row) => click_row(state, pane, row),
        PointerTarget::Detail(Some(link)) => follow(state, link),
        PointerTarget::Region(region) => click_region(state, region),
        PointerTarget::Detail(None) | PointerTarget::Help => {}
    }
}

/// Selects a row, or opens it if it is already selected.
fn click_row(state: &mut State, pane: Pane, row: Option<usize>) {
    let Some(row) = row else { return visit(state, pane) };
    let is_selected = state.mode == Mode::List && state.pane == pane && state.list_position().cursor == row;
    if is_selected {
        return open(state);
    }
    visit(state, pane);
    state.mode = Mode::List;
    state.list_position_mut().cursor = row;
}

/// Follows a link of the visible page, regardless of the focus.
fn follow(state: &mut State, link: usize) {
    let Some(page) = state.page() else { return };
    let page = Page { link, ..page };
    state.leave_map();
    match &mut state.mode {
        Mode::Detail(trail) => match trail.last_mut() {
            Some(last) if last.shown == page.shown => *last = page,
            _ => trail.push(page),
        },
        _ => state.mode = Mode::Detail(vec![page]),
    }
    open(state);
}

/// Chooses a region of the map, or opens it if it is already chosen.
fn click_region(state: &mut State, region: RegionCode) {
    match &state.mode {
        Mode::Map(map) if map.region == region => open(state),
        _ => {
            choose_region(state, region);
            select_region(state, region);
        }
    }
}

/// Scrolls the box under the pointer.
fn scroll(state: &mut State, target: PointerTarget, rows: isize) {
    match target {
        PointerTarget::List(pane, _) => scroll_list(state, pane, rows),
        PointerTarget::Detail(_) => scroll_detail(state, rows),
        PointerTarget::Help => {
            if let Mode::Help(help) = &mut state.mode {
                help.top = help.top.saturating_add_signed(rows);
            }
        }
        PointerTarget::Query | PointerTarget::Name(_) | PointerTarget::Region(_) => {}
    }
}

/// Scrolls a list. The selection moves only if it would leave the view.
fn scroll_list(state: &mut State, pane: Pane, rows: isize) {
    let height = list_height(state, pane);
    let last = state.answer.count(pane).saturating_sub(height);
    let position = &mut state.lists[tab_of(pane)];
    position.top = position.top.saturating_add_signed(rows).min(last);
    position.cursor = position.cursor.clamp(position.top, position.top + height - 1);
}
