//! Entity resolution of projects: one record for all names of a project.

use std::collections::HashMap;

use super::ids::IdAllocator;
use super::merge::{add_evidence, add_fact, add_place, keep_surer_fact, keep_surer_period};
use super::organisations::ResolvedOrganisations;
use crate::extract::report::{Report, ReportKind};
use crate::extract::statement::{DocumentStatements, ProjectFact, ProjectStatement};
use crate::model::{Basis, Fact, Note, Project, ProjectId};
use crate::text::fold;

/// The spellings of projects in one document.
struct Spellings<'a> {
    /// The first abbreviation, by the key of the project.
    abbreviations: HashMap<String, &'a str>,
    /// The first spelling, by folded name.
    names: HashMap<String, &'a str>,
}

/// The projects of all documents.
#[derive(Debug, Default)]
pub(crate) struct ResolvedProjects {
    /// The records, in the order of their first mention.
    pub(crate) records: Vec<Project>,
    ids: IdAllocator<ProjectId>,
    by_id: HashMap<ProjectId, usize>,
    by_key: HashMap<String, usize>,
    other_names: HashMap<String, String>,
    /// The first spelling of each name, by folded name.
    full_names: HashMap<String, String>,
}

impl ResolvedProjects {
    /// The projects that the documents state, with their facts, which are taken out of the documents; problems are added
    /// to `reports`.
    pub(crate) fn new(
        documents: &mut [DocumentStatements],
        organisations: &mut ResolvedOrganisations,
        reports: &mut Vec<Report>,
    ) -> Self {
        let mut all = Self::default();
        for it in documents.iter().flat_map(|document| &document.projects) {
            all.full_names.entry(fold(&it.project)).or_insert_with(|| it.project.clone());
            if let ProjectFact::Abbreviation(name) | ProjectFact::Alias(name) = &it.fact {
                all.other_names.entry(fold(name)).or_insert_with(|| fold(&it.project));
            }
        }
        let is_parent = |it: &ProjectStatement| matches!(it.fact, ProjectFact::Parent(_));
        for document in &mut *documents {
            let spellings = all.spellings(document);
            for it in document.projects.iter().filter(|it| !is_parent(it)) {
                let index = all.index_or_new(&spellings, &it.project);
                if let Some(record) = all.records.get_mut(index) {
                    apply(record, it, organisations);
                }
            }
            if !document.projects.iter().any(is_parent) {
                document.projects = Vec::new();
            }
        }
        // The parts of a project may be stated before it.
        for document in documents {
            let spellings = all.spellings(document);
            for it in &document.projects {
                if let ProjectFact::Parent(name) = &it.fact {
                    all.set_parent(document, &spellings, it, name, reports);
                }
            }
            document.projects = Vec::new();
        }
        for record in &mut all.records {
            // A list of the partners of a project may include its coordinator: “a joint project of A and B, led by A”.
            let Some(coordinator) = record.coordinator.as_ref().map(|fact| fact.value.clone()) else { continue };
            record.partners.retain(|partner| partner.value != coordinator);
        }
        all.inherit_funders();
        all
    }

    /// The id of the project of a name, or `None` if no document states it.
    pub(crate) fn id(&self, name: &str) -> Option<ProjectId> {
        self.records.get(*self.by_key.get(&self.key(name))?).map(|record| record.id.clone())
    }

    /// A project, the project that it is a part of, the project that this is a part of, and so on.
    pub(crate) fn ancestry(&self, id: &ProjectId) -> Vec<ProjectId> {
        let mut line = vec![id.clone()];
        while let Some(parent) = line.last().and_then(|last| self.parent(last)) {
            if line.contains(&parent) {
                break;
            }
            line.push(parent);
        }
        line
    }

    fn parent(&self, id: &ProjectId) -> Option<ProjectId> {
        self.record(id)?.parent.as_ref().map(|fact| fact.value.clone())
    }

    fn record(&self, id: &ProjectId) -> Option<&Project> {
        self.records.get(*self.by_id.get(id)?)
    }

    fn key(&self, name: &str) -> String {
        let key = fold(name);
        self.other_names.get(&key).cloned().unwrap_or(key)
    }

    fn spellings<'a>(&self, document: &'a DocumentStatements) -> Spellings<'a> {
        let mut spellings = Spellings { abbreviations: HashMap::new(), names: HashMap::new() };
        for statement in &document.projects {
            spellings.names.entry(fold(&statement.project)).or_insert(&statement.project);
            if let ProjectFact::Abbreviation(abbreviation) = &statement.fact {
                spellings.abbreviations.entry(self.key(&statement.project)).or_insert(abbreviation);
            }
        }
        spellings
    }

    fn index_or_new(&mut self, spellings: &Spellings<'_>, name: &str) -> usize {
        let key = self.key(name);
        if let Some(index) = self.by_key.get(&key) {
            return *index;
        }
        let printed = spellings.names.get(&key).copied().unwrap_or(name);
        // The document that first names a project decides whether the id is that of its abbreviation.
        let readable = spellings.abbreviations.get(&key).copied().unwrap_or(printed);
        // The full name, even if the abbreviation is printed first, or another document has it.
        let name = spellings.names.get(&key).copied().or(self.full_names.get(&key).map(String::as_str)).unwrap_or(name);
        let id = self.ids.allocate(readable, ProjectId::from_name);
        self.by_id.insert(id.clone(), self.records.len());
        self.records.push(Project {
            id,
            name: name.to_owned(),
            abbreviation: None,
            aliases: Vec::new(),
            kind: None,
            parent: None,
            start: None,
            end: None,
            funders: Vec::new(),
            coordinator: None,
            partners: Vec::new(),
            areas: Vec::new(),
            notes: Vec::new(),
            evidence: Vec::new(),
            directories: Box::default(),
        });
        self.by_key.insert(key, self.records.len() - 1);
        self.records.len() - 1
    }

    fn set_parent(
        &mut self,
        document: &DocumentStatements,
        spellings: &Spellings<'_>,
        statement: &ProjectStatement,
        parent: &str,
        reports: &mut Vec<Report>,
    ) {
        let line = statement.evidence.first().map(|evidence| evidence.line);
        let mut report = |kind| reports.push(Report { file: document.path.clone(), line, kind });
        let Some(parent) = self.id(parent) else {
            return report(ReportKind::UnknownRecord { name: parent.to_owned() });
        };
        let index = self.index_or_new(spellings, &statement.project);
        let Some(child) = self.records.get(index).map(|record| record.id.clone()) else { return };
        if self.ancestry(&parent).contains(&child) {
            return report(ReportKind::CircularProject { name: statement.project.clone() });
        }
        if let Some(record) = self.records.get_mut(index) {
            keep_surer_fact(
                &mut record.parent,
                Fact { value: parent, basis: statement.basis, evidence: statement.evidence.clone() },
            );
        }
    }

    /// A part without funders has those of its whole, if it is certain that it is a part.
    fn inherit_funders(&mut self) {
        for index in 0..self.records.len() {
            let Some(record) = self.records.get(index).filter(|record| record.funders.is_empty()) else { continue };
            let line = self.ancestry(&record.id);
            let certain = |id: &&ProjectId| {
                let parent = self.record(id).and_then(|it| it.parent.as_ref());
                parent.is_none_or(|fact| fact.basis <= Basis::Implied)
            };
            let sure = line.iter().take_while(certain).count();
            let source = line
                .get(1..=sure.min(line.len() - 1))
                .unwrap_or_default()
                .iter()
                .find_map(|id| self.record(id).filter(|it| !it.funders.is_empty()));
            let Some(source) = source else { continue };
            let inherited =
                source.funders.iter().map(|fact| Fact { basis: Basis::Inherited, ..fact.clone() }).collect();
            if let Some(record) = self.records.get_mut(index) {
                record.funders = inherited;
            }
        }
    }
}

fn apply(record: &mut Project, statement: &ProjectStatement, organisations: &mut ResolvedOrganisations) {
    let evidence = &statement.evidence;
    let fact = |value: &str| Fact { value: value.to_owned(), basis: statement.basis, evidence: evidence.clone() };
    let mut organisation = |name: &str| {
        let value = organisations.id(name, evidence);
        Fact { value, basis: statement.basis, evidence: evidence.clone() }
    };
    match &statement.fact {
        ProjectFact::Named => add_evidence(&mut record.evidence, evidence),
        ProjectFact::Abbreviation(abbreviation) => keep_surer_fact(&mut record.abbreviation, fact(abbreviation)),
        ProjectFact::Alias(alias) => add_fact(&mut record.aliases, fact(alias)),
        ProjectFact::Kind(kind) => keep_surer_fact(&mut record.kind, fact(kind)),
        ProjectFact::Parent(_) => {}
        ProjectFact::Start(period) => keep_surer_period(&mut record.start, period),
        ProjectFact::End(period) => keep_surer_period(&mut record.end, period),
        ProjectFact::Funder(name) => add_fact(&mut record.funders, organisation(name)),
        ProjectFact::Coordinator(name) => keep_surer_fact(&mut record.coordinator, organisation(name)),
        ProjectFact::Partner(name) => add_fact(&mut record.partners, organisation(name)),
        ProjectFact::Area(place) => add_place(&mut record.areas, place),
        ProjectFact::Note { kind, text, sv, en } => {
            record.notes.push(Note {
                kind: *kind,
                text: text.clone(),
                sv: sv.clone(),
                en: en.clone(),
                basis: statement.basis,
                evidence: evidence.clone(),
            });
        }
    }
}
