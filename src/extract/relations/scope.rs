//! The headings above a line: the facts that they give to it, and where each of them ends.

use crate::extract::entities::entity::{Entity, Span};
use crate::extract::entities::organisation::OrganisationMention;
use crate::extract::entities::vocabulary::Label;
use crate::model::{Basis, Evidence, Fact, NamedPlace};

/// The meaning of the headings above a line for it.
#[derive(Debug, Default)]
pub(crate) struct HeadingScope {
    /// The headings that apply, the outermost first.
    headings: Vec<ScopedHeading>,
    /// The project that “hanke” means: the one named last.
    pub(crate) project: Option<String>,
}

/// A heading with the facts that it gives to the lines below it.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about a heading, each of which a rule asks for")]
pub(crate) struct ScopedHeading {
    /// The level that the markup gives it, from 1; `None` for a line of plain text.
    pub(crate) level: Option<u8>,
    /// A title.
    pub(crate) role: Option<ScopedRole>,
    /// Areas.
    pub(crate) areas: Vec<NamedPlace>,
    /// The municipality where the people of the document work, if the title says it.
    pub(crate) place: Option<NamedPlace>,
    /// An organisation.
    pub(crate) organisation: Option<ScopedOrganisation>,
    /// A project.
    pub(crate) project: Option<ScopedProject>,
    /// Whether the people below hold no position now.
    pub(crate) is_former: bool,
    /// Whether it gives nothing, such as “Contact”.
    pub(crate) is_generic: bool,
    /// Whether it is the first line of a block of plain text, and ends with the block.
    pub(crate) ends_with_group: bool,
    /// Whether nothing has been read below it.
    pub(crate) is_new: bool,
    /// Whether it is about others than the headings above, such as “Other contacts”.
    pub(crate) is_of_others: bool,
    /// Whether it is the title of the document.
    pub(crate) is_title: bool,
    /// The kind of list that the lines below it are, such as partners.
    pub(crate) label: Option<Label>,
    /// Whether the headings below it are the names of projects.
    pub(crate) lists_projects: bool,
}

/// A title in a heading.
#[derive(Clone, Debug)]
pub(crate) struct ScopedRole {
    /// In the nominative.
    pub(crate) title: String,
    /// The heading.
    pub(crate) evidence: Vec<Evidence>,
    /// Whether the title is that of one person, and ends with the block below the heading.
    pub(crate) ends_with_block: bool,
}

/// An organisation in a heading.
#[derive(Clone, Debug)]
pub(crate) struct ScopedOrganisation {
    /// The organisation.
    pub(crate) organisation: OrganisationMention,
    /// The heading.
    pub(crate) evidence: Vec<Evidence>,
}

/// A project in a heading.
#[derive(Clone, Debug)]
pub(crate) struct ScopedProject {
    /// Its name.
    pub(crate) name: String,
    /// The heading.
    pub(crate) evidence: Vec<Evidence>,
    /// Whether it is a programme, whose projects have headings below.
    pub(crate) is_programme: bool,
}

impl ScopedHeading {
    /// Whether two headings of plain text are of one kind, so that the second ends the first.
    fn is_same_kind(&self, other: &Self) -> bool {
        let is_other =
            |it: &Self| !it.is_generic && it.role.is_none() && it.areas.is_empty() && it.organisation.is_none();
        self.role.is_some() && other.role.is_some()
            || !self.areas.is_empty() && !other.areas.is_empty()
            || self.organisation.is_some() && other.organisation.is_some()
            || self.is_generic && other.is_generic
            // A heading that gives nothing known may name a project.
            || is_other(self) && is_other(other)
    }
}

impl HeadingScope {
    /// Takes a heading; the headings that it ends no longer apply.
    ///
    /// A heading that the markup marks ends those of its level and below. A heading of plain text ends the last one of its
    /// kind and what is below that; one with a title, or none, ends titles and areas.
    pub(crate) fn enter(&mut self, heading: ScopedHeading) {
        match heading.level {
            Some(level) => self.end_marked(level, &heading),
            None => self.end_plain(&heading),
        }
        if let Some(project) = &heading.project {
            self.project = Some(project.name.clone());
        }
        self.headings.push(heading);
    }

    /// Ends the headings of a level and below, for a heading that the markup marks.
    fn end_marked(&mut self, level: u8, heading: &ScopedHeading) {
        // A document that gives all headings one level still has a title.
        let is_kept = |above: &ScopedHeading| above.is_title && above.project.is_some() && heading.project.is_none();
        let ends = |above: &ScopedHeading| above.level.is_none_or(|own| own >= level) && !is_kept(above);
        let first = self.headings.iter().position(ends).unwrap_or(self.headings.len());
        self.headings.truncate(first);
    }

    /// Ends the headings that a heading of plain text replaces.
    fn end_plain(&mut self, heading: &ScopedHeading) {
        let gives_context = heading.is_generic || heading.role.is_some();
        let is_open = |above: &ScopedHeading| above.project.is_some() || above.organisation.is_some();
        let ends = |above: &ScopedHeading| {
            above.level.is_none() && (above.is_same_kind(heading) || gives_context && !is_open(above))
        };
        let is_unknown = !gives_context && heading.areas.is_empty() && heading.organisation.is_none();
        // A project ends the title, too; another heading is a part of what the title names.
        let is_project = heading.project.is_some();
        let ends_unknown = |above: &ScopedHeading| {
            is_unknown && above.level.is_none() && (is_project || !above.is_title) && !above.lists_projects
        };
        let is_kept = |above: &ScopedHeading| above.is_title && !is_project;
        let first = self.headings.iter().position(|above| !is_kept(above) && ends(above) || ends_unknown(above));
        self.headings.truncate(first.unwrap_or(self.headings.len()));
        // The title gives its project to the whole document, its title or areas only up to the next heading.
        if let Some(title) = self.headings.first_mut().filter(|above| above.is_title && above.level.is_none()) {
            if gives_context || is_unknown || heading.role.is_some() {
                title.role = None;
            }
            if gives_context || is_unknown || !heading.areas.is_empty() {
                title.areas.clear();
            }
        }
    }

    /// Ends everything: another part of the document begins.
    pub(crate) fn end_all(&mut self) {
        *self = Self::default();
    }

    /// Ends the titles that hold for one block; a block of nothing but the heading is not the one.
    pub(crate) fn end_block(&mut self) {
        for heading in &mut self.headings {
            let is_over = !std::mem::take(&mut heading.is_new);
            heading.role = heading.role.take().filter(|role| !role.ends_with_block || !is_over);
        }
    }

    /// Ends the headings that are the first line of the block that ends.
    pub(crate) fn end_group(&mut self) {
        self.headings.retain(|heading| !heading.ends_with_group || heading.is_title);
    }

    /// A line below the headings is read: the block is not that of the heading alone.
    pub(crate) fn enter_line(&mut self) {
        if let Some(last) = self.headings.last_mut() {
            last.is_new = false;
        }
    }

    /// The title that a heading gives.
    pub(crate) fn role(&self) -> Option<&ScopedRole> {
        self.headings.iter().rev().find_map(|heading| heading.role.as_ref())
    }

    /// The areas that a heading gives.
    pub(crate) fn areas(&self) -> &[NamedPlace] {
        let found = self.headings.iter().rev().find(|heading| !heading.areas.is_empty());
        found.map_or(&[], |heading| heading.areas.as_slice())
    }

    /// The municipality that the title gives, unless a heading gives areas.
    pub(crate) fn place(&self) -> Option<&NamedPlace> {
        self.headings.first().and_then(|title| title.place.as_ref()).filter(|_| self.areas().is_empty())
    }

    /// The organisation that a heading gives.
    pub(crate) fn organisation(&self) -> Option<&ScopedOrganisation> {
        self.headings.iter().rev().find_map(|heading| heading.organisation.as_ref())
    }

    /// The project that a heading gives.
    pub(crate) fn heading_project(&self) -> Option<&ScopedProject> {
        if self.headings.last().is_some_and(|heading| heading.is_of_others) {
            return None;
        }
        self.headings.iter().rev().find_map(|heading| heading.project.as_ref())
    }

    /// The kind of list that the lines below are, according to the nearest heading.
    pub(crate) fn label(&self) -> Option<Label> {
        self.headings.last()?.label
    }

    /// Whether a heading of a level is the name of a project, because one above it is that of a list of projects.
    pub(crate) fn lists_projects(&self, level: Option<u8>) -> bool {
        let is_above = |heading: &ScopedHeading| match (level, heading.level) {
            (Some(level), Some(own)) => own < level,
            (Some(_), None) => false,
            (None, _) => true,
        };
        self.headings.iter().any(|heading| heading.lists_projects && is_above(heading))
    }

    /// Whether a heading ends with the block.
    pub(crate) fn has_group_heading(&self) -> bool {
        self.headings.iter().any(|heading| heading.ends_with_group && !heading.is_title)
    }

    /// Whether the last heading gives areas and ends with the block.
    pub(crate) fn has_group_areas(&self) -> bool {
        self.headings.last().is_some_and(|heading| heading.ends_with_group && !heading.areas.is_empty())
    }

    /// Whether the last heading is the name of an organisation.
    pub(crate) fn gives_organisation(&self) -> bool {
        self.headings.last().is_some_and(|heading| heading.organisation.is_some())
    }

    /// Makes the title of the last heading hold for all blocks below it.
    pub(crate) fn keep_role(&mut self) {
        if let Some(role) = self.headings.last_mut().and_then(|heading| heading.role.as_mut()) {
            role.ends_with_block = false;
        }
    }

    /// The organisation of a heading that ends with the block.
    pub(crate) fn group_organisation(&self) -> Option<Fact<String>> {
        let heading = self.headings.last().filter(|heading| heading.ends_with_group)?.organisation.as_ref()?;
        let value = heading.organisation.name.clone();
        Some(Fact { value, basis: Basis::Stated, evidence: heading.evidence.clone() })
    }

    /// Makes the last heading end with the block.
    pub(crate) fn bind_to_group(&mut self) {
        if let Some(last) = self.headings.last_mut() {
            last.ends_with_group = true;
        }
    }

    /// Whether a heading above a level that the markup marks names a project.
    pub(crate) fn has_project_above(&self, level: u8) -> bool {
        let is_above = |heading: &&ScopedHeading| heading.is_title || heading.level.is_some_and(|own| own < level);
        self.headings.iter().filter(is_above).any(|heading| heading.project.is_some())
    }

    /// The programme that a heading above a level names.
    pub(crate) fn programme_above(&self, level: Option<u8>) -> Option<String> {
        let is_above = |heading: &&ScopedHeading| match (heading.level, level) {
            (Some(own), Some(level)) => own < level,
            _ => heading.is_title,
        };
        let projects = self.headings.iter().filter(is_above).filter_map(|heading| heading.project.as_ref());
        projects.filter(|project| project.is_programme).map(|project| project.name.clone()).next()
    }

    /// Whether a heading above is one of a list of projects.
    pub(crate) fn is_in_project_list(&self) -> bool {
        self.headings.iter().any(|heading| heading.lists_projects)
    }

    /// Whether no heading has been read.
    pub(crate) fn is_empty(&self) -> bool {
        self.headings.is_empty()
    }

    /// Whether a heading says that the people below hold no position now.
    pub(crate) fn is_former(&self) -> bool {
        self.headings.iter().any(|heading| heading.is_former)
    }

    /// Takes the projects that a sentence names; a part, or a name without a word for project, does not replace a
    /// project.
    pub(crate) fn take_projects(&mut self, spans: &[Span]) {
        for span in spans {
            if let Entity::Project(project) = &span.entity
                && (self.project.is_none() || !project.is_part && project.has_head)
            {
                self.project = Some(project.name.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(title: &str, level: Option<u8>, ends_with_block: bool) -> ScopedHeading {
        let role = ScopedRole { title: title.to_owned(), evidence: Vec::new(), ends_with_block };
        ScopedHeading { level, role: Some(role), is_new: true, ..ScopedHeading::default() }
    }

    fn project(name: &str, level: Option<u8>) -> ScopedHeading {
        let project = ScopedProject { name: name.to_owned(), evidence: Vec::new(), is_programme: false };
        ScopedHeading { level, project: Some(project), ..ScopedHeading::default() }
    }

    fn title(scope: &HeadingScope) -> Option<&str> {
        scope.role().map(|role| role.title.as_str())
    }

    #[test]
    fn the_title_of_one_person_ends_with_its_block() {
        let mut scope = HeadingScope::default();
        scope.enter(role("suunnittelija", None, true));
        scope.end_block();
        assert_eq!(title(&scope), Some("suunnittelija"));
        scope.enter_line();
        scope.end_block();
        assert_eq!(title(&scope), None);
        scope.enter(role("suunnittelija", None, false));
        scope.end_block();
        assert_eq!(title(&scope), Some("suunnittelija"));
    }

    #[test]
    fn a_heading_ends_those_of_its_level_and_below() {
        let mut scope = HeadingScope::default();
        scope.enter(project("Polku", Some(1)));
        scope.enter(role("suunnittelija", Some(2), false));
        scope.enter(ScopedHeading { level: Some(2), is_generic: true, ..ScopedHeading::default() });
        assert_eq!((title(&scope), scope.heading_project().map(|it| it.name.as_str())), (None, Some("Polku")));
        scope.enter(ScopedHeading { level: Some(1), ..ScopedHeading::default() });
        assert!(scope.heading_project().is_none());
    }

    #[test]
    fn a_heading_of_plain_text_ends_the_last_of_its_kind() {
        let mut scope = HeadingScope::default();
        scope.enter(project("Polku", None));
        scope.enter(ScopedHeading { is_generic: true, ..ScopedHeading::default() });
        assert!(scope.heading_project().is_some());
        scope.enter(ScopedHeading::default());
        assert!(scope.heading_project().is_none(), "an unknown heading may name another project");
        scope.enter(role("suunnittelija", None, false));
        scope.enter(ScopedHeading { is_generic: true, ..ScopedHeading::default() });
        assert_eq!(title(&scope), None);
    }
}
