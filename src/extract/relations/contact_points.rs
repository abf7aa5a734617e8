//! How to reach people: whose number and whose address a line prints.

use std::ops::Range;

use super::context::Context;
use super::mentions::PersonMentions;
use super::projects;
use crate::extract::entities::email::{EmailMention, EmailText};
use crate::extract::entities::entity::Entity;
use crate::extract::entities::inflection::NounCase;
use crate::extract::entities::phone::PhoneMention;
use crate::extract::report::{Report, ReportKind};
use crate::extract::statement::{OrganisationFact, PersonFact, UnpairedNumbers};
use crate::model::{Basis, Email, Phone, PhoneKind};

impl<'a> PersonMentions<'a> {
    /// Numbers go to the one person of their stretch, or in order when there are as many as people.
    pub(crate) fn numbers(&self, context: &mut Context<'_>) {
        let phones: Vec<(usize, &PhoneMention)> = (0..self.sentence.spans.len())
            .filter_map(|at| match self.kind(at)? {
                Entity::Phone(phone) => Some((at, phone)),
                _ => None,
            })
            .collect();
        let (direct, house): (Vec<_>, Vec<_>) = phones.into_iter().partition(|(_, it)| it.kind == PhoneKind::Direct);
        self.house_numbers(context, &house);
        let owner = |at: usize| (0..self.people.len()).find(|index| self.segment(*index).contains(&at));
        let last = self.people.len().saturating_sub(1);
        let all_behind = self.people.len() > 1 && direct.iter().all(|(at, _)| owner(*at) == Some(last));
        if all_behind && !direct.is_empty() && direct.len() != self.people.len() {
            let evidence = context.page.evidence(self.sentence.line, self.sentence.line.whole());
            let people = self.people.iter().map(|(_, name)| (*name).to_owned()).collect();
            let number = self.sentence.line.number;
            context.statements.unpaired.push(UnpairedNumbers { people, line: number, evidence });
            self.report(context, ReportKind::UnpairedNumbers);
            return;
        }
        for (index, (at, phone)) in direct.iter().enumerate() {
            let owner = if all_behind { Some(index) } else { owner(*at) };
            let Some((person, name)) = owner.and_then(|it| self.people.get(it)) else { continue };
            let bytes =
                if all_behind { self.sentence.byte_range([*at]) } else { self.sentence.byte_range([*at, *person]) };
            let phone = self.phone(context, phone, bytes);
            let evidence = phone.evidence.clone();
            context.statements.person(name, PersonFact::Phone(phone), evidence);
        }
    }

    /// Switchboards and machines are the organisation's, or the only person's where no organisation is named.
    fn house_numbers(&self, context: &mut Context<'_>, phones: &[(usize, &PhoneMention)]) {
        let house = self.sentence.spans.iter().find_map(|span| match &span.entity {
            Entity::Organisation(it) if it.case == NounCase::Nominative => Some(it),
            _ => None,
        });
        // Under a heading that is an organisation's name, what is nobody's direct number is its own.
        let above = context.heading_organisation.clone().filter(|_| house.is_none() && self.people.is_empty());
        for (at, phone) in phones {
            let number = self.phone(context, phone, self.sentence.byte_range([*at]));
            let evidence = number.evidence.clone();
            if let Some(above) = above.as_ref().filter(|_| phone.kind != PhoneKind::Direct) {
                projects::state_organisation(context, &above.organisation, above.evidence.clone());
                context.statements.organisation(&above.organisation.name, OrganisationFact::Phone(number), evidence);
                continue;
            }
            match (house, self.people.as_slice()) {
                (Some(house), _) => {
                    projects::state_organisation(context, house, evidence.clone());
                    context.statements.organisation(&house.name, OrganisationFact::Phone(number), evidence);
                }
                (None, [(_, name)]) => context.statements.person(name, PersonFact::Phone(number), evidence),
                _ => self.report(context, ReportKind::NobodysNumber { printed: number.printed }),
            }
        }
    }

    fn phone(&self, context: &Context<'_>, phone: &PhoneMention, bytes: Range<usize>) -> Phone {
        Phone {
            printed: self.sentence.line.quote(phone.range.clone()).replace(['\u{a0}', '\u{202f}', '\u{2007}'], " "),
            e164: phone.number.e164(),
            kind: phone.kind,
            as_of: None,
            evidence: context.page.evidence(self.sentence.line, bytes),
        }
    }

    fn find_emails(&self) -> Vec<(usize, &'a EmailMention)> {
        let mail = |at| match self.kind(at)? {
            Entity::Email(mail) => Some((at, mail)),
            _ => None,
        };
        (0..self.sentence.spans.len()).filter_map(mail).collect()
    }

    /// Addresses go to the person of their stretch.
    pub(crate) fn addresses(&self, context: &mut Context<'_>) {
        for (at, mail) in self.find_emails() {
            let EmailText::Address(address) = &mail.text else { continue };
            let own = (0..self.people.len()).find(|index| self.segment(*index).contains(&at));
            if let Some((person, name)) = own.and_then(|index| self.people.get(index)) {
                let bytes = self.sentence.byte_range([at, *person]);
                self.address(context, name, address, bytes);
            }
        }
    }

    fn address(&self, context: &mut Context<'_>, name: &str, address: &str, bytes: Range<usize>) {
        let evidence = context.page.evidence(self.sentence.line, bytes);
        let email = Email { address: address.to_owned(), basis: Basis::Stated, evidence: evidence.clone() };
        context.statements.person(name, PersonFact::Email(email), evidence);
    }

    /// A line without a name carries the card above on, or tells the numbers of a house, or nobody's.
    pub(crate) fn carry_on(&self, context: &mut Context<'_>) {
        let short = self.sentence.line.view.chars().count() < 100;
        let card = context.card.clone().filter(|_| short && self.listed);
        let mut house = Vec::new();
        for at in 0..self.sentence.spans.len() {
            let bytes = self.sentence.byte_range([at]);
            match (self.kind(at), &card) {
                (Some(Entity::Phone(phone)), Some(name)) if phone.kind == PhoneKind::Direct => {
                    let phone = self.phone(context, phone, bytes);
                    let evidence = phone.evidence.clone();
                    context.statements.person(name, PersonFact::Phone(phone), evidence);
                }
                (Some(Entity::Phone(phone)), _) => house.push((at, phone)),
                (Some(Entity::Email(EmailMention { text: EmailText::Address(address), .. })), Some(name)) => {
                    self.address(context, name, address, bytes);
                }
                (Some(Entity::Role(role)), Some(name)) if role.case == NounCase::Nominative => {
                    let position = self.card_position(context, name, at, role);
                    context.add_position(position);
                }
                _ => {}
            }
        }
        self.house_numbers(context, &house);
    }

    fn report(&self, context: &mut Context<'_>, kind: ReportKind) {
        let file = context.statements.path.clone();
        context.statements.reports.push(Report { file, line: Some(self.sentence.line.number), kind });
    }
}
