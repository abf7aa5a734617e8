//! Words that mean the same in Finnish, Swedish and English.
//!
//! Knows nothing of people, places or terminals.

mod glosses;

pub use glosses::{
    Translation, kind_translation, organisation_synonyms, organisation_translation, title_synonyms, title_translation,
};
