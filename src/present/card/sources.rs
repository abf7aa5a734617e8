//! The sources of a record: folded to one line on its card, and a page of quotations.
//!
//! ```text
//! Kotona Suomessa [fi]
//! project page and contact list · not before 2018-01
//!   “Emine Ehrström 0295 020938”  line 189
//! ```

use super::evidence::some_evidence_of;
use super::localized_names::line_label;
use super::parts::{Card, MOST};
use super::passage::first_body_line;
use super::{Link, document_title, kind_name, warning_words};
use crate::i18n::{Lang, say};
use crate::model::{Directory, Document, DocumentId, DocumentIx, Evidence, RecordRef, WarningKind};
use crate::present::{Line, Role, title_words};

/// The title of the page with the sources of a record.
#[must_use]
pub fn sources_title(directory: &Directory, record: RecordRef, lang: Lang) -> String {
    format!("{}: {}", say!(lang, "detail.evidence"), title_words(directory, record, lang))
}

impl Card<'_> {
    /// The line that leads to the sources; all of them if the card lists them.
    pub(super) fn evidence(&mut self, record: RecordRef) {
        let evidence = some_evidence_of(self.directory, record, MOST);
        if evidence.is_empty() {
            return;
        }
        if self.lists_sources {
            self.heading(&say!(self.lang, "detail.evidence"));
            return self.quotations(record, evidence);
        }
        self.gap();
        let words = say!(self.lang, "detail.sources", count = evidence.len());
        let mut line = Line::of(words, Role::Link);
        if !self.marks.spells_out {
            line.push("  o", Role::Key);
        }
        self.push(line, Some(Link::Sources(record)));
    }

    /// The page of quotations.
    pub(super) fn sources(&mut self, record: RecordRef) {
        self.push(Line::of(sources_title(self.directory, record, self.lang), Role::Title), None);
        self.quotations(record, some_evidence_of(self.directory, record, MOST));
    }

    /// Quotations under the documents that have them, each document once.
    fn quotations(&mut self, record: RecordRef, evidence: Vec<Evidence>) {
        let mut documents: Vec<(DocumentId, Vec<Evidence>)> = Vec::new();
        let count = evidence.len();
        for passage in evidence.into_iter().take(MOST) {
            match documents.iter_mut().find(|(id, _)| *id == passage.document) {
                Some((_, passages)) => passages.push(passage),
                None => documents.push((passage.document.clone(), vec![passage])),
            }
        }
        for (id, passages) in documents {
            let Some(index) = self.directory.document_called(&id) else { continue };
            let document = self.directory.document(index);
            self.gap();
            self.document_lines(&document);
            let body = document.text.as_deref().map(first_body_line);
            for passage in passages {
                self.quotation(record, index, &passage, body);
            }
        }
        self.more(count);
    }

    /// The name of a document, and who published it when.
    pub(super) fn document_lines(&mut self, document: &Document) {
        // The name of a file is in no language.
        let own = document.language.as_deref().filter(|_| !document.title.trim().is_empty());
        let sign = own.filter(|own| *own != self.lang.code()).map(|own| format!(" [{own}]")).unwrap_or_default();
        self.push(Line::of(document_title(document), Role::Title).and(sign, Role::Quiet), None);
        let mut parts: Vec<String> = document.kind.iter().map(|kind| kind_name(kind, self.lang)).collect();
        parts.extend(document.publisher.iter().map(|name| super::organisation_name(name, self.lang)));
        parts.push(match &document.published {
            Some(published) => self.period(published),
            None => say!(self.lang, "screen.undated"),
        });
        self.push(Line::of(parts.join(&format!(" {} ", self.marks.dot)), Role::Quiet), None);
    }

    fn quotation(&mut self, record: RecordRef, document: DocumentIx, passage: &Evidence, first_body_line: Option<u32>) {
        // The front matter above the text of a document is not a passage.
        let is_shown = first_body_line.is_none_or(|first| passage.line >= first);
        let (text, place) = if is_shown {
            (quoted(&passage.text, self.lang), line_label(&self.directory.document(document), passage.line, self.lang))
        } else {
            (self.curator_words(record, passage), say!(self.lang, "detail.curated"))
        };
        let line = Line::of(format!("  {text}"), Role::Plain).and(format!("  {place}"), Role::Link);
        let link =
            if is_shown { Link::Passage(document, passage.line) } else { Link::Record(RecordRef::Document(document)) };
        self.push(line, Some(link));
    }

    /// The notes in the front matter of a document about a record, in the reader's language if there are any.
    fn curator_words(&self, record: RecordRef, passage: &Evidence) -> String {
        let warnings = self.directory.warnings_about(record).take(MOST);
        let mut own = warnings.filter(|warning| warning.evidence.contains(passage));
        let is_curated = |kind: &WarningKind| matches!(kind, WarningKind::Curated { .. });
        let words = own.find_map(|own| warning_words(&own, self.lang).filter(|_| is_curated(&own.kind)));
        words.unwrap_or_else(|| passage.text.to_string())
    }
}

/// A text in the quotation marks of a language.
fn quoted(text: &str, lang: Lang) -> String {
    match lang {
        Lang::Fi | Lang::Sv => format!("”{text}”"),
        Lang::En => format!("“{text}”"),
    }
}
