//! The people that a sentence or a contact line names.

use std::ops::Range;

use crate::extract::document::sentence::Sentence;
use crate::extract::entities::entity::Entity;
use crate::extract::entities::inflection::NounCase;
use crate::extract::entities::role::RoleMention;
use crate::gazetteer::Case;

/// A sentence or a contact line with the people it names.
pub(crate) struct PersonMentions<'a> {
    /// The sentence.
    pub(crate) sentence: Sentence<'a>,
    /// The units that are names.
    pub(crate) people: Vec<(usize, &'a str)>,
    /// Whether it lists rather than tells.
    pub(crate) listed: bool,
}

impl<'a> PersonMentions<'a> {
    /// What a unit is.
    pub(crate) fn kind(&self, at: usize) -> Option<&'a Entity> {
        self.sentence.spans.get(at).map(|span| &span.entity)
    }

    pub(crate) fn role(&self, at: usize) -> Option<&'a RoleMention> {
        match self.kind(at)? {
            Entity::Role(role) => Some(role),
            _ => None,
        }
    }

    /// The units that belong to one of the people: from their own title, or from the line's start, to the next one's.
    pub(crate) fn segment(&self, index: usize) -> Range<usize> {
        let start = |index: usize| match self.people.get(index) {
            _ if index == 0 => 0,
            Some((at, _)) => {
                let titled = at.checked_sub(1).is_some_and(|before| self.role(before).is_some());
                let first = if titled { at - 1 } else { *at };
                (self.people.get(index - 1).map_or(0, |(before, _)| before + 1)..first)
                    .rev()
                    .find(|at| titled && !self.is_genitive(*at))
                    .map_or(first, |at| if titled { at + 1 } else { first })
            }
            None => self.sentence.spans.len(),
        };
        start(index)..start(index + 1)
    }

    pub(crate) fn is_genitive(&self, at: usize) -> bool {
        match self.kind(at) {
            Some(Entity::Organisation(it)) => it.case == NounCase::Genitive,
            Some(Entity::Project(it)) => it.case == NounCase::Genitive,
            Some(Entity::Place(it)) => it.case == Case::Genitive,
            _ => false,
        }
    }
}
