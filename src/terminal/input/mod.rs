//! Reading the keyboard.
//!
//! * `key_parser`: parses the bytes of the terminal into keys.
//! * `keyboard`: reads the keyboard on its own thread; at most `READS_AHEAD` reads are queued.
//! * `sequence`: the keys and clicks that sequences of bytes mean.
//! * `timed_input`: input that ends when a time limit is reached.

mod key_parser;
mod keyboard;
mod sequence;
mod timed_input;

pub use key_parser::{ESC_PATIENCE, KeyParser, Typed};
pub(super) use keyboard::Keyboard;
pub(crate) use timed_input::TimedInput;
