//! Finds records by telephone numbers and years.

use crate::search::hit::{Field, Tier};
use crate::search::index::bits::Bits;
use crate::search::index::record_set::RecordSet;
use crate::search::matching::finder::Finder;
use crate::search::matching::matches::{Found, Group, MatchOrigin};
use crate::search::matching::score::{TYPO, TermScore, weight_of};

/// The approximate number of numbers that a search with one error examines.
const NUMBERS_COMPARED: usize = 4096;

impl Finder<'_> {
    /// Projects that ran in a year; those whose beginning is not stated come last.
    pub(in crate::search) fn years(&mut self, typed: &str) {
        let Some(year) = typed.parse::<u32>().ok().filter(|year| (1900..2100).contains(year) && typed.len() == 4)
        else {
            return;
        };
        let spans = &self.index.spans;
        _ = self.budget.is_overtaken(spans.records.len());
        let rows = spans.records.iter().zip(spans.firsts.iter()).zip(spans.lasts.iter());
        let (mut certain, mut possible) = (Vec::new(), Vec::new());
        for ((record, first), last) in rows {
            let has_ended = last != 0 && last < year;
            match first {
                0 if !has_ended && last != 0 => possible.push(record),
                1.. if first <= year && !has_ended => certain.push(record),
                _ => {}
            }
        }
        for (tier, records) in [(Tier::Exact, certain), (Tier::WordStart, possible)] {
            self.keep_made(tier, Field::Years, MatchOrigin::Years, records);
        }
    }

    pub(in crate::search) fn numbers(&mut self, national: &str, typed: &str) {
        _ = self.budget.is_overtaken(self.index.numbers.len());
        for (tier, records) in self.index.numbers.matching(national, typed) {
            self.keep_made(tier, Field::Phone, MatchOrigin::Number, records);
        }
    }

    /// Numbers with one digit wrong.
    pub(in crate::search) fn number_slips(&mut self, national: &str) {
        _ = self.budget.is_overtaken(self.index.numbers.len().min(NUMBERS_COMPARED));
        let records = self.index.numbers.near(national);
        self.keep_made(Tier::Typo, Field::Phone, MatchOrigin::Number, records);
    }

    /// Keeps some records, in any order.
    fn keep_made(&mut self, tier: Tier, field: Field, origin: MatchOrigin, records: Vec<u32>) {
        if records.is_empty() {
            return;
        }
        let mut bits = Bits::none(self.index.record_count);
        for record in records {
            bits.insert(record);
        }
        let slip = if tier == Tier::Typo { 2 * TYPO } else { 0 };
        let grade = TermScore { tier, weight: weight_of(field) - slip, band: 0 };
        let records: RecordSet = bits.records();
        self.keep(Group { grade, field, is_telling: true, origin, records: Found::Made(records) });
    }
}
