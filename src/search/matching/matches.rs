//! The best match of each record, grouped by score.

use crate::text::sort_by_key;
use std::rc::Rc;

use foldhash::{HashMap, HashSet};

use crate::gazetteer::Place;
use crate::search::budget::Budget;
use crate::search::hit::{Field, Step, Tier};
use crate::search::index::bits::{Bits, List};
use crate::search::index::record_set::RecordSet;
use crate::search::index::term_dictionary::TermContext;
use crate::search::index::{PlaceContext, WordKind};
use crate::search::matching::score::TermScore;

/// Records that match equally well, as they were found.
#[derive(Clone, Debug)]
pub(in crate::search) struct Group<'a> {
    pub grade: TermScore,
    pub field: Field,
    /// Whether the match is in a surname, or equally significant.
    pub is_telling: bool,
    pub origin: MatchOrigin,
    pub records: Found<'a>,
}

/// The matches of a search, grouped by how well they match: a short word occurs in many words, and nearly all of these
/// match equally well.
#[derive(Debug, Default)]
pub(in crate::search) struct MatchGroups<'a> {
    alike: Vec<AlikeGroup<'a>>,
    positions: HashMap<Order, usize>,
    /// The group that was added to last.
    last: usize,
}

/// The order of groups, lower first. Groups of one order have the same grade and significance.
type Order = ((u8, i64, i64), Field, bool, u8);

/// All matches of one order.
#[derive(Debug)]
struct AlikeGroup<'a> {
    order: Order,
    grade: TermScore,
    field: Field,
    is_telling: bool,
    /// Of what was found first.
    origin: MatchOrigin,
    found: Vec<Found<'a>>,
}

/// Records that were found.
#[derive(Clone, Debug)]
pub(in crate::search) enum Found<'a> {
    /// As they lie in the index.
    Listed(List<'a>),
    /// Put together by a search.
    Made(RecordSet),
}

/// The match, for the explanation of a record by an index of that record alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::search) enum MatchOrigin {
    /// A word of a dictionary in one of its contexts, and the term that was searched in it, unless that was another
    /// word.
    Word { kind: WordKind, word: usize, context: TermContext, sought: Option<Rc<str>> },
    /// Words of a name by their beginnings.
    Beginnings,
    /// Words of a name by some of their letters, in order and with gaps.
    Abbreviation,
    /// A place of a record, and the steps to it.
    Place { place: Place, context: PlaceContext, before: Vec<Step> },
    /// A telephone number.
    Number,
    /// The years of a project.
    Years,
}

/// The best match of each record.
#[derive(Clone, Debug)]
pub(in crate::search) struct Matches {
    /// The groups, best first; each record is in one of them.
    pub graded: Vec<ScoredRecords>,
    /// All records in them.
    pub all: Bits,
}

/// Records whose best matches are alike.
#[derive(Clone, Debug)]
pub(in crate::search) struct ScoredRecords {
    pub grade: TermScore,
    pub field: Field,
    pub is_telling: bool,
    /// Of one of them.
    pub origin: MatchOrigin,
    pub records: RecordSet,
}

/// If there are more records than this and than a fourth of the words of a set, they are combined as bits instead of
/// being sorted.
const MANY: usize = 256;

impl Matches {
    /// No record.
    pub(in crate::search) fn none(record_count: u32) -> Self {
        Self { graded: Vec::new(), all: Bits::none(record_count) }
    }

    /// The best matches: each record in its best group.
    pub(in crate::search) fn of(groups: MatchGroups<'_>, record_count: u32, budget: &Budget<'_>) -> Self {
        let mut best = Self::none(record_count);
        let mut groups = groups.alike;
        sort_by_key(&mut groups, |group| group.order);
        let mut together = Bits::none(record_count);
        let mut added = HashSet::default();
        for AlikeGroup { grade, field, is_telling, origin, found, .. } in groups {
            let work: usize = found.iter().map(Found::work).sum();
            if budget.is_overtaken(if work > best.many() { work + together.work() } else { work }) {
                break;
            }
            let records = best.unknown(&found, work, &mut together, &mut added);
            if records.len() > 0 {
                best.graded.push(ScoredRecords { grade, field, is_telling, origin, records });
            }
        }
        best
    }

    /// The number of records that can be sorted in the time of several passes over a set of bits.
    fn many(&self) -> usize {
        MANY.max(self.all.work() / 4)
    }

    /// The records of a group that are not in a better one. They are marked as known.
    fn unknown(
        &mut self,
        alike: &[Found<'_>],
        work: usize,
        together: &mut Bits,
        added: &mut HashSet<usize>,
    ) -> RecordSet {
        if work > self.many() {
            together.clear();
            let mut lists: Vec<&List<'_>> = Vec::new();
            for found in alike {
                match found {
                    // Synonyms share one list, which a better match has used already.
                    Found::Listed(list) => lists.extend(added.insert(list.place()).then_some(list)),
                    Found::Made(records) => together.add_records(records),
                }
            }
            together.add_all(&lists);
            together.subtract(&self.all);
            self.all.unite(together);
            return together.records();
        }
        let mut few: Vec<u32> = Vec::new();
        for found in alike {
            let mut keep = |record: u32| {
                if self.all.insert(record) {
                    few.push(record);
                }
            };
            match found {
                Found::Listed(List::Sparse(numbers)) => {
                    numbers.iter().for_each(|number| keep(u32::from_le_bytes(*number)));
                }
                Found::Listed(list @ List::Dense(_)) => {
                    together.clear();
                    together.add(list);
                    together.iter().for_each(&mut keep);
                }
                Found::Made(records) => records.iter().for_each(&mut keep),
            }
        }
        few.sort_unstable();
        RecordSet::Few(few)
    }

    /// Adds the matches of another set; the better of two is kept.
    pub(in crate::search) fn merge(&mut self, other: Self, record_count: u32, budget: &Budget<'_>) {
        if other.graded.is_empty() {
            return;
        }
        if self.graded.is_empty() {
            *self = other;
            return;
        }
        let graded = std::mem::take(&mut self.graded).into_iter().chain(other.graded);
        *self = Self::of(graded.map(ScoredRecords::group).collect(), record_count, budget);
    }

    /// Subtracts a weight from words of names that only begin with the typed text, except in some records.
    pub(in crate::search) fn weaken_beginnings(
        &mut self,
        weight: i64,
        but: &Bits,
        record_count: u32,
        budget: &Budget<'_>,
    ) {
        let is_beginning = |one: &ScoredRecords| one.field == Field::Name && one.grade.tier == Tier::Prefix;
        let mut groups = MatchGroups::default();
        for one in std::mem::take(&mut self.graded) {
            if !is_beginning(&one) {
                groups.add(one.group());
                continue;
            }
            _ = budget.is_overtaken(one.records.work());
            let (kept, weakened) = one.records.parted(but);
            let grade = TermScore { weight: one.grade.weight - weight, ..one.grade };
            for (grade, records) in [(one.grade, kept), (grade, weakened)] {
                groups.add(ScoredRecords { grade, records, ..one.clone() }.group());
            }
        }
        *self = Self::of(groups, record_count, budget);
    }

    /// Retains only the records that are also in `other`, each with the worse of its two matches.
    pub(in crate::search) fn meet(&self, other: &Self, record_count: u32, budget: &Budget<'_>) -> Self {
        let mut both = self.all.clone();
        both.meet(&other.all);
        _ = budget.is_overtaken(both.work());
        let mut met = MatchGroups::default();
        for one in &self.graded {
            for also in &other.graded {
                let worse = if also.grade.order() > one.grade.order() { also } else { one };
                let (fewer, more) = if one.records.len() < also.records.len() { (one, also) } else { (also, one) };
                if budget.is_overtaken(1 + fewer.records.len()) {
                    break;
                }
                let records: Vec<u32> =
                    fewer.records.iter().filter(|record| both.has(*record) && more.records.has(*record)).collect();
                if !records.is_empty() {
                    met.add(Group { records: Found::Made(RecordSet::Few(records)), ..worse.clone().group() });
                }
            }
        }
        Self::of(met, record_count, budget)
    }
}

impl ScoredRecords {
    fn group(self) -> Group<'static> {
        let Self { grade, field, is_telling, origin, records } = self;
        Group { grade, field, is_telling, origin, records: Found::Made(records) }
    }
}

impl Group<'_> {
    fn order(&self) -> Order {
        (self.grade.order(), self.field, !self.is_telling, self.grade.tier as u8)
    }
}

impl<'a> MatchGroups<'a> {
    pub(in crate::search) fn is_empty(&self) -> bool {
        self.alike.is_empty()
    }

    pub(in crate::search) fn add(&mut self, group: Group<'a>) {
        let order = group.order();
        if self.alike.get(self.last).is_none_or(|last| last.order != order) {
            self.last = *self.positions.entry(order).or_insert(self.alike.len());
        }
        let Group { grade, field, is_telling, origin, records } = group;
        match self.alike.get_mut(self.last) {
            Some(group) => group.found.push(records),
            None => self.alike.push(AlikeGroup { order, grade, field, is_telling, origin, found: vec![records] }),
        }
    }
}

impl<'a> FromIterator<Group<'a>> for MatchGroups<'a> {
    fn from_iter<I: IntoIterator<Item = Group<'a>>>(all: I) -> Self {
        let mut groups = Self::default();
        all.into_iter().for_each(|group| groups.add(group));
        groups
    }
}

impl Found<'_> {
    fn work(&self) -> usize {
        match self {
            Self::Listed(list) => list.work(),
            Self::Made(records) => records.work(),
        }
    }
}
