//! Documents as numbered lines, each byte of which leads back to the file.

pub(crate) mod line_class;
pub(crate) mod sentence;
pub(crate) mod source_text;
pub(crate) mod title;
