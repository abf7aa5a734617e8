//! A region as JSON.

use serde::Serialize;

use super::parts::{FallbackJson, PhoneJson};
use crate::gazetteer::{self, RegionCode};
use crate::model::{Basis, Directory, RecordRef, Responsible};

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct RegionJson {
    code: String,
    names: NamesJson,
    coordinators: Vec<CoordinatorJson>,
    /// Whom to call if there are none.
    fallback: Option<FallbackJson>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct NamesJson {
    fi: &'static str,
    sv: &'static str,
    en: &'static str,
}

/// A person, or a position without a named holder, that is responsible for the region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct CoordinatorJson {
    id: String,
    /// `null` if the position has no named holder.
    name: Option<String>,
    phones: Vec<PhoneJson>,
    basis: Basis,
    /// The printed areas through which the position covers the region. Empty if the region itself is named.
    path: Vec<String>,
}

impl RegionJson {
    pub(super) fn new(directory: &Directory, code: RegionCode) -> Self {
        let names = gazetteer::region(code).names;
        let coordinator = |responsible: Responsible| {
            let position = RecordRef::Position(responsible.position);
            let record = directory.holder_of(responsible.position).map_or(position, RecordRef::Person);
            let id = directory.id_of(record).to_string();
            let holder = directory.holder_of(responsible.position).map(|person| directory.person(person));
            let phones = holder.iter().flat_map(|person| &person.phones).map(PhoneJson::new).collect();
            let name = holder.map(|person| person.name.clone());
            CoordinatorJson { id, name, phones, basis: responsible.basis, path: responsible.path }
        };
        Self {
            code: code.to_string(),
            names: NamesJson { fi: names.fi, sv: names.sv, en: names.en },
            coordinators: directory.responsible_for(code).map(coordinator).collect(),
            fallback: FallbackJson::of(directory, RecordRef::Region(code)),
        }
    }

    pub(super) fn example() -> Self {
        let coordinator = CoordinatorJson {
            id: String::new(),
            name: Some(String::new()),
            phones: vec![PhoneJson::example()],
            basis: Basis::Stated,
            path: vec![String::new()],
        };
        Self {
            code: String::new(),
            names: NamesJson { fi: "", sv: "", en: "" },
            coordinators: vec![coordinator],
            fallback: Some(FallbackJson::example()),
        }
    }
}
