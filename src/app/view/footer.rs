//! The last row: a message about the last event, or the keys that work now, after the remarks for which the query line
//! has no room.

use super::layout::Layout;
use super::list::fallback_of_empty_list;
use super::tabs::remark_below;
use crate::app::typing::exported_count;
use crate::app::viewport::{can_step, detail_links};
use crate::app::{Action, Binding, Freshness, KeyScope, Mode, State, TABS};
use crate::exchange::ExportFormat;
use crate::gazetteer::finland;
use crate::i18n::{say, say_count};
use crate::present::{Line, Role, Shown, Status, first_that_fits, shown_words, status_words_in, width};
use crate::text::sort_by_key;

/// The space between two keys.
const GAP: &str = "  ";

/// The last row.
pub(super) fn line(state: &State, layout: &Layout, cells: u16) -> Line {
    match &state.status {
        Some(status) => {
            let words = status_words_in(status, state.subject(), cells.into(), (state.lang, &state.marks));
            said(state, words, cells)
        }
        None if matches!(state.mode, Mode::Export(_)) => prompt(state, cells.into()).0,
        None if let Some(prompt) = &state.exporting => {
            let running = Status::Exporting(prompt.path.clone());
            said(state, status_words_in(&running, None, cells.into(), (state.lang, &state.marks)), cells)
        }
        None => match &state.freshness {
            Freshness::Lost { reason: Some(reason) } => {
                let reason = shown_words(reason, &state.marks);
                said(state, say!(state.lang, "renewal.lost", reason = reason), cells)
            }
            Freshness::Lost { reason: None } | Freshness::Reloading { .. } => {
                let words = [say!(state.lang, "renewal.renewing"), say!(state.lang, "renewal.renewing_short")];
                said(state, first_that_fits(words.into(), cells.into()), cells)
            }
            Freshness::Current | Freshness::Outdated => remark_and_keys(state, layout, cells),
        },
    }
}

/// The keys, after the remarks for which the query line has no room.
fn remark_and_keys(state: &State, layout: &Layout, cells: u16) -> Line {
    let cells = usize::from(cells);
    let Some(remark) = remark_below(state, layout, cells) else { return keys(state, cells) };
    let keys = keys(state, cells.saturating_sub(remark.width() + GAP.len()));
    if keys.width() > 0 { remark.with_right(keys, cells, &state.marks) } else { remark }
}

/// The prompt for the file of an export, and the column of the cursor in it.
pub(super) fn prompt(state: &State, cells: usize) -> (Line, u16) {
    let Mode::Export(prompt) = &state.mode else { return (Line::default(), 0) };
    let format = ExportFormat::of_path(&prompt.path).map_or("?", ExportFormat::name);
    let count = exported_count(state);
    let words = say_count!(state.lang, "saving.ask_one", "saving.ask", count, format = format);
    let before: String = prompt.path.chars().take(prompt.cursor).collect();
    let is_long = width(&words) + width(&prompt.path) + 2 > cells;
    let words = if is_long { format!("{format}:") } else { words };
    let mut line = Line::of(format!("{words} "), Role::Title);
    // If the path is longer than the row, its end is shown, because the user types there.
    let room = cells.saturating_sub(line.width() + 1);
    let hidden = before.chars().count().saturating_sub(room);
    let shown: String = prompt.path.chars().skip(hidden).collect();
    let column = line.width() + width(&before.chars().skip(hidden).collect::<String>());
    line.push(crate::text::display_safe(&shown), Role::Plain);
    let keys = keys(state, cells.saturating_sub(line.width() + 3));
    let line = if keys.width() > 0 { line.with_right(keys, cells, &state.marks) } else { line };
    (line.cut(cells, &state.marks), u16::try_from(column).unwrap_or(0))
}

fn said(state: &State, words: String, cells: u16) -> Line {
    Line::of(words, Role::Title).cut(cells.into(), &state.marks)
}

/// As many keys as fit, each with a word. If not all fit, the key that copies and the one for help are kept first, then
/// those that lead to the next part of the screen and back, and the one that quits.
fn keys(state: &State, cells: usize) -> Line {
    // Beside a path, there is only room for the keys of the prompt.
    let is_asking = matches!(state.mode, Mode::Export(_));
    let fits = |row: &&Binding| is_shown(state, row) && (!is_asking || row.scope == KeyScope::Export);
    let mut rows: Vec<&Binding> = state.preferences.keymap.bindings(state.purpose).filter(fits).collect();
    // An action with two rows in the table is shown once; the first key is the one that the user chose.
    rows.dedup_by_key(|row| (row.scope, row.does));
    let leaving = rows.iter().position(|row| row.action == Action::Quit);
    // One key to quit is enough.
    let mut at = 0..;
    rows.retain(|row| {
        let at = at.next();
        row.action != Action::Quit || at == leaving
    });
    let mut entries: Vec<(Action, Line)> = rows.iter().map(|row| (row.action, key_words(state, row))).collect();
    if entries.iter().map(|(_, words)| words.width() + GAP.len()).sum::<usize>() > cells + GAP.len() {
        join_neighbours(state, &rows, &mut entries);
    }
    let mut by_need: Vec<usize> = (0..entries.len()).collect();
    // Most users want the number; help names all other keys, also the one that quits.
    sort_by_key(&mut by_need, |at| match entries[*at].0 {
        Action::Copy => 0,
        Action::Help => 1,
        Action::Open if matches!(state.mode, Mode::Detail(_)) => 4,
        Action::ToList | Action::Open | Action::Choose | Action::Back => 2,
        // In the query and in help, nothing else leads out.
        Action::Quit if matches!(state.browsing(), Mode::Query) || matches!(state.mode, Mode::Help(_)) => 1,
        Action::Quit => 3,
        Action::Mark => 5,
        _ => 4,
    });
    // The gap after the last key may exceed the row.
    let mut room = cells + GAP.len();
    let mut fits = |at: &usize| room.checked_sub(entries[*at].1.width() + GAP.len()).map(|left| room = left).is_some();
    let mut kept: Vec<usize> = by_need.into_iter().filter(|at| fits(at)).collect();
    kept.sort_unstable();
    let mut line = Line::default();
    for at in kept {
        if !line.spans.is_empty() {
            line.push(GAP, Role::Quiet);
        }
        line.spans.extend(entries[at].1.spans.clone());
    }
    let filter = say!(state.lang, "screen.keys_filter");
    if matches!(state.mode, Mode::Help(_)) && room >= width(&filter) + GAP.len() {
        line.push(format!("{GAP}{filter}"), Role::Quiet);
    }
    line.cut(cells, &state.marks)
}

/// Joins the keys for the four directions of the map to one entry, so that none of them is left out.
fn join_neighbours(state: &State, rows: &[&Binding], entries: &mut Vec<(Action, Line)>) {
    let is_neighbour = |action: Action| matches!(action, Action::Neighbour(_));
    let Some(at) = entries.iter().position(|(action, _)| is_neighbour(*action)) else { return };
    let arrows = rows.iter().filter(|row| is_neighbour(row.action)).map(|row| key_label(state, row));
    let arrows: Vec<String> = arrows.collect();
    let separator = if arrows.iter().all(|arrow| width(arrow) == 1) { "" } else { "/" };
    let words = say!(state.lang, "keys.short.neighbour");
    let joined = Line::of(arrows.join(separator), Role::Key).and(format!(" {words}"), Role::Quiet);
    let action = entries[at].0;
    entries.retain(|(action, _)| !is_neighbour(*action));
    entries.insert(at, (action, joined));
}

/// The first key of a binding, which is the one that the user chose.
fn key_label(state: &State, row: &Binding) -> String {
    row.keys.first().map(|key| key.label(state.lang, &state.marks)).unwrap_or_default()
}

/// Whether the last row shows a binding: it is meant for the footer and has an effect now.
fn is_shown(state: &State, row: &Binding) -> bool {
    let is_source = state.page().is_some_and(|page| matches!(page.shown, Shown::Passage(..) | Shown::Sources(_)));
    let does_something = || match row.action {
        // An empty list cannot have the focus; sources have no numbers of their own.
        Action::ToList => state.rows() > 0,
        Action::Turn(_) => TABS.iter().any(|pane| *pane != state.pane && state.answer.count(*pane) > 0),
        Action::Neighbour(direction) => match &state.mode {
            Mode::Map(map) => finland().neighbour(map.region, direction).is_some(),
            _ => false,
        },
        // The key that opens help closes it, as Esc does.
        Action::Help => !matches!(state.mode, Mode::Help(_)),
        Action::Copy if fallback_of_empty_list(state).is_some_and(|line| !line.copies.is_empty()) => true,
        Action::Move(_) => !matches!(state.mode, Mode::Detail(_)) || can_step(state),
        Action::Open if matches!(state.mode, Mode::Detail(_)) => !detail_links(state).is_empty(),
        Action::Open | Action::Mark | Action::Choose => state.subject().is_some(),
        Action::Copy | Action::Evidence => state.subject().is_some() && !is_source,
        _ => true,
    };
    row.in_footer && row.scope.holds(&state.mode) && does_something()
}

fn key_words(state: &State, row: &Binding) -> Line {
    let is_detail = matches!(state.mode, Mode::Detail(_));
    let words = match row.action {
        // A page without links is scrolled.
        Action::Move(_) if is_detail && detail_links(state).is_empty() => say!(state.lang, "keys.short.scroll"),
        _ => row.short(state.lang),
    };
    Line::of(key_label(state, row), Role::Key).and(format!(" {words}"), Role::Quiet)
}
