//! What a user can ask the program to do.

use crate::gazetteer::Direction;
use crate::search::Pane;

/// A request of the user, independent of the key that it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Move by rows in a list, by links in a detail, by lines in help.
    Move(isize),
    /// Move by pages.
    Page(isize),
    /// Move by half pages.
    HalfPage(isize),
    /// Scroll the detail while something else has the focus.
    ScrollDetail(isize),
    /// Go to the first row.
    First,
    /// Go to the last row.
    Last,
    /// Go from the query to the list.
    ToList,
    /// Open the selected record, or follow the selected link.
    Open,
    /// Go one step back; in the query, clear it.
    Back,
    /// Move the focus to the query.
    ToQuery,
    /// Bring back an earlier query.
    EarlierQuery,
    /// Move the focus to the map.
    ToMap,
    /// Choose the next region of the map in a direction.
    Neighbour(Direction),
    /// Show another list.
    Visit(Pane),
    /// Show the next list that has hits, or with -1 the previous one.
    Turn(isize),
    /// Copy the number; if repeated, copy its next form.
    Copy,
    /// Mark the selected record, or remove its mark, and go to the next row.
    Mark,
    /// Make the selected record a favourite, or remove it from the favourites.
    Favourite,
    /// Open the number with the configured program.
    Call,
    /// Open the address with the configured program.
    Write,
    /// Leave the screen and print the record.
    Print,
    /// Leave with the marked records, or with the one that is shown.
    Choose,
    /// Ask for the file to which the marked records, or those that are shown, are exported.
    Export,
    /// Take the next format for the exported file, or with -1 the previous one.
    NextFormat(isize),
    /// Write the exported file.
    WriteFile,
    /// Show the passages that the record was read from.
    Evidence,
    /// Show the keys.
    Help,
    /// Switch to the next language.
    NextLanguage,
    /// Change the query.
    Edit(Edit),
    /// Draw the whole screen again.
    Redraw,
    /// Suspend the program and return to the shell.
    Stop,
    /// Leave if the query is empty.
    QuitIfEmpty,
    /// Leave.
    Quit,
}

/// A change of the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Insert a letter.
    Insert(char),
    /// Delete the letter before the cursor.
    Erase,
    /// Delete the letter under the cursor.
    EraseNext,
    /// Delete the word before the cursor.
    EraseWord,
    /// Delete from the cursor to the end of the word.
    EraseNextWord,
    /// Delete everything before the cursor.
    EraseToStart,
    /// Delete everything from the cursor on.
    EraseToEnd,
    /// Delete everything.
    Clear,
    /// Move by letters.
    Left,
    /// Move by letters.
    Right,
    /// Move to the beginning of a word.
    WordLeft,
    /// Move to the end of a word.
    WordRight,
    /// Move to the beginning.
    Start,
    /// Move to the end.
    End,
}
