//! Relations between entities: the statements of one document.

mod block;
mod card;
mod contact_card;
mod contact_points;
mod context;
mod defaults;
mod leftovers;
mod mentions;
mod people;
mod positions;
mod prose;
mod scope;

pub(super) use self::block::walk::{collect_project_names, extract};
