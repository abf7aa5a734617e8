//! Opening, filling and closing the card of a person or post, and the statements that it makes.

use std::num::NonZeroU32;

use super::contact_card::{CardHolder, ContactCard};
use super::context::{Context, FoundName, Pending};
use crate::extract::entities::person::{NameOrder, PersonMention};
use crate::extract::statement::{PersonFact, PositionStatement, StatedHolder};
use crate::model::{Basis, Evidence, Fact, Nameless, Time};
use crate::text::fold;

/// Opens the card of a person; the one before it is closed.
pub(crate) fn open(context: &mut Context<'_>, mut card: ContactCard) {
    close(context);
    if let Some(pending) = context.pending.facts.take() {
        card.take_pending(*pending);
    }
    card.heading = context.scope.role().cloned();
    context.organisation = None;
    context.speaker = None;
    context.card = Some(card);
}

/// The card that a line without a label can continue.
pub(super) fn open_card<'c>(context: &'c mut Context<'_>) -> Option<&'c mut ContactCard> {
    context.card.as_mut().filter(|card| !card.is_behind)
}

/// Closes the open card: its positions are stated.
pub(crate) fn close(context: &mut Context<'_>) {
    let Some(card) = context.card.take() else { return };
    state(context, &card);
}

/// Closes the card and discards the facts in front of a name: a part of the document ends.
pub(crate) fn end_part(context: &mut Context<'_>) {
    close(context);
    context.pending = Pending::default();
    context.label = None;
    context.speaker = None;
    context.organisation = None;
}

/// The facts in front of the next name.
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
    let has_heading = context.scope.organisation().is_some() || !context.scope.areas().is_empty();
    if positions.is_empty() && is_person && (!card.is_bare() || has_heading) {
        positions.push(PositionStatement::new(holder.clone(), String::new(), card.evidence.clone()));
    }
    let is_former = context.scope.is_former();
    for position in positions {
        let areas = if position.areas.is_empty() { card.areas.clone() } else { position.areas };
        let areas = if areas.is_empty() && !card.is_apart { context.scope.areas().to_vec() } else { areas };
        // A person who works for an organisation other than that of the title may work elsewhere.
        let has_organisation =
            position.organisation.is_some() || card.organisation.is_some() || context.scope.organisation().is_some();
        let of_title = || context.scope.place().filter(|_| areas.is_empty() && !has_organisation && !card.is_apart);
        let place = position.place.or_else(|| card.place.clone()).or_else(|| of_title().cloned().map(Box::new));
        let position = PositionStatement {
            holder: holder.clone(),
            count: count.and_then(NonZeroU32::new),
            organisation: position
                .organisation
                .or_else(|| card.organisation.clone())
                .or_else(|| heading_organisation(context)),
            unit: position.unit.or_else(|| card.unit.clone()),
            project: position.project.or_else(|| card.project.clone()),
            areas,
            place,
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
    if person.is_partial {
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

/// Counts the evidence of a printed address for the order of the name above it: `aulis.kivela` under “Kivelä Aulis”.
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
