//! The ids of records in the combined model.

use std::collections::{HashMap, HashSet};
use std::str::FromStr;

use super::groups::{Groups, RecordPlace};
use crate::files::hash_of;
use crate::model::{
    Document, Evidence, Fact, Holder, NamedPlace, Organisation, Period, Person, PlaceId, Position, Project, RecordId,
    Warning,
};

/// New ids by the old ones of a model; an id that is not listed stays.
type Changes = HashMap<String, String>;

/// The ids of one model that change.
#[derive(Debug, Default)]
pub(super) struct IdMap(Changes);

/// The hashes of the ids of one kind, to find those that several records have.
#[derive(Debug, Default)]
pub(super) struct IdHashes {
    known: HashSet<u64>,
    shared: HashSet<u64>,
}

impl IdHashes {
    /// Adds the id of a record that represents its group.
    pub(super) fn add(&mut self, id: &str) {
        let hash = hash_of(id.as_bytes());
        if !self.known.insert(hash) {
            self.shared.insert(hash);
        }
    }

    /// Whether records of several models have the id.
    pub(super) fn is_shared(&self, id: &str) -> bool {
        self.shared.contains(&hash_of(id.as_bytes()))
    }

    /// An id that no other record has: with the name of the model inserted after the colon.
    fn distinguished(&self, id: &str, name: &str) -> String {
        let (kind, stem) = id.split_once(':').unwrap_or(("", id));
        let named = format!("{kind}:{name}:{stem}");
        let numbered = (2..).map(|number| format!("{named}-{number}"));
        let is_free = |id: &String| !self.known.contains(&hash_of(id.as_bytes()));
        std::iter::once(named.clone()).chain(numbered).find(is_free).unwrap_or(named)
    }
}

/// Adds the new ids of one kind of record to the maps of all models. `id_of` reads an id; `counts` has the number of
/// records of each model.
pub(super) fn change_ids(
    maps: &mut [IdMap],
    names: &[&str],
    counts: &[usize],
    groups: &Groups,
    hashes: &IdHashes,
    id_of: impl Fn(RecordPlace) -> String,
) {
    let new_id = |place: RecordPlace| {
        let id = id_of(place);
        match names.get(place.0).filter(|_| hashes.is_shared(&id)) {
            Some(name) => hashes.distinguished(&id, name),
            None => id,
        }
    };
    if !hashes.shared.is_empty() {
        for (model, count) in counts.iter().enumerate() {
            for place in (0..*count).map(|index| (model, index)) {
                let id = id_of(place);
                if hashes.is_shared(&id) && groups.first(place) == place {
                    let new = new_id(place);
                    maps.get_mut(model).into_iter().for_each(|map| _ = map.0.insert(id.clone(), new.clone()));
                }
            }
        }
    }
    for (place, first) in groups.joined() {
        let (id, new) = (id_of(place), new_id(first));
        if id != new {
            maps.get_mut(place.0).into_iter().for_each(|map| _ = map.0.insert(id.clone(), new.clone()));
        }
    }
}

impl IdMap {
    /// Changes an id, if it changes.
    fn id<T: AsRef<str> + FromStr>(&self, id: &mut T) {
        if let Some(new) = self.0.get(id.as_ref()).and_then(|new| new.parse().ok()) {
            *id = new;
        }
    }

    fn evidence(&self, list: &mut [Evidence]) {
        for passage in list {
            self.id(&mut passage.document);
        }
    }

    fn fact<T>(&self, fact: &mut Fact<T>) {
        self.evidence(&mut fact.evidence);
    }

    fn link<T: AsRef<str> + FromStr>(&self, fact: &mut Fact<T>) {
        self.id(&mut fact.value);
        self.evidence(&mut fact.evidence);
    }

    fn period(&self, period: &mut Period) {
        self.evidence(&mut period.evidence);
    }

    fn place(&self, place: &mut NamedPlace) {
        if let PlaceId::Area(area) = &mut place.place {
            self.id(area);
        }
        self.evidence(&mut place.evidence);
    }

    /// Changes the ids in a document.
    pub(super) fn document(&self, document: &mut Document) {
        self.id(&mut document.id);
        document.published.iter_mut().for_each(|period| self.period(period));
        document.phones.iter_mut().for_each(|phone| self.evidence(&mut phone.evidence));
        document.emails.iter_mut().for_each(|email| self.evidence(&mut email.evidence));
    }

    /// Changes the ids in an organisation.
    pub(super) fn organisation(&self, organisation: &mut Organisation) {
        self.id(&mut organisation.id);
        organisation.aliases.iter_mut().for_each(|alias| self.fact(alias));
        organisation.phones.iter_mut().for_each(|phone| self.evidence(&mut phone.evidence));
        self.evidence(&mut organisation.evidence);
    }

    /// Changes the ids in a project.
    pub(super) fn project(&self, project: &mut Project) {
        self.id(&mut project.id);
        let texts = project.abbreviation.iter_mut().chain(&mut project.kind).chain(&mut project.aliases);
        texts.for_each(|fact| self.fact(fact));
        project.parent.iter_mut().for_each(|fact| self.link(fact));
        project.start.iter_mut().chain(&mut project.end).for_each(|period| self.period(period));
        let organisations = project.funders.iter_mut().chain(&mut project.coordinator).chain(&mut project.partners);
        organisations.for_each(|fact| self.link(fact));
        project.areas.iter_mut().for_each(|area| self.place(area));
        project.notes.iter_mut().for_each(|note| self.evidence(&mut note.evidence));
        self.evidence(&mut project.evidence);
    }

    /// Changes the ids in a person.
    pub(super) fn person(&self, person: &mut Person) {
        self.id(&mut person.id);
        person.phones.iter_mut().for_each(|phone| self.evidence(&mut phone.evidence));
        person.emails.iter_mut().for_each(|email| self.evidence(&mut email.evidence));
        self.evidence(&mut person.evidence);
    }

    /// Changes the ids in a position.
    pub(super) fn position(&self, position: &mut Position) {
        self.id(&mut position.id);
        if let Holder::Person(person) = &mut position.holder {
            self.id(person);
        }
        position.project.iter_mut().for_each(|fact| self.link(fact));
        position.organisation.iter_mut().for_each(|fact| self.link(fact));
        position.areas.iter_mut().chain(position.place.as_deref_mut()).for_each(|place| self.place(place));
        let periods = position.start.as_deref_mut().into_iter().chain(position.end.as_deref_mut());
        periods.for_each(|period| self.period(period));
        self.evidence(&mut position.evidence);
    }

    /// Changes the ids in a warning.
    pub(super) fn warning(&self, warning: &mut Warning) {
        for id in &mut warning.about {
            match id {
                RecordId::Person(id) => self.id(id),
                RecordId::Position(id) => self.id(id),
                RecordId::Project(id) => self.id(id),
                RecordId::Organisation(id) => self.id(id),
                RecordId::Document(id) => self.id(id),
                RecordId::Region(_) => {}
            }
        }
        self.evidence(&mut warning.evidence);
    }

    /// The new id of an area of a model of this name.
    pub(super) fn change_area(&mut self, id: &str, name: &str) -> String {
        let (kind, stem) = id.split_once(':').unwrap_or(("", id));
        let new = format!("{kind}:{name}:{stem}");
        self.0.insert(id.to_owned(), new.clone());
        new
    }
}
