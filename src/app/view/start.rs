//! The keys on the start card.

use crate::app::{Action, Binding, Mode, State};
use crate::i18n::say;
use crate::present::{CardLine, Line, Role};

/// The cells of a key and the gap after it.
const KEY_CELLS: usize = 13;

/// The five keys to begin with, as lines of a card.
pub(in crate::app) fn keys(state: &State) -> Vec<CardLine> {
    let wanted = [Action::ToList, Action::Choose, Action::Copy, Action::Turn(1), Action::Help, Action::Quit];
    let row_of = |action: &Action| {
        state
            .preferences
            .keymap
            .bindings(state.purpose)
            .find(|row| row.action == *action && row.scope.holds(&Mode::Query))
    };
    let rows = wanted.iter().filter_map(row_of);
    let heading = [Line::default(), Line::of(say!(state.lang, "screen.keys"), Role::Title)];
    let lines = heading.into_iter().chain(rows.map(|row| key_line(state, row)));
    lines.map(|line| CardLine { line, link: None, indent: KEY_CELLS, is_marked: false, copies: Vec::new() }).collect()
}

fn key_line(state: &State, row: &Binding) -> Line {
    let key = row.keys.first().map(|key| key.label(state.lang, &state.marks)).unwrap_or_default();
    Line::of(key, Role::Key).padded(KEY_CELLS - 1).and(format!(" {}", row.short(state.lang)), Role::Quiet)
}
