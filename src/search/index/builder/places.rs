//! Collects for the index where records are responsible and where they are.

use std::sync::Arc;

use crate::gazetteer::{self, OfficeKind, Place, RegionCode};
use crate::model::{Directory, NamedPlace, OrganisationIx, PlaceId, Position, PositionIx, ProjectIx};
use crate::search::hit::{Field, Step};
use crate::search::index::builder::IndexBuilder;
use crate::search::index::{PlaceContext, PlaceDetail};

impl IndexBuilder<'_> {
    pub(in crate::search) fn project_places(&mut self, number: u32, index: ProjectIx) {
        let directory = self.directory;
        let project = directory.project(index);
        for area in project.areas.iter().filter(|area| area.place != PlaceId::Country) {
            for region in directory.regions_of(area) {
                let context = PlaceContext::of(Field::Region, area.basis);
                self.place(number, Place::Region(region), context, &area.printed, Vec::new());
            }
        }
    }

    pub(in crate::search) fn position_places(&mut self, number: u32, index: PositionIx, held: &Position, field: Field) {
        let directory = self.directory;
        let holder = directory.holder_of(index).filter(|_| field == Field::Person && self.details.is_some());
        let holder = holder.map(|person| directory.person(person).name.clone());
        let shown_as = |place: &str| holder.clone().unwrap_or_else(|| place.to_owned());
        for (region, responsible) in directory.responsibilities_in(index, held) {
            let printed = responsible.path.last().map(String::as_str);
            let shown = shown_as(printed.unwrap_or(gazetteer::region(region).names.fi));
            let is_part = is_part_of(directory, &held.areas, region);
            let context = PlaceContext { is_part, ..PlaceContext::of(field, responsible.basis) };
            let path = responsible.path.iter().cloned().map(Step::Printed).collect();
            self.place(number, Place::Region(region), context, &shown, path);
        }
        for area in &held.areas {
            if let PlaceId::Municipality(code) = area.place {
                let shown = shown_as(&area.printed);
                self.place(number, Place::Municipality(code), PlaceContext::of(field, area.basis), &shown, Vec::new());
            }
        }
    }

    pub(in crate::search) fn workplace(&mut self, number: u32, place: Option<&NamedPlace>) {
        if let Some(place) = place
            && let PlaceId::Municipality(code) = place.place
        {
            let context = PlaceContext::of(Field::Place, place.basis);
            self.place(number, Place::Municipality(code), context, &place.printed, Vec::new());
            // A person who works in a part of a region works in the region.
            let region = Place::Region(gazetteer::municipality(code).region);
            self.place(number, region, PlaceContext { is_part: true, ..context }, &place.printed, Vec::new());
        }
    }

    /// The places of the organisation that a record belongs to, if the organisation is named after them.
    pub(super) fn employer(&mut self, number: u32, index: OrganisationIx) {
        let directory = self.directory;
        if self.details.is_some() {
            return self.office(number, &directory.organisation(index).name, Field::Organisation);
        }
        let of_name = || office_places(&directory.organisation(index).name).into();
        let places = Arc::clone(self.offices.entry(index).or_insert_with(of_name));
        for (place, kind) in places.iter() {
            self.place(number, *place, PlaceContext::of_office(Field::Organisation, *kind), "", Vec::new());
        }
    }

    /// The places that an organisation is named after.
    pub(super) fn office(&mut self, number: u32, name: &str, field: Field) {
        for (place, kind) in office_places(name) {
            self.place(number, place, PlaceContext::of_office(field, kind), name, Vec::new());
        }
    }

    pub(in crate::search) fn place(
        &mut self,
        number: u32,
        place: Place,
        context: PlaceContext,
        shown: &str,
        path: Vec<Step>,
    ) {
        let records = self.places.entry((place, context)).or_default();
        if records.last() != Some(&number) {
            records.push(number);
        }
        if let Some(details) = &mut self.details {
            details.places.push(PlaceDetail { place, context, shown: shown.to_owned(), path });
        }
    }
}

/// The places that an organisation of a name serves, and the regions that they lie in.
fn office_places(name: &str) -> Vec<(Place, OfficeKind)> {
    let Some(office) = gazetteer::office_named(name) else { return Vec::new() };
    let mut places: Vec<Place> = office.served().collect();
    places.extend(office.served().flat_map(Place::regions).map(|code| Place::Region(*code)).collect::<Vec<_>>());
    places.sort_unstable();
    places.dedup();
    places.into_iter().map(|place| (place, office.kind)).collect()
}

/// Whether areas name municipalities of a region, and no larger part of it.
fn is_part_of(directory: &Directory, areas: &[NamedPlace], region: RegionCode) -> bool {
    let mut inside = areas.iter().filter(|area| directory.regions_of(area).contains(&region)).peekable();
    inside.peek().is_some() && inside.all(|area| matches!(area.place, PlaceId::Municipality(_)))
}
