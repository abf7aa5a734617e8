//! Two people of one name on one page.

use super::found::{Found, HeldBy, PersonFact, Placed};
use crate::model::{Evidence, PhoneKind};
use crate::text::fold;

/// The contact lines of one name on one page, a group for each person.
///
/// Lines with different direct numbers are different people, unless they tell the same title for the same areas: that
/// is one person with two telephones.
#[derive(Debug)]
pub(super) struct Contacts {
    people: Vec<Vec<u32>>,
}

impl Contacts {
    /// Tells the contact lines of a name apart.
    pub(super) fn new(found: &Found, name: &str) -> Self {
        let key = fold(name);
        let mut people: Vec<(String, Vec<u32>)> = Vec::new();
        for about in found.people.iter().filter(|about| fold(&about.person) == key) {
            let PersonFact::Phone(phone) = &about.says else { continue };
            let Some(line) = about.evidence.first().map(|evidence| evidence.line) else { continue };
            if phone.kind != PhoneKind::Direct || position(found, &key, line).is_none() {
                continue;
            }
            let same = people.iter_mut().find(|(number, lines)| {
                *number == phone.e164 || lines.iter().any(|other| alike(found, &key, *other, line))
            });
            match same {
                Some((_, lines)) => lines.push(line),
                None => people.push((phone.e164.clone(), vec![line])),
            }
        }
        Self { people: people.into_iter().map(|(_, lines)| lines).collect() }
    }

    /// How many people there are; never none.
    pub(super) fn people(&self) -> usize {
        self.people.len().max(1)
    }

    /// Whose a fact is: the person's on whose contact line it stands, or the first one's.
    pub(super) fn of(&self, evidence: &[Evidence]) -> usize {
        let stands = |lines: &Vec<u32>| evidence.iter().any(|passage| lines.contains(&passage.line));
        self.people.iter().position(stands).unwrap_or(0)
    }
}

fn position<'a>(found: &'a Found, key: &str, line: u32) -> Option<&'a Placed> {
    found.positions.iter().find(|placed| {
        let named = matches!(&placed.holder, HeldBy::Person(held) if fold(held) == *key);
        named && placed.evidence.iter().any(|passage| passage.line == line)
    })
}

/// Whether two lines tell one position.
fn alike(found: &Found, key: &str, a: u32, b: u32) -> bool {
    let (Some(a), Some(b)) = (position(found, key, a), position(found, key, b)) else { return false };
    let places = |it: &Placed| it.areas.iter().map(|area| area.place.clone()).collect::<Vec<_>>();
    a.title == b.title && places(a) == places(b)
}
