//! The records of a model, their ids and their evidence, as JSON has them.

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
