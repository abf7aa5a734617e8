//! How much a build found.

use std::collections::HashSet;

use crate::cli::diagnostic::Diagnostic;
use crate::extract::Extraction;
use crate::model::PlaceId;

/// How much a build found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct BuildCounts {
    pub documents: usize,
    pub people: usize,
    pub projects: usize,
    pub organisations: usize,
    /// Regions, municipalities and areas, each once.
    pub places: usize,
    /// What should be checked.
    pub doubtful: usize,
    /// What was seen in the documents and not used.
    pub left: usize,
}

impl BuildCounts {
    pub(crate) fn new(built: &Extraction, diagnostics: &[Diagnostic<'_>]) -> Self {
        let model = &built.model;
        let of_positions = model.positions.iter().flat_map(|it| it.areas.iter().chain(it.place.as_deref()));
        let of_projects = model.projects.iter().flat_map(|it| &it.areas);
        let places: HashSet<String> = of_positions.chain(of_projects).filter_map(|it| place_key(&it.place)).collect();
        Self {
            documents: model.documents.len(),
            people: model.people.len(),
            projects: model.projects.len(),
            organisations: model.organisations.len(),
            places: places.len(),
            doubtful: diagnostics.iter().filter(|it| it.is_doubtful()).count(),
            left: built.left,
        }
    }
}

/// The key by which places are counted once. `None` for the whole country, which is not counted.
fn place_key(place: &PlaceId) -> Option<String> {
    match place {
        PlaceId::Region(code) => Some(format!("region {code}")),
        PlaceId::Municipality(code) => Some(format!("municipality {code}")),
        PlaceId::Area(id) => Some(id.to_string()),
        PlaceId::Country => None,
    }
}
