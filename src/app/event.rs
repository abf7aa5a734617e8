//! Events that the state reacts to, and the effects that it requests.

use std::sync::Arc;

use super::{HabitChange, Key, Size};
use crate::exchange::ExportFormat;
use crate::model::{Directory, RecordRef};
use crate::present::{Copied, CopyWay, OpenFailure};
use crate::search::Answer;

/// An event.
#[derive(Clone, Debug)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// A text came as one event: pasted, or typed ahead on a slow link.
    Text(String),
    /// The mouse was used.
    Mouse(MouseEvent),
    /// The terminal was resized.
    Resize(Size),
    /// A search has finished.
    Found {
        /// The number of its [`Effect::Search`].
        generation: u64,
        /// The answer.
        answer: Arc<Answer>,
    },
    /// A search in an excerpt of the directory has finished.
    FoundInExcerpt {
        /// The number of its [`Effect::Search`].
        generation: u64,
        /// The excerpt.
        directory: Arc<Directory>,
        /// The answer.
        answer: Arc<Answer>,
    },
    /// The file of the directory has changed, and the new directory is being opened.
    Reloading,
    /// A new directory was opened.
    Reloaded {
        /// The new directory.
        directory: Arc<Directory>,
        /// Its answer to the current query.
        answer: Arc<Answer>,
        /// Whether its records differ from those of the old one.
        is_new: bool,
    },
    /// The new directory cannot be used, for this reason.
    Refused(String),
    /// The data that was read became invalid: there are no records until another directory is opened.
    Lost {
        /// A directory without records.
        directory: Arc<Directory>,
    },
    /// A text was sent to the clipboard.
    Copied {
        /// The text, and whose it is.
        copied: Copied,
        /// The way in which it was sent. `None` if no clipboard was available.
        way: Option<CopyWay>,
    },
    /// An export to a file has finished or failed.
    Exported {
        /// The path, as the user wrote it.
        path: String,
        /// The number of records that were written, or why none were.
        outcome: Result<usize, ExportFailure>,
    },
    /// The program is about to exit.
    Closing {
        /// The time until then.
        seconds: u64,
        /// Whether a key press prevents the exit.
        is_idle: bool,
    },
    /// Another program has opened a number or an address, or has failed to.
    Opened {
        /// The `tel:` or `mailto:`.
        link: String,
        /// Why not.
        outcome: Result<(), OpenFailure>,
    },
    /// The program cannot be suspended, because no shell would resume it.
    CannotStop,
}

/// Why an export failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportFailure {
    /// The file already exists, and the user has not confirmed replacing it.
    Exists,
    /// The format cannot hold any of the records.
    NoPlace,
    /// The file cannot be written, for this reason.
    Unwritable(String),
}

/// A mouse action and its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MouseEvent {
    /// Column, from 0.
    pub column: u16,
    /// Row, from 0.
    pub row: u16,
    /// The action.
    pub action: MouseAction,
}

/// An action of the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseAction {
    /// The left button was pressed.
    Click,
    /// The wheel was turned away from the user.
    WheelUp,
    /// The wheel was turned towards the user.
    WheelDown,
}

/// A side effect that the state requests. Only the terminal layer performs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Search, and answer with [`Event::Found`] and the same number.
    Search {
        /// Increases with each search; an answer with an older number is dropped.
        generation: u64,
        /// The query.
        query: String,
    },
    /// Copy a text to the user's clipboard, and answer with [`Event::Copied`].
    Copy(Copied),
    /// Leave the screen and print a text.
    Print(String),
    /// Leave with the records that the user chose, at least one.
    Choose(Vec<RecordRef>),
    /// Write records to a file, and answer with [`Event::Exported`].
    Export {
        /// The records.
        records: Vec<RecordRef>,
        /// The format.
        format: ExportFormat,
        /// The path, as the user wrote it.
        path: String,
        /// Whether an existing file is replaced.
        replaces: bool,
    },
    /// Open a `tel:` or `mailto:` URI with the configured program, and answer with [`Event::Opened`].
    OpenLink(String),
    /// Save a change of the user's habits.
    Keep(HabitChange),
    /// Draw the whole screen again.
    Redraw,
    /// Suspend the program until the shell resumes it, or answer with [`Event::CannotStop`].
    Stop,
    /// Leave.
    Quit,
}
