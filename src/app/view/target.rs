//! What is at a cell of the screen, for the mouse.

use super::layout::{Framed, Layout, rows_per_record};
use super::{ScreenArea, detail, map, tabs};
use crate::app::state::tab_of;
use crate::app::viewport::rows;
use crate::app::{Mode, State, TABS};
use crate::gazetteer::RegionCode;
use crate::present::{Role, Shown};
use crate::search::Pane;

/// The target of a click on a cell of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum PointerTarget {
    /// The query line.
    Query,
    /// The name of a list: its tab, or the upper edge of its frame.
    Name(Pane),
    /// A list, and the row at the cell if there is one.
    List(Pane, Option<usize>),
    /// The detail, and the link at the cell, counted among those of the page, if there is one.
    Detail(Option<usize>),
    /// A region of the map.
    Region(RegionCode),
    /// The list of keys.
    Help,
}

/// The target at a cell of the screen; `None` if a click there does nothing.
pub(in crate::app) fn target_at(state: &State, column: u16, row: u16) -> Option<PointerTarget> {
    let layout = Layout::of(state);
    let is_in = |area: ScreenArea| {
        (area.x..area.x + area.width).contains(&column) && (area.y..area.y + area.height).contains(&row)
    };
    if let Mode::Help(_) = state.mode {
        return layout.whole_body().filter(|area| is_in(*area)).map(|_| PointerTarget::Help);
    }
    if layout.query.is_some_and(is_in) {
        return Some(PointerTarget::Query);
    }
    if let Some(area) = layout.tabs.filter(|area| is_in(*area)) {
        return tab_at(state, area, column).map(PointerTarget::Name);
    }
    if let Some((pane, area)) = layout.lists.iter().find(|(_, area)| is_in(*area)) {
        return Some(PointerTarget::List(*pane, list_row(state, *pane, *area, row)));
    }
    if let Some(area) = layout.picture.filter(|_| !state.shows_timeline()) {
        let shown = layout.picture_rows(detail::hidden_rows(state));
        if is_in(ScreenArea { height: shown.end - shown.start, ..area }) {
            let row = row - area.y + shown.start;
            return map::region_at(area, column - area.x, row).map(PointerTarget::Region);
        }
    }
    if let Some(area) = layout.detail.filter(|area| is_in(*area)) {
        return Some(PointerTarget::Detail(link_at(state, area, row)));
    }
    layout.frames.iter().find_map(|(framed, area)| match framed {
        Framed::List(pane) if is_in(ScreenArea { height: 1, ..*area }) => Some(PointerTarget::Name(*pane)),
        _ => None,
    })
}

fn tab_at(state: &State, area: ScreenArea, column: u16) -> Option<Pane> {
    let mut panes = TABS.into_iter();
    let mut start = usize::from(area.x);
    for (words, role) in tabs::line(state, area.width).spans {
        let end = start + crate::present::width(&words);
        let pane = if matches!(role, Role::Tab | Role::ActiveTab) { panes.next() } else { None };
        if (start..end).contains(&column.into()) {
            return pane;
        }
        start = end;
    }
    None
}

fn list_row(state: &State, pane: Pane, area: ScreenArea, row: u16) -> Option<usize> {
    let rows_each = rows_per_record(state, pane, area);
    let below = (row - area.y) / rows_each;
    let record = state.lists[tab_of(pane)].top + usize::from(below);
    (record < state.answer.count(pane)).then_some(record)
}

fn link_at(state: &State, area: ScreenArea, row: u16) -> Option<usize> {
    let page = state.page()?;
    // A passage has no links, so the line above it does not matter.
    let (Shown::Record(_) | Shown::Sources(_)) = page.shown else { return None };
    let rows = rows(state, page.shown);
    let below = rows.len().saturating_sub(page.top + usize::from(area.height));
    if below > 0 && area.height > 1 && row + 1 == area.y + area.height {
        // The last row shows the number of rows below.
        return None;
    }
    rows.get(page.top + usize::from(row - area.y))?.link
}
