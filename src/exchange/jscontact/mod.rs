//! `JSContact` (RFC 9553): cards as JSON, in and out.
//!
//! * `card`: the objects of `JSContact`, as JSON has them.
//! * `reader`: reads cards.
//! * `writer`: writes an entry as a card.

mod card;
mod reader;
#[cfg(test)]
mod tests;
mod writer;

pub use reader::read_jscontact;
pub(super) use writer::card;
