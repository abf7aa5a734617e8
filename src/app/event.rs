//! What happens to the program, and what it asks of the world.

use std::sync::Arc;

use super::{Key, Size};
use crate::model::Directory;
use crate::present::{Copied, CopyWay};
use crate::search::Answer;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Letters came all at once: pasted, or typed ahead on a slow link.
    Text(String),
    /// The terminal has another size.
    Resize(Size),
    /// A search has finished.
    Found {
        /// The number that its [`Effect::Search`] had.
        generation: u64,
        /// What was found.
        answer: Arc<Answer>,
    },
    /// The directory has changed where it comes from, and the new one is being made ready.
    Reloading,
    /// There is a new directory.
    Reloaded {
        /// It.
        directory: Arc<Directory>,
        /// What it has for the query as it is.
        answer: Arc<Answer>,
    },
    /// There would be a new directory, but it cannot be used, for this reason.
    Refused(String),
    /// What was read no longer counts: there are no records until there is another directory.
    Lost {
        /// One that has none.
        directory: Arc<Directory>,
    },
    /// A copy was sent on its way.
    Copied {
        /// What was copied, and whose it is.
        copied: Copied,
        /// Which way it went; nothing when there was none.
        way: Option<CopyWay>,
    },
    /// The program will be left.
    Closing {
        /// In how long.
        seconds: u64,
        /// Whether a key keeps it open.
        is_idle: bool,
    },
    /// There is no shell that could go on while the program is stopped.
    CannotStop,
}

/// Something the world is asked to do. Only the terminal layer does it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Search, and answer with [`Event::Found`] and the same number.
    Search {
        /// Counts up; an answer to an older number is dropped.
        generation: u64,
        /// What was typed.
        query: String,
    },
    /// Put a text on the user's clipboard, and answer with [`Event::Copied`].
    Copy(Copied),
    /// Leave the screen and print a text.
    Print(String),
    /// Draw the whole screen again.
    Redraw,
    /// Stop until somebody lets the program go on, or answer with [`Event::CannotStop`].
    Stop,
    /// Leave.
    Quit,
}
