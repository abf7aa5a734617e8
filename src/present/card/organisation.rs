//! The card of an organisation.

use super::kind_words;
use super::parts::Card;
use crate::i18n::say;
use crate::model::{Evidence, OrganisationIx, RecordRef};
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
        let is_translated = name != organisation.name;
        if is_translated {
            self.alias(&organisation.name, is_translated, &organisation.evidence);
        }
        for alias in &organisation.aliases {
            self.alias(&alias.value, is_translated, &alias.evidence);
        }
        self.warnings(record);
        let directory = self.directory;
        self.positions(&say!(self.lang, "detail.people"), directory.positions_at(index));
        self.projects(&say!(self.lang, "detail.coordinates"), directory.coordinated_by(index));
        self.projects(&say!(self.lang, "detail.funds"), directory.funded_by(index));
        self.projects(&say!(self.lang, "detail.takes_part"), directory.joined_by(index));
        self.evidence(record);
    }

    /// Another name, with the mark of its language if the organisation has a name in the reader's; an abbreviation is in
    /// no language.
    fn alias(&mut self, name: &str, is_translated: bool, evidence: &[Evidence]) {
        let has_words = name.chars().any(char::is_lowercase);
        let sign = if is_translated && has_words { self.foreign_sign(evidence) } else { String::new() };
        self.field(&say!(self.lang, "detail.alias"), &format!("{name}{sign}"));
    }
}
