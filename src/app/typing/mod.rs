//! Text that is typed or pasted.

mod edit;
mod history;
mod paste;

pub(super) use edit::{replace_query, type_in};
pub use history::QueryHistory;
pub(super) use paste::paste;
