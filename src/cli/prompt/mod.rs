//! The browser for screen readers: the user types a line, and numbered answers are printed.
//!
//! ```text
//! search: lappi
//! People 1, Regions 1
//! 1. Sanna Hiltunen, 0295 037012, aluekoordinaattori, Lappi
//! 2. Lappi, 0295 037012, Sanna Hiltunen
//! search: 1
//! ```
//!
//! * `command`: the commands of the prompt.
//! * `dialogue`: asks for lines and answers them.

mod command;
mod dialogue;

pub use dialogue::{PromptIo, prompt};
