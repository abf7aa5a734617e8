//! Who answers a query.
//!
//! A query is read into clauses (`query`), each term of them finds records through the words, places or numbers of the
//! [`Index`], and a record that answers every clause is a [`Hit`], ordered in `rank`.

mod answer;
mod fields;
mod fillers;
mod finder;
mod fuzzy;
mod index;
mod matches;
mod numbers;
mod operator;
mod places;
mod query;
mod rank;
mod relax;
mod synonyms;
mod terms;
mod typos;

pub use answer::{Answer, Field, Hit, Notice, Pane, Step, Tier, Why};
pub use index::Index;
pub use rank::everything;

use crate::model::Directory;
use crate::text::Day;

/// Everything that answers `query`, best first; with an empty query, everything there is.
///
/// `today` decides what is over. Total: any text is a query.
#[must_use]
pub fn search(directory: &Directory, index: &Index, query: &str, today: Day) -> Answer {
    let query = query::read(query);
    if query.clauses.is_empty() {
        return rank::everything(directory);
    }
    rank::ranked(directory, index, &query, today)
}
