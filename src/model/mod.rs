//! The model: people, positions, projects, organisations, documents, and the evidence of every fact.
//!
//! [`Model`] is the file; [`Directory`] is the model with its links followed, ready for queries. A model that is too
//! large for memory is [`scan()`]ned, and its records stay in the file.
//!
//! * `check`: parses a model and finds what is wrong with it.
//! * `directory`: follows the links among the records.
//! * `types`: the records as JSON has them.

mod check;
mod directory;
mod types;

pub use check::{Inspection, LoadError, Problem, ProblemKind, Spot, inspect, load, write, write_to};
pub use directory::{
    Age, ClauseTexts, Directory, DirectorySource, ExcerptSource, Fallback, Responsible, Scanned, SourceFailure,
    people_in, scan, scan_inspected,
};
pub use types::{
    Area, AreaId, Basis, Document, DocumentId, DocumentIx, Email, Evidence, Fact, Holder, Maintainer, Model,
    NamedPlace, Nameless, NotAnId, Note, NoteKind, Organisation, OrganisationId, OrganisationIx, OrganisationKind,
    Origin, Period, Person, PersonId, PersonIx, Phone, PhoneKind, PlaceId, Position, PositionId, PositionIx, Project,
    ProjectId, ProjectIx, RecordId, RecordRef, SCHEMA, Time, TitleTranslations, Warning, WarningKind, slug,
};
