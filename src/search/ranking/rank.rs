//! Ranks the answers to a query.

use std::cmp::Reverse;

use crate::gazetteer::Place;
use crate::model::{Directory, RecordRef};
use crate::search::answer::{Alike, Answer};
use crate::search::budget::Budget;
use crate::search::hit::{Field, Notice, Pane, Tier};
use crate::search::index::bits::Bits;
use crate::search::index::record_set::RecordSet;
use crate::search::index::{Index, WordKind};
use crate::search::matching::alternatives::Alternatives;
use crate::search::matching::finder::{find, find_hint, find_meant};
use crate::search::matching::initials::with_words;
use crate::search::matching::matches::{MatchOrigin, Matches, ScoredRecords};
use crate::search::query::operator::Scope;
use crate::search::query::parser::{Clause, Query};
use crate::search::query::stop_words::{hint, is_noun_filler};
use crate::search::query::term::{Term, TermKind};
use crate::search::ranking::conjunction::{FULL_NAME, Joined, work_of};
use crate::search::ranking::search::{ListPart, Search, parts_of};
use crate::text::{Day, fold};

/// Penalty if two words of a query match one word of a name.
const SHARED_WORD: i64 = 40;
/// The maximum number of stop words that decide between equal matches.
const MOST_HINTS: usize = 32;
/// The bonus for a stop word that a record contains: more than for any position in a text.
const HINT: i64 = 100;

/// All records in the order of the lists: the answer to an empty query.
#[must_use]
pub fn everything(directory: &Directory) -> Answer {
    let all =
        |part: ListPart| Alike { pane: part.pane, tier: Tier::Exact, score: 0, records: RecordSet::Range(part.range) };
    Answer { alike: parts_of(directory).map(all).into(), ..Answer::default() }
}

/// The records that match every term, best first.
///
/// Order: people before positions without a named holder, and these before numbers that belong to nobody; then the
/// worst tier, then the weight of the fields, then the bands, then running before ended, then the order of the lists.
pub(in crate::search) fn ranked(
    directory: &Directory,
    index: &Index,
    query: &Query,
    today: Day,
    budget: &Budget<'_>,
) -> Answer {
    let parts = parts_of(directory);
    let (negated, mut asked): (Vec<&Clause>, Vec<&Clause>) = query.clauses.iter().partition(|clause| clause.is_negated);
    let mut search = Search::new(index, budget, &parts);
    search.exclude(&negated);
    let mut found: Vec<Matches> = asked.iter().map(|clause| search.answering(clause, find)).collect();
    let divided = search.divided(&asked, &found);
    if let Some(divided) = &divided {
        search.whole_clauses = divided.iter().map(|(whole, _)| *whole).collect();
        asked = divided.iter().map(|(_, clause)| clause).collect();
        found = asked.iter().map(|clause| search.answering(clause, find)).collect();
    }
    search.weaken_shared_words(&asked, &mut found);
    search.given_names = search.given_names(&asked, &found);
    let mut all = search.joined(&found.iter().collect::<Vec<_>>());
    let mut notices = notices(directory, query);
    notices.extend(search.add_apart(&asked, &found, &mut all));
    let weak = search.weak_panes(&all);
    let mut is_relaxed = false;
    if !weak.is_empty() {
        search.add_meant(&asked, &mut found, &mut all, &weak);
        is_relaxed = search.add_relaxed(&asked, &found, &mut all, &weak);
    }
    let all = search.hinted(all, &query.set_aside, found.len() == 1);
    let over = index.over(today, all.iter().map(|one| &one.records));
    let alike = search.ordered(all, &over);
    if notices.is_empty() {
        notices.extend(nobody_in(directory, &alike));
    }
    let asked = asked.into_iter().cloned().collect();
    let set_aside = query.set_aside.clone();
    Answer {
        alike,
        asked,
        alternatives: search.alternatives.noted(),
        notices,
        is_relaxed,
        set_aside,
        ..Answer::default()
    }
}

/// The sort key: the part of its list, how well it matches, whether it has ended, its list.
type Order = (u8, Reverse<i64>, bool, u32);

impl Search<'_> {
    /// The clauses, in which the parts of a compound are clauses of their own if no person has all of them, even with
    /// wrong letters: the directory may have one of two surnames. The same if the parts are names that no person has
    /// beside the other words. Each has the index of the clause that it is a part of. `None` if there is no such
    /// compound, or if the search is cancelled.
    fn divided(&self, asked: &[&Clause], found: &[Matches]) -> Option<Vec<(usize, Clause)>> {
        let has_people = |best: &Matches| {
            let mut ranges = self.ranges_of(Pane::People);
            ranges.any(|range| best.graded.iter().any(|graded| graded.records.has_within(range)))
        };
        // Whether a person matches all clauses, one of them by an alternative reading.
        let has_common_people = |clause: usize, meant: &Matches| {
            let all = found.iter().enumerate().map(|(at, best)| if at == clause { meant } else { best });
            let common = self.common(&all.collect::<Vec<_>>());
            self.ranges_of(Pane::People).any(|range| common.has_within(range))
        };
        let meant = |index: &Index, budget: &Budget<'_>, alternatives: &Alternatives<'_>, term: &Term| {
            find_meant(index, budget, alternatives, term, false)
        };
        let parts_of = |at: usize, clause: &Clause| {
            let [term] = clause.any.as_slice() else { return None };
            let parts = term.parts()?;
            if self.budget.is_stopped() || !parts.iter().any(|part| self.index.has_word(&part.folded)) {
                return None;
            }
            // A word that some record contains in this form is one word.
            let is_whole = |one: &ScoredRecords| matches!(one.origin, MatchOrigin::Word { kind: WordKind::Signed, .. });
            let is_word = found[at].graded.iter().any(is_whole);
            let are_names = || parts.iter().all(|part| self.index.is_persons_name(&part.folded));
            let is_apart = |best: &Matches| {
                !is_word && !has_people(best) || asked.len() > 1 && are_names() && !has_common_people(at, best)
            };
            (is_apart(&found[at]) && !self.budget.is_stopped() && is_apart(&self.answering(clause, meant)))
                .then_some(parts)
        };
        let parts: Vec<Option<Vec<Term>>> = asked.iter().enumerate().map(|(at, one)| parts_of(at, one)).collect();
        if parts.iter().all(Option::is_none) || self.budget.is_stopped() {
            return None;
        }
        let clause_of = |part: Term| Clause { any: vec![part], is_negated: false };
        let divided = asked.iter().zip(parts).enumerate().map(|(at, (clause, parts))| match parts {
            Some(parts) => parts.into_iter().map(|part| (at, clause_of(part))).collect(),
            None => vec![(at, (*clause).clone())],
        });
        Some(divided.flatten().collect())
    }

    /// A word that begins another word of the query, as in `Heinonen H.`, is meant for a different word of the name. It
    /// scores less in names without a further word.
    fn weaken_shared_words(&self, asked: &[&Clause], found: &mut [Matches]) {
        let word = |clause: &&Clause| match clause.any.as_slice() {
            [term] if term.is_word() => Some(term.folded.clone()),
            _ => None,
        };
        let words: Vec<Option<String>> = asked.iter().map(word).collect();
        for (letters, found) in words.iter().zip(found) {
            let Some(letters) = letters else { continue };
            let is_longer = |other: &&String| other.len() > letters.len() && other.starts_with(letters);
            let count = words.iter().flatten().filter(is_longer).count();
            if count > 0 {
                let (index, budget) = (self.index, self.budget);
                let dictionary = index.dictionary(WordKind::Plain);
                let enough = with_words(dictionary, letters, count + 1, index.record_count, budget);
                found.weaken_beginnings(SHARED_WORD, &enough, index.record_count, budget);
            }
        }
    }

    /// The clauses that are rather given names than prefixes of other words, as bits: beside a surname, all words but
    /// the last, which the user may still be typing. `Vesa Juhomäki koordinaattori` is not about Vesanto.
    fn given_names(&self, asked: &[&Clause], found: &[Matches]) -> u32 {
        let is_surname = |one: &ScoredRecords| {
            one.field == Field::Name
                && one.is_telling
                && one.grade.tier == Tier::Exact
                && self.ranges_of(Pane::People).any(|range| one.records.has_within(range))
        };
        let has_surname: Vec<bool> = found.iter().map(|best| best.graded.iter().any(is_surname)).collect();
        let Some((_, before_last)) = asked.split_last().filter(|_| has_surname.contains(&true)) else { return 0 };
        let is_word = |clause: &Clause| matches!(clause.any.as_slice(), [term] if term.is_word());
        let given = before_last.iter().zip(has_surname).zip(0..u32::BITS);
        let given = given.filter(|((clause, has_surname), _)| is_word(clause) && !has_surname);
        given.fold(0, |bits, (_, clause)| bits | 1 << clause)
    }

    /// If no record of a list is responsible for all places of the query, records that are responsible for one of them
    /// match. Returns these places if no person is responsible for all.
    fn add_apart(&self, asked: &[&Clause], found: &[Matches], all: &mut Vec<Joined>) -> Option<Notice> {
        let (places, others): (Vec<usize>, Vec<usize>) =
            (0..asked.len()).partition(|clause| asked[*clause].is_places());
        if places.len() < 2 {
            return None;
        }
        let mut either = Matches::none(self.index.record_count);
        for place in &places {
            either.merge(found[*place].clone(), self.index.record_count, self.budget);
        }
        let best: Vec<&Matches> = others.iter().map(|clause| &found[*clause]).chain([&either]).collect();
        let mut answering = self.common(&best);
        let mut lists = Bits::none(self.index.record_count);
        let has_answer =
            |pane: Pane| self.ranges_of(pane).any(|range| all.iter().any(|one| one.records.has_within(range)));
        let mut apart: Vec<Pane> = self.parts.iter().map(|part| part.pane).filter(|pane| !has_answer(*pane)).collect();
        apart.dedup();
        for pane in &apart {
            lists.unite(&self.list(*pane));
        }
        answering.meet(&lists);
        all.extend(self.join(&best, &answering));
        let are_people = self.ranges_of(Pane::People).any(|range| answering.has_within(range));
        let named =
            places.iter().flat_map(|clause| &asked[*clause].any).filter_map(|term| term.places().first().copied());
        are_people.then(|| Notice::Apart(named.collect()))
    }

    /// Ranks equal matches by the stop words that were set aside.
    fn hinted(&self, all: Vec<Joined>, set_aside: &[String], is_one_clause: bool) -> Vec<Joined> {
        let mut hinted: Vec<(Joined, bool)> = all.into_iter().map(|one| (one, false)).collect();
        for word in set_aside.iter().take(MOST_HINTS) {
            let hint = self.hint(word);
            if hint.is_empty() {
                continue;
            }
            let work = hinted.iter().map(|(one, _)| one.records.work()).sum();
            if self.budget.is_overtaken(work) {
                break;
            }
            hinted = hinted
                .into_iter()
                .flat_map(|(one, is_hinted)| {
                    let (inside, outside) = one.records.parted(&hint);
                    let mut key = one.key;
                    key.band += HINT;
                    [(Joined { key, records: inside }, true), (Joined { key: one.key, records: outside }, is_hinted)]
                })
                .filter(|(one, _)| one.records.len() > 0)
                .collect();
        }
        let finish = |(mut one, is_hinted): (Joined, bool)| {
            // Mika Lahti is a person before Lahti is a place, although “mikä” is a stop word.
            if is_hinted && is_one_clause && one.key.is_named {
                one.key.weight += FULL_NAME;
            }
            one
        };
        hinted.into_iter().map(finish).collect()
    }

    /// The records that contain the stop words, which decide between equal matches.
    fn hint(&self, word: &str) -> Bits {
        let folded = fold(word);
        let asked = hint(&folded);
        // A verb stands for a role. Any other word may be the beginning of a name with the same accents: mikä is not
        // Mika.
        if asked != folded {
            return find_hint(self.index, self.budget, &Term::word(asked), false).all;
        }
        let within = |scope: Scope, must_be_spelt: bool| {
            let term = Term { scope: Some(scope), ..Term::word(word) };
            find_hint(self.index, self.budget, &term, must_be_spelt).all
        };
        let mut hint = within(Scope::Name, !word.is_ascii());
        // “Project manager” only matches people who lead a project.
        if is_noun_filler(&folded) {
            hint.unite(&within(Scope::Role, false));
        }
        hint
    }

    /// The sorted records of each list.
    fn ordered(&self, all: Vec<Joined>, over: &Bits) -> Vec<Alike> {
        let mut ordered: Vec<(Order, Alike)> = Vec::new();
        _ = self.budget.is_overtaken(work_of(&all));
        for one in all {
            let (ended, running) =
                if over.is_empty() { (RecordSet::Few(Vec::new()), one.records) } else { one.records.parted(over) };
            for (is_over, records) in [(false, running), (true, ended)] {
                let mut left = records.len();
                for part in self.parts {
                    if left == 0 {
                        break;
                    }
                    let here = records.within(&part.range);
                    left -= here.len();
                    if here.len() > 0 {
                        let (tier, score) = (one.key.tier, one.key.score(self.given_names));
                        let order = (part.place, Reverse(score), is_over, part.range.start);
                        ordered.push((order, Alike { pane: part.pane, tier, score, records: here }));
                    }
                }
            }
        }
        ordered.sort_by_key(|(order, _)| *order);
        // Groups with equal sort keys are joined.
        let mut alike: Vec<Alike> = Vec::new();
        for run in ordered.chunk_by(|(one, _), (other, _)| one == other) {
            let mut one = run[0].1.clone();
            if run.len() > 1 {
                _ = self.budget.is_overtaken(over.work());
                let mut together = Bits::none(self.index.record_count);
                for (_, one) in run {
                    together.add_records(&one.records);
                }
                one.records = together.records();
                one.tier = run.iter().map(|(_, one)| one.tier).min().unwrap_or(one.tier);
            }
            alike.push(one);
        }
        alike
    }
}

/// The region that an abbreviation, a prefix or a typing error in a query stands for, if nobody is found and nobody is
/// responsible for it.
fn nobody_in(directory: &Directory, alike: &[Alike]) -> Option<Notice> {
    let first = |pane: Pane| alike.iter().find(|one| one.pane == pane)?.records.from(0).next();
    match (first(Pane::People), directory.record(first(Pane::Regions)?)) {
        (None, RecordRef::Region(code)) if directory.responsible_count(code) == 0 => {
            Some(Notice::Nobody(Place::Region(code)))
        }
        _ => None,
    }
}

/// The places of the query for which nobody is responsible.
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
