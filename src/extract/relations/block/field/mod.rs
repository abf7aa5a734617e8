//! Labels and their values: on one line, on two, in the cells of a table, or one after another in a line.
//!
//! * `label`: labels at the beginning of a line, and inside it.
//! * `organisations`: the value of a label for organisations.
//! * `project`: the values of labels for a project.
//! * `title`: the value of a label for a title.

mod label;
mod organisations;
mod project;
mod title;

use super::heading;
use crate::extract::document::sentence::Sentence;
use crate::extract::document::source_text::SourceLine;
use crate::extract::entities::email;
use crate::extract::entities::entity::{Entity, Span};
use crate::extract::entities::person::PersonMention;
use crate::extract::entities::phone;
use crate::extract::entities::place;
use crate::extract::entities::recognizer::{self, LineContext};
use crate::extract::entities::tokenizer;
use crate::extract::entities::vocabulary::{Label, VOCABULARY};
use crate::extract::relations::card;
use crate::extract::relations::contact_card::{CardHolder, ContactCard};
use crate::extract::relations::context::Context;
use crate::extract::relations::mentions::PersonMentions;
use crate::extract::relations::{contact_points, people};
use crate::extract::statement::{PositionStatement, ProjectFact, StatedHolder};
use crate::language::PlaceCase;
use crate::model::{Basis, Nameless, PhoneKind};
use crate::text::fold;
use label::{Part, label_start, labelled, parts_of};
pub(super) use label::{dotted, is_of_project, label_of_line};
use organisations::extract_organisation;
use project::{extract_of_project, extract_project, extract_time};
use title::extract_title;

/// The label of a key that has words for its owner in front: “hankkeen vetäjä” is the title of a person, “projektipäällikön
/// nimi” gives the title to the name.
pub(super) fn label_of_key(context: &mut Context<'_>, key: &SourceLine) -> Option<Label> {
    let (label, owner) = labelled(&key.view)?;
    if let Some(title) = owner.filter(|_| matches!(label, Label::Contact | Label::Name)) {
        card::close(context);
        let evidence = context.source.evidence(key, key.whole());
        let holder = StatedHolder::Nameless(Nameless::Unnamed);
        card::pending(context).add(PositionStatement::new(holder, title, evidence));
    }
    Some(label)
}

/// Extracts a line in which each label has its value after it; returns `false` if the line has no label.
///
/// The text before the first label is read as a line of its own.
pub(super) fn extract_line(
    context: &mut Context<'_>,
    line: &SourceLine,
    before: impl FnOnce(&mut Context<'_>, &SourceLine),
) -> bool {
    if extract_vacancy(context, line) {
        return true;
    }
    let parts = parts_of(&line.view);
    let Some(first) = parts.first() else { return false };
    let front = line.view.get(..label_start(&line.view, first)).unwrap_or_default();
    if front.chars().any(char::is_alphanumeric) {
        before(context, &line.part(0..front.len()));
    }
    // “tehtävä täyttämättä, yhteydenotot: Anna Aro” below a title: the person to ask does not hold the post.
    let is_vacant = first.label == Label::Contact && VOCABULARY.says_vacant(front);
    if is_vacant && waits_for_holder(context) {
        open_post(context, &line.part(0..front.len()), Nameless::Vacant);
        card::close(context);
    }
    for part in parts {
        let value = line.part(part.value.clone());
        // “Koordinaattori: Anna Aro” is a title and its holder.
        let has_person =
            || heading::spans_of(context, &value).iter().any(|span| matches!(span.entity, Entity::Person(_)));
        let is_person = part.label == Label::Coordinator && part.owner.is_some() && has_person();
        let part = if is_person { Part { label: Label::Contact, ..part } } else { part };
        if let Some(title) = &part.owner
            && matches!(part.label, Label::Contact | Label::Name)
        {
            card::close(context);
            let evidence = context.source.evidence(line, line.whole());
            let holder = StatedHolder::Nameless(Nameless::Unnamed);
            card::pending(context).add(PositionStatement::new(holder, title.clone(), evidence));
        }
        if value.is_blank() {
            context.label = Some(part.label);
        } else if part.label == Label::Area && has_contact_of_person(context, &value) {
            extract_of_area(context, &line.part(0..part.value.start), &value);
        } else {
            extract(context, part.label, &value);
        }
        // “Från: Carita Nygård”: the person whom “I” means in the message.
        let key = line.view.get(..part.value.start).unwrap_or_default().trim().trim_end_matches(':');
        if part.label == Label::Name && VOCABULARY.senders.contains(&fold(key)) {
            context.author = context.card.as_ref().and_then(|card| card.name()).map(str::to_owned);
        }
    }
    if let Some(card) = context.card.as_mut().filter(|_| is_vacant) {
        card.heading = None;
        card.is_apart = true;
    }
    true
}

/// Whether a title above, in front of the name or in a heading, has no holder so far.
fn waits_for_holder(context: &Context<'_>) -> bool {
    let is_pending = context.pending.facts.as_ref().is_some_and(|facts| !facts.positions.is_empty());
    is_pending || context.card.is_none() && context.scope.role().is_some()
}

/// “Avoin tehtävä: Paltamo ja Ristijärvi”: a post that nobody holds, with its areas or its title after the colon; returns
/// `false` for another line.
fn extract_vacancy(context: &mut Context<'_>, line: &SourceLine) -> bool {
    let Some(colon) =
        line.view.find(':').filter(|at| line.view.get(..*at).is_some_and(|words| VOCABULARY.is_vacancy(words)))
    else {
        return false;
    };
    // “Vacant, enquiries: Ruth Ellison”
    let front = line.view.get(..colon).and_then(|words| words.rsplit([',', ';']).next()).unwrap_or_default();
    if VOCABULARY.label(front) == Some(Label::Contact) {
        return false;
    }
    card::close(context);
    open_post(context, &line.part(0..colon), Nameless::Vacant);
    let value = line.part(colon + 1..line.view.len());
    let label = if is_of_places(&value) { Label::Area } else { Label::Role };
    if !value.is_blank() {
        extract(context, label, &value);
    }
    card::close(context);
    true
}

/// Whether a value has a person and a number or an address.
pub(super) fn has_contact_of_person(context: &Context<'_>, value: &SourceLine) -> bool {
    let spans = heading::spans_of(context, value);
    let has = |is_one: fn(&Entity) -> bool| spans.iter().any(|span| is_one(&span.entity));
    has(|it| matches!(it, Entity::Person(_))) && has(|it| matches!(it, Entity::Phone(_) | Entity::Email(_)))
}

/// “Itäinen alue: Aino Meri, p. 040 …”: a contact line after its areas.
pub(super) fn extract_of_area(context: &mut Context<'_>, key: &SourceLine, value: &SourceLine) {
    extract_name(context, value);
    let words = heading::heading_words(&key.view);
    let Some(places) = place::place_list(&key.view, words.clone()) else { return };
    let evidence = context.source.evidence(key, words);
    for place in places {
        context.statements.areas.extend(place.area.clone());
        if let Some(card) = context.card.as_mut() {
            card.areas.push(place.named_place(Basis::Stated, &evidence));
        }
    }
}

/// Whether a value is a list of places, and nothing else.
fn is_of_places(value: &SourceLine) -> bool {
    place::place_list(&value.view, value.whole()).is_some()
}

/// Extracts the value of a label.
pub(super) fn extract(context: &mut Context<'_>, label: Label, value: &SourceLine) {
    context.is_project_register |= label.is_of_project() && context.scope.project.is_some();
    let is_value_of_words =
        matches!(label, Label::Area | Label::Organisation | Label::Unit | Label::Project | Label::Hours | Label::Note);
    if is_value_of_words && let Some(cut) = start_of_contacts(&value.view) {
        extract(context, label, &value.part(0..cut));
        return extract(context, Label::Phone, &value.part(cut..value.view.len()));
    }
    match label {
        Label::Name => extract_name(context, value),
        Label::Contact => {
            extract_name(context, value);
            let project = context.block_project.clone();
            if let Some(card) = context.card.as_mut().filter(|card| card.name().is_some()) {
                card.project = card.project.take().or(project);
            }
        }
        Label::GivenName | Label::Surname => extract_name_part(context, label, value),
        Label::Substitute => extract_substitute(context, value),
        Label::Role => extract_title(context, value),
        Label::Organisation | Label::Unit => extract_organisation(context, label, value),
        Label::Phone | Label::Switchboard | Label::Fax | Label::Email => extract_contact(context, label, value),
        Label::Area => extract_area(context, value),
        Label::MoreArea => extract_more_area(context, value),
        Label::Project => extract_project(context, value),
        // “Partners: Elsa Aro, Municipality of Joroinen, tel. 040 …” is contact lines.
        Label::Partner if has_contact_of_person(context, value) => extract_name(context, value),
        Label::Abbreviation | Label::Coordinator | Label::Partner | Label::Funder | Label::Part => {
            extract_of_project(context, label, value);
        }
        Label::Period | Label::ProjectPeriod | Label::Start | Label::End => extract_time(context, label, value),
        Label::Description => super::walk::extract_prose(context, value),
        // The line is read for the date of the document elsewhere; codes, addresses and hours are not facts of a card.
        // Only a name in two columns has a middle name.
        Label::Updated
        | Label::Code
        | Label::Address
        | Label::Hours
        | Label::Extension
        | Label::MiddleName
        | Label::Visibility
        | Label::Note
        | Label::ProjectStart
        | Label::ProjectEnd => {}
    }
}

/// The first byte of the numbers and addresses after a value of words: “Kemi ja Tornio, p. 040 123 4505”.
fn start_of_contacts(view: &str) -> Option<usize> {
    let phone = phone::find_phones(view).first().map(|it| it.range.start);
    let email = email::find_emails(view).first().map(|it| it.range.start);
    let first = phone.into_iter().chain(email).min()?;
    let front = view.get(..first)?;
    let cut = front.rfind([',', ';']).filter(|cut| front.len() - cut < 20)?;
    (cut > 0).then_some(cut + 1)
}

fn sentences(context: &Context<'_>, value: &SourceLine, is_name: bool) -> Vec<Vec<Span>> {
    let line_context = LineContext { is_name, ..LineContext::default() };
    let sentences = tokenizer::split_sentences(&value.view).into_iter();
    sentences.map(|tokens| recognizer::recognize(&value.view, &tokens, &context.knowledge, line_context)).collect()
}

/// A person: the value is read like a contact line. A value that is a vacancy opens the card of a post.
fn extract_name(context: &mut Context<'_>, value: &SourceLine) {
    let names_nobody = |context: &Context<'_>| {
        !heading::spans_of(context, value).iter().any(|span| matches!(span.entity, Entity::Person(_)))
    };
    if VOCABULARY.is_vacancy(&value.view) || VOCABULARY.says_vacant(&value.view) && names_nobody(context) {
        return open_post(context, value, Nameless::Vacant);
    }
    let mut spans = sentences(context, value, false);
    let has_person = |spans: &[Vec<Span>]| spans.iter().flatten().any(|span| matches!(span.entity, Entity::Person(_)));
    if !has_person(&spans) {
        let as_name = sentences(context, value, true);
        if has_person(&as_name) {
            spans = as_name;
        }
    }
    let is_named = has_person(&spans);
    if is_named {
        card::close(context);
    }
    for spans in &spans {
        people::extract(context, Sentence { line: value, spans });
    }
}

/// Opens the card of a post without a named holder.
pub(super) fn open_post(context: &mut Context<'_>, value: &SourceLine, nameless: Nameless) {
    let evidence = context.source.evidence(value, value.whole());
    let tokens: Vec<&str> = value.view.split(|it: char| !it.is_ascii_digit()).filter(|it| !it.is_empty()).collect();
    let count = match tokens.as_slice() {
        [count] => count.parse().ok().filter(|count| (1..50).contains(count)),
        _ => None,
    };
    card::open(
        context,
        ContactCard { holder: CardHolder::Nameless(nameless, count), evidence, ..ContactCard::default() },
    );
}

fn extract_name_part(context: &mut Context<'_>, label: Label, value: &SourceLine) {
    let part = value.view.trim().to_owned();
    let evidence = context.source.evidence(value, value.whole());
    let pending = card::pending(context);
    let other = pending.name_part.take();
    let name = match (label, other) {
        (Label::Surname, Some((Label::GivenName, given))) => format!("{given} {part}"),
        (Label::GivenName, Some((Label::Surname, surname))) => format!("{part} {surname}"),
        (label, _) => {
            pending.name_part = Some((label, part));
            return;
        }
    };
    let person = PersonMention::new(name);
    card::state_person(context, &person, &person.name, evidence.clone(), true);
    card::open(context, ContactCard::of_person(&person, None, evidence));
}

/// Somebody who stands in for the person of the card, with the title of that person.
fn extract_substitute(context: &mut Context<'_>, value: &SourceLine) {
    let title = context.card.as_ref().and_then(|card| card.positions.first()).map(|position| position.title.clone());
    extract_name(context, value);
    if let Some(card) = context.card.as_mut().filter(|card| card.name().is_some()) {
        card.is_acting = true;
        if let Some(title) = title.filter(|_| card.positions.is_empty()) {
            let position =
                PositionStatement::new(StatedHolder::Nameless(Nameless::Unnamed), title, card.evidence.clone());
            card.add(PositionStatement { is_acting: true, ..position });
        }
    }
}

/// A number or an address, of the card or of the organisation that the lines are about.
fn extract_contact(context: &mut Context<'_>, label: Label, value: &SourceLine) {
    for spans in &mut sentences(context, value, false) {
        for span in spans.iter_mut() {
            if let Entity::Phone(phone) = &mut span.entity {
                phone.kind = match label {
                    Label::Fax => PhoneKind::Fax,
                    Label::Switchboard => PhoneKind::Switchboard,
                    _ => phone.kind,
                };
            }
        }
        let sentence = Sentence { line: value, spans };
        super::walk::take_email_pattern(context, sentence);
        let mentions = PersonMentions::of(sentence);
        if mentions.people.is_empty() {
            // A switchboard after the lines of a person is not theirs.
            let is_own = matches!(label, Label::Phone | Label::Email);
            contact_points::extract_field(context, &mentions, is_own);
        } else {
            people::extract(context, sentence);
        }
    }
}

/// The areas of the card besides those of the heading above it.
fn extract_more_area(context: &mut Context<'_>, value: &SourceLine) {
    let above = context.scope.areas().to_vec();
    if let Some(card) = context.card.as_mut().filter(|card| card.areas.is_empty()) {
        card.areas.extend(above);
    }
    extract_area(context, value);
}

/// The areas of the card, else of the project.
fn extract_area(context: &mut Context<'_>, value: &SourceLine) {
    let mut areas = Vec::new();
    if let Some(places) = place::place_list(&value.view, value.whole()) {
        let evidence = context.source.evidence(value, value.whole());
        for place in &places {
            context.statements.areas.extend(place.area.clone());
            areas.push(place.named_place(Basis::Stated, &evidence));
        }
    }
    let spans = if areas.is_empty() { sentences(context, value, true) } else { Vec::new() };
    for span in spans.into_iter().flatten() {
        let places = match &span.entity {
            Entity::PlaceList(places) => places.clone(),
            Entity::Place(place) if place.case != PlaceCase::Other => vec![place.clone()],
            _ => continue,
        };
        let evidence = context.source.evidence(value, span.range.clone());
        for place in &places {
            context.statements.areas.extend(place.area.clone());
            areas.push(place.named_place(Basis::Stated, &evidence));
        }
    }
    if let Some(card) = context.card.as_mut().filter(|_| !context.is_project_register) {
        card.areas.extend(areas);
    } else if let Some(project) = context.scope.project.clone() {
        for place in areas {
            let evidence = place.evidence.clone();
            context.statements.project(&project, ProjectFact::Area(place), Basis::Stated, evidence);
        }
    } else {
        card::pending(context).areas.extend(areas);
    }
}
