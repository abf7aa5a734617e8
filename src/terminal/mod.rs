//! The terminal: its keys, signals and clipboard, and the event loop between them and the state.
//!
//! * `clipboard`: copies to the clipboard of the user's machine, through multiplexers and SSH.
//! * `encode`: encodes changed cells in few bytes: the traffic of every key on an SSH connection.
//! * `event_loop`: events in, frames and effects out.
//! * `exporter`: writes the files that the user exports, in a thread of its own.
//! * `input`: reading the keyboard.
//! * `kiosk`: kiosk mode: what the process gives up, how long a session lasts, and how much of a processor it takes.
//! * `loop_event`: what the threads send to the event loop.
//! * `opener`: opens numbers and addresses with the program of the configuration.
//! * `renderer`: draws frames on the terminal: only what changed, in one write.
//! * `search_worker`: searches on its own thread, so that typing never waits for a search.
//! * `signals`: gives the terminal back before a signal has its effect.
//! * `tty`: the terminal device: set up once, given back once, whatever ends the program.
//! * `watcher`: watches the model file and reloads it in the background.

pub(crate) mod clipboard;
pub mod encode;
mod event_loop;
mod exporter;
pub mod input;
pub(crate) mod kiosk;
mod loop_event;
mod opener;
mod renderer;
mod search_worker;
pub(crate) mod signals;
pub(crate) mod tty;
mod watcher;

pub(crate) use event_loop::{BrowserSetup, ExitReason, browse};
