//! Editing of the query, and of the filter of help.

use tui_input::InputRequest;

use crate::app::{Edit, Effect, Mode, State};

/// The longest query in letters: more than people type, less than a pasted page.
pub(super) const LONGEST_QUERY: usize = 400;

/// Edits the text that has the focus: the query, or the filter of help. A change of the query starts a search.
pub(in crate::app) fn type_in(state: &mut State, edit: Edit) -> Vec<Effect> {
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
    // After another query, copying starts with the first form again.
    state.copied = None;
    vec![Effect::Search { generation: state.generation, query: state.query.value().to_owned() }]
}
