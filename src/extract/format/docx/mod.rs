//! Word documents.
use super::FormattedDocument;
use crate::extract::report::ReportKind;
pub(super) fn is_docx(_bytes: &[u8]) -> bool {
    false
}
pub(super) fn read(_bytes: &[u8]) -> Result<FormattedDocument, ReportKind> {
    Err(ReportKind::Damaged)
}
