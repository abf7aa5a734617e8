//! Joins the terms of a query and puts the answers in order.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::answer::{Answer, Field, Hit, Notice, Pane, Tier};
use super::fillers::hint;
use super::finder::{find, find_hint, find_meant};
use super::fuzzy::Fuzzy;
use super::index::{Index, records_in_order};
use super::matches::{Best, Match, rank_of};
use super::operator::Scope;
use super::query::{Clause, Query};
use super::relax;
use super::terms::{Term, TermKind};
use crate::model::{Directory, RecordRef};
use crate::text::{Day, fold};

/// Every list that a record can be in.
const ALL_PANES: [Pane; 4] = [Pane::Projects, Pane::People, Pane::Regions, Pane::Organisations];
/// What it is worth to have all that was typed in the name.
const FULL_NAME: i64 = 30;
/// The most words that decide between equals.
const MOST_HINTS: usize = 32;
/// What a word that only asks is worth where a record has it: more than any good place in a text.
const HINT: i64 = 100;

/// Everything there is, in the order of the lists: the answer to an empty query.
#[must_use]
pub fn everything(directory: &Directory) -> Answer {
    let hit = |record| Hit { record, tier: Tier::Exact, score: 0, why: Vec::new() };
    Answer { hits: records_in_order(directory).into_iter().map(hit).collect(), ..Answer::default() }
}

/// The records that answer every term, best first.
///
/// Order: people before positions that nobody with a name holds; then the worst tier, then the weight of the fields,
/// then the bands, then running before over, then the order of the lists.
pub(super) fn ranked(directory: &Directory, index: &Index, query: &Query, today: Day) -> Answer {
    let fuzzy = Fuzzy::new();
    let (negated, asked): (Vec<&Clause>, Vec<&Clause>) = query.clauses.iter().partition(|clause| clause.is_negated);
    // What is excluded is excluded by what it says, never by what it may have meant.
    let excluded: Vec<Best> =
        negated.into_iter().map(|clause| answering(clause, |term| find(index, &fuzzy, term))).collect();
    let mut found: Vec<Best> = asked.iter().map(|clause| answering(clause, |term| find(index, &fuzzy, term))).collect();
    let mut set_aside = query.set_aside.clone();
    let mut joined = joined(index, &found, &excluded);
    let is_weak = |pane: Pane, joined: &[Joined]| {
        let in_pane = |one: &&Joined| Pane::of(index.records[one.record as usize]) == Some(pane);
        joined.iter().filter(in_pane).all(|one| rank_of(one.tier) >= rank_of(Tier::WordStart))
    };
    let weak: Vec<Pane> = ALL_PANES.into_iter().filter(|pane| is_weak(*pane, &joined)).collect();
    if !weak.is_empty() {
        // Words with letters wrong are noise beside words that are right: they are looked for where nothing good was found.
        for (clause, found) in asked.iter().zip(&mut found) {
            found.merge(answering(clause, |term| find_meant(index, &fuzzy, term)));
        }
        let known: HashSet<u32> = joined.iter().map(|one| one.record).collect();
        let is_missing = |one: &Joined| {
            let pane = Pane::of(index.records[one.record as usize]);
            !known.contains(&one.record) && pane.is_some_and(|pane| weak.contains(&pane))
        };
        joined.extend(self::joined(index, &found, &excluded).into_iter().filter(is_missing));
    }
    if joined.is_empty() {
        let left_out = relax::left_out(index, &found, |kept| !self::joined(index, kept, &excluded).is_empty());
        // From the last on, so that the places of those before stay what they are.
        for clause in left_out.into_iter().rev() {
            found.remove(clause);
            set_aside.extend(asked[clause].any.iter().map(|term| term.typed.clone()));
        }
        joined = self::joined(index, &found, &excluded);
    }
    let hints = hints(index, &fuzzy, &query.set_aside);
    for one in &mut joined {
        let hinted = hints.iter().filter(|hint| hint.contains(&one.record)).count();
        one.band += i64::try_from(hinted).unwrap_or(0) * HINT;
        // Mika Lahti too is a person before Lahti is a place, though mikä asks.
        let is_named = |best: &Best| best.get(one.record).is_some_and(|found| found.why.field == Field::Name);
        if hinted > 0 && found.len() == 1 && found.iter().all(is_named) {
            one.weight += FULL_NAME;
        }
    }
    joined.sort_by_cached_key(|one| {
        let record = index.records[one.record as usize];
        let is_nameless = matches!(record, RecordRef::Position(_));
        (is_nameless, Reverse(one.score()), directory.ended_on(record).is_some_and(|ended| ended < today), one.record)
    });
    let hits = joined.into_iter().map(|one| one.hit(index, &mut found)).collect();
    Answer { hits, notices: notices(directory, query), set_aside }
}

/// A record that answers every clause.
struct Joined {
    record: u32,
    /// That of the worst answer.
    tier: Tier,
    weight: i64,
    band: i64,
}

impl Joined {
    fn score(&self) -> i64 {
        i64::from(5 - rank_of(self.tier)) * 1_000_000 + self.weight * 1_000 + self.band.min(999)
    }

    fn hit(&self, index: &Index, found: &mut [Best]) -> Hit {
        let why = found.iter_mut().filter_map(|best| best.take(self.record)).map(|found| found.why).collect();
        Hit { record: index.records[self.record as usize], tier: self.tier, score: self.score(), why }
    }
}

/// The records that answer every clause, in no order.
fn joined(index: &Index, found: &[Best], excluded: &[Best]) -> Vec<Joined> {
    let everything = 0..u32::try_from(index.records.len()).unwrap_or(0);
    let candidates: Vec<u32> = match found.iter().min_by_key(|best| best.len()) {
        Some(fewest) => fewest.records().collect(),
        None => everything.collect(),
    };
    let is_excluded = |record: u32| excluded.iter().any(|best| best.get(record).is_some());
    let join = |record: u32| {
        let mut joined = Joined { record, tier: Tier::Exact, weight: 0, band: 0 };
        for best in found {
            let grade = best.get(record)?.grade;
            if (rank_of(grade.tier), grade.tier) > (rank_of(joined.tier), joined.tier) {
                joined.tier = grade.tier;
            }
            joined.weight += grade.weight;
            joined.band += grade.band;
        }
        // Anne Salo is a person before she is any Anne who answers for Salo.
        let is_named = |best: &Best| best.get(record).is_some_and(|found| found.why.field == Field::Name);
        if found.len() > 1 && found.iter().all(is_named) {
            joined.weight += FULL_NAME;
        }
        Some(joined)
    };
    candidates.into_iter().filter(|record| !is_excluded(*record)).filter_map(join).collect()
}

/// The records that answer one of a clause's terms, each by its best.
fn answering(clause: &Clause, find: impl Fn(&Term) -> Best) -> Best {
    let mut best = Best::default();
    for term in &clause.any {
        best.merge(find(term));
    }
    best
}

/// The records that have what was set aside: no record must, but between equals it decides.
fn hints(index: &Index, fuzzy: &Fuzzy, set_aside: &[String]) -> Vec<HashSet<u32>> {
    let found = |word: &String| {
        let folded = fold(word);
        let asked = hint(&folded);
        // A verb has a role in mind; any other word may be the beginning of a name, accents and all: mikä is not Mika.
        if asked != folded {
            return find_hint(index, fuzzy, &Term::word(asked)).records().collect();
        }
        let best = find_hint(index, fuzzy, &Term { scope: Some(Scope::Name), ..Term::word(word) });
        let (typed, is_plain) = (word.to_lowercase(), word.is_ascii());
        let is_so = |found: &Match| is_plain || found.why.matched.to_lowercase().contains(&typed);
        best.iter().filter(|(_, found)| is_so(found)).map(|(record, _)| record).collect()
    };
    set_aside.iter().take(MOST_HINTS).map(found).collect()
}

/// Places that were asked for and that nobody is responsible for.
fn notices(directory: &Directory, query: &Query) -> Vec<Notice> {
    let mut notices = Vec::new();
    for term in query.clauses.iter().filter(|clause| !clause.is_negated).flat_map(|clause| &clause.any) {
        let TermKind::Place(places) = &term.kind else { continue };
        let nobody = |region| directory.responsible_count(region) == 0;
        if let Some(place) = places.first().filter(|place| place.regions().iter().all(|region| nobody(*region))) {
            notices.push(Notice::Nobody(*place));
        }
    }
    notices
}
