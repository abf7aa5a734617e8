//! People of one name in one document.

use std::collections::HashMap;
use std::mem;

use crate::extract::releasing_list::ReleasingList;
use crate::extract::statement::{DocumentStatements, PersonFact, PersonStatement, PositionStatement};
use crate::model::{Basis, Evidence, PersonId, PhoneKind, PlaceId};
use crate::text::{fold, sort_by_cached_key};

/// The statements of one document about people, by their names in the order of their first mention.
#[derive(Debug)]
pub(crate) struct PeopleStatements {
    /// For each name, how many statements and positions it has.
    sizes: std::vec::IntoIter<[usize; 2]>,
    people: ReleasingList<PersonStatement>,
    positions: ReleasingList<PositionStatement>,
}

/// Everything that one document states under one name.
#[derive(Debug)]
pub(crate) struct NamedStatements {
    /// In the order of the document.
    pub(crate) statements: Vec<PersonStatement>,
    /// In the order of the document.
    pub(crate) positions: Vec<PositionStatement>,
}

/// The statements of one document about one of the people of a name.
#[derive(Debug)]
pub(crate) struct PersonShare {
    /// The folded name, which is the same for all spellings.
    pub(crate) key: String,
    /// The name as the document spells it first.
    pub(crate) name: String,
    /// The statements about the person.
    pub(crate) statements: Vec<PersonStatement>,
    /// Whether this is the first person of the name in the document.
    pub(crate) is_first: bool,
    /// Whether this is the only person of the name in the document.
    pub(crate) is_only: bool,
    /// The id that the source gives to the person.
    pub(crate) id: Option<PersonId>,
}

impl PeopleStatements {
    /// Takes the statements about people, and all positions, from a document.
    pub(crate) fn take(document: &mut DocumentStatements) -> Self {
        let key = |name: &str, evidence: &[Evidence]| {
            let line = evidence.first().map(|passage| passage.line).filter(|line| document.ids.contains_key(line));
            line.map_or_else(|| fold(name), |line| line.to_string())
        };
        let mut index_of: HashMap<String, usize> = HashMap::new();
        for statement in &document.people {
            let next = index_of.len();
            index_of.entry(key(&statement.person, &statement.evidence)).or_insert(next);
        }
        let index = |name: &str, evidence: &[Evidence]| index_of.get(&key(name, evidence)).copied();
        let of_person = |it: &PersonStatement| index(&it.person, &it.evidence).unwrap_or(usize::MAX);
        let of_position =
            |it: &PositionStatement| it.holder.name().and_then(|name| index(name, &it.evidence)).unwrap_or(usize::MAX);
        let mut sizes = vec![[0, 0]; index_of.len()];
        for statement in &document.people {
            sizes.get_mut(of_person(statement)).into_iter().for_each(|[statements, _]| *statements += 1);
        }
        for position in &document.positions {
            sizes.get_mut(of_position(position)).into_iter().for_each(|[_, positions]| *positions += 1);
        }
        let (mut people, mut positions) = (mem::take(&mut document.people), mem::take(&mut document.positions));
        sort_by_cached_key(&mut people, of_person);
        sort_by_cached_key(&mut positions, of_position);
        Self { sizes: sizes.into_iter(), people: ReleasingList::new(people), positions: ReleasingList::new(positions) }
    }

    /// The positions that no person of the document holds, when all names are taken.
    pub(crate) fn other_positions(self) -> ReleasingList<PositionStatement> {
        self.positions
    }
}

impl Iterator for PeopleStatements {
    type Item = NamedStatements;

    fn next(&mut self) -> Option<NamedStatements> {
        let [statements, positions] = self.sizes.next()?;
        let statements = self.people.take_next(statements);
        Some(NamedStatements { statements, positions: self.positions.take_next(positions) })
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
    pub(crate) fn new(statements: &[PersonStatement], positions: &[PositionStatement]) -> Self {
        let mut position_on_line: HashMap<u32, &PositionStatement> = HashMap::new();
        for position in positions {
            for passage in &position.evidence {
                position_on_line.entry(passage.line).or_insert(position);
            }
        }
        let mut address_on_line: HashMap<u32, &str> = HashMap::new();
        for statement in statements {
            let PersonFact::Email(email) = &statement.fact else { continue };
            for passage in statement.evidence.iter().filter(|_| email.basis == Basis::Stated) {
                address_on_line.entry(passage.line).or_insert(&email.address);
            }
        }
        let mut homonyms = Self::default();
        let mut by_address: HashMap<&str, usize> = HashMap::new();
        let mut by_number: HashMap<&str, usize> = HashMap::new();
        let mut by_position: HashMap<(&str, Vec<&PlaceId>), Vec<Holding<'_>>> = HashMap::new();
        for statement in statements {
            let PersonFact::Phone(phone) = &statement.fact else { continue };
            let Some(line) = statement.evidence.first().map(|evidence| evidence.line) else { continue };
            let is_direct = phone.kind == PhoneKind::Direct;
            let Some(position) = position_on_line.get(&line).filter(|_| is_direct) else { continue };
            let organisation = position.organisation.as_ref().map(|fact| fact.value.as_str());
            let position = (position.title.as_str(), position.areas.iter().map(|area| &area.place).collect());
            let is_same_organisation =
                |own: Option<&str>| own.is_none() || organisation.is_none() || own == organisation;
            let holders = by_position.entry(position).or_default();
            let holder = holders.iter().filter(|(own, _)| is_same_organisation(*own)).map(|(_, person)| *person).min();
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
    pub(crate) fn people(&self) -> usize {
        self.people.max(1)
    }

    /// The index of the person whose contact line holds a fact, or 0 if the fact is on no contact line.
    pub(crate) fn person_of(&self, evidence: &[Evidence]) -> usize {
        evidence.iter().filter_map(|passage| self.by_line.get(&passage.line)).min().copied().unwrap_or(0)
    }

    /// The statements about each person, in order.
    pub(crate) fn shares(&self, statements: Vec<PersonStatement>) -> Vec<PersonShare> {
        let name = statements.first().map(|first| first.person.clone()).unwrap_or_default();
        let share = |person| PersonShare {
            key: fold(&name),
            name: name.clone(),
            statements: Vec::new(),
            is_first: person == 0,
            is_only: self.people() == 1,
            id: None,
        };
        let mut shares: Vec<PersonShare> = (0..self.people()).map(share).collect();
        if let [only] = shares.as_mut_slice() {
            only.statements = statements;
            return shares;
        }
        for statement in statements {
            if let Some(share) = shares.get_mut(self.person_of(&statement.evidence)) {
                share.statements.push(statement);
            }
        }
        shares
    }
}
