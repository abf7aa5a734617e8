//! One record made of several that are the same.

use std::cmp::Reverse;

use crate::model::{
    Email, Evidence, Fact, NamedPlace, Organisation, OrganisationKind, Period, Person, Phone, Position, Project,
};
use crate::text::{Day, sort_by_key};

/// Adds the facts of another record of an organisation.
pub(super) fn add_organisation(kept: &mut Organisation, other: Organisation) {
    if kept.kind == OrganisationKind::Other {
        kept.kind = other.kind;
    }
    add_facts(&mut kept.aliases, other.aliases);
    add_phones(&mut kept.phones, other.phones);
    add_directories(&mut kept.directories, other.directories);
    add_evidence(&mut kept.evidence, other.evidence);
}

/// Adds the facts of another record of a project.
pub(super) fn add_project(kept: &mut Project, other: Project) {
    keep_surer(&mut kept.abbreviation, other.abbreviation);
    keep_surer(&mut kept.kind, other.kind);
    keep_surer(&mut kept.parent, other.parent);
    keep_surer(&mut kept.coordinator, other.coordinator);
    add_facts(&mut kept.aliases, other.aliases);
    add_facts(&mut kept.funders, other.funders);
    add_facts(&mut kept.partners, other.partners);
    kept.start = kept.start.take().or(other.start);
    kept.end = kept.end.take().or(other.end);
    add_places(&mut kept.areas, other.areas);
    for note in other.notes {
        match kept.notes.iter_mut().find(|it| it.kind == note.kind && it.text == note.text) {
            Some(known) => add_evidence(&mut known.evidence, note.evidence),
            None => kept.notes.push(note),
        }
    }
    add_directories(&mut kept.directories, other.directories);
    add_evidence(&mut kept.evidence, other.evidence);
}

/// Adds the facts of another record of a person.
pub(super) fn add_person(kept: &mut Person, other: Person) {
    add_phones(&mut kept.phones, other.phones);
    add_emails(&mut kept.emails, other.emails);
    add_directories(&mut kept.directories, other.directories);
    add_evidence(&mut kept.evidence, other.evidence);
}

/// Adds the facts of another record of a position.
pub(super) fn add_position(kept: &mut Position, other: Position) {
    keep_surer(&mut kept.project, other.project);
    keep_surer(&mut kept.organisation, other.organisation);
    kept.unit = kept.unit.take().or(other.unit);
    kept.place = kept.place.take().or(other.place);
    kept.start = kept.start.take().or(other.start);
    kept.end = kept.end.take().or(other.end);
    kept.basis = kept.basis.min(other.basis);
    if latest(other.as_of.as_deref()) > latest(kept.as_of.as_deref()) {
        kept.as_of = other.as_of;
    }
    add_places(&mut kept.areas, other.areas);
    add_directories(&mut kept.directories, other.directories);
    add_evidence(&mut kept.evidence, other.evidence);
}

fn add_directories(kept: &mut Box<[String]>, others: Box<[String]>) {
    let more: Vec<String> = others.into_iter().filter(|name| !kept.contains(name)).collect();
    if !more.is_empty() {
        *kept = std::mem::take(kept).into_iter().chain(more).collect();
    }
}

fn latest(period: Option<&Period>) -> Option<Day> {
    period.and_then(|period| period.from)
}

fn add_phones(kept: &mut Vec<Phone>, others: Vec<Phone>) {
    for phone in others {
        let is_same =
            |it: &&mut Phone| it.e164 == phone.e164 && it.kind == phone.kind && it.extension == phone.extension;
        match kept.iter_mut().find(is_same) {
            Some(known) => {
                if latest(phone.as_of.as_deref()) > latest(known.as_of.as_deref()) {
                    known.as_of = phone.as_of;
                }
                known.basis = known.basis.min(phone.basis);
                add_evidence(&mut known.evidence, phone.evidence);
            }
            None => kept.push(phone),
        }
    }
    // The newest number comes first; numbers of one day keep the order of the models.
    sort_by_key(kept, |phone| Reverse(latest(phone.as_of.as_deref())));
}

fn add_emails(kept: &mut Vec<Email>, others: Vec<Email>) {
    for email in others {
        match kept.iter_mut().find(|it| it.address.eq_ignore_ascii_case(&email.address)) {
            Some(known) => {
                known.basis = known.basis.min(email.basis);
                add_evidence(&mut known.evidence, email.evidence);
            }
            None => kept.push(email),
        }
    }
    // Printed addresses come before those that a rule made.
    sort_by_key(kept, |email| email.basis);
}

fn add_places(kept: &mut Vec<NamedPlace>, others: Vec<NamedPlace>) {
    for place in others {
        match kept.iter_mut().find(|it| it.place == place.place) {
            Some(known) => {
                known.basis = known.basis.min(place.basis);
                add_evidence(&mut known.evidence, place.evidence);
            }
            None => kept.push(place),
        }
    }
}

fn add_facts<T: PartialEq>(kept: &mut Vec<Fact<T>>, others: Vec<Fact<T>>) {
    for fact in others {
        match kept.iter_mut().find(|it| it.value == fact.value) {
            Some(known) => confirm(known, fact),
            None => kept.push(fact),
        }
    }
}

/// Keeps the more certain of two facts. If both are the same fact, it gets the evidence of both.
fn keep_surer<T: PartialEq>(kept: &mut Option<Fact<T>>, other: Option<Fact<T>>) {
    let Some(fact) = other else { return };
    match kept {
        Some(known) if known.value == fact.value => confirm(known, fact),
        Some(known) if known.basis <= fact.basis => {}
        _ => *kept = Some(fact),
    }
}

fn confirm<T>(known: &mut Fact<T>, fact: Fact<T>) {
    known.basis = known.basis.min(fact.basis);
    add_evidence(&mut known.evidence, fact.evidence);
}

fn add_evidence(kept: &mut Vec<Evidence>, others: Vec<Evidence>) {
    for passage in others {
        if !kept.contains(&passage) {
            kept.push(passage);
        }
    }
}
