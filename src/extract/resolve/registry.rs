//! Projects and organisations of all documents, found again under every name they go by.

use std::collections::HashMap;

use super::ids::IdAllocator;
use crate::extract::entities::organisation;
use crate::extract::report::{Report, ReportKind};
use crate::extract::statement::{
    DocumentStatements, OrganisationFact, OrganisationStatement, ProjectFact, ProjectStatement,
};
use crate::model::{
    Basis, Document, Evidence, Fact, NamedPlace, Note, Organisation, OrganisationId, Period, Phone, Project, ProjectId,
};
use crate::text::fold;

/// Adds passages, each once.
pub(in crate::extract) fn add_evidence(to: &mut Vec<Evidence>, more: &[Evidence]) {
    for evidence in more {
        // The line first: most passages of a page differ in that.
        if !to.iter().any(|known| known.line == evidence.line && known == evidence) {
            to.push(evidence.clone());
        }
    }
}

/// When a document was true, without the passages that the document itself carries.
pub(in crate::extract) fn as_of(document: &Document) -> Option<Period> {
    document.published.clone().map(|published| Period { evidence: Vec::new(), ..published })
}

/// The organisations of all documents.
#[derive(Debug, Default)]
pub(in crate::extract) struct Organisations {
    /// In order of evidence.
    pub(in crate::extract) records: Vec<Organisation>,
    ids: IdAllocator<OrganisationId>,
    by_key: HashMap<String, usize>,
}

impl Organisations {
    /// All organisations that the documents list.
    pub(in crate::extract) fn new(documents: &[DocumentStatements]) -> Self {
        let mut all = Self::default();
        let about = || documents.iter().flat_map(|found| found.organisations.iter().map(move |it| (found, it)));
        for (_, it) in about() {
            if let OrganisationFact::Listed(_) = it.says {
                all.list(it);
            }
        }
        for (found, it) in about() {
            all.tell(&found.document, it);
        }
        all
    }

    fn list(&mut self, about: &OrganisationStatement) {
        let OrganisationFact::Listed(kind) = about.says else { return };
        let index = self.index_or_new(&about.organisation);
        if let Some(record) = self.records.get_mut(index) {
            record.kind = if record.evidence.is_empty() { kind } else { record.kind };
            // A name spelled otherwise than the record's own is another of its names.
            if fold(&record.name) != fold(&about.organisation) {
                let mut value = about.organisation.clone();
                // Capitals stand for a name; they are one only while nothing better is known.
                let capitals = record.name.chars().all(char::is_uppercase);
                let evidence = if capitals { record.evidence.clone() } else { about.evidence.clone() };
                if capitals {
                    std::mem::swap(&mut record.name, &mut value);
                }
                add_fact(&mut record.aliases, Fact { value, basis: Basis::Stated, evidence });
            }
            add_evidence(&mut record.evidence, &about.evidence);
        }
    }

    fn tell(&mut self, document: &Document, about: &OrganisationStatement) {
        let index = self.index_or_new(&about.organisation);
        let Some(record) = self.records.get_mut(index) else { return };
        match &about.says {
            OrganisationFact::Listed(_) => {}
            OrganisationFact::Alias(alias) => {
                if fold(&record.name) != fold(alias) {
                    let fact = Fact { value: alias.clone(), basis: Basis::Stated, evidence: about.evidence.clone() };
                    add_fact(&mut record.aliases, fact);
                }
                self.by_key.entry(organisation::key(alias)).or_insert(index);
            }
            OrganisationFact::Phone(phone) => add_phone(&mut record.phones, phone, document),
        }
    }

    /// The id of the organisation of this name, which is listed if it was not yet.
    pub(in crate::extract) fn id(&mut self, name: &str, evidence: &[Evidence]) -> OrganisationId {
        let index = self.index_or_new(name);
        match self.records.get_mut(index) {
            Some(record) => {
                add_evidence(&mut record.evidence, evidence);
                record.id.clone()
            }
            None => OrganisationId::from_name(name),
        }
    }

    fn index_or_new(&mut self, name: &str) -> usize {
        let key = organisation::key(name);
        if let Some(index) = self.by_key.get(&key) {
            return *index;
        }
        // The long name of a fund makes the id, whichever a page prints first.
        let id = self.ids.allocate(&key, OrganisationId::from_name);
        let kind = organisation::kind_of(name);
        self.records.push(Organisation {
            id,
            name: name.to_owned(),
            kind,
            aliases: Vec::new(),
            phones: Vec::new(),
            evidence: Vec::new(),
        });
        self.by_key.insert(key, self.records.len() - 1);
        self.records.len() - 1
    }
}

/// How one document spells its projects.
struct Spellings<'a> {
    /// The capitals that it gives first, by the project's key.
    capitals: HashMap<String, &'a str>,
    /// The spelling that comes first, by what the spellings of a name share.
    names: HashMap<String, &'a str>,
}

/// The projects of all documents.
#[derive(Debug, Default)]
pub(in crate::extract) struct Projects {
    /// In order of evidence.
    pub(in crate::extract) records: Vec<Project>,
    ids: IdAllocator<ProjectId>,
    by_id: HashMap<ProjectId, usize>,
    by_key: HashMap<String, usize>,
    other_names: HashMap<String, String>,
}

impl Projects {
    /// All projects that the documents name, with what is said of them; problems go to `reports`.
    pub(in crate::extract) fn new(
        documents: &[DocumentStatements],
        organisations: &mut Organisations,
        reports: &mut Vec<Report>,
    ) -> Self {
        let mut all = Self::default();
        for it in documents.iter().flat_map(|found| &found.projects) {
            if let ProjectFact::Abbreviation(name) | ProjectFact::Alias(name) = &it.says {
                all.other_names.entry(fold(name)).or_insert_with(|| fold(&it.project));
            }
        }
        let spelled: Vec<Spellings<'_>> = documents.iter().map(|found| all.spelled(found)).collect();
        let about = || documents.iter().zip(&spelled).flat_map(|of| of.0.projects.iter().map(move |it| (of, it)));
        for ((_, spelled), it) in about().filter(|(_, it)| !matches!(it.says, ProjectFact::Parent(_))) {
            let index = all.index_or_new(spelled, &it.project);
            if let Some(record) = all.records.get_mut(index) {
                tell(record, it, organisations);
            }
        }
        for ((found, spelled), it) in about() {
            if let ProjectFact::Parent(name) = &it.says {
                all.adopt(found, spelled, it, name, reports);
            }
        }
        all.inherit();
        all
    }

    /// The id of the project of this name.
    pub(in crate::extract) fn id(&self, name: &str) -> Option<ProjectId> {
        self.records.get(*self.by_key.get(&self.key(name))?).map(|record| record.id.clone())
    }

    /// A project and the projects that it is a part of, upwards.
    pub(in crate::extract) fn line_of(&self, id: &ProjectId) -> Vec<ProjectId> {
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

    fn spelled<'a>(&self, found: &'a DocumentStatements) -> Spellings<'a> {
        let mut spelled = Spellings { capitals: HashMap::new(), names: HashMap::new() };
        for about in &found.projects {
            spelled.names.entry(fold(&about.project)).or_insert(&about.project);
            if let ProjectFact::Abbreviation(capitals) = &about.says {
                spelled.capitals.entry(self.key(&about.project)).or_insert(capitals);
            }
        }
        spelled
    }

    fn index_or_new(&mut self, spelled: &Spellings<'_>, name: &str) -> usize {
        let key = self.key(name);
        if let Some(index) = self.by_key.get(&key) {
            return *index;
        }
        // The long name, also when the capitals are printed first.
        let name = spelled.names.get(&key).copied().unwrap_or(name);
        // The document that first names a project decides whether its capitals make the id.
        let readable = spelled.capitals.get(&key).copied().unwrap_or(name);
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
        });
        self.by_key.insert(key, self.records.len() - 1);
        self.records.len() - 1
    }

    fn adopt(
        &mut self,
        found: &DocumentStatements,
        spelled: &Spellings<'_>,
        about: &ProjectStatement,
        parent: &str,
        reports: &mut Vec<Report>,
    ) {
        let line = about.evidence.first().map(|evidence| evidence.line);
        let mut report = |kind| reports.push(Report { file: found.place.clone(), line, kind });
        let Some(parent) = self.id(parent) else {
            return report(ReportKind::UnknownRecord { name: parent.to_owned() });
        };
        let index = self.index_or_new(spelled, &about.project);
        let Some(child) = self.records.get(index).map(|record| record.id.clone()) else { return };
        if self.line_of(&parent).contains(&child) {
            return report(ReportKind::CircularProject { name: about.project.clone() });
        }
        if let Some(record) = self.records.get_mut(index) {
            better(&mut record.parent, Fact { value: parent, basis: about.basis, evidence: about.evidence.clone() });
        }
    }

    /// A part that is told no funder has its whole's, when the whole itself is certain.
    fn inherit(&mut self) {
        for index in 0..self.records.len() {
            let Some(record) = self.records.get(index).filter(|record| record.funders.is_empty()) else { continue };
            let line = self.line_of(&record.id);
            let certain = |id: &&ProjectId| {
                let parent = self.record(id).and_then(|it| it.parent.as_ref());
                parent.is_none_or(|fact| fact.basis <= Basis::Implied)
            };
            let sure = line.iter().take_while(certain).count();
            let giver = line
                .get(1..=sure.min(line.len() - 1))
                .unwrap_or_default()
                .iter()
                .find_map(|id| self.record(id).filter(|it| !it.funders.is_empty()));
            let Some(giver) = giver else { continue };
            let inherited = giver.funders.iter().map(|fact| Fact { basis: Basis::Inherited, ..fact.clone() }).collect();
            if let Some(record) = self.records.get_mut(index) {
                record.funders = inherited;
            }
        }
    }
}

fn tell(record: &mut Project, about: &ProjectStatement, organisations: &mut Organisations) {
    let evidence = &about.evidence;
    let fact = |value: &str| Fact { value: value.to_owned(), basis: about.basis, evidence: evidence.clone() };
    let mut organisation = |name: &str| {
        let value = organisations.id(name, evidence);
        Fact { value, basis: about.basis, evidence: evidence.clone() }
    };
    match &about.says {
        ProjectFact::Named => add_evidence(&mut record.evidence, evidence),
        ProjectFact::Abbreviation(capitals) => better(&mut record.abbreviation, fact(capitals)),
        ProjectFact::Alias(alias) => add_fact(&mut record.aliases, fact(alias)),
        ProjectFact::Entity(kind) => better(&mut record.kind, fact(kind)),
        ProjectFact::Parent(_) => {}
        ProjectFact::Start(period) => sooner(&mut record.start, period),
        ProjectFact::End(period) => sooner(&mut record.end, period),
        ProjectFact::Funder(name) => add_fact(&mut record.funders, organisation(name)),
        ProjectFact::Coordinator(name) => better(&mut record.coordinator, organisation(name)),
        ProjectFact::Partner(name) => add_fact(&mut record.partners, organisation(name)),
        ProjectFact::Area(place) => add_place(&mut record.areas, place),
        ProjectFact::Note(kind, text) => {
            record.notes.push(Note { kind: *kind, text: text.clone(), basis: about.basis, evidence: evidence.clone() });
        }
    }
}

/// Keeps the surer of two facts; one fact told twice has both proofs.
fn better<T: PartialEq>(kept: &mut Option<Fact<T>>, fact: Fact<T>) {
    match kept {
        Some(old) if old.value == fact.value => {
            old.basis = old.basis.min(fact.basis);
            add_evidence(&mut old.evidence, &fact.evidence);
        }
        Some(old) if old.basis <= fact.basis => {}
        _ => *kept = Some(fact),
    }
}

/// Keeps the surer of two periods; one period told twice has both proofs.
pub(in crate::extract) fn sooner(kept: &mut Option<Period>, period: &Period) {
    match kept {
        Some(old) if (old.from, old.to) == (period.from, period.to) => {
            add_evidence(&mut old.evidence, &period.evidence);
        }
        Some(old) if old.basis <= period.basis => {}
        _ => *kept = Some(period.clone()),
    }
}

/// Adds a fact to a list, or its proofs to the same fact.
fn add_fact<T: PartialEq>(list: &mut Vec<Fact<T>>, fact: Fact<T>) {
    match list.iter_mut().find(|old| old.value == fact.value) {
        Some(old) => {
            old.basis = old.basis.min(fact.basis);
            add_evidence(&mut old.evidence, &fact.evidence);
        }
        None => list.push(fact),
    }
}

/// Adds a place to a list, or its proofs to the same place.
pub(in crate::extract) fn add_place(list: &mut Vec<NamedPlace>, place: &NamedPlace) {
    match list.iter_mut().find(|old| old.place == place.place) {
        Some(old) => add_evidence(&mut old.evidence, &place.evidence),
        None => list.push(place.clone()),
    }
}

/// Adds a number to a list, as of its document; the newer document decides how it is printed.
pub(in crate::extract) fn add_phone(list: &mut Vec<Phone>, phone: &Phone, document: &Document) {
    let phone = Phone { as_of: as_of(document), ..phone.clone() };
    match list.iter_mut().find(|old| old.e164 == phone.e164) {
        Some(old) => {
            let newer = |it: &Phone| it.as_of.as_ref().and_then(|period| period.from);
            if newer(&phone) > newer(old) {
                old.as_of.clone_from(&phone.as_of);
            }
            add_evidence(&mut old.evidence, &phone.evidence);
        }
        None => list.push(phone),
    }
}
