//! Markdown.
use super::{FormattedDocument, plain_text};
pub(super) fn read(text: &str, first: u32, retells: bool) -> FormattedDocument {
    FormattedDocument { blocks: plain_text::blocks(text, first, retells), ..FormattedDocument::default() }
}
