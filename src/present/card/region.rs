//! The card of a region: who is responsible for it, and through which areas.

use super::parts::{Card, MOST};
use crate::gazetteer::{self, RegionCode};
use crate::i18n::say;
use crate::model::RecordRef;
use crate::present::{Line, Role};

impl Card<'_> {
    pub(super) fn region(&mut self, code: RegionCode) {
        let region = gazetteer::region(code);
        let names = region.names;
        self.push(Line::of(self.lang.pick(names.fi, names.sv, names.en), Role::Title), None);
        let mut others = vec![names.fi, names.sv, names.en];
        others.sort_unstable();
        others.dedup();
        others.retain(|name| *name != super::region_name(code, self.lang));
        if !others.is_empty() {
            self.push(Line::of(others.join(&format!(" {} ", self.marks.dot)), Role::Quiet), None);
        }
        self.gap();
        let count = self.directory.responsible_count(code);
        if count == 0 {
            let name = super::region_name(code, self.lang);
            self.push(Line::of(say!(self.lang, "detail.nobody", place = name), Role::Warning), None);
            self.fallback(RecordRef::Region(code));
        }
        let directory = self.directory;
        for responsible in directory.responsible_for(code).take(MOST) {
            let position = responsible.position;
            let holder = self.directory.holder_of(position);
            let mut words = Vec::new();
            if let Some(person) = holder {
                self.person_link(person);
                words.push(super::position_title(&self.directory.position(position), self.lang));
            } else {
                self.holder(position);
            }
            words.push(if responsible.path.is_empty() {
                say!(self.lang, "detail.directly")
            } else {
                let names: Vec<String> =
                    responsible.path.iter().map(|name| super::printed_name(name, self.lang)).collect();
                say!(self.lang, "detail.through", path = names.join(&format!(" {} ", self.marks.arrow)))
            });
            words.retain(|words| !words.is_empty());
            let words = words.join(&format!(" {} ", self.marks.dot));
            self.push(Line::of(format!("    {words}"), Role::Quiet), None);
            let holder = holder.map(RecordRef::Person);
            if let Some(person) = holder {
                self.warnings(person);
            }
            self.fallback(holder.unwrap_or(RecordRef::Position(position)));
        }
        self.more(count);
        self.gap();
        if let Some(ely) = region.ely.map(gazetteer::ely_area) {
            let centre = self.lang.pick(ely.centre.fi, ely.centre.sv, ely.centre.en);
            self.field(&say!(self.lang, "detail.ely"), centre);
        }
        for successor in super::region_successors(&[code], self.lang) {
            self.field(&say!(self.lang, "detail.successor"), &successor);
        }
        self.evidence(RecordRef::Region(code));
    }
}
