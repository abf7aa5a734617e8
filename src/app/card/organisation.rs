//! An organisation in full.

use super::parts::{Card, kind_words};
use crate::app::{Line, Role};
use crate::model::{OrganisationId, Project, RecordRef};
use crate::words::say;

impl Card<'_> {
    pub(super) fn organisation(&mut self, index: usize) {
        let record = RecordRef::Organisation(index);
        let organisation = &self.directory.model().organisations[index];
        self.push(Line::of(organisation.name.clone(), Role::Title), None);
        let kind = kind_words(self.lang, "organisation", &organisation.kind);
        self.push(Line::of(format!("  {kind}"), Role::Quiet), None);
        for alias in &organisation.aliases {
            self.field(&say!(self.lang, "detail.alias"), &alias.value);
        }
        for phone in &organisation.phones {
            self.push(
                Line::of(phone.printed.clone(), Role::Number).and(format!("  {}", phone.e164), Role::Quiet),
                None,
            );
        }
        self.warnings(record);
        let positions: Vec<usize> = self.directory.positions_at(&organisation.id).collect();
        self.positions(&say!(self.lang, "detail.people"), &positions);
        self.projects_where(&say!(self.lang, "detail.coordinates"), |project| {
            project.coordinator.iter().any(|fact| fact.value == organisation.id)
        });
        let names =
            |facts: &[crate::model::Fact<OrganisationId>]| facts.iter().any(|fact| fact.value == organisation.id);
        self.projects_where(&say!(self.lang, "detail.funds"), |project| names(&project.funders));
        self.projects_where(&say!(self.lang, "detail.takes_part"), |project| names(&project.partners));
        self.evidence(record);
    }

    fn projects_where(&mut self, heading: &str, is_wanted: impl Fn(&Project) -> bool) {
        let projects = &self.directory.model().projects;
        let wanted: Vec<usize> = (0..projects.len()).filter(|index| is_wanted(&projects[*index])).collect();
        if wanted.is_empty() {
            return;
        }
        self.heading(heading);
        for index in wanted {
            let years = super::project_years(&projects[index]);
            self.link("", RecordRef::Project(index), &years);
        }
    }
}
