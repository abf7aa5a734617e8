//! The position of each box, at every size of the terminal.

use super::ScreenArea;
use crate::app::{Mode, State};
use crate::present::{Line, Role};

/// From this width on, list and detail are side by side; below it, one of them shows.
const SIDE_BY_SIDE_FROM: u16 = 60;
/// From this width on, there is room for a map or a timeline.
const SIDE_FROM: u16 = 120;
/// From this height on, a rule separates the query from the list.
const RULE_FROM: u16 = 12;
/// From this width of the list on, a record takes one row instead of two.
const ONE_ROW_FROM: u16 = 72;

/// The position of each box; `None` for a box that has no room.
pub(in crate::app) struct Layout {
    pub(super) tabs: Option<ScreenArea>,
    pub(super) query: Option<ScreenArea>,
    pub(super) rule: Option<ScreenArea>,
    pub(super) list: Option<ScreenArea>,
    pub(super) separator: Option<ScreenArea>,
    pub(in crate::app) detail: Option<ScreenArea>,
    pub(super) side: Option<ScreenArea>,
    pub(super) footer: Option<ScreenArea>,
    body: Option<ScreenArea>,
}

impl Layout {
    pub(in crate::app) fn of(state: &State) -> Self {
        let (width, height) = (state.size.width, state.size.height);
        let row = |y: u16| (width > 0 && y < height).then_some(ScreenArea { x: 0, y, width, height: 1 });
        let has_frame = height >= 4;
        let top = match height {
            0..4 => 1,
            4..RULE_FROM => 2,
            _ => 3,
        };
        let bottom = height.saturating_sub(u16::from(has_frame));
        let body = (width > 0 && top < bottom).then_some(ScreenArea {
            x: 0,
            y: top,
            width,
            height: bottom.saturating_sub(top),
        });
        let mut layout = Self {
            tabs: if has_frame { row(0) } else { None },
            query: row(u16::from(has_frame)),
            rule: if height >= RULE_FROM { row(2) } else { None },
            list: body,
            separator: None,
            detail: None,
            side: None,
            footer: if has_frame { row(height - 1) } else { None },
            body,
        };
        layout.split_body(matches!(state.browsing(), Mode::Detail(_)));
        layout
    }

    /// The whole area between query and footer.
    pub(in crate::app) fn whole_body(&self) -> Option<ScreenArea> {
        self.body
    }

    /// The rule under the query.
    pub(super) fn rule_line(&self, state: &State) -> Line {
        let width = self.rule.map_or(0, |area| area.width);
        Line::of(state.marks.across.repeat(width.into()), Role::Rule)
    }

    fn split_body(&mut self, is_detail: bool) {
        let Some(body) = self.body else { return };
        if body.width < SIDE_BY_SIDE_FROM {
            if is_detail {
                (self.list, self.detail) = (None, Some(body));
            }
            return;
        }
        let side = if body.width >= SIDE_FROM { (body.width / 4).clamp(38, 64) } else { 0 };
        let left = body.width - side;
        let list = left * 11 / 20;
        let column = |x: u16, width: u16| ScreenArea { x, width, ..body };
        self.list = Some(column(0, list - 1));
        self.separator = Some(column(list, 1));
        self.detail = Some(column(list + 2, left - list - 3));
        if side > 0 {
            self.side = Some(column(left + 1, side - 1));
        }
    }
}

/// The rows that a record takes in a list of some width.
pub(super) fn rows_per_record(width: u16) -> u16 {
    if width >= ONE_ROW_FROM { 1 } else { 2 }
}

/// The number of records that a page of the list holds; at least one.
pub(in crate::app) fn list_height(state: &State) -> usize {
    let area = Layout::of(state).list;
    area.map_or(1, |area| (area.height / rows_per_record(area.width)).max(1).into())
}
