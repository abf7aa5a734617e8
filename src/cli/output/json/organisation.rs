//! An organisation as JSON.

use std::collections::{BTreeSet, HashSet};

use serde::Serialize;

use super::parts::{PhoneJson, values};
use crate::model::{Directory, OrganisationIx, OrganisationKind, ProjectIx};

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct OrganisationJson {
    /// What sort of organisation it is; `kind` says what sort of record.
    organisation_kind: OrganisationKind,
    aliases: Vec<String>,
    phones: Vec<PhoneJson>,
    /// Everyone placed there, each once.
    people: Vec<String>,
    /// The projects that it coordinates, funds or takes part in.
    projects: Vec<String>,
}

impl OrganisationJson {
    pub(super) fn new(directory: &Directory, index: OrganisationIx) -> Self {
        let organisation = directory.organisation(index);
        let mut known = HashSet::new();
        let placed = directory.positions_at(index).filter_map(|position| directory.holder_of(position));
        let people =
            placed.filter(|person| known.insert(*person)).map(|person| directory.person(person).id.to_string());
        let paid = directory.funded_by(index).chain(directory.joined_by(index));
        let projects: BTreeSet<ProjectIx> = directory.coordinated_by(index).chain(paid).collect();
        Self {
            organisation_kind: organisation.kind,
            aliases: values(&organisation.aliases),
            phones: organisation.phones.iter().map(PhoneJson::new).collect(),
            people: people.collect(),
            projects: projects.into_iter().map(|project| directory.project(project).id.to_string()).collect(),
        }
    }

    pub(super) fn example() -> Self {
        Self {
            organisation_kind: OrganisationKind::Other,
            aliases: vec![String::new()],
            phones: vec![PhoneJson::example()],
            people: vec![String::new()],
            projects: vec![String::new()],
        }
    }
}
