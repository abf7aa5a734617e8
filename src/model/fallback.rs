//! Whom to ask instead, where a number is doubtful, missing or nobody's.

use super::{Directory, ProjectId, RecordRef, Time, WarningKind};
use crate::gazetteer::RegionCode;

/// Whom to ask instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fallback {
    /// Index of the person who manages the project, with a number.
    Manager(usize),
    /// Index of the organisation that coordinates the project.
    Coordinator(usize),
}

impl Fallback {
    /// The record behind it.
    #[must_use]
    pub fn record(self) -> RecordRef {
        match self {
            Self::Manager(person) => RecordRef::Person(person),
            Self::Coordinator(organisation) => RecordRef::Organisation(organisation),
        }
    }
}

impl Directory {
    /// Whom to ask instead of a person: nobody when the person has an undoubted number of their own.
    #[must_use]
    pub fn fallback_for_person(&self, person: usize) -> Option<Fallback> {
        if self.has_number(person) && !self.is_number_doubtful(person) {
            return None;
        }
        let positions = self.positions_of(person).iter().map(|index| &self.model().positions[*index]);
        let projects = positions.filter_map(|position| position.project.as_ref());
        projects.map(|project| &project.value).find_map(|project| self.fallback_in(project, Some(person)))
    }

    /// Whom to ask about a position that nobody with a name holds.
    #[must_use]
    pub fn fallback_for_position(&self, position: usize) -> Option<Fallback> {
        let project = self.model().positions[position].project.as_ref()?;
        self.fallback_in(&project.value, None)
    }

    /// Whom to ask about a project: who manages it or what it is a part of, else who coordinates it.
    #[must_use]
    pub fn fallback_for_project(&self, project: usize) -> Option<Fallback> {
        self.fallback_in(&self.model().projects[project].id, None)
    }

    /// Whom to ask about a region that nobody is responsible for: the project that covers most of the others.
    #[must_use]
    pub fn fallback_for_region(&self, region: RegionCode) -> Option<Fallback> {
        if !self.coverage().of_region(region).is_empty() {
            return None;
        }
        let with_areas = self.model().positions.iter().filter(|position| !position.areas.is_empty());
        let projects: Vec<&ProjectId> =
            with_areas.filter_map(|position| Some(&position.project.as_ref()?.value)).collect();
        let count = |id: &ProjectId| projects.iter().filter(|other| **other == id).count();
        let widest = projects.iter().rev().max_by_key(|id| count(id))?;
        self.fallback_in(widest, None)
    }

    /// Whether a move was announced that may have made the person's number somebody else's.
    #[must_use]
    pub fn is_number_doubtful(&self, person: usize) -> bool {
        self.warnings_about(RecordRef::Person(person)).any(|warning| warning.kind == WarningKind::AnnouncedMove)
    }

    fn has_number(&self, person: usize) -> bool {
        self.model().people[person].direct_phone().is_some()
    }

    /// The manager of the project or of what it is a part of, else the organisation that coordinates it.
    fn fallback_in(&self, project: &ProjectId, except: Option<usize>) -> Option<Fallback> {
        let family = self.family_of(project);
        let manager = family.iter().find_map(|project| {
            let manages = |index: &usize| {
                let position = &self.model().positions[*index];
                position.time == Time::Current && is_manager(&position.title)
            };
            let mut people = self.positions_in(&project.id).filter(manages).filter_map(|index| self.holder_of(index));
            people.find(|person| Some(*person) != except && self.has_number(*person))
        });
        let coordinator = || {
            let organisation = family.iter().find_map(|project| project.coordinator.as_ref())?;
            match self.find(&super::RecordId::Organisation(organisation.value.clone()))? {
                RecordRef::Organisation(organisation) => Some(Fallback::Coordinator(organisation)),
                _ => None,
            }
        };
        manager.map(Fallback::Manager).or_else(coordinator)
    }
}

/// Whether a title means leading a project, in the languages of the documents.
fn is_manager(title: &str) -> bool {
    let title = title.to_lowercase();
    ["hankepäällikkö", "projektipäällikkö", "hankejohtaja", "projektledare", "projektchef", "project manager"]
        .iter()
        .any(|manager| title.contains(manager))
}
