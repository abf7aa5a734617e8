//! The screen as styled text. All decisions are made here; drawing makes none.
//!
//! ```text
//! 1 Projects 8  2 People 20  3 Regions 19        tabs
//! › lappi                                        query
//! ──────────────────────┬────────────────────    rule
//! ▸ Sanna Hiltunen …    │ Sanna Hiltunen         list, detail
//! Enter open  y copy …                           footer
//! ```
//!
//! * `detail`: a record in full, wrapped to the width, with the selected link marked.
//! * `footer`: the last row: a message about the last event, or the keys that work now.
//! * `frame`: frames around boxes, with a title and a count in the upper edge.
//! * `help`: the keys, first those of where the user is, and what a query can contain; filtered by what is typed.
//! * `layout`: which box is where, at every size.
//! * `list`: each record on one row or two, the selected one marked; or the reason why it is empty.
//! * `map`: the map of Finland, with the regions of the selected record lit and their names below it.
//! * `start`: the keys on the start card.
//! * `tabs`: the first two rows: the lists with the number of their hits, and the query.
//! * `target`: what is at a cell of the screen, for the mouse.
//! * `timeline`: the projects of the list against the years.

mod detail;
mod footer;
mod frame;
mod help;
mod layout;
mod list;
mod map;
mod start;
mod tabs;
mod target;
mod timeline;

pub(super) use help::{help_height, settle_help};
pub(super) use layout::{Layout, list_height};
pub(super) use list::fallback_of_empty_list;
pub(super) use map::has_map;
pub(super) use start::keys as start_keys;
pub(super) use target::{PointerTarget, target_at};

use super::{Mode, State};
use crate::present::Line;

/// Lines at a position of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScreenBlock {
    /// Column of the left edge, from 0.
    pub x: u16,
    /// Row of the upper edge, from 0.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows; at least as many as lines.
    pub height: u16,
    /// The lines, each at most as wide as the block.
    pub lines: Vec<Line>,
}

/// The whole screen.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Screen {
    /// The blocks; none overlaps another or exceeds the screen.
    pub blocks: Vec<ScreenBlock>,
    /// Column and row of the terminal's cursor: in the query, or on the row that has the focus.
    pub cursor: Option<(u16, u16)>,
}

/// The screen of a state. Equal states have equal screens.
#[must_use]
pub fn screen(state: &State) -> Screen {
    let layout = Layout::of(state);
    let mut screen = Screen::default();
    if let Some(area) = layout.tabs {
        screen.put(area, vec![tabs::line(state, area.width)]);
    }
    if let Some(area) = layout.query {
        let (line, column) = tabs::query(state, &layout, area.width);
        screen.put(area, vec![line]);
        if state.mode == Mode::Query {
            screen.cursor = Some((area.x + column, area.y));
        }
    }
    if let Some(area) = layout.rule {
        screen.put(area, vec![layout.rule_line(state)]);
    }
    if let Mode::Help(help) = &state.mode {
        if let Some(area) = layout.whole_body() {
            screen.put(area, help::lines(state, help, area));
            screen.cursor = Some((area.x, area.y));
        }
    } else {
        body(state, &layout, &mut screen);
    }
    if let Some(area) = layout.footer {
        screen.put(area, vec![footer::line(state, &layout, area.width)]);
        if state.status.is_none() && matches!(state.mode, Mode::Export(_)) {
            let (_, column) = footer::prompt(state, area.width.into());
            screen.cursor = Some((area.x + column.min(area.width.saturating_sub(1)), area.y));
        }
    }
    if state.marks.ascii_letters {
        to_ascii_letters(&mut screen);
    }
    screen
}

/// Converts our own messages to ASCII. The text of records has been converted already.
fn to_ascii_letters(screen: &mut Screen) {
    for block in &mut screen.blocks {
        let cells = usize::from(block.width);
        for line in &mut block.lines {
            for (words, _) in &mut line.spans {
                *words = crate::text::to_ascii(words);
            }
            *line = std::mem::take(line).cut(cells, &crate::present::Marks::ASCII);
        }
    }
}

fn body(state: &State, layout: &Layout, screen: &mut Screen) {
    for (framed, area) in &layout.frames {
        frame::put(state, *framed, *area, screen);
    }
    for (pane, area) in &layout.lists {
        let (lines, focus) = list::lines(state, *pane, *area);
        if state.mode == Mode::List && *pane == state.pane {
            screen.cursor = focus.map(|row| (area.x, area.y + row));
        }
        screen.put(*area, lines);
    }
    if let Some(area) = layout.separator {
        screen.put(area, separator(state, area.height.into()));
    }
    let hidden = detail::hidden_rows(state);
    if let Some(area) = layout.detail {
        let (mut lines, focus) = detail::lines(state, layout, area.height);
        if matches!(state.mode, Mode::Detail(_)) {
            screen.cursor = Some((area.x, area.y + focus.unwrap_or(0)));
        }
        // The rows beside a picture are a block of their own, because blocks do not overlap.
        let width = layout.detail_width(hidden);
        let beside = if width < area.width { layout.picture_rows(hidden).len() } else { 0 };
        let below = lines.split_off(beside.min(lines.len()));
        let beside = u16::try_from(beside).unwrap_or(0).min(area.height);
        if beside > 0 {
            screen.put(ScreenArea { width, height: beside, ..area }, lines);
        }
        if beside < area.height {
            screen.put(ScreenArea { y: area.y + beside, height: area.height - beside, ..area }, below);
        }
    }
    if let Some(area) = layout.picture {
        let lines = if state.shows_timeline() { timeline::lines(state, area) } else { map::lines(state, area) };
        let shown = layout.picture_rows(hidden);
        let height = shown.end - shown.start;
        if matches!(state.mode, Mode::Map(_)) {
            let row = map::legend_row(area).saturating_sub(shown.start).min(height.saturating_sub(1));
            screen.cursor = Some((area.x, area.y + row));
        }
        if height > 0 {
            screen.put(ScreenArea { height, ..area }, lines.into_iter().skip(shown.start.into()).collect());
        }
    }
}

/// The line between two boxes.
fn separator(state: &State, height: usize) -> Vec<Line> {
    vec![Line::of(state.marks.down, crate::present::Role::Frame); height]
}

/// A rectangle of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) struct ScreenArea {
    pub(in crate::app) x: u16,
    pub(in crate::app) y: u16,
    pub(in crate::app) width: u16,
    pub(in crate::app) height: u16,
}

impl ScreenArea {
    /// The area inside a frame around this one.
    pub(in crate::app) fn inside(self) -> Self {
        let Self { x, y, width, height } = self;
        Self { x: x + 1, y: y + 1, width: width.saturating_sub(2), height: height.saturating_sub(2) }
    }

    /// The area without a column at either side.
    pub(in crate::app) fn padded(self) -> Self {
        Self { x: self.x + 1, width: self.width.saturating_sub(2), ..self }
    }
}

impl Screen {
    fn put(&mut self, area: ScreenArea, mut lines: Vec<Line>) {
        lines.truncate(area.height.into());
        let ScreenArea { x, y, width, height } = area;
        self.blocks.push(ScreenBlock { x, y, width, height, lines });
    }
}
