//! What is left to do when the command line is done.

use super::command::Pick;
use crate::app::Preferences;
use crate::config::HabitStore;
use crate::present::Marks;
use crate::session::BrowseSession;
use crate::ui::Theme;

/// What is left to do when the command line is done.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "there is one value, which is matched at once")]
pub enum Outcome {
    /// Nothing; this is the exit status.
    Done(u8),
    /// Open the browser.
    Browse(Browse),
}

/// What the browser starts with, and how it is shown.
#[derive(Debug)]
pub struct Browse {
    /// The directory and the user.
    pub session: BrowseSession,
    /// The signs that the terminal can show.
    pub marks: Marks,
    /// The style of each role.
    pub theme: Theme,
    /// Whether to ask and answer line by line instead of drawing a screen.
    pub plain: bool,
    /// What the user prefers.
    pub preferences: Preferences,
    /// Where the habits of the user are kept. `None` if none are kept.
    pub habits: Option<HabitStore>,
    /// The program that opens numbers and addresses, with its arguments.
    pub opener: Vec<String>,
    /// Whether the terminal reports the mouse.
    pub mouse: bool,
    /// The format of the records that the user chooses. `None` if the browser was not opened to choose records.
    pub pick: Option<Pick>,
    /// Whether the model was read from standard input.
    pub has_read_input: bool,
}
