//! The state after an event, and what the event asks of the world.

use std::sync::Arc;

use tui_input::InputRequest;

use super::copy::to_copy;
use super::pasted::put_in;
use super::renewal::renew;
use super::state::{Waiting, tab_of};
use super::view::{detail_links, list_height, opened, settle_help, settle_pages, step_links};
use super::{Action, Edit, Effect, Event, Help, Key, Listing, Mode, Page, State, TABS, action_for};
use crate::model::RecordRef;
use crate::present::{Link, Shown, Status};
use crate::search::Answer;

/// The longest query: more than anybody types, less than a pasted page.
pub(super) const LONGEST_QUERY: usize = 400;

/// The state after an event, and what it asks of the world.
///
/// Total: every event is welcome in every state, and one that makes no sense there changes nothing.
#[must_use]
pub fn update(mut state: State, event: Event) -> (State, Vec<Effect>) {
    let effects = match event {
        Event::Key(key) => press(&mut state, key),
        Event::Text(text) => put_in(&mut state, &text),
        Event::Resize(size) => {
            state.size = size;
            Vec::new()
        }
        Event::Found { generation, answer } if generation == state.generation => {
            state.answered = generation;
            take_answer(&mut state, answer);
            press_waiting(&mut state)
        }
        Event::Found { .. } => Vec::new(),
        Event::Renewing => {
            state.is_renewing = true;
            tell(&mut state, None);
            Vec::new()
        }
        Event::Renewed { directory, answer } => {
            renew(&mut state, directory, answer);
            (state.is_renewing, state.is_lost, state.refused) = (false, false, None);
            tell(&mut state, Some(Status::Renewed));
            press_waiting(&mut state)
        }
        Event::Refused(reason) => {
            state.is_renewing = false;
            // Where nothing is left to look at, the reason stays by itself.
            let status = (!state.is_lost).then(|| Status::Refused(reason.clone()));
            tell(&mut state, status);
            state.refused = Some(reason);
            Vec::new()
        }
        Event::Lost { directory } => {
            renew(&mut state, directory, Arc::default());
            (state.is_renewing, state.is_lost, state.refused) = (true, true, None);
            tell(&mut state, None);
            Vec::new()
        }
        Event::Copied { copied, way } => {
            state.status = Some(way.map_or(Status::NotCopied, |way| Status::Copied(copied, way)));
            Vec::new()
        }
        Event::Closing { seconds, is_idle } => {
            state.status = Some(Status::Closing { seconds, is_idle });
            Vec::new()
        }
        Event::CannotStop => {
            state.status = Some(Status::CannotStop);
            Vec::new()
        }
    };
    settle(&mut state);
    (state, effects)
}

/// Says what became of the directory; a word about a copy stays until the next key, for it says what is on the clipboard.
fn tell(state: &mut State, status: Option<Status>) {
    if !matches!(state.status, Some(Status::Copied(..) | Status::NotCopied)) {
        state.status = status;
    }
}

/// The keys that waited for an answer mean the records of this one.
fn press_waiting(state: &mut State) -> Vec<Effect> {
    settle(state);
    let waiting = std::mem::take(&mut state.waiting);
    let mut effects = Vec::new();
    for waiting in waiting {
        effects.extend(match waiting {
            Waiting::Key(key) => press(state, key),
            Waiting::Text(text) => put_in(state, &text),
        });
    }
    effects
}

pub(super) fn press(state: &mut State, key: Key) -> Vec<Effect> {
    state.status = None;
    let Some(action) = action_for(&state.mode, key) else { return Vec::new() };
    if must_wait(state, action) {
        state.wait(Waiting::Key(key));
        return Vec::new();
    }
    let effects = act(state, action);
    settle(state);
    effects
}

/// Whether a key means a record of an answer that has not come yet.
///
/// Whoever types `lappi` and copies at once wants the number of what they typed, not of what still shows.
fn must_wait(state: &State, action: Action) -> bool {
    let is_typing = state.waiting.is_empty() && matches!(action, Action::Edit(_));
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
            let listing = state.listing_mut();
            listing.cursor = listing.cursor.saturating_add_signed(by);
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
    let height = list_height(state).cast_signed();
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
        Mode::Query | Mode::List => state.listing_mut().cursor = row,
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

/// One step back; from the query, the words go first, and then nothing happens: Esc never quits.
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

fn visit(state: &mut State, pane: crate::search::Pane) {
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
    let print = |record| Effect::Print(crate::present::card_text(&state.directory, record, state.lang, state.today));
    state.subject().map(print).into_iter().collect()
}

/// Opens the document that proves the record, at the line that does.
fn evidence(state: &mut State) {
    let Some(record) = state.subject() else { return };
    let passage = crate::present::evidence_of(&state.directory, record).first().and_then(|evidence| {
        let id = crate::model::RecordId::Document(evidence.document.clone());
        match state.directory.find(&id)? {
            RecordRef::Document(document) => Some(opened(state, Shown::Passage(document, evidence.line))),
            _ => None,
        }
    });
    let Some(passage) = passage else {
        state.status = Some(Status::NoEvidence);
        return;
    };
    match &mut state.mode {
        Mode::Detail(trail) => trail.push(passage),
        // The record stays underneath, so that going back leads to it.
        _ => state.mode = Mode::Detail(vec![Page::of(Shown::Record(record)), passage]),
    }
}

fn ask_help(state: &mut State) {
    let before = std::mem::replace(&mut state.mode, Mode::Query);
    state.mode = match before {
        Mode::Help(help) => *help.from,
        from => Mode::Help(Help { from: Box::new(from), filter: String::new(), top: 0 }),
    };
}

pub(super) fn type_in(state: &mut State, edit: Edit) -> Vec<Effect> {
    if let Mode::Help(help) = &mut state.mode {
        match edit {
            Edit::Insert(letter) => help.filter.push(letter),
            Edit::Clear => help.filter.clear(),
            _ => _ = help.filter.pop(),
        }
        help.top = 0;
        return Vec::new();
    }
    let request = match edit {
        Edit::Insert(_) if state.query.value().chars().count() >= LONGEST_QUERY => return Vec::new(),
        Edit::Insert(letter) => InputRequest::InsertChar(letter),
        Edit::Erase => InputRequest::DeletePrevChar,
        Edit::EraseNext => InputRequest::DeleteNextChar,
        Edit::EraseWord => InputRequest::DeletePrevWord,
        Edit::Clear => InputRequest::DeleteLine,
        Edit::Left => InputRequest::GoToPrevChar,
        Edit::Right => InputRequest::GoToNextChar,
        Edit::Start => InputRequest::GoToStart,
        Edit::End => InputRequest::GoToEnd,
    };
    let before = state.query.value().to_owned();
    _ = state.query.handle(request);
    if state.query.value() == before {
        return Vec::new();
    }
    state.generation += 1;
    // Who asks for something else copies its first form.
    state.copied = None;
    vec![Effect::Search { generation: state.generation, query: state.query.value().to_owned() }]
}

/// A new answer begins at its best hit; the pane stays, whatever was found elsewhere.
fn take_answer(state: &mut State, answer: Arc<Answer>) {
    state.answer = answer;
    state.lists = [Listing::default(); TABS.len()];
    if state.rows() == 0 && state.mode == Mode::List {
        state.mode = Mode::Query;
    }
}

/// The one place that puts every cursor back on something that exists, and every page where its cursor shows.
fn settle(state: &mut State) {
    let height = list_height(state);
    for (tab, pane) in TABS.into_iter().enumerate() {
        let rows = state.answer.count(pane);
        let listing = &mut state.lists[tab];
        listing.cursor = listing.cursor.min(rows.saturating_sub(1));
        listing.top = scrolled(listing.top, listing.cursor, height).min(rows.saturating_sub(1));
    }
    settle_pages(state);
    settle_help(state);
}

/// The first row that shows, after the cursor has moved: unchanged while the cursor shows, half a page on when not.
///
/// Half a page, because every scrolled row is sent again over the link.
pub(super) fn scrolled(top: usize, cursor: usize, height: usize) -> usize {
    let page = height.max(1);
    match cursor {
        above if above < top => above.saturating_sub(page / 2),
        below if below >= top + page => below + 1 - page + page / 2,
        _ => top,
    }
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
