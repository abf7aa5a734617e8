//! The card of an organisation.

use super::kind_words;
use super::parts::Card;
use crate::i18n::say;
use crate::model::{OrganisationIx, RecordRef};
use crate::present::{Line, Role};

impl Card<'_> {
    pub(super) fn organisation(&mut self, index: OrganisationIx) {
        let record = RecordRef::Organisation(index);
        let organisation = self.directory.organisation(index);
        let name = super::organisation_name(&organisation.name, self.lang);
        self.push(Line::of(name.clone(), Role::Title), None);
        let kind = kind_words(self.lang, "organisation", &organisation.kind);
        self.push(Line::of(kind, Role::Quiet), None);
        for phone in &organisation.phones {
            self.number(record, phone);
        }
        if name != organisation.name {
            self.field(&say!(self.lang, "detail.alias"), &organisation.name);
        }
        for alias in &organisation.aliases {
            self.field(&say!(self.lang, "detail.alias"), &alias.value);
        }
        self.warnings(record);
        let directory = self.directory;
        self.positions(&say!(self.lang, "detail.people"), directory.positions_at(index));
        self.projects(&say!(self.lang, "detail.coordinates"), directory.coordinated_by(index));
        self.projects(&say!(self.lang, "detail.funds"), directory.funded_by(index));
        self.projects(&say!(self.lang, "detail.takes_part"), directory.joined_by(index));
        self.evidence(record);
    }
}
