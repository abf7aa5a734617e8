//! Parts that the cards of all kinds of records share: lines, periods, warnings, evidence.

use std::collections::HashMap;

use super::evidence::some_evidence_of;
use super::words::{holder_words, place_name, title_words, warning_words};
use super::{CardLine, Link};
use crate::i18n::{Lang, say, when};
use crate::model::{
    Basis, Directory, DocumentId, DocumentIx, Fact, NamedPlace, OrganisationId, Period, PlaceId, Position, ProjectId,
    ProjectIx, RecordId, RecordRef,
};
use crate::present::{Line, Marks, Role};
use crate::text::Day;

/// The most entries of one kind on a card.
pub(super) const MOST: usize = 100;

/// A card under construction.
pub(super) struct Card<'a> {
    pub directory: &'a Directory,
    pub lang: Lang,
    pub today: Day,
    pub marks: &'a Marks,
    pub lines: Vec<CardLine>,
}

impl<'a> Card<'a> {
    pub(super) fn new(directory: &'a Directory, lang: Lang, today: Day, marks: &'a Marks) -> Self {
        Self { directory, lang, today, marks, lines: Vec::new() }
    }

    pub(super) fn push(&mut self, line: Line, link: Option<Link>) {
        let text = line.text();
        let indent = text.len() - text.trim_start().len() + 2;
        self.lines.push(CardLine { line, link, indent, is_marked: false, copies: Vec::new() });
    }

    /// An empty line, unless there is one already.
    pub(super) fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.line.spans.is_empty()) {
            self.push(Line::default(), None);
        }
    }

    pub(super) fn heading(&mut self, words: &str) {
        self.gap();
        self.push(Line::of(words, Role::Title), None);
    }

    /// A label with its value.
    pub(super) fn field(&mut self, label: &str, words: &str) {
        self.push(Line::of(format!("  {label}: "), Role::Quiet).and(words, Role::Plain), None);
    }

    /// A label with a link to a record, followed by a remark.
    pub(super) fn link(&mut self, label: &str, record: RecordRef, remark: &str) {
        let start = if label.is_empty() { "  ".to_owned() } else { format!("  {label}: ") };
        let mut line = Line::of(start, Role::Quiet).and(title_words(self.directory, record, self.lang), Role::Link);
        if !remark.is_empty() {
            line.push(format!(" {remark}"), Role::Quiet);
        }
        self.push(line, Some(Link::Record(record)));
    }

    pub(super) fn organisation_link(&mut self, label: &str, fact: &Fact<OrganisationId>) {
        if let Some(record) = self.directory.find(&RecordId::Organisation(fact.value.clone())) {
            let basis = self.basis(fact.basis);
            self.link(label, record, &basis);
        }
    }

    pub(super) fn project_link(&mut self, label: &str, fact: &Fact<ProjectId>) {
        let Some(record) = self.directory.find(&RecordId::Project(fact.value.clone())) else { return };
        let mut remark = self.basis(fact.basis);
        if let RecordRef::Project(index) = record
            && let Some(over) = self.over_words(index)
        {
            remark = [over, remark].iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ");
        }
        self.link(label, record, &remark);
    }

    /// A remark about a fact that is not printed as it is shown; empty for one that is.
    pub(super) fn basis(&self, basis: Basis) -> String {
        match basis {
            Basis::Stated => String::new(),
            Basis::Implied => format!("({})", say!(self.lang, "basis.implied")),
            Basis::Inherited => format!("({})", say!(self.lang, "basis.inherited")),
            Basis::Inferred => format!("({})", say!(self.lang, "basis.inferred")),
            Basis::Derived => format!("({})", say!(self.lang, "basis.derived")),
        }
    }

    pub(super) fn period(&self, period: &Period) -> String {
        let words = when(self.lang, period.from, period.to);
        let basis = self.basis(period.basis);
        if basis.is_empty() { words } else { format!("{words} {basis}") }
    }

    /// The note that the project, or what it is a part of, has ended. Returns `None` if it still runs or its end is
    /// unknown.
    pub(super) fn over_words(&self, project: ProjectIx) -> Option<String> {
        if self.directory.is_project_over(project, self.today) != Some(true) {
            return None;
        }
        let ends =
            self.directory.family_of(project).into_iter().map(|index| self.directory.project(index).into_owned().end);
        let end = ends.flatten().find(|end| end.to.is_some())?;
        Some(format!("({})", say!(self.lang, "detail.over", when = when(self.lang, end.from, end.to))))
    }

    /// A link to each region of an area.
    pub(super) fn area_links(&mut self, area: &NamedPlace) {
        let regions = self.directory.regions_of(area);
        let is_region = matches!(area.place, PlaceId::Region(_));
        for code in regions {
            let remark =
                if is_region { String::new() } else { format!("{} {}", self.marks.arrow, place_name(area, self.lang)) };
            self.link("", RecordRef::Region(code), &remark);
            if let Some(line) = self.lines.last_mut() {
                line.line.spans.insert(0, ("  ".to_owned(), Role::Plain));
            }
        }
    }

    pub(super) fn warnings(&mut self, record: RecordRef) {
        let directory = self.directory;
        self.some(directory.warnings_about(record), |card, warning| {
            let Some(words) = warning_words(&warning.kind, card.lang) else { return };
            card.gap();
            card.push(Line::of(format!("! {words}"), Role::Warning), None);
        });
    }

    /// Every passage that proves the record, each a link to it.
    pub(super) fn evidence(&mut self, record: RecordRef) {
        let evidence = some_evidence_of(self.directory, record, MOST);
        if evidence.is_empty() {
            return;
        }
        self.heading(&say!(self.lang, "detail.evidence"));
        // Each document is read once: it may carry its text, and most passages are from the same few documents.
        let mut documents: HashMap<DocumentId, Option<(DocumentIx, String)>> = HashMap::new();
        self.some(evidence.into_iter(), |card, passage| {
            let document = documents.entry(passage.document).or_insert_with_key(|id| {
                let index = card.directory.document_called(id)?;
                Some((index, card.directory.document(index).file.clone()))
            });
            let Some((index, file)) = document else { return };
            let mut line = Line::of("  ", Role::Quiet);
            line.push(format!("{file}:{}", passage.line), Role::Link);
            line.push(format!(" ”{}”", passage.text), Role::Plain);
            if let Some(origin) = &passage.origin {
                line.push(format!(" ({}:{})", origin.file, origin.line), Role::Quiet);
            }
            card.push(line, Some(Link::Passage(*index, passage.line)));
        });
    }

    /// The first of many things, and how many more there are.
    pub(super) fn some<T>(&mut self, all: impl ExactSizeIterator<Item = T>, mut write: impl FnMut(&mut Self, T)) {
        let count = all.len();
        for one in all.take(MOST) {
            write(self, one);
        }
        self.more(count);
    }

    /// How many of `count` entries are not shown, unless all are.
    pub(super) fn more(&mut self, count: usize) {
        if count > MOST {
            self.push(
                Line::of(format!("  {}", say!(self.lang, "detail.more", count = count - MOST)), Role::Quiet),
                None,
            );
        }
    }

    /// The words for an unnamed or vacant holder.
    pub(super) fn holder_words(&self, position: &Position) -> String {
        holder_words(position, self.lang)
    }
}
