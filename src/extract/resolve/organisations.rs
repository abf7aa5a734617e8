//! Entity resolution of organisations: one record for all names of an organisation.

use std::collections::HashMap;

use super::hash_index::HashIndex;
use super::ids::IdAllocator;
use super::merge::{add_fact, add_phone, as_of};
use crate::extract::entities::organisation;
use crate::extract::statement::{DocumentStatements, OrganisationFact, OrganisationStatement};
use crate::model::{Basis, Document, Evidence, Fact, Organisation, OrganisationId};
use crate::text::fold;

/// The organisations of all documents.
#[derive(Debug, Default)]
pub(crate) struct ResolvedOrganisations {
    /// The records, in the order of their first mention.
    pub(crate) records: Vec<Organisation>,
    ids: IdAllocator<OrganisationId>,
    by_key: HashMap<String, usize>,
    /// The passages of each record: a list of staff names an organisation in every row.
    passages: HashIndex,
    /// The maximum number of passages of a record. `None` for all.
    most_passages: Option<usize>,
}

impl ResolvedOrganisations {
    /// The organisations that the documents state.
    pub(crate) fn new(documents: &[DocumentStatements]) -> Self {
        let mut all = Self::default();
        all.extend(documents);
        all
    }

    /// The same, with a limited number of passages of each: a directory names an organisation with every person.
    pub(crate) fn with_passages(most: usize) -> Self {
        Self { most_passages: Some(most), ..Self::default() }
    }

    /// Adds the organisations that further documents state.
    pub(crate) fn extend(&mut self, documents: &[DocumentStatements]) {
        let statements =
            || documents.iter().flat_map(|document| document.organisations.iter().map(move |it| (document, it)));
        for (_, it) in statements() {
            if let OrganisationFact::Listed(_) = it.fact {
                self.register(it);
            }
        }
        for (document, it) in statements() {
            self.apply(&document.document, it);
        }
    }

    fn register(&mut self, statement: &OrganisationStatement) {
        let OrganisationFact::Listed(kind) = statement.fact else { return };
        let index = self.index_or_new(&statement.organisation);
        if let Some(record) = self.records.get_mut(index) {
            record.kind = if record.evidence.is_empty() { kind } else { record.kind };
            // A name that differs from that of the record is an alias.
            if fold(&record.name) != fold(&statement.organisation) {
                let mut value = statement.organisation.clone();
                // An abbreviation is the name only until a longer name is known.
                let is_abbreviation = record.name.chars().all(char::is_uppercase);
                let evidence = if is_abbreviation { record.evidence.clone() } else { statement.evidence.clone() };
                if is_abbreviation {
                    std::mem::swap(&mut record.name, &mut value);
                }
                add_fact(&mut record.aliases, Fact { value, basis: Basis::Stated, evidence });
            }
            let most = self.most_passages.unwrap_or(usize::MAX);
            add_passages(&mut self.passages, index, &mut record.evidence, &statement.evidence, most);
        }
    }

    fn apply(&mut self, document: &Document, statement: &OrganisationStatement) {
        let index = self.index_or_new(&statement.organisation);
        let Some(record) = self.records.get_mut(index) else { return };
        match &statement.fact {
            OrganisationFact::Listed(_) => {}
            OrganisationFact::Alias(alias) => {
                if fold(&record.name) != fold(alias) {
                    let fact =
                        Fact { value: alias.clone(), basis: Basis::Stated, evidence: statement.evidence.clone() };
                    add_fact(&mut record.aliases, fact);
                }
                self.by_key.entry(organisation::key(alias)).or_insert(index);
            }
            OrganisationFact::Phone(phone) => add_phone(&mut record.phones, phone.clone(), as_of(document).as_ref()),
        }
    }

    /// The id of the organisation of a name; the organisation is added if it is new.
    pub(crate) fn id(&mut self, name: &str, evidence: &[Evidence]) -> OrganisationId {
        let index = self.index_or_new(name);
        match self.records.get_mut(index) {
            Some(record) => {
                let most = self.most_passages.unwrap_or(usize::MAX);
                add_passages(&mut self.passages, index, &mut record.evidence, evidence, most);
                record.id.clone()
            }
            None => OrganisationId::from_name(name),
        }
    }

    /// The name of an organisation, or the id itself if no record has it.
    pub(crate) fn name_of(&self, id: &OrganisationId) -> String {
        let record = self.records.iter().find(|record| record.id == *id);
        record.map_or_else(|| id.to_string(), |record| record.name.clone())
    }

    fn index_or_new(&mut self, name: &str) -> usize {
        let key = organisation::key(name);
        if let Some(index) = self.by_key.get(&key) {
            return *index;
        }
        // The id of a fund is that of its full name, whichever name comes first.
        let id = self.ids.allocate(&key, OrganisationId::from_name);
        let kind = organisation::kind_of(name);
        self.records.push(Organisation {
            id,
            name: name.to_owned(),
            kind,
            aliases: Vec::new(),
            phones: Vec::new(),
            evidence: Vec::new(),
            directories: Box::default(),
        });
        self.by_key.insert(key, self.records.len() - 1);
        self.records.len() - 1
    }
}

/// Adds the passages that a record does not have yet, until it has the most.
fn add_passages(known: &mut HashIndex, record: usize, list: &mut Vec<Evidence>, more: &[Evidence], most: usize) {
    for passage in more {
        if list.len() >= most {
            return;
        }
        let key = (record, passage.line, &*passage.text);
        if !known.candidates(&key).any(|index| list.get(index) == Some(passage)) {
            known.add(&key, list.len());
            list.push(passage.clone());
        }
    }
}
