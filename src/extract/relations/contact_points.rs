//! To whom the telephone numbers and e-mail addresses of a line belong.

use std::ops::Range;

use super::context::Context;
use super::mentions::PersonMentions;
use crate::extract::entities::email::{EmailMention, EmailText};
use crate::extract::entities::entity::Entity;
use crate::extract::entities::phone::PhoneMention;
use crate::extract::report::ReportKind;
use crate::extract::statement::{OrganisationFact, PersonFact, UnpairedNumbers};
use crate::language::Case;
use crate::model::{Basis, Email, Phone, PhoneKind};

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
    let last = mentions.people.len().saturating_sub(1);
    let all_follow = mentions.people.len() > 1 && direct.iter().all(|(at, _)| mentions.owner(*at) == Some(last));
    if all_follow && !direct.is_empty() && direct.len() != mentions.people.len() {
        let evidence = context.evidence(sentence, sentence.line.whole());
        let people = mentions.people.iter().map(|person| person.name.to_owned()).collect();
        context.statements.unpaired.push(UnpairedNumbers { people, line: sentence.line.number, evidence });
        context.report(sentence, ReportKind::UnpairedNumbers);
        return;
    }
    for (index, (at, phone)) in direct.into_iter().enumerate() {
        let owner = if all_follow { Some(index) } else { mentions.owner(at) };
        let Some(person) = owner.and_then(|owner| mentions.people.get(owner)) else { continue };
        let bytes = if all_follow { sentence.byte_range([at]) } else { sentence.byte_range([at, person.at]) };
        add_phone(context, mentions, person.name, phone, bytes);
    }
}

/// States switchboards and fax numbers: they belong to the organisation, or to the only person if none is named.
fn extract_shared_phones(context: &mut Context<'_>, mentions: &PersonMentions<'_>, phones: &[PhoneAt<'_>]) {
    let sentence = mentions.sentence;
    let named = sentence.spans.iter().find_map(|span| match &span.entity {
        Entity::Organisation(it) if it.case == Case::Nominative => Some(it),
        _ => None,
    });
    let heading = context.scope.organisation.clone().filter(|_| named.is_none() && mentions.people.is_empty());
    for (at, mention) in phones {
        let phone = phone(context, mentions, mention, sentence.byte_range([*at]));
        let evidence = phone.evidence.clone();
        // A direct number under the heading of an organisation may be that of a person who is not named.
        if let Some(heading) = heading.as_ref().filter(|_| mention.kind != PhoneKind::Direct) {
            context.add_organisation(&heading.organisation, heading.evidence.clone());
            context.statements.organisation(&heading.organisation.name, OrganisationFact::Phone(phone), evidence);
            continue;
        }
        match (named, mentions.people.as_slice()) {
            (Some(named), _) => {
                context.add_organisation(named, evidence.clone());
                context.statements.organisation(&named.name, OrganisationFact::Phone(phone), evidence);
            }
            (None, [person]) => context.statements.person(person.name, PersonFact::Phone(phone), evidence),
            _ => context.report(sentence, ReportKind::NobodysNumber { printed: phone.printed }),
        }
    }
}

/// States the addresses of each person's segment.
pub(crate) fn extract_emails(context: &mut Context<'_>, mentions: &PersonMentions<'_>) {
    for at in mentions.sentence.indices() {
        let Some(Entity::Email(EmailMention { text: EmailText::Address(address), .. })) = mentions.sentence.entity(at)
        else {
            continue;
        };
        if let Some(person) = mentions.owner(at).and_then(|owner| mentions.people.get(owner)) {
            let bytes = mentions.sentence.byte_range([at, person.at]);
            add_email(context, mentions, person.name, address, bytes);
        }
    }
}

/// States the numbers and addresses of a line without a name; `card` is the name that the line belongs to.
pub(crate) fn extract_without_name(context: &mut Context<'_>, mentions: &PersonMentions<'_>, card: Option<&str>) {
    let mut others = Vec::new();
    for at in mentions.sentence.indices() {
        let bytes = mentions.sentence.byte_range([at]);
        match (mentions.sentence.entity(at), card) {
            (Some(Entity::Phone(phone)), Some(name)) if phone.kind == PhoneKind::Direct => {
                add_phone(context, mentions, name, phone, bytes);
            }
            (Some(Entity::Phone(phone)), _) => others.push((at, phone)),
            (Some(Entity::Email(EmailMention { text: EmailText::Address(address), .. })), Some(name)) => {
                add_email(context, mentions, name, address, bytes);
            }
            _ => {}
        }
    }
    extract_shared_phones(context, mentions, &others);
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
    context.statements.person(name, PersonFact::Phone(phone), evidence);
}

fn phone(context: &Context<'_>, mentions: &PersonMentions<'_>, mention: &PhoneMention, bytes: Range<usize>) -> Phone {
    let printed = mentions.sentence.line.quote(mention.range.clone());
    Phone {
        printed: printed.replace(['\u{a0}', '\u{202f}', '\u{2007}'], " "),
        e164: mention.e164.clone(),
        kind: mention.kind,
        as_of: None,
        evidence: context.evidence(mentions.sentence, bytes),
    }
}

fn add_email(context: &mut Context<'_>, mentions: &PersonMentions<'_>, name: &str, address: &str, bytes: Range<usize>) {
    let evidence = context.evidence(mentions.sentence, bytes);
    let email = Email { address: address.to_owned(), basis: Basis::Stated, evidence: evidence.clone() };
    context.statements.person(name, PersonFact::Email(email), evidence);
}
