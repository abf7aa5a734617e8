//! The contents of a directory besides its records: the head, areas and warnings.

use std::borrow::Cow;
use std::sync::Arc;

use super::Directory;
use super::head::Head;
use crate::model::{Area, Model, Warning};

impl Directory {
    /// The directory with the settings of another: for how long its numbers are fresh, and its sources.
    #[must_use]
    pub fn with_settings_of(self, other: &Self) -> Self {
        Self { fresh_years: other.fresh_years, sources: Arc::clone(&other.sources), ..self }
    }

    /// An empty directory with the same title and maintainer.
    #[must_use]
    pub fn without_records(&self) -> Self {
        let Head { title, title_translations, maintainer, .. } = self.head.clone();
        let none = Model { title_translations, maintainer, ..Model::without_records(title) };
        Self { sources: Arc::clone(&self.sources), ..Self::new(none) }
    }

    /// The areas that are not regions of the gazetteer, in order of their ids.
    #[must_use]
    pub fn areas(&self) -> impl ExactSizeIterator<Item = &Area> {
        self.head.areas.all().iter()
    }

    /// All warnings.
    pub fn warnings(&self) -> impl Iterator<Item = Cow<'_, Warning>> {
        (0..self.warnings.len()).map(|index| self.warnings.get(index))
    }
}
