//! What can only be said when a whole page is read: which project its people belong to, which addresses they have.

use std::collections::HashMap;
use std::collections::HashSet;

use super::context::Context;
use super::projects;
use super::unnamed;
use crate::extract::entities::email;
use crate::extract::report::{Report, ReportKind};
use crate::extract::statement::{PersonFact, PersonStatement, ProjectFact, ProjectStatement, StatedHolder};
use crate::model::{Basis, Email, Evidence, Fact, Time};
use crate::text::fold;

impl Context<'_> {
    /// What can only be said when the whole page is read.
    pub(crate) fn apply_defaults(&mut self) {
        unnamed::assign(self);
        self.adopt_parts();
        self.default_projects();
        self.derive_mails();
        let found = &self.statements;
        if found.people.is_empty() && found.projects.is_empty() && found.organisations.is_empty() {
            let report = Report { file: found.path.clone(), line: None, kind: ReportKind::NothingFound };
            self.statements.reports.push(report);
        }
    }

    /// A part that no sentence gives a whole belongs to the page's one project.
    fn adopt_parts(&mut self) {
        let Some(main) = self.main_project() else { return };
        let of_parent = |it: &&ProjectStatement| matches!(it.fact, ProjectFact::Parent(_));
        let mut known: HashSet<&String> =
            self.statements.projects.iter().filter(of_parent).map(|about| &about.project).collect();
        let mut orphans: Vec<(String, Vec<Evidence>)> = Vec::new();
        for about in &self.statements.projects {
            if is_part(about) && known.insert(&about.project) {
                orphans.push((about.project.clone(), about.evidence.clone()));
            }
        }
        for (name, evidence) in orphans.into_iter().filter(|(name, _)| *name != main.value) {
            self.statements.project(&name, ProjectFact::Parent(main.value.clone()), Basis::Inferred, evidence);
        }
    }

    /// A title that says “project”, and a title from a list of the project's people, belong to the page's project.
    fn default_projects(&mut self) {
        let Some(main) = self.main_project() else { return };
        for position in &mut self.statements.positions {
            let of_project = ["hanke", "projekti", "project"].iter().any(|it| position.title.starts_with(it));
            if position.project.is_none() && of_project {
                let evidence = main.evidence.clone();
                position.project = Some(Fact { value: main.value.clone(), basis: Basis::Inferred, evidence });
            }
        }
    }

    /// The one project of the page that is no part of another.
    fn main_project(&self) -> Option<Fact<String>> {
        let parts: HashSet<&String> = self
            .statements
            .projects
            .iter()
            .filter(|it| matches!(it.fact, ProjectFact::Parent(_)) || is_part(it))
            .map(|it| &it.project)
            .collect();
        let mut tops = self.statements.projects.iter().filter(|it| !parts.contains(&it.project));
        let first = tops.next()?;
        let mut capitals: HashMap<&str, &str> = HashMap::new();
        for about in &self.statements.projects {
            if let ProjectFact::Abbreviation(short) = &about.fact {
                capitals.entry(short).or_insert(&about.project);
            }
        }
        let whole = |name: &str| fold(capitals.get(name).copied().unwrap_or(name));
        let main = whole(&first.project);
        let one = tops.all(|it| whole(&it.project) == main);
        let evidence = first.evidence.iter().take(1).cloned().collect();
        one.then(|| Fact { value: first.project.clone(), basis: Basis::Inferred, evidence })
    }

    /// Addresses by the printed pattern, for people of this page who have none, and still hold what they held.
    fn derive_mails(&mut self) {
        let Some((domain, pattern)) = self.pattern.take() else { return };
        let has_mail = |it: &&PersonStatement| matches!(it.fact, PersonFact::Email(_));
        let mut seen: HashSet<&str> =
            self.statements.people.iter().filter(has_mail).map(|it| it.person.as_str()).collect();
        seen.extend(self.statements.positions.iter().filter_map(|it| match &it.holder {
            StatedHolder::Person(name) if it.time == Time::Former => Some(name.as_str()),
            _ => None,
        }));
        let mut made = Vec::new();
        for person in &self.statements.people {
            if !seen.insert(&person.person) {
                continue;
            }
            if let Some(address) = email::derived(&person.person, &domain) {
                let evidence: Vec<_> = pattern.iter().chain(person.evidence.iter().take(1)).cloned().collect();
                let email = Email { address, basis: Basis::Derived, evidence: evidence.clone() };
                made.push((person.person.clone(), email, evidence));
            }
        }
        for (name, email, evidence) in made {
            self.statements.person(&name, PersonFact::Email(email), evidence);
        }
    }
}

/// Whether a page calls a project a part of another.
fn is_part(about: &ProjectStatement) -> bool {
    matches!(&about.fact, ProjectFact::Entity(kind) if kind == projects::PART)
}
