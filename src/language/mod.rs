//! Words of Finnish, Swedish and English: synonyms, and the inflection of Finnish nouns.
//!
//! Three rule sets share the cases and the endings of [`Case`]. They are separate because they start from different
//! data, and a common one would accept too much:
//!
//! * [`nominatives`] knows no word: it guesses what a typed word may be a form of.
//! * [`Lexicon`] knows the stems of each noun of a list, so it knows the case and the number of a form.
//! * [`name_parts`] knows the genitive of a name, from which the other stems of regular names follow.
//!
//! `label` has the words that say what a value is, in documents and above the columns of tables, and `given_name` the
//! given names.
//!
//! Knows nothing of people, places or terminals.
//!
//! * `case`: grammatical cases of Finnish, and the endings that mark them.
//! * `given_name`: known given names.
//! * `glosses`: titles, organisations and kinds of documents by all their names, in three languages.
//! * `inflection`: inflection of the Finnish nouns that mark roles, organisations and projects.
//! * `label`: the words that say what a value is: labels before values, and headers of columns.
//! * `lemma`: lemmatization without a dictionary: from an inflected word to the words that it may be a form of.
//! * `place_name_inflection`: how a Finnish name is inflected: its stems, and the endings that each takes.
//! * `title_header`: headers of columns that are a title.

mod case;
mod given_name;
mod glosses;
mod inflection;
mod label;
mod lemma;
mod place_name_inflection;
mod title_header;

pub use case::{CLITICS, Case, LOCAL_ENDINGS, PlaceCase, without_local_case};
pub(crate) use given_name::given_name;
pub use glosses::{
    Translation, kind_translation, organisation_abbreviation, organisation_synonyms, organisation_translation,
    title_synonyms, title_translation,
};
pub use inflection::{InflectedForm, Lexicon};
pub(crate) use label::{Label, column_label, label, longest_label};
pub use lemma::nominatives;
pub use place_name_inflection::{LONGEST_ENDING, NamePart, name_parts};
pub(crate) use title_header::is_title_header;
