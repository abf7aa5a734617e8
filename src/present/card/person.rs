//! The card of a person.

use super::parts::{Card, MOST};
use super::{position_title, role_name};
use crate::i18n::say;
use crate::language::title_translation;
use crate::model::{Basis, PersonIx, Position, RecordRef, Time};
use crate::present::{Line, Role};

impl Card<'_> {
    /// A person: name, role, numbers, addresses and areas always come first.
    pub(super) fn person(&mut self, index: PersonIx) {
        let record = RecordRef::Person(index);
        let person = self.directory.person(index);
        self.push(Line::of(person.name.clone(), Role::Title), None);
        let directory = self.directory;
        let positions = directory.positions_of(index);
        let count = positions.len();
        let mut positions = positions.take(MOST).map(|position| directory.position(position));
        let main = positions.next();
        if let Some(position) = &main {
            self.role(position);
        }
        for phone in &person.phones {
            self.number(record, phone);
        }
        if person.phones.is_empty() {
            self.push(Line::of(say!(self.lang, "detail.no_number"), Role::Warning), None);
        }
        for email in &person.emails {
            self.email(record, email);
        }
        if let Some(position) = &main {
            self.facts(position);
        }
        if let Some(as_of) = person.direct_phone().and_then(|phone| phone.as_of.as_ref()) {
            let words = self.period(as_of);
            self.field(&say!(self.lang, "detail.as_of"), &words);
        }
        self.fallback(record);
        self.warnings(record);
        for position in positions {
            self.gap();
            self.role(&position);
            self.facts(&position);
        }
        self.more(count);
        if person.emails.iter().any(|email| email.basis == Basis::Derived) && !self.marks.spells_out {
            self.gap();
            self.quiet(&format!("~ {}", say!(self.lang, "basis.derived")));
        }
        self.evidence(record);
    }

    /// The title of a position in the reader's language, and when it is held if not now.
    pub(super) fn role(&mut self, position: &Position) {
        let mut line = Line::of(position_title(position, self.lang), Role::Plain);
        let name = role_name(&position.title, self.lang);
        if line.width() > 0 && title_translation(&name).is_none() {
            line.push(self.foreign_sign(&position.evidence), Role::Quiet);
        }
        let time = match position.time {
            Time::Current => None,
            Time::Former => Some(say!(self.lang, "detail.former")),
            Time::Announced => Some(say!(self.lang, "detail.announced")),
        };
        if let Some(time) = time {
            let gap = if line.width() > 0 { "  " } else { "" };
            line.push(format!("{gap}({time})"), Role::Warning);
        }
        // The documents may give the project or the organisation of a person and no title.
        if line.width() > 0 {
            self.push(line, None);
        }
    }

    /// The areas, project, organisation and time of a position, and its title as printed.
    pub(super) fn facts(&mut self, position: &Position) {
        self.area_links(&say!(self.lang, "detail.areas"), &position.areas);
        if let Some(project) = &position.project {
            self.project_link(&say!(self.lang, "detail.project"), project);
        }
        if let Some(organisation) = &position.organisation {
            self.organisation_link(&say!(self.lang, "detail.organisation"), organisation);
        }
        if let Some(unit) = position.unit.as_ref().filter(|unit| !unit.trim().is_empty()) {
            let sign = self.foreign_sign(&position.evidence);
            self.field(&say!(self.lang, "detail.unit"), &format!("{unit}{sign}"));
        }
        if let Some(place) = &position.place {
            let words = super::localized_names::place_name(place, self.lang);
            self.field(&say!(self.lang, "detail.place"), &words);
        }
        if let Some(start) = &position.start {
            let words = self.period(start);
            self.field(&say!(self.lang, "detail.start"), &words);
        }
        if let Some(end) = &position.end {
            let words = self.period(end);
            self.field(&say!(self.lang, "detail.end"), &words);
        }
        if role_name(&position.title, self.lang) != position.title {
            let sign = self.foreign_sign(&position.evidence);
            self.field(&say!(self.lang, "detail.printed_title"), &format!("{}{sign}", position.title));
        }
    }
}
