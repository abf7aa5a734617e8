//! Joins the terms of a query and puts the answers in order.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::answer::{Answer, Hit, Notice, Pane, Tier, Why};
use super::fuzzy::Fuzzy;
use super::index::Index;
use super::matches::{Match, find, rank_of};
use super::query::{Clause, Query, TermKind};
use crate::gazetteer;
use crate::model::{Directory, RecordRef};
use crate::text::Day;

/// Every list that a record can be in.
const ALL_PANES: [Pane; 4] = [Pane::Projects, Pane::People, Pane::Regions, Pane::Organisations];

/// Everything there is, in the order of the lists: the answer to an empty query.
#[must_use]
pub fn everything(directory: &Directory) -> Answer {
    let people = directory.people_in_order().iter().map(|index| RecordRef::Person(*index));
    let positions = directory.nameless_positions().map(RecordRef::Position);
    let projects = directory.projects_in_order().into_iter().map(|(index, _)| RecordRef::Project(index));
    let regions = gazetteer::regions().iter().map(|region| RecordRef::Region(region.code));
    let organisations = (0..directory.model().organisations.len()).map(RecordRef::Organisation);
    let all = people.chain(positions).chain(projects).chain(regions).chain(organisations);
    let hit = |record| Hit { record, tier: Tier::Exact, score: 0, why: Vec::new() };
    Answer { hits: all.map(hit).collect(), ..Answer::default() }
}

/// The records that answer every term, best first.
///
/// Order: people before positions that nobody with a name holds; then the worst tier, then the weight of the fields,
/// then the bands, then running before over, then the order of the lists.
pub(super) fn ranked(directory: &Directory, index: &Index, query: &Query, today: Day) -> Answer {
    let mut hits = joined(index, query, false);
    let is_weak = |pane: Pane, hits: &[(u32, Hit)]| {
        let in_pane = |(_, hit): &&(u32, Hit)| Pane::of(hit.record) == Some(pane);
        hits.iter().filter(in_pane).all(|(_, hit)| rank_of(hit.tier) >= rank_of(Tier::WordStart))
    };
    let weak: Vec<Pane> = ALL_PANES.into_iter().filter(|pane| is_weak(*pane, &hits)).collect();
    if !weak.is_empty() {
        // Words with letters wrong are noise beside words that are right: they are looked for where nothing good was found.
        let known: HashSet<u32> = hits.iter().map(|(record, _)| *record).collect();
        let is_missing = |(record, hit): &(u32, Hit)| {
            !known.contains(record) && Pane::of(hit.record).is_some_and(|pane| weak.contains(&pane))
        };
        hits.extend(joined(index, query, true).into_iter().filter(is_missing));
    }
    hits.sort_by_cached_key(|(record, hit)| {
        let is_nameless = matches!(hit.record, RecordRef::Position(_));
        (is_nameless, Reverse(hit.score), is_over(directory, hit.record, today), *record)
    });
    let hits = hits.into_iter().map(|(_, hit)| hit).collect();
    Answer { hits, notices: notices(directory, query), set_aside: query.set_aside.clone() }
}

/// The records that answer every clause, in no order.
fn joined(index: &Index, query: &Query, with_typos: bool) -> Vec<(u32, Hit)> {
    let fuzzy = Fuzzy::new();
    let (negated, asked): (Vec<&Clause>, Vec<&Clause>) = query.clauses.iter().partition(|clause| clause.is_negated);
    // What is excluded is excluded by what it says, never by what it may have meant.
    let excluded: Vec<_> = negated.iter().map(|clause| answering(index, &fuzzy, clause, false)).collect();
    let found: Vec<_> = asked.iter().map(|clause| answering(index, &fuzzy, clause, with_typos)).collect();
    let is_excluded = |record: &u32| excluded.iter().any(|matches| matches.contains_key(record));
    let everything = 0..u32::try_from(index.records.len()).unwrap_or(0);
    let candidates: Vec<u32> = match found.iter().min_by_key(|matches| matches.len()) {
        Some(fewest) => fewest.keys().copied().collect(),
        None => everything.collect(),
    };
    let hit = |record: u32| {
        let matches: Option<Vec<Match>> = found.iter().map(|matches| matches.get(&record).cloned()).collect();
        Some((record, hit_of(index.records[record as usize], matches?)))
    };
    candidates.into_iter().filter(|record| !is_excluded(record)).filter_map(hit).collect()
}

/// The records that answer one of a clause's terms, each by its best.
fn answering(index: &Index, fuzzy: &Fuzzy, clause: &Clause, with_typos: bool) -> HashMap<u32, Match> {
    let mut best: HashMap<u32, Match> = HashMap::new();
    for (record, found) in clause.any.iter().flat_map(|term| find(index, fuzzy, term, with_typos)) {
        match best.get(&record) {
            Some(known) if known.order() <= found.order() => {}
            _ => _ = best.insert(record, found),
        }
    }
    best
}

fn hit_of(record: RecordRef, all: Vec<Match>) -> Hit {
    let worst = all.iter().map(|found| found.tier).max_by_key(|tier| (rank_of(*tier), *tier)).unwrap_or(Tier::Exact);
    let weight: i64 = all.iter().map(|found| found.weight).sum();
    let band: i64 = all.iter().map(|found| found.band).sum();
    let score = i64::from(5 - rank_of(worst)) * 1_000_000 + weight * 1_000 + band.min(999);
    Hit { record, tier: worst, score, why: all.into_iter().map(|found| found.why).collect::<Vec<Why>>() }
}

/// Whether all that a record is about has ended.
fn is_over(directory: &Directory, record: RecordRef, today: Day) -> bool {
    let over = |project: &crate::model::ProjectId| {
        let ends = directory.family_of(project).into_iter().find_map(|project| project.over(today));
        ends.unwrap_or(false)
    };
    let position_over = |index: &usize| {
        let position = &directory.model().positions[*index];
        position.project.as_ref().is_some_and(|project| over(&project.value))
    };
    match record {
        RecordRef::Person(index) => {
            let positions = directory.positions_of(index);
            !positions.is_empty() && positions.iter().all(position_over)
        }
        RecordRef::Position(index) => position_over(&index),
        RecordRef::Project(index) => over(&directory.model().projects[index].id),
        RecordRef::Region(_) | RecordRef::Organisation(_) | RecordRef::Document(_) => false,
    }
}

/// Places that were asked for and that nobody is responsible for.
fn notices(directory: &Directory, query: &Query) -> Vec<Notice> {
    let mut notices = Vec::new();
    for term in query.clauses.iter().filter(|clause| !clause.is_negated).flat_map(|clause| &clause.any) {
        let TermKind::Place(places) = &term.kind else { continue };
        let nobody = |region| directory.coverage().of_region(region).is_empty();
        if let Some(place) = places.first().filter(|place| place.regions().iter().all(|region| nobody(*region))) {
            notices.push(Notice::Nobody(*place));
        }
    }
    notices
}
