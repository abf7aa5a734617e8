//! Who held a post first, and who after that.

use crate::extract::statement::{PositionStatement, StatedHolder};
use crate::model::{Evidence, Time};

/// The position of somebody who held it before its holder.
pub(super) fn held_before(position: &PositionStatement, name: String, evidence: Vec<Evidence>) -> PositionStatement {
    PositionStatement {
        project: position.project.clone(),
        organisation: position.organisation.clone(),
        areas: position.areas.clone(),
        time: Time::Former,
        ..PositionStatement::new(StatedHolder::Person(name), position.title.clone(), evidence)
    }
}
