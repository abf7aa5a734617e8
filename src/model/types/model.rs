//! The model as a file holds it.

use serde::{Deserialize, Serialize};

use super::{Area, Document, Maintainer, Organisation, Person, Position, Project, Warning};

/// The version of the model file that this program writes, and the only one it reads.
pub const SCHEMA: u32 = 1;

/// A directory as it lies in a file.
///
/// * **Shape** — JSON, UTF-8; lists in a stable order, no clock in it, so the same input gives the same bytes.
/// * **Errors** — `load` returns the first, `inspect` all of them.
/// * **Source** — written by `allu build`; the schema is `assets/model.schema.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Model {
    /// Version of this shape.
    pub schema: u32,
    /// What the directory calls itself.
    pub title: String,
    /// Who keeps it.
    #[serde(default)]
    pub maintainer: Option<Maintainer>,
    /// Where the facts come from.
    pub documents: Vec<Document>,
    /// Areas that are no region of the gazetteer, such as that of an ELY Centre.
    #[serde(default)]
    pub areas: Vec<Area>,
    /// Authorities, funds, schools, associations.
    #[serde(default)]
    pub organisations: Vec<Organisation>,
    /// Projects, and the parts inside them.
    #[serde(default)]
    pub projects: Vec<Project>,
    /// People.
    #[serde(default)]
    pub people: Vec<Person>,
    /// What people do where; some positions have no named holder.
    #[serde(default)]
    pub positions: Vec<Position>,
    /// What is doubtful.
    #[serde(default)]
    pub warnings: Vec<Warning>,
}
