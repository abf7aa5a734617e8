//! A project, or a part of one, as JSON.

use serde::Serialize;

use super::parts::{FallbackJson, PeriodJson, regions, value, values};
use crate::model::{Directory, PlaceId, ProjectIx, RecordRef};
use crate::text::Day;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct ProjectJson {
    abbreviation: Option<String>,
    parent: Option<String>,
    start: Option<PeriodJson>,
    end: Option<PeriodJson>,
    funders: Vec<String>,
    coordinator: Option<String>,
    partners: Vec<String>,
    regions: Vec<String>,
    /// Whether it works in all of Finland.
    nationwide: bool,
    /// `null` if no end is known, neither of the project nor of the one that it is a part of.
    over: Option<bool>,
    /// Whom to call if no one in the project has a number.
    fallback: Option<FallbackJson>,
}

impl ProjectJson {
    pub(super) fn new(directory: &Directory, index: ProjectIx, today: Day) -> Self {
        let project = directory.project(index);
        Self {
            abbreviation: value(project.abbreviation.as_ref()),
            parent: value(project.parent.as_ref()),
            start: PeriodJson::maybe(project.start.as_ref()),
            end: PeriodJson::maybe(project.end.as_ref()),
            funders: values(&project.funders),
            coordinator: value(project.coordinator.as_ref()),
            partners: values(&project.partners),
            regions: regions(directory, &project.areas),
            nationwide: project.areas.iter().any(|area| area.place == PlaceId::Country),
            over: directory.is_project_over(index, today),
            fallback: FallbackJson::of(directory, RecordRef::Project(index)),
        }
    }

    pub(super) fn example() -> Self {
        Self {
            abbreviation: Some(String::new()),
            parent: Some(String::new()),
            start: Some(PeriodJson::example()),
            end: Some(PeriodJson::example()),
            funders: vec![String::new()],
            coordinator: Some(String::new()),
            partners: vec![String::new()],
            regions: vec![String::new()],
            nationwide: true,
            over: Some(true),
            fallback: Some(FallbackJson::example()),
        }
    }
}
