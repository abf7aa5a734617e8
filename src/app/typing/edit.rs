//! Edits the query, the filter of the help, and the path of an export.

use tui_input::{Input, InputRequest};

use crate::app::{Edit, Effect, ExportPrompt, Mode, State};

/// The maximum number of letters of a query: more than people type, fewer than a pasted page has.
pub(super) const LONGEST_QUERY: usize = 400;

/// The maximum number of letters of the path of an export.
const LONGEST_PATH: usize = 1_000;

/// Edits the text that has the focus: the query, the filter of the help, or the path of an export. A change of the
/// query starts a search.
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
    if let Mode::Export(prompt) = &mut state.mode {
        type_path(prompt, edit);
        return Vec::new();
    }
    let before = state.query.value().to_owned();
    if matches!(edit, Edit::Clear | Edit::EraseToStart) {
        state.history.remember(&before);
    }
    change(&mut state.query, edit, LONGEST_QUERY);
    search_if_changed(state, &before)
}

/// Replaces the whole query, and puts the cursor at its end. A change of the query starts a search.
pub(in crate::app) fn replace_query(state: &mut State, query: String) -> Vec<Effect> {
    let before = state.query.value().to_owned();
    state.query = query.into();
    search_if_changed(state, &before)
}

/// Edits the path of an export.
fn type_path(prompt: &mut ExportPrompt, edit: Edit) {
    let mut path = Input::new(prompt.path.clone()).with_cursor(prompt.cursor);
    change(&mut path, edit, LONGEST_PATH);
    // It is not yet known whether the new path exists.
    prompt.replaces &= path.value() == prompt.path;
    (prompt.path, prompt.cursor) = (path.value().to_owned(), path.cursor());
}

fn change(query: &mut Input, edit: Edit, longest: usize) {
    let request = match edit {
        Edit::Insert(_) if query.value().chars().count() >= longest => return,
        Edit::Insert(letter) => InputRequest::InsertChar(letter),
        Edit::Erase => InputRequest::DeletePrevChar,
        Edit::EraseNext => InputRequest::DeleteNextChar,
        Edit::EraseWord => InputRequest::DeletePrevWord,
        Edit::EraseNextWord => {
            let (cursor, end) = (query.cursor(), end_of_word(query));
            let letters = query.value().chars().enumerate();
            let kept: String =
                letters.filter(|(at, _)| !(cursor..end).contains(at)).map(|(_, letter)| letter).collect();
            *query = Input::new(kept).with_cursor(cursor);
            return;
        }
        Edit::EraseToStart => InputRequest::DeleteFromStart,
        Edit::EraseToEnd => InputRequest::DeleteTillEnd,
        Edit::Clear => InputRequest::DeleteLine,
        Edit::Left => InputRequest::GoToPrevChar,
        Edit::Right => InputRequest::GoToNextChar,
        Edit::WordLeft => InputRequest::GoToPrevWord,
        Edit::WordRight => InputRequest::SetCursor(end_of_word(query)),
        Edit::Start => InputRequest::GoToStart,
        Edit::End => InputRequest::GoToEnd,
    };
    _ = query.handle(request);
}

/// The end of the next word, as in readline. The library moves to the beginning of the word after it.
fn end_of_word(query: &Input) -> usize {
    let rest = query.value().chars().skip(query.cursor());
    let mut is_in_word = false;
    let passed = rest.take_while(|letter| {
        let was_in_word = is_in_word;
        is_in_word = letter.is_alphanumeric();
        is_in_word || !was_in_word
    });
    query.cursor() + passed.count()
}

fn search_if_changed(state: &mut State, before: &str) -> Vec<Effect> {
    if state.query.value() == before {
        return Vec::new();
    }
    state.generation += 1;
    // After another query, copying starts with the first form again.
    state.copied = None;
    vec![Effect::Search { generation: state.generation, query: state.query.value().to_owned() }]
}
