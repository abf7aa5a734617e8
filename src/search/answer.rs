//! The answer to a query: sets of records in order, with notes about the search.

use std::ops::Range;

use crate::model::{Directory, RecordRef};
use crate::search::explain::{remove_known, why};
use crate::search::hit::{Hit, Notice, Pane, Tier};
use crate::search::index::record_set::RecordSet;
use crate::search::matching::alternatives::Alternative;
use crate::search::matching::score::rank_of;
use crate::search::query::ignored::in_order;
use crate::search::query::parser::Clause;
use crate::search::query::term::Term;

/// The records that answer a query, best first.
///
/// Records that match equally well form a set, so that an answer with a million records takes a few hundred kilobytes.
/// Why a record matches is computed on request.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Answer {
    /// Matches first.
    pub(super) alike: Vec<Alike>,
    /// The clauses of the query, for explanations.
    pub(super) asked: Vec<Clause>,
    /// The alternative readings of terms that no record contains exactly.
    pub(super) alternatives: Vec<(Term, Alternative)>,
    /// Further information for the user.
    pub notices: Vec<Notice>,
    /// The query, for the order of its words.
    pub(super) query: String,
    /// Whether a list has records that do not match every word.
    pub(super) is_relaxed: bool,
    /// Question words and signs without a meaning: no record had to match them. In the order typed, each once.
    pub set_aside: Vec<String>,
}

/// Records of one list that match equally well, in the order of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Alike {
    pub pane: Pane,
    pub tier: Tier,
    pub score: i64,
    pub records: RecordSet,
}

impl Answer {
    /// The number of records of a list that answer.
    #[must_use]
    pub fn count(&self, pane: Pane) -> usize {
        self.of_panes(&[pane]).map(|alike| alike.records.len()).sum()
    }

    /// The number of records that answer, over all lists.
    #[must_use]
    pub fn total(&self) -> usize {
        self.alike.iter().map(|alike| alike.records.len()).sum()
    }

    /// The record in a row of a list.
    #[must_use]
    pub fn record(&self, directory: &Directory, pane: Pane, row: usize) -> Option<RecordRef> {
        let (_, number) = self.rows(&[pane], row..row.saturating_add(1)).next()?;
        Some(directory.record(number))
    }

    /// The row of a record in a list, by a linear search.
    #[must_use]
    pub fn row_of(&self, directory: &Directory, pane: Pane, record: RecordRef) -> Option<usize> {
        let wanted = directory.number_of(record)?;
        self.rows(&[pane], 0..usize::MAX).position(|(_, number)| number == wanted)
    }

    /// The records of several lists together, the best first, without reasons.
    pub fn records<'a>(&'a self, directory: &'a Directory, panes: &'a [Pane]) -> impl Iterator<Item = RecordRef> + 'a {
        self.rows(panes, 0..usize::MAX).map(|(_, number)| directory.record(number))
    }

    /// The records in some rows of several lists together. The reasons of each are computed when the iterator reaches
    /// it.
    pub fn hits<'a>(
        &'a self,
        directory: &'a Directory,
        panes: &'a [Pane],
        rows: Range<usize>,
    ) -> impl Iterator<Item = Hit> + 'a {
        self.rows(panes, rows).map(|(alike, number)| {
            let record = directory.record(number);
            let (why, ignored) = why(directory, record, &self.asked, &self.alternatives);
            let worst = why.iter().map(|why| why.tier).max_by_key(|tier| (rank_of(*tier), *tier));
            // Records of one score may be of two tiers of one rank.
            let is_own = |worst: &Tier| self.is_relaxed || rank_of(*worst) == rank_of(alike.tier);
            let tier = worst.filter(is_own).unwrap_or(alike.tier);
            Hit { record, tier, score: alike.score, why, ignored }
        })
    }

    /// The words of the query that a record of the answer does not match or did not have to match, in the order typed.
    #[must_use]
    pub fn ignored(&self, directory: &Directory, record: Option<RecordRef>) -> Vec<String> {
        let mut words = self.set_aside.clone();
        if let Some(record) = record {
            remove_known(&mut words, directory, record);
        }
        if let Some(record) = record.filter(|_| self.is_relaxed) {
            words.extend(why(directory, record, &self.asked, &self.alternatives).1);
        }
        in_order(words, &self.query)
    }

    /// The rows of a list whose records match equally well, from the first.
    pub fn alike_rows(&self, pane: Pane) -> impl Iterator<Item = Range<usize>> {
        let mut before = 0;
        self.alike.iter().filter(move |alike| alike.pane == pane).map(move |alike| {
            let here = before..before + alike.records.len();
            before = here.end;
            here
        })
    }

    fn rows<'a>(&'a self, panes: &'a [Pane], rows: Range<usize>) -> impl Iterator<Item = (&'a Alike, u32)> + 'a {
        let mut before = 0;
        self.of_panes(panes).flat_map(move |alike| {
            let here = before..before + alike.records.len();
            before = here.end;
            let wanted = rows.start.clamp(here.start, here.end)..rows.end.clamp(here.start, here.end);
            let numbers = alike.records.from(wanted.start - here.start).take(wanted.len());
            numbers.map(move |number| (alike, number))
        })
    }

    fn of_panes<'a>(&'a self, panes: &'a [Pane]) -> impl Iterator<Item = &'a Alike> + 'a {
        self.alike.iter().filter(|alike| panes.contains(&alike.pane))
    }
}
