//! Projects and parts of projects (a part names its parent), and notes about them.

use serde::{Deserialize, Serialize};

use super::{Basis, Evidence, Fact, NamedPlace, OrganisationId, Period, ProjectId};

/// A project or a part of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Project {
    /// Its id, which never changes.
    pub id: ProjectId,
    /// Its name, without the word for project, such as `Kotona Suomessa`.
    pub name: String,
    /// Its abbreviation, in capitals.
    #[serde(default)]
    pub abbreviation: Option<Fact<String>>,
    /// Its other names.
    #[serde(default)]
    pub aliases: Vec<Fact<String>>,
    /// The kind of project, as stated in a document.
    #[serde(default)]
    pub kind: Option<Fact<String>>,
    /// The project that this is a part of.
    #[serde(default)]
    pub parent: Option<Fact<ProjectId>>,
    /// The start.
    pub start: Option<Period>,
    /// The end.
    pub end: Option<Period>,
    /// The organisations that pay for it.
    #[serde(default)]
    pub funders: Vec<Fact<OrganisationId>>,
    /// The organisation that coordinates it.
    #[serde(default)]
    pub coordinator: Option<Fact<OrganisationId>>,
    /// The organisations that take part.
    #[serde(default)]
    pub partners: Vec<Fact<OrganisationId>>,
    /// The areas that it works in.
    #[serde(default)]
    pub areas: Vec<NamedPlace>,
    /// Goals, target groups, results and figures, in words.
    #[serde(default)]
    pub notes: Vec<Note>,
    /// The passages that name it.
    pub evidence: Vec<Evidence>,
    /// The names of the directories that it comes from, if several were combined and its evidence does not show which.
    #[serde(default, skip_serializing_if = "<[String]>::is_empty")]
    pub directories: Box<[String]>,
}

/// A statement about a project, as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Note {
    /// The kind of the statement.
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
    /// The passages that state it.
    pub evidence: Vec<Evidence>,
}

/// The kind of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// A goal.
    Goal,
    /// A target group.
    TargetGroup,
    /// A result.
    Result,
    /// The projects that it builds on.
    Background,
    /// A figure.
    Figure,
    /// How the work is organised.
    Staff,
}
