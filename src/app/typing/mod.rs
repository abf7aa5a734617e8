//! Text that is typed or pasted.

mod edit;
mod export_prompt;
mod history;
mod text_event;

pub(super) use edit::{replace_query, type_in};
pub(super) use export_prompt::{ask_export, exported_count, turn_format, write_file};
pub use history::QueryHistory;
pub(super) use text_event::paste;
