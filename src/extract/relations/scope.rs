//! What the lines above a line mean for it.

use crate::extract::entities::entity::{Entity, Span};
use crate::extract::entities::organisation::OrganisationMention;
use crate::model::Evidence;

/// What the lines above a line mean for it.
#[derive(Debug, Default)]
pub(crate) struct LineScope {
    /// The title that the heading above gives.
    pub(crate) role: Option<ScopedRole>,
    /// The organisation that the heading above names.
    pub(crate) organisation: Option<ScopedOrganisation>,
    /// The project that “hanke” means.
    pub(crate) project: Option<String>,
    /// The name that the lines of a card belong to.
    pub(crate) card: Option<String>,
}

/// A title in a heading.
#[derive(Clone, Debug)]
pub(crate) struct ScopedRole {
    /// In the nominative.
    pub(crate) title: String,
    /// The heading.
    pub(crate) evidence: Vec<Evidence>,
    /// Index of the heading's line if the title is that of one person, and ends with the block.
    pub(crate) block: Option<usize>,
}

/// An organisation in a heading.
#[derive(Clone, Debug)]
pub(crate) struct ScopedOrganisation {
    /// The organisation.
    pub(crate) organisation: OrganisationMention,
    /// The heading.
    pub(crate) evidence: Vec<Evidence>,
    /// The number of `#` in front: it holds for headings below that have more.
    pub(crate) level: usize,
}

impl LineScope {
    /// Ends a block at an empty line; one directly under the heading is part of the block.
    pub(crate) fn end_block(&mut self, at: usize) {
        let ends = |role: &ScopedRole| role.block.is_some_and(|heading| at > heading + 1);
        if self.role.as_ref().is_some_and(ends) {
            self.role = None;
        }
    }

    /// Ends the organisation of a heading at a heading of the same or a higher level.
    pub(crate) fn end_organisation(&mut self, level: usize) {
        self.organisation = self.organisation.take().filter(|above| above.level > 0 && level > above.level);
    }

    /// Takes the projects that a sentence names; a part, or a name without a word for project, replaces none.
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
    use crate::language::Case;
    use crate::model::OrganisationKind;

    fn scope_of_role(block: Option<usize>) -> LineScope {
        let role = ScopedRole { title: "suunnittelija".to_owned(), evidence: Vec::new(), block };
        LineScope { role: Some(role), ..LineScope::default() }
    }

    #[test]
    fn the_title_of_one_person_ends_with_its_block() {
        let mut scope = scope_of_role(Some(3));
        scope.end_block(4);
        assert!(scope.role.is_some());
        scope.end_block(5);
        assert!(scope.role.is_none());
    }

    #[test]
    fn the_title_of_a_list_does_not_end_at_an_empty_line() {
        let mut scope = scope_of_role(None);
        scope.end_block(9);
        assert!(scope.role.is_some());
    }

    #[test]
    fn an_organisation_holds_for_the_headings_below_it() {
        let holds = |level, next| {
            let name = "Turun Apu ry".to_owned();
            let (kind, case) = (OrganisationKind::Association, Case::Nominative);
            let organisation = OrganisationMention { name, alias: None, kind, case };
            let organisation = Some(ScopedOrganisation { organisation, evidence: Vec::new(), level });
            let mut scope = LineScope { organisation, ..LineScope::default() };
            scope.end_organisation(next);
            scope.organisation.is_some()
        };
        assert_eq!(
            [(1, 2), (1, 1), (2, 1), (0, 2)].map(|(level, next)| holds(level, next)),
            [true, false, false, false]
        );
    }
}
