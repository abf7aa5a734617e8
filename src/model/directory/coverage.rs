//! The positions that are responsible for each of the 19 regions, directly or through an area.
//!
//! * **Source** — the printed areas of the positions that are held. If no position names a region or an area around it,
//!   a position that names the seat region of its ELY Centre is responsible for all regions of that centre, as that of
//!   Pohjanmaa for Keski-Pohjanmaa.

use std::collections::BTreeMap;

use crate::gazetteer::{self, ElyArea, RegionCode};
use crate::model::{Area, AreaId, Basis, PlaceId, Position, PositionIx, Time};

/// A position that is responsible for a region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Responsible {
    /// The position.
    pub position: PositionIx,
    /// `stated` when the region itself is named, `derived` when it follows from an area around it.
    pub basis: Basis,
    /// The areas between the region and the position, nearest first; empty if the region itself is named.
    pub path: Vec<String>,
}

/// The areas of a model, by id.
#[derive(Clone, Debug, Default)]
pub(super) struct Areas(Vec<Area>);

impl Areas {
    pub(super) fn new(mut areas: Vec<Area>) -> Self {
        areas.sort_by(|a, b| a.id.cmp(&b.id));
        Self(areas)
    }

    /// All of them, in order of their ids.
    pub(super) fn all(&self) -> &[Area] {
        &self.0
    }

    /// The regions of an area; empty if the model does not have it.
    pub(super) fn regions_of(&self, id: &AreaId) -> &[RegionCode] {
        let found = self.0.binary_search_by(|area| area.id.cmp(id));
        found.map_or(&[], |place| self.0[place].regions.as_slice())
    }
}

/// The regions that a position is responsible for, in order of their codes: those that it prints, each by the surest
/// way; and, of regions that no position prints (`is_unnamed`), those of the centre whose seat it prints.
pub(super) fn answers_of(
    position: &Position,
    index: PositionIx,
    areas: &Areas,
    is_unnamed: impl Fn(RegionCode) -> bool,
) -> BTreeMap<RegionCode, Responsible> {
    let mut answers: BTreeMap<RegionCode, Responsible> = BTreeMap::new();
    if position.time == Time::Former {
        return answers;
    }
    for (region, basis, printed) in printed_regions(position, areas) {
        let is_surer = answers.get(&region).is_none_or(|known| known.basis > basis);
        if is_surer {
            let path = printed.into_iter().map(str::to_owned).collect();
            answers.insert(region, Responsible { position: index, basis, path });
        }
    }
    for ely in seats_of(position) {
        for region in ely.regions.iter().filter(|region| is_unnamed(**region)) {
            let path = vec![ely.centre.fi.to_owned(), ely.area.fi.to_owned()];
            answers.entry(*region).or_insert(Responsible { position: index, basis: Basis::Derived, path });
        }
    }
    answers
}

/// The regions that a position prints, by themselves or inside an area; with the area if it does not print the region.
pub(super) fn printed_regions<'a>(
    position: &'a Position,
    areas: &'a Areas,
) -> impl Iterator<Item = (RegionCode, Basis, Option<&'a str>)> {
    position.areas.iter().flat_map(move |area| {
        let printed = Some(area.printed.as_str());
        let one = |region| vec![region];
        let (regions, basis, path) = match &area.place {
            PlaceId::Region(region) => (one(*region), area.basis, None),
            PlaceId::Municipality(code) => (one(gazetteer::municipality(*code).region), Basis::Derived, printed),
            PlaceId::Area(id) => (areas.regions_of(id).to_vec(), Basis::Derived, printed),
            PlaceId::Country => {
                (gazetteer::regions().iter().map(|region| region.code).collect(), Basis::Derived, printed)
            }
        };
        regions.into_iter().map(move |region| (region, basis, path))
    })
}

/// The ELY Centres that are named after a region that a position names.
pub(super) fn seats_of(position: &Position) -> impl Iterator<Item = &'static ElyArea> {
    let names_seat = |ely: &&ElyArea| {
        let is_seat = |region: RegionCode| gazetteer::region(region).names.fi == ely.area.fi;
        position.areas.iter().any(|area| matches!(area.place, PlaceId::Region(region) if is_seat(region)))
    };
    gazetteer::ely_areas().iter().filter(names_seat)
}
