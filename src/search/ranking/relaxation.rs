//! Query relaxation: which clauses to drop when no record answers all of them.

use crate::search::hit::{Field, Tier};
use crate::search::matching::matches::{Matches, ScoredRecords};

/// What must be left of a query for its answer to be one: less would be anybody with a role or a first name.
const TELLING: u8 = 3;

/// The clauses, by their places, without which something answers; none when too little would be left.
///
/// What says least goes first: words that nobody has, then roles and first names, then projects and organisations, then
/// places; a surname, a number and an address say most. Of two that say as little the later goes.
pub(in crate::search) fn left_out(
    found: &[Matches],
    people: u32,
    is_answered: impl Fn(&[&Matches]) -> bool,
) -> Vec<usize> {
    let mut order: Vec<(u8, usize)> =
        found.iter().enumerate().map(|(clause, best)| (telling(best, people), clause)).collect();
    order.sort_by_key(|(telling, clause)| (*telling, std::cmp::Reverse(*clause)));
    for count in 1..order.len() {
        let (left_out, kept) = order.split_at(count);
        if kept.iter().all(|(telling, _)| *telling < TELLING) {
            break;
        }
        let kept: Vec<&Matches> = kept.iter().map(|(_, clause)| &found[*clause]).collect();
        if is_answered(&kept) {
            let mut left_out: Vec<usize> = left_out.iter().map(|(_, clause)| *clause).collect();
            left_out.sort_unstable();
            return left_out;
        }
    }
    Vec::new()
}

/// How much a clause says about who is meant, by the best that was found for it; people are the first of the records.
fn telling(best: &Matches, people: u32) -> u8 {
    best.graded.iter().map(|graded| told_by(graded, people)).max().unwrap_or(0)
}

fn told_by(graded: &ScoredRecords, people: u32) -> u8 {
    if graded.grade.tier > Tier::Prefix {
        return 1;
    }
    let has_people = graded.records.within(&(0..people)).len() > 0;
    match graded.field {
        Field::Phone | Field::Mail => 5,
        Field::Name if has_people => {
            if graded.is_telling {
                5
            } else {
                2
            }
        }
        Field::Region | Field::Name if graded.grade.tier == Tier::Place => 4,
        // A word of a printed area: *koko* of “koko Suomi”.
        Field::Name | Field::Region | Field::Project | Field::Years | Field::Organisation | Field::Place => 3,
        Field::Role | Field::Person => 2,
    }
}
