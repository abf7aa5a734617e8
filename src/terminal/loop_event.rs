//! What the threads send to the event loop.

use std::sync::Arc;

use super::input::Typed;
use crate::app::Event;
use crate::search::Answer;
use crate::session::{OpenDirectory, ReloadError};

/// Something that the event loop reacts to.
#[derive(Debug)]
pub(super) enum LoopEvent {
    /// An event for the state.
    State(Event),
    /// A search has finished, in an excerpt of the directory.
    FoundInExcerpt {
        /// The number of the search.
        generation: u64,
        /// The excerpt.
        open: Arc<OpenDirectory>,
        /// The answer.
        answer: Arc<Answer>,
    },
    /// Everything that came from the keyboard in one read.
    Typed(Vec<Typed>),
    /// The terminal has another size.
    Resized,
    /// The program was stopped and continues.
    Continued,
    /// The directory has changed, and reading it takes a while.
    Reloading,
    /// The directory was opened again.
    Reloaded {
        /// The directory.
        open: Box<OpenDirectory>,
        /// Whether it has other records than before.
        is_new: bool,
    },
    /// The changed directory cannot be used.
    ReloadFailed(ReloadError),
    /// The terminal is gone.
    HungUp,
}
