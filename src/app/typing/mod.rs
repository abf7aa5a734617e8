//! Text that is typed or pasted.
//!
//! * `edit`: editing of the query, of the filter of help, and of the path of an export.
//! * `export_prompt`: the prompt for an export: which records are exported, the proposed file, its format, and the request.
//! * `history`: the earlier queries of this session.
//! * `text_event`: text that came as one event: pasted, or typed ahead on a slow link.

mod edit;
mod export_prompt;
mod history;
mod text_event;

pub(super) use edit::{replace_query, type_in};
pub(super) use export_prompt::{ask_export, exported_count, turn_format, write_file};
pub use history::QueryHistory;
pub(super) use text_event::paste;
