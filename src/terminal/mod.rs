//! The terminal: its keys, signals and clipboard, and the event loop between them and the state.

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
