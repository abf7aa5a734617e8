//! The world: the terminal, its keys and signals, the clipboard, and the loop between them and the state.

mod clipboard;
pub mod encode;
pub mod input;
mod keyboard;
mod kiosk;
mod lines;
mod renewer;
mod run;
mod screen;
mod searcher;
mod share;
mod signals;
mod start;
mod stay;
mod tty;

pub use start::start;
