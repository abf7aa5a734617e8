//! The card of a position without a named holder.

use super::parts::Card;
use crate::model::{PositionIx, RecordRef};
use crate::present::{Line, Role};

impl Card<'_> {
    pub(super) fn nameless(&mut self, index: PositionIx) {
        let record = RecordRef::Position(index);
        let position = self.directory.position(index);
        let holder = self.holder_words(&position);
        self.push(Line::of(holder, Role::Warning), None);
        self.position(&position);
        self.fallback(record);
        self.warnings(record);
        self.evidence(record);
    }
}
