//! The model file.

use serde::{Deserialize, Serialize};

use super::{Area, Document, Maintainer, Organisation, Person, Position, Project, Warning};

/// The version of the model file that this program writes, and the only one it reads.
pub const SCHEMA: u32 = 1;

/// The title of a directory in languages other than its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TitleTranslations {
    /// In Finnish.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fi: Option<String>,
    /// In Swedish.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sv: Option<String>,
    /// In English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl TitleTranslations {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A directory, as it is stored in a file.
///
/// * **Shape** — JSON, UTF-8; lists in a stable order, no clock in it, so the same input gives the same bytes.
/// * **Errors** — `load` returns the first, `inspect` all of them.
/// * **Source** — written by `allu build`; the schema is `assets/model.schema.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Model {
    /// Version of this shape.
    pub schema: u32,
    /// The title of the directory.
    pub title: String,
    /// The title in other languages.
    #[serde(default, skip_serializing_if = "TitleTranslations::is_empty")]
    pub title_translations: TitleTranslations,
    /// The maintainer of the directory.
    #[serde(default)]
    pub maintainer: Option<Maintainer>,
    /// The source documents.
    pub documents: Vec<Document>,
    /// Areas that are not regions of the gazetteer, such as that of an ELY Centre.
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
    /// Positions; some have no named holder.
    #[serde(default)]
    pub positions: Vec<Position>,
    /// Warnings about doubtful facts.
    #[serde(default)]
    pub warnings: Vec<Warning>,
}

impl Model {
    /// A model of a title alone.
    pub(in crate::model) const fn without_records(title: String) -> Self {
        Self {
            schema: SCHEMA,
            title,
            title_translations: TitleTranslations { fi: None, sv: None, en: None },
            maintainer: None,
            documents: Vec::new(),
            areas: Vec::new(),
            organisations: Vec::new(),
            projects: Vec::new(),
            people: Vec::new(),
            positions: Vec::new(),
            warnings: Vec::new(),
        }
    }
}
