//! Frames around boxes, with a title and a count in the upper edge.
//!
//! ```text
//! ╭─ 2 People ─────────── 3/21 ─╮
//! │                             │
//! ╰─────────────────────────────╯
//! ```

use super::layout::{Framed, Layout, hidden_records};
use super::tabs::name_of;
use super::{Screen, ScreenArea};
use crate::app::state::tab_of;
use crate::app::{Mode, State};
use crate::i18n::say;
use crate::present::{self, Line, Role, Shown, directory_title, sources_title, title_words};
use crate::search::everything;

/// Adds the frame of a box to the screen.
pub(super) fn put(state: &State, framed: Framed, area: ScreenArea, screen: &mut Screen) {
    let ScreenArea { x, y, width, height } = area;
    if width < 2 || height < 2 {
        return;
    }
    let is_active = is_active(state, framed);
    let role = if is_active { Role::ActiveFrame } else { Role::Frame };
    let [.., bottom_left, bottom_right] = state.marks.corners;
    let across = |cells: u16| state.marks.across.repeat(cells.into());
    screen.put(ScreenArea { height: 1, ..area }, vec![upper_edge(state, framed, width, role)]);
    let side = vec![Line::of(state.marks.down, role); usize::from(height - 2)];
    screen.put(ScreenArea { x, y: y + 1, width: 1, height: height - 2 }, side.clone());
    screen.put(ScreenArea { x: x + width - 1, y: y + 1, width: 1, height: height - 2 }, side);
    let hidden = match framed {
        Framed::List(pane) => hidden_records(state, pane),
        Framed::Detail | Framed::Picture => String::new(),
    };
    let taken = u16::try_from(present::width(&hidden)).unwrap_or(0) + 3;
    let taken = if hidden.is_empty() || taken > width - 2 { 0 } else { taken };
    let mut lower = Line::of(format!("{bottom_left}{}", across(width - 2 - taken)), role);
    if taken > 0 {
        lower = lower.and(format!(" {hidden} "), Role::Quiet).and(across(1), role);
    }
    let lower = lower.and(String::from(bottom_right), role);
    screen.put(ScreenArea { y: y + height - 1, height: 1, ..area }, vec![lower]);
}

fn upper_edge(state: &State, framed: Framed, width: u16, role: Role) -> Line {
    let [left, right, ..] = state.marks.corners;
    let across = state.marks.across;
    let title_role = match framed {
        _ if role == Role::ActiveFrame => Role::ActiveFrame,
        // The title of this frame is the name of the record.
        Framed::Detail => Role::Title,
        Framed::List(_) | Framed::Picture => Role::Quiet,
    };
    let room = usize::from(width).saturating_sub(4);
    let mut line = Line::of(format!("{left}{across}"), role);
    let aside = aside_of(state, framed);
    let aside_cells = if aside.width() > 0 { aside.width() + 3 } else { 0 };
    let title = Line::of(title_of(state, framed), title_role).cut(room.saturating_sub(aside_cells + 2), &state.marks);
    if title.width() > 0 {
        line.push(" ", role);
        line.spans.extend(title.spans);
        line.push(" ", role);
    }
    let end = if aside_cells > 0 { aside.width() + 4 } else { 2 };
    let missing = usize::from(width).saturating_sub(line.width() + end);
    line.push(across.repeat(missing), role);
    if aside_cells > 0 {
        line.push(" ", role);
        line.spans.extend(aside.spans);
        line.push(" ", role);
    }
    line.push(format!("{across}{right}"), role);
    line
}

/// Whether the content of the frame has the focus.
fn is_active(state: &State, framed: Framed) -> bool {
    match framed {
        Framed::List(pane) => pane == state.pane && matches!(state.browsing(), Mode::Query | Mode::List),
        Framed::Detail => match state.browsing() {
            Mode::Detail(_) => true,
            // The map may be in the frame of the detail.
            Mode::Map(_) => !Layout::of(state).frames.iter().any(|(framed, _)| *framed == Framed::Picture),
            _ => false,
        },
        Framed::Picture => matches!(state.browsing(), Mode::Map(_)),
    }
}

fn title_of(state: &State, framed: Framed) -> String {
    match framed {
        Framed::List(pane) => format!("{} {}", tab_of(pane) + 1, name_of(pane, state.lang)),
        Framed::Detail => match state.page().map(|page| page.shown) {
            Some(Shown::Record(record)) => {
                let name = title_words(&state.directory, record, state.lang);
                present::shown_words(&name, &state.marks)
            }
            Some(Shown::Sources(record)) => {
                present::shown_words(&sources_title(&state.directory, record, state.lang), &state.marks)
            }
            Some(Shown::Passage(..)) => say!(state.lang, "detail.evidence"),
            Some(Shown::Start) => present::shown_words(&directory_title(&state.directory, state.lang), &state.marks),
            None if state.freshness.is_lost() => String::new(),
            None => say!(state.lang, "screen.no_hits"),
        },
        Framed::Picture if state.shows_timeline() => say!(state.lang, "screen.timeline"),
        Framed::Picture => say!(state.lang, "screen.map"),
    }
}

/// The number of hits of a list, with the number of all records if some are not hits.
fn aside_of(state: &State, framed: Framed) -> Line {
    let Framed::List(pane) = framed else { return Line::default() };
    let count = state.answer.count(pane);
    let all = everything(&state.directory).count(pane);
    Line::of(if count == all { count.to_string() } else { format!("{count}/{all}") }, Role::Quiet)
}
