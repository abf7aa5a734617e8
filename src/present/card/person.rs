//! The card of a person.

use super::parts::Card;
use crate::i18n::say;
use crate::model::{PersonIx, Position, RecordRef, Time};
use crate::present::{Line, Role};

impl Card<'_> {
    pub(super) fn person(&mut self, index: PersonIx) {
        let record = RecordRef::Person(index);
        let person = self.directory.person(index);
        self.push(Line::of(person.name.clone(), Role::Title), None);
        for phone in &person.phones {
            self.number(record, phone);
        }
        if person.phones.is_empty() {
            self.push(Line::of(say!(self.lang, "detail.no_number"), Role::Warning), None);
        }
        for email in &person.emails {
            self.email(record, email);
        }
        self.fallback(record);
        self.warnings(record);
        let directory = self.directory;
        self.some(directory.positions_of(index), |card, position| card.position(&directory.position(position)));
        self.evidence(record);
    }

    /// A position of the person: what, when, where, for what.
    pub(super) fn position(&mut self, position: &Position) {
        self.gap();
        let mut line = Line::of(position.title.clone(), Role::Title);
        let time = match position.time {
            Time::Current => None,
            Time::Former => Some(say!(self.lang, "detail.former")),
            Time::Announced => Some(say!(self.lang, "detail.announced")),
        };
        if let Some(time) = time {
            line.push(format!("  ({time})"), Role::Warning);
        }
        self.push(line, None);
        if let Some(project) = &position.project {
            self.project_link(&say!(self.lang, "detail.project"), project);
        }
        if let Some(organisation) = &position.organisation {
            self.organisation_link(&say!(self.lang, "detail.organisation"), organisation);
        }
        if let Some(place) = &position.place {
            let words = super::words::place_name(place, self.lang);
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
        if !position.areas.is_empty() {
            self.push(Line::of(format!("  {}:", say!(self.lang, "detail.areas")), Role::Quiet), None);
            for area in &position.areas {
                self.area_links(area);
            }
        }
    }
}
