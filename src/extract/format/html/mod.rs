//! HTML.
use super::{FormattedDocument, plain_text};
pub(super) fn read(text: &str) -> FormattedDocument {
    FormattedDocument { blocks: plain_text::blocks(text, 1, false), ..FormattedDocument::default() }
}
