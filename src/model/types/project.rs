//! Projects, and the parts inside them.

use serde::{Deserialize, Serialize};

use super::{Basis, Evidence, Fact, NamedPlace, OrganisationId, Period, ProjectId};

/// A project or a part of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Project {
    /// Never changes once given.
    pub id: ProjectId,
    /// Without the word for project, as in `Kotona Suomessa`.
    pub name: String,
    /// Capitals that stand for the name.
    #[serde(default)]
    pub abbreviation: Option<Fact<String>>,
    /// Other names it goes by.
    #[serde(default)]
    pub aliases: Vec<Fact<String>>,
    /// What sort of project the document says it is.
    #[serde(default)]
    pub kind: Option<Fact<String>>,
    /// The project that this is a part of.
    #[serde(default)]
    pub parent: Option<Fact<ProjectId>>,
    /// When it began.
    pub start: Option<Period>,
    /// When it ends or ended.
    pub end: Option<Period>,
    /// Who pays.
    #[serde(default)]
    pub funders: Vec<Fact<OrganisationId>>,
    /// Who leads it.
    #[serde(default)]
    pub coordinator: Option<Fact<OrganisationId>>,
    /// Who takes part.
    #[serde(default)]
    pub partners: Vec<Fact<OrganisationId>>,
    /// Where it works.
    #[serde(default)]
    pub areas: Vec<NamedPlace>,
    /// Goals, target groups, results and figures, in words.
    #[serde(default)]
    pub notes: Vec<Note>,
    /// Where it is named.
    pub evidence: Vec<Evidence>,
}

/// Something told about a project, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Note {
    /// What it tells.
    pub kind: NoteKind,
    /// One sentence, in the language of the directory.
    pub text: String,
    /// The same in Swedish, if the sentence is in another language and somebody has translated it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sv: Option<String>,
    /// The same in English, if the sentence is in another language and somebody has translated it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
    /// How it follows from the evidence.
    pub basis: Basis,
    /// Where it is said.
    pub evidence: Vec<Evidence>,
}

/// What a note tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// What it is for.
    Goal,
    /// Whom it is for.
    TargetGroup,
    /// What comes, or came, out of it.
    Result,
    /// What it builds on.
    Background,
    /// How many of what.
    Figure,
    /// How the work is organised.
    Staff,
}
