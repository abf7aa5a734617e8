//! What is doubtful, and about whom.

use serde::{Deserialize, Serialize};

use super::{Evidence, RecordId};

/// Something that a user should know before trusting a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Warning {
    /// What is the matter. The words for it are chosen by the reader's language.
    pub kind: WarningKind,
    /// The records that it concerns.
    #[cfg_attr(test, schemars(with = "Vec<String>", inner(regex(pattern = r"^\w+:\S+$"))))]
    pub about: Vec<RecordId>,
    /// What the kind speaks of, in its order; see [`WarningKind`].
    #[serde(default)]
    pub details: Vec<String>,
    /// Where it shows.
    pub evidence: Vec<Evidence>,
}

/// What is the matter; the details of each kind are named here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum WarningKind {
    /// A move to another position was announced, so the number may be out of date. Details: the new title, the latest day.
    AnnouncedMove,
    /// Two documents place the person in different organisations. Details: the one kept, the other.
    OrganisationConflict,
    /// Two documents give different areas. Details: the wider, the narrower.
    AreaConflict,
    /// The document has no date. Details: the document's title.
    UndatedDocument,
    /// A name means something else than it seems to. Details: one sentence of the curator's.
    Curated,
    /// Two people share a name and nothing joins them. Details: the name.
    Namesake,
    /// Several people and numbers share a line and cannot be paired. Details: the line's number.
    UnpairedNumbers,
}
