//! The kind of a part of a sentence.

use std::ops::Range;

use super::email::EmailMention;
use super::organisation::OrganisationMention;
use super::person::PersonMention;
use super::phone::PhoneMention;
use super::place::PlaceMention;
use super::project::ProjectMention;
use super::role::RoleMention;
use super::temporal::TimeExpression;
use super::vocabulary::Label;
use crate::language::PlaceCase;

/// A part of a sentence: an entity, or a word or mark outside all entities.
#[derive(Clone, Debug)]
pub(crate) struct Span {
    /// Bytes of the line.
    pub(crate) range: Range<usize>,
    /// Its kind.
    pub(crate) entity: Entity,
}

/// The kind of a part of a sentence.
#[derive(Clone, Debug)]
pub(crate) enum Entity {
    /// Any other word, folded.
    Word(String),
    /// A punctuation mark.
    Mark,
    /// A person.
    Person(PersonMention),
    /// A label before a value, with its colon.
    Label(Label),
    /// A title.
    Role(RoleMention),
    /// An organisation.
    Organisation(OrganisationMention),
    /// A project.
    Project(ProjectMention),
    /// A time.
    Time(TimeExpression),
    /// A place.
    Place(PlaceMention),
    /// A list of places, in brackets or before a colon.
    PlaceList(Vec<PlaceMention>),
    /// A number of people.
    Count(u32),
    /// A telephone number.
    Phone(PhoneMention),
    /// An e-mail address or a pattern of addresses.
    Email(EmailMention),
}

impl Span {
    /// The folded word, or the empty string for everything else.
    pub(crate) fn word(&self) -> &str {
        match &self.entity {
            Entity::Word(word) => word,
            _ => "",
        }
    }

    /// The place, if it is in a local case.
    pub(crate) fn location(&self) -> Option<&PlaceMention> {
        match &self.entity {
            Entity::Place(place) if place.case == PlaceCase::Other => Some(place),
            _ => None,
        }
    }
}
