//! Where records answer for and are, as they are gathered.

use crate::gazetteer::{self, Place, RegionCode};
use crate::model::{Directory, NamedPlace, PlaceId, Position};
use crate::search::hit::{Field, Step};
use crate::search::index::builder::Gather;
use crate::search::index::{PlaceDetail, PlaceStanding};

impl Gather<'_> {
    pub(in crate::search) fn project_places(&mut self, number: u32, index: usize) {
        let directory = self.directory;
        let project = directory.project(index);
        for area in project.areas.iter().filter(|area| area.place != PlaceId::Country) {
            for region in directory.regions_of(area) {
                let standing = PlaceStanding::of(Field::Region, area.basis);
                self.place(number, Place::Region(region), standing, &area.printed, Vec::new());
            }
        }
    }

    pub(in crate::search) fn position_places(&mut self, number: u32, index: usize, held: &Position, field: Field) {
        let directory = self.directory;
        let holder = directory.holder_of(index).filter(|_| field == Field::Person && self.details.is_some());
        let holder = holder.map(|person| directory.person(person).name.clone());
        let shown_as = |place: &str| holder.clone().unwrap_or_else(|| place.to_owned());
        for (region, responsible) in directory.responsibilities_in(index, held) {
            let printed = responsible.path.last().map(String::as_str);
            let shown = shown_as(printed.unwrap_or(gazetteer::region(region).names.fi));
            let is_part = is_part_of(directory, &held.areas, region);
            let standing = PlaceStanding { is_part, ..PlaceStanding::of(field, responsible.basis) };
            let path = responsible.path.iter().cloned().map(Step::Printed).collect();
            self.place(number, Place::Region(region), standing, &shown, path);
        }
        for area in &held.areas {
            if let PlaceId::Municipality(code) = area.place {
                let shown = shown_as(&area.printed);
                self.place(number, Place::Municipality(code), PlaceStanding::of(field, area.basis), &shown, Vec::new());
            }
        }
    }

    pub(in crate::search) fn workplace(&mut self, number: u32, place: Option<&NamedPlace>) {
        if let Some(place) = place
            && let PlaceId::Municipality(code) = place.place
        {
            let standing = PlaceStanding::of(Field::Place, place.basis);
            self.place(number, Place::Municipality(code), standing, &place.printed, Vec::new());
        }
    }

    pub(in crate::search) fn place(
        &mut self,
        number: u32,
        place: Place,
        standing: PlaceStanding,
        shown: &str,
        path: Vec<Step>,
    ) {
        let records = self.places.entry((place, standing)).or_default();
        if records.last() != Some(&number) {
            records.push(number);
        }
        if let Some(details) = &mut self.details {
            details.places.push(PlaceDetail { place, standing, shown: shown.to_owned(), path });
        }
    }
}

/// Whether areas name municipalities of a region, and nothing larger of it.
fn is_part_of(directory: &Directory, areas: &[NamedPlace], region: RegionCode) -> bool {
    let mut inside = areas.iter().filter(|area| directory.regions_of(area).contains(&region)).peekable();
    inside.peek().is_some() && inside.all(|area| matches!(area.place, PlaceId::Municipality(_)))
}
