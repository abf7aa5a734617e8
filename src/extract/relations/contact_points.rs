//! How to reach people: whose number and whose address a line prints.

use std::ops::Range;

use super::positions::Line;
use super::projects;
use super::walk::Reader;
use crate::extract::entities::email::{Mail, Printed};
use crate::extract::entities::inflection::Case;
use crate::extract::entities::phone::Telephone;
use crate::extract::entities::recognizer::Kind;
use crate::extract::report::{Report, ReportKind};
use crate::extract::statement::{OrganisationFact, PersonFact, Unpaired};
use crate::model::{Basis, Email, Phone, PhoneKind};

impl<'a> Line<'a> {
    /// Numbers go to the one person of their stretch, or in order when there are as many as people.
    pub(in crate::extract) fn numbers(&self, reader: &mut Reader<'_>) {
        let phones: Vec<(usize, &Telephone)> = (0..self.said.units.len())
            .filter_map(|at| match self.kind(at)? {
                Kind::Phone(phone) => Some((at, phone)),
                _ => None,
            })
            .collect();
        let (direct, house): (Vec<_>, Vec<_>) = phones.into_iter().partition(|(_, it)| it.kind == PhoneKind::Direct);
        self.house_numbers(reader, &house);
        let owner = |at: usize| (0..self.people.len()).find(|index| self.segment(*index).contains(&at));
        let last = self.people.len().saturating_sub(1);
        let all_behind = self.people.len() > 1 && direct.iter().all(|(at, _)| owner(*at) == Some(last));
        if all_behind && !direct.is_empty() && direct.len() != self.people.len() {
            let evidence = reader.page.evidence(self.said.line, self.said.line.whole());
            let people = self.people.iter().map(|(_, name)| (*name).to_owned()).collect();
            let number = self.said.line.number;
            reader.found.unpaired.push(Unpaired { people, line: number, evidence });
            self.report(reader, ReportKind::UnpairedNumbers);
            return;
        }
        for (index, (at, phone)) in direct.iter().enumerate() {
            let owner = if all_behind { Some(index) } else { owner(*at) };
            let Some((person, name)) = owner.and_then(|it| self.people.get(it)) else { continue };
            let span = if all_behind { self.said.span([*at]) } else { self.said.span([*at, *person]) };
            let phone = self.phone(reader, phone, span);
            let evidence = phone.evidence.clone();
            reader.found.person(name, PersonFact::Phone(phone), evidence);
        }
    }

    /// Switchboards and machines are the organisation's, or the only person's where no organisation is named.
    fn house_numbers(&self, reader: &mut Reader<'_>, phones: &[(usize, &Telephone)]) {
        let house = self.said.units.iter().find_map(|unit| match &unit.kind {
            Kind::Organisation(it) if it.case == Case::Nominative => Some(it),
            _ => None,
        });
        // Under a heading that is an organisation's name, what is nobody's direct number is its own.
        let above = reader.house.clone().filter(|_| house.is_none() && self.people.is_empty());
        for (at, phone) in phones {
            let number = self.phone(reader, phone, self.said.span([*at]));
            let evidence = number.evidence.clone();
            if let Some(above) = above.as_ref().filter(|_| phone.kind != PhoneKind::Direct) {
                projects::list(reader, &above.organisation, above.evidence.clone());
                reader.found.organisation(&above.organisation.name, OrganisationFact::Phone(number), evidence);
                continue;
            }
            match (house, self.people.as_slice()) {
                (Some(house), _) => {
                    projects::list(reader, house, evidence.clone());
                    reader.found.organisation(&house.name, OrganisationFact::Phone(number), evidence);
                }
                (None, [(_, name)]) => reader.found.person(name, PersonFact::Phone(number), evidence),
                _ => self.report(reader, ReportKind::NobodysNumber { printed: number.printed }),
            }
        }
    }

    fn phone(&self, reader: &Reader<'_>, phone: &Telephone, span: Range<usize>) -> Phone {
        Phone {
            printed: self.said.line.quote(phone.range.clone()).replace(['\u{a0}', '\u{202f}', '\u{2007}'], " "),
            e164: phone.number.e164(),
            kind: phone.kind,
            as_of: None,
            evidence: reader.page.evidence(self.said.line, span),
        }
    }

    fn mails(&self) -> Vec<(usize, &'a Mail)> {
        let mail = |at| match self.kind(at)? {
            Kind::Mail(mail) => Some((at, mail)),
            _ => None,
        };
        (0..self.said.units.len()).filter_map(mail).collect()
    }

    /// Addresses go to the person of their stretch.
    pub(in crate::extract) fn addresses(&self, reader: &mut Reader<'_>) {
        for (at, mail) in self.mails() {
            let Printed::Address(address) = &mail.says else { continue };
            let own = (0..self.people.len()).find(|index| self.segment(*index).contains(&at));
            if let Some((person, name)) = own.and_then(|index| self.people.get(index)) {
                let span = self.said.span([at, *person]);
                self.address(reader, name, address, span);
            }
        }
    }

    fn address(&self, reader: &mut Reader<'_>, name: &str, address: &str, span: Range<usize>) {
        let evidence = reader.page.evidence(self.said.line, span);
        let email = Email { address: address.to_owned(), basis: Basis::Stated, evidence: evidence.clone() };
        reader.found.person(name, PersonFact::Email(email), evidence);
    }

    /// A line without a name carries the card above on, or tells the numbers of a house, or nobody's.
    pub(in crate::extract) fn carry_on(&self, reader: &mut Reader<'_>) {
        let short = self.said.line.view.chars().count() < 100;
        let card = reader.card.clone().filter(|_| short && self.listed);
        let mut house = Vec::new();
        for at in 0..self.said.units.len() {
            let span = self.said.span([at]);
            match (self.kind(at), &card) {
                (Some(Kind::Phone(phone)), Some(name)) if phone.kind == PhoneKind::Direct => {
                    let phone = self.phone(reader, phone, span);
                    let evidence = phone.evidence.clone();
                    reader.found.person(name, PersonFact::Phone(phone), evidence);
                }
                (Some(Kind::Phone(phone)), _) => house.push((at, phone)),
                (Some(Kind::Mail(Mail { says: Printed::Address(address), .. })), Some(name)) => {
                    self.address(reader, name, address, span);
                }
                (Some(Kind::Role(role)), Some(name)) if role.case == Case::Nominative => {
                    let position = self.card_position(reader, name, at, role);
                    reader.place(position);
                }
                _ => {}
            }
        }
        self.house_numbers(reader, &house);
    }

    fn report(&self, reader: &mut Reader<'_>, kind: ReportKind) {
        let file = reader.found.place.clone();
        reader.found.reports.push(Report { file, line: Some(self.said.line.number), kind });
    }
}
