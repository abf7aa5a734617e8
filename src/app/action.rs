//! What the user wishes.

use crate::search::Pane;

/// A wish, whatever key it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Move by rows in a list, by links in a detail, by lines in help.
    Move(isize),
    /// Move by pages.
    Page(isize),
    /// Go to the first row.
    First,
    /// Go to the last row.
    Last,
    /// Go from the query to the list.
    ToList,
    /// Open the selected record, or follow the selected link.
    Open,
    /// One step back.
    Back,
    /// Give the keyboard to the query.
    ToQuery,
    /// Show another list.
    Visit(Pane),
    /// Show the next list, or with -1 the one before.
    Turn(isize),
    /// Copy the number; again, the next form.
    Copy,
    /// Leave the screen and print the record.
    Print,
    /// Show the document that proves the record.
    Evidence,
    /// Show the keys.
    Help,
    /// Speak the next language.
    NextLanguage,
    /// Change the query.
    Edit(Edit),
    /// Draw the whole screen again.
    Redraw,
    /// Stop, and let the shell have the terminal.
    Stop,
    /// Leave, when the query is empty.
    QuitIfEmpty,
    /// Leave.
    Quit,
}

/// A change of the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Put a letter in.
    Insert(char),
    /// Take the letter before the cursor away.
    Erase,
    /// Take the letter under the cursor away.
    EraseNext,
    /// Take the word before the cursor away.
    EraseWord,
    /// Take everything away.
    Clear,
    /// Move by letters.
    Left,
    /// Move by letters.
    Right,
    /// Move to the beginning.
    Start,
    /// Move to the end.
    End,
}
