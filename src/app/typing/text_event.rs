//! Text that came as one event: pasted, or typed ahead on a slow link.

use tui_input::Input;

use super::edit::{LONGEST_QUERY, type_in};
use crate::app::dispatch::press;
use crate::app::state::PendingInput;
use crate::app::{Action, Edit, Effect, Key, Mode, State};
use crate::present::Status;

/// A text of at least this many letters was pasted: people do not type so much ahead.
const TYPED_AHEAD: usize = 12;

/// Inserts a text where text can be typed. Elsewhere, each of its letters would be a command.
///
/// A short text may come from a fast typist on a slow link. In the query, its line end is Enter. In the list and the
/// detail, it is processed as keys if all of them move or copy, or if all are the same. Any other text is searched for.
pub(in crate::app) fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    state.follows_best = false;
    match &state.mode {
        // Input that was deferred earlier is processed first; it may change the mode.
        Mode::Query | Mode::Help(_) if !state.pending.is_empty() => {
            state.defer(PendingInput::Text(text.into()));
            Vec::new()
        }
        // If the query is full, this is the rest of a pasted text.
        Mode::Query if is_short(text) && room(state) > 0 => press_line(state, text),
        Mode::Query => insert(state, text),
        Mode::Help(_) => narrow(state, text),
        Mode::Export(_) if is_short(text) => press_line(state, text),
        Mode::Export(_) => {
            let letters = text.chars().filter(|letter| !letter.is_control());
            letters.flat_map(|letter| type_in(state, Edit::Insert(letter))).collect()
        }
        // Enter, followed by the text typed after it.
        Mode::List | Mode::Detail(_) | Mode::Map(_) if is_short(text) && text.starts_with('\n') => {
            press_line(state, text)
        }
        _ if is_held(text) || moves_about(state, text) => press_all(state, text),
        Mode::List | Mode::Detail(_) | Mode::Map(_) => search_for(state, text),
    }
}

fn is_short(text: &str) -> bool {
    text.chars().nth(TYPED_AHEAD - 1).is_none()
}

/// Whether a text is one letter repeated.
fn is_held(text: &str) -> bool {
    text.chars().all(|letter| text.starts_with(letter))
}

/// Whether every letter of a text is a key that only moves or copies in the mode in which the text begins.
fn moves_about(state: &State, text: &str) -> bool {
    let moves = |letter: char| {
        let action = state.preferences.keymap.action_for(state.purpose, &state.mode, key_of(letter));
        matches!(
            action,
            Some(
                Action::Move(_)
                    | Action::Page(_)
                    | Action::First
                    | Action::Last
                    | Action::Neighbour(_)
                    | Action::Open
                    | Action::Copy
            )
        )
    };
    // A longer text was not typed, and processing it as keys would take long.
    text.chars().nth(LONGEST_QUERY).is_none() && text.chars().all(moves)
}

/// Processes a short text as keys up to the first Enter. The rest is pasted in the mode that results.
fn press_line(state: &mut State, text: &str) -> Vec<Effect> {
    let (line, rest) = text.split_once('\n').map_or((text, ""), |(line, rest)| (&text[..=line.len()], rest));
    let mut effects = press_all(state, line);
    if !rest.is_empty() {
        effects.extend(paste(state, rest));
    }
    effects
}

fn press_all(state: &mut State, text: &str) -> Vec<Effect> {
    text.chars().flat_map(|letter| press(state, key_of(letter))).collect()
}

fn key_of(letter: char) -> Key {
    if letter == '\n' { Key::Enter } else { Key::Char(letter) }
}

/// Replaces the query with a text. If the text begins with the key that moves the focus to the query, this key is left
/// out.
fn search_for(state: &mut State, text: &str) -> Vec<Effect> {
    let mut letters = text.chars();
    if let Some(sign) = letters.next().filter(|sign| !sign.is_alphanumeric())
        && state.preferences.keymap.action_for(state.purpose, &state.mode, key_of(sign)) == Some(Action::ToQuery)
    {
        return press(state, key_of(sign)).into_iter().chain(paste(state, letters.as_str())).collect();
    }
    state.status = None;
    state.mode = Mode::Query;
    state.history.remember(state.query.value());
    state.query = Input::default();
    insert(state, text)
}

/// Inserts as much of a text into the query as fits, on one line.
fn insert(state: &mut State, text: &str) -> Vec<Effect> {
    let room = room(state);
    // Cells of a table are pasted with tabs between them.
    let line = text.chars().map(|letter| if matches!(letter, '\n' | '\t') { ' ' } else { letter });
    // Of the searches that the letters of the text request, only the last is made.
    let letters: Vec<Edit> = line.take(room).map(Edit::Insert).collect();
    let effects = letters.into_iter().filter_map(|edit| type_in(state, edit).pop()).last().into_iter().collect();
    if text.trim_end().chars().nth(room).is_some() {
        state.status = Some(Status::QueryFull);
    }
    effects
}

/// Appends a text to the filter of help.
fn narrow(state: &mut State, text: &str) -> Vec<Effect> {
    if let Mode::Help(help) = &mut state.mode {
        let room = LONGEST_QUERY.saturating_sub(help.filter.chars().count());
        help.filter.extend(text.chars().filter(|letter| *letter != '\n').take(room));
    }
    Vec::new()
}

/// The number of letters that still fit into the query.
fn room(state: &State) -> usize {
    LONGEST_QUERY.saturating_sub(state.query.value().chars().count())
}
