//! The visible part of each list and of the open record, and the position of its cursor.

use super::view::{Layout, has_map, list_height, settle_help, start_keys};
use super::{ExportPrompt, Help, Mode, Page, State, TABS};
use crate::present::{CardLine, Line, Link, Shown, card};

/// A row of the detail after wrapping.
pub(super) struct DetailRow {
    pub(super) line: Line,
    /// The number of the link that the row belongs to.
    pub(super) link: Option<usize>,
    is_marked: bool,
    /// Whether it is the first row of its line.
    is_first: bool,
}

/// Moves every cursor to an existing row, and scrolls every page so that its cursor is visible. Only this function
/// does.
pub(super) fn settle(state: &mut State) {
    for (tab, pane) in TABS.into_iter().enumerate() {
        let height = list_height(state, pane);
        let rows = state.answer.count(pane);
        let position = &mut state.lists[tab];
        position.cursor = position.cursor.min(rows.saturating_sub(1));
        position.top = scrolled(position.top, position.cursor, height).min(rows.saturating_sub(1));
    }
    if matches!(state.mode, Mode::Map(_)) && !has_map(state) {
        // The window has become too small.
        state.leave_map();
    }
    settle_pages(state);
    settle_help(state);
}

/// The first visible row after the cursor has moved: unchanged if the cursor is visible, else half a page further.
///
/// Scrolling by half a page saves bytes: each time the list scrolls, every row is sent again.
fn scrolled(top: usize, cursor: usize, height: usize) -> usize {
    let page = height.max(1);
    match cursor {
        above if above < top => above.saturating_sub(page / 2),
        below if below >= top + page => below + 1 - page + page / 2,
        _ => top,
    }
}

/// The links of the visible page, in order.
pub(super) fn detail_links(state: &State) -> Vec<Link> {
    let Some(page) = state.page() else { return Vec::new() };
    content(state, page.shown).iter().filter_map(|line| line.link).collect()
}

/// Whether the visible page has another link, or is longer than its box.
pub(super) fn can_step(state: &State) -> bool {
    let Some(page) = state.page() else { return false };
    let height = detail_height(state);
    let rows = rows(state, page.shown);
    rows.len() > height || rows.iter().filter_map(|row| row.link).max() > Some(0)
}

/// A page as it is first shown: a passage with its line in view.
pub(super) fn opened(state: &State, shown: Shown) -> Page {
    let height = detail_height(state);
    let rows = rows(state, shown);
    let marked = rows.iter().position(|row| row.is_marked);
    let top = marked.map_or(0, |row| row.saturating_sub(height / 3));
    Page { shown, link: 0, top: line_from(&rows, top) }
}

/// The first row from `top` on that begins a line, because the end of a line cannot be understood without its
/// beginning.
fn line_from(rows: &[DetailRow], top: usize) -> usize {
    top + rows.iter().skip(top).take_while(|row| !row.is_first).count()
}

/// Moves from link to link and keeps the link in view. Scrolls if there is no further link.
pub(super) fn step_links(state: &State, page: Page, by: isize) -> Page {
    let height = detail_height(state);
    let rows = rows(state, page.shown);
    let links = rows.iter().filter_map(|row| row.link).max().map_or(0, |last| last + 1);
    let next = page.link.checked_add_signed(by).filter(|next| *next < links);
    let Some(link) = next else { return Page { top: page.top.saturating_add_signed(by), ..page } };
    let row = rows.iter().position(|row| row.link == Some(link)).unwrap_or(0);
    // The last row may show the number of lines below.
    let height = height - usize::from(height > 1);
    Page { link, top: scrolled(page.top, row, height), ..page }
}

/// Scrolls the open page, or the one beside the list, so that it shows something.
fn settle_pages(state: &mut State) {
    let Some(page) = state.page() else { return };
    let is_open = matches!(state.browsing(), Mode::Detail(_));
    if !is_open && page.top == 0 {
        state.preview = None;
        return;
    }
    let height = detail_height(state);
    let rows = rows(state, page.shown);
    let links = rows.iter().filter_map(|row| row.link).max().map_or(0, |last| last + 1);
    let mut mode = &mut state.mode;
    while let Mode::Help(Help { from, .. }) | Mode::Export(ExportPrompt { from, .. }) = mode {
        mode = from;
    }
    if let Mode::Detail(trail) = mode
        && let Some(page) = trail.last_mut()
    {
        page.link = page.link.min(links.saturating_sub(1));
        // While a passage is scrolled, the name of its document takes a row above it.
        let is_passage = matches!(page.shown, Shown::Passage(..)) && rows.len() > height;
        let last = (rows.len() + usize::from(is_passage)).saturating_sub(height);
        page.top = page.top.min(if is_passage { line_from(&rows, last) } else { last });
    } else if let Some(page) = &mut state.preview {
        page.top = page.top.min(rows.len().saturating_sub(height));
    }
}

fn content(state: &State, shown: Shown) -> Vec<CardLine> {
    let mut lines = card(&state.directory, shown, state.lang, state.today, &state.marks);
    if shown == Shown::Start {
        lines.extend(start_keys(state));
    }
    // The title of the frame is the first line.
    if !matches!(shown, Shown::Passage(..)) && Layout::of(state).has_frames() {
        let is_blank = lines.get(1).is_some_and(|line| line.line.width() == 0);
        let titles = if is_blank && matches!(shown, Shown::Sources(_)) { 2 } else { 1 };
        lines.drain(..titles.min(lines.len()));
    }
    lines
}

/// The lines of a page, wrapped to the width of the detail, which is less beside a picture.
pub(super) fn rows(state: &State, shown: Shown) -> Vec<DetailRow> {
    let layout = Layout::of(state);
    let mut rows = Vec::new();
    let mut links = 0;
    for line in content(state, shown) {
        let link = line.link.map(|_| links);
        links += usize::from(line.link.is_some());
        let wrapped = line.line.wrapped(layout.detail_width(rows.len()).into(), line.indent);
        rows.extend(wrapped.into_iter().enumerate().map(|(at, wrapped)| DetailRow {
            line: wrapped,
            link,
            is_marked: line.is_marked,
            is_first: at == 0,
        }));
    }
    rows
}

/// The number of rows of the detail when it is visible.
pub(super) fn detail_height(state: &State) -> usize {
    let layout = Layout::of(state);
    layout.detail.or(layout.whole_body()).map_or(1, |area| area.height.max(1).into())
}

#[cfg(test)]
mod tests {
    use super::scrolled;

    proptest::proptest! {
        #[test]
        fn the_page_holds_the_cursor(top in 0..500_usize, cursor in 0..500_usize, height in 1..100_usize) {
            let top = scrolled(top, cursor, height);
            proptest::prop_assert!((top..top + height).contains(&cursor));
        }
    }
}
