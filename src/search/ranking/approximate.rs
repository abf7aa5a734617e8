//! Approximate matches, for lists without a good answer: edit distance, and letters in order with gaps.

use std::cell::OnceCell;

use crate::search::budget::Budget;
use crate::search::hit::{Pane, Tier};
use crate::search::index::bits::Bits;
use crate::search::index::{Index, WordKind};
use crate::search::matching::alternatives::{Alternative, Alternatives};
use crate::search::matching::approximate::fuzzy_names;
use crate::search::matching::finder::{find_by_ear, find_fuzzy, find_meant};
use crate::search::matching::matches::Matches;
use crate::search::matching::score::rank_of;
use crate::search::query::parser::Clause;
use crate::search::query::term::Term;
use crate::search::ranking::conjunction::{Joined, JointScore, work_of};
use crate::search::ranking::search::Search;

/// The bonus if each word of the query matches a different word of the name.
const A_WORD_EACH: i64 = 100;
/// The maximum number of words of a name in a query.
const MOST_NAME_WORDS: usize = 3;

impl Search<'_> {
    /// Approximate matches are noise beside exact ones. They are only searched in lists without a good match.
    ///
    /// Letters may be left out of words that no record of a list contains exactly. If this finds nothing, letters may
    /// be left out of all words, unless another list has a good match: *koko Suomi* is an area, not an abbreviation.
    pub(in crate::search) fn add_meant(
        &self,
        asked: &[&Clause],
        found: &mut [Matches],
        all: &mut Vec<Joined>,
        weak: &[Pane],
    ) {
        let has_good_answer = all.iter().any(|one| rank_of(one.key.tier) <= rank_of(Tier::WordStart));
        let exact: Vec<Bits> = found.iter().map(|best| self.exact(best)).collect();
        for (clause, best) in asked.iter().zip(found.iter_mut()) {
            let is_known = !best.graded.is_empty();
            let find_meant = |index: &Index, budget: &Budget<'_>, alternatives: &Alternatives<'_>, term: &Term| {
                find_meant(index, budget, alternatives, term, is_known)
            };
            let meant = self.answering(clause, find_meant);
            best.merge(meant, self.index.record_count, self.budget);
            // Only the names of people are searched by sound.
            if weak.contains(&Pane::People) {
                best.merge(self.answering(clause, find_by_ear), self.index.record_count, self.budget);
            }
        }
        let mut known = Bits::none(self.index.record_count);
        for one in &*all {
            known.add_records(&one.records);
        }
        _ = self.budget.is_overtaken(work_of(all) + 3 * known.work());
        let fuzzy: Vec<OnceCell<Matches>> = asked.iter().map(|_| OnceCell::new()).collect();
        let with_fuzzy = |clause: usize| fuzzy[clause].get_or_init(|| self.with_fuzzy(asked[clause], &found[clause]));
        // Lists in which letters are left out of the same words are joined together.
        let mut alike: Vec<(Vec<bool>, Bits)> = Vec::new();
        for pane in weak {
            let list = self.list(*pane);
            let lacking = self.lacking(asked, &exact, &list);
            let chosen = |clause: usize| if lacking[clause] { with_fuzzy(clause) } else { &found[clause] };
            let mut answering = list.clone();
            (0..asked.len()).for_each(|clause| answering.meet(&chosen(clause).all));
            _ = self.budget.is_overtaken((asked.len() + 2) * list.work());
            let is_open = |clause: &&Clause| !has_good_answer || !self.is_known(clause);
            let is_fuzzy = if answering.is_empty() { asked.iter().map(is_open).collect() } else { lacking };
            let fuzzy = asked.iter().zip(&is_fuzzy).filter(|(_, is_fuzzy)| **is_fuzzy);
            fuzzy.for_each(|(clause, _)| self.note_fuzzy(clause, *pane));
            match alike.iter_mut().find(|(other, _)| *other == is_fuzzy) {
                Some((_, lists)) => lists.unite(&list),
                None => alike.push((is_fuzzy, list)),
            }
        }
        for (is_fuzzy, mut missing) in alike {
            let chosen = |clause: usize| if is_fuzzy[clause] { with_fuzzy(clause) } else { &found[clause] };
            let best: Vec<&Matches> = (0..asked.len()).map(chosen).collect();
            missing.subtract(&known);
            missing.meet(&self.common(&best));
            if !missing.is_empty() {
                let joined = self.join(&best, &missing);
                all.extend(self.with_a_word_each(joined, asked));
            }
        }
        // If words must be ignored, those that no record contains exactly are kept.
        for ((clause, best), fuzzy) in asked.iter().zip(found).zip(fuzzy) {
            if best.graded.is_empty()
                && let Some(fuzzy) = fuzzy.into_inner()
            {
                *best = fuzzy;
                self.parts.iter().for_each(|part| self.note_fuzzy(clause, part.pane));
            }
        }
    }

    /// Ranks names that have a different word for each word of the query above names in which two of them match one
    /// word.
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
        let apart = fuzzy_names::with_a_word_each(self.index, &words, self.budget);
        _ = self.budget.is_overtaken(work_of(&all));
        let part = |one: Joined| {
            let (inside, outside) = one.records.parted(&apart);
            let weight = one.key.weight + A_WORD_EACH;
            [
                Joined { key: JointScore { weight, ..one.key }, records: inside },
                Joined { key: one.key, records: outside },
            ]
        };
        all.into_iter().flat_map(part).filter(|one| one.records.len() > 0).collect()
    }

    /// Stores that the letters of a clause were searched with gaps in a list.
    fn note_fuzzy(&self, clause: &Clause, pane: Pane) {
        clause.any.iter().for_each(|term| self.alternatives.note(term, Alternative::Fuzzy(pane)));
    }

    /// The records that contain a word exactly, or are responsible for exactly a place.
    fn exact(&self, best: &Matches) -> Bits {
        let mut exact = Bits::none(self.index.record_count);
        for graded in best.graded.iter().filter(|graded| rank_of(graded.grade.tier) == rank_of(Tier::Exact)) {
            _ = self.budget.is_overtaken(graded.records.work());
            exact.add_records(&graded.records);
        }
        exact
    }

    /// The clauses that no record of a list matches exactly, without those whose words occur in any list.
    fn lacking(&self, asked: &[&Clause], exact: &[Bits], list: &Bits) -> Vec<bool> {
        let is_lacking =
            |(clause, exact): (&&Clause, &Bits)| exact.iter_in(list).next().is_none() && !self.is_known(clause);
        asked.iter().zip(exact).map(is_lacking).collect()
    }

    /// Whether a record contains each of the words of a clause exactly.
    fn is_known(&self, clause: &Clause) -> bool {
        let is_known = |term: &Term| self.index.dictionary(WordKind::Plain).words.find(&term.folded).is_ok();
        clause.any.iter().all(is_known)
    }

    /// The matches of a clause, and those by letters in order.
    fn with_fuzzy(&self, clause: &Clause, best: &Matches) -> Matches {
        let mut fuzzy = self.answering(clause, |index, budget, _, term| find_fuzzy(index, budget, term));
        fuzzy.merge(best.clone(), self.index.record_count, self.budget);
        fuzzy
    }
}
