//! Parts that the cards of all kinds of records share: lines, periods, warnings, evidence.

use super::localized_names::{place_name, region_name, title_words, warning_words};
use super::{CardLine, Link};
use crate::gazetteer::RegionCode;
use crate::i18n::{Lang, say, say_count, when};
use crate::model::{
    Basis, Directory, Evidence, Fact, NamedPlace, OrganisationId, Period, PlaceId, ProjectId, ProjectIx, RecordId,
    RecordRef, WarningKind,
};
use crate::present::{Line, Marks, Role};
use crate::text::Day;

/// The maximum number of entries of one kind on a card.
pub(super) const MOST: usize = 100;

/// The cells of a label and the gap after it.
pub(super) const LABEL_CELLS: usize = 13;

/// A label, padded so that the values of all lines begin in the same column.
pub(super) fn labelled(label: &str) -> Line {
    let line = Line::of(label, Role::Quiet);
    let cells = line.width();
    if cells < LABEL_CELLS { line.padded(LABEL_CELLS) } else { line.and(" ", Role::Plain) }
}

/// A card while it is written.
pub(super) struct Card<'a> {
    pub directory: &'a Directory,
    pub lang: Lang,
    pub today: Day,
    pub marks: &'a Marks,
    /// Whether the sources are listed, and not folded to one line that leads to them.
    pub lists_sources: bool,
    pub lines: Vec<CardLine>,
}

impl<'a> Card<'a> {
    pub(super) fn new(directory: &'a Directory, lang: Lang, today: Day, marks: &'a Marks) -> Self {
        Self { directory, lang, today, marks, lists_sources: false, lines: Vec::new() }
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
        let line = labelled(label).and(words, Role::Plain);
        self.push_labelled(line, None);
    }

    /// A label with a record to go to, followed by a remark.
    pub(super) fn link(&mut self, label: &str, record: RecordRef, remark: &str) {
        let start = if label.is_empty() { Line::of("  ", Role::Plain) } else { labelled(label) };
        let mut line = start.and(title_words(self.directory, record, self.lang), Role::Link);
        if !remark.is_empty() {
            line.push(format!(" {remark}"), Role::Quiet);
        }
        if label.is_empty() {
            self.push(line, Some(Link::Record(record)));
        } else {
            self.push_labelled(line, Some(Link::Record(record)));
        }
    }

    /// A line whose further lines are indented to the column of the value.
    pub(super) fn push_labelled(&mut self, line: Line, link: Option<Link>) {
        self.lines.push(CardLine { line, link, indent: LABEL_CELLS, is_marked: false, copies: Vec::new() });
    }

    /// The sign of a text that exists in another language than the reader's only: ` [fi]`. Empty if the language is the
    /// reader's or unknown.
    pub(super) fn foreign_sign(&self, evidence: &[Evidence]) -> String {
        let document = evidence.first().and_then(|passage| self.directory.document_called(&passage.document));
        let language = document.and_then(|index| self.directory.document(index).language.clone());
        language.filter(|own| own != self.lang.code()).map(|own| format!(" [{own}]")).unwrap_or_default()
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

    /// A region to go to, for each that some areas mean, the label before the first; read aloud, all of them are one line.
    pub(super) fn area_links(&mut self, label: &str, areas: &[NamedPlace]) {
        let directory = self.directory;
        let meant = areas.iter().flat_map(|area| directory.regions_of(area).into_iter().map(move |code| (area, code)));
        // A region that is named itself leads to itself.
        let way = |area: &NamedPlace| !matches!(area.place, PlaceId::Region(_));
        if self.marks.spells_out {
            let name = |(area, code): (&NamedPlace, RegionCode)| match region_name(code, self.lang) {
                name if way(area) => format!("{name} ({})", place_name(area, self.lang)),
                name => name.to_owned(),
            };
            let names: Vec<String> = meant.map(name).collect();
            if !names.is_empty() {
                self.field(label, &names.join(", "));
            }
            return;
        }
        let mut label = label;
        for (area, code) in meant {
            let mut line = labelled(label).and(region_name(code, self.lang), Role::Link);
            if way(area) {
                line.push(format!(" {} {}", self.marks.arrow, place_name(area, self.lang)), Role::Quiet);
            }
            self.push_labelled(line, Some(Link::Record(RecordRef::Region(code))));
            label = "";
        }
    }

    /// The warnings about a record, one line each.
    pub(super) fn warnings(&mut self, record: RecordRef) {
        let directory = self.directory;
        self.gap();
        self.some(directory.warnings_about(record), |card, warning| {
            let Some(words) = warning_words(&warning, card.lang) else { return };
            let sign = match &warning.kind {
                WarningKind::UndatedDocument { .. } => card.foreign_sign(&warning.evidence),
                _ => String::new(),
            };
            card.push(Line::of("! ", Role::Warning).and(words + &sign, Role::Plain), None);
        });
    }

    /// The first of many entries, and the number of the others.
    pub(super) fn some<T>(&mut self, all: impl ExactSizeIterator<Item = T>, mut write: impl FnMut(&mut Self, T)) {
        let count = all.len();
        for one in all.take(MOST) {
            write(self, one);
        }
        self.more(count);
    }

    /// The number of the `count` entries that are not shown, if any.
    pub(super) fn more(&mut self, count: usize) {
        if count > MOST {
            self.push(
                Line::of(
                    format!("  {}", say_count!(self.lang, "detail.more_one", "detail.more", count - MOST)),
                    Role::Quiet,
                ),
                None,
            );
        }
    }
}
