//! Text that is typed or pasted.

mod edit;
mod paste;

pub(super) use edit::type_in;
pub(super) use paste::paste;
