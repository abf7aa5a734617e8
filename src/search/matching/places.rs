//! Finds the records that are responsible for a place, are in it or are named after it.

use crate::gazetteer::{self, Locality, Office, OfficeKind, Place};
use crate::search::hit::{Field, Step, Tier};
use crate::search::index::PlaceContext;
use crate::search::index::bits::List;
use crate::search::matching::finder::Finder;
use crate::search::matching::matches::{Found, Group, MatchOrigin};
use crate::search::matching::score::{TermScore, weight_of};
use crate::search::query::operator::Matching;
use crate::text::join_key;

/// The minimum number of letters of a prefix that means a town.
const TOWN_FROM: usize = 5;
/// The minimum number of letters that begin the name of a place.
const PLACE_FROM: usize = 3;
/// The bonus for belonging to the named organisation: more than for being responsible for its place.
const STAFF: i64 = 95;
/// The bonus for belonging to the named ELY centre.
const STAFF_OF_CENTRE: i64 = 60;
/// Penalty for a match by the name of a place that is a part of another: more than between a name and a region.
const LOCALITY: i64 = 30;
/// Penalty for being responsible for only a part of the named region.
const PART: i64 = 2;

impl<'a> Finder<'a> {
    pub(in crate::search) fn places(&mut self, places: &[Place]) {
        for place in places {
            self.place(*place, &Step::Place(*place), Tier::Place, 0);
            // Beside another word, a complete name is that name, not a prefix.
            if let (Place::Region(region), Matching::Any) = (place, self.term().matching) {
                for relative in gazetteer::family(*region).into_iter().map(Place::Region) {
                    self.region(relative, &[Step::Place(relative)], Tier::WordStart, -5);
                }
            }
        }
    }

    /// The organisations of a kind that are named after some places, and their people.
    pub(in crate::search) fn office(&mut self, office: &Office) {
        let index = self.index;
        // A person who is responsible for a region counts as belonging to its ELY centre.
        let weight = if office.kind == OfficeKind::Ely { STAFF_OF_CENTRE } else { STAFF };
        for place in office.served() {
            for (context, list) in index.places.of(place).filter(|(context, _)| context.office == Some(office.kind)) {
                let origin = MatchOrigin::Place { place, context, before: Vec::new() };
                let grade = TermScore { tier: Tier::Exact, weight, band: 0 };
                let (field, is_telling) = (context.field, context.field == Field::Name);
                self.keep(Group { grade, field, is_telling, origin, records: Found::Listed(list) });
            }
        }
    }

    /// Places of whose name only the beginning was typed.
    pub(in crate::search) fn begun_places(&mut self) {
        let prefix = join_key(&self.term().folded);
        if prefix.chars().count() < PLACE_FROM {
            return;
        }
        for (place, name) in gazetteer::places_begun(&prefix) {
            // If most letters of a town are typed, the town is meant; a few letters begin many names.
            let typed = prefix.chars().count();
            let is_meant = typed >= TOWN_FROM && 2 * typed > name.chars().count();
            let discount = if matches!(place, Place::Municipality(_)) && !is_meant { -65 } else { -35 };
            // The name that was begun: in the reader's language, it may begin differently.
            self.place(place, &Step::Printed(name.to_owned()), Tier::Prefix, discount);
        }
    }

    /// A place that may have been meant.
    pub(in crate::search) fn meant_place(&mut self, place: Place, name: &str, discount: i64) {
        self.place(place, &Step::Printed(name.to_owned()), Tier::Typo, discount);
    }

    /// A place whose name contains the letters.
    pub(in crate::search) fn fuzzy_place(&mut self, place: Place, name: &str, discount: i64) {
        self.place(place, &Step::Printed(name.to_owned()), Tier::Fuzzy, discount);
    }

    /// The records of a place: those in it or named after it, and those that are responsible for its regions.
    fn place(&mut self, place: Place, called: &Step, tier: Tier, discount: i64) {
        if let Place::Region(_) = place {
            return self.region(place, &[], tier, discount);
        }
        if let Place::Locality(locality) = place {
            return self.locality(locality, called, tier, discount);
        }
        self.named(place, &[], tier, discount);
        if let Place::Municipality(code) = place
            && let Some(heir) = gazetteer::municipality(code).merged_into
        {
            let heir = Place::Municipality(heir);
            self.named(heir, &[called.clone(), Step::Place(heir)], tier, discount);
        }
        for region in place.regions().iter().map(|region| Place::Region(*region)) {
            self.region(region, &[called.clone(), Step::Place(region)], tier, discount);
        }
    }

    /// The records that are responsible for the municipality or the region of a locality. They rank below people of
    /// that name.
    fn locality(&mut self, locality: Locality, called: &Step, tier: Tier, discount: i64) {
        let mut before = vec![called.clone()];
        if let Some(code) = locality.municipality() {
            let heir = Place::Municipality(code);
            before.push(Step::Place(heir));
            self.named(heir, &before, tier, discount - LOCALITY);
        }
        for region in locality.regions().iter().map(|region| Place::Region(*region)) {
            let before = before.iter().cloned().chain([Step::Place(region)]).collect::<Vec<_>>();
            self.region(region, &before, tier, discount - LOCALITY);
        }
    }

    /// Villages and districts with the name.
    pub(in crate::search) fn villages(&mut self) {
        for place in gazetteer::villages_called(&self.term().folded) {
            self.place(place, &Step::Place(place), Tier::Place, 0);
        }
    }

    /// The records that are responsible for exactly this place, are in it or named after it.
    fn named(&mut self, place: Place, before: &[Step], tier: Tier, discount: i64) {
        let index = self.index;
        for (context, list) in index.places.of(place) {
            self.keep_place(place, (context, list), before, tier, discount + PART);
        }
    }

    /// The records that are responsible for a region, and the region itself.
    fn region(&mut self, region: Place, before: &[Step], tier: Tier, discount: i64) {
        let index = self.index;
        for (context, list) in index.places.of(region) {
            // A person who is responsible for Juva is not responsible for Mikkeli.
            if context.is_part && !before.is_empty() {
                continue;
            }
            let part = if context.is_part { PART } else { 0 };
            self.keep_place(region, (context, list), before, tier, discount - part);
        }
    }

    fn keep_place(
        &mut self,
        place: Place,
        (context, list): (PlaceContext, List<'a>),
        before: &[Step],
        tier: Tier,
        discount: i64,
    ) {
        // People employed by an organisation of the place rank below people who work in the place.
        let field = if context.office.is_some() && context.field == Field::Organisation {
            weight_of(Field::Place) - 1
        } else {
            weight_of(context.field)
        };
        let weight = field + discount + i64::from(context.is_stated);
        let origin = MatchOrigin::Place { place, context, before: before.to_vec() };
        let is_telling = context.field == Field::Name;
        let records = Found::Listed(list);
        let grade = TermScore { tier, weight, band: 0 };
        self.keep(Group { grade, field: context.field, is_telling, origin, records });
    }
}

/// The steps from a place to the one that a record prints, after the steps to the place.
pub(in crate::search) fn path_to(place: Place, before: &[Step], printed: &[Step]) -> Vec<Step> {
    let mut path = before.to_vec();
    let Place::Region(_) = place else { return path };
    let itself = Step::Place(place);
    let asked_for = before.first().unwrap_or(&itself);
    if printed.iter().any(|step| are_same(step, asked_for)) {
        // The record prints the typed name, so there are no steps.
        path.clear();
    } else if !printed.is_empty() {
        path.extend((path.last() != Some(&itself)).then_some(itself));
        path.extend(printed.iter().cloned());
    }
    path
}

/// Whether two steps have the same name.
fn are_same(step: &Step, other: &Step) -> bool {
    match (step, other) {
        (Step::Place(one), Step::Place(other)) => one == other,
        _ => join_key(name_of(step)) == join_key(name_of(other)),
    }
}

fn name_of(step: &Step) -> &str {
    match step {
        Step::Printed(printed) => printed,
        Step::Place(place) => place.names().fi,
        Step::Alias(_, name) => name,
        // Together they have no name.
        Step::Places(_) => "",
    }
}
