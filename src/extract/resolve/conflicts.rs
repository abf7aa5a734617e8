//! Warnings: conflicts between sources, and other doubtful facts.

use std::collections::{BTreeMap, HashMap};

use super::merge;
use super::organisations::ResolvedOrganisations;
use crate::extract::entities::place;
use crate::extract::report::{Report, ReportKind};
use crate::extract::statement::DocumentStatements;
use crate::model::{
    Document, DocumentId, Fact, Holder, Model, NamedPlace, OrganisationId, Person, PersonId, PhoneKind, PlaceId,
    Position, RecordId, Time, Warning, WarningKind,
};
use crate::text::fold;

/// The maximum number of passages of a warning about people of one name.
const MAX_NAMESAKE_PASSAGES: usize = 3;

/// The warnings of the documents and of the whole model.
///
/// If no record has a name in a curator's warning, the name is reported.
pub(crate) fn warnings(model: &Model, documents: &[DocumentStatements], reports: &mut Vec<Report>) -> Vec<Warning> {
    let mut warnings = announced_moves(model);
    let records = RecordLookup::new(model);
    for document in documents {
        warnings.extend(undated(&document.document));
        for curated in &document.curator_warnings {
            let mut about = Vec::new();
            for (name, line) in &curated.about {
                match records.find(name) {
                    Some(id) => about.push(id),
                    None => reports.push(Report {
                        file: document.path.clone(),
                        line: Some(*line),
                        kind: ReportKind::UnknownRecord { name: name.clone() },
                    }),
                }
            }
            if curated.about.is_empty() {
                about.push(RecordId::Document(document.document.id.clone()));
            }
            let (text, sv, en) = (Some(curated.text.clone()), curated.sv.clone(), curated.en.clone());
            let kind = WarningKind::Curated { text, sv, en };
            warnings.push(Warning { kind, about, evidence: curated.evidence.clone() });
        }
        for conflict in &document.model_conflicts {
            let about = conflict.about.iter().filter_map(|name| records.find(name)).collect();
            let (kind, evidence) = (conflict.kind.clone(), conflict.evidence.clone());
            warnings.push(Warning { kind, about, evidence });
        }
        for unpaired in &document.unpaired {
            let about = unpaired.people.iter().filter_map(|name| records.find(name)).collect();
            let kind = WarningKind::UnpairedNumbers { line: Some(unpaired.line) };
            warnings.push(Warning { kind, about, evidence: unpaired.evidence.clone() });
        }
    }
    warnings
}

/// A warning for each person who is about to move: their numbers may change.
fn announced_moves(model: &Model) -> Vec<Warning> {
    let mut next: HashMap<&PersonId, &Position> = HashMap::new();
    for position in model.positions.iter().filter(|it| it.time == Time::Announced) {
        if let Some(person) = position.person() {
            next.entry(person).or_insert(position);
        }
    }
    model.people.iter().filter_map(|person| Some(announced_move(person, next.get(&person.id)?))).collect()
}

fn announced_move(person: &Person, next: &Position) -> Warning {
    let latest = next.start.as_ref().and_then(|start| start.to);
    let kind = WarningKind::AnnouncedMove { title: Some(next.title.clone()), latest };
    let direct = person.phones.iter().filter(|phone| phone.kind == PhoneKind::Direct);
    let evidence = next.evidence.iter().chain(direct.flat_map(|phone| &phone.evidence)).cloned().collect();
    let about = vec![RecordId::Person(person.id.clone())];
    Warning { kind, about, evidence }
}

fn undated(document: &Document) -> Option<Warning> {
    let published = document.published.as_ref();
    if published.is_some_and(|published| published.to.is_some()) {
        return None;
    }
    Some(Warning {
        kind: WarningKind::UndatedDocument { title: Some(document.title.clone()) },
        about: vec![RecordId::Document(document.id.clone())],
        evidence: published.map(|published| published.evidence.clone()).unwrap_or_default(),
    })
}

/// Two organisations for one position.
pub(crate) fn organisation_conflict(
    holder: &Holder,
    kept: &Fact<OrganisationId>,
    other: &Fact<OrganisationId>,
    organisations: &ResolvedOrganisations,
) -> Warning {
    let mut about: Vec<RecordId> = person_of(holder).into_iter().collect();
    about.extend([&kept.value, &other.value].map(|id| RecordId::Organisation(id.clone())));
    Warning {
        kind: WarningKind::OrganisationConflict {
            kept: Some(organisations.name_of(&kept.value)),
            other: Some(organisations.name_of(&other.value)),
        },
        about,
        evidence: kept.evidence.iter().chain(&other.evidence).cloned().collect(),
    }
}

/// A warning if documents give a position different areas. The areas that one document gives in several places add up.
pub(crate) fn area_conflict(position: &Position) -> Option<Warning> {
    let mut by_document: BTreeMap<&DocumentId, Vec<&NamedPlace>> = BTreeMap::new();
    for place in &position.areas {
        for passage in &place.evidence {
            let places = by_document.entry(&passage.document).or_default();
            if places.last().is_none_or(|last| last.place != place.place) {
                places.push(place);
            }
        }
    }
    // The areas are in one order, so lists of one length are the same if each place is.
    let are_same = |a: &[&NamedPlace], b: &[&NamedPlace]| {
        a.len() == b.len() && a.iter().zip(b).all(|(one, other)| one.place == other.place)
    };
    // The first of the longest lists: `max_by_key` returns the last.
    let (of_wider, wider) = by_document.iter().rev().max_by_key(|(_, places)| places.len())?;
    let (of_narrower, narrower) = by_document.iter().find(|(_, places)| !are_same(places, wider))?;
    let names = |list: &[&NamedPlace]| list.iter().map(|it| it.printed.clone()).collect::<Vec<_>>().join(", ");
    let mut evidence = Vec::new();
    for (document, place) in
        wider.iter().map(|place| (of_wider, place)).chain(narrower.iter().map(|place| (of_narrower, place)))
    {
        let passages = place.evidence.iter().filter(|passage| passage.document == **document).cloned();
        merge::add_evidence(&mut evidence, &passages.collect::<Vec<_>>());
    }
    Some(Warning {
        kind: WarningKind::AreaConflict { wider: Some(names(wider)), narrower: Some(names(narrower)) },
        about: person_of(&position.holder).into_iter().collect(),
        evidence,
    })
}

/// Several people of one name. The passages are those of the first of them.
pub(crate) fn homonyms(people: &[&Person]) -> Warning {
    let evidence = people.iter().filter_map(|person| person.evidence.first().cloned());
    Warning {
        kind: WarningKind::Namesake { name: people.first().map(|person| person.name.clone()) },
        about: people.iter().map(|person| RecordId::Person(person.id.clone())).collect(),
        evidence: evidence.take(MAX_NAMESAKE_PASSAGES).collect(),
    }
}

fn person_of(holder: &Holder) -> Option<RecordId> {
    match holder {
        Holder::Person(id) => Some(RecordId::Person(id.clone())),
        Holder::Nameless(_) => None,
    }
}

/// The records to which a curator can refer, by folded name.
struct RecordLookup(HashMap<String, RecordId>);

impl RecordLookup {
    /// Of several records of one name, the first person, else the first project, else the first organisation.
    fn new(model: &Model) -> Self {
        let people = model.people.iter().map(|it| (&it.name, RecordId::Person(it.id.clone())));
        let projects = model.projects.iter().map(|it| (&it.name, RecordId::Project(it.id.clone())));
        let organisations = model.organisations.iter().map(|it| (&it.name, RecordId::Organisation(it.id.clone())));
        let mut records = HashMap::new();
        for (name, id) in people.chain(projects).chain(organisations) {
            records.entry(fold(name)).or_insert(id);
        }
        Self(records)
    }

    /// The record of a name, else the region, or `None` if there is neither.
    fn find(&self, name: &str) -> Option<RecordId> {
        let region = || match place::lookup(name)?.place {
            PlaceId::Region(code) => Some(RecordId::Region(code)),
            _ => None,
        };
        self.0.get(&fold(name)).cloned().or_else(region)
    }
}
