//! What stands for a record that is not there, or can no longer be read: nothing but its kind.

use super::{
    Basis, Document, DocumentId, Holder, Nameless, Organisation, OrganisationId, OrganisationKind, Person, PersonId,
    Position, PositionId, Project, ProjectId, Time, Warning, WarningKind,
};

/// A record that can be stood for.
pub(super) trait Record: Clone {
    /// The record of which nothing is known.
    fn unknown() -> Self;
}

impl Record for Person {
    fn unknown() -> Self {
        let id = PersonId::from_name("");
        Self { id, name: String::new(), phones: Vec::new(), emails: Vec::new(), evidence: Vec::new() }
    }
}

impl Record for Position {
    fn unknown() -> Self {
        Self {
            id: PositionId::from_name(""),
            holder: Holder::Nameless(Nameless::Unnamed),
            count: None,
            title: String::new(),
            project: None,
            organisation: None,
            areas: Vec::new(),
            place: None,
            start: None,
            end: None,
            time: Time::Current,
            as_of: None,
            basis: Basis::Stated,
            evidence: Vec::new(),
        }
    }
}

impl Record for Project {
    fn unknown() -> Self {
        Self {
            id: ProjectId::from_name(""),
            name: String::new(),
            abbreviation: None,
            aliases: Vec::new(),
            kind: None,
            parent: None,
            start: None,
            end: None,
            funders: Vec::new(),
            coordinator: None,
            partners: Vec::new(),
            areas: Vec::new(),
            notes: Vec::new(),
            evidence: Vec::new(),
        }
    }
}

impl Record for Organisation {
    fn unknown() -> Self {
        Self {
            id: OrganisationId::from_name(""),
            name: String::new(),
            kind: OrganisationKind::Other,
            aliases: Vec::new(),
            phones: Vec::new(),
            evidence: Vec::new(),
        }
    }
}

impl Record for Document {
    fn unknown() -> Self {
        Self {
            id: DocumentId::from_name(""),
            title: String::new(),
            file: String::new(),
            source: None,
            kind: None,
            series: None,
            publisher: None,
            authors: Vec::new(),
            published: None,
            language: None,
            text: None,
        }
    }
}

impl Record for Warning {
    fn unknown() -> Self {
        Self { kind: WarningKind::Curated, about: Vec::new(), details: Vec::new(), evidence: Vec::new() }
    }
}
