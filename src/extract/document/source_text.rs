//! The text of a document, in blocks and in lines, and its passages as evidence.

use std::ops::Range;

use super::block::{self, Block};
pub(crate) use super::source_line::SourceLine;
use crate::model::{DocumentId, Evidence, Origin};

/// The lines of a document below its front matter.
#[derive(Debug)]
pub(crate) struct SourceText {
    /// The document in the model.
    pub(crate) document: DocumentId,
    /// The file name of the raw document that this one retells.
    pub(crate) source: Option<String>,
    /// The blocks, in order.
    pub(crate) blocks: Vec<Block>,
    /// The lines of the blocks, in order, with blank lines between blocks.
    pub(crate) lines: Vec<SourceLine>,
}

impl SourceText {
    /// The text of some blocks.
    pub(crate) fn new(document: DocumentId, source: Option<String>, mut blocks: Vec<Block>) -> Self {
        // The texts of all documents are kept until the names in them are known.
        blocks.iter_mut().for_each(Block::shrink_to_fit);
        blocks.shrink_to_fit();
        let lines = block::flatten(&blocks);
        Self { document, source, blocks, lines }
    }

    /// Frees the lines, which the blocks also contain.
    pub(crate) fn release_lines(&mut self) {
        self.lines = Vec::new();
    }

    /// Creates the freed lines again.
    pub(crate) fn flatten(&mut self) {
        self.lines = block::flatten(&self.blocks);
    }

    /// The lines above the comments of readers, whose names do not belong in the directory.
    pub(crate) fn body(&self) -> impl Iterator<Item = &SourceLine> {
        self.lines.iter().take_while(|line| !line.begins_comments())
    }

    /// The passage of a range of bytes, once for each line of the raw document that the line retells; a range of
    /// several cells gives a passage for each cell.
    pub(crate) fn evidence(&self, line: &SourceLine, range: Range<usize>) -> Vec<Evidence> {
        let cite = |passage: Range<usize>| {
            let number = line.number_at(passage.start);
            cite(&self.document, self.source.as_deref(), number, line.quote(passage), line.origins())
        };
        let mut passages = line.passages(range);
        if let ([passage], []) = (passages.as_slice(), line.origins()) {
            return cite(passage.clone());
        }
        let mut evidence: Vec<Evidence> = passages.drain(..).flat_map(cite).collect();
        // Most facts have one passage, and all are kept until the documents are linked.
        evidence.shrink_to_fit();
        evidence
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
    let of = |origin| Evidence { document: document.clone(), line, text: text.into(), origin };
    match source {
        Some(file) if !origins.is_empty() => {
            origins.iter().map(|line| of(Some(Box::new(Origin { file: file.to_owned(), line: *line })))).collect()
        }
        _ => vec![of(None)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source_text(text: &str) -> SourceText {
        let blocks = vec![Block::Lines(vec![SourceLine::new(1, text, true)])];
        SourceText::new(DocumentId::from_name("sivu"), Some("raaka.txt".to_owned()), blocks)
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
        let origin = |line| Some(Box::new(Origin { file: "raaka.txt".to_owned(), line }));
        assert_eq!(origins, [("Lappi".into(), origin(11)), ("Lappi".into(), origin(29))]);
    }

    #[test]
    fn a_line_that_no_document_has_is_no_footnote_mark() {
        let source_text = self::source_text("Lappi [^0]");
        assert_eq!((source_text.lines[0].view.as_str(), source_text.lines[0].origins()), ("Lappi [^0]", &[][..]));
    }
}
