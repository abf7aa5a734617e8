//! The list of keys, filtered by what is typed, with a heading for each scope.

use super::ScreenArea;
use super::layout::Layout;
use crate::app::{Binding, Help, KEYMAP, KeyScope, Mode, State};
use crate::i18n::say;
use crate::present::{Line, Role};
use crate::text::fold;

/// The scopes; first the keys that work everywhere, which a user who is lost needs.
const SCOPES: [KeyScope; 6] =
    [KeyScope::Any, KeyScope::Query, KeyScope::List, KeyScope::Browse, KeyScope::Detail, KeyScope::Help];
/// Cells of the keys, and a gap.
const KEY_CELLS: usize = 18;
/// From this width on, the keys have [`KEY_CELLS`].
const WIDE_FROM: u16 = 60;
/// Cells of the keys on narrower screens; longer keys move the words to the right.
const NARROW_KEY_CELLS: usize = 10;

/// The visible lines.
pub(super) fn lines(state: &State, help: &Help, area: ScreenArea) -> Vec<Line> {
    let mut title = Line::of(say!(state.lang, "screen.keys"), Role::Title);
    if !help.filter.is_empty() {
        title.push(format!("  {} {}", state.marks.prompt, help.filter), Role::Match);
    }
    let lines = all(state, help, area.width);
    let page = page_of(area);
    let top = help.top.min(lines.len().saturating_sub(page));
    let last = (top + page).min(lines.len());
    title.push(format!("  {}{}{last}/{}", (top + 1).min(last), state.marks.dash, lines.len()), Role::Quiet);
    let shown = lines.into_iter().skip(top).take(page).map(|line| line.cut(area.width.into(), &state.marks));
    std::iter::once(title.cut(area.width.into(), &state.marks)).chain(shown).collect()
}

/// Scrolls help back to where it shows something.
pub(in crate::app) fn settle_help(state: &mut State) {
    let Some(area) = Layout::of(state).whole_body() else { return };
    let Mode::Help(help) = &state.mode else { return };
    let last = all(state, help, area.width).len().saturating_sub(page_of(area));
    if let Mode::Help(help) = &mut state.mode {
        help.top = help.top.min(last);
    }
}

/// Lines under the title.
fn page_of(area: ScreenArea) -> usize {
    area.height.saturating_sub(1).into()
}

fn all(state: &State, help: &Help, cells: u16) -> Vec<Line> {
    let filter = fold(&help.filter);
    let mut lines = Vec::new();
    for scope in SCOPES {
        let heading = scope.words(state.lang);
        let is_wanted = |row: &&Binding| {
            let text = format!("{} {} {heading}", row.label(&state.marks), row.words(state.lang));
            row.scope == scope && fold(&text).contains(&filter)
        };
        let mut rows = KEYMAP.iter().filter(is_wanted).flat_map(|row| row_lines(state, row, cells)).peekable();
        if rows.peek().is_some() {
            lines.push(Line::of(heading.clone(), Role::Title));
            lines.extend(rows);
        }
    }
    lines
}

fn row_lines(state: &State, row: &Binding, cells: u16) -> Vec<Line> {
    let key_cells = if cells < WIDE_FROM { NARROW_KEY_CELLS } else { KEY_CELLS };
    let keys = Line::of(format!("{}  ", row.label(&state.marks)), Role::Key).padded(key_cells);
    keys.and(row.words(state.lang), Role::Plain).wrapped(cells.into(), key_cells)
}
