//! Joins the clauses of a query and puts the answers in order.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::ops::Range;

use super::answer::{Alike, Answer, Notice, Pane, Tier};
use super::best::Best;
use super::fallback::{Fallback, Fallbacks};
use super::fillers::hint;
use super::finder::{find, find_fuzzy, find_hint, find_meant};
use super::fuzzy_names;
use super::grade::rank_of;
use super::index::{Index, WordKind};
use super::join::{FULL_NAME, Joined, Key, common, joined};
use super::operator::Scope;
use super::pace::Pace;
use super::query::{Clause, Query};
use super::relax;
use super::set::{Bits, Records};
use super::terms::{Term, TermKind};
use crate::gazetteer;
use crate::model::Directory;
use crate::text::{Day, fold};

/// The most words that decide between equals.
const MOST_HINTS: usize = 32;
/// What a word that only asks is worth where a record has it: more than any good place in a text.
const HINT: i64 = 100;

/// What it is worth when each word asked for fits a word of the name that is its own.
const A_WORD_EACH: i64 = 100;
/// The most words of a name that are asked for.
const MOST_NAME_WORDS: usize = 3;

/// Everything there is, in the order of the lists: the answer to an empty query.
#[must_use]
pub fn everything(directory: &Directory) -> Answer {
    let all = |part: Part| Alike { pane: part.pane, tier: Tier::Exact, score: 0, records: Records::Range(part.range) };
    Answer { alike: parts_of(directory).map(all).into(), ..Answer::default() }
}

/// A list, or what stands at the end of one, as the numbers of its records.
struct Part {
    pane: Pane,
    range: Range<u32>,
    /// Whether they are positions that nobody with a name holds: those come after everything.
    is_nameless: bool,
}

/// The parts of all lists, in the order of their records.
fn parts_of(directory: &Directory) -> [Part; 5] {
    let counted = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let people = counted(directory.people_count());
    let projects = counted(directory.projects_count());
    let regions = counted(gazetteer::regions().len());
    let organisations = counted(directory.organisations_count());
    let nameless = directory.record_count().saturating_sub(people + projects + regions + organisations);
    let mut from = 0;
    let mut part = |pane: Pane, count: u32, is_nameless: bool| {
        from += count;
        Part { pane, range: from - count..from, is_nameless }
    };
    [
        part(Pane::People, people, false),
        part(Pane::People, nameless, true),
        part(Pane::Projects, projects, false),
        part(Pane::Regions, regions, false),
        part(Pane::Organisations, organisations, false),
    ]
}

/// The records that answer every term, best first.
///
/// Order: people before positions that nobody with a name holds; then the worst tier, then the weight of the fields,
/// then the bands, then running before over, then the order of the lists.
pub(super) fn ranked(directory: &Directory, index: &Index, query: &Query, today: Day, pace: &Pace<'_>) -> Answer {
    let parts = parts_of(directory);
    let (negated, asked): (Vec<&Clause>, Vec<&Clause>) = query.clauses.iter().partition(|clause| clause.is_negated);
    let mut search = Search { index, pace, parts: &parts, fallbacks: Fallbacks::to_be_noted(), excluded: None };
    search.exclude(&negated);
    let mut found: Vec<Best> = asked.iter().map(|clause| search.answering(clause, find)).collect();
    let mut set_aside = query.set_aside.clone();
    let mut all = search.joined(&found.iter().collect::<Vec<_>>());
    let weak = search.weak_panes(&all);
    if !weak.is_empty() {
        search.add_meant(&asked, &mut found, &mut all, &weak);
    }
    let mut left_out = Vec::new();
    if all.is_empty() {
        _ = pace.is_overtaken(found.iter().flat_map(|best| &best.graded).map(|graded| graded.records.work()).sum());
        let people = parts[0].range.end;
        left_out = relax::left_out(&found, people, |kept| !search.common(kept).is_empty());
        // From the last on, so that the places of those before stay what they are.
        for clause in left_out.iter().rev() {
            found.remove(*clause);
            set_aside.extend(asked[*clause].any.iter().map(|term| term.typed.clone()));
        }
        if !left_out.is_empty() {
            all = search.joined(&found.iter().collect::<Vec<_>>());
        }
    }
    let all = search.hinted(all, &query.set_aside, found.len() == 1);
    let alike = search.ordered(all, &index.over(today));
    let clauses = asked.into_iter().enumerate().filter(|(place, _)| !left_out.contains(place));
    let asked = clauses.map(|(_, clause)| clause.clone()).collect();
    Answer { alike, asked, fallbacks: search.fallbacks.noted(), notices: notices(directory, query), set_aside }
}

/// What decides which comes first: whether it is nameless, how well it answers, whether it is over, its list.
type Order = (bool, Reverse<i64>, bool, u32);

/// What all steps of a search need.
struct Search<'a> {
    index: &'a Index,
    pace: &'a Pace<'a>,
    parts: &'a [Part; 5],
    /// What terms fall back on.
    fallbacks: Fallbacks<'a>,
    /// What a clause excludes.
    excluded: Option<Bits>,
}

impl Search<'_> {
    /// Excludes what answers negated clauses: by what they say, never by what they may have meant.
    fn exclude(&mut self, negated: &[&Clause]) {
        for term in negated.iter().flat_map(|clause| &clause.any) {
            let best = find(self.index, self.pace, &self.fallbacks, term);
            self.excluded.get_or_insert_with(|| Bits::none(self.index.universe)).unite(&best.all);
        }
    }

    /// The records that answer one of a clause's terms, each by its best.
    fn answering(&self, clause: &Clause, find: impl Fn(&Index, &Pace<'_>, &Fallbacks<'_>, &Term) -> Best) -> Best {
        let mut best = Best::none(self.index.universe);
        for term in &clause.any {
            best.merge(find(self.index, self.pace, &self.fallbacks, term), self.index.universe, self.pace);
        }
        best
    }

    fn common(&self, found: &[&Best]) -> Bits {
        common(found, self.excluded.as_ref(), self.index.universe, self.pace)
    }

    fn joined(&self, found: &[&Best]) -> Vec<Joined> {
        joined(found, &self.common(found), self.index.universe, self.pace)
    }

    /// The records of a list that no clause excludes.
    fn list(&self, pane: Pane) -> Bits {
        let mut list = Bits::none(self.index.universe);
        for range in self.ranges_of(pane) {
            list.add_records(&Records::Range(range.clone()));
        }
        if let Some(excluded) = &self.excluded {
            list.subtract(excluded);
        }
        list
    }

    /// The records of a list, as ranges.
    fn ranges_of(&self, pane: Pane) -> impl Iterator<Item = &Range<u32>> {
        self.parts.iter().filter(move |part| part.pane == pane && !part.range.is_empty()).map(|part| &part.range)
    }

    /// The lists in which nothing good was found.
    fn weak_panes(&self, all: &[Joined]) -> Vec<Pane> {
        let is_good = |one: &&Joined| rank_of(one.key.tier) < rank_of(Tier::WordStart);
        let good: Vec<&Joined> = all.iter().filter(is_good).collect();
        _ = self.pace.is_overtaken(work_of(all));
        let has_good =
            |pane: Pane| self.ranges_of(pane).any(|range| good.iter().any(|one| one.records.within(range).len() > 0));
        let mut weak: Vec<Pane> = self.parts.iter().map(|part| part.pane).filter(|pane| !has_good(*pane)).collect();
        weak.dedup();
        weak.retain(|pane| self.ranges_of(*pane).next().is_some());
        weak
    }

    /// Words with letters wrong or left out are noise beside words that are right: they are looked for in the lists where
    /// nothing good was found.
    ///
    /// Letters are left out of the words that no record of a list has or begins a word with; of all words where the good
    /// matches of the others leave the list without an answer.
    fn add_meant(&self, asked: &[&Clause], found: &mut [Best], all: &mut Vec<Joined>, weak: &[Pane]) {
        let good: Vec<Bits> = found.iter().map(|best| self.good(best)).collect();
        for (clause, best) in asked.iter().zip(found.iter_mut()) {
            let is_known = !best.graded.is_empty();
            let find_meant = |index: &Index, pace: &Pace<'_>, fallbacks: &Fallbacks<'_>, term: &Term| {
                find_meant(index, pace, fallbacks, term, is_known)
            };
            let meant = self.answering(clause, find_meant);
            best.merge(meant, self.index.universe, self.pace);
        }
        let mut known = Bits::none(self.index.universe);
        for one in &*all {
            known.add_records(&one.records);
        }
        _ = self.pace.is_overtaken(work_of(all) + 3 * known.work());
        let fuzzy: Vec<OnceCell<Best>> = asked.iter().map(|_| OnceCell::new()).collect();
        let with_fuzzy = |clause: usize| fuzzy[clause].get_or_init(|| self.with_fuzzy(asked[clause], &found[clause]));
        // Lists in which letters are left out of the same words are joined together.
        let mut alike: Vec<(Vec<bool>, Bits)> = Vec::new();
        for pane in weak {
            let list = self.list(*pane);
            let lacking = self.lacking(asked, &good, &list);
            let mut answering = list.clone();
            for (clause, is_lacking) in lacking.iter().enumerate() {
                answering.meet(if *is_lacking { &with_fuzzy(clause).all } else { &good[clause] });
            }
            _ = self.pace.is_overtaken((asked.len() + 2) * list.work());
            let is_fuzzy = if answering.is_empty() { vec![true; asked.len()] } else { lacking };
            let fuzzy = asked.iter().zip(&is_fuzzy).filter(|(_, is_fuzzy)| **is_fuzzy);
            fuzzy.for_each(|(clause, _)| self.note_fuzzy(clause, *pane));
            match alike.iter_mut().find(|(other, _)| *other == is_fuzzy) {
                Some((_, lists)) => lists.unite(&list),
                None => alike.push((is_fuzzy, list)),
            }
        }
        for (is_fuzzy, mut missing) in alike {
            let chosen = |clause: usize| if is_fuzzy[clause] { with_fuzzy(clause) } else { &found[clause] };
            let best: Vec<&Best> = (0..asked.len()).map(chosen).collect();
            missing.subtract(&known);
            missing.meet(&self.common(&best));
            if !missing.is_empty() {
                let joined = joined(&best, &missing, self.index.universe, self.pace);
                all.extend(self.with_a_word_each(joined, asked));
            }
        }
        // What nobody has as it was typed is kept before other words when something must be left out.
        for ((clause, best), fuzzy) in asked.iter().zip(found).zip(fuzzy) {
            if best.graded.is_empty()
                && let Some(fuzzy) = fuzzy.into_inner()
            {
                *best = fuzzy;
                self.parts.iter().for_each(|part| self.note_fuzzy(clause, part.pane));
            }
        }
    }

    /// Puts names that have another word for each word that is asked for before those in which two of them share one.
    fn with_a_word_each(&self, all: Vec<Joined>, asked: &[&Clause]) -> Vec<Joined> {
        let words: Vec<&str> = asked
            .iter()
            .filter_map(|clause| match clause.any.as_slice() {
                [term] if term.is_word() => Some(term.folded.as_str()),
                _ => None,
            })
            .collect();
        if !(2..=MOST_NAME_WORDS).contains(&words.len()) {
            return all;
        }
        let apart = fuzzy_names::with_a_word_each(self.index, &words, self.pace);
        _ = self.pace.is_overtaken(work_of(&all));
        let part = |one: Joined| {
            let (inside, outside) = one.records.parted(&apart);
            let weight = one.key.weight + A_WORD_EACH;
            [Joined { key: Key { weight, ..one.key }, records: inside }, Joined { key: one.key, records: outside }]
        };
        all.into_iter().flat_map(part).filter(|one| one.records.len() > 0).collect()
    }

    /// Notes that the letters of a clause were looked for with gaps in a list.
    fn note_fuzzy(&self, clause: &Clause, pane: Pane) {
        clause.any.iter().for_each(|term| self.fallbacks.note(term, Fallback::Fuzzy(pane)));
    }

    /// The records that have a word, or begin one with it.
    fn good(&self, best: &Best) -> Bits {
        let mut good = Bits::none(self.index.universe);
        let graded = best.graded.iter().filter(|graded| rank_of(graded.grade.tier) < rank_of(Tier::WordStart));
        for graded in graded {
            _ = self.pace.is_overtaken(graded.records.work());
            good.add_records(&graded.records);
        }
        good
    }

    /// Of which clauses a list has no good match; not of words that any list has as they stand.
    fn lacking(&self, asked: &[&Clause], good: &[Bits], list: &Bits) -> Vec<bool> {
        let is_known = |term: &Term| self.index.dictionary(WordKind::Plain).words.find(&term.folded).is_ok();
        let is_lacking =
            |(clause, good): (&&Clause, &Bits)| good.iter_in(list).next().is_none() && !clause.any.iter().all(is_known);
        asked.iter().zip(good).map(is_lacking).collect()
    }

    /// What answers a clause, and what does so by its letters in order.
    fn with_fuzzy(&self, clause: &Clause, best: &Best) -> Best {
        let mut fuzzy = self.answering(clause, |index, pace, _, term| find_fuzzy(index, pace, term));
        fuzzy.merge(best.clone(), self.index.universe, self.pace);
        fuzzy
    }

    /// Between equals, what was set aside decides.
    fn hinted(&self, all: Vec<Joined>, set_aside: &[String], is_one_clause: bool) -> Vec<Joined> {
        let mut hinted: Vec<(Joined, bool)> = all.into_iter().map(|one| (one, false)).collect();
        for word in set_aside.iter().take(MOST_HINTS) {
            let hint = self.hint(word);
            if hint.is_empty() {
                continue;
            }
            let work = hinted.iter().map(|(one, _)| one.records.work()).sum();
            if self.pace.is_overtaken(work) {
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
            // Mika Lahti too is a person before Lahti is a place, though mikä asks.
            if is_hinted && is_one_clause && one.key.is_named {
                one.key.weight += FULL_NAME;
            }
            one
        };
        hinted.into_iter().map(finish).collect()
    }

    /// The records that have what was set aside: no record must, but between equals it decides.
    fn hint(&self, word: &str) -> Bits {
        let folded = fold(word);
        let asked = hint(&folded);
        // A verb has a role in mind; any other word may be the beginning of a name, accents and all: mikä is not Mika.
        if asked != folded {
            return find_hint(self.index, self.pace, &Term::word(asked), false).all;
        }
        let term = Term { scope: Some(Scope::Name), ..Term::word(word) };
        find_hint(self.index, self.pace, &term, !word.is_ascii()).all
    }

    /// The answers in order, those of each list apart.
    fn ordered(&self, all: Vec<Joined>, over: &Bits) -> Vec<Alike> {
        let mut ordered: Vec<(Order, Alike)> = Vec::new();
        _ = self.pace.is_overtaken(work_of(&all));
        for one in all {
            let (ended, running) =
                if over.is_empty() { (Records::Few(Vec::new()), one.records) } else { one.records.parted(over) };
            for (is_over, records) in [(false, running), (true, ended)] {
                let mut left = records.len();
                for part in self.parts {
                    if left == 0 {
                        break;
                    }
                    let here = records.within(&part.range);
                    left -= here.len();
                    if here.len() > 0 {
                        let (tier, score) = (one.key.tier, one.key.score());
                        let order = (part.is_nameless, Reverse(score), is_over, part.range.start);
                        ordered.push((order, Alike { pane: part.pane, tier, score, records: here }));
                    }
                }
            }
        }
        ordered.sort_by_key(|(order, _)| *order);
        // What is alike by another way is alike.
        let mut alike: Vec<Alike> = Vec::new();
        for run in ordered.chunk_by(|(one, _), (other, _)| one == other) {
            let mut one = run[0].1.clone();
            if run.len() > 1 {
                _ = self.pace.is_overtaken(over.work());
                let mut together = Bits::none(self.index.universe);
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

/// How much work it is to go through all.
fn work_of(all: &[Joined]) -> usize {
    all.iter().map(|one| one.records.work()).sum()
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
