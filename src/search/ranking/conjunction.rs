//! The conjunction of clauses: the records that match all of them, grouped by score.

use std::collections::HashMap;

use crate::search::budget::Budget;
use crate::search::hit::{Field, Tier};
use crate::search::index::bits::Bits;
use crate::search::index::record_set::RecordSet;
use crate::search::matching::approximate::typo_automaton::ONE_EDIT;
use crate::search::matching::matches::{MatchOrigin, Matches, ScoredRecords};
use crate::search::matching::score::{TYPO, TermScore, rank_of, weight_of};

/// The bonus for a name that contains all of the query.
pub(in crate::search) const FULL_NAME: i64 = 30;

/// The score of a whole name with one misspelt word, to which its weight is added.
const NEAR_NAME: i64 = 3_500_000;

/// Penalty for a match inside a word beside a match with gaps: abbreviations begin with the first letters of words.
const INSIDE: i64 = 40;

/// The maximum length of a sequence of letters that occurs inside many words by chance.
const SHORT: usize = 2;

/// The maximum number of records for which only these records have slots, rather than every record of the directory.
const FEW: usize = 1_000;

/// Records that match every clause equally well.
#[derive(Clone, Debug)]
pub(in crate::search) struct Joined {
    pub key: JointScore,
    pub records: RecordSet,
}

/// How records match all clauses together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::search) struct JointScore {
    /// The tier of the worst match.
    pub tier: Tier,
    pub weight: i64,
    pub band: i64,
    /// The number of clauses that were found inside words.
    pub insides: i64,
    /// Whether every clause was found in the name.
    pub is_named: bool,
    /// The clauses that match the beginning of a word outside a name, as bits.
    pub begun: u32,
    /// The spelling of the clauses.
    pub spelling: NameSpelling,
    /// The clauses that a project, a region or an organisation matches through its members, as bits.
    pub by_members: u32,
    /// The field of a clause that was found inside a word.
    pub inside: Option<Field>,
    /// Whether one of several clauses has only a few letters, which were found inside a word outside the name.
    pub has_short_inside: bool,
    /// Whether a clause matches a whole word or a place.
    pub has_exact: bool,
    /// The field of a clause that was found with wrong letters.
    pub slip: Option<Field>,
}

/// The spelling of the words of a query, compared with that of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::search) enum NameSpelling {
    /// Every word is spelt the same. `has_any` is false before the first word.
    Exact { has_any: bool },
    /// One word has a wrong letter, or some letters are left out. `has_others` says whether there are other words.
    OneSlip { has_others: bool },
    /// Any other spelling.
    Other,
}

impl NameSpelling {
    fn with(self, graded: &ScoredRecords) -> Self {
        let is_slip = match graded.grade.tier {
            Tier::Typo => graded.grade.weight >= weight_of(graded.field) - TYPO * ONE_EDIT,
            tier => tier == Tier::Fuzzy,
        };
        match (self, graded.grade.tier) {
            (Self::Exact { .. }, Tier::Exact) => Self::Exact { has_any: true },
            (Self::OneSlip { .. }, Tier::Exact) => Self::OneSlip { has_others: true },
            (Self::Exact { has_any }, _) if is_slip => Self::OneSlip { has_others: has_any },
            _ => Self::Other,
        }
    }
}

impl JointScore {
    /// The score of a record for an empty query.
    const NOTHING: Self = Self {
        tier: Tier::Exact,
        weight: 0,
        band: 0,
        insides: 0,
        is_named: true,
        begun: 0,
        spelling: NameSpelling::Exact { has_any: false },
        by_members: 0,
        inside: None,
        has_short_inside: false,
        has_exact: false,
        slip: None,
    };

    /// The rank of its tier. `given_names` are clauses as bits: if one of these matches the beginning of a word outside
    /// a name, it ranks no higher than the beginning of a later word. Unless another clause is a whole word, a few
    /// letters inside a word outside the name rank no higher than letters with gaps: `ir svl` is Irena Savolainen
    /// rather than Svetlana Laakso, a director.
    pub(in crate::search) fn rank(self, given_names: u32) -> u8 {
        let rank = rank_of(self.tier);
        if self.has_short_inside && !self.has_exact {
            rank.max(rank_of(Tier::Fuzzy))
        } else if self.begun & given_names != 0 {
            rank.max(rank_of(Tier::WordStart))
        } else {
            rank
        }
    }

    /// Higher is better.
    pub(in crate::search) fn score(self, given_names: u32) -> i64 {
        let inside = if self.rank(given_names) == rank_of(Tier::Fuzzy) { self.insides * INSIDE } else { 0 };
        // A whole name with one misspelt word ranks between prefixes of names and prefixes of words elsewhere.
        let is_near_name = self.is_named && self.spelling == NameSpelling::OneSlip { has_others: true };
        let rank = if is_near_name { NEAR_NAME } else { i64::from(5 - self.rank(given_names)) * 1_000_000 };
        rank + (self.weight - inside) * 1_000 + self.band.min(999)
    }

    /// Whether one word was found inside a word of a field, and another one with wrong letters in another field, which
    /// is a coincidence.
    pub(in crate::search) fn is_chance(self) -> bool {
        self.inside.zip(self.slip).is_some_and(|(inside, slip)| inside != slip)
    }

    fn with(self, clause: usize, graded: &ScoredRecords) -> Self {
        let (TermScore { tier, weight, band }, field) = (graded.grade, graded.field);
        let worse = (rank_of(tier), tier) > (rank_of(self.tier), self.tier);
        let is_by_member = matches!(field, Field::Person | Field::Role);
        let bit = u32::try_from(clause).ok().and_then(|clause| 1_u32.checked_shl(clause)).unwrap_or(0);
        let is_begun = tier == Tier::Prefix && field != Field::Name;
        let is_short =
            matches!(&graded.origin, MatchOrigin::Word { sought: Some(sought), .. } if sought.len() <= SHORT);
        let is_short_inside = is_short && tier == Tier::Substring && field != Field::Name;
        Self {
            tier: if worse { tier } else { self.tier },
            weight: self.weight + weight,
            band: self.band + band,
            insides: self.insides + i64::from(tier == Tier::Substring),
            is_named: self.is_named && field == Field::Name,
            spelling: self.spelling.with(graded),
            by_members: self.by_members | if is_by_member { bit } else { 0 },
            begun: self.begun | if is_begun { bit } else { 0 },
            inside: self.inside.or((tier == Tier::Substring).then_some(field)),
            has_short_inside: self.has_short_inside || is_short_inside,
            has_exact: self.has_exact || rank_of(tier) == rank_of(Tier::Exact),
            slip: self.slip.or((tier == Tier::Typo).then_some(field)),
        }
    }
}

/// The work of iterating over the records of all groups.
pub(in crate::search) fn work_of(all: &[Joined]) -> usize {
    all.iter().map(|one| one.records.work()).sum()
}

/// The intersection of several sets; all records if there are no sets.
pub(in crate::search) fn common(
    found: &[&Matches],
    excluded: Option<&Bits>,
    record_count: u32,
    budget: &Budget<'_>,
) -> Bits {
    let mut common = match found.split_first() {
        Some((first, rest)) => rest.iter().fold(first.all.clone(), |mut all, best| {
            all.meet(&best.all);
            all
        }),
        None => Bits::all(record_count),
    };
    _ = budget.is_overtaken((found.len() + 1) * common.work());
    if let Some(excluded) = excluded {
        common.subtract(excluded);
    }
    common
}

/// The records that match every clause and are in `common`.
pub(in crate::search) fn joined(
    found: &[&Matches],
    common: &Bits,
    record_count: u32,
    budget: &Budget<'_>,
) -> Vec<Joined> {
    match found {
        [] => vec![Joined { key: JointScore { is_named: false, ..JointScore::NOTHING }, records: common.records() }],
        [only] => only
            .graded
            .iter()
            .map(|graded| {
                _ = budget.is_overtaken(graded.records.work());
                let key = JointScore { has_short_inside: false, ..JointScore::NOTHING.with(0, graded) };
                Joined { key, records: graded.records.parted(common).0 }
            })
            .filter(|joined| joined.records.len() > 0)
            .collect(),
        several => of_several(several, common, record_count, budget),
    }
}

/// The records that match several clauses, by partition refinement: each clause divides the classes of records that
/// match the clauses before it equally well.
fn of_several(found: &[&Matches], common: &Bits, record_count: u32, budget: &Budget<'_>) -> Vec<Joined> {
    let slots = Slots::of(common, record_count);
    let mut classes = Classes { class_of: vec![0; slots.count()], keys: vec![JointScore::NOTHING] };
    for (clause, best) in found.iter().enumerate() {
        if !classes.refine(clause, best, &slots, budget) {
            return Vec::new();
        }
    }
    let mut counts = vec![0_usize; classes.keys.len()];
    slots.each(|slot, _| counts[classes.of(slot)] += 1);
    let mut alike: Vec<Gathering> = counts.iter().map(|count| Gathering::of(*count, record_count)).collect();
    slots.each(|slot, record| alike[classes.of(slot)].add(record));
    let join = |(key, (records, count)): (JointScore, (Gathering, usize))| {
        // “Anne Salo” means a person of that name, rather than any Anne who is responsible for Salo.
        let weight = key.weight + if key.is_named { FULL_NAME } else { 0 };
        Joined { key: JointScore { weight, ..key }, records: records.records(count) }
    };
    classes.keys.into_iter().zip(alike.into_iter().zip(counts)).filter(|(_, (_, count))| *count > 0).map(join).collect()
}

/// The slot of each record: its index into [`Classes::class_of`].
enum Slots<'a> {
    /// A few records in ascending order; the slot of a record is its index among them.
    Few(Vec<u32>),
    /// The slot of a record is its number. There is a slot for every bit, so that a record number from a forged index
    /// has a class, too.
    All(&'a Bits, usize),
}

/// Records that match the clauses so far equally well.
struct Classes {
    /// The class of the record of each slot.
    class_of: Vec<u16>,
    /// How the records of each class match the clauses so far.
    keys: Vec<JointScore>,
}

impl<'a> Slots<'a> {
    fn of(common: &'a Bits, record_count: u32) -> Self {
        if common.count() <= FEW {
            Self::Few(common.iter().collect())
        } else {
            Self::All(common, (record_count as usize).next_multiple_of(64))
        }
    }

    fn count(&self) -> usize {
        match self {
            Self::Few(records) => records.len(),
            Self::All(_, count) => *count,
        }
    }

    /// Calls a function with each slot and its record.
    fn each(&self, mut take: impl FnMut(usize, u32)) {
        match self {
            Self::Few(records) => records.iter().enumerate().for_each(|(slot, record)| take(slot, *record)),
            Self::All(common, _) => common.iter().for_each(|record| take(record as usize, record)),
        }
    }

    /// Calls a function with the slots of the given records.
    fn each_of(&self, among: &RecordSet, mut take: impl FnMut(usize)) {
        match (self, among) {
            (Self::Few(records), among) => {
                records.iter().enumerate().filter(|(_, one)| among.has(**one)).for_each(|(slot, _)| take(slot));
            }
            (Self::All(common, _), RecordSet::Many(bits, _)) => {
                bits.iter_in(common).for_each(|record| take(record as usize));
            }
            (Self::All(common, _), among) => {
                among.iter().filter(|record| common.has(*record)).for_each(|record| take(record as usize));
            }
        }
    }
}

impl Classes {
    /// Divides the classes by the grades of a clause. Returns `false` if the search is cancelled.
    fn refine(&mut self, clause: usize, best: &Matches, slots: &Slots<'_>, budget: &Budget<'_>) -> bool {
        let mut parted: Vec<JointScore> = Vec::new();
        let mut known: HashMap<JointScore, u16> = HashMap::new();
        for graded in &best.graded {
            if budget.is_overtaken(graded.records.len()) {
                return false;
            }
            // The new class of each class for this grade.
            let mut becomes: Vec<Option<u16>> = vec![None; self.keys.len()];
            let (keys, class_of) = (&self.keys, &mut self.class_of);
            slots.each_of(&graded.records, |slot| {
                let class = &mut class_of[slot];
                *class = *becomes[usize::from(*class)].get_or_insert_with(|| {
                    let key = keys[usize::from(*class)].with(clause, graded);
                    *known.entry(key).or_insert_with(|| {
                        parted.push(key);
                        // Classes beyond the maximum number are merged with the last one.
                        u16::try_from(parted.len() - 1).unwrap_or(u16::MAX)
                    })
                });
            });
        }
        parted.truncate(usize::from(u16::MAX) + 1);
        self.keys = parted;
        true
    }

    fn of(&self, slot: usize) -> usize {
        usize::from(self.class_of[slot])
    }
}

/// Collects a known number of records, added in ascending order, into a set.
enum Gathering {
    Few(Vec<u32>),
    Many(Bits),
}

impl Gathering {
    fn of(count: usize, record_count: u32) -> Self {
        if RecordSet::are_few(count, record_count) {
            Self::Few(Vec::with_capacity(count))
        } else {
            Self::Many(Bits::none(record_count))
        }
    }

    fn add(&mut self, record: u32) {
        match self {
            Self::Few(few) => few.push(record),
            Self::Many(bits) => _ = bits.insert(record),
        }
    }

    fn records(self, count: usize) -> RecordSet {
        match self {
            Self::Few(few) => RecordSet::Few(few),
            Self::Many(bits) => RecordSet::Many(bits, count),
        }
    }
}
