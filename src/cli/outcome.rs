//! What is left to do when the command line is done.

use crate::present::Marks;
use crate::session::BrowseSession;

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
#[expect(clippy::struct_excessive_bools, reason = "they are independent of each other")]
pub struct Browse {
    /// The directory and the user.
    pub session: BrowseSession,
    /// The signs that the terminal can show.
    pub marks: Marks,
    /// Whether the terminal may be sent colours.
    pub color: bool,
    /// Whether to ask and answer line by line instead of drawing a screen.
    pub plain: bool,
    /// Whether the terminal sends what the mouse does.
    pub mouse: bool,
    /// Whether the model was read from standard input.
    pub has_read_input: bool,
}
