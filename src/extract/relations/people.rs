//! The statements of a sentence or a contact line about people.

use super::card;
use super::card_places::{is_about_other_place, take_places, take_unit};
use super::contact_card::ContactCard;
use super::context::Context;
use super::mentions::PersonMentions;
use super::prose::{responsibility, stand_in, succession, unnamed};
use super::{contact_points, positions};
use crate::extract::document::sentence::Sentence;
use crate::extract::entities::entity::{Entity, Span};
use crate::extract::entities::organisation::OrganisationMention;
use crate::extract::entities::person::{PersonMention, surname_first_vote};
use crate::extract::entities::vocabulary::{Label, VOCABULARY, WordList};
use crate::extract::statement::{PositionStatement, StatedHolder};
use crate::language::{Case, given_name};
use crate::model::{Basis, Fact, Nameless};
use crate::text::fold;

/// States the people of a sentence, their positions, numbers and addresses.
///
/// A list line of one person opens a card, which the lines below continue.
pub(crate) fn extract(context: &mut Context<'_>, sentence: Sentence<'_>) {
    let mentions = PersonMentions::of(sentence);
    if mentions.people.is_empty() && signs(context, sentence) {
        let Some(writer) = context.author.clone() else { return };
        let evidence = context.evidence_of(sentence, sentence.indices());
        return card::open(context, ContactCard::of_person(&PersonMention::new(writer), None, evidence));
    }
    if mentions.people.is_empty() {
        positions::extract_first_person(context, &mentions);
        responsibility::extract_of_writer(context, &mentions);
        succession::extract_of_pronoun(context, &mentions);
        match responsibility::extract_of_holder(context, &mentions) {
            Some(titles) => {
                for at in titles {
                    take_title(context, &mentions, at);
                }
                contact_points::extract_without_name(context, &mentions);
            }
            None => continue_card(context, &mentions),
        }
        return;
    }
    if let Some(name) = unnamed::extract_before_name(context, &mentions) {
        extract(context, Sentence { line: sentence.line, spans: sentence.spans.get(name..).unwrap_or_default() });
        // The person to ask about a post does not hold it.
        if let Some(card) = context.card.as_mut() {
            card.heading = None;
            card.is_apart = true;
        }
        return;
    }
    if stand_in::extract(context, &mentions) {
        return;
    }
    // “Hanna leads the organisation …” in the part below her name
    let is_of_holder = |card: &mut ContactCard| {
        card.is_section && mentions.people.iter().all(|mention| card.name() == Some(mention.name()))
    };
    let section = if mentions.is_list { None } else { context.card.take_if(is_of_holder) };
    context.previous_person = context.last_person.clone();
    for mention in &mentions.people {
        let evidence = context.evidence_of(sentence, [mention.at]);
        let printed = sentence.spans.get(mention.at).map(|span| sentence.line.quote(span.range.clone()).to_owned());
        card::state_person(context, mention.person, &printed.unwrap_or_default(), evidence, mentions.is_list);
        if mentions.is_list {
            *context.order_votes.entry(context.section).or_default() += surname_first_vote(mention.person);
        }
    }
    let introduced = introduced(&mentions);
    if let Some(index) = introduced {
        introduce(context, &mentions, index);
    } else if mentions.is_list {
        open_cards(context, &mentions);
    } else {
        extract_prose(context, &mentions);
    }
    contact_points::extract_phones(context, &mentions);
    contact_points::extract_emails(context, &mentions);
    if introduced.is_none() && (mentions.people.len() != 1 || !mentions.is_list) {
        card::close(context);
    }
    if section.is_some() {
        context.card = section;
    }
}

/// Whether a line is the given name of the writer, perhaps after a greeting: “Mvh Patrik”.
fn signs(context: &Context<'_>, sentence: Sentence<'_>) -> bool {
    const MAX_SPANS: usize = 4;
    let given = context.author.as_deref().and_then(|writer| writer.split(' ').next()).map(fold);
    let is_plain = sentence.spans.iter().all(|span| matches!(span.entity, Entity::Word(_) | Entity::Mark));
    let last = sentence.spans.last().map(Span::word);
    let is_whole = sentence.byte_range(sentence.indices()) == sentence.line.whole();
    is_plain && is_whole && sentence.spans.len() <= MAX_SPANS && given.is_some() && given.as_deref() == last
}

/// The only person of a sentence, if they introduce themselves: “Olen Aino Malli”.
fn introduced(mentions: &PersonMentions<'_>) -> Option<usize> {
    const LONGEST: usize = 3;
    let [person] = mentions.people.as_slice() else { return None };
    let sentence = mentions.sentence;
    let words = |from: usize| {
        let words: Vec<&str> = (from..person.at).map(|at| sentence.spans.get(at).map_or("", Span::word)).collect();
        words.join(" ")
    };
    let mut starts = (1..=LONGEST).filter_map(|words| person.at.checked_sub(words));
    starts.any(|start| VOCABULARY.introduces.contains(&words(start))).then_some(0)
}

/// Opens the card of somebody who speaks of themselves: the title above is theirs, and so is “my number”.
fn introduce(context: &mut Context<'_>, mentions: &PersonMentions<'_>, index: usize) {
    let Some(mention) = mentions.people.get(index) else { return };
    let states = |it: &PositionStatement| !it.title.is_empty() || !it.areas.is_empty();
    let position = positions::of_mention(context, mentions, index).filter(states);
    let evidence = context.evidence_of(mentions.sentence, [mention.at]);
    card::open(context, ContactCard::of_person(mention.person, position, evidence));
    context.speaker = Some(mention.name().to_owned());
}

fn open_cards(context: &mut Context<'_>, mentions: &PersonMentions<'_>) {
    let substitute = stand_in::position_of_substitute(context, mentions);
    for (index, mention) in mentions.people.iter().enumerate() {
        let position = substitute.clone().or_else(|| positions::of_mention(context, mentions, index));
        let evidence = context.evidence_of(mentions.sentence, [mention.at]);
        card::open(context, ContactCard::of_person(mention.person, position, evidence));
        // “This post is vacant. Please contact Anna Aro.”: the person to ask does not hold the post.
        let before = mention.at.checked_sub(1).and_then(|before| mentions.sentence.spans.get(before));
        if before.is_some_and(|it| VOCABULARY.lists(WordList::AskingVerbs, it.word()))
            && let Some(card) = context.card.as_mut()
        {
            card.heading = None;
            card.is_apart = true;
        }
        // “Lasten asiat: Niina Kumpula” says what she does: the title of a list above is not hers.
        if subject_before_colon(mentions.sentence).is_some_and(|colon| colon < mention.at)
            && let Some(card) = context.card.as_mut()
        {
            card.heading = None;
        }
    }
}

fn extract_prose(context: &mut Context<'_>, mentions: &PersonMentions<'_>) {
    card::close(context);
    let sentence = mentions.sentence;
    // A question states nothing.
    if sentence.spans.len().checked_sub(1).is_some_and(|last| sentence.is_mark(last, "?")) {
        return;
    }
    // “Meera Nair is leaving; Luke Harmon will replace her”
    let semicolon = sentence.indices().find(|at| sentence.is_mark(*at, ";"));
    let is_between =
        |cut: usize| mentions.people.iter().any(|it| it.at < cut) && mentions.people.iter().any(|it| it.at > cut);
    if let Some(cut) = semicolon.filter(|cut| is_between(*cut))
        && let (Some(front), Some(rest)) = (sentence.spans.get(..cut), sentence.spans.get(cut + 1..))
    {
        for spans in [front, rest] {
            let mentions = PersonMentions::of(Sentence { line: sentence.line, spans });
            extract_prose(context, &mentions);
            context.previous_person = mentions.people.last().map(|it| it.name().to_owned());
        }
        return;
    }
    responsibility::extract_of_writer(context, mentions);
    if succession::extract(context, mentions) {
        return;
    }
    // “Hän on aiemmin työskennellyt opettajana” is not a current position.
    if mentions.sentence.spans.iter().any(|span| VOCABULARY.earlier.contains(span.word())) {
        return;
    }
    for index in 0..mentions.people.len() {
        let has_organisation = positions::has_organisation_beside(mentions, index);
        let states = |it: &PositionStatement| {
            !it.title.is_empty() || !it.areas.is_empty() || has_organisation && it.organisation.is_some()
        };
        if let Some(position) = positions::of_mention(context, mentions, index).filter(states) {
            let others = positions::other_titles(mentions, index).into_iter();
            let others: Vec<_> = others.map(|title| PositionStatement { title, ..position.clone() }).collect();
            context.add_position(position);
            for other in others {
                context.add_position(other);
            }
        }
    }
}

/// Whether a line has the form of a contact line, with words where the name would be: “Xu Q, adviser, tel. 040 …”.
fn begins_with_unread_name(sentence: Sentence<'_>) -> bool {
    const MAX_WORDS: usize = 4;
    let is_name_like = |at: usize| {
        let span = sentence.spans.get(at).filter(|span| matches!(span.entity, Entity::Word(_)));
        span.is_some_and(|span| sentence.line.quote(span.range.clone()).starts_with(char::is_uppercase))
    };
    let words = (0..MAX_WORDS).take_while(|at| is_name_like(*at)).count();
    let has_role = sentence.spans.iter().any(|span| matches!(span.entity, Entity::Role(_)));
    let is_row = words >= 2 && sentence.is_mark(words, ",") && has_role && sentence.has_contact();
    // “Leila H. 040 …”: a given name, perhaps with an initial, directly before the number.
    let first = sentence.spans.first().map(|span| sentence.line.quote(span.range.clone())).unwrap_or_default();
    let is_phone = |at: usize| matches!(sentence.entity(at), Some(Entity::Phone(_)));
    let number = (words..=words + 1).find(|at| is_phone(*at) && (*at == words || sentence.is_mark(words, ".")));
    is_row || words >= 1 && given_name(first) == Some(true) && number.is_some()
}

/// Whether a line is the row of somebody whose name no rule reads: capitalised words, a comma and a title.
fn is_row_of_unread_name(sentence: Sentence<'_>) -> bool {
    let is_capital = |at: &usize| {
        let span = sentence.spans.get(*at).filter(|span| matches!(span.entity, Entity::Word(_)));
        span.is_some_and(|span| sentence.line.quote(span.range.clone()).starts_with(char::is_uppercase))
    };
    let words = (0..4).take_while(is_capital).count();
    words >= 2 && sentence.is_mark(words, ",") && sentence.role(words + 1).is_some()
}

/// Whether a line begins with places and a colon, or with words and a colon that are not a label, and has a number after
/// them: “Asunnot: Vuokratalot Oy 014 …”, “Urgent matters: 112 or 08 …”.
fn begins_with_another_subject(sentence: Sentence<'_>) -> bool {
    let number = sentence.indices().find(|at| matches!(sentence.entity(*at), Some(Entity::Phone(_))));
    let Some(number) = number else { return false };
    if begins_with_places(sentence) {
        return true;
    }
    let Some(colon) = subject_before_colon(sentence) else { return false };
    let weight = |at: usize| match sentence.entity(at) {
        Some(Entity::Word(_)) => 1,
        Some(Entity::Organisation(_)) => 2,
        _ => 0,
    };
    colon > 1 || (colon + 1..number).map(weight).sum::<usize>() >= 2
}

/// The index of the colon after the words that a line begins with, if they are not a label.
fn subject_before_colon(sentence: Sentence<'_>) -> Option<usize> {
    const MAX_WORDS: usize = 4;
    let colon = (1..=MAX_WORDS).find(|at| sentence.is_mark(*at, ":"))?;
    let is_label =
        VOCABULARY.label(sentence.line.view.get(sentence.byte_range(0..colon)).unwrap_or_default()).is_some();
    let is_words = (0..colon).all(|at| matches!(sentence.entity(at), Some(Entity::Word(_))));
    (is_words && !is_label).then_some(colon)
}

/// Whether a line begins with places and a colon, which is not part of the sentence.
fn begins_with_places(sentence: Sentence<'_>) -> bool {
    let places = sentence.spans.first().filter(|span| matches!(span.entity, Entity::PlaceList(_)));
    let rest = places.and_then(|span| sentence.line.view.get(span.range.end..));
    rest.is_some_and(|rest| rest.trim_start().starts_with(':'))
}

/// Extracts a line without a name: it continues the card of a person, stands in front of a name, or is about an
/// organisation.
fn continue_card(context: &mut Context<'_>, mentions: &PersonMentions<'_>) {
    const MAX_CHARS: usize = 120;
    let sentence = mentions.sentence;
    if is_about_other_place(context, mentions) {
        card::close(context);
        return contact_points::extract_without_name(context, mentions);
    }
    let is_card_line = mentions.is_list && sentence.line.view.chars().count() < MAX_CHARS;
    // A person who introduces themselves goes on speaking.
    let speaks =
        context.card.as_ref().is_some_and(|card| card.name().is_some() && card.name() == context.speaker.as_deref());
    let has_section = context.card.as_ref().is_some_and(|card| card.is_section);
    if !is_card_line && (speaks || has_section) {
        return contact_points::extract_without_name(context, mentions);
    }
    if !is_card_line {
        card::close(context);
        // A sentence about an organisation: the bare numbers below it are its own.
        if let (Some(Entity::Organisation(it)), false) = (sentence.entity(0), sentence.has_contact())
            && it.case == Case::Nominative
        {
            let evidence = context.evidence_of(sentence, [0]);
            context.organisation = Some(Fact { value: it.name.clone(), basis: Basis::Stated, evidence });
        }
        return contact_points::extract_without_name(context, mentions);
    }
    if (begins_with_unread_name(sentence) || begins_with_another_subject(sentence))
        && context.card.as_ref().is_some_and(|card| card.has_contact)
    {
        // The number is that of somebody whose name no rule reads, and not of the person above.
        card::close(context);
    }
    // “SOCIALHANDLEDARE (2 vakanta tjänster)” is no title of the person above, who has a number.
    let text = sentence.line.view.get(sentence.byte_range(sentence.indices())).unwrap_or_default();
    let has_title = sentence.spans.iter().any(|span| matches!(span.entity, Entity::Role(_)));
    if has_title && VOCABULARY.says_vacant(text) && context.card.as_ref().is_some_and(|card| card.has_contact) {
        return card::close(context);
    }
    // The title and the organisation of such a row are not those of the person above, who has some.
    let has_facts = |card: &ContactCard| !card.positions.is_empty() || card.organisation.is_some();
    if is_row_of_unread_name(sentence) && context.card.as_ref().is_some_and(has_facts) {
        card::close(context);
        return contact_points::extract_without_name(context, mentions);
    }
    for at in sentence.indices() {
        match sentence.entity(at) {
            Some(Entity::Role(role)) if role.case == Case::Nominative && !role.is_plural => {
                take_title(context, mentions, at);
            }
            Some(Entity::Organisation(it)) if it.case == Case::Nominative => {
                take_organisation(context, sentence, at, it);
            }
            Some(Entity::Project(project)) => {
                let fact = Fact {
                    value: project.name.clone(),
                    basis: Basis::Stated,
                    evidence: context.evidence_of(sentence, [at]),
                };
                if let Some(card) = card::open_card(context) {
                    card.project.get_or_insert(fact);
                } else {
                    card::pending(context).project.get_or_insert(fact);
                }
            }
            _ => {}
        }
    }
    take_places(context, mentions);
    take_unit(context, mentions);
    // “Tfn 044 …” in a block of its own: the label says that it continues the card.
    let is_labelled = sentence.spans.first().is_some_and(|span| VOCABULARY.label(span.word()) == Some(Label::Phone));
    if is_labelled && context.card.as_ref().is_some_and(|card| card.is_behind && !card.has_contact) {
        return contact_points::extract_field(context, mentions, true);
    }
    contact_points::extract_without_name(context, mentions);
}

/// Gives a title to the open card, or to the name that is to come if the card has one already.
fn take_title(context: &mut Context<'_>, mentions: &PersonMentions<'_>, at: usize) {
    let sentence = mentions.sentence;
    let Some(role) = sentence.role(at).cloned() else { return };
    let evidence = context.evidence_of(sentence, [at]);
    let holder = StatedHolder::Nameless(Nameless::Unnamed);
    let facts = positions::of_title(context, mentions, at);
    let position =
        PositionStatement { is_acting: role.is_acting, ..PositionStatement::new(holder, role.title, evidence) };
    let position = PositionStatement {
        time: if role.is_former { crate::model::Time::Former } else { position.time },
        project: facts.project,
        organisation: facts.organisation,
        unit: facts.unit,
        areas: facts.areas,
        start: facts.start,
        end: facts.end,
        ..position
    };
    match card::open_card(context).filter(|card| card.positions.is_empty()) {
        Some(card) => card.add(position),
        None => card::pending(context).add(position),
    }
}

/// Gives an organisation to the card, if the lines of the person are not over; else what follows is about it.
fn take_organisation(context: &mut Context<'_>, sentence: Sentence<'_>, at: usize, mention: &OrganisationMention) {
    let evidence = context.evidence_of(sentence, [at]);
    let fact = Fact { value: mention.name.clone(), basis: Basis::Stated, evidence: evidence.clone() };
    context.add_organisation(mention, evidence);
    let has_own_number = sentence.has_contact();
    match card::open_card(context) {
        // A number beside the name of an organisation is its own, and so are those below it.
        Some(card) if card.organisation.is_none() && !card.has_contact && !has_own_number => {
            card.organisation = Some(fact);
        }
        Some(card) if card.has_contact && card.organisation.is_none() && !has_own_number => {
            card.organisation = Some(Fact { basis: Basis::Implied, ..fact.clone() });
            card.is_behind = true;
            context.organisation = Some(fact);
        }
        Some(_) => {
            card::close(context);
            context.organisation = Some(fact);
        }
        None => {
            let pending = card::pending(context);
            pending.organisation.get_or_insert(fact.clone());
            context.organisation = Some(fact);
        }
    }
}
