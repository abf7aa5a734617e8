//! People of one name in one document.

use std::collections::HashMap;

use crate::extract::statement::{DocumentStatements, PersonFact, PersonStatement, PositionStatement, StatedHolder};
use crate::model::{Basis, Evidence, PhoneKind, PlaceId};
use crate::text::fold;

/// Everything that one document states under one name.
#[derive(Debug)]
pub(crate) struct NamedStatements<'a> {
    /// The folded name, which is the same for all spellings.
    key: String,
    /// The name as the document spells it first.
    name: &'a str,
    /// In the order of the document.
    statements: Vec<&'a PersonStatement>,
    /// In the order of the document.
    pub(crate) positions: Vec<&'a PositionStatement>,
}

/// What one document states about one of the people of a name.
#[derive(Clone, Debug)]
pub(crate) struct PersonShare<'a> {
    /// The folded name, which is the same for all spellings.
    pub(crate) key: &'a str,
    /// The name as the document spells it first.
    pub(crate) name: &'a str,
    /// What is stated about the person.
    pub(crate) statements: Vec<&'a PersonStatement>,
    /// The positions that the person holds.
    pub(crate) positions: Vec<&'a PositionStatement>,
    /// Whether this is the first person of the name in the document.
    pub(crate) is_first: bool,
    /// Whether this is the only person of the name in the document.
    pub(crate) is_only: bool,
}

impl<'a> NamedStatements<'a> {
    /// The statements of a document by the names of people, in the order of their first mention.
    pub(crate) fn all(document: &'a DocumentStatements) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        let mut index_of: HashMap<String, usize> = HashMap::new();
        for statement in &document.people {
            let index = *index_of.entry(fold(&statement.person)).or_insert_with_key(|key| {
                let (key, name) = (key.clone(), statement.person.as_str());
                all.push(Self { key, name, statements: Vec::new(), positions: Vec::new() });
                all.len() - 1
            });
            if let Some(named) = all.get_mut(index) {
                named.statements.push(statement);
            }
        }
        for position in &document.positions {
            let StatedHolder::Person(name) = &position.holder else { continue };
            if let Some(named) = index_of.get(&fold(name)).and_then(|index| all.get_mut(*index)) {
                named.positions.push(position);
            }
        }
        all
    }
}

/// The organisation of a position, if it has one, and the person who holds it.
type Holding<'a> = (Option<&'a str>, usize);

/// The contact lines of one name in one document, grouped by person.
///
/// Lines with different direct numbers belong to different people, unless they give the same title for the same areas and
/// not two organisations, or the same address: then one person has two telephones.
#[derive(Debug, Default)]
pub(crate) struct Homonyms {
    people: usize,
    /// The person of each contact line; the first person if a line belongs to several.
    by_line: HashMap<u32, usize>,
}

impl Homonyms {
    /// Groups the contact lines of a name.
    pub(crate) fn new(named: &NamedStatements<'_>) -> Self {
        let mut position_on_line: HashMap<u32, &PositionStatement> = HashMap::new();
        for position in &named.positions {
            for passage in &position.evidence {
                position_on_line.entry(passage.line).or_insert(position);
            }
        }
        let mut address_on_line: HashMap<u32, &str> = HashMap::new();
        for statement in &named.statements {
            let PersonFact::Email(email) = &statement.fact else { continue };
            for passage in statement.evidence.iter().filter(|_| email.basis == Basis::Stated) {
                address_on_line.entry(passage.line).or_insert(&email.address);
            }
        }
        let mut homonyms = Self::default();
        let mut by_address: HashMap<&str, usize> = HashMap::new();
        let mut by_number: HashMap<&str, usize> = HashMap::new();
        let mut by_position: HashMap<(&str, Vec<&PlaceId>), Vec<Holding<'_>>> = HashMap::new();
        for statement in &named.statements {
            let PersonFact::Phone(phone) = &statement.fact else { continue };
            let Some(line) = statement.evidence.first().map(|evidence| evidence.line) else { continue };
            let is_direct = phone.kind == PhoneKind::Direct;
            let Some(position) = position_on_line.get(&line).filter(|_| is_direct) else { continue };
            let organisation = position.organisation.as_ref().map(|fact| fact.value.as_str());
            let position = (position.title.as_str(), position.areas.iter().map(|area| &area.place).collect());
            let is_same_house = |own: Option<&str>| own.is_none() || organisation.is_none() || own == organisation;
            let holders = by_position.entry(position).or_default();
            let holder = holders.iter().filter(|(own, _)| is_same_house(*own)).map(|(_, person)| *person).min();
            let address = address_on_line.get(&line);
            let same_address = address.and_then(|address| by_address.get(address));
            let same = by_number.get(phone.e164.as_str()).into_iter().chain(same_address).copied();
            let same = same.chain(holder).min();
            let person = same.unwrap_or(homonyms.people);
            if same.is_none() {
                by_number.insert(&phone.e164, person);
                homonyms.people += 1;
            }
            if let Some(address) = address {
                by_address.entry(address).or_insert(person);
            }
            holders.push((organisation, person));
            homonyms.by_line.entry(line).and_modify(|first| *first = person.min(*first)).or_insert(person);
        }
        homonyms
    }

    /// The number of people, at least 1.
    fn people(&self) -> usize {
        self.people.max(1)
    }

    /// The index of the person whose contact line holds a fact, or 0 if the fact is on no contact line.
    pub(crate) fn person_of(&self, evidence: &[Evidence]) -> usize {
        evidence.iter().filter_map(|passage| self.by_line.get(&passage.line)).min().copied().unwrap_or(0)
    }

    /// The statements of each person, in order.
    pub(crate) fn shares<'a>(&self, named: &'a NamedStatements<'a>) -> Vec<PersonShare<'a>> {
        let share = |person| PersonShare {
            key: &named.key,
            name: named.name,
            statements: Vec::new(),
            positions: Vec::new(),
            is_first: person == 0,
            is_only: self.people() == 1,
        };
        let mut shares: Vec<PersonShare<'a>> = (0..self.people()).map(share).collect();
        for statement in &named.statements {
            if let Some(share) = shares.get_mut(self.person_of(&statement.evidence)) {
                share.statements.push(statement);
            }
        }
        for position in &named.positions {
            if let Some(share) = shares.get_mut(self.person_of(&position.evidence)) {
                share.positions.push(position);
            }
        }
        shares
    }
}
