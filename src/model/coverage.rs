//! Who is responsible for each of the 19 regions: directly, through an ELY area, or nobody.

use std::collections::BTreeMap;

use super::{Area, AreaId, Basis, Model, PlaceId, Position, Time};
use crate::gazetteer::{self, ElyArea, RegionCode};

/// Who answers for each region.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Coverage {
    by_region: BTreeMap<RegionCode, Vec<Responsible>>,
}

/// Someone responsible for a region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Responsible {
    /// Index of the position in the model.
    pub position: usize,
    /// `stated` when the region itself is named, `derived` when it follows from an area around it.
    pub basis: Basis,
    /// The areas between the region and the position, nearest first; empty when the region itself is named.
    pub path: Vec<String>,
}

impl Coverage {
    /// Reads who is responsible from the areas of the positions that are held.
    ///
    /// * **Source** — printed areas; where no position names a region or an area around it, the ELY Centre whose seat
    ///   region is printed answers for all regions of that centre, as Pohjanmaa does for Keski-Pohjanmaa.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        let mut coverage = Self::default();
        let held = || model.positions.iter().enumerate().filter(|(_, position)| position.time != Time::Former);
        for (index, position) in held() {
            for (region, basis, path) in printed_regions(position, &model.areas) {
                coverage.add(region, Responsible { position: index, basis, path });
            }
        }
        let named: Vec<RegionCode> = coverage.by_region.keys().copied().collect();
        for ely in gazetteer::ely_areas() {
            for region in ely.regions.iter().filter(|region| !named.contains(region)) {
                for (index, _) in held().filter(|(_, position)| names_seat(position, ely)) {
                    let path = vec![ely.centre.fi.to_owned(), ely.area.fi.to_owned()];
                    coverage.add(*region, Responsible { position: index, basis: Basis::Derived, path });
                }
            }
        }
        coverage
    }

    /// Those responsible for a region, the directly named first; empty when nobody is.
    #[must_use]
    pub fn of_region(&self, region: RegionCode) -> &[Responsible] {
        self.by_region.get(&region).map_or(&[], Vec::as_slice)
    }

    /// The regions that a position answers for, with how.
    pub fn of_position(&self, position: usize) -> impl Iterator<Item = (RegionCode, &Responsible)> {
        let answers = move |responsible: &&Responsible| responsible.position == position;
        self.by_region.iter().filter_map(move |(region, all)| Some((*region, all.iter().find(answers)?)))
    }

    fn add(&mut self, region: RegionCode, responsible: Responsible) {
        let all = self.by_region.entry(region).or_default();
        match all.iter_mut().find(|known| known.position == responsible.position) {
            Some(known) if known.basis > responsible.basis => *known = responsible,
            Some(_) => {}
            None => all.push(responsible),
        }
        all.sort_by_key(|known| (known.basis, known.position));
    }
}

/// The regions that a position prints, itself or inside an area.
fn printed_regions(position: &Position, areas: &[Area]) -> Vec<(RegionCode, Basis, Vec<String>)> {
    let mut regions = Vec::new();
    for area in &position.areas {
        match &area.place {
            PlaceId::Region(region) => regions.push((*region, area.basis, Vec::new())),
            PlaceId::Municipality(code) => {
                regions.push((gazetteer::municipality(*code).region, Basis::Derived, vec![area.printed.clone()]));
            }
            PlaceId::Area(id) => {
                let inside = regions_of_area(areas, id);
                regions.extend(inside.iter().map(|region| (*region, Basis::Derived, vec![area.printed.clone()])));
            }
            PlaceId::Country => {
                let all = gazetteer::regions().iter();
                regions.extend(all.map(|region| (region.code, Basis::Derived, vec![area.printed.clone()])));
            }
        }
    }
    regions
}

/// The regions of an area of the model; none when the model does not have it.
pub(super) fn regions_of_area<'a>(areas: &'a [Area], id: &AreaId) -> &'a [RegionCode] {
    areas.iter().find(|area| &area.id == id).map_or(&[], |area| area.regions.as_slice())
}

/// Whether a position names the region that an ELY Centre has its name from.
fn names_seat(position: &Position, ely: &ElyArea) -> bool {
    let is_seat = |region: RegionCode| gazetteer::region(region).names.fi == ely.area.fi;
    position.areas.iter().any(|area| matches!(area.place, PlaceId::Region(region) if is_seat(region)))
}
