//! The browser without a terminal: state, events, key bindings and view. Uses no clock and no files.

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
pub use habits::{HabitChange, Habits, RowOrder};
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
