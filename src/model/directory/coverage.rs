//! The positions that are responsible for each of the 19 regions, directly or through an area.
//!
//! * **Source** — the printed areas of the positions that are held. If no position names a region or an area around it,
//!   a position that names the seat region of its ELY Centre is responsible for all regions of that centre, as that of
//!   Pohjanmaa for Keski-Pohjanmaa.

use crate::text::sort_by;
use std::collections::BTreeMap;

use super::Directory;
use crate::gazetteer::{self, ElyArea, RegionCode};
use crate::model::{Area, AreaId, Basis, NamedPlace, PlaceId, Position, PositionIx, Time};

/// A position that is responsible for a region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Responsible {
    /// The position.
    pub position: PositionIx,
    /// `stated` if the region itself is named, `derived` if it follows from an area that contains it.
    pub basis: Basis,
    /// The areas between the region and the position, nearest first; empty if the region itself is named.
    pub path: Vec<String>,
}

/// The areas of a model, by id.
#[derive(Clone, Debug, Default)]
pub(super) struct Areas(Vec<Area>);

impl Areas {
    pub(super) fn new(mut areas: Vec<Area>) -> Self {
        sort_by(&mut areas, |a, b| a.id.cmp(&b.id));
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

/// The regions that a position is responsible for, in order of their codes: the printed ones, each with the most
/// certain basis; and, of the regions that no position prints (`is_unnamed`), those of the centre whose seat the
/// position prints.
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

/// The printed regions of a position, and those inside its printed areas, the latter with the area.
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

impl Directory {
    /// The regions that a printed area means, in order of their codes.
    #[must_use]
    pub fn regions_of(&self, area: &NamedPlace) -> Vec<RegionCode> {
        match &area.place {
            PlaceId::Region(code) => vec![*code],
            PlaceId::Municipality(code) => vec![gazetteer::municipality(*code).region],
            PlaceId::Area(id) => self.head.areas.regions_of(id).to_vec(),
            PlaceId::Country => gazetteer::regions().iter().map(|region| region.code).collect(),
        }
    }

    /// The regions of several printed areas, each once, in order of their codes; the whole country names none of them.
    #[must_use]
    pub fn regions_of_all(&self, areas: &[NamedPlace]) -> Vec<RegionCode> {
        let named = areas.iter().filter(|area| area.place != PlaceId::Country);
        let mut regions: Vec<RegionCode> = named.flat_map(|area| self.regions_of(area)).collect();
        regions.sort_unstable();
        regions.dedup();
        regions
    }

    /// The positions that are responsible for a region, those that name it first; empty if there are none.
    pub fn responsible_for(&self, region: RegionCode) -> impl Iterator<Item = Responsible> {
        self.links.responsible_for(region).filter_map(move |position| {
            answers_of(&self.position(position), position, &self.head.areas, |code| self.links.is_unnamed(code))
                .remove(&region)
        })
    }

    /// The regions that a position is responsible for, with the basis of each.
    pub fn responsibilities_of(&self, position: PositionIx) -> impl Iterator<Item = (RegionCode, Responsible)> {
        self.responsibilities_in(position, &self.position(position))
    }

    /// The same for a caller that has read the position of that index already.
    pub fn responsibilities_in(
        &self,
        index: PositionIx,
        position: &Position,
    ) -> impl Iterator<Item = (RegionCode, Responsible)> + use<> {
        answers_of(position, index, &self.head.areas, |code| self.links.is_unnamed(code)).into_iter()
    }
}
