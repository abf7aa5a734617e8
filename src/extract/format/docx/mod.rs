//! Word documents, Office Open XML.
//!
//! The number of a line is that of its paragraph, counted from 1 through the body, the footnotes, the headers and the
//! footers. Each of these is a part of its own.
//!
//! * `archive`: the parts of a Word document, unpacked within limits.
//! * `body`: the body of a Word document: paragraphs to blocks.
//! * `properties`: what the smaller parts of a Word document say: styles, targets of links, title and date.
//! * `table`: tables of a Word document.

mod archive;
mod body;
mod properties;
mod table;

use self::archive::DocxArchive;
use self::body::BodyReader;
use self::properties::{heading_styles, link_targets, title_and_time};
use super::FormattedDocument;
use crate::extract::document::source_line::SourceLine;
use crate::extract::report::ReportKind;

/// The part with the body.
const BODY: &str = "word/document.xml";

/// Whether bytes are an archive with the body of a Word document.
pub(super) fn is_docx(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") && bytes.windows(BODY.len()).any(|window| window == BODY.as_bytes())
}

/// Reads a document.
///
/// # Errors
///
/// [`ReportKind::Damaged`], [`ReportKind::Encrypted`] or [`ReportKind::Inflated`] if it cannot be read.
pub(super) fn read(bytes: &[u8]) -> Result<FormattedDocument, ReportKind> {
    let mut archive = DocxArchive::open(bytes)?;
    let body = archive.part(BODY)?.ok_or(ReportKind::Damaged)?;
    let styles = archive.part("word/styles.xml")?;
    let mut reader = BodyReader::new(styles.as_deref().map(heading_styles).unwrap_or_default());
    reader.targets = archive.part("word/_rels/document.xml.rels")?.as_deref().map(link_targets).unwrap_or_default();
    reader.read(&body)?;
    let mut parts = vec!["word/footnotes.xml".to_owned(), "word/endnotes.xml".to_owned()];
    parts.extend(archive.names("word/header"));
    parts.extend(archive.names("word/footer"));
    // The first page and the others often have the same header.
    let mut seen: Vec<String> = Vec::new();
    for name in parts {
        let Some(part) = archive.part(&name)?.filter(|part| !seen.contains(part)) else { continue };
        let rels = name.replace("word/", "word/_rels/") + ".rels";
        reader.targets = archive.part(&rels)?.as_deref().map(link_targets).unwrap_or_default();
        reader.push_break();
        reader.read(&part)?;
        seen.push(part);
    }
    reader.drop_last_break();
    let (title, time) = archive.part("docProps/core.xml")?.as_deref().map(title_and_time).unwrap_or_default();
    let published = time.map(|time| SourceLine::new(reader.count + 1, &time, false));
    Ok(FormattedDocument { title, published, blocks: reader.blocks, ..FormattedDocument::default() })
}

#[cfg(test)]
mod tests;
