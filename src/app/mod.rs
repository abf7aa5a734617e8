//! What a key does: state, action, update, keymap and view; no terminal, no clock, no files.

mod action;
mod card;
mod copy;
mod event;
mod key;
mod keymap;
mod line;
mod mode;
mod number;
mod pasted;
mod remarks;
mod renewal;
mod state;
mod status;
mod update;
mod view;

pub use action::{Action, Edit};
pub use card::{
    CardLine, Link, card, evidence_of, instead_line, kind_words, path_words, place_names, printed_name, project_years,
    region_name, region_successors, shown_number, text as card_text, title_words, warning_words,
};
pub use copy::{Copied, CopyForm, CopyWay, Doubt, forms};
pub use event::{Effect, Event};
pub use key::Key;
pub use keymap::{Binding, KEYMAP, Scope, action_for, markdown};
pub use line::{Line, Marks, Role, width};
pub use mode::{Help, Mode, Page, Shown};
pub use number::{age_sign, age_words, is_derived_mail, number_role, with_age, with_origin};
pub use remarks::remarks;
pub use state::{Listing, Size, State, TABS};
pub use status::{Status, status_words};
pub use update::update;
pub use view::{Block, Screen, screen};
