//! The people, positions, organisations and projects of a document, compared with those expected.

use allu::model::slug;
use serde_json::Value;

use super::expectation::{Expectation, ExpectedPerson, ExpectedPosition, ExpectedProject};
use super::facts::{compare_addresses, compare_edge, compare_numbers, compare_published};
use super::found::{Found, State, bare_title, list, names, state, text};
use super::period::Edge;
use super::sheet::{Sheet, accepts};

/// Compares the facts of a document with the expected ones.
pub(super) fn compare(sheet: &mut Sheet, expected: &Expectation, found: &Found) {
    compare_document(sheet, expected, found);
    compare_people(sheet, expected, found);
    compare_nameless(sheet, expected, found);
    compare_organisations(sheet, expected, found);
    compare_projects(sheet, expected, found);
    compare_left(sheet, expected, found);
}

fn compare_document(sheet: &mut Sheet, expected: &Expectation, found: &Found) {
    let none = Value::Null;
    let document = found.all("documents").first().unwrap_or(&none);
    let fields = [
        ("language", Some(&expected.language)),
        ("title", expected.title.as_ref()),
        ("publisher", expected.publisher.as_ref()),
    ];
    for (field, wanted) in fields {
        let Some(wanted) = wanted else { continue };
        let said = text(document, field);
        if accepts(wanted, said) {
            sheet.right("documents");
        } else if said.is_empty() {
            sheet.missed("documents", &format!("{field} {wanted}"));
        } else {
            sheet.wrong("documents", &format!("{field} {said} for {wanted}"));
        }
    }
    compare_published(sheet, expected.published.as_deref(), document);
}

fn compare_people(sheet: &mut Sheet, expected: &Expectation, found: &Found) {
    let mut people: Vec<_> = found.all("people").iter().collect();
    let houses: Vec<_> = expected.organisation.iter().flat_map(|it| it.phones.clone()).collect();
    for wanted in &expected.person {
        // Of several namesakes, the one with the expected number.
        let fit = |person: &Value| {
            let has = |phone: &Value| wanted.phones.iter().any(|written| written.contains(text(phone, "e164")));
            (accepts(&wanted.name, text(person, "name")))
                .then(|| 1 + list(person, "phones").iter().filter(|it| has(it)).count())
        };
        let best = (0..people.len()).filter_map(|place| Some((fit(people[place])?, place))).max();
        let person = best.map(|(_, place)| people.remove(place));
        if person.is_some() {
            sheet.right("people");
        } else {
            sheet.missed("people", &wanted.name);
        }
        compare_person(sheet, wanted, person.unwrap_or(&Value::Null), found, &houses);
    }
    for person in people {
        let name = text(person, "name");
        if sheet.is_optional(name, &[]) {
            continue;
        }
        sheet.extra("people", name);
        let nobody = ExpectedPerson { name: name.to_owned(), ..ExpectedPerson::default() };
        compare_person(sheet, &nobody, person, found, &houses);
    }
}

fn compare_person(sheet: &mut Sheet, wanted: &ExpectedPerson, person: &Value, found: &Found, houses: &[String]) {
    let (whose, optional) = (first_of(&wanted.name), &wanted.optional[..]);
    compare_numbers(sheet, whose, &wanted.phones, person, optional, houses);
    compare_addresses(sheet, whose, &wanted.emails, person, optional);
    let positions = if person.is_null() { Vec::new() } else { found.positions_of(text(person, "id")) };
    compare_roles(sheet, wanted, &positions);
    let organisations: Vec<_> = wanted.organisation.iter().chain(&wanted.organisations).cloned().collect();
    let said = pointed(found, &positions, "organisation", "organisations");
    sheet.compare_named("organisations", whose, &organisations, said, optional);
    let said = pointed(found, &positions, "project", "projects");
    sheet.compare_named("memberships", whose, &wanted.projects, said, optional);
    compare_areas(sheet, whose, &wanted.areas, &positions, found, optional);
    for (edge, key, printed) in [(Edge::Start, "start", &wanted.start), (Edge::End, "end", &wanted.end)] {
        let said: Vec<_> = positions.iter().map(|position| &position[key]).collect();
        compare_edge(sheet, whose, printed.as_deref(), &said, edge, optional);
    }
}

/// The names of the different records that positions point to.
fn pointed(found: &Found, positions: &[&Value], key: &str, kind: &str) -> Vec<Vec<String>> {
    let mut all: Vec<_> = positions.iter().filter_map(|it| found.names_of_fact(kind, &it[key])).collect();
    all.sort();
    all.dedup();
    all
}

/// Compares areas of responsibility. A place of work may count as an expected area, and is never wrong.
fn compare_areas(
    sheet: &mut Sheet,
    whose: &str,
    expected: &[String],
    positions: &[&Value],
    found: &Found,
    optional: &[String],
) {
    let areas: Vec<_> = positions.iter().flat_map(|position| list(position, "areas")).cloned().collect();
    let mut said = found.places(&areas);
    let works = positions.iter().flat_map(|position| found.place(text(&position["place"], "place")));
    let works: Vec<_> = works.filter(|name| !said.contains(name) && expected.contains(name)).collect();
    said.extend(works);
    said.sort();
    said.dedup();
    sheet.compare("areas", whose, expected, said, optional);
}

fn compare_roles(sheet: &mut Sheet, wanted: &ExpectedPerson, positions: &[&Value]) {
    let whose = first_of(&wanted.name);
    let mut said: Vec<(String, State)> = Vec::new();
    for position in positions {
        let (title, state) = (bare_title(position), state(position));
        // A position whose title the document does not give.
        if title.is_empty() {
            continue;
        }
        // One title in several projects is one role.
        match said.iter_mut().find(|(known, _)| slug(known) == slug(&title)) {
            Some((_, known)) => known.extend(state),
            None => said.push((title, state)),
        }
    }
    for role in &wanted.roles {
        let (mark, title) = role.split_once(": ").unwrap_or(("", role));
        let Some(place) = said.iter().position(|(said, _)| accepts(title, said)) else {
            sheet.missed("roles", &format!("{whose}: {role}"));
            if !["", "any"].contains(&mark) {
                sheet.missed("states", &format!("{whose}: {role}"));
            }
            continue;
        };
        let (_, state) = said.remove(place);
        sheet.right("roles");
        match mark {
            "any" => {}
            "" if state.is_empty() => {}
            "" => sheet.extra("states", &format!("{whose}: {title}: {state:?}")),
            _ if state.contains(mark) => sheet.right("states"),
            _ => sheet.missed("states", &format!("{whose}: {role}")),
        }
    }
    for (title, _) in said {
        let is_optional = |optional: &str| optional.split_once(": ").is_some_and(|(_, it)| accepts(it, &title));
        if !sheet.is_optional(&title, &wanted.optional) && !sheet.is_optional_by(&wanted.optional, is_optional) {
            sheet.extra("roles", &format!("{whose}: {title}"));
        }
    }
}

/// Compares positions without a named holder.
fn compare_nameless(sheet: &mut Sheet, expected: &Expectation, found: &Found) {
    let is_nameless = |position: &&Value| ["unnamed", "vacant"].contains(&text(position, "holder"));
    let mut positions: Vec<_> = found.all("positions").iter().filter(is_nameless).collect();
    for wanted in &expected.position {
        let fit = |position: &Value| {
            let places = found.places(list(position, "areas"));
            (accepts(&wanted.title, &bare_title(position)))
                .then(|| wanted.areas.iter().filter(|area| places.contains(area)).count())
        };
        let best = (0..positions.len()).filter_map(|place| Some((fit(positions[place])?, place))).max();
        let position = best.map(|(_, place)| positions.remove(place));
        if position.is_some() {
            sheet.right("roles");
        } else {
            sheet.missed("roles", &format!("{}: {}", wanted.holder, wanted.title));
        }
        compare_position(sheet, wanted, position.unwrap_or(&Value::Null), found);
    }
    for position in positions {
        let title = bare_title(position);
        if !sheet.is_optional(&title, &[]) {
            sheet.extra("roles", &format!("{}: {title}", text(position, "holder")));
        }
    }
}

fn compare_position(sheet: &mut Sheet, wanted: &ExpectedPosition, position: &Value, found: &Found) {
    let (whose, optional) = (format!("{} {}", wanted.holder, wanted.title), &wanted.optional[..]);
    let holder = text(position, "holder");
    if accepts(&wanted.holder, holder) {
        sheet.right("states");
    } else {
        sheet.missed("states", &format!("{whose}: {}", if holder.is_empty() { "-" } else { holder }));
    }
    if let Some(count) = wanted.count {
        if position["count"].as_u64() == Some(count) {
            sheet.right("states");
        } else {
            sheet.missed("states", &format!("{whose}: {count} of them"));
        }
    }
    let positions = if position.is_null() { Vec::new() } else { vec![position] };
    compare_areas(sheet, &whose, &wanted.areas, &positions, found, optional);
    let organisations: Vec<_> = wanted.organisation.iter().cloned().collect();
    let said = pointed(found, &positions, "organisation", "organisations");
    sheet.compare_named("organisations", &whose, &organisations, said, optional);
    let said = pointed(found, &positions, "project", "projects");
    // A vacant position without a project on its line may take that of the page.
    let said = if wanted.projects.is_empty() { Vec::new() } else { said };
    sheet.compare_named("memberships", &whose, &wanted.projects, said, optional);
    for (edge, key, printed) in [(Edge::Start, "start", &wanted.start), (Edge::End, "end", &wanted.end)] {
        compare_edge(sheet, &whose, printed.as_deref(), &[&position[key]], edge, optional);
    }
}

/// Compares the numbers that organisations have of their own.
fn compare_organisations(sheet: &mut Sheet, expected: &Expectation, found: &Found) {
    let nobodys: Vec<_> = expected.number.iter().filter_map(|it| it.phone.clone()).collect();
    let mut organisations: Vec<_> = found.all("organisations").iter().collect();
    for wanted in &expected.organisation {
        let is_it = |organisation: &&Value| names(organisation).iter().any(|name| accepts(&wanted.name, name));
        let place = organisations.iter().position(is_it);
        let organisation = place.map_or(&Value::Null, |place| organisations.remove(place));
        compare_numbers(sheet, &wanted.name, &wanted.phones, organisation, &nobodys, &[]);
    }
    for organisation in organisations {
        compare_numbers(sheet, text(organisation, "name"), &[], organisation, &nobodys, &[]);
    }
}

fn compare_projects(sheet: &mut Sheet, expected: &Expectation, found: &Found) {
    let mut projects: Vec<_> = found.all("projects").iter().collect();
    for wanted in &expected.project {
        let is_it = |project: &&Value| {
            let abbreviation = wanted.abbreviation.as_deref();
            names(project).iter().any(|name| {
                accepts(&wanted.name, name) || abbreviation.is_some_and(|abbreviation| accepts(abbreviation, name))
            })
        };
        let place = projects.iter().position(is_it);
        if place.is_some() {
            sheet.right("projects");
        } else {
            sheet.missed("projects", &wanted.name);
        }
        let project = place.map_or(&Value::Null, |place| projects.remove(place));
        compare_project(sheet, wanted, project, found);
    }
    for project in projects {
        let name = text(project, "name");
        if names(project).iter().any(|name| sheet.is_optional(name, &[])) {
            continue;
        }
        sheet.extra("projects", name);
        let none = ExpectedProject { name: name.to_owned(), ..ExpectedProject::default() };
        compare_project(sheet, &none, project, found);
    }
}

fn compare_project(sheet: &mut Sheet, wanted: &ExpectedProject, project: &Value, found: &Found) {
    let (whose, optional) = (first_of(&wanted.name), &wanted.optional[..]);
    if let Some(abbreviation) = &wanted.abbreviation {
        if names(project).iter().any(|name| accepts(abbreviation, name)) {
            sheet.right("abbreviations");
        } else {
            sheet.missed("abbreviations", &format!("{whose}: {abbreviation}"));
        }
    }
    let parent: Vec<_> = wanted.parent.iter().cloned().collect();
    let said: Vec<_> = found.names_of_fact("projects", &project["parent"]).into_iter().collect();
    sheet.compare_named("memberships", &format!("{whose}: part of"), &parent, said, optional);
    let coordinator: Vec<_> = wanted.coordinator.iter().cloned().collect();
    let said: Vec<_> = found.names_of_fact("organisations", &project["coordinator"]).into_iter().collect();
    sheet.compare_named("organisations", &format!("{whose}: coordinator"), &coordinator, said, optional);
    for (key, expected) in [("partners", &wanted.partners), ("funders", &wanted.funders)] {
        let facts = list(project, key).iter();
        let said = facts.filter_map(|fact| found.names_of_fact("organisations", fact)).collect();
        sheet.compare_named("organisations", &format!("{whose}: {key}"), expected, said, optional);
    }
    sheet.compare("areas", whose, &wanted.areas, found.places(list(project, "areas")), optional);
    let period = wanted.period.as_deref().unwrap_or("/");
    let (start, end) = period.split_once('/').unwrap_or_else(|| panic!("{whose}: {period} is no period"));
    for (edge, key, printed) in [(Edge::Start, "start", start), (Edge::End, "end", end)] {
        let printed = Some(printed).filter(|printed| !printed.is_empty());
        compare_edge(sheet, whose, printed, &[&project[key]], edge, optional);
    }
}

/// The first of the names that an expectation accepts.
fn first_of(names: &str) -> &str {
    names.split(" | ").next().unwrap_or(names)
}

/// Checks that the numbers and addresses that belong to nobody were reported.
fn compare_left(sheet: &mut Sheet, expected: &Expectation, found: &Found) {
    for number in &expected.number {
        let wanted = number.phone.as_deref().or(number.printed.as_deref()).unwrap_or_default();
        let digits: String = wanted.trim_start_matches("+358").chars().filter(char::is_ascii_digit).collect();
        if found.accounts_for_digits(&digits) {
            sheet.right("left");
        } else {
            sheet.missed("left", wanted);
        }
    }
    for address in &expected.address {
        if found.accounts_for_address(&address.email) {
            sheet.right("left");
        } else {
            sheet.missed("left", &address.email);
        }
    }
}
