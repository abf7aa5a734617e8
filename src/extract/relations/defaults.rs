//! Inference from a whole document: the project of its people, and addresses by a pattern.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::context::Context;
use super::page_organisation;
use super::prose::projects::is_part;
use super::prose::unnamed;
use crate::extract::entities::email::{self, EmailText};
use crate::extract::entities::organisation;
use crate::extract::entities::person::NameOrder;
use crate::extract::report::{Report, ReportKind};
use crate::extract::statement::{
    PersonFact, PersonStatement, PositionStatement, ProjectFact, ProjectStatement, StatedHolder,
};
use crate::model::{Basis, Email, Evidence, Fact, Time};
use crate::text::fold;

/// Adds the facts that follow from the whole document, or a report if there are no statements.
pub(crate) fn apply(context: &mut Context<'_>) {
    unnamed::assign(context);
    add_projects_of_headings(context);
    join_untitled(context);
    add_parents(context);
    add_projects_of_positions(context);
    page_organisation::add(context);
    derive_emails(context);
    let statements = &mut context.statements;
    if statements.people.is_empty() && statements.projects.is_empty() && statements.organisations.is_empty() {
        let report = Report { file: statements.path.clone(), line: None, kind: ReportKind::NothingFound };
        statements.reports.push(report);
    }
}

/// Gives the facts of positions without a title to the one position with a title that the same person holds: a list of
/// areas below the list of the staff adds to the facts of the latter.
fn join_untitled(context: &mut Context<'_>) {
    let positions = &context.statements.positions;
    let is_held = |it: &(usize, &PositionStatement)| it.1.time == Time::Current && it.1.holder.name().is_some();
    let mut titled: HashMap<&str, Option<usize>> = HashMap::new();
    for (at, position) in positions.iter().enumerate().filter(is_held) {
        if let Some(name) = position.holder.name().filter(|_| !position.title.is_empty()) {
            let is_same = |known: usize| positions.get(known).is_some_and(|it| it.title == position.title);
            let known = titled.entry(name).or_insert(Some(at));
            *known = known.filter(|known| is_same(*known));
        }
    }
    let is_part_of = |part: &PositionStatement, whole: &PositionStatement| {
        let fits = |part: &Option<Fact<String>>, whole: &Option<Fact<String>>| {
            part.as_ref().is_none_or(|part| whole.as_ref().is_some_and(|whole| whole.value == part.value))
        };
        fits(&part.project, &whole.project) && fits(&part.organisation, &whole.organisation)
    };
    let of_title = |(at, position): (usize, &PositionStatement)| {
        let is_bare = position.title.is_empty() && !position.is_acting && !position.areas.is_empty();
        let name = position.holder.name().filter(|_| is_bare)?;
        let whole = titled.get(name).copied().flatten()?;
        positions.get(whole).is_some_and(|whole| is_part_of(position, whole)).then_some((at, whole))
    };
    let joined: BTreeMap<usize, usize> = positions.iter().enumerate().filter(is_held).filter_map(of_title).collect();
    join_parts(&mut context.statements.positions, &joined);
}

/// Moves the facts of positions to others, by index, and removes them.
fn join_parts(positions: &mut Vec<PositionStatement>, joined: &BTreeMap<usize, usize>) {
    for (from, to) in joined {
        let Some(part) = positions.get(*from).cloned() else { continue };
        let Some(whole) = positions.get_mut(*to) else { continue };
        for area in part.areas {
            if whole.areas.iter().all(|known| known.place != area.place) {
                whole.areas.push(area);
            }
        }
        whole.start = whole.start.take().or(part.start);
        whole.end = whole.end.take().or(part.end);
        whole.evidence.extend(part.evidence);
    }
    let mut at = 0;
    positions.retain(|_| {
        at += 1;
        !joined.contains_key(&(at - 1))
    });
}

/// Gives the project of the heading above to the positions that have none of their own.
fn add_projects_of_headings(context: &mut Context<'_>) {
    for (index, project) in std::mem::take(&mut context.heading_projects) {
        if let Some(position) = context.statements.positions.get_mut(index) {
            position.project.get_or_insert(project);
        }
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
        let is_of_project = ["hanke", "projekt", "project"].iter().any(|it| position.title.starts_with(it));
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
///
/// A pattern under a heading is that of the people of its part, if the document has another one. A name whose surname
/// is not certain has no address.
fn derive_emails(context: &mut Context<'_>) {
    let patterns = std::mem::take(&mut context.email_patterns);
    let Some(first) = patterns.first() else { return };
    let is_single = patterns.iter().all(|pattern| pattern.domain == first.domain);
    let sections: HashMap<&str, usize> = context.names.iter().map(|it| (it.person.name.as_str(), it.section)).collect();
    let statements = &context.statements;
    let has_email = |it: &&PersonStatement| matches!(it.fact, PersonFact::Email(_));
    let mut seen: HashSet<&str> = statements.people.iter().filter(has_email).map(|it| it.person.as_str()).collect();
    seen.extend(statements.positions.iter().filter_map(|it| match &it.holder {
        StatedHolder::Person(name) if it.time == Time::Former => Some(name.as_str()),
        _ => None,
    }));
    let of_titles = addresses_of_titles(context);
    seen.extend(of_titles.iter().filter_map(|(holder, _)| statements.positions.get(*holder)?.holder.name()));
    let orders = NameOrders::of(context);
    let mut workplaces = Workplaces::of(context);
    let mut derived = Vec::new();
    for statement in &statements.people {
        if !seen.insert(&statement.person) || !orders.is_sure(&statement.person) {
            continue;
        }
        let section = sections.get(statement.person.as_str());
        // A part with patterns of two domains says by words to whom each applies.
        let mut own = patterns.iter().filter(|pattern| Some(&pattern.section) == section);
        let first_own = own.next().filter(|pattern| own.all(|other| other.domain == pattern.domain));
        let Some(pattern) = first_own.or(is_single.then_some(first)) else { continue };
        if !workplaces.may_have(&statement.person, &pattern.domain) {
            continue;
        }
        if let Some(address) = email::derived(&statement.person, &pattern.domain) {
            let evidence: Vec<_> = pattern.evidence.iter().chain(statement.evidence.iter().take(1)).cloned().collect();
            let email = Email { address, basis: Basis::Derived, evidence };
            derived.push((statement.person.clone(), email));
        }
    }
    for (at, email) in of_titles {
        let holder = context.statements.positions.get(at).and_then(|it| it.holder.name()).map(str::to_owned);
        derived.extend(holder.map(|name| (name, email)));
    }
    for (name, email) in derived {
        let evidence = email.evidence.clone();
        context.statements.person(&name, PersonFact::Email(Box::new(email)), evidence);
    }
}

/// The printed addresses whose local part is the title of exactly one current position: “rektor@…”. Each is returned with
/// the index of the position.
fn addresses_of_titles(context: &Context<'_>) -> Vec<(usize, Email)> {
    let statements = &context.statements;
    let address_of = |it: &PersonStatement| match &it.fact {
        PersonFact::Email(email) => Some(email.address.clone()),
        _ => None,
    };
    let given: HashSet<String> = statements.people.iter().filter_map(address_of).collect();
    // `None` for the title of several positions.
    let mut holders: HashMap<String, Option<usize>> = HashMap::new();
    for (at, position) in statements.positions.iter().enumerate().filter(|(_, it)| it.time == Time::Current) {
        holders.entry(fold(&position.title)).and_modify(|known| *known = None).or_insert(Some(at));
    }
    let mut found = Vec::new();
    for line in context.source.body() {
        for mention in email::find_emails(&line.view) {
            let EmailText::Address(address) = mention.text else { continue };
            let local = address.split('@').next().unwrap_or_default();
            if let Some(Some(at)) = holders.get(local)
                && !given.contains(&address)
            {
                let evidence = context.source.evidence(line, mention.range);
                found.push((*at, Email { address, basis: Basis::Stated, evidence }));
            }
        }
    }
    found
}

/// The folded names of the organisations and of the places of people, without spaces and hyphens.
#[derive(Default)]
struct Workplaces<'a> {
    organisations: HashMap<&'a str, Vec<String>>,
    places: HashMap<&'a str, Vec<String>>,
    /// For each domain, whether an organisation and whether a place has its name.
    named_after: HashMap<&'a str, [bool; 2]>,
}

impl<'a> Workplaces<'a> {
    fn of(context: &'a Context<'_>) -> Self {
        let mut all = Self::default();
        for position in &context.statements.positions {
            let StatedHolder::Person(name) = &position.holder else { continue };
            let organisation = position.organisation.iter().map(|fact| without_gaps(&fact.value));
            all.organisations.entry(name).or_default().extend(organisation);
            let places =
                position.areas.iter().chain(position.place.as_deref()).map(|place| without_gaps(&place.printed));
            all.places.entry(name).or_default().extend(places);
        }
        all
    }

    /// Whether a person may have an address of a domain: not if it is named after somebody else's organisation or
    /// municipality, and the person has another one.
    fn may_have(&mut self, person: &str, domain: &'a str) -> bool {
        const SHORTEST: usize = 4;
        let label = domain.rsplit('.').nth(1).unwrap_or_default();
        if label.len() < SHORTEST {
            return true;
        }
        // “ely-keskus.fi” is the domain of all organisations of its kind.
        let is_kind = organisation::is_head(label);
        let label = without_gaps(label);
        let is_after = |name: &String| !is_kind && name.contains(&label) || is_shortened(name, &label);
        let is_of = |names: &Vec<String>| names.iter().any(is_after);
        let kinds = [&self.organisations, &self.places];
        let named_after =
            *self.named_after.entry(domain).or_insert_with(|| kinds.map(|names| names.values().any(is_of)));
        kinds.into_iter().zip(named_after).all(|(names, is_named)| {
            let own = names.get(person).filter(|names| !names.is_empty());
            own.is_none_or(is_of) || !is_named
        })
    }
}

/// Whether a label is a name without its middle: “saimaanopisto” of Saimaan ammattiopisto.
fn is_shortened(name: &str, label: &str) -> bool {
    const SHORTEST: usize = 4;
    let last = label.len().saturating_sub(SHORTEST);
    (SHORTEST..=last).any(|cut| {
        label.split_at_checked(cut).is_some_and(|(front, back)| name.starts_with(front) && name.ends_with(back))
    })
}

fn without_gaps(name: &str) -> String {
    fold(name).replace([' ', '-'], "")
}

/// The names of which it is certain which part is the surname.
struct NameOrders<'a> {
    unsure: HashSet<&'a str>,
}

impl<'a> NameOrders<'a> {
    /// A name is uncertain if its list has both orders or the opposite one, and the name itself does not determine the
    /// order.
    fn of(context: &'a Context<'_>) -> Self {
        let is_mixed = |section: usize| context.order_votes.get(&section).is_some_and(|votes| *votes > 0);
        let unsure = context.names.iter().filter(|it| it.person.order == NameOrder::Unknown && is_mixed(it.section));
        Self { unsure: unsure.map(|it| it.person.name.as_str()).collect() }
    }

    fn is_sure(&self, name: &str) -> bool {
        !self.unsure.contains(name)
    }
}
