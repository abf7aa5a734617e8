//! A search that scans every record, as the oracle: slow, and simple enough to be evidently right.
//!
//! It shares no code with the search itself.

mod asked;
mod letters;
mod record;
mod relaxed;

use std::cmp::Reverse;

use allu::model::{Directory, Model, RecordRef};
use allu::search::{Field, Index, Pane, Tier};
use allu::text::Day;

pub(crate) use asked::{Asked, How};
use letters::{Letters, has_a_word_for_each};
pub(crate) use record::Record;
pub(crate) use relaxed::Partly;

/// A directory to be searched in both ways.
pub(crate) struct World {
    pub(crate) directory: Directory,
    pub(crate) index: Index,
    pub(crate) today: Day,
    pub(crate) records: Vec<Record>,
}

/// How well a record answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) tier: Tier,
    /// Where.
    pub(crate) field: Field,
    /// What the field is worth.
    pub(crate) weight: i64,
    /// Whole words and exact accents.
    pub(crate) band: i64,
    /// Whether it is the last word of its text, as a surname is.
    pub(crate) is_last: bool,
    /// Whether the word is a prefix here, and more likely meant for a given name.
    pub(crate) is_rather_a_name: bool,
    /// Whether it is a few letters inside a word outside the name.
    pub(crate) is_short_inside: bool,
}

/// The match of a record with a query.
#[derive(Clone, Debug)]
pub(crate) struct Answered {
    pub(crate) record: RecordRef,
    pub(crate) score: i64,
    /// The match of each word, in the order asked.
    pub(crate) found: Vec<Found>,
}

impl World {
    pub(crate) fn new(model: Model, today: Day) -> Self {
        let directory = Directory::new(model);
        let index = Index::new(&directory);
        let records = (0..directory.record_count()).map(|number| Record::of(&directory, number, today)).collect();
        Self { directory, index, today, records }
    }

    /// The records of each list that match all words and no excluded word.
    pub(crate) fn scan(&self, asked: &[Asked], excluded: &[Asked]) -> Vec<(Pane, Vec<Answered>)> {
        let mut found: Vec<Vec<Option<Found>>> = asked.iter().map(|word| self.matches(word)).collect();
        for (word, found) in asked.iter().zip(&mut found) {
            self.weaken_shared_words(word, asked, found);
        }
        self.tell_given_names(asked, &mut found);
        let excluded: Vec<_> = excluded.iter().map(|word| self.matches(word)).collect();
        let is_left = |at: &usize| excluded.iter().all(|all| all[*at].is_none());
        let all: Vec<usize> = (0..self.records.len()).filter(is_left).collect();
        let has_all = |answer: &Answered| answer.found.iter().all(|found| found.tier <= Tier::WordStart);
        let is_answered = self.answers(&all, &found).iter().any(|(_, answer)| has_all(answer));
        [Pane::People, Pane::Projects, Pane::Regions, Pane::Organisations]
            .map(|pane| {
                let is_here = |at: &usize| Pane::of(self.records[*at].itself) == pane;
                let list: Vec<usize> = all.iter().copied().filter(is_here).collect();
                let mut answers = self.answers(&list, &found);
                if !asked.is_empty() && !answers.iter().any(|(_, answer)| answer.is_good()) {
                    answers.extend(self.fuzzy_answers(&list, asked, &found, is_answered));
                }
                // The order of the records is that of the lists.
                answers.sort_by_key(|(at, answer)| {
                    let record = &self.records[*at];
                    (record.place, Reverse(answer.score), record.is_over, *at)
                });
                (pane, answers.into_iter().map(|(_, answer)| answer).collect())
            })
            .into()
    }

    /// A word that is a prefix of other words of the query needs a word of the name for each of them and one for
    /// itself.
    fn weaken_shared_words(&self, word: &Asked, asked: &[Asked], found: &mut [Option<Found>]) {
        let is_longer =
            |other: &&Asked| other.is_word() && other.folded != word.folded && other.folded.starts_with(&word.folded);
        let needed = 1 + asked.iter().filter(is_longer).count();
        if needed == 1 || !word.is_word() {
            return;
        }
        for (record, found) in self.records.iter().zip(found) {
            let is_beginning = |found: &&mut Found| found.field == Field::Name && found.tier == Tier::Prefix;
            if let Some(found) = found.as_mut().filter(is_beginning)
                && record.name_words().filter(|own| own.starts_with(&word.folded)).count() < needed
            {
                found.weight -= 40;
            }
        }
    }

    /// Beside a surname, a word before the last that is a prefix outside names is rather meant for a given name.
    fn tell_given_names(&self, asked: &[Asked], found: &mut [Vec<Option<Found>>]) {
        let is_surname = |(record, found): (&Record, &Option<Found>)| {
            let is_telling = |found: &Found| found.field == Field::Name && found.tier == Tier::Exact && found.is_last;
            matches!(record.itself, RecordRef::Person(_)) && found.as_ref().is_some_and(is_telling)
        };
        let has_surname: Vec<bool> = found.iter().map(|all| self.records.iter().zip(all).any(is_surname)).collect();
        for at in 0..asked.len().saturating_sub(1) {
            let is_beside = (0..asked.len()).any(|other| other != at && has_surname[other]);
            if is_beside && !has_surname[at] && asked[at].is_word() {
                for found in found[at].iter_mut().flatten().filter(|found| found.field != Field::Name) {
                    found.is_rather_a_name = found.tier == Tier::Prefix;
                }
            }
        }
    }

    /// The given records that match all words.
    fn answers(&self, list: &[usize], found: &[Vec<Option<Found>>]) -> Vec<(usize, Answered)> {
        let answer = |at: usize| {
            let all: Vec<_> = found.iter().collect();
            let found: Vec<Found> = found.iter().map(|all| all[at]).collect::<Option<_>>()?;
            self.has_one_member(at, &all).then_some(())?;
            Some((at, Answered { record: self.records[at].itself, score: score(&found), found }))
        };
        list.iter().filter_map(|at| answer(*at)).collect()
    }

    /// The records that match if letters may be left out: of the words that no record of the list contains exactly; or,
    /// if no record matches then, of all words, but not of words that a record contains if another list has a good
    /// match.
    fn fuzzy_answers(
        &self,
        list: &[usize],
        asked: &[Asked],
        found: &[Vec<Option<Found>>],
        is_answered_elsewhere: bool,
    ) -> Vec<(usize, Answered)> {
        let is_exact = |found: &Option<Found>| found.is_some_and(|found| found.tier == Tier::Exact);
        let with_letters: Vec<Vec<Option<Found>>> =
            asked.iter().zip(found).map(|(word, literal)| self.with_letters(word, literal)).collect();
        let is_lacking = |(word, literal): (&Asked, &Vec<Option<Found>>)| {
            !list.iter().any(|at| is_exact(&literal[*at])) && !self.has_word(&word.folded)
        };
        let mut are_fuzzy: Vec<bool> = asked.iter().zip(found).map(is_lacking).collect();
        let answers = |at: &usize| {
            let has = |word: usize| {
                if are_fuzzy[word] { with_letters[word][*at].is_some() } else { found[word][*at].is_some() }
            };
            (0..asked.len()).all(has)
        };
        if !list.iter().any(answers) {
            are_fuzzy = asked.iter().map(|word| !is_answered_elsewhere || !self.has_word(&word.folded)).collect();
        }
        let chosen = (0..asked.len()).map(|word| if are_fuzzy[word] { &with_letters[word] } else { &found[word] });
        let chosen: Vec<Vec<Option<Found>>> = chosen.cloned().collect();
        let is_new = |at: &usize| found.iter().any(|all| all[*at].is_none());
        let new: Vec<usize> = list.iter().copied().filter(is_new).collect();
        let words: Vec<&str> = asked.iter().filter(|word| word.is_word()).map(|word| word.folded.as_str()).collect();
        let mut answers = self.answers(&new, &chosen);
        for (at, answer) in &mut answers {
            if (2..4).contains(&words.len()) && has_a_word_for_each(&self.records[*at], &words) {
                answer.score += 100_000;
            }
        }
        answers
    }

    /// The match of each record with a word, or else with its letters with gaps.
    fn with_letters(&self, asked: &Asked, literal: &[Option<Found>]) -> Vec<Option<Found>> {
        let letters = Letters::new(&asked.folded, &asked.typed).filter(|_| asked.how == How::Plain);
        let fuzzy = |record: &Record| letters.as_ref().and_then(|letters| letters.stand_in(record));
        self.records.iter().zip(literal).map(|(record, literal)| literal.or_else(|| fuzzy(record))).collect()
    }

    /// Whether any record contains a word exactly.
    pub(crate) fn has_word(&self, folded: &str) -> bool {
        let mut words = self.records.iter().flat_map(|record| &record.texts).flat_map(|text| &text.words);
        words.any(|word| !word.has_signs && word.folded == folded)
    }

    /// Whether somebody has a word in their name, between spaces.
    fn is_a_persons_name(&self, folded: &str) -> bool {
        let people = self.records.iter().filter(|record| matches!(record.itself, RecordRef::Person(_)));
        let names = people.flat_map(|person| &person.texts).filter(|text| text.field == Field::Name && !text.is_alias);
        names.flat_map(|name| &name.words).any(|word| word.is_whole && word.folded == folded)
    }

    /// The match of each record with one word. Alternative readings count only if no record contains it exactly.
    fn matches(&self, asked: &Asked) -> Vec<Option<Found>> {
        let asked = &Asked { is_a_name: self.is_a_persons_name(&asked.folded), ..asked.clone() };
        let each = |find: &dyn Fn(&Record) -> Option<Found>| self.records.iter().map(find).collect::<Vec<_>>();
        let mut found = each(&|record| asked.stands_in(record));
        if found.iter().all(Option::is_none) && asked.how == How::Plain {
            found = each(&|record| asked.ends_a_compound_of(record));
        }
        if found.iter().all(Option::is_none)
            && let Some(parts) = asked.parts()
        {
            let parts: Vec<_> = parts.iter().map(|part| self.matches(part)).collect();
            let worst = |at: usize| {
                let all: Option<Vec<Found>> = parts.iter().map(|part| part[at]).collect();
                all?.into_iter().max_by_key(Found::order)
            };
            found = (0..self.records.len()).map(worst).collect();
        }
        found
    }
}

impl Found {
    /// Lower is better.
    pub(crate) fn order(&self) -> (u8, i64, i64) {
        (rank_of(self.tier), -self.weight, -self.band)
    }
}

/// The tier of several matches together: the worst.
pub(crate) fn worst(tiers: impl Iterator<Item = Tier>) -> Tier {
    tiers.max_by_key(|tier| (rank_of(*tier), *tier)).unwrap_or(Tier::Exact)
}

impl Answered {
    /// Whether every word is matched, as a whole or as a prefix.
    pub(crate) fn is_good(&self) -> bool {
        self.found.iter().all(|found| found.tier <= Tier::Prefix && !found.is_rather_a_name)
    }
}

fn score(found: &[Found]) -> i64 {
    let lowest = |one: &Found| if one.is_rather_a_name { Tier::WordStart } else { one.tier };
    let rank = found.iter().map(|one| rank_of(lowest(one))).max().unwrap_or(0);
    let has_short_inside = found.len() > 1 && found.iter().any(|one| one.is_short_inside);
    let has_exact = found.iter().any(|one| rank_of(one.tier) == 0);
    let rank = if has_short_inside && !has_exact { rank_of(Tier::Fuzzy) } else { rank };
    let is_named = found.len() > 1 && found.iter().all(|one| one.field == Field::Name);
    let insides = found.iter().filter(|one| one.tier == Tier::Substring && rank == rank_of(Tier::Fuzzy)).count();
    let inside = 40 * i64::try_from(insides).unwrap_or(0);
    let weight: i64 = found.iter().map(|one| one.weight).sum::<i64>() + if is_named { 30 } else { 0 } - inside;
    let band: i64 = found.iter().map(|one| one.band).sum();
    let is_near_name = is_named
        && found.iter().filter(|one| one.tier == Tier::Fuzzy).count() == 1
        && found.iter().filter(|one| one.tier == Tier::Exact).count() == found.len() - 1;
    let tier = if is_near_name { 3_500_000 } else { i64::from(5 - rank) * 1_000_000 };
    tier + weight * 1_000 + band
}

/// Exact words and places rank together.
fn rank_of(tier: Tier) -> u8 {
    match tier {
        Tier::Exact | Tier::Place => 0,
        Tier::Prefix => 1,
        Tier::WordStart => 2,
        Tier::Substring => 3,
        Tier::Fuzzy | Tier::Typo => 4,
    }
}
