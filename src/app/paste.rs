//! Text that came all at once: pasted, or typed ahead on a slow link.

use tui_input::Input;

use super::dispatch::press;
use super::edit::{LONGEST_QUERY, type_in};
use super::state::PendingInput;
use super::{Action, Edit, Effect, Key, Mode, State, action_for};
use crate::present::Status;

/// The fewest letters that nobody types ahead in one go, so that they were pasted.
const TYPED_AHEAD: usize = 12;

/// Text that came all at once goes where letters go: anywhere else each letter of it would be a wish.
///
/// A few letters may still be a fast hand on a slow link. In the query their line end is Enter; in the list and the
/// detail they are keys when all of them move or copy, or are one key held down. Any other text can only be meant to be
/// searched for.
pub(super) fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    match &state.mode {
        // What was pressed before it comes before it, and may lead elsewhere.
        Mode::Query | Mode::Help(_) if !state.pending.is_empty() => {
            state.defer(PendingInput::Text(text.into()));
            Vec::new()
        }
        // A full query was pasted, and this is the rest of it.
        Mode::Query if is_short(text) && room(state) > 0 => press_line(state, text),
        Mode::Query => insert(state, text),
        Mode::Help(_) => narrow(state, text),
        // Enter, and then whatever was typed behind it.
        Mode::List | Mode::Detail(_) if is_short(text) && text.starts_with('\n') => press_line(state, text),
        Mode::List | Mode::Detail(_) if is_held(text) || moves_about(&state.mode, text) => press_all(state, text),
        Mode::List | Mode::Detail(_) => search_for(state, text),
    }
}

fn is_short(text: &str) -> bool {
    text.chars().nth(TYPED_AHEAD - 1).is_none()
}

/// Whether a text is one letter again and again.
fn is_held(text: &str) -> bool {
    text.chars().all(|letter| text.starts_with(letter))
}

/// Whether every letter of a text is a key that does no harm where the text begins.
fn moves_about(mode: &Mode, text: &str) -> bool {
    let moves = |letter: char| {
        let action = action_for(mode, key_of(letter));
        matches!(
            action,
            Some(Action::Move(_) | Action::Page(_) | Action::First | Action::Last | Action::Open | Action::Copy)
        )
    };
    // Whatever is longer was not typed, and pressing it would take long.
    text.chars().nth(LONGEST_QUERY).is_none() && text.chars().all(moves)
}

/// Presses the letters of a short text up to the first Enter; what follows goes where letters then go.
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

/// A text instead of what was searched for; one that begins with the sign that leads to the query was typed for it.
fn search_for(state: &mut State, text: &str) -> Vec<Effect> {
    let mut letters = text.chars();
    if let Some(sign) = letters.next().filter(|sign| !sign.is_alphanumeric())
        && action_for(&state.mode, key_of(sign)) == Some(Action::ToQuery)
    {
        return press(state, key_of(sign)).into_iter().chain(paste(state, letters.as_str())).collect();
    }
    state.status = None;
    state.mode = Mode::Query;
    state.query = Input::default();
    insert(state, text)
}

/// Puts as much as there is room for into the query, on one line.
fn insert(state: &mut State, text: &str) -> Vec<Effect> {
    let room = room(state);
    // The cells of a table are pasted with tabs between them.
    let line = text.chars().map(|letter| if matches!(letter, '\n' | '\t') { ' ' } else { letter });
    // One search for all of it: the last of those that its letters ask for.
    let letters: Vec<Edit> = line.take(room).map(Edit::Insert).collect();
    let effects = letters.into_iter().filter_map(|edit| type_in(state, edit).pop()).last().into_iter().collect();
    if text.trim_end().chars().nth(room).is_some() {
        state.status = Some(Status::QueryFull);
    }
    effects
}

/// Puts a text into the filter of help.
fn narrow(state: &mut State, text: &str) -> Vec<Effect> {
    if let Mode::Help(help) = &mut state.mode {
        let room = LONGEST_QUERY.saturating_sub(help.filter.chars().count());
        help.filter.extend(text.chars().filter(|letter| *letter != '\n').take(room));
    }
    Vec::new()
}

/// How many letters the query still has room for.
fn room(state: &State) -> usize {
    LONGEST_QUERY.saturating_sub(state.query.value().chars().count())
}
