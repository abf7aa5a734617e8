//! The records of a list if none of them matches all words: those with the most significant words.

use allu::model::{Directory, RecordRef};
use allu::search::{Field, Pane, Tier};

use super::{Answered, Asked, Found, World};

/// The words of a query that a record contains.
#[derive(Clone, Debug)]
pub(crate) struct Partly {
    pub(crate) record: RecordRef,
    /// The words that it does not match in any way.
    pub(crate) lacking: Vec<String>,
}

/// A whole surname.
const SURNAME: i64 = 60;
/// The minimum weight of one word.
const TELLING: i64 = 18;

impl World {
    /// The people with the most significant words. Empty if there is no significant word, or if the records in `whole`,
    /// which have all words, have equally significant ones.
    pub(crate) fn people_who_have_most(&self, asked: &[Asked], excluded: &[Asked], whole: &[Answered]) -> Vec<Partly> {
        let found: Vec<Vec<Option<Found>>> = asked.iter().map(|word| self.matches(word)).collect();
        let excluded: Vec<_> = excluded.iter().map(|word| self.matches(word)).collect();
        let is_left = |at: &usize| {
            Pane::of(self.records[*at].itself) == Pane::People && excluded.iter().all(|all| all[*at].is_none())
        };
        let weighed = |at: usize| {
            let own: Vec<Option<Found>> = found.iter().map(|all| all[at]).collect();
            weigh(asked, &own)
        };
        let people: Vec<usize> = (0..self.records.len()).filter(is_left).collect();
        let telling = people.iter().map(|at| (*at, weighed(*at))).filter(|(_, (_, is_telling))| *is_telling);
        let telling: Vec<(usize, i64)> = telling.map(|(at, (weight, _))| (at, weight)).collect();
        let Some(most) = telling.iter().map(|(_, weight)| *weight).max() else { return Vec::new() };
        let is_whole = |at: &usize| whole.iter().any(|answer| answer.record == self.records[*at].itself);
        let of_whole = people.iter().filter(|at| is_whole(at)).map(|at| weighed(*at).0).max();
        if of_whole.is_some_and(|weight| weight >= most || most < SURNAME) {
            return Vec::new();
        }
        let heaviest = telling.into_iter().filter(|(_, weight)| *weight == most);
        let partly = |(at, _): (usize, i64)| {
            let lacks = |(word, all): (&Asked, &Vec<Option<Found>>)| all[at].is_none().then(|| word.typed.clone());
            Partly { record: self.records[at].itself, lacking: asked.iter().zip(&found).filter_map(lacks).collect() }
        };
        heaviest.map(partly).collect()
    }

    /// Whether all words that a project, a region or an organisation has from members are from one member.
    pub(super) fn has_one_member(&self, at: usize, found: &[&Vec<Option<Found>>]) -> bool {
        let record = self.records[at].itself;
        let lent = |all: &&&Vec<Option<Found>>| {
            all[at].is_some_and(|found| matches!(found.field, Field::Person | Field::Role))
        };
        let lent: Vec<_> = found.iter().filter(lent).collect();
        let positions: Vec<_> = match record {
            RecordRef::Project(index) => self.directory.positions_in(index).collect(),
            RecordRef::Organisation(index) => self.directory.positions_at(index).collect(),
            RecordRef::Region(code) => self.directory.positions_responsible_for(code).collect(),
            _ => return true,
        };
        let member = |position| self.directory.number_of(member_of(&self.directory, position));
        let mut members = positions.into_iter().filter_map(member);
        lent.len() < 2 || members.any(|member| lent.iter().all(|all| all[member as usize].is_some()))
    }
}

fn member_of(directory: &Directory, position: allu::model::PositionIx) -> RecordRef {
    directory.holder_of(position).map_or(RecordRef::Position(position), RecordRef::Person)
}

/// The weight of a person's words, and whether any of them is significant.
fn weigh(asked: &[Asked], found: &[Option<Found>]) -> (i64, bool) {
    let (mut weight, mut is_telling, mut is_paired) = (0, false, false);
    // The index of the last word of the name, and whether it was the surname.
    let mut last: Option<(usize, bool)> = None;
    for (at, (word, found)) in asked.iter().zip(found).enumerate() {
        let Some(found) = found else { continue };
        let whole = match found.field {
            Field::Phone | Field::Mail => 80,
            Field::Region => 24,
            Field::Name if found.is_last => SURNAME,
            Field::Name => 12,
            Field::Project | Field::Organisation | Field::Years | Field::Place => 18,
            Field::Role | Field::Person => 10,
        };
        let letters = word.folded.chars().count();
        let own = match found.tier {
            _ if found.field == Field::Phone && found.tier != Tier::Exact && letters < 4 => continue,
            Tier::Exact | Tier::Place => whole,
            Tier::Prefix | Tier::WordStart if letters >= 4 => whole * 2 / 3,
            _ => continue,
        };
        weight += own;
        is_telling |= own >= TELLING;
        if found.field == Field::Name {
            if !is_paired && last.is_some_and(|(before, was_last)| before + 1 == at && was_last != found.is_last) {
                weight += 60;
                (is_paired, is_telling) = (true, true);
            }
            last = Some((at, found.is_last));
        }
    }
    (weight, is_telling)
}
