//! A region as JSON.

use serde::Serialize;

use super::parts::Instead;
use crate::gazetteer::{self, RegionCode};
use crate::model::{Basis, Directory, RecordRef, Responsible};

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct RegionFields {
    code: String,
    names: Names,
    coordinators: Vec<Coordinator>,
    /// Whom to ask when there are none.
    fallback: Option<Instead>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Names {
    fi: &'static str,
    sv: &'static str,
    en: &'static str,
}

/// A person, or a position that nobody with a name holds, that answers for the region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Coordinator {
    id: String,
    basis: Basis,
    /// The areas between the region and the position, as printed; empty when the region itself is named.
    path: Vec<String>,
}

impl RegionFields {
    pub(super) fn new(directory: &Directory, code: RegionCode) -> Self {
        let names = gazetteer::region(code).names;
        let coordinator = |responsible: Responsible| {
            let position = RecordRef::Position(responsible.position);
            let record = directory.holder_of(responsible.position).map_or(position, RecordRef::Person);
            let id = directory.id_of(record).to_string();
            Coordinator { id, basis: responsible.basis, path: responsible.path }
        };
        Self {
            code: code.to_string(),
            names: Names { fi: names.fi, sv: names.sv, en: names.en },
            coordinators: directory.responsible_for(code).map(coordinator).collect(),
            fallback: Instead::of(directory, RecordRef::Region(code)),
        }
    }

    pub(super) fn example() -> Self {
        let coordinator = Coordinator { id: String::new(), basis: Basis::Stated, path: vec![String::new()] };
        Self {
            code: String::new(),
            names: Names { fi: "", sv: "", en: "" },
            coordinators: vec![coordinator],
            fallback: Some(Instead::example()),
        }
    }
}
