//! The expected facts of a document, as written in the file beside it.

use serde::Deserialize;

/// The expected facts of one document.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Expectation {
    pub(super) language: String,
    pub(super) title: Option<String>,
    pub(super) published: Option<String>,
    pub(super) publisher: Option<String>,
    #[serde(default)]
    pub(super) optional: Vec<String>,
    #[serde(default)]
    pub(super) person: Vec<ExpectedPerson>,
    #[serde(default)]
    pub(super) position: Vec<ExpectedPosition>,
    #[serde(default)]
    pub(super) organisation: Vec<ExpectedOrganisation>,
    #[serde(default)]
    pub(super) project: Vec<ExpectedProject>,
    #[serde(default)]
    pub(super) number: Vec<ExpectedNumber>,
    #[serde(default)]
    pub(super) address: Vec<ExpectedAddress>,
}

/// A person with what they do.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExpectedPerson {
    pub(super) name: String,
    #[serde(default)]
    pub(super) phones: Vec<String>,
    #[serde(default)]
    pub(super) emails: Vec<String>,
    #[serde(default)]
    pub(super) roles: Vec<String>,
    pub(super) organisation: Option<String>,
    #[serde(default)]
    pub(super) organisations: Vec<String>,
    #[serde(default)]
    pub(super) projects: Vec<String>,
    #[serde(default)]
    pub(super) areas: Vec<String>,
    pub(super) start: Option<String>,
    pub(super) end: Option<String>,
    #[serde(default)]
    pub(super) optional: Vec<String>,
}

/// A position without a named holder.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExpectedPosition {
    pub(super) title: String,
    pub(super) holder: String,
    pub(super) count: Option<u64>,
    pub(super) organisation: Option<String>,
    #[serde(default)]
    pub(super) projects: Vec<String>,
    #[serde(default)]
    pub(super) areas: Vec<String>,
    pub(super) start: Option<String>,
    pub(super) end: Option<String>,
    #[serde(default)]
    pub(super) optional: Vec<String>,
}

/// An organisation that has numbers of its own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExpectedOrganisation {
    pub(super) name: String,
    pub(super) phones: Vec<String>,
}

/// A project.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExpectedProject {
    pub(super) name: String,
    pub(super) abbreviation: Option<String>,
    pub(super) parent: Option<String>,
    pub(super) period: Option<String>,
    pub(super) coordinator: Option<String>,
    #[serde(default)]
    pub(super) partners: Vec<String>,
    #[serde(default)]
    pub(super) funders: Vec<String>,
    #[serde(default)]
    pub(super) areas: Vec<String>,
    #[serde(default)]
    pub(super) optional: Vec<String>,
}

/// A number that is on no person and that the program accounts for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExpectedNumber {
    /// In E.164.
    pub(super) phone: Option<String>,
    /// As printed, if it is not a number of the numbering plan.
    pub(super) printed: Option<String>,
}

/// An address that is on no person and that the program accounts for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExpectedAddress {
    pub(super) email: String,
}

/// Which mentions in a set of documents are one record.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExpectedSet {
    pub(super) language: String,
    #[serde(default)]
    pub(super) pair: Vec<Pair>,
    #[serde(default)]
    pub(super) first: Vec<First>,
}

/// Two mentions of one record, or of two that must remain separate.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pair {
    pub(super) same: bool,
    pub(super) kind: Option<String>,
    pub(super) one: Mention,
    pub(super) other: Mention,
}

/// A name in a document of the set.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mention {
    pub(super) file: String,
    pub(super) name: String,
    /// The number of that person, if others have the same name.
    pub(super) phone: Option<String>,
}

/// The first number of a record.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct First {
    pub(super) name: String,
    pub(super) phone: String,
}
