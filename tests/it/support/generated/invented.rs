//! Generates people one by one, so that a million need memory only for checking uniqueness.

use std::collections::{HashMap, HashSet};
use std::fmt;

use allu::gazetteer::{self, Municipality, Region};
use allu::model::{Basis, Email, Fact, Holder, NamedPlace, Person, Phone, PhoneKind, PlaceId, Position, Time, slug};

use super::offices::{ROLES, organisation_id, organisations, project_ids};
use super::vocabulary::Names;
use super::{Dice, Spread};

/// A generated person with one position.
pub(super) struct Invented {
    /// The slug of the name, with a number for a namesake; the beginning of ids.
    pub(super) stem: String,
    pub(super) name: String,
    pub(super) printed: String,
    /// Without the leading zero.
    pub(super) national: String,
    pub(super) address: String,
    pub(super) title: &'static str,
    pub(super) project: Option<String>,
    pub(super) organisation: String,
    pub(super) areas: Vec<Place>,
    pub(super) place: Option<Place>,
}

/// A region or a municipality.
#[derive(Clone, Copy)]
pub(super) enum Place {
    Region(&'static Region),
    Municipality(&'static Municipality),
}

/// An endless sequence of people, the same for the same seed.
pub(super) struct Inventor {
    dice: Dice,
    surnames: Names,
    given: Names,
    roles: Spread,
    organisations: Vec<String>,
    projects: Vec<String>,
    /// The number of people for each id without a number: the most common name has thousands.
    wishes: HashMap<String, u32>,
    /// Numbers that somebody has.
    numbers: HashSet<u64>,
}

impl Inventor {
    /// Every seed has its own people.
    pub(super) fn new(seed: u64) -> Self {
        Self {
            dice: Dice::new(seed),
            surnames: Names::surnames(),
            given: Names::given(),
            roles: Spread::new(ROLES.len() - 1, 0),
            organisations: organisations().into_iter().map(|(name, _)| name).collect(),
            projects: project_ids(),
            wishes: HashMap::new(),
            numbers: HashSet::new(),
        }
    }

    fn invent(&mut self) -> Invented {
        let mut first = self.given.throw(&mut self.dice).to_owned();
        if self.dice.below(14) == 0 {
            first = format!("{first}-{}", self.given.throw(&mut self.dice));
        }
        let mut last = self.surnames.throw(&mut self.dice).to_owned();
        if self.dice.below(25) == 0 {
            last = format!("{last}-{}", self.surnames.throw(&mut self.dice));
        }
        let (first_slug, last_slug) = (slug(&first), slug(&last));
        let stem = format!("{first_slug}-{last_slug}");
        // People with the same address have the same id, so one number distinguishes both.
        let number = self.number_of(&stem);
        let host = if self.dice.below(3) == 0 { "kunta.example" } else { "virasto.example" };
        let (printed, national) = self.telephone();
        let is_coordinator = self.dice.below(8) == 0;
        let title = if is_coordinator { ROLES[0] } else { ROLES[1 + self.roles.throw(&mut self.dice)] };
        let areas = if is_coordinator { self.areas() } else { Vec::new() };
        let place = (!is_coordinator).then(|| self.municipality());
        Invented {
            stem: format!("{stem}{number}"),
            name: format!("{first} {last}"),
            printed,
            national,
            address: format!("{first_slug}.{last_slug}{number}@{host}"),
            title,
            project: (self.dice.below(4) == 0).then(|| self.dice.pick(&self.projects).clone()),
            organisation: self.dice.pick(&self.organisations).clone(),
            areas,
            place,
        }
    }

    /// The number that distinguishes people with the same id: none for the first, then 2, 3 and so on. Names have no
    /// digits.
    fn number_of(&mut self, wish: &str) -> String {
        let Some(count) = self.wishes.get_mut(wish) else {
            self.wishes.insert(wish.to_owned(), 1);
            return String::new();
        };
        *count += 1;
        count.to_string()
    }

    /// One region, two that follow each other, or a municipality.
    fn areas(&mut self) -> Vec<Place> {
        // The last is Åland, for which nobody is responsible.
        let (_, regions) = gazetteer::regions().split_last().expect("there are regions");
        let first = self.dice.below(regions.len());
        match self.dice.below(6) {
            0 => vec![self.municipality()],
            1 | 2 => vec![Place::Region(&regions[first]), Place::Region(&regions[(first + 1) % regions.len()])],
            _ => vec![Place::Region(&regions[first])],
        }
    }

    fn municipality(&mut self) -> Place {
        Place::Municipality(self.dice.pick(gazetteer::municipalities()))
    }

    /// A new number of the Finnish plan, printed in one of the usual ways, and its national digits.
    fn telephone(&mut self) -> (String, String) {
        loop {
            let (code, length) = *self.dice.pick(&[(40, 7), (44, 7), (50, 7), (295, 6), (9, 7), (8, 7)]);
            let rest = self.dice.below(10_usize.pow(length));
            let rest = format!("{rest:0>width$}", width = length as usize);
            let national = format!("{code}{rest}");
            if !self.numbers.insert(national.parse().expect("digits")) {
                continue;
            }
            let (head, tail) = rest.split_at(3);
            let printed = match self.dice.below(4) {
                0 => format!("0{code} {rest}"),
                1 => format!("+358 {code} {head} {tail}"),
                2 => format!("0{code}-{rest}"),
                _ => format!("0{code} {head} {tail}"),
            };
            return (printed, national);
        }
    }
}

impl Iterator for Inventor {
    type Item = Invented;

    fn next(&mut self) -> Option<Invented> {
        Some(self.invent())
    }
}

impl Invented {
    /// The form in which a number is dialled from any country.
    pub(super) fn e164(&self) -> String {
        format!("+358{}", self.national)
    }

    /// The person of the model.
    pub(super) fn person(&self) -> Person {
        let phone = Phone {
            printed: self.printed.clone(),
            e164: self.e164(),
            kind: PhoneKind::Direct,
            basis: Basis::Stated,
            extension: None,
            as_of: None,
            evidence: Vec::new(),
        };
        let email = Email { address: self.address.clone(), basis: Basis::Stated, evidence: Vec::new() };
        Person {
            id: id(&format!("person:{}", self.stem)),
            name: self.name.clone(),
            phones: vec![phone],
            emails: vec![email],
            evidence: Vec::new(),
            directories: Box::default(),
        }
    }

    /// What the person does.
    pub(super) fn position(&self) -> Position {
        Position {
            id: id(&format!("position:{}", self.stem)),
            holder: Holder::Person(id(&format!("person:{}", self.stem))),
            count: None,
            title: self.title.to_owned(),
            project: self.project.as_ref().map(|project| fact(id(project))),
            organisation: Some(fact(id(&organisation_id(&self.organisation)))),
            unit: None,
            acting: false,
            areas: self.areas.iter().map(Place::named).collect(),
            place: self.place.as_ref().map(|place| Box::new(place.named())),
            start: None,
            end: None,
            time: Time::Current,
            as_of: None,
            basis: Basis::Stated,
            evidence: Vec::new(),
            directories: Box::default(),
        }
    }
}

impl Place {
    /// As it is called in Finnish.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Region(region) => region.names.fi,
            Self::Municipality(municipality) => municipality.names.fi,
        }
    }

    /// What the model calls it.
    pub(super) fn id(&self) -> PlaceId {
        match self {
            Self::Region(region) => PlaceId::Region(region.code),
            Self::Municipality(municipality) => PlaceId::Municipality(municipality.code),
        }
    }

    fn named(&self) -> NamedPlace {
        NamedPlace { printed: self.name().to_owned(), place: self.id(), basis: Basis::Stated, evidence: Vec::new() }
    }
}

fn id<T: std::str::FromStr<Err: fmt::Debug>>(text: &str) -> T {
    text.parse().expect("what is generated is an id")
}

fn fact<T>(value: T) -> Fact<T> {
    Fact { value, basis: Basis::Stated, evidence: Vec::new() }
}
