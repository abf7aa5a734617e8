//! The detail: a record in full, wrapped to the width, with the selected link marked.

use super::layout::{Layout, hidden_words};
use crate::app::viewport::rows;
use crate::app::{Mode, Page, State};
use crate::present::{Line, Role, Shown, shown_words};

/// The visible lines, and the row among them that has the cursor.
pub(super) fn lines(state: &State, layout: &Layout, height: u16) -> (Vec<Line>, Option<u16>) {
    let Some(page) = state.page() else { return (Vec::new(), None) };
    let has_keyboard = matches!(state.mode, Mode::Detail(_));
    let hidden = hidden_rows(state);
    let cells = |row: usize| usize::from(layout.detail_width(hidden + row));
    let mut focus = None;
    let mut lines: Vec<Line> =
        document_line(state, page).into_iter().map(|line| line.cut(cells(0), &state.marks)).collect();
    let room = usize::from(height).saturating_sub(lines.len());
    let rows = rows(state, page.shown);
    let below = rows.len().saturating_sub(page.top + room);
    for row in rows.into_iter().skip(page.top).take(room) {
        let mut line = row.line.cut(cells(lines.len()), &state.marks);
        if has_keyboard && row.link == Some(page.link) {
            line.selected = line.width();
            focus = focus.or(u16::try_from(lines.len()).ok());
        }
        lines.push(line);
    }
    if page.top + below > 0 && lines.len() > 1 {
        let last = lines.pop().unwrap_or_default();
        lines.push(with_rest(state, last, (page.top, below), cells(lines.len())));
    }
    (lines, focus)
}

/// The number of rows of the page, and of a picture that scrolls with it, above the visible ones.
pub(super) fn hidden_rows(state: &State) -> usize {
    let hidden = |page: Page| page.top - usize::from(document_line(state, page).is_some());
    state.page().map_or(0, hidden)
}

/// The last visible line with the numbers of lines above and below the visible ones. If they do not fit beside the line,
/// they replace it, except at the end of the page.
fn with_rest(state: &State, line: Line, (above, below): (usize, usize), cells: usize) -> Line {
    let rest = |below: usize| Line::of(hidden_words(state, above, below), Role::Quiet);
    let beside = rest(below);
    if line.width() + 2 + beside.width() <= cells {
        let selected = line.selected;
        return Line { selected, ..line.with_right(beside, cells, &state.marks) };
    }
    if below == 0 { line } else { Line::default().with_right(rest(below + 1), cells, &state.marks) }
}

/// The name of the document of a passage, shown above it.
fn document_line(state: &State, page: Page) -> Option<Line> {
    let Shown::Passage(index, line) = page.shown else { return None };
    let document = state.directory.document(index);
    // The first line of the document shows its name already.
    (page.top > 0).then(|| Line::of(shown_words(&format!("{}:{line}", document.file), &state.marks), Role::Title))
}
