//! What sentences state: projects, titles without names, and who follows whom.

mod bounds;
pub(super) mod projects;
pub(super) mod stand_in;
pub(super) mod succession;
mod successor;
pub(super) mod unnamed;
