//! A record that matches a query: how well, and why.

use serde::Serialize;

use crate::gazetteer::Place;
use crate::model::RecordRef;

/// A record that answers a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The record.
    pub record: RecordRef,
    /// The quality of its worst match.
    pub tier: Tier,
    /// The score. Higher is better; scores of different answers cannot be compared.
    pub score: i64,
    /// One reason for each term that the record matches, in the order typed. Empty for an empty query.
    pub why: Vec<Why>,
    /// The words that the record does not match, as typed. Empty if some record of its list matches all of them.
    pub ignored: Vec<String>,
}

impl Hit {
    /// A hit for an empty query.
    #[must_use]
    pub fn unasked(record: RecordRef) -> Self {
        Self { record, tier: Tier::Exact, score: 0, why: Vec::new(), ignored: Vec::new() }
    }
}

/// Why a record answers one term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// The term, as typed.
    pub word: String,
    /// The field that matches.
    pub field: Field,
    /// The quality of the match of this term.
    pub tier: Tier,
    /// The relation of the term to the text that it was found in.
    pub relation: Relation,
    /// The whole text of that field, as stored.
    pub matched: String,
    /// The characters of `matched` that the term matches, in order.
    pub letters: Vec<u32>,
    /// The steps from the named place to the area for which the record is responsible. Empty if it is the same.
    pub path: Vec<Step>,
    /// The characters of the first step that the term matches, in order. Empty for a step that is named in the reader's
    /// language.
    pub path_letters: Vec<u32>,
}

/// The relation of a term to the text that it was found in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// A whole word or number of the text, ignoring case and accents.
    Same,
    /// A part of a word or number, or letters of several words.
    Part,
    /// An inflected form of a word.
    Form,
    /// Another word for the text: a translation, an abbreviation, another name of a place.
    Alias,
    /// A word or number with a letter or digit wrong.
    Slip,
    /// A word that sounds like one.
    Sound,
}

/// A place among the steps from the typed place to the one for which the record is responsible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A place of the gazetteer, to be named in the reader's language.
    Place(Place),
    /// A place of the gazetteer by another of its names, which was typed.
    Alias(Place, &'static str),
    /// Several places together. The record is responsible for all of them.
    Places(Vec<Place>),
    /// A name as printed.
    Printed(String),
}

/// The quality of a match, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// A whole word, a whole number, a form of a word.
    Exact,
    /// A place that the record is responsible for, is in, or is named after.
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

/// The part of a record in which a term was found, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// The place that the record is responsible for, or is.
    Region,
    /// Its name.
    Name,
    /// A number.
    Phone,
    /// The years in which it ran.
    Years,
    /// An address.
    Mail,
    /// The role of a person.
    Role,
    /// The project, or a project that it is a part of.
    Project,
    /// An organisation: that of a position, or the funder, coordinator or partner of a project.
    Organisation,
    /// The place of work.
    Place,
    /// Someone who belongs to it.
    Person,
}

/// Information for the user besides the hits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A place that nobody is responsible for.
    Nobody(Place),
    /// Places such that no record of a list is responsible for all. The answer has the records of each place.
    Apart(Vec<Place>),
}

/// The lists that a record can be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pane {
    /// Projects and their parts.
    Projects,
    /// People, positions without a named holder, and documents with numbers and addresses that belong to nobody.
    People,
    /// The 19 regions.
    Regions,
    /// Organisations; found on the command line and through links.
    Organisations,
}

impl Pane {
    /// The list of records of a kind. Of the documents, it has only those with contact points.
    #[must_use]
    pub fn of(record: RecordRef) -> Self {
        match record {
            RecordRef::Person(_) | RecordRef::Position(_) | RecordRef::Document(_) => Self::People,
            RecordRef::Project(_) => Self::Projects,
            RecordRef::Region(_) => Self::Regions,
            RecordRef::Organisation(_) => Self::Organisations,
        }
    }
}
