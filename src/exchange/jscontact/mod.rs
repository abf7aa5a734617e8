//! `JSContact` (RFC 9553): cards as JSON, in and out.

mod card;
mod reader;
#[cfg(test)]
mod tests;
mod writer;

pub use reader::read_jscontact;
pub(super) use writer::card;
