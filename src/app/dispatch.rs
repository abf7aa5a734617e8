//! Performs the action of a key.

use super::copy::to_copy;
use super::marking::{choose, look_up, mark, print, toggle_favourite};
use super::state::{PendingInput, tab_of};
use super::typing::{ask_export, replace_query, turn_format, type_in, write_file};
use super::view::{has_map, help_height, list_height};
use super::viewport::{detail_height, detail_links, opened, settle, step_links};
use super::{Action, Edit, Effect, Help, Key, MapFocus, Mode, Page, Purpose, State, TABS};
use crate::gazetteer::{Direction, RegionCode, finland};
use crate::model::RecordRef;
use crate::present::{CopyForm, Link, MapRegions, Shown, Status, evidence_of};
use crate::search::Pane;

/// Performs the action of a key, or defers the key if it refers to a record of an answer that is still pending.
pub(super) fn press(state: &mut State, key: Key) -> Vec<Effect> {
    state.status = None;
    state.follows_best = false;
    let Some(action) = state.preferences.keymap.action_for(state.purpose, &state.mode, key) else { return Vec::new() };
    if must_wait(state, action) {
        state.defer(PendingInput::Key(key));
        return Vec::new();
    }
    // The start card stays if only its presentation changes.
    let is_about_records = !matches!(
        action,
        Action::ScrollDetail(_) | Action::Help | Action::NextLanguage | Action::Redraw | Action::Stop
    );
    state.is_at_start &= !is_about_records;
    let effects = act(state, action);
    settle(state);
    effects
}

/// Whether a key refers to a record of an answer that is still pending.
///
/// A user who types `lappi` and copies at once wants the number for `lappi`, not that of the record that is still
/// visible.
fn must_wait(state: &State, action: Action) -> bool {
    let is_clearing = action == Action::Back && state.mode == Mode::Query;
    let is_typing =
        state.pending.is_empty() && (is_clearing || matches!(action, Action::Edit(_) | Action::EarlierQuery));
    let is_always_right =
        matches!(action, Action::Quit | Action::NextLanguage | Action::Help | Action::Redraw | Action::Stop);
    state.answered < state.generation && !is_typing && !is_always_right
}

fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Move(rows) => step(state, rows),
        Action::Page(pages) => page(state, pages, 1),
        Action::HalfPage(pages) => page(state, pages, 2),
        Action::ScrollDetail(rows) => scroll_detail(state, rows),
        Action::First => go_to(state, 0),
        Action::Last => go_to(state, usize::MAX),
        Action::ToList => {
            state.history.remember(state.query.value());
            state.mode = if state.rows() == 0 { Mode::Query } else { Mode::List };
        }
        Action::Open => return open_and_note(state),
        Action::Back => return back(state),
        Action::ToQuery => state.mode = Mode::Query,
        Action::EarlierQuery => return earlier_query(state),
        Action::ToMap => to_map(state),
        Action::Neighbour(direction) => to_neighbour(state, direction),
        Action::Visit(pane) => visit(state, pane),
        Action::Turn(by) => turn(state, by),
        Action::Copy => return copy(state),
        Action::Mark => mark(state),
        Action::Favourite => return toggle_favourite(state).map(Effect::Keep).into_iter().collect(),
        Action::Call => return open_link(state, |form| matches!(form, CopyForm::E164(_) | CopyForm::Printed(_))),
        Action::Write => return open_link(state, |form| matches!(form, CopyForm::Mail(_))),
        Action::Print => return noted(state, print),
        Action::Choose => return noted(state, choose),
        Action::Export => ask_export(state),
        Action::NextFormat(by) => turn_format(state, by),
        Action::WriteFile => return write_file(state),
        Action::Evidence => evidence(state),
        Action::Help => ask_help(state),
        Action::NextLanguage => next_language(state),
        // After the last letter, the key moves to the card on the right.
        Action::Edit(Edit::Right) if state.purpose == Purpose::Pick && is_behind_query(state) => open(state),
        Action::Edit(edit) => return type_in(state, edit),
        Action::Redraw => return vec![Effect::Redraw],
        Action::Stop => return vec![Effect::Stop],
        Action::QuitIfEmpty if state.query.value().is_empty() => return vec![Effect::Quit],
        Action::QuitIfEmpty => return type_in(state, Edit::EraseNext),
        Action::Quit => return vec![Effect::Quit],
    }
    Vec::new()
}

/// Shows everything in the next language, in which the rows may have another order.
fn next_language(state: &mut State) {
    state.lang = state.lang.next();
    let before = std::mem::take(&mut state.order);
    state.order_rows();
    for (tab, pane) in TABS.into_iter().enumerate() {
        let cursor = state.lists[tab].cursor;
        // A list in which nothing was selected stays at its beginning.
        if pane == state.pane || cursor > 0 {
            state.lists[tab].cursor = state.order.shown_at(pane, before.row(pane, cursor));
        }
    }
}

/// Whether the query has the focus, and the cursor is after its last letter.
fn is_behind_query(state: &State) -> bool {
    state.mode == Mode::Query && state.query.cursor() == state.query.value().chars().count()
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
        Mode::Map(_) | Mode::Export(_) => {}
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

/// Moves by pages, or by parts of a page.
fn page(state: &mut State, pages: isize, part: usize) {
    let rows = |height: usize| pages * (height / part).max(1).cast_signed();
    match state.mode {
        Mode::Query | Mode::List => step(state, rows(list_height(state, state.pane))),
        // One row of the previous page stays visible.
        Mode::Detail(_) => scroll_detail(state, rows(detail_height(state).saturating_sub(1))),
        Mode::Map(_) | Mode::Export(_) => {}
        Mode::Help(_) => step(state, rows(help_height(state))),
    }
}

/// Scrolls the detail, whatever has the focus.
pub(super) fn scroll_detail(state: &mut State, rows: isize) {
    let Some(page) = state.page() else { return };
    let top = page.top.saturating_add_signed(rows);
    match state.mode {
        Mode::Detail(_) => replace_page(state, Page { top, ..page }),
        _ => state.preview = Some(Page { top, ..page }),
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
        Mode::Map(_) | Mode::Export(_) => {}
        Mode::Help(help) => help.top = row,
    }
}

/// Opens the selected record of the list, link of the detail or region of the map.
pub(super) fn open(state: &mut State) {
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
        Mode::Map(map) => Some(Shown::Record(RecordRef::Region(map.region))),
        Mode::Query | Mode::List | Mode::Export(_) | Mode::Help(_) => state.selected().map(Shown::Record),
    };
    let Some(next) = next.map(|shown| opened(state, shown)) else { return };
    state.leave_map();
    match &mut state.mode {
        Mode::Detail(trail) => trail.push(next),
        _ => state.mode = Mode::Detail(vec![next]),
    }
}

/// Goes one step back. The last step clears the query. Esc does not quit, unless a record is to be chosen and the query
/// is empty.
fn back(state: &mut State) -> Vec<Effect> {
    match &mut state.mode {
        Mode::Query if state.purpose == Purpose::Pick && state.query.value().is_empty() => return vec![Effect::Quit],
        Mode::Query => return type_in(state, Edit::Clear),
        Mode::List => state.mode = Mode::Query,
        Mode::Detail(trail) => {
            trail.pop();
            if trail.is_empty() {
                state.mode = Mode::List;
            }
        }
        Mode::Map(_) => state.leave_map(),
        Mode::Export(prompt) => state.mode = (*prompt.from).clone(),
        Mode::Help(help) => state.mode = (*help.from).clone(),
    }
    Vec::new()
}

fn earlier_query(state: &mut State) -> Vec<Effect> {
    if let Some(query) = state.history.recall(state.query.value()) {
        return replace_query(state, query);
    }
    state.status = Some(Status::NoEarlierQuery);
    Vec::new()
}

/// Gives the map the focus and chooses a region of the shown record.
fn to_map(state: &mut State) {
    let regions = state.subject().map(|record| MapRegions::of(&state.directory, record)).unwrap_or_default();
    let all = finland().regions();
    if let Some(region) = regions.lit.iter().chain(&regions.near).chain(all).next() {
        choose_region(state, *region);
    }
}

/// Chooses a region of the map, and gives the map the focus if it is visible.
pub(super) fn choose_region(state: &mut State, region: RegionCode) {
    state.leave_map();
    let from = Box::new(std::mem::replace(&mut state.mode, Mode::Query));
    state.mode = Mode::Map(MapFocus { from, region });
    if !has_map(state) {
        state.leave_map();
        state.status = Some(Status::NoMap);
    }
}

fn to_neighbour(state: &mut State, direction: Direction) {
    if let Mode::Map(map) = &mut state.mode {
        map.region = finland().neighbour(map.region, direction).unwrap_or(map.region);
        let region = map.region;
        select_region(state, region);
    }
}

/// Selects a region in its list, so that it stays selected when the map loses the focus. A list without it is
/// unchanged.
pub(super) fn select_region(state: &mut State, region: RegionCode) {
    let row = state.answer.row_of(&state.directory, Pane::Regions, RecordRef::Region(region));
    if let Some(row) = row {
        state.pane = Pane::Regions;
        let cursor = state.order.shown_at(Pane::Regions, row);
        state.list_position_mut().cursor = cursor;
    }
}

/// Shows the next list, passing over those without hits.
fn turn(state: &mut State, by: isize) {
    let tabs = TABS.len().cast_signed();
    let tab = |steps: isize| (tab_of(state.pane).cast_signed() + steps * by).rem_euclid(tabs).cast_unsigned();
    let next = (1..tabs).map(|steps| TABS[tab(steps)]).find(|pane| state.answer.count(*pane) > 0);
    if let Some(pane) = next {
        visit(state, pane);
    }
}

pub(super) fn visit(state: &mut State, pane: Pane) {
    state.pane = pane;
    if let Mode::Detail(_) | Mode::Map(_) = state.mode {
        state.mode = Mode::List;
    }
}

fn copy(state: &mut State) -> Vec<Effect> {
    let Some(forms) = to_copy(state) else { return nothing_to_copy(state) };
    let forms = state.preferences.copy.put_first(forms);
    // A document has several numbers, and copying each begins with its first form.
    let turn = match &state.copied {
        Some((first, turn)) if Some(first) == forms.first() => turn + 1,
        _ => 0,
    };
    let Some(copied) = forms.get(turn % forms.len().max(1)) else { return nothing_to_copy(state) };
    state.copied = forms.first().cloned().map(|first| (first, turn));
    state.history.remember(state.query.value());
    let (copied, who) = (copied.clone(), copied.who);
    let mut effects = vec![Effect::Copy(copied)];
    effects.extend(look_up(state, &[who]).into_iter().map(Effect::Keep));
    effects
}

/// Opens the selection, and adds the record that is then shown to the recent look-ups.
fn open_and_note(state: &mut State) -> Vec<Effect> {
    open(state);
    let shown = match (&state.mode, state.page()) {
        (Mode::Detail(_), Some(Page { shown: Shown::Record(record), .. })) => vec![record],
        _ => Vec::new(),
    };
    look_up(state, &shown).into_iter().map(Effect::Keep).collect()
}

/// Leaves with records, after adding them to the recent look-ups.
fn noted(state: &mut State, leave: fn(&State) -> Vec<Effect>) -> Vec<Effect> {
    let leaving = leave(state);
    if leaving.is_empty() {
        return leaving;
    }
    let subjects = state.subjects();
    look_up(state, &subjects).into_iter().map(Effect::Keep).chain(leaving).collect()
}

/// Opens the first number or address that can be copied.
fn open_link(state: &mut State, is_wanted: fn(&CopyForm) -> bool) -> Vec<Effect> {
    let forms = to_copy(state).unwrap_or_default();
    // Other programs understand the international form.
    let international = forms.iter().find(|copied| is_wanted(&copied.form) && matches!(copied.form, CopyForm::E164(_)));
    let Some(copied) = international.or_else(|| forms.iter().find(|copied| is_wanted(&copied.form))) else {
        return nothing_to_copy(state);
    };
    let Some(link) = copied.form.link() else { return nothing_to_copy(state) };
    let who = copied.who;
    let mut effects = vec![Effect::OpenLink(link)];
    effects.extend(look_up(state, &[who]).into_iter().map(Effect::Keep));
    effects
}

fn nothing_to_copy(state: &mut State) -> Vec<Effect> {
    state.status = Some(Status::NothingToCopy);
    Vec::new()
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
    let is_on_map = matches!(state.mode, Mode::Map(_));
    state.leave_map();
    match &mut state.mode {
        Mode::Detail(trail) if is_on_map => trail.extend([Page::of(Shown::Record(record)), sources]),
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
