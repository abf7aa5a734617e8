//! Inference from a whole document: the project of its people, and addresses by a pattern.

use std::collections::{HashMap, HashSet};

use super::context::{Context, EmailPattern};
use super::projects::is_part;
use super::unnamed;
use crate::extract::entities::email;
use crate::extract::report::{Report, ReportKind};
use crate::extract::statement::{PersonFact, PersonStatement, ProjectFact, ProjectStatement, StatedHolder};
use crate::model::{Basis, Email, Evidence, Fact, Time};
use crate::text::fold;

/// Adds what follows from the whole document, or a report if there are no statements.
pub(crate) fn apply(context: &mut Context<'_>) {
    unnamed::assign(context);
    add_parents(context);
    add_projects_of_positions(context);
    derive_emails(context);
    let statements = &mut context.statements;
    if statements.people.is_empty() && statements.projects.is_empty() && statements.organisations.is_empty() {
        let report = Report { file: statements.path.clone(), line: None, kind: ReportKind::NothingFound };
        statements.reports.push(report);
    }
}

/// Makes each part without a stated parent a part of the main project.
fn add_parents(context: &mut Context<'_>) {
    let Some(main) = main_project(context) else { return };
    let has_parent = |it: &&ProjectStatement| matches!(it.fact, ProjectFact::Parent(_));
    let statements = &context.statements.projects;
    let mut known: HashSet<&String> = statements.iter().filter(has_parent).map(|it| &it.project).collect();
    let mut orphans: Vec<(String, Vec<Evidence>)> = Vec::new();
    for statement in statements.iter().filter(|it| is_part(it)) {
        if known.insert(&statement.project) && statement.project != main.value {
            orphans.push((statement.project.clone(), statement.evidence.clone()));
        }
    }
    for (name, evidence) in orphans {
        context.statements.project(&name, ProjectFact::Parent(main.value.clone()), Basis::Inferred, evidence);
    }
}

/// Gives the main project to positions whose titles begin with “project” and that have none.
fn add_projects_of_positions(context: &mut Context<'_>) {
    let Some(main) = main_project(context) else { return };
    for position in &mut context.statements.positions {
        let is_of_project = ["hanke", "projekti", "project"].iter().any(|it| position.title.starts_with(it));
        if position.project.is_none() && is_of_project {
            position.project = Some(main.clone());
        }
    }
}

/// The one project of the document that is not a part of another.
fn main_project(context: &Context<'_>) -> Option<Fact<String>> {
    let statements = &context.statements.projects;
    let is_of_part = |it: &&ProjectStatement| matches!(it.fact, ProjectFact::Parent(_)) || is_part(it);
    let parts: HashSet<&String> = statements.iter().filter(is_of_part).map(|it| &it.project).collect();
    let mut wholes = statements.iter().filter(|it| !parts.contains(&it.project));
    let first = wholes.next()?;
    let mut by_abbreviation: HashMap<&str, &str> = HashMap::new();
    for statement in statements {
        if let ProjectFact::Abbreviation(short) = &statement.fact {
            by_abbreviation.entry(short).or_insert(&statement.project);
        }
    }
    let full_name = |name: &str| fold(by_abbreviation.get(name).copied().unwrap_or(name));
    let main = full_name(&first.project);
    let is_only = wholes.all(|it| full_name(&it.project) == main);
    let evidence = first.evidence.iter().take(1).cloned().collect();
    is_only.then(|| Fact { value: first.project.clone(), basis: Basis::Inferred, evidence })
}

/// Derives addresses from the printed pattern, for people without one who still hold their position.
fn derive_emails(context: &mut Context<'_>) {
    let Some(EmailPattern { domain, evidence: pattern }) = context.email_pattern.take() else { return };
    let statements = &context.statements;
    let has_email = |it: &&PersonStatement| matches!(it.fact, PersonFact::Email(_));
    let mut seen: HashSet<&str> = statements.people.iter().filter(has_email).map(|it| it.person.as_str()).collect();
    seen.extend(statements.positions.iter().filter_map(|it| match &it.holder {
        StatedHolder::Person(name) if it.time == Time::Former => Some(name.as_str()),
        _ => None,
    }));
    let mut derived = Vec::new();
    for statement in &statements.people {
        if !seen.insert(&statement.person) {
            continue;
        }
        if let Some(address) = email::derived(&statement.person, &domain) {
            let evidence: Vec<_> = pattern.iter().chain(statement.evidence.iter().take(1)).cloned().collect();
            let email = Email { address, basis: Basis::Derived, evidence };
            derived.push((statement.person.clone(), email));
        }
    }
    for (name, email) in derived {
        let evidence = email.evidence.clone();
        context.statements.person(&name, PersonFact::Email(email), evidence);
    }
}
