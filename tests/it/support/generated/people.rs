//! The generated people by name, number, place and role, for making queries.

use allu::gazetteer::{self, MunicipalityCode, RegionCode};
use allu::model::{Model, PlaceId, Position};
use allu::text::fold;

/// A generated person, with the one position.
#[derive(Clone, Debug)]
pub(crate) struct Somebody {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) given: String,
    pub(crate) surname: String,
    pub(crate) national: String,
    pub(crate) printed: String,
    pub(crate) address: String,
    pub(crate) title: String,
    pub(crate) project: String,
    /// The id of the organisation.
    pub(crate) organisation: String,
    /// Where the person works.
    pub(crate) workplace: Option<MunicipalityCode>,
    /// Regions printed.
    pub(crate) regions: Vec<RegionCode>,
    /// Municipalities printed as areas.
    pub(crate) towns: Vec<MunicipalityCode>,
}

/// The people of a generated model, in its order.
pub(crate) fn people_of(model: &Model) -> Vec<Somebody> {
    model.people.iter().zip(&model.positions).map(|(person, position)| somebody(person, position)).collect()
}

fn somebody(person: &allu::model::Person, position: &Position) -> Somebody {
    let (given, surname) = person.name.split_once(' ').expect("two names");
    let place = |place: &PlaceId| match place {
        PlaceId::Municipality(code) => Some(*code),
        _ => None,
    };
    let region = |place: &PlaceId| match place {
        PlaceId::Region(code) => Some(*code),
        _ => None,
    };
    Somebody {
        id: person.id.to_string(),
        name: person.name.clone(),
        given: given.to_owned(),
        surname: surname.to_owned(),
        national: person.phones[0].national(),
        printed: person.phones[0].printed.clone(),
        address: person.emails[0].address.clone(),
        title: position.title.clone(),
        project: position.project.as_ref().map(|fact| fact.value.to_string()).unwrap_or_default(),
        organisation: position.organisation.as_ref().map(|fact| fact.value.to_string()).unwrap_or_default(),
        workplace: position.place.as_ref().and_then(|named| place(&named.place)),
        regions: position.areas.iter().filter_map(|area| region(&area.place)).collect(),
        towns: position.areas.iter().filter_map(|area| place(&area.place)).collect(),
    }
}

impl Somebody {
    /// The folded words of the name, divided at hyphens, too.
    pub(crate) fn words(&self) -> Vec<String> {
        fold(&self.name).split([' ', '-']).map(str::to_owned).collect()
    }

    /// Whether each of some words is a word of the name.
    pub(crate) fn is_called(&self, words: &str) -> bool {
        let own = self.words();
        let name = fold(&self.name);
        fold(words).split(' ').all(|word| own.iter().any(|known| known == word) || name.split(' ').any(|n| n == word))
    }
}

/// The people who are responsible for a municipality: those who name it, else those for its region.
pub(crate) fn for_town(people: &[Somebody], town: MunicipalityCode) -> Vec<String> {
    let municipality = gazetteer::municipality(town);
    let itself = |one: &&Somebody| one.towns.contains(&town);
    if people.iter().any(|one| itself(&one)) {
        return ids(people.iter().filter(itself));
    }
    ids(people.iter().filter(|one| one.regions.contains(&municipality.region)))
}

/// The people who are responsible for a region: for all of it, else for a part.
pub(crate) fn for_region(people: &[Somebody], region: RegionCode) -> Vec<String> {
    let all = ids(people.iter().filter(|one| one.regions.contains(&region)));
    let has_part = |one: &&Somebody| one.towns.iter().any(|town| gazetteer::municipality(*town).region == region);
    if all.is_empty() { ids(people.iter().filter(has_part)) } else { all }
}

/// Ids of some people.
pub(crate) fn ids<'a>(people: impl Iterator<Item = &'a Somebody>) -> Vec<String> {
    people.map(|one| one.id.clone()).collect()
}
