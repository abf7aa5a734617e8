//! The lines of a document: what is printed, what the rules match, and where it is in the file.

use std::num::NonZeroU32;
use std::ops::Range;

use crate::model::{DocumentId, Evidence, Origin};

/// The most bytes that are read of a line: the cost of the rules grows faster than the line, and no paragraph is longer.
pub(crate) const MAX_LINE_BYTES: usize = 4_000;

/// The lines of a document below its front matter.
#[derive(Debug)]
pub(crate) struct SourceText {
    /// The document in the model.
    pub(crate) document: DocumentId,
    /// The file name of the raw document that this one retells.
    pub(crate) source: Option<String>,
    /// The lines, in order.
    pub(crate) lines: Vec<SourceLine>,
}

/// One line.
///
/// * **Shape** — `view` is the raw line with a plain space for every space and control character, hyphens for no-break
///   hyphens, composed letters, and without the footnote mark at the end. Every byte of it has its byte in `raw`.
#[derive(Clone, Debug)]
pub(crate) struct SourceLine {
    /// The number of the line in the file, from 1.
    pub(crate) number: u32,
    /// What the rules match.
    pub(crate) view: String,
    raw: String,
    /// The byte in `raw` of each byte of `view`, and the length of `raw`.
    raw_at: Vec<usize>,
    /// The lines of the raw document that this line retells.
    origins: Vec<u32>,
}

impl SourceText {
    /// The lines of a text that begins on line `first` of its file.
    pub(crate) fn new(document: DocumentId, source: Option<String>, text: &str, first: u32) -> Self {
        let retells = source.is_some();
        let lines = (first..).zip(text.lines()).map(|(number, raw)| SourceLine::new(number, raw, retells)).collect();
        Self { document, source, lines }
    }

    /// The lines above the comments of readers, whose names do not belong in the directory.
    pub(crate) fn body(&self) -> impl Iterator<Item = &SourceLine> {
        self.lines.iter().take_while(|line| !line.begins_comments())
    }

    /// The passage of a range of bytes, once for each line of the raw document that the line retells.
    pub(crate) fn evidence(&self, line: &SourceLine, range: Range<usize>) -> Vec<Evidence> {
        let text = line.quote(range).to_owned();
        cite(&self.document, self.source.as_deref(), line.number, &text, &line.origins)
    }
}

/// A passage, once for each line of the raw document in `origins`, or once if there is none.
pub(crate) fn cite(
    document: &DocumentId,
    source: Option<&str>,
    line: u32,
    text: &str,
    origins: &[u32],
) -> Vec<Evidence> {
    let of = |origin| Evidence { document: document.clone(), line, text: text.to_owned(), origin };
    match source {
        Some(file) if !origins.is_empty() => {
            origins.iter().map(|line| of(Some(Origin { file: file.to_owned(), line: *line }))).collect()
        }
        _ => vec![of(None)],
    }
}

impl SourceLine {
    fn new(number: u32, raw: &str, retells: bool) -> Self {
        let (raw, origins) = if retells { strip_mark(raw) } else { (raw.trim_end(), Vec::new()) };
        let raw = raw.get(..raw.floor_char_boundary(MAX_LINE_BYTES)).unwrap_or(raw);
        let mut view = String::with_capacity(raw.len());
        let mut raw_at = Vec::with_capacity(raw.len() + 1);
        let mut letters = raw.char_indices().peekable();
        while let Some((at, letter)) = letters.next() {
            let shown = match (letter, letters.peek()) {
                (space, _) if space.is_whitespace() || space.is_control() => ' ',
                ('\u{2010}' | '\u{2011}', _) => '-',
                (base, Some((_, mark))) => match composed(base, *mark) {
                    Some(whole) => {
                        letters.next();
                        whole
                    }
                    None => base,
                },
                (other, None) => other,
            };
            view.push(shown);
            raw_at.resize(view.len(), at);
        }
        raw_at.push(raw.len());
        Self { number, view, raw: raw.to_owned(), raw_at, origins }
    }

    /// The raw text of a range of the view, without the spaces around it.
    pub(crate) fn quote(&self, range: Range<usize>) -> &str {
        let at = |index: usize| self.raw_at.get(index).copied().unwrap_or(self.raw.len());
        self.raw.get(at(range.start)..at(range.end)).unwrap_or_default().trim()
    }

    /// Whether the line is empty or has only spaces.
    pub(crate) fn is_blank(&self) -> bool {
        self.view.trim().is_empty()
    }

    fn begins_comments(&self) -> bool {
        const HEADINGS: &[&str] =
            &["kommentit", "ei kommentteja", "lisää kommentteja", "lisää kommentti", "lähetä kommentti", "kommentarer"];
        let words = self.view.trim().trim_end_matches(':').to_lowercase();
        HEADINGS.contains(&words.as_str())
    }

    /// The whole line.
    pub(crate) fn whole(&self) -> Range<usize> {
        0..self.view.len()
    }
}

/// Splits `[^11,29]` off the end of a line.
fn strip_mark(raw: &str) -> (&str, Vec<u32>) {
    let line = raw.trim_end();
    let marked = || {
        let (before, numbers) = line.strip_suffix(']')?.rsplit_once("[^")?;
        let origins = numbers.split(',').map(|number| number.trim().parse().ok().map(NonZeroU32::get));
        Some((before.trim_end(), origins.collect::<Option<_>>()?))
    };
    marked().unwrap_or((line, Vec::new()))
}

/// The letter that a base and a combining mark make, for the letters of Finnish documents.
fn composed(base: char, mark: char) -> Option<char> {
    let whole = match (base, mark) {
        ('a', '\u{308}') => 'ä',
        ('o', '\u{308}') => 'ö',
        ('u', '\u{308}') => 'ü',
        ('a', '\u{30a}') => 'å',
        ('e', '\u{301}') => 'é',
        ('A', '\u{308}') => 'Ä',
        ('O', '\u{308}') => 'Ö',
        ('U', '\u{308}') => 'Ü',
        ('A', '\u{30a}') => 'Å',
        ('E', '\u{301}') => 'É',
        _ => return None,
    };
    Some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source_text(text: &str) -> SourceText {
        SourceText::new(DocumentId::from_name("sivu"), Some("raaka.txt".to_owned()), text, 1)
    }

    #[test]
    fn a_quotation_is_what_is_printed() {
        let source_text = source_text("Esko\u{a0}Ma\u{308}ki, p. 1");
        let line = &source_text.lines[0];
        assert_eq!(line.view, "Esko Mäki, p. 1");
        assert_eq!(line.quote(0..10), "Esko\u{a0}Ma\u{308}ki");
    }

    #[test]
    fn a_footnote_mark_gives_the_raw_lines() {
        let source_text = source_text("Lappi [^11, 29]");
        let line = &source_text.lines[0];
        let origins: Vec<_> = source_text
            .evidence(line, line.whole())
            .into_iter()
            .map(|passage| (passage.text, passage.origin))
            .collect();
        let origin = |line| Some(Origin { file: "raaka.txt".to_owned(), line });
        assert_eq!(origins, [("Lappi".to_owned(), origin(11)), ("Lappi".to_owned(), origin(29))]);
    }

    #[test]
    fn a_line_that_no_document_has_is_no_footnote_mark() {
        let source_text = self::source_text("Lappi [^0]");
        assert_eq!(
            (source_text.lines[0].view.as_str(), source_text.lines[0].origins.as_slice()),
            ("Lappi [^0]", &[][..])
        );
    }
}
