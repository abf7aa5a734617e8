//! Which people of several models are the same: decided by the evidence by which a build links the mentions of a
//! person.

use std::collections::HashMap;

use super::groups::{Groups, NamedDirectory, RecordPlace};
use super::ids::IdHashes;
use crate::files::hash_of;
use crate::model::{Basis, Directory, Person, PersonIx, PhoneKind};
use crate::text::{are_initials, fold};

/// The traits that may link a person to people of other models.
struct Traits {
    /// The folded given names and surname.
    given: String,
    surname: String,
    /// The direct numbers and the printed addresses.
    contacts: Vec<String>,
    /// The hashes of the organisations and the outermost projects of the positions.
    affiliations: Vec<u64>,
}

/// How certain it is that two people are the same.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    /// A number or an address is the same.
    Contact,
    /// Only a project or an organisation is the same, so there must be no other such person.
    Affiliation,
}

/// The hashes of the organisations and projects of a model.
struct Affiliations {
    organisations: Vec<u64>,
    root_projects: Vec<u64>,
}

/// Finds the people who are the same, and the hashes of the ids of those who represent their groups.
pub(super) fn same_people(parts: &[NamedDirectory<'_>]) -> (Groups, IdHashes) {
    let affiliations: Vec<Affiliations> = parts.iter().map(|part| Affiliations::of(part.directory)).collect();
    let traits_at = |place: RecordPlace| {
        let (part, own) = (parts.get(place.0)?, affiliations.get(place.0)?);
        let index = PersonIx::of(place.1);
        Some(Traits::of(&part.directory.person(index), index, part.directory, own))
    };
    let (mut groups, mut hashes) = (Groups::default(), IdHashes::default());
    let mut keys = Keys::default();
    for (model, part) in parts.iter().enumerate() {
        let Some(own) = affiliations.get(model) else { break };
        let is_last = model + 1 == parts.len();
        let mut doubtful: Vec<(RecordPlace, Vec<RecordPlace>)> = Vec::new();
        for index in part.directory.people() {
            let place = (model, index.place());
            let person = part.directory.person(index);
            let traits = Traits::of(&person, index, part.directory, own);
            let mut unsure: Vec<RecordPlace> = Vec::new();
            for other in keys.candidates(&traits) {
                let is_free = !groups.has_member_of(groups.first(other), model);
                match traits_at(other).filter(|_| is_free).and_then(|other| traits.link(&other)) {
                    Some(Link::Contact) => {
                        groups.join(other, place);
                        unsure.clear();
                        break;
                    }
                    Some(Link::Affiliation) => unsure.push(groups.first(other)),
                    None => {}
                }
            }
            if !unsure.is_empty() {
                unsure.sort_unstable();
                unsure.dedup();
                doubtful.push((place, unsure));
            }
            if !is_last {
                keys.add(place, &traits);
            }
        }
        join_affiliated(&mut groups, doubtful);
        for index in part.directory.people() {
            let place = (model, index.place());
            if groups.first(place) == place {
                hashes.add(part.directory.person(index).id.as_str());
            }
        }
        keys.sort();
    }
    (groups, hashes)
}

/// Joins people with only an affiliation in common, if there is one such person in each model.
fn join_affiliated(groups: &mut Groups, doubtful: Vec<(RecordPlace, Vec<RecordPlace>)>) {
    let mut wanted: HashMap<RecordPlace, usize> = HashMap::new();
    for other in doubtful.iter().flat_map(|(_, others)| others) {
        *wanted.entry(*other).or_default() += 1;
    }
    for (place, others) in doubtful {
        if let [other] = others.as_slice()
            && wanted.get(other) == Some(&1)
            && !groups.has_member_of(*other, place.0)
        {
            groups.join(*other, place);
        }
    }
}

impl Affiliations {
    fn of(directory: &Directory) -> Self {
        let hash = |name: &str| hash_of(fold(name).as_bytes());
        let names: Vec<u64> = directory.projects().map(|index| hash(&directory.project(index).name)).collect();
        let root = |index| directory.family_of(index).pop().and_then(|root| names.get(root.place()).copied());
        Self {
            organisations: directory.organisations().map(|it| hash(&directory.organisation(it).name)).collect(),
            root_projects: directory.projects().map(|index| root(index).unwrap_or_default()).collect(),
        }
    }
}

impl Traits {
    fn of(person: &Person, index: PersonIx, directory: &Directory, all: &Affiliations) -> Self {
        let name = fold(&person.name);
        let (given, surname) = name.rsplit_once(' ').unwrap_or(("", &name));
        let direct = person.phones.iter().filter(|phone| phone.kind == PhoneKind::Direct);
        let printed = person.emails.iter().filter(|email| email.basis != Basis::Derived);
        let contacts = direct.map(|it| it.e164.clone()).chain(printed.map(|it| it.address.to_lowercase())).collect();
        let mut affiliations = Vec::new();
        for position in directory.positions_of(index) {
            let organisation = directory.organisation_of(position).and_then(|it| all.organisations.get(it.place()));
            let project = directory.project_of(position).and_then(|it| all.root_projects.get(it.place()));
            affiliations.extend(organisation.into_iter().chain(project).copied());
        }
        affiliations.sort_unstable();
        affiliations.dedup();
        Self { given: given.to_owned(), surname: surname.to_owned(), contacts, affiliations }
    }

    /// The evidence that two people are the same. `None` if there is none.
    fn link(&self, other: &Self) -> Option<Link> {
        let same_contact = self.contacts.iter().any(|it| other.contacts.contains(it));
        let same_affiliation = self.affiliations.iter().any(|it| other.affiliations.binary_search(it).is_ok());
        let same_given = self.given == other.given;
        let same_name = self.surname == other.surname
            && (same_given || are_initials(&self.given, &other.given) || are_initials(&other.given, &self.given));
        // A person whose surname changed keeps the number and the given names.
        if same_contact && (same_name || same_given && !self.given.is_empty()) {
            Some(Link::Contact)
        } else {
            (same_name && same_affiliation).then_some(Link::Affiliation)
        }
    }
}

/// The people of earlier models, indexed by the traits that may link others to them.
#[derive(Default)]
struct Keys {
    /// Each with the model and the place of a person, sorted.
    sorted: Vec<(u64, u32, u32)>,
    /// Those of the model that is being read.
    added: Vec<(u64, u32, u32)>,
}

impl Keys {
    /// One key for each smallest combination of traits that [`Traits::link`] accepts.
    fn of(traits: &Traits) -> impl Iterator<Item = u64> {
        let key = |kind: u8, name: &str, rest: &[u8]| hash_of(&[&[kind], name.as_bytes(), b"\0", rest].concat());
        // Initials begin with the letter that the given name begins with.
        let initial: String = traits.given.chars().take(1).chain([' ']).chain(traits.surname.chars()).collect();
        let of_initial = initial.clone();
        let contacts = traits.contacts.iter().flat_map(move |contact| {
            [key(0, &traits.given, contact.as_bytes()), key(1, &of_initial, contact.as_bytes())]
        });
        contacts.chain(traits.affiliations.iter().map(move |hash| key(2, &initial, &hash.to_le_bytes())))
    }

    fn add(&mut self, place: RecordPlace, traits: &Traits) {
        if let (Ok(model), Ok(index)) = (u32::try_from(place.0), u32::try_from(place.1)) {
            self.added.extend(Self::of(traits).map(|key| (key, model, index)));
        }
    }

    /// Makes the added people findable.
    fn sort(&mut self) {
        self.sorted.append(&mut self.added);
        self.sorted.sort_unstable();
    }

    /// The people who share a key, each once, in the order of the models.
    fn candidates(&self, traits: &Traits) -> Vec<RecordPlace> {
        let mut found: Vec<RecordPlace> = Vec::new();
        for key in Self::of(traits) {
            let start = self.sorted.partition_point(|known| known.0 < key);
            let same = self.sorted.iter().skip(start).take_while(|known| known.0 == key);
            found.extend(same.map(|(_, model, index)| (*model as usize, *index as usize)));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}
