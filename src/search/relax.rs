//! What of a query may be left out when nothing answers all of it.

use super::answer::{Field, Tier};
use super::index::Index;
use super::matches::{Best, Match};
use crate::model::RecordRef;

/// What must be left of a query for its answer to be one: less would be anybody with a role or a first name.
const TELLING: u8 = 3;

/// The clauses, by their places, without which something answers; none when too little would be left.
///
/// What says least goes first: words that nobody has, then roles and first names, then projects and organisations, then
/// places; a surname, a number and an address say most. Of two that say as little the later goes.
pub(super) fn left_out(index: &Index, found: &[Best], is_answered: impl Fn(&[Best]) -> bool) -> Vec<usize> {
    let mut order: Vec<(u8, usize)> =
        found.iter().enumerate().map(|(clause, best)| (telling(index, best), clause)).collect();
    order.sort_by_key(|(telling, clause)| (*telling, std::cmp::Reverse(*clause)));
    for count in 1..order.len() {
        let (left_out, kept) = order.split_at(count);
        if kept.iter().all(|(telling, _)| *telling < TELLING) {
            break;
        }
        let mut kept: Vec<usize> = kept.iter().map(|(_, clause)| *clause).collect();
        kept.sort_unstable();
        let kept: Vec<Best> = kept.into_iter().map(|clause| found[clause].clone()).collect();
        if is_answered(&kept) {
            let mut left_out: Vec<usize> = left_out.iter().map(|(_, clause)| *clause).collect();
            left_out.sort_unstable();
            return left_out;
        }
    }
    Vec::new()
}

/// How much a clause says about who is meant, by the best that was found for it.
fn telling(index: &Index, best: &Best) -> u8 {
    best.iter().map(|(record, found)| told_by(index.records[record as usize], found)).max().unwrap_or(0)
}

fn told_by(record: RecordRef, found: &Match) -> u8 {
    if found.grade.tier > Tier::Prefix {
        return 1;
    }
    match found.why.field {
        Field::Phone | Field::Mail => 5,
        Field::Name if matches!(record, RecordRef::Person(_)) => {
            let name = &found.why.matched;
            let surname = name.chars().count() - name.rsplit(' ').next().unwrap_or_default().chars().count();
            if found.why.letters.last().is_some_and(|last| *last as usize >= surname) { 5 } else { 2 }
        }
        Field::Region => 4,
        Field::Name if found.grade.tier == Tier::Place => 4,
        Field::Name | Field::Project | Field::Years | Field::Organisation | Field::Place => 3,
        Field::Role | Field::Person => 2,
    }
}
