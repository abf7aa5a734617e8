//! The positions of all boxes, at every size.

use std::ops::Range;

use super::ScreenArea;
use crate::app::state::tab_of;
use crate::app::{Mode, State, TABS};
use crate::gazetteer::finland;
use crate::present::{self, FEWEST_MAP_ROWS, Line, Role, Shown, map_height};
use crate::search::{Pane, everything};

/// If narrower than this, list and detail are shown one at a time.
const SIDE_BY_SIDE_FROM: u16 = 60;
/// From this size the three lists are shown at once, each in a frame.
const FRAMES_FROM: (u16, u16) = (120, 30);
/// From this size the picture has a column of its own.
const COLUMNS_FROM: (u16, u16) = (160, 40);
/// The minimum number of columns of a list in a frame: the longest name of a region, a person and a number fit.
const LIST_WIDTH: u16 = 60;
/// From this width of a list, one row has room for a region, a person and a number. It is the width of the narrowest
/// list in a frame.
const REGION_ROW_FROM: u16 = LIST_WIDTH - 3;
/// From this height a line separates the query from the list.
const RULE_FROM: u16 = 12;
/// From this width of a list, a person takes one row instead of two.
const ONE_ROW_FROM: u16 = 72;
/// From this width of a list, a project or a region takes one row instead of two: the longest name of a region and a
/// number fit.
const SHORT_ROW_FROM: u16 = 41;
/// A list without the focus gets one of every so many rows.
const UNFOCUSED_SHARE: u16 = 5;
/// The minimum number of rows of a list in a frame.
const FEWEST_ROWS: u16 = 3;
/// Lines under a map for the names of its regions.
pub(super) const LEGEND_ROWS: u16 = 5;
/// The minimum number of columns of a map in the detail: a sign and the longest name of a region.
const LEGEND_WIDTH: u16 = 23;

/// The areas of the boxes. A box without room has none.
#[derive(Debug, Default)]
pub(in crate::app) struct Layout {
    /// The names of the lists; `None` if each list has a frame with its name.
    pub tabs: Option<ScreenArea>,
    pub query: Option<ScreenArea>,
    pub rule: Option<ScreenArea>,
    /// The visible lists, without their frames.
    pub lists: Vec<(Pane, ScreenArea)>,
    pub separator: Option<ScreenArea>,
    pub detail: Option<ScreenArea>,
    /// The map or the timeline.
    pub picture: Option<ScreenArea>,
    /// Whether the picture is in the upper right corner of the detail, and scrolls with it.
    is_picture_in_detail: bool,
    pub footer: Option<ScreenArea>,
    /// The frames, in the order in which they are drawn.
    pub frames: Vec<(Framed, ScreenArea)>,
    body: Option<ScreenArea>,
}

/// The content of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Framed {
    List(Pane),
    Detail,
    Picture,
}

impl Layout {
    pub(in crate::app) fn of(state: &State) -> Self {
        let (width, height) = (state.size.width, state.size.height);
        if width >= FRAMES_FROM.0 && height >= FRAMES_FROM.1 {
            return Self::framed(state);
        }
        let has_frame = height >= 4;
        let top = match height {
            0..4 => 1,
            4..RULE_FROM => 2,
            _ => 3,
        };
        let bottom = height.saturating_sub(u16::from(has_frame));
        let body = ScreenArea { x: 0, y: top, width, height: bottom.saturating_sub(top) };
        let body = (body.width > 0 && body.height > 0).then_some(body);
        let mut layout = Self {
            tabs: if has_frame { row(state, 0) } else { None },
            query: row(state, u16::from(has_frame)),
            rule: if height >= RULE_FROM { row(state, 2) } else { None },
            footer: if has_frame { row(state, height - 1) } else { None },
            body,
            ..Self::default()
        };
        layout.split_body(state);
        layout
    }

    /// All of the middle.
    pub(in crate::app) fn whole_body(&self) -> Option<ScreenArea> {
        self.body
    }

    /// The line under the query.
    pub(super) fn rule_line(&self, state: &State) -> Line {
        let width = self.rule.map_or(0, |area| usize::from(area.width));
        let across = |cells: usize| state.marks.across.repeat(cells);
        if matches!(state.mode, Mode::Help(_)) {
            return Line::of(across(width), Role::Frame);
        }
        let hidden = hidden_records(state, state.pane);
        let list = self.list(state.pane).map_or(0, |area| usize::from(area.width));
        let taken = present::width(&hidden) + 3;
        let mut line = Line::default();
        if !hidden.is_empty() && list >= taken {
            line = Line::of(across(list - taken), Role::Frame).and(format!(" {hidden} "), Role::Quiet);
        }
        let separator = self.separator.map_or(width, |area| usize::from(area.x));
        line.push(across(separator.saturating_sub(line.width())), Role::Frame);
        if separator < width {
            line.push(format!("{}{}", state.marks.joint, across(width - separator - 1)), Role::Frame);
        }
        line
    }

    /// The area of a list, if it is visible.
    pub(in crate::app) fn list(&self, pane: Pane) -> Option<ScreenArea> {
        self.lists.iter().find(|(own, _)| *own == pane).map(|(_, area)| *area)
    }

    /// The columns of a row of the detail, counted from the beginning of its page.
    pub(in crate::app) fn detail_width(&self, row: usize) -> u16 {
        let whole = self.detail.or(self.body).map_or(1, |area| area.width.max(1));
        match (self.detail, self.picture) {
            (Some(detail), Some(picture)) if self.is_picture_in_detail && row < picture.height.into() => {
                picture.x.saturating_sub(detail.x + 1).max(1)
            }
            _ => whole,
        }
    }

    /// The visible rows of the picture: if it is in the detail, those not scrolled away.
    pub(super) fn picture_rows(&self, top: usize) -> Range<u16> {
        let height = self.picture.map_or(0, |area| area.height);
        let hidden = if self.is_picture_in_detail { u16::try_from(top).unwrap_or(u16::MAX) } else { 0 };
        hidden.min(height)..height
    }

    /// Whether each box has a frame.
    pub(in crate::app) fn has_frames(&self) -> bool {
        !self.frames.is_empty()
    }

    fn split_body(&mut self, state: &State) {
        let Some(body) = self.body else { return };
        let is_on_map = matches!(state.browsing(), Mode::Map(_));
        if body.width < SIDE_BY_SIDE_FROM {
            if is_on_map {
                self.picture = Some(body);
            } else if matches!(state.browsing(), Mode::Detail(_)) {
                self.detail = Some(body);
            } else {
                self.lists = vec![(state.pane, body)];
            }
            return;
        }
        let list = body.width * 11 / 20;
        let column = |x: u16, width: u16| ScreenArea { x, width, ..body };
        self.lists = vec![(state.pane, column(0, list - 1))];
        self.separator = Some(column(list, 1));
        let right = Some(column(list + 2, body.width - list - 2));
        // Without frames the map takes the place of the detail while it has the focus.
        if is_on_map {
            self.picture = right;
        } else {
            self.detail = right;
        }
    }

    /// The lists in frames on the left; the detail on the right, with the picture in it or in a column of its own.
    fn framed(state: &State) -> Self {
        let (width, height) = (state.size.width, state.size.height);
        let body = ScreenArea { x: 0, y: 1, width, height: height - 2 };
        let mut layout = Self {
            query: row(state, 0),
            // The words begin in the column of the query.
            footer: row(state, height - 1).map(ScreenArea::padded),
            body: Some(body.padded()),
            ..Self::default()
        };
        let has_column = width >= COLUMNS_FROM.0 && height >= COLUMNS_FROM.1;
        let map = if has_column { picture_width(body.height - 2, width) } else { 0 };
        let left = ((width - map) * 19 / 40).max(LIST_WIDTH);
        // The bars of a timeline take any width.
        let picture = if has_column && state.shows_timeline() { map.max((width - left) / 2) } else { map };
        layout.stack_lists(state, ScreenArea { width: left, ..body });
        let right = ScreenArea { x: left, width: width - picture - left, ..body };
        layout.frames.push((Framed::Detail, right));
        let inner = right.inside().padded();
        if has_column {
            let column = ScreenArea { x: width - picture, width: picture, ..body };
            layout.frames.push((Framed::Picture, column));
            layout.detail = Some(inner);
            layout.picture = Some(column.inside().padded());
        } else if state.shows_timeline() {
            // The years above the bars, and up to two lines of legend below them.
            let bars = u16::try_from(state.answer.count(Pane::Projects)).unwrap_or(u16::MAX);
            let rows = (inner.height * 2 / 5).min(bars.saturating_add(3));
            layout.detail = Some(ScreenArea { height: inner.height - rows - 1, ..inner });
            layout.picture = Some(ScreenArea { y: inner.y + inner.height - rows, height: rows, ..inner });
        } else if state.page().is_some_and(|page| matches!(page.shown, Shown::Passage(..) | Shown::Sources(_))) {
            // Quotations need the whole width.
            layout.detail = Some(inner);
        } else {
            let columns = (inner.width * 2 / 5).max(LEGEND_WIDTH);
            let corner = ScreenArea { x: inner.x + inner.width - columns, width: columns, ..inner };
            layout.detail = Some(inner);
            layout.picture = Some(ScreenArea { height: map_rows(corner), ..corner });
            layout.is_picture_in_detail = true;
        }
        layout
    }

    /// The three lists, one above the other; the one that has the focus gets most rows. Rows that it cannot fill even
    /// without a query go to lists that could, so that typing moves no frame.
    fn stack_lists(&mut self, state: &State, column: ScreenArea) {
        let all = everything(&state.directory);
        let rows = column.height - u16::try_from(2 * TABS.len()).unwrap_or(0);
        let unfocused = (rows / UNFOCUSED_SHARE).max(FEWEST_ROWS);
        let others = u16::try_from(TABS.len() - 1).unwrap_or(0);
        let inside = |frame: ScreenArea| ScreenArea { width: frame.inside().width - 1, ..frame.inside() };
        let wanted = TABS.map(|pane| {
            let per_record = usize::from(rows_per_record(state, pane, inside(column)));
            u16::try_from(all.count(pane) * per_record).unwrap_or(u16::MAX)
        });
        let focused = tab_of(state.pane);
        let mut heights = TABS.map(|_| unfocused);
        heights[focused] = rows - others * unfocused;
        while heights[focused] > wanted[focused].max(unfocused)
            && let Some(tab) = (0..TABS.len())
                .filter(|tab| *tab != focused && heights[*tab] < wanted[*tab])
                .min_by_key(|tab| heights[*tab])
        {
            heights[tab] += 1;
            heights[focused] -= 1;
        }
        let mut y = column.y;
        for (pane, rows) in TABS.into_iter().zip(heights) {
            let height = 2 + rows;
            let frame = ScreenArea { y, height, ..column };
            self.frames.push((Framed::List(pane), frame));
            self.lists.push((pane, inside(frame)));
            y += height;
        }
    }
}

fn row(state: &State, y: u16) -> Option<ScreenArea> {
    let (width, height) = (state.size.width, state.size.height);
    (width > 0 && y < height).then_some(ScreenArea { x: 0, y, width, height: 1 })
}

/// The width of the column of a picture of some height: as much as the map takes, and never more than two fifths.
fn picture_width(height: u16, width: u16) -> u16 {
    let raster = finland();
    let rows = (2 * usize::from(height.saturating_sub(LEGEND_ROWS + 1))).min(raster.height());
    (u16::try_from(raster.scaled_width(rows)).unwrap_or(u16::MAX).saturating_add(6)).min(width * 2 / 5)
}

/// The columns and rows that a map may take in an area; they stay the same while the names below it change.
pub(super) fn map_room(area: ScreenArea) -> (usize, usize) {
    let rows = usize::from(area.height);
    let beside_legend = rows.saturating_sub(usize::from(LEGEND_ROWS) + 1).max(FEWEST_MAP_ROWS);
    (usize::from(area.width), beside_legend.min(rows.saturating_sub(1)))
}

/// The rows that a map and the names below it take in an area.
fn map_rows(area: ScreenArea) -> u16 {
    let map = u16::try_from(map_height(map_room(area))).unwrap_or(u16::MAX);
    map.saturating_add(1 + LEGEND_ROWS).min(area.height)
}

/// The numbers of records above and below the visible ones of a list.
pub(super) fn hidden_records(state: &State, pane: Pane) -> String {
    let above = state.lists[tab_of(pane)].top;
    hidden_words(state, above, state.answer.count(pane).saturating_sub(above + list_height(state, pane)))
}

/// The numbers of rows above and below the visible ones: `↑ 5 ↓ 6`. Empty if there are none.
pub(super) fn hidden_words(state: &State, above: usize, below: usize) -> String {
    let numbers = [(state.marks.above, above), (state.marks.below, below)];
    let numbers = numbers.into_iter().filter(|(_, count)| *count > 0);
    numbers.map(|(sign, count)| format!("{sign} {count}")).collect::<Vec<_>>().join(" ")
}

/// The rows that a record takes in the area of a list.
pub(super) fn rows_per_record(state: &State, pane: Pane, area: ScreenArea) -> u16 {
    // A narrow row of a region has no room for the person who is responsible. If all regions have room for two rows,
    // the second row has the person.
    let has_two_rows = || 2 * state.answer.count(pane) <= area.height.into();
    let one_row_from = match pane {
        Pane::Regions if has_two_rows() => REGION_ROW_FROM,
        Pane::Projects | Pane::Regions => SHORT_ROW_FROM,
        Pane::People | Pane::Organisations => ONE_ROW_FROM,
    };
    if area.width >= one_row_from { 1 } else { 2 }
}

/// The number of records on a page of a list, at least one.
pub(in crate::app) fn list_height(state: &State, pane: Pane) -> usize {
    let layout = Layout::of(state);
    let area = layout.list(pane).or_else(|| layout.list(state.pane)).or(layout.whole_body());
    area.map_or(1, |area| (area.height / rows_per_record(state, pane, area)).max(1).into())
}
