//! Who answers a query.
//!
//! A query is read into clauses (`query`), each term of them finds records through the words, places or numbers of the
//! [`Index`] (`finder`), a record that answers every clause is an answer (`join`), and those that answer alike lie together
//! in order (`rank`). Why a record answers is told when it is shown (`explain`).

mod answer;
mod best;
mod dictionary;
mod explain;
mod fallback;
mod fields;
mod fillers;
mod finder;
mod fuzzy;
mod fuzzy_find;
mod fuzzy_names;
mod gather;
mod grade;
mod ignored;
mod index;
mod join;
mod meant;
mod name_table;
mod numbers;
mod operator;
mod pace;
mod places;
mod placing;
mod postings;
mod query;
mod rank;
mod relax;
mod set;
mod spelling;
mod starts;
mod subsequence;
mod terms;
mod typos;
mod vocabulary;

pub use answer::{Answer, Field, Hit, Notice, Pane, Step, Tier, Why};
pub use index::Index;
pub use pace::Pace;
pub use rank::everything;

use crate::model::Directory;
use crate::text::Day;

/// Everything that answers `query`, best first; with an empty query, everything there is.
///
/// `today` decides what is over. Total: any text is a query.
#[must_use]
pub fn search(directory: &Directory, index: &Index, query: &str, today: Day) -> Answer {
    search_at(directory, index, query, today, &Pace::unhurried()).unwrap_or_default()
}

/// The same, unless it is overtaken on the way, or goes on for longer than it can in a sound index: then nothing.
#[must_use]
pub fn search_at(directory: &Directory, index: &Index, query: &str, today: Day, pace: &Pace<'_>) -> Option<Answer> {
    let query = &spelling::plain(query);
    let read = query::read(query);
    if read.clauses.is_empty() {
        // Marks alone name nobody.
        let is_empty = query.trim().is_empty() || query.contains(char::is_alphanumeric);
        return Some(if is_empty { rank::everything(directory) } else { Answer::default() });
    }
    pace.allow(index.most_steps(read.most_words()));
    let answer = rank::ranked(directory, index, &read, today, pace);
    (!pace.is_stopped()).then(|| Answer { set_aside: ignored::in_order(answer.set_aside, query), ..answer })
}
