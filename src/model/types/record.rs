//! References to records.

use super::{DocumentIx, OrganisationIx, PersonIx, PositionIx, ProjectIx};
use crate::gazetteer::RegionCode;

/// A record that can be listed and opened, by its index in the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordRef {
    /// A person.
    Person(PersonIx),
    /// A position; only unnamed and vacant ones are records.
    Position(PositionIx),
    /// A project or a part of one.
    Project(ProjectIx),
    /// A region of the gazetteer.
    Region(RegionCode),
    /// An organisation.
    Organisation(OrganisationIx),
    /// A source document.
    Document(DocumentIx),
}
