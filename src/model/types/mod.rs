//! The records of a model, their ids and their evidence, as JSON has them.
//!
//! * `document`: source documents, and the maintainer of the directory made from them.
//! * `evidence`: evidence of facts: where each was read, and how it follows from what was read.
//! * `id`: stable ids of records: `person:sanna-hiltunen`, `project:hyva-polku`, `region:19`.
//! * `index`: indices of records in the lists of a model, one type for each list.
//! * `model`: the model file.
//! * `organisation`: authorities, funds, schools, associations.
//! * `period`: bounds, and the words from which they were read.
//! * `person`: people, their numbers and their addresses.
//! * `place`: places as documents name them, the ids of places, and the areas that a model defines.
//! * `position`: positions of people in projects and organisations, with a named holder or without.
//! * `project`: projects and parts of projects (a part names its parent), and notes about them.
//! * `record`: references to records.
//! * `warning`: warnings about records.

mod document;
mod evidence;
mod id;
mod index;
mod model;
mod organisation;
mod period;
mod person;
mod place;
mod position;
mod project;
mod record;
mod warning;

pub use document::{Document, Maintainer};
pub use evidence::{Basis, Evidence, Fact, Origin};
pub use id::{AreaId, DocumentId, NotAnId, OrganisationId, PersonId, PositionId, ProjectId, RecordId, slug};
pub use index::{DocumentIx, OrganisationIx, PersonIx, PositionIx, ProjectIx};
pub use model::{Model, SCHEMA, TitleTranslations};
pub use organisation::{Organisation, OrganisationKind};
pub use period::Period;
pub use person::{Email, Person, Phone, PhoneKind};
pub use place::{Area, NamedPlace, PlaceId};
pub use position::{Holder, Nameless, Position, Time};
pub use project::{Note, NoteKind, Project};
pub use record::RecordRef;
pub use warning::{Warning, WarningKind};
