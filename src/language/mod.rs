//! Words that mean the same in Finnish, Swedish and English.
//!
//! Knows nothing of people, places or terminals.

mod glosses;

pub use glosses::{organisation_synonyms, title_synonyms};
