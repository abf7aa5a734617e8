//! Extraction of contacts to which their source gives ids, a few at a time: a large directory is never in memory.

use std::collections::HashMap;

use super::contacts::{NameOrders, state_identified};
use super::resolve::assemble::{document_record, link_identified};
use super::resolve::organisations::ResolvedOrganisations;
use super::statement::{DocumentStatements, StatedHolder};
use crate::exchange::{Contact, Visibility};
use crate::model::{
    Area, AreaId, Basis, Document, DocumentId, Model, Period, Person, Position, SCHEMA, TitleTranslations,
};
use crate::text::{Day, sort_by};

/// The maximum number of passages of an organisation.
const MAX_PASSAGES: usize = 16;

/// Makes the records of contacts whose `uid` is the id of their person.
#[derive(Debug)]
pub struct IdentifiedContacts {
    document: Document,
    orders: NameOrders,
    organisations: ResolvedOrganisations,
    areas: HashMap<AreaId, Area>,
    /// Posts without a named holder, and numbers that belong to nobody.
    others: DocumentStatements,
    /// The number of contacts that were left out because nobody may see them.
    withheld: usize,
    /// The number of values that were read and not used.
    left: usize,
}

/// Records that are complete.
#[derive(Debug, Default)]
pub struct IdentifiedRecords {
    /// People.
    pub people: Vec<Person>,
    /// Their positions.
    pub positions: Vec<Position>,
}

impl IdentifiedContacts {
    /// Contacts of a source, which are in the lines of a file and hold on a day.
    #[must_use]
    pub fn new(source: &str, file: String, day: Day) -> Self {
        let mut document = Document::new(DocumentId::from_name(source), file);
        source.clone_into(&mut document.title);
        let (from, to, words) = (Some(day), Some(day), day.to_string());
        document.published = Some(Period { from, to, words, basis: Basis::Stated, evidence: Vec::new() });
        let others = DocumentStatements::new(document.clone(), String::new());
        let organisations = ResolvedOrganisations::with_passages(MAX_PASSAGES);
        let (orders, areas) = (NameOrders::default(), HashMap::new());
        Self { document, orders, organisations, areas, others, withheld: 0, left: 0 }
    }

    /// Learns the order of names from one of the contacts. All of them come before the first records.
    pub fn learn(&mut self, contact: &Contact) {
        self.orders.add(contact);
    }

    /// The records of some contacts. Those of posts and organisations come at the end.
    pub fn records(&mut self, mut contacts: Vec<Contact>) -> IdentifiedRecords {
        let count = contacts.len();
        contacts.retain(|contact| contact.visibility == Visibility::Public);
        self.withheld += count - contacts.len();
        let empty = DocumentStatements::new(self.document.clone(), String::new());
        let mut statements = state_identified(contacts, empty, self.orders.clone());
        self.left += statements.left.len();
        for area in statements.areas.drain(..) {
            self.areas.entry(area.id.clone()).or_insert(area);
        }
        let is_nameless = |holder: &StatedHolder| matches!(holder, StatedHolder::Nameless(_));
        self.others.positions.extend(statements.positions.extract_if(.., |it| is_nameless(&it.holder)));
        self.others.contact_points.append(&mut statements.contact_points);
        self.organisations.extend(std::slice::from_ref(&statements));
        let (people, positions) = link_identified(&mut self.organisations, &mut statements);
        IdentifiedRecords { people, positions }
    }

    /// The number of values that were read and not used, and of contacts that nobody may see.
    #[must_use]
    pub fn unused(&self) -> (usize, usize) {
        (self.left, self.withheld)
    }

    /// The model without the people and positions that are complete already.
    #[must_use]
    pub fn finish(mut self, title: String) -> Model {
        let (_, positions) = link_identified(&mut self.organisations, &mut self.others);
        let mut areas: Vec<Area> = self.areas.into_values().collect();
        sort_by(&mut areas, |a, b| a.id.cmp(&b.id));
        let mut document = document_record(self.others);
        let as_of = super::resolve::merge::as_of(&document);
        document.phones.iter_mut().for_each(|phone| phone.as_of = phone.as_of.take().or_else(|| as_of.clone()));
        Model {
            schema: SCHEMA,
            title,
            title_translations: TitleTranslations::default(),
            maintainer: None,
            documents: vec![document],
            areas,
            organisations: self.organisations.records,
            projects: Vec::new(),
            people: Vec::new(),
            positions,
            warnings: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::{AttributeMap, EntryOutcome, ServerEntry};

    fn contact(line: u32, values: &[(&str, &str)]) -> Contact {
        let values = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let entry = ServerEntry { id: format!("u-{line}"), dn: format!("uid={line}"), values };
        match entry.contact(&AttributeMap::default(), line) {
            EntryOutcome::Contact(contact) => *contact,
            other => panic!("{other:?}"),
        }
    }

    fn person<'a>(name: &'a str, number: &'a str) -> [(&'a str, &'a str); 5] {
        [("objectClass", "person"), ("cn", name), ("title", "ohjaaja"), ("o", "Kunta"), ("telephoneNumber", number)]
    }

    #[test]
    fn people_of_one_name_are_told_apart_by_their_ids() {
        let day = "2026-11-27".parse().expect("a day");
        let mut all = IdentifiedContacts::new("ely", "ely.entries".into(), day);
        let contacts = vec![
            contact(1, &person("Aino Mäki", "0295 000 001")),
            contact(2, &person("Aino Mäki", "0295 000 001")),
            contact(
                3,
                &[("objectClass", "organizationalRole"), ("cn", "päivystäjä"), ("telephoneNumber", "0295 000 009")],
            ),
        ];
        for contact in &contacts {
            all.learn(contact);
        }
        let first = all.records(contacts);
        let second = all.records(vec![contact(4, &person("Aino Mäki", "0295 000 002"))]);
        let ids: Vec<&str> = first.people.iter().chain(&second.people).map(|it| it.id.as_str()).collect();
        assert_eq!(ids, ["person:u-1", "person:u-2", "person:u-4"]);
        assert_eq!(first.positions[1].id.as_str(), "position:u-2/ohjaaja");
        assert_eq!(first.people[0].phones[0].as_of.as_ref().and_then(|it| it.from), Some(day));
        let mut model = all.finish("ely".into());
        assert_eq!((model.organisations.len(), model.positions.len()), (1, 1));
        assert_eq!(model.documents[0].phones.len(), 1);
        model.people = [first.people, second.people].concat();
        model.positions.extend([first.positions, second.positions].concat());
        let json = crate::model::write(&model).expect("JSON");
        assert_eq!(crate::model::inspect(json.as_bytes()).problems, []);
    }
}
