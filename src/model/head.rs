//! What a directory holds in memory of any model, however large.

use serde::{Deserialize, Serialize};

use super::coverage::Areas;
use super::{Area, Maintainer};
use crate::store::{SectionWriter, Sections};
use crate::text::Day;

/// The section of a file that holds it, as JSON.
const SECTION: &str = "m.head";

/// What a model says of itself, and the few areas of its own.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Head {
    /// What the directory calls itself.
    pub title: String,
    /// Who keeps it.
    pub maintainer: Option<Maintainer>,
    /// The latest day on which a document was published; nothing when none is dated.
    pub date: Option<Day>,
    /// To be found by id.
    pub areas: Areas,
}

impl Head {
    pub(super) fn new(title: String, maintainer: Option<Maintainer>, areas: Vec<Area>) -> Self {
        Self { title, maintainer, date: None, areas: Areas::new(areas) }
    }

    pub(super) fn write(&self, into: &mut SectionWriter) {
        into.add(SECTION, &serde_json::to_vec(self).unwrap_or_default());
    }

    pub(super) fn read(from: &Sections) -> Option<Self> {
        serde_json::from_slice(from.get(SECTION)?.all()).ok()
    }
}
