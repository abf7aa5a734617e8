//! The positions of a person: current ones as posts, the others as remarks.

use super::term::{POST_AREA, POST_PLACE};
use super::{ExportEntry, ExportPost, ExportSource, ExportTerm};
use crate::i18n::{say, when, years};
use crate::model::{Holder, Nameless, Position, PositionIx, Project, ProjectIx, Time};

impl ExportSource<'_> {
    /// Adds a position to the entry of its holder: as a post if it is held, else as a remark.
    pub(super) fn add_position(&self, entry: &mut ExportEntry, index: PositionIx) {
        let position = self.directory.position(index);
        let post = self.post(index, &position);
        match position.time {
            Time::Current => {
                for area in position.areas.iter().map(|area| &area.printed) {
                    if !entry.areas.contains(area) {
                        entry.areas.push(area.clone());
                    }
                }
                entry.place = entry.place.take().or_else(|| position.place.as_ref().map(|place| place.printed.clone()));
                if let Some(project) = self.directory.project_of(index)
                    && self.directory.is_project_over(project, self.today) == Some(true)
                {
                    entry.remarks.push(format!("{}: {}", post.words(), say!(self.lang, "find.project_over")));
                }
                if !entry.posts.contains(&post) {
                    entry.posts.push(post);
                }
            }
            Time::Former => entry.remarks.push(say!(self.lang, "export.former", post = post.words())),
            Time::Announced => {
                let start = position.start.as_ref().map(|start| when(self.lang, start.from, start.to));
                let post = [Some(post.words()), start].into_iter().flatten().collect::<Vec<_>>().join(", ");
                entry.remarks.push(say!(self.lang, "export.announced", post = post));
            }
        }
    }

    fn post(&self, index: PositionIx, position: &Position) -> ExportPost {
        let organisation = self.directory.organisation_of(index);
        let project = self.directory.project_of(index).map(|index| self.directory.project(index));
        ExportPost {
            title: position.title.clone(),
            organisation: organisation.map(|index| self.directory.organisation(index).name.clone()),
            unit: position.unit.clone(),
            project: project.as_ref().map(|project| project.name.clone()),
            project_term: project
                .map(|project| ExportTerm::of(project.start.as_ref(), project.end.as_ref()))
                .unwrap_or_default(),
            term: ExportTerm::of(position.start.as_deref(), position.end.as_deref()),
            areas: position.areas.iter().map(|area| area.printed.clone()).collect(),
            place: position.place.as_ref().map(|place| place.printed.clone()),
        }
    }

    /// Why a post has no name, and the number of posts if there are several.
    pub(super) fn nameless_remarks(&self, position: &Position) -> impl Iterator<Item = String> + use<> {
        let reason = match position.holder {
            Holder::Nameless(Nameless::Vacant) => say!(self.lang, "export.vacant"),
            _ => say!(self.lang, "export.unnamed"),
        };
        let count = position.count.filter(|count| count.get() > 1);
        [reason].into_iter().chain(count.map(|count| say!(self.lang, "detail.posts", count = count)))
    }

    /// The description of a project, in sentences.
    pub(super) fn project_remarks(&self, index: ProjectIx, project: &Project) -> Vec<String> {
        let (start, end) = (project.start.as_ref(), project.end.as_ref());
        let years = years(start.and_then(|start| start.from), end.and_then(|end| end.to));
        let is_over = self.directory.is_project_over(index, self.today) == Some(true);
        let over = is_over.then(|| say!(self.lang, "find.project_over"));
        Some(years).filter(|years| !years.is_empty()).into_iter().chain(over).collect()
    }
}

impl ExportEntry {
    /// Whether the posts have different areas or places of work, so that each needs its own.
    fn has_posts_apart(&self) -> bool {
        let is_other = |post: &ExportPost| {
            self.posts.first().is_some_and(|first| (&first.areas, &first.place) != (&post.areas, &post.place))
        };
        self.posts.iter().any(is_other)
    }

    /// The values of a post for which the formats have no attributes, with their names: times, and areas and place if
    /// the posts differ in these.
    pub(in crate::exchange) fn own_values<'e>(
        &self,
        post: &'e ExportPost,
    ) -> impl Iterator<Item = (&'static str, &'e str)> + use<'e> {
        let is_apart = self.has_posts_apart();
        let areas = post.areas.iter().map(|area| (POST_AREA, area.as_str()));
        let place = post.place.iter().map(|place| (POST_PLACE, place.as_str()));
        post.times().chain(areas.chain(place).filter(move |_| is_apart))
    }
}

impl ExportPost {
    /// The post, between commas.
    pub(in crate::exchange) fn words(&self) -> String {
        let title = Some(&self.title).filter(|title| !title.is_empty());
        let parts = [title, self.unit.as_ref(), self.organisation.as_ref(), self.project.as_ref()];
        parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ")
    }
}
