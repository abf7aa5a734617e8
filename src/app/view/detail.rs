//! The detail: a record in full, wrapped to the width, with the selected link marked.

use super::Area;
use super::layout::Layout;
use crate::app::{Mode, Page, State};
use crate::present::{CardLine, Link, card, shown_words};
use crate::present::{Line, Role, Shown};

/// A row of the detail after wrapping.
struct DetailRow {
    line: Line,
    /// The number of the link that the row belongs to.
    link: Option<usize>,
    is_marked: bool,
}

/// The lines that show, and the row among them that has the cursor.
pub(super) fn lines(state: &State, area: Area) -> (Vec<Line>, Option<u16>) {
    let Some(page) = state.page() else { return (Vec::new(), None) };
    let has_keyboard = matches!(state.mode, Mode::Detail(_));
    let mut focus = None;
    let mut lines: Vec<Line> =
        document_line(state, page).into_iter().map(|line| line.cut(area.width.into(), &state.marks)).collect();
    let room = usize::from(area.height).saturating_sub(lines.len());
    let rows = rows(state, page.shown, area.width);
    let below = rows.len().saturating_sub(page.top + room);
    for row in rows.into_iter().skip(page.top).take(room) {
        let mut line = row.line.cut(area.width.into(), &state.marks);
        if has_keyboard && row.link == Some(page.link) {
            line.selected = line.width();
            focus = focus.or(u16::try_from(lines.len()).ok());
        }
        lines.push(line);
    }
    if below > 0 && lines.len() > 1 {
        let last = lines.pop().unwrap_or_default();
        lines.push(with_rest(state, last, below, area.width.into()));
    }
    (lines, focus)
}

/// The last line that shows, with the number of those below it; that takes its place where it has no room beside it.
fn with_rest(state: &State, line: Line, below: usize, cells: usize) -> Line {
    let rest = |below: usize| Line::of(format!("{} {below}", state.marks.below), Role::Quiet);
    let beside = rest(below);
    if line.width() + 2 + beside.width() <= cells {
        let selected = line.selected;
        return Line { selected, ..line.with_right(beside, cells, &state.marks) };
    }
    Line::default().with_right(rest(below + 1), cells, &state.marks)
}

/// Which document a passage is of, above whatever of it shows.
fn document_line(state: &State, page: Page) -> Option<Line> {
    let Shown::Passage(index, line) = page.shown else { return None };
    let document = state.directory.document(index);
    // At its beginning the document says so itself.
    (page.top > 0).then(|| Line::of(shown_words(&format!("{}:{line}", document.file), &state.marks), Role::Title))
}

/// The links of the page that shows, in order.
pub(in crate::app) fn links(state: &State) -> Vec<Link> {
    let Some(page) = state.page() else { return Vec::new() };
    content(state, page.shown).iter().filter_map(|line| line.link).collect()
}

/// A page as it is first seen: a passage with its line in view.
pub(in crate::app) fn opened(state: &State, shown: Shown) -> Page {
    let (width, height) = room(state);
    let marked = rows(state, shown, width).iter().position(|row| row.is_marked);
    let top = marked.map_or(0, |row| row.saturating_sub(usize::from(height) / 3));
    Page { shown, link: 0, top }
}

/// Moves from link to link and keeps the link in view; where there is no further link, scrolls.
pub(in crate::app) fn step_links(state: &State, page: Page, by: isize) -> Page {
    let (width, height) = room(state);
    let rows = rows(state, page.shown, width);
    let links = rows.iter().filter_map(|row| row.link).max().map_or(0, |last| last + 1);
    let next = page.link.checked_add_signed(by).filter(|next| *next < links);
    let Some(link) = next else { return Page { top: page.top.saturating_add_signed(by), ..page } };
    let row = rows.iter().position(|row| row.link == Some(link)).unwrap_or(0);
    // The last row may be the one that says how much is below.
    let height = usize::from(height) - usize::from(height > 1);
    Page { link, top: crate::app::update::scrolled(page.top, row, height), ..page }
}

/// Puts the page that was opened back where it shows something.
pub(in crate::app) fn settle_pages(state: &mut State) {
    let Mode::Detail(trail) = state.browsing() else { return };
    let Some(page) = trail.last().copied() else { return };
    let (width, height) = room(state);
    let rows = rows(state, page.shown, width);
    let links = rows.iter().filter_map(|row| row.link).max().map_or(0, |last| last + 1);
    let mode = match &mut state.mode {
        Mode::Help(help) => help.from.as_mut(),
        mode => mode,
    };
    if let Mode::Detail(trail) = mode
        && let Some(page) = trail.last_mut()
    {
        page.link = page.link.min(links.saturating_sub(1));
        // Scrolled, a passage stands below the name of its document.
        let is_passage = matches!(page.shown, Shown::Passage(..)) && rows.len() > usize::from(height);
        page.top = page.top.min((rows.len() + usize::from(is_passage)).saturating_sub(height.into()));
    }
}

fn content(state: &State, shown: Shown) -> Vec<CardLine> {
    card(&state.directory, shown, state.lang, state.today, &state.marks)
}

fn rows(state: &State, shown: Shown, width: u16) -> Vec<DetailRow> {
    let mut rows = Vec::new();
    let mut links = 0;
    for line in content(state, shown) {
        let link = line.link.map(|_| links);
        links += usize::from(line.link.is_some());
        let wrapped = line.line.wrapped(width.into(), line.indent);
        rows.extend(wrapped.into_iter().map(|wrapped| DetailRow { line: wrapped, link, is_marked: line.is_marked }));
    }
    rows
}

/// Columns and rows of the detail, when it shows.
fn room(state: &State) -> (u16, u16) {
    let layout = Layout::of(state);
    layout.detail.or(layout.whole_body()).map_or((1, 1), |area| (area.width.max(1), area.height.max(1)))
}
