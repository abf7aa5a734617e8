//! The state of a search: its lists and the excluded records. Joins the matches of several clauses, for projects and
//! organisations through their members, too, and finds the lists without a good match.

use std::collections::HashMap;
use std::ops::Range;

use crate::gazetteer;
use crate::model::Directory;
use crate::search::budget::Budget;
use crate::search::hit::{Pane, Tier};
use crate::search::index::Index;
use crate::search::index::bits::Bits;
use crate::search::index::record_set::RecordSet;
use crate::search::matching::alternatives::Alternatives;
use crate::search::matching::finder::find;
use crate::search::matching::matches::{Matches, ScoredRecords};
use crate::search::matching::score::rank_of;
use crate::search::query::parser::Clause;
use crate::search::query::term::Term;
use crate::search::ranking::conjunction::{Joined, common, joined, work_of};

/// The number of parts of all lists.
pub(in crate::search) const LIST_PARTS: usize = 6;

/// A list or a part of one, as the range of its record numbers.
pub(in crate::search) struct ListPart {
    pub pane: Pane,
    pub range: Range<u32>,
    /// Sorts some hits last: 1 for a position without a named holder, 2 for a contact point of a document, 0 for all others.
    pub place: u8,
}

/// The parts of all lists, in the order of their records.
pub(in crate::search) fn parts_of(directory: &Directory) -> [ListPart; LIST_PARTS] {
    let counted = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let mut from = 0;
    let mut part = |pane: Pane, count: usize, place: u8| {
        let count = counted(count);
        from += count;
        ListPart { pane, range: from - count..from, place }
    };
    [
        part(Pane::People, directory.people_count(), 0),
        part(Pane::People, directory.nameless_count(), 1),
        part(Pane::People, directory.contacts_count(), 2),
        part(Pane::Projects, directory.projects_count(), 0),
        part(Pane::Regions, gazetteer::regions().len(), 0),
        part(Pane::Organisations, directory.organisations_count(), 0),
    ]
}

/// The data that all steps of a search need.
pub(in crate::search) struct Search<'a> {
    pub index: &'a Index,
    pub budget: &'a Budget<'a>,
    pub parts: &'a [ListPart; LIST_PARTS],
    /// The alternatives that terms fall back on.
    pub alternatives: Alternatives<'a>,
    /// The clause of the query that each clause is a part of: itself, if the query is not divided.
    pub whole_clauses: Vec<usize>,
    /// The clauses that are more likely to be given names than prefixes of other words, as bits.
    pub given_names: u32,
    /// The records that a clause excludes.
    excluded: Option<Bits>,
}

impl<'a> Search<'a> {
    /// A search that has found nothing yet.
    pub(in crate::search) fn new(index: &'a Index, budget: &'a Budget<'a>, parts: &'a [ListPart; LIST_PARTS]) -> Self {
        Self {
            index,
            budget,
            parts,
            alternatives: Alternatives::to_be_noted(),
            whole_clauses: Vec::new(),
            given_names: 0,
            excluded: None,
        }
    }

    /// Excludes the records that match negated clauses. Alternative readings are not used.
    pub(in crate::search) fn exclude(&mut self, negated: &[&Clause]) {
        for term in negated.iter().flat_map(|clause| &clause.any) {
            let best = find(self.index, self.budget, &self.alternatives, term);
            self.excluded.get_or_insert_with(|| Bits::none(self.index.record_count)).unite(&best.all);
        }
    }

    /// The records that match a term of a clause, each by its best match.
    pub(in crate::search) fn answering(
        &self,
        clause: &Clause,
        find: impl Fn(&Index, &Budget<'_>, &Alternatives<'_>, &Term) -> Matches,
    ) -> Matches {
        let mut best = Matches::none(self.index.record_count);
        for term in clause.any.iter().take_while(|_| !self.budget.is_stopped()) {
            best.merge(find(self.index, self.budget, &self.alternatives, term), self.index.record_count, self.budget);
        }
        best
    }

    pub(in crate::search) fn common(&self, found: &[&Matches]) -> Bits {
        common(found, self.excluded.as_ref(), self.index.record_count, self.budget)
    }

    pub(in crate::search) fn joined(&self, found: &[&Matches]) -> Vec<Joined> {
        self.join(found, &self.common(found))
    }

    /// The records of a list that no clause excludes.
    pub(in crate::search) fn list(&self, pane: Pane) -> Bits {
        let mut list = Bits::none(self.index.record_count);
        for range in self.ranges_of(pane) {
            list.add_records(&RecordSet::Range(range.clone()));
        }
        if let Some(excluded) = &self.excluded {
            list.subtract(excluded);
        }
        list
    }

    /// The records of a list, as ranges.
    pub(in crate::search) fn ranges_of(&self, pane: Pane) -> impl Iterator<Item = &Range<u32>> {
        self.parts.iter().filter(move |part| part.pane == pane && !part.range.is_empty()).map(|part| &part.range)
    }

    /// The lists without a good match.
    pub(in crate::search) fn weak_panes(&self, all: &[Joined]) -> Vec<Pane> {
        let is_good = |one: &&Joined| one.key.rank(self.given_names) < rank_of(Tier::WordStart);
        let good: Vec<&Joined> = all.iter().filter(is_good).collect();
        _ = self.budget.is_overtaken(work_of(all));
        let has_good =
            |pane: Pane| self.ranges_of(pane).any(|range| good.iter().any(|one| one.records.has_within(range)));
        let mut weak: Vec<Pane> = self.parts.iter().map(|part| part.pane).filter(|pane| !has_good(*pane)).collect();
        weak.dedup();
        weak.retain(|pane| self.ranges_of(*pane).next().is_some());
        weak
    }

    /// The records that match every clause and are in `common`, without chance matches: a part of one word and a typing
    /// error in another, or words of different members.
    pub(in crate::search) fn join(&self, found: &[&Matches], common: &Bits) -> Vec<Joined> {
        let mut all = joined(found, common, self.index.record_count, self.budget);
        all.retain(|one| !one.key.is_chance());
        let mut members: HashMap<(u32, bool), Bits> = HashMap::new();
        for one in all.iter_mut().filter(|one| one.key.by_members.count_ones() > 1) {
            // Letters with gaps in the name of a member count only if the record as a whole is a match by letters with
            // gaps.
            let (by_members, is_fuzzy) = (one.key.by_members, one.key.tier == Tier::Fuzzy);
            let people = members.entry((by_members, is_fuzzy)).or_insert_with(|| {
                let is_by_member = |(_, clause): &(&&Matches, u32)| by_members >> clause & 1 == 1;
                let of_members = found.iter().zip(0_u32..).filter(is_by_member);
                let mut people = self.list(Pane::People);
                // A typing error in the name of a member does not count.
                for (best, _) in of_members {
                    let mut meant = Bits::none(self.index.record_count);
                    let is_meant = |graded: &&ScoredRecords| match graded.grade.tier {
                        Tier::Typo => false,
                        Tier::Fuzzy => is_fuzzy,
                        _ => true,
                    };
                    best.graded.iter().filter(is_meant).for_each(|graded| meant.add_records(&graded.records));
                    people.meet(&meant);
                }
                people
            });
            one.records = self.with_a_member(&one.records, people);
        }
        all.retain(|one| one.records.len() > 0);
        all
    }

    /// The records of the list of people, and the records that have one of `people` among their members.
    fn with_a_member(&self, records: &RecordSet, people: &Bits) -> RecordSet {
        let first = self.ranges_of(Pane::People).map(|range| range.end).max().unwrap_or(0);
        let others = records.within(&(first..self.index.record_count));
        if others.len() == 0 {
            return records.clone();
        }
        let mut kept = Bits::none(self.index.record_count);
        kept.add_records(&records.within(&(0..first)));
        for record in others.iter() {
            let members = self.index.members(record);
            _ = self.budget.is_overtaken(1 + members.work());
            if people.meets(&members) {
                kept.insert(record);
            }
        }
        kept.records()
    }
}
