//! What a key does: state, action, update, keymap and view; no terminal, no clock, no files.

mod action;
mod copy;
mod dispatch;
mod edit;
mod event;
mod key;
mod keymap;
mod mode;
mod paste;
mod reload;
mod state;
mod update;
mod view;
mod viewport;

pub use action::{Action, Edit};
pub use event::{Effect, Event};
pub use key::Key;
pub use keymap::{Binding, KEYMAP, KeyScope, action_for, markdown};
pub use mode::{Help, Mode, Page};
pub use state::{Freshness, ListPosition, PendingInput, Size, State, TABS};
pub use update::update;
pub use view::{Block, Screen, screen};
