//! Computes the state after an event, and its effects.

use std::cmp::Reverse;
use std::sync::Arc;

use super::dispatch::press;
use super::mouse::point;
use super::reload::replace_directory;
use super::state::PendingInput;
use super::typing::paste;
use super::viewport::settle;
use super::{Effect, Event, ExportFailure, ExportPrompt, Freshness, ListPosition, Mode, State, TABS};
use crate::present::Status;
use crate::search::{Answer, Pane};

/// The state after an event, and the effects that it requests.
///
/// Every event is accepted in every state. An event that makes no sense in the state changes nothing.
#[must_use]
pub fn update(mut state: State, event: Event) -> (State, Vec<Effect>) {
    let effects = match event {
        Event::Key(key) => press(&mut state, key),
        Event::Text(text) => paste(&mut state, &text),
        Event::Mouse(event) => point(&mut state, event),
        Event::Resize(size) => {
            state.size = size;
            Vec::new()
        }
        Event::Found { generation, answer } if generation == state.generation => {
            state.answered = generation;
            take_answer(&mut state, answer);
            press_pending(&mut state)
        }
        Event::FoundInExcerpt { generation, directory, answer } if generation == state.generation => {
            replace_directory(&mut state, directory, Arc::clone(&answer));
            take_answer(&mut state, answer);
            press_pending(&mut state)
        }
        Event::Found { .. } | Event::FoundInExcerpt { .. } => Vec::new(),
        Event::Reloading => {
            state.freshness = state.freshness.reloading();
            set_reload_status(&mut state, None);
            Vec::new()
        }
        Event::Reloaded { directory, answer, is_new } => {
            replace_directory(&mut state, directory, answer);
            state.freshness = Freshness::Current;
            set_reload_status(&mut state, is_new.then_some(Status::Reloaded));
            press_pending(&mut state)
        }
        Event::Refused(reason) => {
            // While no record can be shown, the last row already shows the reason.
            let status = (!state.freshness.is_lost()).then(|| Status::Refused(reason.clone()));
            set_reload_status(&mut state, status);
            state.freshness = state.freshness.refused(reason);
            Vec::new()
        }
        Event::Lost { directory } => {
            replace_directory(&mut state, directory, Arc::default());
            state.freshness = Freshness::Lost { reason: None };
            set_reload_status(&mut state, None);
            Vec::new()
        }
        Event::Copied { copied, way } => {
            state.status = Some(way.map_or(Status::NotCopied, |way| Status::Copied(copied, way)));
            Vec::new()
        }
        Event::Exported { path, outcome } => {
            take_export(&mut state, path, outcome);
            Vec::new()
        }
        Event::Closing { seconds, is_idle } => {
            state.status = Some(Status::Closing { seconds, is_idle });
            Vec::new()
        }
        Event::Opened { link, outcome } => {
            state.status = Some(match outcome {
                Ok(()) => Status::Opened(link),
                Err(failure) => Status::NotOpened(failure),
            });
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

/// Sets the status line after a change of the directory. The status of a copy stays until the next key, because it says
/// what is on the clipboard.
fn set_reload_status(state: &mut State, status: Option<Status>) {
    if !matches!(state.status, Some(Status::Copied(..) | Status::NotCopied)) {
        state.status = status;
    }
}

/// Sets the status to the result of an export. If it failed, opens the prompt again.
fn take_export(state: &mut State, path: String, outcome: Result<usize, ExportFailure>) {
    let prompt = state.exporting.take();
    // Leaving the help returns to what was shown before.
    if let Some(prompt) = prompt.filter(|_| outcome.is_err() && !matches!(state.mode, Mode::Help(_))) {
        let replaces = prompt.replaces || outcome == Err(ExportFailure::Exists);
        let from = Box::new(std::mem::replace(&mut state.mode, Mode::Query));
        state.mode = Mode::Export(ExportPrompt { from, replaces, ..prompt });
    }
    state.status = Some(match outcome {
        Ok(count) => Status::Exported { count, path },
        Err(ExportFailure::Exists) => Status::FileExists(path),
        Err(ExportFailure::NoPlace) => Status::NoPlaceInFormat,
        Err(ExportFailure::Unwritable(reason)) => Status::NotExported { path, reason },
    });
}

/// Processes the keys and texts that were deferred for the answer that has now come.
fn press_pending(state: &mut State) -> Vec<Effect> {
    settle(state);
    let pending = std::mem::take(&mut state.pending);
    let mut effects = Vec::new();
    for input in pending {
        effects.extend(match input {
            PendingInput::Key(key) => press(state, key),
            PendingInput::Text(text) => paste(state, &text),
        });
    }
    effects
}

/// Shows a new answer, starting at its best hit. The visible list stays the same even if only others have hits, unless
/// the query came with the command.
fn take_answer(state: &mut State, answer: Arc<Answer>) {
    state.answer = answer;
    state.order_rows();
    if std::mem::take(&mut state.follows_best) {
        state.pane = best_pane(state).unwrap_or(state.pane);
    }
    state.lists = [ListPosition::default(); TABS.len()];
    if state.rows() == 0 && state.mode == Mode::List {
        state.mode = Mode::Query;
    }
}

/// The list with the best hit. Of equally good lists, the visible one.
fn best_pane(state: &State) -> Option<Pane> {
    let others = TABS.into_iter().filter(|pane| *pane != state.pane);
    let rank = |pane: Pane| {
        let hit = state.answer.hits(&state.directory, &[pane], 0..1).next()?;
        Some((hit.tier, Reverse(hit.score)))
    };
    let ranked = std::iter::once(state.pane).chain(others).filter_map(|pane| Some((rank(pane)?, pane)));
    // Of several minima, this is the first.
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, pane)| pane)
}
