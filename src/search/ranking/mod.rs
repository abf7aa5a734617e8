//! Joins the matches of all clauses and puts the answers in order.

pub(in crate::search) mod approximate;
pub(in crate::search) mod conjunction;
pub(in crate::search) mod rank;
pub(in crate::search) mod relaxation;
pub(in crate::search) mod search;
