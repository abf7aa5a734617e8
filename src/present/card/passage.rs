//! The card of a source document, at the line that proves a fact.

use super::CardLine;
use super::parts::Card;
use crate::i18n::say;
use crate::model::DocumentIx;
use crate::present::{Line, Role};

impl Card<'_> {
    pub(super) fn document(&mut self, index: DocumentIx, marked: Option<u32>) {
        let document = self.directory.document(index);
        self.push(Line::of(document.title.clone(), Role::Title), None);
        for words in document.kind.iter().chain(&document.series).chain(&document.publisher) {
            self.push(Line::of(format!("  {words}"), Role::Quiet), None);
        }
        if !document.authors.is_empty() {
            self.field(&say!(self.lang, "detail.authors"), &document.authors.join(", "));
        }
        let published = match &document.published {
            Some(published) => self.period(published),
            None => say!(self.lang, "when.unknown"),
        };
        self.field(&say!(self.lang, "detail.published"), &published);
        self.field(&say!(self.lang, "detail.file"), &document.file);
        if let Some(source) = &document.source {
            self.field(&say!(self.lang, "detail.source"), source);
        }
        self.gap();
        let Some(text) = &document.text else { return };
        for (number, words) in (1_u32..).zip(text.lines()) {
            let is_marked = marked == Some(number);
            let role = if is_marked { Role::Match } else { Role::Plain };
            let line = Line::of(format!("{number:>3} "), Role::Quiet).and(words, role);
            self.lines.push(CardLine { line, link: None, indent: 4, is_marked, copies: Vec::new() });
        }
    }
}
