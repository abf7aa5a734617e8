//! Unique ids.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// The ids of one kind that are taken.
#[derive(Debug)]
pub(crate) struct IdAllocator<T> {
    taken: HashSet<T>,
    /// The first number after each text that was not tried yet.
    numbers: HashMap<String, u32>,
}

impl<T: Clone + Eq + Hash + AsRef<str>> IdAllocator<T> {
    /// Takes a free id: that of the text, or the first with a number after the text. A text without letters has a number
    /// only.
    ///
    /// `make` must return the same id for the same text.
    pub(crate) fn allocate(&mut self, text: &str, make: impl Fn(&str) -> T) -> T {
        let plain = make(text);
        if !plain.as_ref().ends_with(':') && self.reserve(&plain) {
            return plain;
        }
        // Ids are never freed, so one that was taken need not be tried again.
        let mut number = self.numbers.get(text).copied().unwrap_or(2);
        let mut next = make(&format!("{text}-{number}"));
        while !self.reserve(&next) {
            number += 1;
            next = make(&format!("{text}-{number}"));
        }
        self.numbers.insert(text.to_owned(), number + 1);
        next
    }

    /// Takes an id, and returns `false` if it was taken already.
    pub(crate) fn reserve(&mut self, id: &T) -> bool {
        self.taken.insert(id.clone())
    }
}

impl<T> Default for IdAllocator<T> {
    fn default() -> Self {
        Self { taken: HashSet::new(), numbers: HashMap::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PersonId;

    #[test]
    fn a_number_tells_those_of_one_name_apart() {
        let mut ids = IdAllocator::default();
        let given = ["Anna", "Anna 3", "anna", "Anna", "!", "!", "Anna"]
            .map(|name| ids.allocate(name, PersonId::from_name).stem().to_owned());
        assert_eq!(given, ["anna", "anna-3", "anna-2", "anna-4", "2", "3", "anna-5"]);
    }
}
