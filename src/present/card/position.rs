//! The card of a position without a named holder.

use super::parts::Card;
use super::title_words;
use crate::model::{PositionIx, RecordRef};
use crate::present::{Line, Role};

impl Card<'_> {
    pub(super) fn nameless(&mut self, index: PositionIx) {
        let record = RecordRef::Position(index);
        let position = self.directory.position(index);
        self.push(Line::of(title_words(self.directory, record, self.lang), Role::Title), None);
        self.facts(&position);
        self.fallback(record);
        self.warnings(record);
        self.evidence(record);
    }
}
