//! Statements of sentences: projects, titles without names, and successions.
//!
//! * `bounds`: the times that a sentence gives as the start or the end of a position.
//! * `projects`: what sentences and labelled lines state about projects: who leads, funds and takes part, and when.
//! * `responsibility`: places for which somebody answers whom the sentence does not name.
//! * `sequence`: who held a post first, and who after that.
//! * `stand_in`: somebody who stands in for another person or assists them.
//! * `succession`: who follows whom in a position, and from when.
//! * `successor`: the successor of a person that an earlier name or a pronoun refers to.
//! * `unnamed`: titles without names, and holders whom a document does not name.
//! * `vacancy`: posts that are to be filled.
//! * `workplace`: where the holders of titles without names work, and how many they are.

mod bounds;
pub(super) mod projects;
pub(super) mod responsibility;
mod sequence;
pub(super) mod stand_in;
pub(super) mod succession;
mod successor;
pub(super) mod unnamed;
mod vacancy;
mod workplace;
