//! Performs the action of a key.

use super::copy::to_copy;
use super::state::{PendingInput, tab_of};
use super::typing::type_in;
use super::view::list_height;
use super::viewport::{detail_links, opened, settle, step_links};
use super::{Action, Edit, Effect, Help, Key, Mode, Page, State, TABS, action_for};
use crate::present::{Link, Shown, Status, card_text, evidence_of};
use crate::search::Pane;

/// Performs the action of a key, or defers the key if it means a record of an answer that has not come yet.
pub(super) fn press(state: &mut State, key: Key) -> Vec<Effect> {
    state.status = None;
    let Some(action) = action_for(&state.mode, key) else { return Vec::new() };
    if must_wait(state, action) {
        state.defer(PendingInput::Key(key));
        return Vec::new();
    }
    let effects = act(state, action);
    settle(state);
    effects
}

/// Whether a key means a record of an answer that has not come yet.
///
/// A user who types `lappi` and copies at once wants the number of that, not of the record that is still visible.
fn must_wait(state: &State, action: Action) -> bool {
    let is_typing = state.pending.is_empty() && matches!(action, Action::Edit(_));
    let is_always_right =
        matches!(action, Action::Quit | Action::NextLanguage | Action::Help | Action::Redraw | Action::Stop);
    state.answered < state.generation && !is_typing && !is_always_right
}

fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Move(rows) => step(state, rows),
        Action::Page(pages) => page(state, pages),
        Action::First => go_to(state, 0),
        Action::Last => go_to(state, usize::MAX),
        Action::ToList => state.mode = if state.rows() == 0 { Mode::Query } else { Mode::List },
        Action::Open => open(state),
        Action::Back => back(state),
        Action::ToQuery => state.mode = Mode::Query,
        Action::Visit(pane) => visit(state, pane),
        Action::Turn(by) => {
            let tabs = TABS.len().cast_signed();
            let next = (tab_of(state.pane).cast_signed() + by).rem_euclid(tabs).cast_unsigned();
            visit(state, TABS[next]);
        }
        Action::Copy => return copy(state),
        Action::Print => return print(state),
        Action::Evidence => evidence(state),
        Action::Help => ask_help(state),
        Action::NextLanguage => state.lang = state.lang.next(),
        Action::Edit(edit) => return type_in(state, edit),
        Action::Redraw => return vec![Effect::Redraw],
        Action::Stop => return vec![Effect::Stop],
        Action::QuitIfEmpty if state.query.value().is_empty() => return vec![Effect::Quit],
        Action::QuitIfEmpty => return type_in(state, Edit::EraseNext),
        Action::Quit => return vec![Effect::Quit],
    }
    Vec::new()
}

fn step(state: &mut State, by: isize) {
    match &mut state.mode {
        Mode::Query | Mode::List => {
            let position = state.list_position_mut();
            position.cursor = position.cursor.saturating_add_signed(by);
        }
        Mode::Detail(_) => {
            if let Some(page) = state.page() {
                let moved = step_links(state, page, by);
                replace_page(state, moved);
            }
        }
        Mode::Help(help) => help.top = help.top.saturating_add_signed(by),
    }
}

fn replace_page(state: &mut State, page: Page) {
    if let Mode::Detail(trail) = &mut state.mode
        && let Some(last) = trail.last_mut()
    {
        *last = page;
    }
}

fn page(state: &mut State, pages: isize) {
    let height = list_height(state, state.pane).cast_signed();
    match &mut state.mode {
        Mode::Query | Mode::List => step(state, pages * height),
        Mode::Detail(trail) => {
            let rows = pages * isize::try_from(state.size.height).unwrap_or(1) / 2;
            if let Some(page) = trail.last_mut() {
                page.top = page.top.saturating_add_signed(rows);
            }
        }
        Mode::Help(help) => help.top = help.top.saturating_add_signed(pages * height),
    }
}

fn go_to(state: &mut State, row: usize) {
    match &mut state.mode {
        Mode::Query | Mode::List => state.list_position_mut().cursor = row,
        Mode::Detail(trail) => {
            if let Some(page) = trail.last_mut() {
                page.link = row;
                page.top = row;
            }
        }
        Mode::Help(help) => help.top = row,
    }
}

fn open(state: &mut State) {
    let next = match &state.mode {
        Mode::Detail(trail) => {
            let links = detail_links(state);
            let link = trail.last().and_then(|page| links.get(page.link)).copied();
            link.map(|link| match link {
                Link::Record(record) => Shown::Record(record),
                Link::Passage(document, line) => Shown::Passage(document, line),
                Link::Sources(record) => Shown::Sources(record),
            })
        }
        _ => state.selected().map(Shown::Record),
    };
    let Some(next) = next.map(|shown| opened(state, shown)) else { return };
    match &mut state.mode {
        Mode::Detail(trail) => trail.push(next),
        _ => state.mode = Mode::Detail(vec![next]),
    }
}

/// Goes one step back. In the query nothing happens: Esc never quits.
fn back(state: &mut State) {
    match &mut state.mode {
        Mode::Query => {}
        Mode::List => state.mode = Mode::Query,
        Mode::Detail(trail) => {
            trail.pop();
            if trail.is_empty() {
                state.mode = Mode::List;
            }
        }
        Mode::Help(help) => state.mode = (*help.from).clone(),
    }
}

fn visit(state: &mut State, pane: Pane) {
    state.pane = pane;
    if let Mode::Detail(_) = state.mode {
        state.mode = Mode::List;
    }
}

fn copy(state: &mut State) -> Vec<Effect> {
    let Some((record, forms)) = to_copy(state) else { return nothing_to_copy(state) };
    let turn = match state.copied {
        Some((before, turn)) if before == record => turn + 1,
        _ => 0,
    };
    let Some(copied) = forms.get(turn % forms.len().max(1)) else { return nothing_to_copy(state) };
    state.copied = Some((record, turn));
    vec![Effect::Copy(copied.clone())]
}

fn nothing_to_copy(state: &mut State) -> Vec<Effect> {
    state.status = Some(Status::NothingToCopy);
    Vec::new()
}

fn print(state: &State) -> Vec<Effect> {
    let print = |record| Effect::Print(card_text(&state.directory, record, state.lang, state.today));
    state.subject().map(print).into_iter().collect()
}

/// Opens the sources of the record.
fn evidence(state: &mut State) {
    let Some(page) = state.page() else { return };
    let Shown::Record(record) = page.shown else { return };
    if evidence_of(&state.directory, record).is_empty() {
        state.status = Some(Status::NoEvidence);
        return;
    }
    let sources = opened(state, Shown::Sources(record));
    match &mut state.mode {
        Mode::Detail(trail) => trail.push(sources),
        // The record is opened first, so that going back leads to it.
        _ => state.mode = Mode::Detail(vec![Page::of(Shown::Record(record)), sources]),
    }
}

fn ask_help(state: &mut State) {
    let before = std::mem::replace(&mut state.mode, Mode::Query);
    state.mode = match before {
        Mode::Help(help) => *help.from,
        from => Mode::Help(Help { from: Box::new(from), filter: String::new(), top: 0 }),
    };
}
