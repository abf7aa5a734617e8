//! Query relaxation: adds records that match only some of the clauses to a list without a good match.
//!
//! Each record is weighted by the clauses that it matches. The list shows the records that match the clauses of the
//! heaviest one. The ignored words are therefore determined for each list, and reported for each record.

use foldhash::HashMap;

use crate::search::hit::{Field, Pane, Tier};
use crate::search::index::bits::Bits;
use crate::search::index::record_set::RecordSet;
use crate::search::matching::matches::{Matches, ScoredRecords};
use crate::search::matching::score::TYPO;
use crate::search::matching::score::{rank_of, weight_of};
use crate::search::query::parser::Clause;
use crate::search::ranking::conjunction::{Joined, JointScore, work_of};
use crate::search::ranking::search::Search;

/// The weight of a complete surname: more than that of a place, an organisation and a title together.
const SURNAME: u32 = 60;
/// The weight of a telephone number or an address.
const CONTACT: u32 = 80;
const PLACE: u32 = 24;
const GROUP: u32 = 18;
const GIVEN_NAME: u32 = 12;
const TITLE: u32 = 10;
/// The additional weight of a given name and a surname of one person that are side by side in the query.
const PAIR: u32 = 60;
/// The same with wrong letters in one of the two.
const NEAR_PAIR: u32 = 40;
/// The minimum weight of the matching clauses. With less, everybody with a title or a given name would match.
const TELLING: u32 = GROUP;
/// The minimum number of letters of a prefix that counts as a word.
const WORD_FROM: usize = 4;
/// The minimum number of digits that identify a number.
const DIGITS_FROM: usize = 4;
/// The minimum number of letters of a word for which a match with one error is not chance.
const SURE_FROM: usize = 6;
/// The maximum weight of a match at the beginning of a word or inside one, which only decides between equal matches.
const HINT: u32 = 3;
/// The maximum number of weighted clauses: there is one bit for each.
const MOST_CLAUSES: usize = 32;
/// The maximum number of different sets of clauses that the heaviest records match.
const MOST_SETS: usize = 8;
/// The maximum number of weights by which records of one set are distinguished.
const MOST_WEIGHTS: usize = 8;

/// What a match with one clause contributes to the weight of a group of records.
#[derive(Clone, Copy)]
struct Evidence {
    weight: u32,
    /// Whether it counts as a match of the clause.
    is_answer: bool,
    name: NamePart,
}

/// The part of a person's name in which a clause was found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NamePart {
    No,
    Given { is_exact: bool },
    Surname { is_exact: bool },
}

/// The clauses that one record matches.
#[derive(Clone, Copy)]
struct Weighed {
    /// The matched clauses, as bits.
    clauses: u32,
    /// The weight of the matches that count.
    weight: u16,
    /// The weight of matches that only decide between equals.
    hints: u8,
    /// The last clause that was found in the name: the number of the clause of the query, and the part of the name.
    last: u8,
    name: NamePart,
    is_paired: bool,
    is_telling: bool,
}

impl Weighed {
    const NOTHING: Self =
        Self { clauses: 0, weight: 0, hints: 0, last: 0, name: NamePart::No, is_paired: false, is_telling: false };

    /// Adds a match with a clause, given its number and the number `whole` of the clause of the query that it is a part
    /// of.
    fn add(&mut self, clause: u8, whole: u8, evidence: Evidence) {
        if !evidence.is_answer {
            self.hints = self.hints.saturating_add(u8::try_from(evidence.weight).unwrap_or(u8::MAX));
            return;
        }
        self.clauses |= 1 << clause;
        let mut weight = evidence.weight;
        self.is_telling |= evidence.weight >= TELLING;
        if let Some(pair) = self.name.pair(evidence.name).filter(|_| !self.is_paired && whole <= self.last + 1) {
            self.is_paired = true;
            self.is_telling = true;
            weight += pair;
        }
        if evidence.name != NamePart::No {
            (self.last, self.name) = (whole, evidence.name);
        }
        self.weight = self.weight.saturating_add(u16::try_from(weight).unwrap_or(u16::MAX));
    }
}

impl NamePart {
    /// The weight of the two parts together. `None` if they are not a given name and a surname.
    fn pair(self, other: Self) -> Option<u32> {
        let ((Self::Given { is_exact: one }, Self::Surname { is_exact: also })
        | (Self::Surname { is_exact: one }, Self::Given { is_exact: also })) = (self, other)
        else {
            return None;
        };
        match (one, also) {
            (true, true) => Some(PAIR),
            (false, false) => None,
            _ => Some(NEAR_PAIR),
        }
    }
}

impl Search<'_> {
    /// Adds the relaxed matches to lists without a good match: always to the list of people, which is searched most,
    /// and to the other lists if no list has a good match. Returns whether anything was added.
    pub(in crate::search) fn add_relaxed(
        &self,
        asked: &[&Clause],
        found: &[Matches],
        all: &mut Vec<Joined>,
        weak: &[Pane],
    ) -> bool {
        if asked.len() < 2 {
            return false;
        }
        let letters = |clause: &&Clause| clause.any.iter().map(|term| term.folded.chars().count()).max().unwrap_or(0);
        let letters: Vec<usize> = asked.iter().map(letters).collect();
        let mut is_relaxed = false;
        let has_good_answer = all.iter().any(|one| rank_of(one.key.tier) <= rank_of(Tier::WordStart));
        for pane in weak.iter().filter(|pane| **pane == Pane::People || !has_good_answer) {
            let evidence =
                |clause: usize, graded: &ScoredRecords| Evidence::of(graded, letters[clause], *pane == Pane::People);
            let relaxed = self.relaxed(evidence, found, &self.list(*pane), all);
            is_relaxed |= !relaxed.is_empty();
            all.extend(relaxed);
        }
        is_relaxed
    }

    /// The records of a list with the heaviest matching clauses. If the list has records of `whole`, which match every
    /// clause, returns records only if their clauses are heavier and weigh at least as much as a surname.
    fn relaxed(
        &self,
        evidence: impl Fn(usize, &ScoredRecords) -> Evidence,
        found: &[Matches],
        list: &Bits,
        whole: &[Joined],
    ) -> Vec<Joined> {
        let Some((candidates, weighed)) = self.weighed(&evidence, found, list) else { return Vec::new() };
        // A record that matches every word, in different members or by chance, is not a relaxed match.
        let mut partial = candidates;
        partial.subtract(&self.common(&found.iter().collect::<Vec<_>>()));
        let at = |record: u32| weighed.get(&record).copied().unwrap_or(Weighed::NOTHING);
        let is_fit = |record: &u32| at(*record).is_telling;
        let Some(most) = partial.iter().filter(is_fit).map(|record| at(record).weight).max() else { return Vec::new() };
        _ = self.budget.is_overtaken(weighed.len() + work_of(whole));
        let in_list =
            |one: &Joined| one.records.iter().filter(|record| list.has(*record)).map(|record| at(record).weight).max();
        // Approximate matches of all words rank below a person's name, but above other relaxed matches.
        let is_beaten = |weight: u16| weight < most && u32::from(most) >= SURNAME;
        if whole.iter().filter_map(in_list).max().is_some_and(|weight| !is_beaten(weight)) {
            return Vec::new();
        }
        let mut sets: Vec<u32> = Vec::new();
        for record in partial.iter().filter(|record| is_fit(record) && at(*record).weight == most) {
            let clauses = at(record).clauses;
            if !sets.contains(&clauses) && sets.len() < MOST_SETS {
                sets.push(clauses);
            }
        }
        let mut known = Bits::none(self.index.record_count);
        for one in whole {
            known.add_records(&one.records);
        }
        let mut relaxed = Vec::new();
        for set in sets {
            relaxed.extend(self.of_set(set, found, &partial, &mut known, at));
        }
        relaxed
    }

    /// The records of a list that may be significant, with the clauses that each matches. Returns `None` if the search
    /// was cancelled.
    ///
    /// Thousands of records contain a given name or a title. Only those with another significant match are weighted.
    fn weighed(
        &self,
        evidence: &impl Fn(usize, &ScoredRecords) -> Evidence,
        found: &[Matches],
        list: &Bits,
    ) -> Option<(Bits, HashMap<u32, Weighed>)> {
        let found = found.iter().enumerate().take(MOST_CLAUSES);
        let groups: Vec<(usize, Evidence, &RecordSet)> = found
            .flat_map(|(clause, best)| best.graded.iter().map(move |graded| (clause, graded)))
            .map(|(clause, graded)| (clause, evidence(clause, graded), &graded.records))
            .collect();
        let mut candidates = Bits::none(self.index.record_count);
        for (_, _, records) in groups.iter().filter(|(_, evidence, _)| evidence.may_be_telling()) {
            candidates.add_records(records);
        }
        candidates.meet(list);
        let mut weighed: HashMap<u32, Weighed> = HashMap::default();
        for (clause, evidence, records) in groups {
            if self.budget.is_overtaken(records.work()) {
                return None;
            }
            let whole = self.whole_clauses.get(clause).copied().unwrap_or(clause);
            let [clause, whole] = [clause, whole].map(|clause| u8::try_from(clause).unwrap_or(u8::MAX));
            let mut add = |record: u32| weighed.entry(record).or_insert(Weighed::NOTHING).add(clause, whole, evidence);
            match records {
                RecordSet::Many(bits, _) => bits.iter_in(&candidates).for_each(&mut add),
                records => records.iter().filter(|record| candidates.has(*record)).for_each(&mut add),
            }
        }
        Some((candidates, weighed))
    }

    /// The records that match each clause of a set. Those that also match other clauses get a higher score.
    fn of_set(
        &self,
        set: u32,
        found: &[Matches],
        list: &Bits,
        known: &mut Bits,
        at: impl Fn(u32) -> Weighed,
    ) -> Vec<Joined> {
        let kept: Vec<&Matches> = found
            .iter()
            .zip(0_u32..)
            .take(MOST_CLAUSES)
            .filter(|(_, clause)| set >> clause & 1 == 1)
            .map(|(best, _)| best)
            .collect();
        let mut answering = list.clone();
        answering.subtract(known);
        let mut by_hints: Vec<(u8, Bits)> = Vec::new();
        for record in answering.iter().filter(|record| at(*record).clauses & set == set) {
            // Further matches decide between records that match equally well.
            let hints = at(record).hints.min(u8::try_from(MOST_WEIGHTS * HINT as usize).unwrap_or(u8::MAX));
            if let Some((_, records)) = by_hints.iter_mut().find(|(known, _)| *known == hints) {
                records.insert(record);
            } else {
                let mut records = Bits::none(self.index.record_count);
                records.insert(record);
                by_hints.push((hints, records));
            }
        }
        let mut all = Vec::new();
        for (hints, records) in by_hints {
            known.unite(&records);
            let more = |one: Joined| {
                let band = one.key.band + i64::from(hints);
                Joined { key: JointScore { band, ..one.key }, ..one }
            };
            all.extend(self.join(&kept, &records).into_iter().map(more));
        }
        all
    }
}

impl Evidence {
    /// The evidence of a group of records, given the number of typed letters and whether the list contains people.
    fn of(graded: &ScoredRecords, letters: usize, is_people: bool) -> Self {
        let (tier, field) = (graded.grade.tier, graded.field);
        let is_place = field == Field::Region || tier == Tier::Place;
        let whole = match field {
            Field::Phone | Field::Mail => CONTACT,
            Field::Region => PLACE,
            _ if is_place => PLACE,
            Field::Name if is_people && graded.is_telling => SURNAME,
            Field::Name if is_people => GIVEN_NAME,
            Field::Person if graded.is_telling => GROUP,
            Field::Name | Field::Project | Field::Organisation | Field::Years | Field::Place => GROUP,
            Field::Role | Field::Person => TITLE,
        };
        let name = |is_exact: bool| match field {
            Field::Name if is_place || !is_people => NamePart::No,
            Field::Name if graded.is_telling => NamePart::Surname { is_exact },
            Field::Name => NamePart::Given { is_exact },
            _ => NamePart::No,
        };
        match tier {
            // A few digits occur in many numbers, and many names begin with a given letter.
            _ if field == Field::Phone && tier != Tier::Exact && letters < DIGITS_FROM => Self::hint(1),
            Tier::Exact | Tier::Place => Self { weight: whole, is_answer: true, name: name(true) },
            Tier::Prefix | Tier::WordStart if letters >= WORD_FROM => {
                Self { weight: whole * 2 / 3, is_answer: true, name: name(true) }
            }
            Tier::Typo => {
                let edits =
                    u32::try_from((weight_of(field) - graded.grade.weight) / TYPO / 2).unwrap_or(u32::MAX).max(1);
                let is_sure = edits == 1 && letters >= SURE_FROM;
                let weight = if is_sure { whole / 2 } else { whole / 4 / edits };
                // A match with an uncertain typing error counts only in the name of a person.
                let is_answer = is_sure || (is_people && field == Field::Name);
                Self { weight: weight.max(1), is_answer, name: name(false) }
            }
            Tier::Prefix => Self::hint(HINT),
            Tier::WordStart | Tier::Substring | Tier::Fuzzy => Self::hint(1),
        }
    }

    /// Whether this match may make a record significant: on its own, or as a surname beside a given name.
    fn may_be_telling(self) -> bool {
        self.is_answer && (self.weight >= TELLING || matches!(self.name, NamePart::Surname { .. }))
    }

    /// A weight that only decides between equal matches.
    fn hint(weight: u32) -> Self {
        Self { weight, is_answer: false, name: NamePart::No }
    }
}
