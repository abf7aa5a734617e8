//! JSContact (RFC 9553): cards as JSON, in and out.

mod card;
mod reader;
#[cfg(test)]
mod tests;

pub use reader::read_jscontact;
