//! Joins the matches of all clauses and sorts the records.
//!
//! * `approximate`: approximate matches, for lists without a good answer.
//! * `conjunction`: the conjunction of clauses: the records that answer all of them, grouped by score.
//! * `rank`: ranks the answers to a query.
//! * `relaxation`: query relaxation: what a list shows when none of its records answers every clause.
//! * `search`: the state of a search, the join of the matches of several clauses, and lists without a good match.

pub(in crate::search) mod approximate;
pub(in crate::search) mod conjunction;
pub(in crate::search) mod rank;
pub(in crate::search) mod relaxation;
pub(in crate::search) mod search;
