//! Whom to ask instead, where a number is doubtful, missing or nobody's.

use super::{Directory, RecordRef, WarningKind};
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
        if self.person(person).direct_phone().is_some() && !self.is_number_doubtful(person) {
            return None;
        }
        let mut projects = self.positions_of(person).filter_map(|position| self.project_of(position));
        projects.find_map(|project| self.fallback_in(project, Some(person)))
    }

    /// Whom to ask about a position that nobody with a name holds.
    #[must_use]
    pub fn fallback_for_position(&self, position: usize) -> Option<Fallback> {
        self.fallback_in(self.project_of(position)?, None)
    }

    /// Whom to ask about a project: who manages it or what it is a part of, else who coordinates it.
    #[must_use]
    pub fn fallback_for_project(&self, project: usize) -> Option<Fallback> {
        self.fallback_in(project, None)
    }

    /// Whom to ask about a region that nobody is responsible for: the project that covers most of the others.
    #[must_use]
    pub fn fallback_for_region(&self, region: RegionCode) -> Option<Fallback> {
        if self.responsible_count(region) > 0 {
            return None;
        }
        self.fallback_in(self.links().widest()?, None)
    }

    /// Whether a move was announced that may have made the person's number somebody else's.
    #[must_use]
    pub fn is_number_doubtful(&self, person: usize) -> bool {
        self.warnings_about(RecordRef::Person(person))
            .any(|warning| matches!(warning.kind, WarningKind::AnnouncedMove { .. }))
    }

    /// The manager of the project or of what it is a part of, else the organisation that coordinates it.
    fn fallback_in(&self, project: usize, except: Option<usize>) -> Option<Fallback> {
        let family = self.family_of(project);
        let mut managers = family.iter().flat_map(|project| self.links().managers_of(*project));
        let manager = managers.find(|person| Some(*person) != except).map(Fallback::Manager);
        let coordinator = || family.iter().find_map(|project| self.links().coordinator_of(*project));
        manager.or_else(|| coordinator().map(Fallback::Coordinator))
    }
}
