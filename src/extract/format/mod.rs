//! Formats: the bytes of a file to blocks, and the front matter of documents.
//!
//! A format knows markup and layout, but no words of the domain. The adapters are `plain_text`, `markdown`, `html` and
//! `docx`; all of them use `prose` and `section_number`.
//!
//! * `block_notation`: blocks as the tests of the formats write them.
//! * `cited_value`: TOML values with their source line and quotation, and the raw lines that they come from.
//! * `docx`: Word documents, Office Open XML.
//! * `front_matter`: the front matter of a document: TOML between two lines of `+++`.
//! * `html`: web pages, as saved from a browser.
//! * `links`: the targets of links that a reader may need and the text does not show.
//! * `markdown`: Markdown, as GitHub reads it.
//! * `plain_text`: groups of lines, with the items, tables, headings and rules that their shape shows.
//! * `printed`: the printed text of a document, line by line, and long paragraphs in lines.
//! * `prose`: wrapped prose: lines that the margin breaks are joined again.
//! * `section_number`: the numbers of sections, which are not part of the words of a heading.

#[cfg(test)]
mod block_notation;
pub(super) mod cited_value;
mod docx;
pub(super) mod front_matter;
mod html;
mod links;
mod markdown;
mod plain_text;
mod printed;
mod prose;
mod section_number;

use std::path::Path;

pub(crate) use self::printed::printed_text;
use self::section_number::strip_section_numbers;
use super::document::block::Block;
use super::document::source_line::{MAX_LINE_BYTES, SourceLine};
use super::report::ReportKind;
use super::statement::DocumentStatements;
use crate::model::DocumentId;
use crate::text::{DecodedText, decode};

/// The format of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// A document of a word processor, Office Open XML.
    Docx,
}

/// A problem of a document: its line, if it has one, and its kind.
pub(crate) type FormatNote = (Option<u32>, ReportKind);

/// The result of reading a document.
#[derive(Debug, Default)]
pub(crate) struct FormattedDocument {
    /// The title that the file states: that of a page, or of a document's properties.
    pub(crate) title: Option<String>,
    /// The code of the language that the file states, `fi` or `sv-FI`.
    pub(crate) language: Option<String>,
    /// The time of publication that the file states, as it is written there.
    pub(crate) published: Option<SourceLine>,
    /// The blocks, in order.
    pub(crate) blocks: Vec<Block>,
    /// Problems.
    pub(crate) notes: Vec<FormatNote>,
}

/// A document with the statements of its front matter.
pub(crate) struct ReadDocument {
    /// The statements; none if the document has no front matter.
    pub(crate) statements: DocumentStatements,
    /// The result of reading the document.
    pub(crate) formatted: FormattedDocument,
    /// The text of the file, if its lines are those of the blocks.
    pub(crate) text: String,
    /// Whether the document has front matter.
    pub(crate) is_described: bool,
}

impl Format {
    /// The format of a file with a known ending, or of a file that begins like one.
    pub(crate) fn of(name: &str, bytes: &[u8]) -> Self {
        Self::of_ending(name).unwrap_or_else(|| {
            if docx::is_docx(bytes) {
                Self::Docx
            } else if is_html(bytes) {
                Self::Html
            } else {
                Self::Text
            }
        })
    }

    /// The format that the ending of a file name tells.
    pub(crate) fn of_ending(name: &str) -> Option<Self> {
        let ending = Path::new(name).extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "txt" => Some(Self::Text),
            "md" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "docx" => Some(Self::Docx),
            _ => None,
        }
    }
}

/// Reads a document: its front matter and its blocks.
///
/// `name` is the file name that the model keeps, `path` the one that reports use.
///
/// # Errors
///
/// The problem of a file that cannot be read at all.
pub(crate) fn read(id: &DocumentId, name: &str, path: &str, bytes: &[u8]) -> Result<ReadDocument, FormatNote> {
    let statements = |toml| front_matter::read(id.clone(), name, path, toml);
    // A document with the file name of another format is read by its content.
    let format = match Format::of(name, bytes) {
        Format::Text | Format::Markdown | Format::Html if docx::is_docx(bytes) => Format::Docx,
        Format::Text if is_html(bytes) => Format::Html,
        format => format,
    };
    if format == Format::Docx {
        let mut formatted = docx::read(bytes).map_err(|kind| (None, kind))?;
        strip_section_numbers(&mut formatted.blocks);
        return Ok(ReadDocument { statements: statements(None), formatted, text: String::new(), is_described: false });
    }
    let DecodedText { text, guessed } =
        decode(bytes, format == Format::Html).map_err(|_| (None, ReportKind::NotText))?;
    let mut document = if format == Format::Html {
        let formatted = html::read(&text);
        ReadDocument { statements: statements(None), formatted, text: String::new(), is_described: false }
    } else {
        let sections = front_matter::split(&text).ok_or((Some(1), ReportKind::OpenFrontMatter))?;
        let statements = statements(sections.toml);
        let retells = statements.document.source.is_some();
        let body = sections.body;
        let mut formatted = if format == Format::Markdown {
            markdown::read(body.text, body.first_line, retells)
        } else {
            let blocks = plain_text::blocks(body.text, body.first_line, retells);
            FormattedDocument { blocks, ..FormattedDocument::default() }
        };
        let lines = (body.first_line..).zip(body.text.lines());
        if lines.clone().nth(plain_text::MAX_LINES).is_some() {
            formatted.notes.push((None, ReportKind::TooManyParts { read: plain_text::MAX_LINES }));
        }
        for (number, line) in lines.take(plain_text::MAX_LINES) {
            if line.len() > MAX_LINE_BYTES {
                formatted.notes.push((Some(number), ReportKind::LongLine { read: MAX_LINE_BYTES }));
            }
        }
        let is_described = sections.toml.is_some();
        ReadDocument { statements, formatted, text: text.into_owned(), is_described }
    };
    strip_section_numbers(&mut document.formatted.blocks);
    if let Some(encoding) = guessed {
        document.formatted.notes.push((None, ReportKind::Decoded { encoding }));
    }
    Ok(document)
}

/// Whether a text begins like a web page.
fn is_html(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let begins = |start: &str| text.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start.as_bytes()));
    begins("<!doctype html") || begins("<html")
}
