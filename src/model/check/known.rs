//! The ids that a model defines.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use serde_json::Value;

use crate::model::Model;

/// The ids of a model, each with its index in its list. They include those of unreadable records, because a reference
/// to one is not wrong.
#[derive(Debug, Default)]
pub(in crate::model) struct Known<'a> {
    indices: HashMap<Cow<'a, str>, u32>,
    /// The repeated ids, each with its list and index.
    pub twice: Vec<(&'static str, usize, String)>,
}

impl<'a> Known<'a> {
    pub(in crate::model) fn of_model(model: &'a Model) -> Self {
        fn ids<T>(records: &[T], id: fn(&T) -> &str) -> impl Iterator<Item = (usize, Cow<'_, str>)> {
            records.iter().map(move |record| Cow::Borrowed(id(record))).enumerate()
        }
        let mut known = Self::default();
        known.reserve(model.people.len() + model.positions.len());
        known.add("documents", ids(&model.documents, |record| record.id.as_str()));
        known.add("areas", ids(&model.areas, |record| record.id.as_str()));
        known.add("organisations", ids(&model.organisations, |record| record.id.as_str()));
        known.add("projects", ids(&model.projects, |record| record.id.as_str()));
        known.add("people", ids(&model.people, |record| record.id.as_str()));
        known.add("positions", ids(&model.positions, |record| record.id.as_str()));
        known
    }

    pub(in crate::model) fn of_value(value: &'a Value) -> Self {
        let mut known = Self::default();
        for list in ["documents", "areas", "organisations", "projects", "people", "positions"] {
            let records = value.get(list).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
            let id_of = |(index, record): (usize, &'a Value)| Some((index, record.get("id")?.as_str()?.into()));
            known.add(list, records.iter().enumerate().filter_map(id_of));
        }
        known
    }

    /// Reserves capacity for more ids.
    pub(in crate::model) fn reserve(&mut self, more: usize) {
        self.indices.reserve(more);
    }

    /// Adds the ids of a list.
    pub(in crate::model) fn add(&mut self, list: &'static str, ids: impl Iterator<Item = (usize, Cow<'a, str>)>) {
        for (index, id) in ids {
            match self.indices.entry(id) {
                Entry::Occupied(known) => self.twice.push((list, index, known.key().clone().into_owned())),
                Entry::Vacant(free) => _ = free.insert(u32::try_from(index).unwrap_or(u32::MAX)),
            }
        }
    }

    /// Whether the model defines an id.
    pub(in crate::model) fn has(&self, id: &str) -> bool {
        self.indices.contains_key(id)
    }

    /// The index of a record in its list.
    pub(in crate::model) fn index_of(&self, id: &str) -> Option<u32> {
        self.indices.get(id).copied()
    }

    /// All ids with their indices, in no order.
    pub(in crate::model) fn all(&self) -> impl Iterator<Item = (&str, u32)> {
        self.indices.iter().map(|(id, index)| (id.as_ref(), *index))
    }
}
