//! The names, organisations, areas and years by which a project is found.

use crate::model::ProjectIx;
use crate::search::hit::Field;
use crate::search::index::builder::IndexBuilder;
use crate::search::index::builder::fields::{self, Searchable};
use crate::text::Day;

impl IndexBuilder<'_> {
    /// Adds the names, organisations and areas of a project.
    pub(super) fn project(&mut self, number: u32, index: ProjectIx) {
        let directory = self.directory;
        self.texts(number, &fields::of_project(directory, index), false);
        let project = directory.project(index);
        let organisations = project.funders.iter().chain(&project.coordinator).chain(&project.partners);
        for fact in organisations {
            // Finding a record by its id reads the record.
            let known = self.organisations.get(&fact.value).copied();
            let called = known.unwrap_or_else(|| {
                let called = directory.organisation_called(&fact.value);
                self.organisations.insert(fact.value.clone(), called);
                called
            });
            if let Some(organisation) = called {
                self.share_organisation(number, organisation);
                self.employer(number, organisation);
            }
        }
        for area in &project.areas {
            self.text(number, &Searchable::plain(Field::Region, &area.printed), false);
        }
    }

    /// The years of a project, or those of the project that it is a part of.
    pub(super) fn years(&mut self, number: u32, index: ProjectIx) {
        let mut family = self.directory.family_of(index).into_iter().map(|project| self.directory.project(project));
        let Some(dated) = family.find(|project| project.start.is_some() || project.end.is_some()) else { return };
        let first = dated.start.as_ref().and_then(|start| start.from).map(Day::year);
        let last = dated.end.as_ref().and_then(|end| end.to).map(Day::year);
        self.spans.push((number, first.unwrap_or(0), last.unwrap_or(0)));
        if let Some(details) = &mut self.details {
            let words = |year: Option<u16>| year.map_or("?".to_owned(), |year| year.to_string());
            details.span = format!("{}–{}", words(first), words(last));
        }
    }
}
