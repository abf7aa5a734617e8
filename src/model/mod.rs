//! What there is: people, positions, projects, organisations, documents, and the evidence of every fact.
//!
//! [`Model`] is the file; [`Directory`] is the model with its links followed, ready to be asked. One that is too large to
//! be held is [`scan()`]ned, and its records stay in the file.

mod age;
mod carried;
mod check;
mod contradiction;
mod coverage;
mod directory;
mod document;
mod evidence;
mod fallback;
mod head;
mod id;
mod known;
mod linked;
mod links;
mod load;
mod locate;
mod organisation;
mod period;
mod person;
mod place;
mod position;
mod problem;
mod project;
mod record;
mod records;
mod scan;
mod schema;
mod warning;

pub use age::Age;
pub use check::{Inspection, inspect};
pub use coverage::Responsible;
pub use directory::Directory;
pub use document::{Document, Maintainer};
pub use evidence::{Basis, Evidence, Fact, Origin};
pub use fallback::Fallback;
pub use id::{AreaId, DocumentId, NotAnId, OrganisationId, PersonId, PositionId, ProjectId, RecordId, slug};
pub use load::{LoadError, load, write};
pub use organisation::{Organisation, OrganisationKind};
pub use period::Period;
pub use person::{Email, Person, Phone, PhoneKind};
pub use place::{Area, NamedPlace, PlaceId};
pub use position::{Holder, Nameless, Position, Time};
pub use problem::{Problem, ProblemKind, Spot};
pub use project::{Note, NoteKind, Project};
pub use record::RecordRef;
pub use scan::{Scanned, people_in, scan};
pub use warning::{Warning, WarningKind};

use serde::{Deserialize, Serialize};

/// The version of the model file that this program writes, and the only one it reads.
pub const SCHEMA: u32 = 1;

/// A directory as it lies in a file.
///
/// * **Shape** — JSON, UTF-8; lists in a stable order, no clock in it, so the same input gives the same bytes.
/// * **Errors** — found by [`load()`] (the first) and [`inspect`] (all of them).
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
