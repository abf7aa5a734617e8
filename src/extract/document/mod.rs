//! Documents as numbered lines, each byte of which leads back to the file.

pub(in crate::extract) mod line_class;
pub(in crate::extract) mod sentence;
pub(in crate::extract) mod source_text;
pub(in crate::extract) mod title;
