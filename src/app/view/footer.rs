//! The last row: what just happened, else the keys that work now.

use crate::app::card::shown_words;
use crate::app::{Action, Binding, KEYMAP, Line, Mode, Role, Shown, State, status_words};
use crate::words::say;

/// The last row.
pub(super) fn line(state: &State, cells: u16) -> Line {
    match &state.status {
        Some(status) => said(state, status_words(status, state.lang, &state.marks), cells),
        None if state.is_lost && !state.is_renewing => said(state, lost_words(state), cells),
        None if state.is_renewing => said(state, say!(state.lang, "renewal.renewing"), cells),
        None => keys(state, cells.into()),
    }
}

fn lost_words(state: &State) -> String {
    let reason = shown_words(state.refused.as_deref().unwrap_or_default(), &state.marks);
    say!(state.lang, "renewal.lost", reason = reason)
}

fn said(state: &State, words: String, cells: u16) -> Line {
    Line::of(words, Role::Title).cut(cells.into(), &state.marks)
}

/// As many keys as fit, each with a word.
fn keys(state: &State, cells: usize) -> Line {
    let mut line = Line::default();
    let is_passage = state.page().is_some_and(|page| matches!(page.shown, Shown::Passage(..)));
    let is_useful = |row: &Binding| match row.action {
        // An empty list has nothing to go to, and a document no links and no numbers of its own.
        Action::ToList => state.rows() > 0,
        Action::Copy => state.rows() > 0 && !is_passage,
        Action::Open | Action::Evidence => !is_passage,
        _ => true,
    };
    for row in KEYMAP.iter().filter(|row| row.in_footer && row.scope.holds(&state.mode) && is_useful(row)) {
        let Some(key) = row.keys.first() else { continue };
        let label = key.label(&state.marks);
        let mut next = Line::of(label, Role::Key);
        next.push(format!(" {}  ", row.short(state.lang)), Role::Quiet);
        if line.width() + next.width() > cells + 2 {
            break;
        }
        line.spans.extend(next.spans);
    }
    if let Mode::Help(_) = state.mode {
        line.push(say!(state.lang, "screen.keys_filter"), Role::Quiet);
    }
    line.cut(cells, &state.marks)
}
