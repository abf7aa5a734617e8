//! Documents as numbered lines, each byte of which leads back to the file.

pub(super) mod block;
pub(super) mod line_class;
pub(super) mod metadata;
pub(super) mod sentence;
pub(super) mod source_line;
pub(super) mod source_text;
