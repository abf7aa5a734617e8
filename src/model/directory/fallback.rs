//! Finds whom to ask if a record has no number, or a doubtful one, and the regions that a record is about.

use super::Directory;
use crate::gazetteer::{self, RegionCode};
use crate::model::{NamedPlace, OrganisationIx, PersonIx, PositionIx, ProjectIx, RecordRef, Time, WarningKind};

/// The maximum number of positions of a project or a person that are examined: as many as a card shows.
const MOST: usize = 100;

/// Whom to ask instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fallback {
    /// The person who manages the project, with a number.
    Manager(PersonIx),
    /// The organisation that coordinates the project, with a number.
    Coordinator(OrganisationIx),
    /// Nobody with a number is known.
    Nobody,
}

impl Fallback {
    /// The record to ask. Returns `None` if nobody is known.
    #[must_use]
    pub fn record(self) -> Option<RecordRef> {
        match self {
            Self::Manager(person) => Some(RecordRef::Person(person)),
            Self::Coordinator(organisation) => Some(RecordRef::Organisation(organisation)),
            Self::Nobody => None,
        }
    }
}

impl Directory {
    /// Whom to ask instead of a record. Returns `None` if a person or a project has a reliable number, if somebody is
    /// responsible for a region, and for organisations and documents.
    #[must_use]
    pub fn fallback_for(&self, record: RecordRef) -> Option<Fallback> {
        match record {
            RecordRef::Person(person) => self.fallback_for_person(person),
            RecordRef::Position(position) => {
                Some(self.project_of(position).map_or(Fallback::Nobody, |project| self.fallback_in(project, None)))
            }
            RecordRef::Project(project) if self.contact_in(project).is_some() => None,
            RecordRef::Project(project) => Some(self.fallback_in(project, None)),
            RecordRef::Region(code) if self.responsible_count(code) > 0 => None,
            // The project that covers the most regions is the most likely to be responsible for this one.
            RecordRef::Region(_) => {
                Some(self.links().widest().map_or(Fallback::Nobody, |project| self.fallback_in(project, None)))
            }
            RecordRef::Organisation(_) | RecordRef::Document(_) => None,
        }
    }

    /// The person to call about a project: the manager, or the only person in it with a number.
    #[must_use]
    pub fn contact_in(&self, project: ProjectIx) -> Option<PersonIx> {
        let manager = self.links().managers_of(project).find(|person| !self.is_number_doubtful(*person));
        manager.or_else(|| {
            let held = self.positions_in(project).take(MOST).filter(|it| self.position(*it).time != Time::Former);
            let mut people = held.filter_map(|position| self.holder_of(position));
            let has_number = |person: &PersonIx| self.person(*person).direct_phone().is_some();
            let only = people.find(has_number)?;
            let is_only = !people.any(|other| other != only && has_number(&other));
            (is_only && !self.is_number_doubtful(only)).then_some(only)
        })
    }

    /// Whether a move was announced, after which the number may belong to somebody else.
    #[must_use]
    pub fn is_number_doubtful(&self, person: PersonIx) -> bool {
        self.warnings_about(RecordRef::Person(person))
            .any(|warning| matches!(warning.kind, WarningKind::AnnouncedMove { .. }))
    }

    /// The regions that a record is about, in order of their codes: the regions of its areas, or else of the ELY Centre
    /// that it is or belongs to, or that coordinates its project.
    #[must_use]
    pub fn regions_about(&self, record: RecordRef) -> Vec<RegionCode> {
        let positions: Vec<PositionIx> = match record {
            RecordRef::Region(code) => return vec![code],
            RecordRef::Person(person) => self.positions_of(person).take(MOST).collect(),
            RecordRef::Position(position) => vec![position],
            RecordRef::Project(project) => {
                let named = self.regions_of_all(&self.project(project).areas);
                return if named.is_empty() { self.regions_of_coordinator(project) } else { named };
            }
            RecordRef::Organisation(organisation) => return self.regions_of_centre(Some(organisation)),
            RecordRef::Document(_) => return Vec::new(),
        };
        let areas: Vec<NamedPlace> = positions.iter().flat_map(|at| self.position(*at).areas.clone()).collect();
        let named = self.regions_of_all(&areas);
        if !named.is_empty() {
            return named;
        }
        let centres = positions.iter().map(|position| self.regions_of_centre(self.organisation_of(*position)));
        let projects = positions.iter().filter_map(|position| self.project_of(*position));
        let coordinators = projects.map(|project| self.regions_of_coordinator(project));
        centres.chain(coordinators).find(|regions| !regions.is_empty()).unwrap_or_default()
    }

    /// The regions of the ELY Centre that coordinates a project, or a project that it is a part of.
    fn regions_of_coordinator(&self, project: ProjectIx) -> Vec<RegionCode> {
        let family = self.family_of(project);
        let coordinators = family.iter().map(|project| self.regions_of_centre(self.links().coordinator_of(*project)));
        coordinators.into_iter().find(|regions| !regions.is_empty()).unwrap_or_default()
    }

    /// The regions of an organisation, if it is an ELY Centre; otherwise empty.
    fn regions_of_centre(&self, organisation: Option<OrganisationIx>) -> Vec<RegionCode> {
        let Some(organisation) = organisation.map(|index| self.organisation(index)) else { return Vec::new() };
        let centre = gazetteer::ely_areas().iter().find(|ely| ely.centre.fi == organisation.name);
        centre.map(|ely| ely.regions.to_vec()).unwrap_or_default()
    }

    fn fallback_for_person(&self, person: PersonIx) -> Option<Fallback> {
        if self.person(person).direct_phone().is_some() && !self.is_number_doubtful(person) {
            return None;
        }
        let projects = self.positions_of(person).filter_map(|position| self.project_of(position));
        let mut found = projects.map(|project| self.fallback_in(project, Some(person)));
        Some(found.find(|fallback| *fallback != Fallback::Nobody).unwrap_or(Fallback::Nobody))
    }

    /// The manager of the project, or of a project that it is a part of; or else the organisation that coordinates one
    /// of these. A manager whose number is doubtful comes last.
    fn fallback_in(&self, project: ProjectIx, except: Option<PersonIx>) -> Fallback {
        let family = self.family_of(project);
        let managers = || {
            let all = family.iter().flat_map(|project| self.links().managers_of(*project));
            all.filter(|person| Some(*person) != except)
        };
        let coordinator = || {
            let mut all = family.iter().filter_map(|project| self.links().coordinator_of(*project));
            all.find(|index| self.organisation(*index).phone().is_some())
        };
        let trusted = managers().find(|person| !self.is_number_doubtful(*person));
        trusted
            .map(Fallback::Manager)
            .or_else(|| coordinator().map(Fallback::Coordinator))
            .or_else(|| managers().next().map(Fallback::Manager))
            .unwrap_or(Fallback::Nobody)
    }
}
