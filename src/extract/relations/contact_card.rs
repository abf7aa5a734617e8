//! The facts in the lines, cells and fields of one person or post.

use super::scope::ScopedRole;
use crate::extract::entities::person::PersonMention;
use crate::extract::entities::vocabulary::Label;
use crate::extract::statement::PositionStatement;
use crate::model::{Evidence, Fact, NamedPlace, Nameless, Period};

/// The facts of one person or post so far.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about a card, each of which a rule asks for")]
pub(crate) struct ContactCard {
    /// Its subject.
    pub(crate) holder: CardHolder,
    /// The positions with titles.
    pub(crate) positions: Vec<PositionStatement>,
    /// The organisation, for positions without one.
    pub(crate) organisation: Option<Fact<String>>,
    /// The part of the organisation.
    pub(crate) unit: Option<String>,
    /// The project.
    pub(crate) project: Option<Fact<String>>,
    /// The areas.
    pub(crate) areas: Vec<NamedPlace>,
    /// Whether the areas are from the line above the name, so that the next such line is that of the next name.
    pub(crate) has_areas_above: bool,
    /// The place of work.
    pub(crate) place: Option<Box<NamedPlace>>,
    /// When it begins.
    pub(crate) start: Option<Box<Period>>,
    /// When it ends.
    pub(crate) end: Option<Box<Period>>,
    /// Whether the holder stands in for somebody.
    pub(crate) is_acting: bool,
    /// Whether a number or an address was read.
    pub(crate) has_contact: bool,
    /// Whether the block of the name has ended, so that only labelled values continue it.
    pub(crate) is_behind: bool,
    /// Whether the name is a heading, so that all of the part below it is about the holder.
    pub(crate) is_section: bool,
    /// The passages of the name, or of the words in its place.
    pub(crate) evidence: Vec<Evidence>,
    /// The title of the heading above, which may end with the block.
    pub(crate) heading: Option<ScopedRole>,
    /// Whether the holder is not one of those below the heading, but the person to ask about a post that nobody holds.
    pub(crate) is_apart: bool,
    /// A given name or a surname whose other part is still to come.
    pub(crate) name_part: Option<(Label, String)>,
}

/// The subject of a card.
#[derive(Clone, Debug, Default)]
pub(crate) enum CardHolder {
    /// A person.
    Person(PersonMention),
    /// A post that nobody holds, or whose holder is not named, and the number of such posts.
    Nameless(Nameless, Option<u32>),
    /// The name is still to come.
    #[default]
    Unknown,
}

impl ContactCard {
    /// The card of a person, with the facts that the line of the name states.
    pub(crate) fn of_person(
        person: &PersonMention,
        position: Option<PositionStatement>,
        evidence: Vec<Evidence>,
    ) -> Self {
        let mut card = Self { holder: CardHolder::Person(person.clone()), evidence, ..Self::default() };
        if let Some(position) = position {
            card.add(position);
        }
        card
    }

    /// The name of the person.
    pub(crate) fn name(&self) -> Option<&str> {
        match &self.holder {
            CardHolder::Person(person) => Some(&person.name),
            _ => None,
        }
    }

    /// Adds a position, or the facts of one without a title.
    pub(crate) fn add(&mut self, position: PositionStatement) {
        self.is_acting |= position.is_acting;
        if !position.title.is_empty() {
            self.positions.push(position);
            return;
        }
        self.organisation = self.organisation.take().or(position.organisation);
        self.unit = self.unit.take().or(position.unit);
        self.project = self.project.take().or(position.project);
        self.place = self.place.take().or(position.place);
        self.start = self.start.take().or(position.start);
        self.end = self.end.take().or(position.end);
        self.areas.extend(position.areas);
    }

    /// Takes the facts in front of the name that the line of the name does not state.
    pub(crate) fn take_pending(&mut self, pending: Self) {
        if self.positions.is_empty() {
            self.positions = pending.positions;
        }
        self.organisation = self.organisation.take().or(pending.organisation);
        self.unit = self.unit.take().or(pending.unit);
        self.project = self.project.take().or(pending.project);
        self.place = self.place.take().or(pending.place);
        self.start = self.start.take().or(pending.start);
        self.end = self.end.take().or(pending.end);
        if self.areas.is_empty() {
            self.has_areas_above = !pending.areas.is_empty();
            self.areas = pending.areas;
        }
    }

    /// Whether it has areas and the other facts of a card, so that a line of places belongs to the next name.
    pub(super) fn has_all_places(&self) -> bool {
        let has_areas = !self.areas.is_empty() || self.positions.iter().any(|position| !position.areas.is_empty());
        self.has_areas_above || self.has_contact && has_areas
    }

    /// Whether it states no fact of a position.
    pub(super) fn is_bare(&self) -> bool {
        self.organisation.is_none()
            && self.project.is_none()
            && self.areas.is_empty()
            && self.unit.is_none()
            && self.place.is_none()
            && self.start.is_none()
            && self.end.is_none()
    }
}
