//! Reading the keyboard.

mod key_parser;
mod keyboard;
mod sequence;
mod timed_input;

pub use key_parser::{ESC_PATIENCE, KeyParser, Typed};
pub(super) use keyboard::Keyboard;
pub(crate) use timed_input::TimedInput;
