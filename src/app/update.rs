//! The state after an event, and what the event asks of the world.

use std::sync::Arc;

use super::dispatch::press;
use super::paste::put_in;
use super::reload::renew;
use super::state::Waiting;
use super::viewport::settle;
use super::{Effect, Event, Listing, Mode, State, TABS};
use crate::present::Status;
use crate::search::Answer;

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

/// A new answer begins at its best hit; the pane stays, whatever was found elsewhere.
fn take_answer(state: &mut State, answer: Arc<Answer>) {
    state.answer = answer;
    state.lists = [Listing::default(); TABS.len()];
    if state.rows() == 0 && state.mode == Mode::List {
        state.mode = Mode::Query;
    }
}
