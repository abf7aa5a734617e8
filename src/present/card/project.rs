//! The card of a project.

use super::parts::{Card, MOST};
use super::{CardLine, kind_name, kind_words, position_title};
use crate::i18n::say;
use crate::language::kind_translation;
use crate::model::{PersonIx, Position, PositionIx, ProjectIx, RecordRef};
use crate::present::{Line, Role, width};

impl Card<'_> {
    pub(super) fn project(&mut self, index: ProjectIx) {
        let record = RecordRef::Project(index);
        let project = self.directory.project(index);
        let title = super::title_words(self.directory, record, self.lang);
        self.push(Line::of(title, Role::Title), None);
        if let Some(over) = self.over_words(index) {
            self.push(Line::of(over.trim_matches(['(', ')']), Role::Plain), None);
        }
        if let Some(kind) = &project.kind {
            let name = kind_name(&kind.value, self.lang);
            let sign =
                if kind_translation(&kind.value).is_some() { String::new() } else { self.foreign_sign(&kind.evidence) };
            self.push(Line::of(name, Role::Quiet).and(sign, Role::Quiet), None);
        }
        if let Some(parent) = &project.parent {
            self.project_link(&say!(self.lang, "detail.parent"), parent);
        }
        if let Some(start) = &project.start {
            let words = self.period(start);
            self.field(&say!(self.lang, "detail.start"), &words);
        }
        if let Some(end) = &project.end {
            let words = self.period(end);
            self.field(&say!(self.lang, "detail.end"), &words);
        }
        if let Some(coordinator) = &project.coordinator {
            self.organisation_link(&say!(self.lang, "detail.coordinator"), coordinator);
        }
        for funder in &project.funders {
            self.organisation_link(&say!(self.lang, "detail.funder"), funder);
        }
        for partner in &project.partners {
            self.organisation_link(&say!(self.lang, "detail.partner"), partner);
        }
        if !project.areas.is_empty() {
            let words = super::place_names(&project.areas, self.lang);
            self.field(&say!(self.lang, "detail.areas"), &words);
        }
        self.fallback(record);
        self.warnings(record);
        let directory = self.directory;
        self.projects(&say!(self.lang, "detail.parts"), directory.parts_of(Some(index)));
        self.people_of(index);
        if !project.notes.is_empty() {
            self.heading(&say!(self.lang, "detail.notes"));
            for note in &project.notes {
                let label = kind_words(self.lang, "note", &note.kind);
                let translated = self.lang.pick(None, note.sv.as_ref(), note.en.as_ref());
                let sign = if translated.is_some() { String::new() } else { self.foreign_sign(&note.evidence) };
                self.field(&label, &format!("{}{sign}", translated.unwrap_or(&note.text)));
            }
        }
        self.evidence(record);
    }

    /// The positions in a project. That of the person to call comes first, because a card shows a limited number.
    fn people_of(&mut self, project: ProjectIx) {
        let directory = self.directory;
        let count = directory.positions_in(project).len();
        if count == 0 {
            return;
        }
        self.heading(&say!(self.lang, "detail.people"));
        let held = directory.contact_in(project).map(|contact| directory.positions_of(contact));
        let first = held.and_then(|mut held| held.find(|position| directory.project_of(*position) == Some(project)));
        let others = directory.positions_in(project).filter(|position| Some(*position) != first);
        let top = self.lines.len();
        for position in first.into_iter().chain(others).take(MOST) {
            self.holder(position);
        }
        self.align_numbers(top);
        self.more(count);
    }

    /// Positions under a heading, each with its holder, title and number.
    pub(super) fn positions(&mut self, heading: &str, positions: impl ExactSizeIterator<Item = PositionIx>) {
        if positions.len() > 0 {
            self.heading(heading);
            let top = self.lines.len();
            self.some(positions, Self::holder);
            self.align_numbers(top);
        }
    }

    /// Projects under a heading, each with its years.
    pub(super) fn projects(&mut self, heading: &str, projects: impl ExactSizeIterator<Item = ProjectIx>) {
        if projects.len() > 0 {
            self.heading(heading);
            self.some(projects, |card, index| {
                let years = super::project_years(&card.directory.project(index));
                card.link("", RecordRef::Project(index), &years);
            });
        }
    }

    /// The holder of a position, with title and number; the position itself if it has no named holder.
    pub(super) fn holder(&mut self, index: PositionIx) {
        match self.directory.holder_of(index) {
            Some(person) => self.holder_link(person, &self.directory.position(index)),
            None => self.link("", RecordRef::Position(index), ""),
        }
    }

    fn holder_link(&mut self, person: PersonIx, position: &Position) {
        self.person_link(person);
        let title = position_title(position, self.lang);
        if let Some(line) = self.lines.last_mut().filter(|_| !title.is_empty()) {
            line.line.push(format!("  {title}"), Role::Quiet);
        }
    }

    /// Pads the names of the people from a line on, so that their numbers begin in the same column.
    fn align_numbers(&mut self, top: usize) {
        if self.marks.spells_out {
            return;
        }
        // Each line is: indentation, name, gap, number.
        let is_number = |role| matches!(role, Role::Number | Role::Old | Role::Doubtful);
        let lines = self.lines.get_mut(top..).unwrap_or_default();
        let has_number = |line: &&mut CardLine| line.line.spans.get(3).is_some_and(|(_, role)| is_number(*role));
        let mut people: Vec<&mut CardLine> = lines.iter_mut().filter(has_number).collect();
        let widest = people.iter().map(|line| width(&line.line.spans[1].0)).max().unwrap_or(0);
        for line in &mut people {
            let padding = widest - width(&line.line.spans[1].0);
            line.line.spans[2].0.push_str(&" ".repeat(padding));
        }
    }

    /// A person to go to, with the number.
    pub(super) fn person_link(&mut self, person: PersonIx) {
        self.link("", RecordRef::Person(person), "");
        self.number_behind(RecordRef::Person(person));
    }
}
