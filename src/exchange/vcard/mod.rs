//! vCards: reads versions 2.1, 3 and 4; writes 4, and 3 for old telephones.
//!
//! No library is used for reading, because none reports the line number of a card or unfolds a line that is folded
//! inside a character.
//!
//! * `card_contacts`: the contacts of one vCard, one for each post.
//! * `content_line`: content lines, divided into name, parameters and value.
//! * `reader`: reads the cards of a file.
//! * `writer`: writes an entry as a vCard of version 4, or of version 3 for old telephones.

mod card_contacts;
mod content_line;
mod reader;
#[cfg(test)]
mod tests;
mod writer;

pub use reader::read_vcards;
pub(super) use writer::{CardVersion, card};
