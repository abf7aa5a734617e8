//! vCards: 2.1, 3 and 4 in; 4, and 3 for old telephones, out.
//!
//! The reader is our own: no library tells the line of a card, or undoes a fold inside a character.

mod card_contacts;
mod content_line;
mod reader;
#[cfg(test)]
mod tests;
mod writer;

pub use reader::read_vcards;
pub(super) use writer::{CardVersion, card};
