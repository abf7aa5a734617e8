//! An organisation as JSON.

use serde::Serialize;

use super::parts::{Phone, values};
use crate::model::{Directory, Fact, OrganisationId, OrganisationKind};

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct OrganisationFields {
    /// What sort of organisation it is; `kind` says what sort of record.
    organisation_kind: OrganisationKind,
    aliases: Vec<String>,
    phones: Vec<Phone>,
    /// Everyone placed there, each once.
    people: Vec<String>,
    /// Those that it coordinates, funds or takes part in.
    projects: Vec<String>,
}

impl OrganisationFields {
    pub(super) fn new(directory: &Directory, index: usize) -> Self {
        let model = directory.model();
        let organisation = &model.organisations[index];
        let placed = directory.positions_at(&organisation.id).filter_map(|position| model.positions[position].person());
        let mut people: Vec<String> = Vec::new();
        for person in placed {
            if !people.iter().any(|known| known == person.as_str()) {
                people.push(person.to_string());
            }
        }
        let is_it = |fact: &Fact<OrganisationId>| fact.value == organisation.id;
        let projects = model
            .projects
            .iter()
            .filter(|project| project.funders.iter().chain(&project.coordinator).chain(&project.partners).any(is_it));
        Self {
            organisation_kind: organisation.kind,
            aliases: values(&organisation.aliases),
            phones: organisation.phones.iter().map(Phone::new).collect(),
            people,
            projects: projects.map(|project| project.id.to_string()).collect(),
        }
    }

    pub(super) fn example() -> Self {
        Self {
            organisation_kind: OrganisationKind::Other,
            aliases: vec![String::new()],
            phones: vec![Phone::example()],
            people: vec![String::new()],
            projects: vec![String::new()],
        }
    }
}
