//! Follows the links among the gathered records.

use super::gathered::{Doubts, Gathered, People, Positions, Projects, number};
use super::ids::Ids;
use super::{Links, NONE};
use crate::gazetteer;
use crate::model::Time;
use crate::model::check::Known;
use crate::model::directory::counts::{Counts, region_number};
use crate::store::{Lists, Numbers};
use crate::text::Day;

impl Links {
    /// Follows the links of the records both ways.
    pub(in crate::model) fn of(counts: Counts, known: Known<'_>, gathered: Gathered) -> Self {
        let Gathered { people, organisations, positions, projects, documents, doubts } = gathered;
        let mut links = Self { counts, ids: Ids::of(&known, &counts), ..Self::default() };
        // Dropped early: the ids of a million people take more memory than all later steps.
        drop(known);
        links.follow_projects(projects);
        links.managers = managers(counts.projects, positions.managing.clone(), &people.is_reachable);
        links.follow_positions(positions);
        links.number_people(people);
        links.org_order = organisations.in_order().into_iter().collect();
        links.org_places = inverse(&links.org_order, counts.organisations, 0);
        links.contacts = documents.with_contacts.into_iter().collect();
        links.number_projects();
        let Doubts(mut pairs) = doubts;
        pairs.sort_unstable();
        pairs.dedup();
        links.doubted = pairs.iter().map(|(slot, _)| *slot).collect();
        links.doubts = pairs.iter().map(|(_, warning)| *warning).collect();
        links
    }

    fn follow_projects(&mut self, projects: Projects) {
        let counts = self.counts;
        let numbers = || 0..number(counts.projects);
        let roof = |parent: u32| if parent == NONE { 0 } else { parent.saturating_add(1) };
        let mut in_order: Vec<u32> = numbers().collect();
        in_order.sort_by_key(|project| projects.keys.get(*project as usize));
        let parent = |project: &u32| projects.parents.get(*project as usize).copied().unwrap_or(NONE);
        let parts: Vec<(u32, u32)> = in_order.iter().map(|project| (roof(parent(project)), *project)).collect();
        self.parts = Lists::of_pairs(counts.projects + 1, &parts);
        let coordinated: Vec<(u32, u32)> = projects.coordinators.iter().copied().zip(numbers()).collect();
        self.coordinated = Lists::of_pairs(counts.organisations, &coordinated);
        self.funded = Lists::of_pairs(counts.organisations, &projects.funded);
        self.joined = Lists::of_pairs(counts.organisations, &projects.joined);
        let tree = tree(&self.parts);
        let (mut ends, mut years) = (projects.ends, projects.years);
        // From the outside in, so that a parent is done before its parts.
        for project in tree.iter().map(|project| *project as usize) {
            if let Some(parent) =
                projects.parents.get(project).map(|parent| *parent as usize).filter(|it| *it < ends.len())
            {
                ends[project] = ends[project].or(ends[parent]);
                years[project] = years[project].or(years[parent]);
            }
        }
        self.ends = ends.into_iter().map(|end| end.map_or(NONE, day_number)).collect();
        let year = |at: usize| move |years: &Option<[u32; 2]>| years.map(|years| years[at]).filter(|year| *year > 0);
        self.first_years = years.iter().map(year(0)).map(|year| year.unwrap_or(NONE)).collect();
        self.last_years = years.iter().map(year(1)).map(|year| year.unwrap_or(NONE)).collect();
        self.tree = tree.into_iter().collect();
        self.parents = projects.parents.into_iter().collect();
        self.coordinators = projects.coordinators.into_iter().collect();
    }

    fn follow_positions(&mut self, mut positions: Positions) {
        let counts = self.counts;
        let by = |column: &[u32]| -> Vec<(u32, u32)> { column.iter().copied().zip(0..).collect() };
        let mut held = by(&positions.holders);
        held.sort_by_key(|(_, position)| order_of(positions.times[*position as usize]));
        self.positions_of = Lists::of_pairs(counts.people, &held);
        self.positions_in = Lists::of_pairs(counts.projects, &by(&positions.projects));
        self.positions_at = Lists::of_pairs(counts.organisations, &by(&positions.organisations));
        self.nameless =
            by(&positions.holders).into_iter().filter(|(holder, _)| *holder == NONE).map(|it| it.1).collect();
        let is_unnamed = |region: &u32| positions.printing[*region as usize].is_empty();
        let unnamed: Vec<u32> = (0..number(positions.printing.len())).filter(is_unnamed).collect();
        let mut responsible = Vec::new();
        for (region, all) in (0_u32..).zip(&mut positions.printing) {
            all.sort_unstable();
            responsible.extend(all.iter().map(|(_, position)| (region, *position)));
        }
        for (ely, seated) in gazetteer::ely_areas().iter().zip(&positions.seated) {
            for region in ely.regions.iter().map(|region| number(region_number(*region))) {
                if unnamed.contains(&region) {
                    responsible.extend(seated.iter().map(|position| (region, *position)));
                }
            }
        }
        self.responsible = Lists::of_pairs(gazetteer::regions().len(), &responsible);
        // Of projects that cover equally many, the one whose positions come first.
        let widths = (0_u32..).zip(&positions.widths).filter(|(_, (count, _))| *count > 0);
        let widest = widths.max_by_key(|(_, (count, first))| (*count, std::cmp::Reverse(*first)));
        self.widest = widest.into_iter().map(|(project, _)| project).collect();
        self.unnamed = unnamed.into_iter().collect();
        self.holders = positions.holders.into_iter().collect();
        self.projects = positions.projects.into_iter().collect();
        self.organisations = positions.organisations.into_iter().collect();
    }

    fn number_people(&mut self, people: People) {
        self.people = people.in_order.into_iter().collect();
        self.person_places = inverse(&self.people, self.counts.people, 0);
    }

    fn number_projects(&mut self) {
        self.project_places = inverse(&self.tree, self.counts.projects, self.before_projects());
    }
}

/// The first people who lead each project and can be reached.
fn managers(projects: usize, mut managing: Vec<(u32, u32)>, is_reachable: &[bool]) -> Lists {
    managing.retain(|(_, person)| is_reachable.get(*person as usize).copied().unwrap_or(false));
    let all = Lists::of_pairs(projects, &managing);
    let mut first = Vec::new();
    for project in 0..projects {
        let mut row = all.list(project);
        let Some(leader) = row.next() else { continue };
        // Two, because the first may be the person for whom the fallback is searched.
        let other = row.find(|person| *person != leader);
        first.extend([Some(leader), other].into_iter().flatten().map(|person| (number(project), person)));
    }
    Lists::of_pairs(projects, &first)
}

/// The projects, each followed by its parts. A project on a cycle has no root and is left out.
fn tree(parts: &Lists) -> Vec<u32> {
    let mut order = Vec::new();
    let mut waiting: Vec<u32> = parts.list(0).rev().collect();
    while let Some(project) = waiting.pop() {
        order.push(project);
        waiting.extend(parts.list(project as usize + 1).rev());
    }
    order
}

/// The position of each of `count` items in an order that starts at a number.
fn inverse(order: &Numbers, count: usize, start: usize) -> Numbers {
    let mut places = vec![NONE; count];
    for (place, index) in (start..).zip(order.iter()) {
        if let Some(slot) = places.get_mut(index as usize) {
            *slot = number(place);
        }
    }
    places.into_iter().collect()
}

fn order_of(time: Time) -> u8 {
    match time {
        Time::Current => 0,
        Time::Announced => 1,
        Time::Former => 2,
    }
}

/// A day as a number that sorts like the day: 20181109.
fn day_number(day: Day) -> u32 {
    u32::from(day.year()) * 10_000 + u32::from(day.month()) * 100 + u32::from(day.day())
}
