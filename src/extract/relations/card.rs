//! The card of one person or post: the facts that its lines, cells and fields add up to.

use std::num::NonZeroU32;

use super::context::{Context, FoundName, Pending};
use super::scope::ScopedRole;
use crate::extract::entities::person::{NameOrder, PersonMention};
use crate::extract::entities::vocabulary::Label;
use crate::extract::statement::{PersonFact, PositionStatement, StatedHolder};
use crate::model::{Basis, Evidence, Fact, NamedPlace, Nameless, Period, Time};
use crate::text::fold;

/// The facts of one person or post so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct ContactCard {
    /// Who it is about.
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
    /// The place of work.
    pub(crate) place: Option<NamedPlace>,
    /// When it begins.
    pub(crate) start: Option<Period>,
    /// When it ends.
    pub(crate) end: Option<Period>,
    /// Whether the holder stands in for somebody.
    pub(crate) is_acting: bool,
    /// Whether a number or an address was read.
    pub(crate) has_contact: bool,
    /// Whether the block of the name has ended, so that only labelled values continue it.
    pub(crate) is_behind: bool,
    /// The name, or what stands for it.
    pub(crate) evidence: Vec<Evidence>,
    /// The title of the heading above, which may end with the block.
    pub(crate) heading: Option<ScopedRole>,
    /// A given name or a surname whose other part is still to come.
    pub(crate) name_part: Option<(Label, String)>,
}

/// Who a card is about.
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

    /// Takes what stood in front of the name, as far as the line of the name does not state it.
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
            self.areas = pending.areas;
        }
    }

    /// Whether it states nothing that makes a position.
    fn is_bare(&self) -> bool {
        self.organisation.is_none()
            && self.project.is_none()
            && self.areas.is_empty()
            && self.unit.is_none()
            && self.place.is_none()
    }
}

/// Opens the card of a person; the one before it is closed.
pub(crate) fn open(context: &mut Context<'_>, mut card: ContactCard) {
    close(context);
    if let Some(pending) = context.pending.facts.take() {
        card.take_pending(*pending);
    }
    card.heading = context.scope.role().cloned();
    context.organisation = None;
    context.card = Some(card);
}

/// Closes the open card: its positions are stated.
pub(crate) fn close(context: &mut Context<'_>) {
    let Some(card) = context.card.take() else { return };
    state(context, &card);
}

/// Closes the card and forgets what stands in front of a name: a part of the document ends.
pub(crate) fn end_part(context: &mut Context<'_>) {
    close(context);
    context.pending = Pending::default();
    context.label = None;
    context.organisation = None;
}

/// What stands in front of the name that is to come.
pub(crate) fn pending<'c>(context: &'c mut Context<'_>) -> &'c mut ContactCard {
    context.pending.facts.get_or_insert_default()
}

fn state(context: &mut Context<'_>, card: &ContactCard) {
    let (holder, count) = match &card.holder {
        CardHolder::Person(person) => (StatedHolder::Person(person.name.clone()), None),
        CardHolder::Nameless(nameless, count) => (StatedHolder::Nameless(*nameless), Some(count.unwrap_or(1))),
        CardHolder::Unknown => return,
    };
    let is_person = matches!(holder, StatedHolder::Person(_));
    let mut positions = card.positions.clone();
    if positions.is_empty()
        && let Some(heading) = card.heading.clone()
    {
        let evidence = heading.evidence.into_iter().chain(card.evidence.iter().cloned()).collect();
        positions.push(PositionStatement::new(holder.clone(), heading.title, evidence));
    }
    if positions.is_empty() && is_person && (!card.is_bare() || context.scope.organisation().is_some()) {
        positions.push(PositionStatement::new(holder.clone(), String::new(), card.evidence.clone()));
    }
    let is_former = context.scope.is_former();
    for position in positions {
        let areas = if position.areas.is_empty() { card.areas.clone() } else { position.areas };
        let position = PositionStatement {
            holder: holder.clone(),
            count: count.and_then(NonZeroU32::new),
            organisation: position
                .organisation
                .or_else(|| card.organisation.clone())
                .or_else(|| heading_organisation(context)),
            unit: position.unit.or_else(|| card.unit.clone()),
            project: position.project.or_else(|| card.project.clone()),
            areas: if areas.is_empty() { context.scope.areas().to_vec() } else { areas },
            place: position.place.or_else(|| card.place.clone()),
            start: position.start.or_else(|| card.start.clone()),
            end: position.end.or_else(|| card.end.clone()),
            is_acting: position.is_acting || card.is_acting,
            time: match position.time {
                Time::Current if is_former => Time::Former,
                Time::Current if matches!(holder, StatedHolder::Nameless(Nameless::Vacant)) => Time::Announced,
                time => time,
            },
            ..position
        };
        if let Some(project) = heading_project(context) {
            context.heading_projects.push((context.statements.positions.len(), project));
        }
        context.add_position(position);
    }
}

/// The organisation of the heading above, as the employer of the people below it.
fn heading_organisation(context: &mut Context<'_>) -> Option<Fact<String>> {
    let heading = context.scope.organisation().cloned()?;
    context.add_organisation(&heading.organisation, heading.evidence.clone());
    Some(Fact { value: heading.organisation.name, basis: Basis::Implied, evidence: heading.evidence })
}

fn heading_project(context: &Context<'_>) -> Option<Fact<String>> {
    let heading = context.scope.heading_project()?;
    Some(Fact { value: heading.name.clone(), basis: Basis::Implied, evidence: heading.evidence.clone() })
}

/// States that the document names a person, and keeps the printed name.
pub(crate) fn state_person(
    context: &mut Context<'_>,
    person: &PersonMention,
    printed: &str,
    evidence: Vec<Evidence>,
    is_listed: bool,
) {
    context.statements.person(&person.name, PersonFact::Named, evidence.clone());
    if let Some(surname) = &person.former_surname {
        context.statements.person(&person.name, PersonFact::FormerSurname(surname.clone()), evidence);
    }
    if person.order == NameOrder::SurnameFirst {
        context.statements.ordered.insert(person.name.clone());
    }
    context.last_person = Some(person.name.clone());
    if person.is_surname {
        return;
    }
    let section = context.section;
    context.names.push(FoundName {
        printed: printed.to_owned(),
        person: person.clone(),
        section,
        is_listed,
        is_nominative: is_listed,
    });
}

/// Counts what a printed address says of the order of the name above it: `aulis.kivela` under “Kivelä Aulis”.
pub(crate) fn vote_by_email(context: &mut Context<'_>, person: &PersonMention, address: &str) {
    const WEIGHT: i32 = 3;
    let Some((local, _)) = address.split_once('@') else { return };
    let Some((first, last)) = local.split_once('.') else { return };
    let words: Vec<String> = person.name.split(' ').map(fold).collect();
    let (Some(front), Some(back)) = (words.first(), words.last()) else { return };
    let is_same = |word: &str, part: &str| word == fold(part);
    let vote = if is_same(front, first) && is_same(back, last) {
        -WEIGHT
    } else if is_same(front, last) && is_same(back, first) {
        WEIGHT
    } else {
        return;
    };
    let vote = if person.order == NameOrder::SurnameFirst { -vote } else { vote };
    *context.order_votes.entry(context.section).or_default() += vote;
}
