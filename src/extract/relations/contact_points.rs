//! Assigns the telephone numbers and e-mail addresses of a line to people and organisations.

use std::ops::Range;

use super::card;
use super::contact_card::CardHolder;
use super::context::Context;
use super::mentions::PersonMentions;
use crate::extract::document::sentence::Sentence;
use crate::extract::entities::email::{EmailMention, EmailText};
use crate::extract::entities::entity::Entity;
use crate::extract::entities::phone::PhoneMention;
use crate::extract::entities::vocabulary::{VOCABULARY, WordList};
use crate::extract::report::ReportKind;
use crate::extract::statement::{OrganisationFact, PersonFact, UnpairedNumbers};
use crate::language::Case;
use crate::model::{Basis, Email, Phone, PhoneKind};
use crate::text::fold;

/// A number and the index of its span.
type PhoneAt<'a> = (usize, &'a PhoneMention);

/// States the numbers of a line: those of each person's segment, or one each in order if all follow the names.
///
/// If numbers follow several people, but not one each, they are reported and not stated.
pub(crate) fn extract_phones(context: &mut Context<'_>, mentions: &PersonMentions<'_>) {
    let sentence = mentions.sentence;
    let phone_at = |at: usize| match sentence.entity(at)? {
        Entity::Phone(phone) => Some((at, phone)),
        _ => None,
    };
    let (direct, shared): (Vec<PhoneAt<'_>>, Vec<PhoneAt<'_>>) =
        sentence.indices().filter_map(phone_at).partition(|(_, phone)| phone.kind == PhoneKind::Direct);
    extract_shared_phones(context, mentions, &shared);
    let (bracketed, direct): (Vec<PhoneAt<'_>>, Vec<PhoneAt<'_>>) =
        direct.into_iter().partition(|(at, _)| bracketed_owner(context, mentions, *at).is_some());
    for (at, phone) in bracketed {
        let Some(name) = bracketed_owner(context, mentions, at) else { continue };
        add_phone(context, mentions, &name, phone, sentence.byte_range([at]));
    }
    // “Hans nummer … används inte längre”: nobody answers there; the account has it as unused.
    if is_out_of_use(sentence) {
        return;
    }
    let last = mentions.people.len().saturating_sub(1);
    // “Sari Vuorinen (virkavapaalla), sijainen Anu Koponen 029 504 1004”: the number is that of the substitute.
    // “… vikarieras av Emilia Rönnblad, tel. 06 …”
    let is_substituted = sentence.spans.iter().any(|span| VOCABULARY.substituted.contains(span.word()));
    let has_substitute = is_substituted || mentions.people.get(last).is_some_and(|person| person.substitutes.is_some());
    let all_follow =
        mentions.people.len() > 1 && !has_substitute && direct.iter().all(|(at, _)| mentions.owner(*at) == Some(last));
    // “A och B, tfn 09 555 2401 (gemensamt nummer)”
    let is_shared = all_follow && sentence.spans.iter().any(|it| VOCABULARY.begins(WordList::SharedStems, it.word()));
    if let ([(at, phone)], true) = (direct.as_slice(), is_shared) {
        for person in &mentions.people {
            add_phone(context, mentions, person.name(), phone, sentence.byte_range([*at, person.at]));
        }
        return;
    }
    if all_follow && !direct.is_empty() && direct.len() != mentions.people.len() {
        let evidence = context.evidence(sentence, sentence.line.whole());
        let people = mentions.people.iter().map(|person| person.name().to_owned()).collect();
        context.statements.unpaired.push(UnpairedNumbers { people, line: sentence.line.number, evidence });
        context.report(sentence, ReportKind::UnpairedNumbers);
        return;
    }
    for (index, (at, phone)) in direct.into_iter().enumerate() {
        let owner = if all_follow { Some(index) } else { mentions.owner(at) };
        let Some(person) = owner.and_then(|owner| mentions.people.get(owner)) else { continue };
        let bytes = if all_follow { sentence.byte_range([at]) } else { sentence.byte_range([at, person.at]) };
        let name = person.name().to_owned();
        add_phone(context, mentions, &name, phone, bytes);
        mark_contact(context, &name);
    }
}

/// Whether a sentence says that a number is not used.
fn is_out_of_use(sentence: Sentence<'_>) -> bool {
    let words = sentence.line.view.get(sentence.byte_range(sentence.indices())).unwrap_or_default();
    VOCABULARY.list(WordList::OutOfUse).iter().any(|phrase| words.contains(phrase.as_str()))
}

/// The person whose surname, given name or name a bracket after a number gives: “02 720 3302 (Hällström)”.
fn bracketed_owner(context: &Context<'_>, mentions: &PersonMentions<'_>, at: usize) -> Option<String> {
    let sentence = mentions.sentence;
    let open = (at + 1 < sentence.spans.len() && sentence.is_mark(at + 1, "(")).then_some(at + 1)?;
    let close = (open + 1..sentence.spans.len()).find(|at| sentence.is_mark(*at, ")"))?;
    let words = sentence.line.view.get(sentence.byte_range(open + 1..close))?.trim();
    let is_short = words.split(' ').count() <= 3 && words.chars().any(char::is_uppercase);
    let people = &context.knowledge.people;
    if let Some(known) = people.by_surname(words).or_else(|| people.by_given_name(words)).filter(|_| is_short) {
        return Some(known.to_owned());
    }
    match sentence.entity(open + 1) {
        Some(Entity::Person(person)) if close == open + 2 => Some(person.name.clone()),
        _ => None,
    }
}

/// Records that the open card of a person has a number or an address.
fn mark_contact(context: &mut Context<'_>, name: &str) {
    if let Some(card) = context.card.as_mut().filter(|card| card.name() == Some(name)) {
        card.has_contact = true;
    }
}

/// States switchboards and fax numbers: they belong to the organisation, or to the only person if none is named.
fn extract_shared_phones(context: &mut Context<'_>, mentions: &PersonMentions<'_>, phones: &[PhoneAt<'_>]) {
    let sentence = mentions.sentence;
    let named = sentence.spans.iter().find_map(|span| match &span.entity {
        Entity::Organisation(it) if it.case == Case::Nominative => Some(it.clone()),
        _ => None,
    });
    let of_card = |context: &Context<'_>| {
        let card = context.card.as_ref().filter(|card| card.name().is_some())?;
        Some((card.name()?.to_owned(), card.organisation.clone(), card.is_behind))
    };
    for (at, mention) in phones {
        let phone = phone(context, mentions, mention, sentence.byte_range([*at]));
        let evidence = phone.evidence.clone();
        if let Some(named) = &named {
            context.add_organisation(named, evidence.clone());
            context.statements.organisation(&named.name, OrganisationFact::Phone(phone), evidence);
            continue;
        }
        let is_shared = mention.kind != PhoneKind::Direct;
        // A direct number under the heading of an organisation may be that of a person who is not named.
        if let Some(organisation) = context.organisation.clone().filter(|_| is_bare_contact(sentence)) {
            context.statements.organisation(&organisation.value, OrganisationFact::Phone(phone), evidence);
            continue;
        }
        match (mentions.people.as_slice(), of_card(context)) {
            ([person], _) => {
                let name = person.name().to_owned();
                context.statements.person(&name, PersonFact::Phone(Box::new(phone)), evidence);
            }
            ([], _) if is_shared && context.scope.organisation().is_some() => {
                let Some(heading) = context.scope.organisation().cloned() else { continue };
                context.add_organisation(&heading.organisation, heading.evidence);
                context.statements.organisation(&heading.organisation.name, OrganisationFact::Phone(phone), evidence);
            }
            ([], Some((_, Some(organisation), _))) if is_shared => {
                context.statements.organisation(&organisation.value, OrganisationFact::Phone(phone), evidence);
            }
            ([], Some((name, None, false))) if is_shared => {
                context.statements.person(&name, PersonFact::Phone(Box::new(phone)), evidence);
            }
            _ => {}
        }
    }
}

/// Whether a line has nothing but contacts and their labels: they may belong to something whose name is unknown.
fn is_bare_contact(sentence: Sentence<'_>) -> bool {
    !sentence.spans.iter().any(|span| {
        let is_capital =
            sentence.line.view.get(span.range.clone()).is_some_and(|it| it.starts_with(char::is_uppercase));
        !span.word().is_empty() && is_capital && VOCABULARY.label(span.word()).is_none()
    })
}

/// States the addresses of each person's segment.
pub(crate) fn extract_emails(context: &mut Context<'_>, mentions: &PersonMentions<'_>) {
    for at in mentions.sentence.indices() {
        let Some(Entity::Email(EmailMention { text: EmailText::Address(address), .. })) = mentions.sentence.entity(at)
        else {
            continue;
        };
        let Some(person) = email_owner(mentions, at, address) else { continue };
        let Some(person) = mentions.people.get(person) else { continue };
        let bytes = mentions.sentence.byte_range([at, person.at]);
        let name = person.name().to_owned();
        card::vote_by_email(context, person.person, address);
        add_email(context, mentions, &name, address, bytes);
        mark_contact(context, &name);
    }
}

/// The person of an address: the one whose name it has, else the one to whom its part of the line belongs.
fn email_owner(mentions: &PersonMentions<'_>, at: usize, address: &str) -> Option<usize> {
    let local = address.split('@').next().unwrap_or_default();
    let is_of = |name: &str| {
        let parts: Vec<String> = name.split(' ').map(fold).collect();
        parts.len() >= 2
            && parts.last().is_some_and(|surname| local.contains(surname.as_str()))
            && parts.first().is_some_and(|given| local.contains(given.as_str()))
    };
    let mut named = mentions.people.iter().enumerate().filter(|(_, person)| is_of(person.name()));
    match (named.next(), named.next()) {
        (Some((index, _)), None) => Some(index),
        _ => mentions.owner(at),
    }
}

/// States the numbers and addresses of a line without a name: they are those of the open card, else of the organisation
/// that the lines are about.
pub(crate) fn extract_without_name(context: &mut Context<'_>, mentions: &PersonMentions<'_>) {
    let sentence = mentions.sentence;
    if is_out_of_use(sentence) {
        return;
    }
    let has_organisation = sentence
        .spans
        .iter()
        .any(|span| matches!(&span.entity, Entity::Organisation(it) if it.case == Case::Nominative));
    let card = context.card.as_ref().filter(|card| !card.is_behind && !has_organisation).cloned();
    let name = card.as_ref().and_then(|card| card.name().map(str::to_owned)).filter(|_| mentions.is_list);
    let name = name.or_else(|| person_of_pronoun(context, mentions));
    let mut others = Vec::new();
    for at in sentence.indices() {
        let bytes = sentence.byte_range([at]);
        match sentence.entity(at) {
            Some(Entity::Phone(phone)) if phone.kind == PhoneKind::Direct => {
                let owner = bracketed_owner(context, mentions, at).or_else(|| name.clone());
                match owner {
                    Some(owner) => {
                        add_phone(context, mentions, &owner, phone, bytes);
                        mark_contact(context, &owner);
                    }
                    None => others.push((at, phone)),
                }
            }
            Some(Entity::Phone(phone)) => others.push((at, phone)),
            Some(Entity::Email(EmailMention { text: EmailText::Address(address), .. })) => {
                if let Some(name) = &name
                    && !is_of_another(context, name, address)
                {
                    if let Some(CardHolder::Person(person)) = card.as_ref().map(|card| &card.holder) {
                        card::vote_by_email(context, person, address);
                    }
                    add_email(context, mentions, name, address, bytes);
                    mark_contact(context, name);
                }
            }
            _ => {}
        }
    }
    extract_shared_phones(context, mentions, &others);
}

/// The person whom a sentence without a name means: the one named last by “her number is”, the writer by “call me on”.
fn person_of_pronoun(context: &Context<'_>, mentions: &PersonMentions<'_>) -> Option<String> {
    let has = |words: &dyn Fn(&str) -> bool| mentions.sentence.spans.iter().any(|span| words(span.word()));
    if has(&|word| VOCABULARY.pronouns.contains(word)) {
        return context.last_person.clone();
    }
    has(&|word| VOCABULARY.lists(WordList::OwnPronouns, word))
        .then(|| context.speaker.clone().or_else(|| context.author.clone()))?
}

/// States the numbers and addresses that a label announces: those of the card, else of the organisation in front of it.
pub(crate) fn extract_field(context: &mut Context<'_>, mentions: &PersonMentions<'_>, is_own: bool) {
    let is_behind = context.card.as_mut().filter(|_| is_own).map(|card| std::mem::replace(&mut card.is_behind, false));
    extract_without_name(context, &PersonMentions::list_of_nobody(mentions.sentence));
    if let (Some(card), Some(is_behind)) = (context.card.as_mut(), is_behind) {
        card.is_behind = is_behind;
    }
}

/// Whether an address is formed from the name of somebody else whom the document names.
fn is_of_another(context: &Context<'_>, name: &str, address: &str) -> bool {
    let local = address.split('@').next().unwrap_or_default();
    let Some((_, surname)) = local.rsplit_once('.') else { return false };
    let own = fold(name);
    let is_own = own.split([' ', '-']).any(|part| surname.contains(part) || part.contains(surname));
    !is_own && context.knowledge.people.by_surname(surname).is_some_and(|other| other != name)
}

fn add_phone(
    context: &mut Context<'_>,
    mentions: &PersonMentions<'_>,
    name: &str,
    mention: &PhoneMention,
    bytes: Range<usize>,
) {
    let phone = phone(context, mentions, mention, bytes);
    let evidence = phone.evidence.clone();
    context.statements.person(name, PersonFact::Phone(Box::new(phone)), evidence);
}

fn phone(context: &Context<'_>, mentions: &PersonMentions<'_>, mention: &PhoneMention, bytes: Range<usize>) -> Phone {
    let printed = mentions.sentence.line.quote(mention.range.clone());
    Phone {
        printed: printed.replace(['\u{a0}', '\u{202f}', '\u{2007}'], " "),
        e164: mention.e164.clone(),
        kind: mention.kind,
        basis: Basis::Stated,
        extension: mention.extension.clone(),
        as_of: None,
        evidence: context.evidence(mentions.sentence, bytes),
    }
}

fn add_email(context: &mut Context<'_>, mentions: &PersonMentions<'_>, name: &str, address: &str, bytes: Range<usize>) {
    let evidence = context.evidence(mentions.sentence, bytes);
    let email = Email { address: address.to_owned(), basis: Basis::Stated, evidence: evidence.clone() };
    context.statements.person(name, PersonFact::Email(Box::new(email)), evidence);
}
