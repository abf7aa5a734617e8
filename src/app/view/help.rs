//! Help: the keys, first those of the part that has the focus, and the syntax of queries; filtered by the typed text.
//!
//! ```text
//! Keys  1–9/42
//! query                                   list
//! Enter             goes to the list      ↓ j               next row
//! ```

mod syntax;

use super::ScreenArea;
use super::layout::Layout;
use crate::app::{Binding, Help, KeyScope, Mode, State};
use crate::i18n::say;
use crate::present::{Line, Role};
use crate::text::{fold, sort_by_key};
use syntax::HelpSection;

/// All scopes, in the order in which help shows them after the current one.
const SCOPES: [KeyScope; 8] = [
    KeyScope::Any,
    KeyScope::Query,
    KeyScope::List,
    KeyScope::Browse,
    KeyScope::Detail,
    KeyScope::Map,
    KeyScope::Export,
    KeyScope::Help,
];
/// Cells of the keys, and a gap.
const KEY_CELLS: usize = 18;
/// From this width of a column on, the keys have [`KEY_CELLS`].
const WIDE_FROM: u16 = 48;
/// Cells of the keys in narrower columns. The words after longer keys begin further to the right.
const NARROW_KEY_CELLS: usize = 10;
/// The minimum number of cells of a column where there are several.
const COLUMN_FROM: u16 = 48;
/// The maximum number of columns.
const MOST_COLUMNS: usize = 4;
/// Cells between two columns.
const GAP: u16 = 2;

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

/// Scrolls help back so that it shows something.
pub(in crate::app) fn settle_help(state: &mut State) {
    let Some(area) = Layout::of(state).whole_body() else { return };
    let Mode::Help(help) = &state.mode else { return };
    let last = all(state, help, area.width).len().saturating_sub(page_of(area));
    if let Mode::Help(help) = &mut state.mode {
        help.top = help.top.min(last);
    }
}

/// The number of lines of a page of help.
pub(in crate::app) fn help_height(state: &State) -> usize {
    Layout::of(state).whole_body().map_or(1, page_of).max(1)
}

/// Lines under the title.
fn page_of(area: ScreenArea) -> usize {
    area.height.saturating_sub(1).into()
}

fn all(state: &State, help: &Help, cells: u16) -> Vec<Line> {
    let sections = sections(state, help);
    if sections.is_empty() {
        let filter = crate::text::display_safe(&help.filter);
        return Line::of(say!(state.lang, "keys.no_matches", filter = filter), Role::Warning).wrapped(cells.into(), 2);
    }
    let count = usize::from((cells + GAP) / (COLUMN_FROM + GAP)).clamp(1, MOST_COLUMNS);
    let gaps = GAP * u16::try_from(count - 1).unwrap_or(0);
    let column = (cells - gaps) / u16::try_from(count).unwrap_or(1);
    let blocks: Vec<Vec<Line>> = sections.iter().map(|section| section_lines(section, column)).collect();
    let columns = in_columns(blocks, count);
    let row = |at: usize| {
        let mut line = Line::default();
        for (place, column_lines) in columns.iter().enumerate() {
            let Some(beside) = column_lines.get(at) else { continue };
            line = line.padded(place * usize::from(column + GAP));
            line.spans.extend(beside.spans.clone());
        }
        line
    };
    (0..columns.iter().map(Vec::len).max().unwrap_or(0)).map(row).collect()
}

/// The blocks of lines in at most `count` columns, with as few rows as possible; no block is divided.
fn in_columns(blocks: Vec<Vec<Line>>, count: usize) -> Vec<Vec<Line>> {
    let columns_of = |height: usize| {
        let (mut columns, mut taken) = (1, 0);
        for block in &blocks {
            if taken > 0 && taken + block.len() > height {
                (columns, taken) = (columns + 1, 0);
            }
            taken += block.len();
        }
        columns
    };
    let all: usize = blocks.iter().map(Vec::len).sum();
    let tallest = blocks.iter().map(Vec::len).max().unwrap_or(0);
    let height = (tallest..=all).find(|height| columns_of(*height) <= count).unwrap_or(all);
    let mut columns: Vec<Vec<Line>> = vec![Vec::new()];
    for block in blocks {
        match columns.last_mut() {
            Some(last) if last.is_empty() || last.len() + block.len() <= height => last.extend(block),
            _ => columns.push(block),
        }
    }
    columns
}

/// The sections with the entries that contain the typed text.
fn sections(state: &State, help: &Help) -> Vec<HelpSection> {
    let here = |scope: &KeyScope| scope.holds(&help.from) && *scope != KeyScope::Any;
    let (mut first, others): (Vec<KeyScope>, Vec<KeyScope>) = SCOPES.into_iter().partition(here);
    // The narrowest scope first.
    sort_by_key(&mut first, |scope| *scope == KeyScope::Browse);
    let keys = |scopes: Vec<KeyScope>| scopes.into_iter().map(|scope| keys_of(state, scope));
    let syntax = syntax::sections(state.lang);
    let all: Vec<HelpSection> = match *help.from {
        Mode::Query => keys(first).chain(syntax).chain(keys(others)).collect(),
        _ => keys(first).chain(keys(others)).chain(syntax).collect(),
    };
    let filter = fold(&help.filter);
    let filtered = all.into_iter().map(|HelpSection { heading, mut entries }| {
        entries.retain(|(keys, words)| fold(&format!("{keys} {words} {heading}")).contains(&filter));
        HelpSection { heading, entries }
    });
    filtered.filter(|section| !section.entries.is_empty()).collect()
}

fn keys_of(state: &State, scope: KeyScope) -> HelpSection {
    let rows = state.preferences.keymap.bindings(state.purpose).filter(|row| row.scope == scope);
    let entry = |row: &Binding| (row.label(state.lang, &state.marks), row.words(state.lang));
    HelpSection { heading: scope.words(state.lang), entries: rows.map(entry).collect() }
}

fn section_lines(section: &HelpSection, cells: u16) -> Vec<Line> {
    let key_cells = if cells < WIDE_FROM { NARROW_KEY_CELLS } else { KEY_CELLS };
    let entry = |(keys, words): &(String, String)| {
        let keys = Line::of(format!("{keys}  "), Role::Key).padded(key_cells);
        keys.and(words.clone(), Role::Plain).wrapped(cells.into(), key_cells)
    };
    let heading = Line::of(section.heading.clone(), Role::Title).wrapped(cells.into(), 2);
    heading.into_iter().chain(section.entries.iter().flat_map(entry)).collect()
}
