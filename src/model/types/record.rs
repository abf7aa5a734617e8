//! References to records.

use crate::gazetteer::RegionCode;

/// A record that can be listed and opened, by its index in the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordRef {
    /// Index into the model's people.
    Person(usize),
    /// Index into the model's positions; only unnamed and vacant ones are records.
    Position(usize),
    /// Index into the model's projects.
    Project(usize),
    /// A region of the gazetteer.
    Region(RegionCode),
    /// Index into the model's organisations.
    Organisation(usize),
    /// Index into the model's documents.
    Document(usize),
}
