//! Which records of several models are the same.

use std::collections::HashMap;

use crate::model::{Directory, Evidence};

/// One of the models.
#[derive(Clone, Copy, Debug)]
pub struct NamedDirectory<'a> {
    /// The name that identifies its documents in the combined model.
    pub name: &'a str,
    /// Its records.
    pub directory: &'a Directory,
}

impl NamedDirectory<'_> {
    /// The name if the record has no evidence; otherwise the documents of the evidence have the name.
    pub(super) fn unless_evident(&self, evidence: &[Evidence]) -> Box<[String]> {
        if evidence.is_empty() { Box::from([self.name.to_owned()]) } else { Box::default() }
    }
}

/// A record: the number of its model, and its place in the list of its kind.
pub(super) type RecordPlace = (usize, usize);

/// The records of one kind that are the same. The first of them represents all.
#[derive(Debug, Default)]
pub(super) struct Groups {
    /// The first record of the group of a record. Most records are alone and not listed.
    firsts: HashMap<RecordPlace, RecordPlace>,
    /// All records of a group of several, by the first of them.
    members: HashMap<RecordPlace, Vec<RecordPlace>>,
}

impl Groups {
    /// Groups records by a key, at most one of each model. The records of a model must come before those of the next.
    pub(super) fn by_key(keys: impl Iterator<Item = (RecordPlace, String)>) -> Self {
        let mut groups = Self::default();
        let mut known: HashMap<String, RecordPlace> = HashMap::new();
        for (place, key) in keys {
            match known.get(&key) {
                Some(first) if !groups.has_member_of(*first, place.0) => groups.join(*first, place),
                Some(_) => {}
                None => _ = known.insert(key, place),
            }
        }
        groups
    }

    /// Adds a record to the group of another one.
    pub(super) fn join(&mut self, other: RecordPlace, place: RecordPlace) {
        let first = self.first(other);
        self.firsts.insert(place, first);
        self.members.entry(first).or_insert_with(|| vec![first]).push(place);
    }

    /// The first record of the group.
    pub(super) fn first(&self, place: RecordPlace) -> RecordPlace {
        self.firsts.get(&place).copied().unwrap_or(place)
    }

    /// The records of the group. Empty if the record is alone.
    pub(super) fn members(&self, place: RecordPlace) -> &[RecordPlace] {
        self.members.get(&self.first(place)).map_or(&[], Vec::as_slice)
    }

    /// Whether the group has a record of a model.
    pub(super) fn has_member_of(&self, place: RecordPlace, model: usize) -> bool {
        place.0 == model || self.members(place).iter().any(|member| member.0 == model)
    }

    /// The records that another one represents, including that one.
    pub(super) fn joined(&self) -> impl Iterator<Item = (RecordPlace, RecordPlace)> {
        self.firsts.iter().map(|(place, first)| (*place, *first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_of_one_model_stay_two() {
        let keys = [((0, 0), "a"), ((0, 1), "a"), ((1, 0), "b"), ((1, 1), "a"), ((1, 2), "a"), ((2, 5), "a")];
        let groups = Groups::by_key(keys.into_iter().map(|(place, key)| (place, key.to_owned())));
        assert_eq!(groups.members((2, 5)), [(0, 0), (1, 1), (2, 5)]);
        assert_eq!((groups.first((0, 1)), groups.first((1, 2)), groups.members((1, 0))), ((0, 1), (1, 2), &[][..]));
    }
}
