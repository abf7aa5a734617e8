//! A position that nobody with a name holds, in full.

use super::parts::Card;
use super::{role_name, title_words};
use crate::model::RecordRef;
use crate::present::{Line, Role};

impl Card<'_> {
    pub(super) fn nameless(&mut self, index: usize) {
        let record = RecordRef::Position(index);
        let position = self.directory.position(index);
        self.push(Line::of(title_words(self.directory, record, self.lang), Role::Title), None);
        if role_name(&position.title, self.lang) != position.title {
            self.push(Line::of(position.title.clone(), Role::Quiet), None);
        }
        self.facts(&position);
        self.fallback(record);
        self.warnings(record);
        self.evidence(record);
    }
}
