//! A source document: its metadata, and its text with the quoted line marked.

use super::CardLine;
use super::parts::Card;
use crate::i18n::say;
use crate::model::DocumentIx;
use crate::present::{Line, Role};

impl Card<'_> {
    pub(super) fn document(&mut self, index: DocumentIx, marked: Option<u32>) {
        let document = self.directory.document(index);
        self.document_lines(&document);
        if marked.is_none() {
            self.contact_points(index, &document);
        }
        if !document.authors.is_empty() {
            self.field(&say!(self.lang, "detail.authors"), &document.authors.join(", "));
        }
        self.field(&say!(self.lang, "detail.file"), &document.file);
        if let Some(source) = &document.source {
            self.field(&say!(self.lang, "detail.source"), source);
        }
        self.gap();
        let Some(text) = &document.text else { return };
        let first = first_body_line(text);
        for (number, words) in (1_u32..).zip(text.lines()).filter(|(number, _)| *number >= first) {
            let is_marked = marked == Some(number);
            let role = if is_marked { Role::Match } else { Role::Plain };
            let line = Line::of(format!("{number:>3} "), Role::Quiet).and(words, role);
            self.lines.push(CardLine { line, link: None, indent: 4, is_marked, copies: Vec::new() });
        }
    }
}

/// The number of the first line of a document's text, from 1: the one after the front matter, if there is any, and after
/// the blank lines that follow it.
pub(super) fn first_body_line(text: &str) -> u32 {
    const FENCE: &str = "+++";
    let mut lines = (1_u32..).zip(text.lines());
    if lines.next().is_none_or(|(_, line)| line.trim_end() != FENCE) {
        return 1;
    }
    let mut after = lines.skip_while(|(_, line)| line.trim_end() != FENCE).skip(1);
    after.find(|(_, line)| !line.trim().is_empty()).map_or(1, |(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::first_body_line;

    #[test]
    fn the_text_begins_behind_the_front_matter() {
        assert_eq!(first_body_line("+++\ntitle = \"A\"\n+++\n\n# A\n"), 5);
        assert_eq!(first_body_line("# A\n+++\n+++\nB"), 1);
        assert_eq!(first_body_line("+++\nno end\n"), 1);
        assert_eq!(first_body_line(""), 1);
    }
}
