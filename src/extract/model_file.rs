//! A model among the inputs: its records as statements of the documents that prove them.

use std::collections::HashMap;

use super::statement::{
    ContactPointStatement, CuratorWarning, DocumentStatements, ModelConflict, OrganisationFact, OrganisationStatement,
    PersonFact, PersonStatement, PositionStatement, ProjectFact, ProjectStatement, StatedHolder,
};
use crate::model::{
    Basis, DocumentId, Evidence, Fact, Holder, LoadError, Maintainer, Model, OrganisationId, Period, PersonId,
    Position, Project, ProjectId, RecordId, TitleTranslations, WarningKind, load,
};

/// Whether a file is a model, sound or not, by its ending and its first fields.
pub(crate) fn is_model(name: &str, bytes: &[u8]) -> bool {
    const HEAD_BYTES: usize = 200;
    let is_json = name.len() >= 5 && name.get(name.len() - 5..).is_some_and(|end| end.eq_ignore_ascii_case(".json"));
    let head = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
    is_json && head.trim_ascii_start().starts_with(b"{") && String::from_utf8_lossy(head).contains("\"schema\"")
}

/// A model as its documents state it.
pub(crate) struct StatedModel {
    /// The title of the directory.
    pub(crate) title: String,
    /// The title in other languages.
    pub(crate) title_translations: TitleTranslations,
    /// The maintainer of the directory.
    pub(crate) maintainer: Option<Maintainer>,
    /// The statements of each document.
    pub(crate) documents: Vec<DocumentStatements>,
}

/// The statements of each document of a model; `path` is that of its file.
///
/// # Errors
///
/// The line on which the model is invalid.
pub(crate) fn state_model(
    bytes: &[u8],
    path: &str,
    mut id_of: impl FnMut(&DocumentId) -> DocumentId,
) -> Result<StatedModel, u32> {
    let mut model = load(bytes).map_err(|cause| match cause {
        LoadError::Json(cause) => u32::try_from(cause.line().max(1)).unwrap_or(u32::MAX),
        LoadError::Version(_) | LoadError::Problem(_) => 1,
    })?;
    let mut writer = ModelWriter::default();
    writer.name(&model);
    for mut document in std::mem::take(&mut model.documents) {
        let id = id_of(&document.id);
        writer.ids.insert(document.id.clone(), id.clone());
        writer.places.insert(document.id, writer.documents.len());
        document.id = id;
        let (phones, emails) = (std::mem::take(&mut document.phones), std::mem::take(&mut document.emails));
        let mut statements = DocumentStatements::new(document, path.to_owned());
        statements.areas.clone_from(&model.areas);
        let phones = phones.into_iter().map(ContactPointStatement::Phone);
        statements.contact_points = phones.chain(emails.into_iter().map(ContactPointStatement::Email)).collect();
        writer.documents.push(statements);
    }
    let head =
        (std::mem::take(&mut model.title), std::mem::take(&mut model.title_translations), model.maintainer.take());
    writer.state(model);
    let (title, title_translations, maintainer) = head;
    Ok(StatedModel { title, title_translations, maintainer, documents: writer.documents })
}

#[derive(Default)]
struct ModelWriter {
    documents: Vec<DocumentStatements>,
    /// The place of each document in the list, by its id in the model.
    places: HashMap<DocumentId, usize>,
    /// The new id of each document.
    ids: HashMap<DocumentId, DocumentId>,
    people: HashMap<PersonId, String>,
    organisations: HashMap<OrganisationId, String>,
    projects: HashMap<ProjectId, String>,
}

impl ModelWriter {
    fn name(&mut self, model: &Model) {
        self.people.extend(model.people.iter().map(|it| (it.id.clone(), it.name.clone())));
        self.organisations.extend(model.organisations.iter().map(|it| (it.id.clone(), it.name.clone())));
        self.projects.extend(model.projects.iter().map(|it| (it.id.clone(), it.name.clone())));
    }

    /// Calls `show` once for each document of the passages, with the passages of that document.
    fn prove(&mut self, evidence: &[Evidence], mut show: impl FnMut(&mut DocumentStatements, Vec<Evidence>)) {
        let mut rest = evidence;
        let mut seen: Vec<&DocumentId> = Vec::new();
        while let Some((first, after)) = rest.split_first() {
            rest = after;
            if seen.contains(&&first.document) {
                continue;
            }
            seen.push(&first.document);
            let own: Vec<Evidence> = evidence.iter().filter(|it| it.document == first.document).cloned().collect();
            let own = self.moved(own);
            if let Some(document) = self.places.get(&first.document).and_then(|place| self.documents.get_mut(*place)) {
                show(document, own);
            }
        }
    }

    fn moved(&self, mut evidence: Vec<Evidence>) -> Vec<Evidence> {
        for passage in &mut evidence {
            if let Some(id) = self.ids.get(&passage.document) {
                passage.document.clone_from(id);
            }
        }
        evidence
    }

    fn moved_period(&self, period: Option<Period>) -> Option<Period> {
        period.map(|it| Period { evidence: self.moved(it.evidence.clone()), ..it })
    }

    fn state(&mut self, model: Model) {
        for organisation in model.organisations {
            let name = organisation.name;
            self.organisation(&name, &OrganisationFact::Listed(organisation.kind), &organisation.evidence);
            for alias in organisation.aliases {
                self.organisation(&name, &OrganisationFact::Alias(alias.value), &alias.evidence);
            }
            for mut phone in organisation.phones {
                let evidence = phone.evidence.clone();
                phone.evidence = self.moved(phone.evidence);
                self.organisation(&name, &OrganisationFact::Phone(phone), &evidence);
            }
        }
        model.projects.into_iter().for_each(|project| self.project(project));
        for person in model.people {
            let name = person.name;
            self.person(&name, &PersonFact::Named, &person.evidence);
            for mut phone in person.phones {
                let evidence = phone.evidence.clone();
                phone.evidence = self.moved(phone.evidence);
                self.person(&name, &PersonFact::Phone(Box::new(phone)), &evidence);
            }
            for mut email in person.emails {
                let evidence = email.evidence.clone();
                email.evidence = self.moved(email.evidence);
                self.person(&name, &PersonFact::Email(Box::new(email)), &evidence);
            }
        }
        model.positions.into_iter().for_each(|position| self.position(position));
        for warning in model.warnings {
            // Only contradictions and warnings written by hand are kept; other warnings are found again from the
            // statements.
            if warning.kind.is_conflict() {
                let about = warning.about.iter().filter_map(|id| self.name_of(id)).collect();
                let first = warning.evidence.first().and_then(|first| self.places.get(&first.document).copied());
                let evidence = self.moved(warning.evidence);
                if let Some(document) = first.and_then(|place| self.documents.get_mut(place)) {
                    document.model_conflicts.push(ModelConflict { kind: warning.kind, about, evidence });
                }
            } else if let WarningKind::Curated { text: Some(text), sv, en } = warning.kind {
                let line = warning.evidence.first().map_or(1, |passage| passage.line);
                let names = warning.about.iter().filter_map(|id| self.name_of(id));
                let about = names.map(|name| (name, line)).collect();
                let warning_of = |evidence| CuratorWarning { about, text, sv, en, evidence };
                let first = warning.evidence.first().map(|first| first.document.clone());
                let place = first.and_then(|id| self.places.get(&id).copied());
                let evidence = self.moved(warning.evidence);
                if let Some(document) = place.and_then(|place| self.documents.get_mut(place)) {
                    document.curator_warnings.push(warning_of(evidence));
                }
            }
        }
    }

    fn name_of(&self, id: &RecordId) -> Option<String> {
        match id {
            RecordId::Person(id) => self.people.get(id).cloned(),
            RecordId::Organisation(id) => self.organisations.get(id).cloned(),
            RecordId::Project(id) => self.projects.get(id).cloned(),
            RecordId::Region(code) => Some(crate::gazetteer::region(*code).names.fi.to_owned()),
            RecordId::Position(_) | RecordId::Document(_) => None,
        }
    }

    fn organisation(&mut self, name: &str, fact: &OrganisationFact, evidence: &[Evidence]) {
        self.prove(evidence, |document, evidence| {
            let mut fact = fact.clone();
            if let OrganisationFact::Phone(phone) = &mut fact {
                phone.evidence.clone_from(&evidence);
            }
            document.organisations.push(OrganisationStatement { organisation: name.to_owned(), fact, evidence });
        });
    }

    fn person(&mut self, name: &str, fact: &PersonFact, evidence: &[Evidence]) {
        self.prove(evidence, |document, evidence| {
            let mut fact = fact.clone();
            match &mut fact {
                PersonFact::Phone(phone) => phone.evidence.clone_from(&evidence),
                PersonFact::Email(email) => email.evidence.clone_from(&evidence),
                PersonFact::Named | PersonFact::FormerSurname(_) => {}
            }
            document.ordered.insert(name.to_owned());
            document.people.push(PersonStatement { person: name.to_owned(), fact, evidence });
        });
    }

    fn project(&mut self, project: Project) {
        let name = project.name;
        let own = project.evidence;
        self.project_fact(&name, &ProjectFact::Named, Basis::Stated, &own);
        let text = |fact: Fact<String>, make: fn(String) -> ProjectFact| (make(fact.value), fact.basis, fact.evidence);
        let texts = project.abbreviation.into_iter().map(|fact| text(fact, ProjectFact::Abbreviation));
        let texts = texts.chain(project.aliases.into_iter().map(|fact| text(fact, ProjectFact::Alias)));
        let texts = texts.chain(project.kind.into_iter().map(|fact| text(fact, ProjectFact::Kind)));
        let mut facts: Vec<(ProjectFact, Basis, Vec<Evidence>)> = texts.collect();
        if let Some(parent) = project.parent
            && let Some(name) = self.projects.get(&parent.value)
        {
            facts.push((ProjectFact::Parent(name.clone()), parent.basis, parent.evidence));
        }
        let mut add = |fact: Fact<OrganisationId>, make: fn(String) -> ProjectFact| {
            if let Some(name) = self.organisations.get(&fact.value) {
                facts.push((make(name.clone()), fact.basis, fact.evidence));
            }
        };
        project.funders.into_iter().for_each(|fact| add(fact, ProjectFact::Funder));
        project.coordinator.into_iter().for_each(|fact| add(fact, ProjectFact::Coordinator));
        project.partners.into_iter().for_each(|fact| add(fact, ProjectFact::Partner));
        let proof = |evidence: &Vec<Evidence>| if evidence.is_empty() { own.clone() } else { evidence.clone() };
        for (period, make) in
            [(project.start, ProjectFact::Start as fn(Period) -> ProjectFact), (project.end, ProjectFact::End)]
        {
            if let Some(period) =
                self.moved_period(period.clone()).zip(period).map(|(moved, old)| (moved, old.evidence))
            {
                let (moved, evidence) = period;
                let basis = moved.basis;
                facts.push((make(moved), basis, proof(&evidence)));
            }
        }
        for mut area in project.areas {
            let evidence = area.evidence.clone();
            area.evidence = self.moved(area.evidence);
            let basis = area.basis;
            facts.push((ProjectFact::Area(area), basis, evidence));
        }
        for note in project.notes {
            let fact = ProjectFact::Note { kind: note.kind, text: note.text, sv: note.sv, en: note.en };
            facts.push((fact, note.basis, note.evidence));
        }
        for (fact, basis, evidence) in facts {
            self.project_fact(&name, &fact, basis, &evidence);
        }
    }

    fn project_fact(&mut self, name: &str, fact: &ProjectFact, basis: Basis, evidence: &[Evidence]) {
        self.prove(evidence, |document, evidence| {
            let mut fact = fact.clone();
            if let ProjectFact::Area(area) = &mut fact {
                area.evidence.clone_from(&evidence);
            }
            document.projects.push(ProjectStatement { project: name.to_owned(), fact, basis, evidence });
        });
    }

    fn position(&mut self, position: Position) {
        let holder = match &position.holder {
            Holder::Person(id) => match self.people.get(id) {
                Some(name) => StatedHolder::Person(name.clone()),
                None => return,
            },
            Holder::Nameless(nameless) => StatedHolder::Nameless(*nameless),
        };
        let project = position.project.and_then(|fact| {
            let value = self.projects.get(&fact.value)?.clone();
            Some(Fact { value, basis: fact.basis, evidence: self.moved(fact.evidence) })
        });
        let organisation = position.organisation.and_then(|fact| {
            let value = self.organisations.get(&fact.value)?.clone();
            Some(Fact { value, basis: fact.basis, evidence: self.moved(fact.evidence) })
        });
        let mut places: Vec<_> = position.areas.into_iter().chain(position.place.as_deref().cloned()).collect();
        for place in &mut places {
            place.evidence = self.moved(std::mem::take(&mut place.evidence));
        }
        let place = position.place.and_then(|_| places.pop());
        let (start, end) =
            (self.moved_period(position.start.map(|it| *it)), self.moved_period(position.end.map(|it| *it)));
        let statement = PositionStatement {
            holder,
            count: position.count,
            title: position.title,
            project,
            organisation,
            unit: position.unit,
            is_acting: position.acting,
            areas: places,
            place: place.map(Box::new),
            start: start.map(Box::new),
            end: end.map(Box::new),
            time: position.time,
            basis: position.basis,
            evidence: Vec::new(),
        };
        self.prove(&position.evidence, |document, evidence| {
            document.positions.push(PositionStatement { evidence, ..statement.clone() });
        });
    }
}
