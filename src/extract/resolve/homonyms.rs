//! Whom one page names, and two people of one name on it.

use std::collections::HashMap;

use crate::extract::statement::{DocumentStatements, PersonFact, PersonStatement, PositionStatement, StatedHolder};
use crate::model::{Evidence, PhoneKind, PlaceId};
use crate::text::fold;

/// Everything that one page says under one name.
#[derive(Debug)]
pub(crate) struct PersonStatements<'a> {
    /// What the name's spellings share.
    pub(crate) key: String,
    /// The name, as the page spells it first.
    pub(crate) name: &'a str,
    /// What is said, in order.
    pub(crate) statements: Vec<&'a PersonStatement>,
    /// What is held, in order.
    pub(crate) positions: Vec<&'a PositionStatement>,
}

impl<'a> PersonStatements<'a> {
    /// The names of a page, in the order in which they come.
    pub(crate) fn all(found: &'a DocumentStatements) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        for about in &found.people {
            let key = fold(&about.person);
            let place = *places.entry(key).or_insert_with_key(|key| {
                all.push(Self { key: key.clone(), name: &about.person, statements: Vec::new(), positions: Vec::new() });
                all.len() - 1
            });
            all[place].statements.push(about);
        }
        for placed in &found.positions {
            if let StatedHolder::Person(holder) = &placed.holder
                && let Some(place) = places.get(&fold(holder))
            {
                all[*place].positions.push(placed);
            }
        }
        all
    }
}

/// The contact lines of one name on one page, a group for each person.
///
/// Lines with different direct numbers are different people, unless they tell the same title for the same areas: that
/// is one person with two telephones.
#[derive(Debug, Default)]
pub(crate) struct Homonyms {
    people: usize,
    /// Whose each line is; the first one's, when it is that of several.
    of_line: HashMap<u32, usize>,
}

impl Homonyms {
    /// Tells the contact lines of a name apart.
    pub(crate) fn new(named: &PersonStatements<'_>) -> Self {
        let mut position_on_line: HashMap<u32, &PositionStatement> = HashMap::new();
        for placed in &named.positions {
            for passage in &placed.evidence {
                position_on_line.entry(passage.line).or_insert(placed);
            }
        }
        let mut homonyms = Self::default();
        let mut of_number: HashMap<&str, usize> = HashMap::new();
        let mut of_position: HashMap<(&str, Vec<&PlaceId>), usize> = HashMap::new();
        for about in &named.statements {
            let PersonFact::Phone(phone) = &about.says else { continue };
            let Some(line) = about.evidence.first().map(|evidence| evidence.line) else { continue };
            let Some(placed) = position_on_line.get(&line).filter(|_| phone.kind == PhoneKind::Direct) else {
                continue;
            };
            let position = (placed.title.as_str(), placed.areas.iter().map(|area| &area.place).collect());
            let same = of_number.get(phone.e164.as_str()).into_iter().chain(of_position.get(&position)).min().copied();
            let one = same.unwrap_or(homonyms.people);
            if same.is_none() {
                of_number.insert(&phone.e164, one);
                homonyms.people += 1;
            }
            of_position.entry(position).and_modify(|first| *first = one.min(*first)).or_insert(one);
            homonyms.of_line.entry(line).and_modify(|first| *first = one.min(*first)).or_insert(one);
        }
        homonyms
    }

    /// How many people there are; never none.
    pub(crate) fn people(&self) -> usize {
        self.people.max(1)
    }

    /// Whose a fact is: the person's on whose contact line it stands, or the first one's.
    pub(crate) fn of(&self, evidence: &[Evidence]) -> usize {
        evidence.iter().filter_map(|passage| self.of_line.get(&passage.line)).min().copied().unwrap_or(0)
    }

    /// What is said of each of the people, and what each of them holds.
    pub(crate) fn share<'a>(
        &self,
        named: &PersonStatements<'a>,
    ) -> Vec<(Vec<&'a PersonStatement>, Vec<&'a PositionStatement>)> {
        let mut shares = vec![(Vec::new(), Vec::new()); self.people()];
        for about in &named.statements {
            shares[self.of(&about.evidence)].0.push(*about);
        }
        for placed in &named.positions {
            shares[self.of(&placed.evidence)].1.push(*placed);
        }
        shares
    }
}
