//! The world: the terminal, its keys and signals, the clipboard, and the loop between them and the state.

mod clipboard;
mod encode;
mod input;
mod renewer;
mod run;
mod screen;
mod searcher;
mod signals;
mod start;
mod tty;

pub use start::start;
