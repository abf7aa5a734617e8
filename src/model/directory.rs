//! The model with its links followed, ready to be asked.

use std::collections::HashMap;

use super::coverage::regions_of_area;
use super::{
    Coverage, Document, DocumentId, Holder, Model, NamedPlace, Organisation, OrganisationId, Person, PersonId, PlaceId,
    Position, Project, ProjectId, RecordId, Time, Warning,
};
use crate::gazetteer::{self, RegionCode};
use crate::text::fold;

/// A model, with every link in it followed both ways.
#[derive(Clone, Debug)]
pub struct Directory {
    model: Model,
    coverage: Coverage,
    indices: HashMap<String, usize>,
    positions_of_person: Vec<Vec<usize>>,
    people_in_order: Vec<usize>,
}

/// A record that can be listed and opened, by its place in the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordRef {
    /// Index into the model's people.
    Person(usize),
    /// Index into the model's positions; only unnamed and vacant ones are records.
    Position(usize),
    /// Index into the model's projects.
    Project(usize),
    /// A region of the gazetteer.
    Region(RegionCode),
    /// Index into the model's organisations.
    Organisation(usize),
    /// Index into the model's documents.
    Document(usize),
}

impl Directory {
    /// Follows the links of a model that [`super::load()`] has accepted.
    #[must_use]
    pub fn new(model: Model) -> Self {
        let mut indices = HashMap::new();
        let mut remember = |ids: Vec<&str>| {
            indices.extend(ids.into_iter().enumerate().map(|(index, id)| (id.to_owned(), index)));
        };
        remember(model.people.iter().map(|record| record.id.as_str()).collect());
        remember(model.positions.iter().map(|record| record.id.as_str()).collect());
        remember(model.projects.iter().map(|record| record.id.as_str()).collect());
        remember(model.organisations.iter().map(|record| record.id.as_str()).collect());
        remember(model.documents.iter().map(|record| record.id.as_str()).collect());
        let mut positions_of_person = vec![Vec::new(); model.people.len()];
        for (index, position) in model.positions.iter().enumerate() {
            if let Some(person) = position.person().and_then(|id| indices.get(id.as_str())) {
                positions_of_person[*person].push(index);
            }
        }
        for positions in &mut positions_of_person {
            positions.sort_by_key(|index| (order_of(model.positions[*index].time), *index));
        }
        let mut people_in_order: Vec<usize> = (0..model.people.len()).collect();
        people_in_order.sort_by_cached_key(|index| collation_key(&surname_first(&model.people[*index].name)));
        let coverage = Coverage::of(&model);
        Self { model, coverage, indices, positions_of_person, people_in_order }
    }

    /// The model itself.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Who is responsible where.
    #[must_use]
    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    /// The record with an id, or nothing.
    #[must_use]
    pub fn find(&self, id: &RecordId) -> Option<RecordRef> {
        let index = |id: &str| self.indices.get(id).copied();
        match id {
            RecordId::Person(id) => index(id.as_str()).map(RecordRef::Person),
            RecordId::Position(id) => index(id.as_str()).map(RecordRef::Position),
            RecordId::Project(id) => index(id.as_str()).map(RecordRef::Project),
            RecordId::Region(code) => Some(RecordRef::Region(*code)),
            RecordId::Organisation(id) => index(id.as_str()).map(RecordRef::Organisation),
            RecordId::Document(id) => index(id.as_str()).map(RecordRef::Document),
        }
    }

    /// The id of a record.
    #[must_use]
    pub fn id_of(&self, record: RecordRef) -> RecordId {
        match record {
            RecordRef::Person(index) => RecordId::Person(self.model.people[index].id.clone()),
            RecordRef::Position(index) => RecordId::Position(self.model.positions[index].id.clone()),
            RecordRef::Project(index) => RecordId::Project(self.model.projects[index].id.clone()),
            RecordRef::Region(code) => RecordId::Region(code),
            RecordRef::Organisation(index) => RecordId::Organisation(self.model.organisations[index].id.clone()),
            RecordRef::Document(index) => RecordId::Document(self.model.documents[index].id.clone()),
        }
    }

    /// A person by id.
    #[must_use]
    pub fn person(&self, id: &PersonId) -> Option<&Person> {
        self.indices.get(id.as_str()).map(|index| &self.model.people[*index])
    }

    /// A project by id.
    #[must_use]
    pub fn project(&self, id: &ProjectId) -> Option<&Project> {
        self.indices.get(id.as_str()).map(|index| &self.model.projects[*index])
    }

    /// An organisation by id.
    #[must_use]
    pub fn organisation(&self, id: &OrganisationId) -> Option<&Organisation> {
        self.indices.get(id.as_str()).map(|index| &self.model.organisations[*index])
    }

    /// A document by id.
    #[must_use]
    pub fn document(&self, id: &DocumentId) -> Option<&Document> {
        self.indices.get(id.as_str()).map(|index| &self.model.documents[*index])
    }

    /// The index of the person who holds a position; nothing when nobody with a name does.
    #[must_use]
    pub fn holder_of(&self, position: usize) -> Option<usize> {
        let id = self.model.positions[position].person()?;
        self.indices.get(id.as_str()).copied()
    }

    /// Indices of a person's positions: held ones first, then announced, then former.
    #[must_use]
    pub fn positions_of(&self, person: usize) -> &[usize] {
        &self.positions_of_person[person]
    }

    /// Indices of the people, by surname in Finnish order.
    #[must_use]
    pub fn people_in_order(&self) -> &[usize] {
        &self.people_in_order
    }

    /// Indices of the positions that nobody with a name holds, in the model's order.
    pub fn nameless_positions(&self) -> impl Iterator<Item = usize> {
        let nameless = |(_, position): &(usize, &Position)| matches!(position.holder, Holder::Nameless(_));
        self.model.positions.iter().enumerate().filter(nameless).map(|(index, _)| index)
    }

    /// Indices of the projects, each followed by its parts, with the depth.
    #[must_use]
    pub fn projects_in_order(&self) -> Vec<(usize, usize)> {
        let mut order = Vec::new();
        self.append_parts(None, 0, &mut order);
        order
    }

    /// Indices of the parts of a project, or of the projects that are part of none.
    pub fn parts_of<'a>(&'a self, parent: Option<&'a ProjectId>) -> impl Iterator<Item = usize> + 'a {
        let parent_of = |project: &'a Project| project.parent.as_ref().map(|fact| &fact.value);
        let inside = move |(_, project): &(usize, &'a Project)| parent_of(project) == parent;
        self.model.projects.iter().enumerate().filter(inside).map(|(index, _)| index)
    }

    /// A project and everything it is a part of, from the inside out.
    #[must_use]
    pub fn family_of<'a>(&'a self, id: &'a ProjectId) -> Vec<&'a Project> {
        let parent = |project: &&'a Project| self.project(&project.parent.as_ref()?.value);
        // Bounded, so that even an unchecked model with a cycle comes to an end.
        std::iter::successors(self.project(id), parent).take(self.model.projects.len()).collect()
    }

    /// Indices of the positions in a project itself, without its parts.
    pub fn positions_in<'a>(&'a self, id: &'a ProjectId) -> impl Iterator<Item = usize> + 'a {
        let inside = move |(_, position): &(usize, &Position)| {
            position.project.as_ref().is_some_and(|project| &project.value == id)
        };
        self.model.positions.iter().enumerate().filter(inside).map(|(index, _)| index)
    }

    /// Indices of the positions placed in an organisation.
    pub fn positions_at<'a>(&'a self, id: &'a OrganisationId) -> impl Iterator<Item = usize> + 'a {
        let inside = move |(_, position): &(usize, &Position)| {
            position.organisation.as_ref().is_some_and(|organisation| &organisation.value == id)
        };
        self.model.positions.iter().enumerate().filter(inside).map(|(index, _)| index)
    }

    /// The regions that a printed area means, in order of their codes.
    #[must_use]
    pub fn regions_of(&self, area: &NamedPlace) -> Vec<RegionCode> {
        match &area.place {
            PlaceId::Region(code) => vec![*code],
            PlaceId::Municipality(code) => vec![gazetteer::municipality(*code).region],
            PlaceId::Area(id) => regions_of_area(&self.model.areas, id).to_vec(),
            PlaceId::Country => gazetteer::regions().iter().map(|region| region.code).collect(),
        }
    }

    /// The regions of several printed areas, each once, in order of their codes; the whole country names none of them.
    #[must_use]
    pub fn regions_of_all(&self, areas: &[NamedPlace]) -> Vec<RegionCode> {
        let named = areas.iter().filter(|area| area.place != PlaceId::Country);
        let mut regions: Vec<RegionCode> = named.flat_map(|area| self.regions_of(area)).collect();
        regions.sort_unstable();
        regions.dedup();
        regions
    }

    /// What is doubtful about a record.
    pub fn warnings_about(&self, record: RecordRef) -> impl Iterator<Item = &Warning> {
        let id = self.id_of(record);
        self.model.warnings.iter().filter(move |warning| warning.about.contains(&id))
    }

    /// The latest day on which a document of the model was published; nothing when none is dated.
    #[must_use]
    pub fn date(&self) -> Option<crate::text::Day> {
        let periods = self.model.documents.iter().filter_map(|document| document.published.as_ref());
        periods.filter_map(|period| period.from).max()
    }

    fn append_parts(&self, parent: Option<&ProjectId>, depth: usize, order: &mut Vec<(usize, usize)>) {
        for index in self.parts_of(parent) {
            order.push((index, depth));
            // A model has no cycles, but an endless list would be worse than a short one.
            if depth < 16 {
                self.append_parts(Some(&self.model.projects[index].id), depth + 1, order);
            }
        }
    }
}

fn order_of(time: Time) -> u8 {
    match time {
        Time::Current => 0,
        Time::Announced => 1,
        Time::Former => 2,
    }
}

/// The name with its last word first, as an address book sorts it.
fn surname_first(name: &str) -> String {
    match name.rsplit_once(' ') {
        Some((given, surname)) => format!("{surname} {given}"),
        None => name.to_owned(),
    }
}

/// A key that sorts as Finnish does: å, ä and ö after z, all other accents as if they were not there.
fn collation_key(name: &str) -> String {
    let key = |letter: char| match letter {
        'å' | 'Å' => "{".to_owned(),
        'ä' | 'Ä' | 'æ' | 'Æ' => "|".to_owned(),
        'ö' | 'Ö' | 'ø' | 'Ø' => "}".to_owned(),
        other => fold(other.encode_utf8(&mut [0; 4])),
    };
    name.chars().map(key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finnish_order_puts_its_own_letters_last() {
        let mut names = ["Öhman Bo", "Zeta Åke", "Äärelä Ia", "Åberg Ann", "Édes Tom", "Aalto Ia"];
        names.sort_by_key(|name| collation_key(name));
        assert_eq!(names, ["Aalto Ia", "Édes Tom", "Zeta Åke", "Åberg Ann", "Äärelä Ia", "Öhman Bo"]);
    }
}
