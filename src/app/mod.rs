//! The browser without a terminal: state, events, key bindings and view. Uses no clock and no files.
//!
//! * `action`: what a user can ask the program to do.
//! * `copy`: decides what the copy key copies.
//! * `dispatch`: performs the action of a key.
//! * `event`: events that the state reacts to, and the effects that it requests.
//! * `habits`: a user's favourites and recent look-ups, which come first among equal matches.
//! * `keymap`: one table of key bindings, for dispatch, footer, help and documentation.
//! * `marking`: marks records and acts on all of them together; keeps favourites and look-ups.
//! * `mode`: which part of the screen has the focus.
//! * `mouse`: performs what the mouse asks for.
//! * `preferences`: what a user prefers.
//! * `reload`: replaces the directory and keeps the screen.
//! * `state`: the state of the browser.
//! * `typing`: text that is typed or pasted.
//! * `update`: computes the state after an event, and its effects.
//! * `view`: the screen as styled text, at every size.
//! * `viewport`: the visible part of each list and of the open record, and the position of its cursor.

mod action;
mod copy;
mod dispatch;
mod event;
mod habits;
mod keymap;
mod marking;
mod mode;
mod mouse;
mod preferences;
mod reload;
mod state;
mod typing;
mod update;
mod view;
mod viewport;

pub use action::{Action, Edit};
pub use event::{Effect, Event, ExportFailure, MouseAction, MouseEvent};
pub use habits::{HabitChange, Habits};
pub use keymap::{
    Binding, Key, KeyChange, KeyClash, KeyPreset, KeyScope, Keymap, UnknownKey, action_names, actions_markdown, clash,
    markdown,
};
pub use mode::{ExportPrompt, Help, MapFocus, Mode, Page, Purpose};
pub use preferences::{CopyChoice, EnterChoice, Preferences};
pub use state::{Freshness, ListPosition, PendingInput, Size, State, TABS};
pub use typing::QueryHistory;
pub use update::update;
pub use view::{Screen, ScreenBlock, screen};
