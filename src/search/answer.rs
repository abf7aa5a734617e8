//! What a search gives back.

use std::ops::Range;

use serde::Serialize;

use super::explain::why;
use super::fallback::Fallback;
use super::query::Clause;
use super::set::Records;
use super::terms::Term;
use crate::gazetteer::Place;
use crate::model::{Directory, RecordRef};

/// Everything that answers a query, best first.
///
/// Records that answer alike lie together as a set, so that the answer of a million takes some hundred kilobytes; why one
/// of them answers is found out when it is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Answer {
    /// Best first.
    pub(super) alike: Vec<Alike>,
    /// What the records answer.
    pub(super) asked: Vec<Clause>,
    /// What was found by what else a term is, since no record has it as it stands.
    pub(super) fallbacks: Vec<(Term, Fallback)>,
    /// What the user should know besides.
    pub notices: Vec<Notice>,
    /// Words that only asked, signs that asked for nothing, and words that nothing has together with the others: no record
    /// had to answer them. In the order typed, each once.
    pub set_aside: Vec<String>,
}

/// Records of one list that answer alike, in the order of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Alike {
    pub pane: Pane,
    pub tier: Tier,
    pub score: i64,
    pub records: Records,
}

/// A record that answers every term of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The record.
    pub record: RecordRef,
    /// How well its worst term matches.
    pub tier: Tier,
    /// Higher is better; comparable only within one answer.
    pub score: i64,
    /// One reason for each term, in the order typed; empty when nothing was asked.
    pub why: Vec<Why>,
}

/// Why a record answers one term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// The term, as typed.
    pub word: String,
    /// Where it was found.
    pub field: Field,
    /// How well this term matches.
    pub tier: Tier,
    /// The whole text of that field, as stored.
    pub matched: String,
    /// The characters of `matched` that the term stands for, in order.
    pub letters: Vec<u32>,
    /// From the place that was named to the area that is answered for; empty when there is nothing between.
    pub path: Vec<Step>,
}

/// One place on the way from what was typed to who is responsible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A place of the gazetteer, to be named in the reader's language.
    Place(Place),
    /// Several places together, for all of which somebody is responsible.
    Places(Vec<Place>),
    /// A name as printed.
    Printed(String),
}

/// How well a term matches, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// A whole word, a whole number, a form of a word.
    Exact,
    /// A place that the record answers for, is in, or is.
    Place,
    /// The beginning of a word.
    Prefix,
    /// Beginnings of several words, or a later word of a longer name.
    WordStart,
    /// The inside of a word.
    Substring,
    /// Letters in order, with gaps, in a word or in the words of one name.
    Fuzzy,
    /// A word with letters wrong.
    Typo,
}

/// What part of a record a term was found in, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// What the record answers for, or is.
    Region,
    /// Its name.
    Name,
    /// A number.
    Phone,
    /// The years in which it ran.
    Years,
    /// An address.
    Mail,
    /// What someone does.
    Role,
    /// The project, or what it is a part of.
    Project,
    /// An organisation: where someone is placed, who pays, leads or takes part.
    Organisation,
    /// Where the work is done.
    Place,
    /// Someone who belongs to it.
    Person,
}

/// What the user should know besides the hits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A place that nobody is responsible for.
    Nobody(Place),
    /// Places that no record of a list answers for together: the records for each of them are in it.
    Apart(Vec<Place>),
}

/// The lists that a record can be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pane {
    /// Projects and their parts.
    Projects,
    /// People, and positions that nobody with a name holds.
    People,
    /// The 19 regions.
    Regions,
    /// Organisations; found on the command line and through links.
    Organisations,
}

impl Pane {
    /// The list a record is in; documents are in none.
    #[must_use]
    pub fn of(record: RecordRef) -> Option<Self> {
        match record {
            RecordRef::Person(_) | RecordRef::Position(_) => Some(Self::People),
            RecordRef::Project(_) => Some(Self::Projects),
            RecordRef::Region(_) => Some(Self::Regions),
            RecordRef::Organisation(_) => Some(Self::Organisations),
            RecordRef::Document(_) => None,
        }
    }
}

impl Answer {
    /// How many records of a list answer.
    #[must_use]
    pub fn count(&self, pane: Pane) -> usize {
        self.of_panes(&[pane]).map(|alike| alike.records.len()).sum()
    }

    /// How many records answer, over all lists.
    #[must_use]
    pub fn total(&self) -> usize {
        self.alike.iter().map(|alike| alike.records.len()).sum()
    }

    /// The record in a row of a list.
    #[must_use]
    pub fn record(&self, directory: &Directory, pane: Pane, row: usize) -> Option<RecordRef> {
        let (_, number) = self.rows(&[pane], row..row.saturating_add(1)).next()?;
        Some(directory.record(number))
    }

    /// The row of a record in a list. Looks through the list from its beginning.
    #[must_use]
    pub fn row_of(&self, directory: &Directory, pane: Pane, record: RecordRef) -> Option<usize> {
        let wanted = directory.number_of(record)?;
        self.rows(&[pane], 0..usize::MAX).position(|(_, number)| number == wanted)
    }

    /// The records in some rows of some lists taken together, each with why it answers, which is found out as it is taken.
    pub fn hits<'a>(
        &'a self,
        directory: &'a Directory,
        panes: &'a [Pane],
        rows: Range<usize>,
    ) -> impl Iterator<Item = Hit> + 'a {
        self.rows(panes, rows).map(|(alike, number)| {
            let record = directory.record(number);
            let why = why(directory, record, &self.asked, &self.fallbacks);
            Hit { record, tier: alike.tier, score: alike.score, why }
        })
    }

    fn rows<'a>(&'a self, panes: &'a [Pane], rows: Range<usize>) -> impl Iterator<Item = (&'a Alike, u32)> + 'a {
        let mut before = 0;
        self.of_panes(panes).flat_map(move |alike| {
            let here = before..before + alike.records.len();
            before = here.end;
            let wanted = rows.start.clamp(here.start, here.end)..rows.end.clamp(here.start, here.end);
            let numbers = alike.records.from(wanted.start - here.start).take(wanted.len());
            numbers.map(move |number| (alike, number))
        })
    }

    fn of_panes<'a>(&'a self, panes: &'a [Pane]) -> impl Iterator<Item = &'a Alike> + 'a {
        self.alike.iter().filter(|alike| panes.contains(&alike.pane))
    }
}
