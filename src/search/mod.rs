//! Who answers a query.
//!
//! `query` parses it into clauses, `matching` finds the records that match each term by the words, places and numbers
//! of the [`Index`], and `ranking` joins the clauses and sorts the records. Why a record matches is computed when it is
//! shown, by the same search in an index of that record alone (`explain`).
//!
//! * `answer`: the answer to a query: sets of records in order, and what to say about them.
//! * `budget`: cancellation and step budget of a search.
//! * `explain`: explains why a record answers, by the same search in an index of that record alone.
//! * `fork_join`: work on two processors at once.
//! * `hit`: a record that answers a query: how well, and why.
//! * `index`: the distinct words of all records, their numbers, places and years.
//! * `matching`: the records that answer one term, each by its best match.
//! * `query`: reads what was typed into clauses of terms.
//! * `ranking`: joins the matches of all clauses and puts the answers in order.

mod answer;
mod budget;
mod explain;
mod fork_join;
mod hit;
mod index;
mod matching;
mod query;
mod ranking;

pub use answer::Answer;
pub use budget::Budget;
pub use hit::{Field, Hit, Notice, Pane, Relation, Step, Tier, Why};
pub use index::Index;
pub use query::clause_texts::clause_texts;
pub use ranking::rank::everything;

use crate::model::Directory;
use crate::text::Day;

/// The records that match `query`, best first. For an empty query, all records.
///
/// `today` determines which records have ended. Any text is a valid query.
///
/// # Examples
///
/// ```
/// use allu::model::{Directory, load};
/// use allu::search::{Index, Pane, search};
///
/// let directory = Directory::new(load(&std::fs::read("assets/model.json")?)?);
/// let index = Index::new(&directory);
/// let today = "2026-11-22".parse()?;
/// let first = |query: &str| {
///     let answer = search(&directory, &index, query, today);
///     answer.record(&directory, Pane::People, 0)
/// };
/// assert_eq!(first("lapin koordinaattori"), first("hiltunen"));
/// assert_eq!(first("hiltunen"), first("037012"));
/// assert!(first("037012").is_some());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn search(directory: &Directory, index: &Index, query: &str, today: Day) -> Answer {
    search_at(directory, index, query, today, &Budget::unlimited()).unwrap_or_default()
}

/// Searches within a budget. Returns `None` if the search is cancelled, or takes more steps than it can in a sound
/// index.
#[must_use]
pub fn search_at(directory: &Directory, index: &Index, query: &str, today: Day, budget: &Budget<'_>) -> Option<Answer> {
    let query = query::normalization::plain(query);
    let query = &query::compounds::joined(&query, |word| index.has_word(word));
    let read = query::parser::read(query);
    if read.clauses.is_empty() {
        // Marks alone name nobody.
        let is_empty = query.trim().is_empty() || query.contains(char::is_alphanumeric);
        return Some(if is_empty { everything(directory) } else { Answer::default() });
    }
    budget.allow(index.most_steps(read.most_words()));
    let answer = ranking::rank::ranked(directory, index, &read, today, budget);
    (!budget.is_stopped()).then(|| Answer {
        set_aside: query::ignored::in_order(answer.set_aside, query),
        query: query.split_whitespace().collect::<Vec<_>>().join(" "),
        ..answer
    })
}
