//! A model as one line per fact, for tables of required and forbidden facts.

use serde_json::Value;

use super::found::{Found, bare_title, list, state, text};

/// The facts of people, positions, projects, organisations and the document.
pub(crate) fn lines(found: &Found) -> Vec<String> {
    let mut lines = Vec::new();
    for person in found.all("people") {
        add_person(&mut lines, person, found);
    }
    for position in found.all("positions") {
        let holder = text(position, "holder");
        if ["unnamed", "vacant"].contains(&holder) {
            lines.push(format!("{holder}: role {}", titled(position)));
        }
    }
    for project in found.all("projects") {
        add_project(&mut lines, project, found);
    }
    for organisation in found.all("organisations") {
        add_phones(&mut lines, text(organisation, "name"), organisation);
    }
    for document in found.all("documents") {
        let published = &document["published"];
        let date = if published.is_null() { "undated".to_owned() } else { format!("published {}", bounds(published)) };
        lines.push(format!("document: {date}"));
    }
    lines
}

fn add_person(lines: &mut Vec<String>, person: &Value, found: &Found) {
    let name = text(person, "name");
    lines.push(format!("person {name}"));
    add_phones(lines, name, person);
    for email in list(person, "emails") {
        lines.push(format!("{name}: {} {}", text(email, "basis"), text(email, "address")));
    }
    for position in found.positions_of(text(person, "id")) {
        lines.push(format!("{name}: role {}", titled(position)));
        for (key, kind) in [("organisation", "organisations"), ("project", "projects")] {
            let names = found.names_of_fact(kind, &position[key]).unwrap_or_default();
            lines.extend(names.first().map(|it| format!("{name}: {key} {it}")));
        }
        lines.extend(found.places(list(position, "areas")).iter().map(|area| format!("{name}: area {area}")));
        add_edges(lines, name, position);
    }
}

fn add_project(lines: &mut Vec<String>, project: &Value, found: &Found) {
    let name = text(project, "name");
    lines.push(format!("project {name}"));
    let organisation =
        |fact: &Value| found.names_of_fact("organisations", fact).and_then(|names| names.first().cloned());
    lines.extend(organisation(&project["coordinator"]).map(|it| format!("{name}: coordinator {it}")));
    for (key, what) in [("partners", "partner"), ("funders", "funder")] {
        lines.extend(list(project, key).iter().filter_map(organisation).map(|it| format!("{name}: {what} {it}")));
    }
    lines.extend(found.places(list(project, "areas")).iter().map(|area| format!("{name}: area {area}")));
    add_edges(lines, name, project);
}

fn add_phones(lines: &mut Vec<String>, name: &str, record: &Value) {
    for phone in list(record, "phones") {
        lines.push(format!("{name}: {} {}", text(phone, "kind"), text(phone, "e164")));
    }
}

fn add_edges(lines: &mut Vec<String>, name: &str, record: &Value) {
    for edge in ["start", "end"] {
        if record[edge].is_object() {
            lines.push(format!("{name}: {edge} {}", bounds(&record[edge])));
        }
    }
}

fn bounds(period: &Value) -> String {
    format!("{}..{}", text(period, "from"), text(period, "to"))
}

/// The title in lower case, and how it is held.
fn titled(position: &Value) -> String {
    let states: Vec<_> = state(position).into_iter().map(|state| format!(" ({state})")).collect();
    format!("{}{}", bare_title(position).to_lowercase(), states.concat())
}
