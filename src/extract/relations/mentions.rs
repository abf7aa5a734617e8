//! The people that a sentence or a contact line names.

use std::ops::Range;

use crate::extract::document::sentence::Sentence;
use crate::extract::entities::inflection::Case;
use crate::extract::entities::recognizer::Entity;
use crate::extract::entities::role::RoleMention;
use crate::gazetteer::Case as PlaceCase;

/// A sentence or a contact line with the people it names.
pub(in crate::extract) struct PersonMentions<'a> {
    /// The sentence.
    pub(in crate::extract) sentence: Sentence<'a>,
    /// The units that are names.
    pub(in crate::extract) people: Vec<(usize, &'a str)>,
    /// Whether it lists rather than tells.
    pub(in crate::extract) listed: bool,
}

impl<'a> PersonMentions<'a> {
    /// What a unit is.
    pub(in crate::extract) fn kind(&self, at: usize) -> Option<&'a Entity> {
        self.sentence.spans.get(at).map(|span| &span.entity)
    }

    pub(in crate::extract) fn role(&self, at: usize) -> Option<&'a RoleMention> {
        match self.kind(at)? {
            Entity::Role(role) => Some(role),
            _ => None,
        }
    }

    /// The units that belong to one of the people: from their own title, or from the line's start, to the next one's.
    pub(in crate::extract) fn segment(&self, index: usize) -> Range<usize> {
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

    pub(in crate::extract) fn is_genitive(&self, at: usize) -> bool {
        match self.kind(at) {
            Some(Entity::Organisation(it)) => it.case == Case::Genitive,
            Some(Entity::Project(it)) => it.case == Case::Genitive,
            Some(Entity::Place(it)) => it.case == PlaceCase::Genitive,
            _ => false,
        }
    }
}
